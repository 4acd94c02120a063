using System.Globalization;
using System.Text;

namespace Agreements.Domain.Text;

/// <summary>Text as people look for it: without case, accents or superfluous white space. Both stores search and sort this one form.</summary>
public static class FoldedText
{
    /// <summary>Lower case, no accents, single spaces, no space at either end.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var folded = new StringBuilder(text.Length);

        // U+FFFE is no character, and the one code point that normalisation refuses.
        foreach (var rune in text.Replace('\uFFFE', '\uFFFD').Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else if (!IsAccent(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                folded.Append(Rune.ToLowerInvariant(rune));
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>The words of a folded text: its runs of letters and digits.</summary>
    public static IEnumerable<string> WordsOf(string folded)
    {
        var word = new StringBuilder();
        foreach (var rune in folded.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(rune);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    // Marks that people leave out when they type: those of any alphabet and the short vowels of Arabic. Javanese vowels are marks too, but make the word.
    private static bool IsAccent(Rune rune) => rune.Value is (>= 0x0300 and <= 0x036F) or (>= 0x064B and <= 0x065F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF);
}
