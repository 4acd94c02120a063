using System.Diagnostics.CodeAnalysis;

namespace Agreements.Api.Http.Sheets;

/// <summary>Opens the sheets that people send.</summary>
[SuppressMessage("Design", "MA0049:Type name should not match containing namespace", Justification = "It opens what the namespace is about, and no code says the name alone but for the type.")]
internal static class Sheets
{
    private static ReadOnlySpan<byte> Zip => "PK\x03\x04"u8;

    /// <summary>
    /// The sheet that a file holds: the first visible one of a workbook (XLSX), or a text (CSV). Its content says which it is, never its name. The stream stays open, and has to
    /// as long as the sheet is read.
    /// </summary>
    /// <exception cref="SheetFaultException">It is neither, or larger than what is read.</exception>
    public static ISheet Open(Stream seekable, SheetLimits limits)
    {
        seekable.Position = 0;
        if (seekable.Length == 0)
        {
            throw SheetFaultException.Empty();
        }

        Span<byte> start = stackalloc byte[4];
        var isZip = seekable.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Zip);
        return isZip ? XlsxFile.Open(seekable, limits) : CsvFile.Open(seekable, limits);
    }
}

/// <summary>What holds for the rows of every sheet.</summary>
internal static class RowLimits
{
    private static readonly SheetCell[] None = [];

    /// <summary>
    /// The rows, with those that were left out between them, without what is blank behind them and behind their last cells.
    /// </summary>
    /// <param name="rows">Rows in the order of their numbers.</param>
    /// <param name="limits">How much is read.</param>
    public static IEnumerable<SheetRow> Apply(IEnumerable<SheetRow> rows, SheetLimits limits)
    {
        var (count, last) = (0, 0);
        foreach (var row in rows)
        {
            var width = WidthOf(row.Cells);
            if (width == 0)
            {
                continue;
            }

            if (++count > limits.MaxRows)
            {
                throw SheetFaultException.TooManyRows(limits);
            }

            if (width > limits.MaxColumns)
            {
                throw SheetFaultException.TooManyColumns(limits);
            }

            RequireShortCells(row, limits);
            while (++last < row.Number)
            {
                yield return new SheetRow(last, None);
            }

            yield return row with { Cells = [.. row.Cells.Take(width)] };
        }

        if (count == 0)
        {
            throw SheetFaultException.Empty();
        }
    }

    private static int WidthOf(IReadOnlyList<SheetCell> cells)
    {
        var width = cells.Count;
        while (width > 0 && cells[width - 1].IsBlank)
        {
            width--;
        }

        return width;
    }

    private static void RequireShortCells(SheetRow row, SheetLimits limits)
    {
        for (var i = 0; i < row.Cells.Count; i++)
        {
            if (row.Cells[i].Value is string text && text.Length > limits.MaxCellLength)
            {
                throw SheetFaultException.CellTooLong(row.Number, i, limits);
            }
        }
    }
}
