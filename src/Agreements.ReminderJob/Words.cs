namespace Agreements.ReminderJob;

/// <summary>What the job says at the terminal and about a delivery, in the language of the terminal: Indonesian unless it is English.</summary>
internal sealed class Words(bool isEnglish)
{
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>The language that <c>LC_ALL</c>, <c>LC_MESSAGES</c> or <c>LANG</c> names, in this order.</summary>
    public static Words OfEnvironment() => new(
        Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value))
            ?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true);

    public string In(string indonesian, string english) => isEnglish ? english : indonesian;
}
