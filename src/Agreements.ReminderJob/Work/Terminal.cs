using Agreements.ReminderJob.Letters;

namespace Agreements.ReminderJob.Work;

/// <summary>Results on standard output, everything else on standard error; a line each, whatever is in it.</summary>
internal static class Terminal
{
    public static void Tell(string line) => Console.Out.WriteLine(OneLine.Of(line));

    public static void Warn(string line) => Console.Error.WriteLine(OneLine.Of(line));
}
