using System.Text;

namespace Agreements.ReminderJob.Mail;

/// <summary>
/// Values of mail headers in ASCII, on lines of bearable length: text of other scripts as encoded words (RFC 2047), addresses in brackets. What comes in has to be on
/// one line; a control character in it is a fault of whoever calls, and never reaches the wire.
/// </summary>
internal static class HeaderText
{
    // "=?utf-8?B?" and "?=" around 48 characters of base64: the longest word and the name of its header have room on a line of 76 (RFC 2047).
    private const int OctetsOfWord = 36;
    private const int LineLength = 76;

    /// <summary>A header with unstructured text, such as the subject, folded.</summary>
    public static string Unstructured(string name, string text) => Folded(name, Words(text));

    /// <summary>A header with addresses, one on each line.</summary>
    public static string Addresses(string name, IEnumerable<MailBox> mailBoxes) =>
        $"{name}: {string.Join(",\r\n ", mailBoxes.Select(each => each.Name.Length == 0 ? each.Address : string.Join("\r\n ", [.. Phrase(each.Name), $"<{each.Address}>"])))}";

    private static string Folded(string name, IReadOnlyList<string> words)
    {
        var header = new StringBuilder($"{name}:");
        var length = header.Length;
        foreach (var word in words)
        {
            if (length + 1 + word.Length > LineLength && length > name.Length + 1)
            {
                header.Append("\r\n");
                length = 0;
            }

            header.Append(' ').Append(word);
            length += 1 + word.Length;
        }

        return header.ToString();
    }

    private static IReadOnlyList<string> Words(string text)
    {
        RequireOneLine(text);
        return IsPlain(text) && text.Split(' ') is var words && words.All(word => word.Length is > 0 and < LineLength) ? words : EncodedWords(text);
    }

    private static List<string> Phrase(string name)
    {
        RequireOneLine(name);
        return IsPlain(name) && name.Length < OctetsOfWord
            ? [$"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""]
            : EncodedWords(name);
    }

    private static List<string> EncodedWords(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var octets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > OctetsOfWord)
            {
                Close();
            }

            word.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        Close();
        return words;

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?=");
            word.Clear();
            octets = 0;
        }
    }

    private static bool IsPlain(string text) => text.All(c => c is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal);

    private static void RequireOneLine(string text)
    {
        if (text.Any(char.IsControl))
        {
            throw new ArgumentException("A header takes one line.", nameof(text));
        }
    }
}
