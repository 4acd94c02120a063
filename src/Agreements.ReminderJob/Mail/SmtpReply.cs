using System.Text.RegularExpressions;

namespace Agreements.ReminderJob.Mail;

/// <summary>What the mail server answered.</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">What it said after them, line by line.</param>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int DetailMaxLength = 300;

    public bool IsDone => Code is >= 200 and <= 299;

    /// <summary>No for the moment: the same may be taken later.</summary>
    public bool IsDeferral => Code is >= 400 and <= 499;

    /// <summary>The server ends the session with it.</summary>
    public bool IsGoodbye => Code == 421;

    /// <summary>What an operator should read of it: no address that the server brought up, and no long run of digits, which might be somebody's number.</summary>
    public string Detail
    {
        get
        {
            var said = Letters.OneLine.Of(string.Join(' ', Lines));
            return Letters.OneLine.Shortened($"{Code} {LongNumber().Replace(SomeAddress().Replace(said, "…"), "…")}".TrimEnd(), DetailMaxLength);
        }
    }

    [GeneratedRegex(@"<?[^\s<>""]+@[^\s<>""]+>?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SomeAddress();

    [GeneratedRegex("[0-9]{12,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber();
}
