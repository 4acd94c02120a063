namespace Agreements.ReminderJob;

internal static class Program
{
    public static Task<int> Main(string[] args) => new CommandLine(Words.OfEnvironment()).RunAsync(args);
}
