using Agreements.Api.Http.Exports;
using Agreements.Api.Http.Sheets;
using static Agreements.Api.Tests.ReadSheets.Reading;

namespace Agreements.Api.Tests.ReadSheets;

public sealed class XlsxFileTests
{
    [Theory]
    [InlineData("""<c r="A1"><v>12.5</v></c>""", 12.5, "12.5")]
    [InlineData("""<c r="A1"><v>9101000000000000</v></c>""", 9101000000000000d, "9101000000000000")]
    [InlineData("""<c r="A1"><v>9.101E+15</v></c>""", 9101000000000000d, "9101000000000000")]
    [InlineData("""<c r="A1"><v>46022</v></c>""", 46022d, "46022")]
    [InlineData("""<c r="A1" t="b"><v>1</v></c>""", true, "true")]
    [InlineData("""<c r="A1" t="b"><v>0</v></c>""", false, "false")]
    [InlineData("""<c r="A1" t="s"><v>0</v></c>""", "bersama", "bersama")]
    [InlineData("""<c r="A1" t="s"><v>1</v></c>""", "dua bagian", "dua bagian")]
    [InlineData("""<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a b </t></is></c>""", " a b ", "a b")]
    [InlineData("""<c r="A1" t="inlineStr"><is><t>a_x000D_b</t></is></c>""", "a\rb", "a\rb")]
    [InlineData("""<c r="A1" t="inlineStr"><is><t>'=1</t></is></c>""", "'=1", "'=1")]
    [InlineData("""<c r="A1"><f>1+2</f><v>3</v></c>""", 3d, "3")]
    [InlineData("""<c r="A1" t="str"><f>"a"</f><v>a</v></c>""", "a", "a")]
    [InlineData("""<c r="A1" t="str"><v>#REF!</v></c>""", "#REF!", "#REF!")]
    [InlineData("""<c r="A1" s="3"><v>1.5</v></c>""", "36:00:00", "36:00:00")]
    [InlineData("""<c r="A1"><v>NaN</v></c>""", "NaN", "NaN")]
    [InlineData("""<c r="A1" s="1"><v>1e300</v></c>""", 1e300, null)]
    [InlineData("""<c r="A1" s="99"><v>5</v></c>""", 5d, "5")]
    public void A_cell_holds_what_was_put_there(string cell, object value, string? seen)
    {
        var read = Rows(Workbooks.OfRow(cell))[0].Cells.Single();

        Assert.Equal(value, read.Value);
        Assert.True(seen is null || seen == read.AsText());
    }

    [Theory]
    [InlineData("""<c r="A1" s="1"><v>46022</v></c>""", "2025-12-31")]
    [InlineData("""<c r="A1" s="2"><v>46022.75</v></c>""", "2025-12-31 18:00:00")]
    [InlineData("""<c r="A1" t="d"><v>2025-12-31</v></c>""", "2025-12-31")]
    public void A_date_is_a_date(string cell, string seen)
    {
        var read = Rows(Workbooks.OfRow(cell))[0].Cells.Single();

        Assert.IsType<DateTime>(read.Value);
        Assert.Equal(seen, read.AsText());
    }

    [Theory]
    [InlineData("#REF!")]
    [InlineData("#N/A")]
    [InlineData("#DIV/0!")]
    [InlineData("#NAME?")]
    public void A_formula_that_came_to_nothing_is_an_error(string error)
    {
        var rows = Rows(Workbooks.Of($"""<sheetData><row r="2"><c r="B2"><v>1</v></c><c r="C2" t="e"><f>A1</f><v>{error}</v></c></row><row r="3"><c r="A3" t="e"><v>{error}</v></c></row></sheetData>"""));

        Assert.Equal(new SheetError(error), rows[1].Cells[2].Value);
        Assert.Equal(error, rows[1].Cells[2].AsText());
        Assert.Equal(new SheetError(error), rows[2].Cells[0].Value);
    }

