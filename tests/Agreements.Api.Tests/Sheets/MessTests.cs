using System.Globalization;
using Agreements.Api.Features.Exchange;
using Agreements.Api.Http.Sheets;
using static Agreements.Api.Tests.ReadSheets.Reading;

namespace Agreements.Api.Tests.ReadSheets;

/// <summary>A register as an office might keep it, written by LibreOffice; see fixtures/README.md.</summary>
public sealed class MessTests
{
    private static readonly string?[] Headers = [null, "localNumber", "bpjsNumber", "kind", "title", "regionCode", "segment", "effectiveFrom", "effectiveUntil", "signedOn", "participantQuota", "notes"];

    [Theory]
    [InlineData("mess.xlsx", "xlsx", "Register PKS")]
    [InlineData("mess.csv", "csv", null)]
    public void Every_row_and_header_is_where_a_spreadsheet_shows_it(string name, string format, string? sheetName)
    {
        using var sheet = Open(Fixture(name));
        var rows = sheet.Rows().ToList();
        var header = SheetHeader<RegisterColumn>.Find(rows, RegisterColumns.Below)!;

        Assert.Equal((format, sheetName), (sheet.Format, sheet.SheetName));
        Assert.Equal(Enumerable.Range(1, 12), rows.Select(row => row.Number));
        Assert.Equal([2, 7], rows.Where(row => row.IsBlank).Select(row => row.Number));
        Assert.Equal("DAFTAR PERJANJIAN PEMERINTAH DAERAH DENGAN BPJS KESEHATAN", Assert.Single(rows[0].Cells).AsText());
        Assert.Equal(4, header.LastRow);
        Assert.Equal(Headers, header.Columns.Select(column => column.Meaning?.Name));
        Assert.Equal(Enumerable.Range(0, 12), header.Columns.Select(column => column.Index));
        Assert.Equal(["No.", "Nomor pemerintah daerah", "Nomor BPJS Kesehatan", "JENIS DOKUMEN"], header.Columns.Take(4).Select(column => column.Text));
    }

    [Theory]
    [InlineData(5, "1|100.3.7/12/XII/2024|512/KTR/IX-05/1224|Perjanjian Kerja Sama|Kepesertaan JKN penduduk Kota Kendari|74.71|PBPU dan BP Pemda|2025-01-01|2025-12-31|2024-12-27|3750|Rekonsiliasi vis-à-vis BPJS Kesehatan; “triwulan” 2025–2026")]
    [InlineData(6, "2|9101000000000000|513/KTR/IX-05/1225|Perjanjian Kerja Sama|Kepesertaan JKN penduduk Kabupaten Konawe|74.02|PBPU dan BP Pemda|46023|46387|46017|12000")]
    [InlineData(8, "3|100.3.7/7/I/2025||nota kesepakatan|Optimalisasi Program JKN di Kabupaten Konawe Selatan|74.05|Program JKN secara umum|1 Januari 2025|Rabu, 31 Desember 2025|20-Des-2024||Dua rangkap; \nasli di \"Bagian Kerja Sama\"")]
    [InlineData(9, "4|100.3.7/31/XII/2025|640/KTR/IX-05/1225|Perjanjian Kerja Sama|Kepesertaan JKN penduduk Kota Kendari tahun 2026|74.71|PBPU dan BP Pemda|01/01/2026|31/12/2026|31.12.2025|4100")]
    [InlineData(10, "5|100.3.7/40/II/2025||Surat Edaran|Pendaftaran peserta di Kabupaten Konawe Utara|74.09|PBPU dan BP Pemda|2025-02-01|2026-01-31")]
    [InlineData(11, "6|100.3.7/41/II/2025||Perjanjian Kerja Sama|Kepesertaan JKN penduduk Kabupaten Konawe Kepulauan|74.12|PBPU dan BP Pemda|31/02/2025|12/31/2025||900")]
    [InlineData(12, "7|100.3.7/42/II/2025||Kesepakatan Bersama|Sinergi Program JKN|74.99|Program JKN secara umum|2025-03-01|2028-02-29||#REF!")]
    public void Every_cell_holds_what_was_typed(int row, string cells)
    {
        Assert.Equal(cells, Row("mess.xlsx", row));

        // Text shows a date as the sheet did.
        Assert.Equal(string.Join('|', cells.Split('|').Select(AsShown)), Row("mess.csv", row));
    }

    [Fact]
    public void A_workbook_tells_dates_numbers_and_errors_from_texts()
    {
        var rows = Rows(Fixture("mess.xlsx"));

        Assert.Equal(new DateTime(2025, 12, 31, 0, 0, 0, DateTimeKind.Unspecified), rows[4].Cells[8].Value);
        Assert.Equal(3750d, rows[4].Cells[10].Value);
        Assert.Equal(46387d, rows[5].Cells[8].Value);
        Assert.Equal(9101000000000000d, rows[5].Cells[1].Value);
        Assert.Equal("31/12/2026", rows[8].Cells[8].Value);
        Assert.Equal(new SheetError("#REF!"), rows[11].Cells[10].Value);
    }

    private static string Row(string name, int row) => string.Join('|', Rows(Fixture(name))[row - 1].Cells.Select(cell => cell.AsText()));

    private static string AsShown(string cell) => DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture) : cell;
}
