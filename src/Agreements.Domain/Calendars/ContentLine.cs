using System.Text;

namespace Agreements.Domain.Calendars;

/// <summary>The lines that a calendar is made of (RFC 5545, 3.1): whatever people wrote, it neither ends a line early nor begins another.</summary>
public static class ContentLine
{
    /// <summary>The longest piece of a line, in octets, without its line break.</summary>
    public const int MostOctets = 75;

    private const string LineBreak = "\r\n";

    /// <summary>A line of a property, folded, with its line break.</summary>
    /// <param name="property">Its name, with its parameters.</param>
    /// <param name="value">Its value, escaped where it is text.</param>
    public static string Of(string property, string value)
    {
        var line = new StringBuilder();
        var octets = 0;
        foreach (var rune in $"{property}:{value}".EnumerateRunes().Where(IsNoControl))
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                // The space belongs to the fold, and counts.
                line.Append(LineBreak).Append(' ');
                octets = 1;
            }

            line.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        return line.Append(LineBreak).ToString();
    }

    /// <summary>Text as a value (RFC 5545, 3.3.11): what has a meaning is escaped, every kind of line break becomes <c>\n</c>, other control characters go.</summary>
    public static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' => escaped.Append("\\n"),
                '\\' or ';' or ',' => escaped.Append('\\').Append(rune),
                _ => IsNoControl(rune) ? escaped.Append(rune) : escaped,
            };
        }

        return escaped.ToString();
    }

    private static bool IsNoControl(Rune rune) => rune.Value == '\t' || !Rune.IsControl(rune);
}