    [Fact]
    public void Rows_have_the_numbers_that_a_spreadsheet_shows()
    {
        var bytes = Workbooks.Of("""<sheetData><row r="3"><c r="B3"><v>1</v></c><c r="E3"/></row><row r="4"><c r="A4" t="inlineStr"><is><t> </t></is></c></row><row r="7"><c r="A7"><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row><row r="900000"><c r="A900000" s="1"/></row></sheetData>""");

        Assert.Equal(["1: ", "2: ", "3:  | 1", "4: ", "5: ", "6: ", "7: 2", "8: 3 | 4"], Seen(bytes));
    }

    [Fact]
    public void The_first_sheet_that_is_seen_is_read()
    {
        using var sheet = Open(Workbooks.Of("""hidden:<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>""", """veryHidden:<sheetData/>""", """visible:<sheetData><row r="1"><c r="A1"><v>3</v></c></row></sheetData>""", """<sheetData><row r="1"><c r="A1"><v>4</v></c></row></sheetData>"""));

        Assert.Equal(("xlsx", "Lembar 3"), (sheet.Format, sheet.SheetName));
        Assert.Equal(3d, sheet.Rows().Single().Cells.Single().Value);
        Assert.Throws<InvalidOperationException>(sheet.Rows);
    }

    [Fact]
    public void The_stream_stays_open()
    {
        using var stream = new MemoryStream(Workbooks.OfRow("""<c r="A1"><v>1</v></c>"""));
        Sheets.Open(stream, Ample).Dispose();
        using var again = Sheets.Open(stream, Ample);

        Assert.Single(again.Rows());
    }

    [Fact]
    public async Task What_was_exported_reads_back_to_the_letter()
    {
        string[] cells = ["=1+1", "'=1+1", "\tTab", " spasi ", "a\nb\r\nc", "_x000D_", "<b>&amp;", "🕌", "00123"];
        using var file = new MemoryStream();
        await new XlsxWorkbook<string[]>(new Lines(cells.Length), "Perjanjian", "…").WriteAsync(Once(cells), file, CancellationToken.None);

        using var sheet = Open(file.ToArray());
        var rows = sheet.Rows().ToList();

        Assert.Equal("Perjanjian", sheet.SheetName);
        Assert.Equal(cells, rows[1].Cells.Select(cell => cell.Value));
        Assert.Equal(2, rows.Count);
    }

    [Theory]
    [InlineData("<sheetData/>")]
    [InlineData("""<sheetData><row r="1"><c r="A1" s="1"/></row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>""")]
    [InlineData("""<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t> </t></is></c></row></sheetData>""")]
    public void What_has_nothing_in_it_is_empty(string sheet) => Assert.Equal("sheet.empty", Fault(Workbooks.Of(sheet)));

    [Theory]
    [InlineData("""<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="A9"><v>1</v></c></row>""", null)]
    [InlineData("""<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>1</v></c></row>""", "sheet.too-many-rows 2")]
    [InlineData("""<row r="1"><c r="C1"><v>1</v></c><c r="XFD1" s="1"/></row>""", null)]
    [InlineData("""<row r="1"><c r="D1"><v>1</v></c></row>""", "sheet.too-many-columns 3")]
    [InlineData("""<row r="5"><c r="B5" t="inlineStr"><is><t>12345678901</t></is></c></row>""", "sheet.cell-too-long 5 B 10")]
    public void No_more_is_read_than_is_allowed(string rows, string? fault)
    {
        var (bytes, limits) = (Workbooks.Of($"<sheetData>{rows}</sheetData>"), new SheetLimits(MaxRows: 2, MaxColumns: 3, MaxCellLength: 10, MaxUnpackedBytes: 100_000));

        Assert.Equal(fault, fault is null ? Record.Exception(() => Rows(bytes, limits))?.Message : Fault(bytes, limits));
    }

    private static async IAsyncEnumerable<string[]> Once(string[] row)
    {
        await Task.Yield();
        yield return row;
    }

    private sealed class Lines(int columns) : ITable<string[]>
    {
        public IReadOnlyList<TableColumn> Columns { get; } = [.. Enumerable.Range(0, columns).Select(i => new TableColumn($"Kolom {i}"))];

        public IEnumerable<object?> CellsOf(string[] row) => row;
    }
}
