using Agreements.Api.Features.Exchange;
using Agreements.Api.Http.Sheets;

namespace Agreements.Api.Tests.ReadSheets;

public sealed class SheetHeaderTests
{
    [Fact]
    public void A_header_in_the_first_row_is_found()
    {
        var header = Find("Judul|Kode wilayah|Entah")!;

        Assert.Equal(1, header.LastRow);
        Assert.Equal(["0 Judul title", "1 Kode wilayah regionCode", "2 Entah -"], Shown(header));
    }

    [Theory]
    [InlineData(3, "DAFTAR PERJANJIAN", "", "Judul|Kode wilayah", "Perjanjian|74.71")]
    [InlineData(2, "Judul", "Judul|Kode wilayah", "Judul|74.71")]
    [InlineData(2, "|Catatan", "Judul|Kode wilayah", "a|b")]
    [InlineData(1, "Judul|Kode wilayah", "Judul|Kode wilayah", "a|b")]
    public void What_stands_above_is_passed_over(int row, params string[] rows)
    {
        var header = Find(rows)!;

        Assert.Equal(row, header.LastRow);
        Assert.Equal(["0 Judul title", "1 Kode wilayah regionCode"], Shown(header));
    }

    [Fact]
    public void A_header_of_two_rows_is_read_as_one()
    {
        var header = Find("DAFTAR", "", "No.|Judul|Masa berlaku||Catatan", "||Mulai berlaku|Berlaku sampai dengan|", "1|a|2025-01-01|2025-12-31|b")!;

        Assert.Equal(4, header.LastRow);
        Assert.Equal(["0 No. -", "1 Judul title", "2 Mulai berlaku effectiveFrom", "3 Berlaku sampai dengan effectiveUntil", "4 Catatan notes"], Shown(header));
    }

    [Fact]
    public void A_title_in_the_row_above_adds_nothing_to_a_header()
    {
        var header = Find("||Register 2025", "Judul|Kode wilayah||Catatan")!;

        Assert.Equal(["0 Judul title", "1 Kode wilayah regionCode", "3 Catatan notes"], Shown(header));
    }

    [Theory]
    [InlineData("Judul|Kode wilayah|Entah", "Perihal|74.71|Catatan")]
    [InlineData("Judul|Kode wilayah|Entah", "Perihal|Judul")]
    [InlineData("Judul|Kode wilayah|Entah", "||Entah")]
    [InlineData("Judul|Kode wilayah|Entah", "")]
    [InlineData("Judul|Kode wilayah|Entah", "", "||Catatan")]
    public void No_row_of_data_is_taken_for_a_part_of_the_header(params string[] rows) => Assert.Equal(1, Find(rows)!.LastRow);

    [Fact]
    public void Line_breaks_and_spaces_in_a_header_are_one_space() =>
        Assert.Equal(["0 Kode wilayah regionCode", "1 Berlaku sampai dengan effectiveUntil"], Shown(Find(" Kode\r\nwilayah |Berlaku  sampai\u00A0\n dengan")!));

    [Theory]
    [InlineData("")]
    [InlineData("Judul|Entah")]
    [InlineData("Entah|Siapa", "Judul|Apa", "Catatan")]
    public void Where_hardly_anything_is_recognised_there_is_no_header(params string[] rows) => Assert.Null(Find(rows));

    [Fact]
    public void A_header_is_looked_for_in_the_first_thirty_rows()
    {
        Assert.Equal(30, Find([.. Enumerable.Repeat("", 29), "Judul|Kode wilayah"])!.LastRow);
        Assert.Null(Find([.. Enumerable.Repeat("", 30), "Judul|Kode wilayah"]));
        Assert.Null(SheetHeader<string>.Find([], text => text));
    }

    private static SheetHeader<RegisterColumn>? Find(params string[] rows) => SheetHeader<RegisterColumn>.Find(
        [.. rows.Select((row, i) => new SheetRow(i + 1, [.. row.Split('|').Select(cell => new SheetCell(cell))]))], RegisterColumns.Below);

    private static IEnumerable<string> Shown(SheetHeader<RegisterColumn> header) => header.Columns.Select(column => $"{column.Index} {column.Text} {column.Meaning?.Name ?? "-"}");
}
