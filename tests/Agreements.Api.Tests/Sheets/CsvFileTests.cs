using System.Text;
using Agreements.Api.Http.Exports;
using Agreements.Api.Http.Sheets;
using static Agreements.Api.Tests.ReadSheets.Reading;

namespace Agreements.Api.Tests.ReadSheets;

public sealed class CsvFileTests
{
    private const string Accents = "Judul;Catatan\r\nvis-à-vis;“Konawé” – 2025";

    public static TheoryData<string, byte[]> Encoded => new()
    {
        { "UTF-8", Utf8(Accents) },
        { "UTF-8, marked", [0xEF, 0xBB, 0xBF, .. Utf8(Accents)] },
        { "UTF-16LE", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Accents)] },
        { "UTF-16BE", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Accents)] },
        { "Windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Accents) },
    };

    public static TheoryData<string, byte[]> NoTexts => new()
    {
        { "NUL", Utf8("Judul;Catatan\na\0b;c") },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes(Accents) },
        { "UTF-32", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Accents)] },
        { "half a character", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Accents), 0x41] },
        { "half a pair", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Accents), 0x00, 0xD8] },
        { "marked as what it is not", [0xEF, 0xBB, 0xBF, 0xE9, 0x3B] },
        { "a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x41, 0x42] },
        { "PDF", [.. "%PDF-1.7\n"u8, 0xE2, 0xE3, 0xCF, 0xD3, 0x0A, 0x90, 0x01] },
        { "an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504]] },
        { "an encrypted workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes("EncryptedPackage")] },
        { "a page", Utf8("<html><table><tr><td>Judul</td></tr></table></html>") },
        { "a page, marked", [0xEF, 0xBB, 0xBF, .. "\r\n<!DOCTYPE html>"u8] },
        { "XML", Utf8("<?xml version=\"1.0\"?><Workbook/>") },
    };

    [Theory]
    [MemberData(nameof(Encoded))]
    public void Letters_are_read_in_whatever_encoding(string encoding, byte[] bytes)
    {
        Assert.NotEmpty(encoding);
        Assert.Equal(["1: Judul | Catatan", "2: vis-à-vis | “Konawé” – 2025"], Seen(bytes));
    }

    [Fact]
    public void Letters_are_told_by_the_whole_of_a_long_text()
    {
        var start = string.Concat(Enumerable.Repeat("Judul;Catatan\n", 8_000));

        Assert.Equal("8001: Konawé", Seen([.. Utf8(start), .. Utf8("Konawé")])[^1]);
        Assert.Equal("8001: Konawé", Seen([.. Utf8(start), .. Encoding.Latin1.GetBytes("Konawé")])[^1]);
    }

    [Theory]
    [MemberData(nameof(NoTexts))]
    public void What_is_no_text_cannot_be_read(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        Assert.Equal("sheet.unreadable", Fault(bytes));
    }

    [Theory]
    [InlineData("Judul;Catatan;Kuota\na, b;c;1", "2: a, b | c | 1")]
    [InlineData("Judul,Catatan,Kuota\na; b,c,1", "2: a; b | c | 1")]
    [InlineData("Judul\tCatatan\tKuota\na, b\tc\t1", "2: a, b | c | 1")]
    [InlineData("Judul|Catatan|Kuota\na, b|c|1", "2: a, b | c | 1")]
    [InlineData("\"Judul, panjang\";\"Catatan, panjang, sekali\"\n\"a,b,c,d\";e", "2: a,b,c,d | e")]
    [InlineData("Persen;Iuran\n1,5;37800,00\n2,5;42000,00", "2: 1,5 | 37800,00")]
    [InlineData("Judul\na", "2: a")]
    [InlineData("Judul;Kode;Catatan\na;\"b;c, d\ne;f;g", "2: a | \"b | c, d")]
    [InlineData("Daftar perjanjian, Kota Kendari, 2025\n\nJudul;Kode\na;b\nc;d\ne;f\ng;h", "4: a | b")]
    public void The_separator_is_told_from_what_stands_between_cells(string text, string second) => Assert.Contains(second, Seen(Utf8(text)));

    [Theory]
    [InlineData("sep=;\r\nJudul;a,b,c,d\r\n")]
    [InlineData("SEP=;\nJudul;a,b,c,d\n")]
    [InlineData("\"sep=;\"\rJudul;a,b,c,d\r")]
    [InlineData("\uFEFFsep=;\nJudul;a,b,c,d")]
    public void A_line_that_names_the_separator_is_no_row(string text) => Assert.Equal(["1: Judul | a,b,c,d"], Seen(Utf8(text)));

    [Theory]
    [InlineData("a;\"b;c\";d", "b;c")]
    [InlineData("a;\"b \"\"c\"\" d\";e", "b \"c\" d")]
    [InlineData("a;\"\"\"b\"\"\";e", "\"b\"")]
    [InlineData("a;\"b\nc\";d", "b\nc")]
    [InlineData("a;\"b\r\n\r\nc\";d", "b\r\n\r\nc")]
    [InlineData("a;\"b\"  ;d", "b")]
    [InlineData("a;\"\";d", null)]
    [InlineData("a;\"  b  \";d", "  b  ")]
    [InlineData("a;5\" pipa;d", "5\" pipa")]
    [InlineData("a; \"b\";d", " \"b\"")]
    [InlineData("a;\"b\" c;d", "\"b\" c")]
    [InlineData("a;\"b\"c\";d", "\"b\"c\"")]
    [InlineData("a;\"b;d", "\"b")]
    public void Quotes_hold_a_cell_together(string text, string? cell) => Assert.Equal(cell, Rows(Utf8($"{text}\nx;y;z"))[0].Cells[1].Value);

    [Theory]
    [InlineData("Judul;Kode\n\"a;b\nc;d\ne;f", "1: Judul | Kode", "2: \"a | b", "3: c | d", "4: e | f")]
    [InlineData("Judul;Kode\n\"a;b\nc;\"d\"\n\"e\";f", "1: Judul | Kode", "2: \"a | b", "3: c | d", "4: e | f")]
    [InlineData("Judul;Kode\na;\"b\nc;d", "1: Judul | Kode", "2: a | \"b", "3: c | d")]
    [InlineData("Judul;Kode\na;\"", "1: Judul | Kode", "2: a | \"")]
    public void A_quote_that_is_never_closed_swallows_nothing(string text, params string[] rows) => Assert.Equal(rows, Seen(Utf8(text)));

    [Fact]
    public void A_quote_that_is_never_closed_swallows_nothing_of_a_long_text_either()
    {
        var rows = Seen(Utf8($"Judul;Kode\n\"a;b\n{string.Concat(Enumerable.Repeat("cccccccccc;d\n", 9_000))}"));

        Assert.Equal(9_002, rows.Count);
        Assert.Equal("2: \"a | b", rows[1]);
    }

    [Theory]
    [InlineData("a\nb\nc")]
    [InlineData("a\r\nb\r\nc\r\n")]
    [InlineData("a\rb\rc\r")]
    [InlineData("a\r\nb\nc\n\n\n;;\n")]
    public void Lines_end_in_any_way(string text) => Assert.Equal(["1: a", "2: b", "3: c"], Seen(Utf8(text)));

    [Fact]
    public void Blank_rows_are_counted_and_those_at_the_end_are_left_out()
    {
        var rows = Rows(Utf8("\n;;\nJudul;Kode;;\n \u00A0;\n\"a\nb\";c\n;\n\n"));

        Assert.Equal([1, 2, 3, 4, 5], rows.Select(row => row.Number));
        Assert.Equal([true, true, false, true, false], rows.Select(row => row.IsBlank));
        Assert.Equal(2, rows[2].Cells.Count);
    }

    [Theory]
    [InlineData("'=1+1", "=1+1")]
    [InlineData("'-", "-")]
    [InlineData("'+62", "+62")]
    [InlineData("''=1+1", "'=1+1")]
    [InlineData("'kutip", "'kutip")]
    [InlineData("Jum'at", "Jum'at")]
    [InlineData("'2025", "'2025")]
    [InlineData("=1+1", "=1+1")]
    [InlineData("a, '=1", "a, '=1")]
    [InlineData("a,'=1", "a,=1")]
    [InlineData("a'=1", "a'=1")]
    public void An_apostrophe_is_taken_off_where_an_export_puts_it_and_nowhere_else(string cell, string value) => Assert.Equal(value, Rows(Utf8($"x;{cell};y\nz;z;z"))[0].Cells[1].Value);

    [Theory]
    [InlineData(",", false)]
    [InlineData(",", true)]
    [InlineData(";", true)]
    public async Task What_was_exported_reads_back_to_the_letter(string separator, bool isMarked)
    {
        string[] cells = ["=HYPERLINK(\"http://x.example\";\"klik\")", "-1+1", "\tTab", "\r\n=1+1", "'=1+1", "''kutip", "'kutip", " =1", "＝1", "\u200B=1", "a;=b,-c|@d", "satu, dua; \"tiga\"", "a\nb\r\nc\rd", " spasi ", "🕌 ꦗꦮ العربية", "akhir"];
        using var file = new MemoryStream();
        await new CsvSheet<string[]>(new Lines(cells.Length)) { Separator = separator, IsMarked = isMarked }.WriteAsync(Once(cells), file, CancellationToken.None);

        var rows = Rows(file.ToArray());

        Assert.Equal(cells, rows[1].Cells.Select(cell => cell.Value));
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void Every_cell_is_a_text()
    {
        using var sheet = Open(Utf8("1;2025-12-31;TRUE;#REF!"));

        Assert.Equal(("csv", null), (sheet.Format, sheet.SheetName));
        Assert.Equal(["1", "2025-12-31", "TRUE", "#REF!"], sheet.Rows().Single().Cells.Select(cell => cell.Value));
        Assert.Throws<InvalidOperationException>(sheet.Rows);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\n")]
    [InlineData(";;;\n \t ;\"\"\n")]
    [InlineData("sep=;")]
    public void What_has_nothing_in_it_is_empty(string text) => Assert.Equal("sheet.empty", Fault(Utf8(text)));

    [Theory]
    [InlineData("a\n\nb\n\n\n", null)]
    [InlineData("a\n\nb\nc", "sheet.too-many-rows 2")]
    [InlineData("a;b;c;;;;\n", null)]
    [InlineData("a\na;b;c;d\n", "sheet.too-many-columns 3")]
    [InlineData("1234567890;\"123456789\"\"\"", null)]
    [InlineData("a\n\nb;c;12345678901", "sheet.cell-too-long 3 C 10")]
    [InlineData("\"12345\n7890a\";b\n", "sheet.cell-too-long 1 A 10")]
    [InlineData("a;b;c\na;b;c\na;b;c\na;b;c\na;b;c\na;b;c\n1234", "sheet.too-large-unpacked 1")]
    public void No_more_is_read_than_is_allowed(string text, string? fault)
    {
        var limits = new SheetLimits(MaxRows: 2, MaxColumns: 3, MaxCellLength: 10, MaxUnpackedBytes: 36);

        Assert.Equal(fault, fault is null ? Record.Exception(() => Rows(Utf8(text), limits))?.Message : Fault(Utf8(text), limits));
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
