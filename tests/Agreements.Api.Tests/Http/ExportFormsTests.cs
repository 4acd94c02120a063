using System.Text;
using Agreements.Api.Http.Exports;
using Agreements.Api.Tests.Exchange;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Api.Tests.Http;

/// <summary>The forms of exports by themselves, where a register would have to be very large.</summary>
public sealed class ExportFormsTests
{
    private static readonly char[] Awkward = ['\'', '"', '=', '+', '-', '@', '＝', ' ', '\t', '\r', '\n', 'a', '0', ';', ',', '\u200B', '\u00A0'];

    [Fact]
    public void A_guarded_text_comes_back_as_it_was_and_nothing_takes_it_for_a_formula() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements(Awkward)).ToArbitrary(),
        letters =>
        {
            var text = new string(letters);
            var guarded = FormulaGuard.Guarded(text);
            return FormulaGuard.Unguarded(guarded) == text
                && Array.TrueForAll(guarded.Split(',', ';', '\t', '\r', '\n'), part => part.Trim(' ', '"', '\u200B', '\u00A0') is not ['=' or '+' or '-' or '@' or '＝', ..]);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Nota Kesepakatan")]
    [InlineData("'kutip")]
    [InlineData("12/KTR/XI-08/1221")]
    [InlineData("a, b; c\nd")]
    [InlineData("")]
    public void A_harmless_text_is_left_alone(string text) => Assert.Equal(text, FormulaGuard.Guarded(text));

    [Fact]
    public async Task CSV_is_written_line_by_line() =>
        Assert.Equal("Isi\r\na\r\n\"b\"\"\nc\"\r\n'=1\r\n", Encoding.UTF8.GetString(await WrittenAsync(new CsvSheet<string>(new OneColumn()), ["a", "b\"\nc", "=1"])));

    [Fact]
    public async Task What_does_not_fit_on_one_sheet_goes_on_on_the_next()
    {
        var bytes = await WrittenAsync(new XlsxWorkbook<string>(new OneColumn(), "Perjanjian", "…") { MostRows = 3 }, ["a", "b", "c", "d", "e"]);

        var sheets = Sheets.Workbook(bytes);

        Assert.Equal(["Perjanjian", "Perjanjian 2", "Perjanjian 3"], sheets.Select(sheet => sheet.Name));
        Assert.All(sheets, sheet => Assert.Equal(["Isi"], sheet.Sheet.Headers));
        Assert.Equal(["a", "b", "c", "d", "e"], sheets.SelectMany(sheet => sheet.Sheet.Below("Isi")));
    }

    [Fact]
    public async Task A_full_sheet_with_nothing_after_it_is_the_last()
    {
        var bytes = await WrittenAsync(new XlsxWorkbook<string>(new OneColumn(), "Perjanjian", "…") { MostRows = 3 }, ["a", "b"]);

        Assert.Equal(["a", "b"], Assert.Single(Sheets.Workbook(bytes)).Sheet.Below("Isi"));
    }

    [Fact]
    public async Task A_text_that_no_cell_can_hold_is_cut_and_says_so()
    {
        var (fits, longer, pair) = (new string('x', 32_767), new string('y', 32_768), new string('z', 32_767 - 10 - 1) + "🕌" + new string('z', 100));

        var bytes = await WrittenAsync(new XlsxWorkbook<string>(new OneColumn(), "Perjanjian", "…(cut off)"), [fits, longer, pair]);
        var cells = Assert.Single(Sheets.Workbook(bytes)).Sheet.Below("Isi").Cast<string>().ToList();

        Assert.Equal(fits, cells[0]);
        Assert.Equal(longer[..(32_767 - 10)] + "…(cut off)", cells[1]);
        Assert.Equal(pair[..(32_767 - 10 - 1)] + "…(cut off)", cells[2]);
    }

    [Fact]
    public async Task The_same_rows_make_the_same_file_whenever_and_wherever_they_are_written()
    {
        var form = new XlsxWorkbook<string>(new OneColumn(), "Perjanjian", "…");

        Assert.Equal(await WrittenAsync(form, ["a"]), await WrittenAsync(form, ["a"]));
    }

    [Fact]
    public async Task A_row_that_fails_leaves_no_whole_workbook()
    {
        using var body = new MemoryStream();
        await Assert.ThrowsAsync<InvalidOperationException>(() => new XlsxWorkbook<string>(new OneColumn(), "Perjanjian", "…").WriteAsync(Failing(), body, CancellationToken.None));

        Assert.ThrowsAny<Exception>(() => Sheets.Workbook(body.ToArray()));
    }

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(51, "AZ")]
    [InlineData(52, "BA")]
    [InlineData(701, "ZZ")]
    [InlineData(702, "AAA")]
    public void Columns_are_named_as_a_spreadsheet_names_them(int column, string name) => Assert.Equal(name, XlsxText.Letters(column));

    private static async Task<byte[]> WrittenAsync<T>(IExportForm<T> form, IEnumerable<T> rows)
    {
        // As an answer is: written forwards only, and never with a thread waiting.
        using var body = new OneWay();
        await form.WriteAsync(rows.ToAsyncEnumerable(), body, CancellationToken.None);
        return body.ToArray();
    }

    private static async IAsyncEnumerable<string> Failing()
    {
        yield return "a";
        await Task.Yield();
        throw new InvalidOperationException("The store is gone.");
    }

    private sealed class OneColumn : ITable<string>
    {
        public IReadOnlyList<TableColumn> Columns { get; } = [new("Isi")];

        public IEnumerable<object?> CellsOf(string row) => [row];
    }

    private sealed class OneWay : MemoryStream
    {
        private bool _isAsync;

        public override bool CanSeek => false;

        public override void Write(byte[] buffer, int offset, int count)
        {
            Assert.True(_isAsync, "a thread waits for the receiver");
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Assert.True(_isAsync, "a thread waits for the receiver");
            base.Write(buffer);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _isAsync = true;
            base.Write(buffer.Span);
            _isAsync = false;
            return ValueTask.CompletedTask;
        }
    }
}
