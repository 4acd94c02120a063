using System.Globalization;
using System.Text;

namespace Agreements.Domain.Text;

/// <summary>Text as people look for it: without case, accents or superfluous white space. Both stores search and sort this one form.</summary>
public static class FoldedText
{
    /// <summary>Lower case, no combining marks, single spaces, no space at either end.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Control or UnicodeCategory.Format))
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
}
