using System.Buffers;
using System.Globalization;
using System.Text;

namespace Agreements.Api.Http.Exports;

/// <summary>
/// Keeps a spreadsheet that opens a CSV file from taking a text, or a part of it, for a formula: an apostrophe in front. One that separates by another sign than the file does
/// begins a cell in the midst of a text, whatever quotes stand around it, so each such place is looked at. The apostrophes can be taken off again without loss, since a text
/// that has one of its own in such a place gets another.
/// </summary>
internal static class FormulaGuard
{
    private const char Mark = '\'';

    // Whatever some reader could take for the end of a cell.
    private static readonly SearchValues<char> Ends = SearchValues.Create(",;|\t\r\n");

    /// <summary>The text, so that nothing takes any of it for a formula.</summary>
    public static string Guarded(string text)
    {
        var guarded = new StringBuilder(text.Length + 1);
        foreach (var part in PartsOf(text))
        {
            if (LooksLikeFormula(text.AsSpan(part.Start)))
            {
                guarded.Append(Mark);
            }

            guarded.Append(text.AsSpan(part.Start, part.Length));
        }

        return guarded.ToString();
    }

    /// <summary>The text that was guarded.</summary>
    public static string Unguarded(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var part in PartsOf(text))
        {
            var isMarked = text[part.Start] == Mark && LooksLikeFormula(text.AsSpan(part.Start + 1));
            plain.Append(isMarked ? text.AsSpan(part.Start + 1, part.Length - 1) : text.AsSpan(part.Start, part.Length));
        }

        return plain.ToString();
    }

    // Each with the sign that ends it.
    private static IEnumerable<(int Start, int Length)> PartsOf(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny(Ends) is var end and >= 0 ? end + 1 : text.Length - start;
            yield return (start, length);
            start += length;
        }
    }

    // Whatever a program might skip before it looks for a formula: quotes, spaces, what cannot be seen. Full-width signs are signs to some of them.
    private static bool LooksLikeFormula(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r' or '\n')
            {
                return true;
            }

            if (!(c is '"' or Mark || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format))
            {
                return false;
            }
        }

        return false;
    }
}
