using System.Globalization;
using System.Text;

namespace Agreements.ReminderJob.Letters;

/// <summary>Text that people wrote, brought onto one line: whatever it holds, it neither ends a header nor a line early, nor turns the direction of what follows.</summary>
internal static class OneLine
{
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Breaks(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else
            {
                line.Append(rune);
            }
        }

        return line.ToString().TrimEnd(' ');
    }

    /// <summary>The beginning of a text, with a mark where something was left out.</summary>
    public static string Shortened(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return $"{text[..end].TrimEnd()}…";
    }

    private static bool Breaks(Rune rune) => rune.Value == ' ' || Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
