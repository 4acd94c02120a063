using System.Text.RegularExpressions;

namespace Agreements.Api.Http.Sheets;

/// <summary>A column by what stands above it.</summary>
/// <param name="Index">Its place, counted from 0.</param>
/// <param name="Text">What stands above it, on one line.</param>
/// <param name="Meaning">What it was recognised as; null where it was not.</param>
internal sealed record HeaderColumn<T>(int Index, string Text, T? Meaning)
    where T : class;

/// <summary>The header of a table, found among what else people put above it.</summary>
/// <param name="LastRow">The number of the last row that belongs to it.</param>
/// <param name="Columns">Every column that has a header, from left to right.</param>
internal sealed record SheetHeader<T>(int LastRow, IReadOnlyList<HeaderColumn<T>> Columns)
    where T : class
{
    private const int MostRows = 30;
    private const int FewestRecognised = 2;

    /// <summary>
    /// The row in which most columns are recognised, or the pair of rows below each other: of headers that are merged downwards the text is in the upper one, of those that
    /// stand below the title of a group in the lower one. A row belongs to a pair only where all that stands in it is recognised, so that no row of data is lost to it.
    /// </summary>
    /// <param name="firstRows">The rows that a sheet begins with; of more than 30 the first are looked at.</param>
    /// <param name="recognise">What a header means; null where it means nothing.</param>
    /// <returns>The first of those that recognise most; null where none recognises two columns.</returns>
    public static SheetHeader<T>? Find(IReadOnlyList<SheetRow> firstRows, Func<string, T?> recognise)
    {
        var rows = firstRows.Take(MostRows).Select(row => (row.Number, Columns: ColumnsOf(row, recognise))).ToList();
        var best = default(SheetHeader<T>);
        for (var i = 0; i < rows.Count; i++)
        {
            var upper = new SheetHeader<T>(rows[i].Number, rows[i].Columns);
            Offer(upper);
            if (i + 1 < rows.Count && rows[i + 1] is var (number, columns) && number == upper.LastRow + 1 && columns.All(column => column.Meaning is not null))
            {
                var pair = new SheetHeader<T>(number, Pair(upper.Columns, columns));
                if (pair.Recognised > Math.Max(upper.Recognised, columns.Count))
                {
                    Offer(pair);
                }
            }
        }

        return best;

        void Offer(SheetHeader<T> header)
        {
            if (header.Recognised >= FewestRecognised && header.Recognised > (best?.Recognised ?? 0))
            {
                best = header;
            }
        }
    }

    private int Recognised => Columns.Count(column => column.Meaning is not null);

    private static List<HeaderColumn<T>> ColumnsOf(SheetRow row, Func<string, T?> recognise) =>
    [
        .. row.Cells.Index()
            .Select(cell => (cell.Index, Text: cell.Item.AsText()))
            .Where(cell => cell.Text is not null)
            .Select(cell => (cell.Index, Text: HeaderText.OnOneLine(cell.Text!)))
            .Select(cell => new HeaderColumn<T>(cell.Index, cell.Text, recognise(cell.Text))),
    ];

    private static List<HeaderColumn<T>> Pair(IEnumerable<HeaderColumn<T>> upper, IEnumerable<HeaderColumn<T>> lower) =>
        [.. upper.Concat(lower).GroupBy(column => column.Index, (_, both) => both.Last()).OrderBy(column => column.Index)];
}

/// <summary>How headers are read.</summary>
internal static partial class HeaderText
{
    /// <summary>The text with a space where it breaks lines or has several.</summary>
    public static string OnOneLine(string text) => WhiteSpace().Replace(text, " ");

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WhiteSpace();
}
