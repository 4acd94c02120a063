using System.Globalization;
using Agreements.Api.Http.Exports;

namespace Agreements.Api.Http.Sheets;

/// <summary>What a spreadsheet shows where a formula has come to nothing.</summary>
/// <param name="Text">Such as <c>#REF!</c>.</param>
internal sealed record SheetError(string Text);

/// <summary>A cell.</summary>
/// <param name="Value">What stands in it: null where it is blank, else a <see cref="string"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="DateTime"/> or <see cref="SheetError"/>.</param>
internal readonly record struct SheetCell(object? Value)
{
    private const string FewDecimals = "0.###############";

    // Within these a decimal has all the digits that a spreadsheet shows.
    private const double Smallest = 1e-15;
    private const double Largest = 1e15;

    /// <summary>Whether nobody sees anything in it.</summary>
    public bool IsBlank => Value is null || (Value is string text && text.AsSpan().IsWhiteSpace());

    /// <summary>The cell as a person would see it, without white space around it; null where it is blank. A whole number has neither an exponent nor a fraction, a day no time.</summary>
    public string? AsText() => Value switch
    {
        _ when IsBlank => null,
        string text => text.Trim(),
        double number => Shown(number),
        true => "true",
        false => "false",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        SheetError error => error.Text,
        _ => throw new InvalidOperationException("A cell holds what no sheet has."),
    };

    private static string Shown(double number) => Math.Abs(number) switch
    {
        0 => "0",
        >= Smallest and < Largest => ((decimal)number).ToString(FewDecimals, CultureInfo.InvariantCulture),
        >= Largest and < double.PositiveInfinity => number.ToString("F0", CultureInfo.InvariantCulture),
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };
}

/// <summary>A row.</summary>
/// <param name="Number">Its number as a spreadsheet shows it, from 1; blank rows are counted.</param>
/// <param name="Cells">Its cells, up to the last one that is not blank.</param>
internal sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells)
{
    /// <summary>Whether nobody sees anything in it.</summary>
    public bool IsBlank => Cells.All(cell => cell.IsBlank);
}

/// <summary>A sheet that somebody sent, open to be read.</summary>
internal interface ISheet : IDisposable
{
    /// <summary><c>csv</c> or <c>xlsx</c>.</summary>
    string Format { get; }

    /// <summary>What it is called in its workbook; null where it stands alone.</summary>
    string? SheetName { get; }

    /// <summary>
    /// Its rows as they are read, once: every row down to the last one that is not blank, blank ones between them too. What is wrong with the sheet is found on the way, and
    /// thrown as <see cref="SheetFaultException"/>.
    /// </summary>
    IEnumerable<SheetRow> Rows();
}

/// <summary>How much of a sheet is read.</summary>
/// <param name="MaxRows">Most rows that are not blank, headers and titles among them.</param>
/// <param name="MaxColumns">Most columns, up to the last one that is not blank.</param>
/// <param name="MaxCellLength">Longest text of a cell, in UTF-16 units.</param>
/// <param name="MaxUnpackedBytes">Most bytes of a text, or of all parts of a workbook as unpacked.</param>
internal sealed record SheetLimits(int MaxRows, int MaxColumns, int MaxCellLength, long MaxUnpackedBytes);

/// <summary>A sheet that cannot be read, or is not read further.</summary>
/// <param name="code">The stable code of what is wrong.</param>
/// <param name="arguments">The particulars of its text.</param>
internal sealed class SheetFaultException(string code, params object?[] arguments) : Exception
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>The stable code of what is wrong.</summary>
    public string Code => code;

    /// <summary>The particulars of its text.</summary>
    public IReadOnlyList<object?> Arguments => arguments;

    /// <summary>It is neither a workbook nor a text, or is broken.</summary>
    public static SheetFaultException Unreadable() => new("sheet.unreadable");

    /// <summary>There is nothing in it.</summary>
    public static SheetFaultException Empty() => new("sheet.empty");

    /// <summary>It is larger than what is read, however small it was packed.</summary>
    public static SheetFaultException TooLarge(SheetLimits limits) => new("sheet.too-large-unpacked", Math.Max(1, limits.MaxUnpackedBytes / Mebibyte));

    /// <summary>It has more rows than are read.</summary>
    public static SheetFaultException TooManyRows(SheetLimits limits) => new("sheet.too-many-rows", limits.MaxRows);

    /// <summary>It has more columns than are read.</summary>
    public static SheetFaultException TooManyColumns(SheetLimits limits) => new("sheet.too-many-columns", limits.MaxColumns);

    /// <summary>One of its cells is longer than what is read.</summary>
    public static SheetFaultException CellTooLong(int row, int column, SheetLimits limits) => new("sheet.cell-too-long", row, ColumnLetters.Of(column), limits.MaxCellLength);
}

/// <summary>The names of columns.</summary>
internal static class ColumnLetters
{
    /// <summary>The name of a column, counted from 0: A to Z, then AA.</summary>
    public static string Of(int indexFromZero) => XlsxText.Letters(indexFromZero);
}
