using System.Globalization;
using System.Text.RegularExpressions;

namespace Agreements.Api.Http.Exports;

/// <summary>How values are put so that Excel takes them for what they are.</summary>
internal static partial class XlsxText
{
    /// <summary>Most UTF-16 units of a cell, as Excel has it.</summary>
    public const int MostCharacters = 32_767;

    /// <summary>Most rows of a sheet, as Excel has it.</summary>
    public const int MostRows = 1_048_576;

    // Excel takes 1900 for a leap year, which makes no difference from March 1900 on.
    private static readonly DateTime DayZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The name of a column, counted from 0: A to Z, then AA.</summary>
    public static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    /// <summary>As much of a text as a cell can hold, with a mark behind it where that is not all.</summary>
    public static string Fitting(string text, string cutMark)
    {
        if (text.Length <= MostCharacters)
        {
            return text;
        }

        var kept = MostCharacters - cutMark.Length;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept), cutMark);
    }

    /// <summary>A whole number, or the days since the day that dates are counted from.</summary>
    public static string NumberOf(object cell) => cell switch
    {
        int number => number.ToString(CultureInfo.InvariantCulture),
        DateOnly day => (day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - DayZero).Days.ToString(CultureInfo.InvariantCulture),
        DateTimeOffset at => (at.UtcDateTime - DayZero).TotalDays.ToString("R", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell.GetType(), message: null),
    };

    /// <summary>
    /// A text as it stands in a sheet. What XML cannot hold, or changes, is spelled as <c>_xHHHH_</c> (ECMA-376, ST_Xstring): a carriage return and the two that are no
    /// characters. Where a text says such a thing by itself, its first sign is spelled so.
    /// </summary>
    public static string Escaped(string text) => Special().Replace(text, match => match.ValueSpan[0] switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        var c => string.Create(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_"),
    });

    [GeneratedRegex(@"[&<>\r\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Special();
}
