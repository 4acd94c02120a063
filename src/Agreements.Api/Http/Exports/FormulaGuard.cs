using System.Globalization;

namespace Agreements.Api.Http.Exports;

/// <summary>
/// Keeps a spreadsheet that opens a CSV file from taking a text for a formula: an apostrophe in front. It can be taken off again without loss, since a text that has one of
/// its own in such a place gets another.
/// </summary>
internal static class FormulaGuard
{
    private const char Mark = '\'';

    /// <summary>The text, so that nothing takes it for a formula.</summary>
    public static string Guarded(string text) => LooksLikeFormula(text) ? Mark + text : text;

    /// <summary>The text that was guarded.</summary>
    public static string Unguarded(string text) => text is [Mark, ..] && LooksLikeFormula(text[1..]) ? text[1..] : text;

    // Whatever a program might skip before it looks for a formula: quotes, spaces, what cannot be seen. Full-width signs are signs to some of them.
    private static bool LooksLikeFormula(string text)
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
