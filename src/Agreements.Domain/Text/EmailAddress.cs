using System.Text.RegularExpressions;

namespace Agreements.Domain.Text;

/// <summary>
/// Recognises an e-mail address of the plain kind that every mail server takes (RFC 5321, without quotes, comments or letters beyond ASCII). What has a space or a
/// line break, and so could say something of its own in the head of a mail, is none.
/// </summary>
public static partial class EmailAddress
{
    /// <summary>Longest address, in characters.</summary>
    public const int MaxLength = 254;

    /// <summary>What an address looks like: up to 64 characters, one <c>@</c>, and a domain of at least two labels whose last one is not a number.</summary>
    public const string Pattern =
        @"^(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?![0-9]+$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$";

    /// <summary>Whether the whole text is an address.</summary>
    public static bool IsValid(string text) => text.Length <= MaxLength && !text.EndsWith('\n') && Plain().IsMatch(text);

    /// <summary>Whether both are one mailbox: servers tell no cases apart.</summary>
    public static StringComparer Mailboxes => StringComparer.OrdinalIgnoreCase;

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
