using System.Text.RegularExpressions;

namespace Agreements.ReminderJob.Mail;

/// <summary>A mail address with the name that stands before it.</summary>
/// <param name="Name">The name; may be empty.</param>
/// <param name="Address">The address, in ASCII.</param>
internal sealed partial record MailBox(string Name, string Address)
{
    // RFC 5321: a path is at most 256 octets, with its brackets.
    private const int AddressMaxLength = 254;

    /// <summary>The part after the sign.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>Reads <c>address</c> or <c>Name &lt;address&gt;</c>; null when it is neither.</summary>
    public static MailBox? Of(string text)
    {
        var (name, address) = text.LastIndexOf('<') is >= 0 and var at && text.EndsWith('>')
            ? (text[..at].Trim().Trim('"'), text[(at + 1)..^1])
            : ("", text);
        return IsAddress(address) ? new MailBox(name, address) : null;
    }

    /// <summary>
    /// Whether mail can be addressed to it by any server: a plain local part and a domain. Quoted local parts and other scripts, which need extensions or are refused by
    /// most, are not taken; nor is anything that could end a command or a header early.
    /// </summary>
    public static bool IsAddress(string text) => text.Length <= AddressMaxLength && Plain().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*\z",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
