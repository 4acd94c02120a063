using Agreements.Api.Http.Exports;
using Agreements.Api.Tests.Hosting;
using static Agreements.Api.Tests.Imports.ImportSteps;

namespace Agreements.Api.Tests.Imports;

/// <summary>What a row leaves in doubt is kept and told, and never settled by a guess.</summary>
public sealed class ImportDoubtsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("-")]
    [InlineData("–")]
    [InlineData("...")]
    public async Task A_dash_is_no_number(string dash)
    {
        var import = await _client.TakeInAsync(Csv(Headers, Row(dash, region: "76.01"), Row(dash, region: "76.01", from: "2026-02-01")));

        Assert.Equal("2 2 0 0 0", import.Counts());
        Assert.Equal(["2 - - import.no-number", "3 - - import.no-number"], await _client.FindingsAsync(import));
    }

    [Fact]
    public async Task A_code_and_a_name_that_mean_two_regions_are_both_kept()
    {
        var import = await _client.TakeInAsync(Csv($"{Headers};Pemerintah daerah", $"{Row("A/1", region: "76.02")};Kabupaten Majene", $"{Row("A/2", region: "76.02")};Kabupaten Mamuju"));

        Assert.Equal("2 2 1 0 0", import.Counts());
        Assert.Equal(["2 H regionName import.region-differs"], await _client.FindingsAsync(import));
        Assert.Contains("Kabupaten Majene", (await _client.NumberedAsync("A/1")).Body.Said("notes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_of_signing_that_is_not_that_of_the_later_signature_is_kept_in_the_remarks()
    {
        const string Signatures = "Tanggal penandatanganan;Penandatangan pemerintah daerah;Jabatan penandatangan pemerintah daerah;Tanggal tanda tangan pemerintah daerah;"
            + "Penandatangan BPJS Kesehatan;Jabatan penandatangan BPJS Kesehatan;Tanggal tanda tangan BPJS Kesehatan";
        var import = await _client.TakeInAsync(Csv($"{Headers};{Signatures}", $"{Row("B/1")};2025-12-20;Sekretaris Daerah;Sekretaris Daerah;2025-12-21;Kepala Cabang;Kepala Cabang;2025-12-22"));

        Assert.Equal(["2 H signedOn import.signed-on-differs"], await _client.FindingsAsync(import));
        var agreement = await _client.NumberedAsync("B/1");
        Assert.Equal("2025-12-22", agreement.Body.Said("signedOn"));
        Assert.Contains("2025-12-20", agreement.Body.Said("notes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_of_a_termination_that_there_is_not_is_kept_in_the_remarks()
    {
        var import = await _client.TakeInAsync(Csv($"{Headers};Pengakhiran berlaku", $"{Row("C/1")};2026-06-01"));

        Assert.Equal("1 1 1 0 0", import.Counts());
        Assert.Equal(["2 H termination/effectiveOn termination.state-mismatch"], await _client.FindingsAsync(import));
        Assert.Contains("2026-06-01", (await _client.NumberedAsync("C/1")).Body.Said("notes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_a_spreadsheet_took_for_a_date_is_told()
    {
        var columns = Headers.Split(';').Select((header, i) => new TableColumn(header, i is 2 or 3 or 4 ? CellForm.Date : CellForm.Text)).ToList();
        var file = await XlsxAsync(columns, ["Nota Kesepakatan", "76", new DateOnly(2025, 12, 3), new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), "Ditandatangani", "Tidak"]);

        var import = await _client.TakeInAsync(file);

        Assert.Equal("1 1 1 0 0", import.Counts());
        Assert.Equal(["2 C localNumber import.number-is-date"], await _client.FindingsAsync(import));
    }

    [Fact]
    public async Task Rows_above_the_header_are_told()
    {
        var import = await _client.TakeInAsync(Csv("Daftar PKS", Row("D/0"), "", Headers, Row("D/1")));

        Assert.Equal("1 1 0 0 0", import.Counts());
        Assert.Equal(["2 - - import.row-above-header"], await _client.FindingsAsync(import));
    }

    [Fact]
    public async Task What_waits_for_signature_has_the_decision_of_the_council_where_it_needs_one()
    {
        var import = await _client.TakeInAsync(Csv($"{Headers};Perlu persetujuan DPRD", $"{Row("E/1", state: "Disetujui")};Ya", $"{Row("E/2", state: "Disetujui")};Tidak"));

        Assert.Equal("2 1 0 0 1", import.Counts());
        Assert.Equal(["2 - dprdApproval/number agreement.dprd-approval-missing!"], await _client.FindingsAsync(import));
    }

    [Fact]
    public async Task A_number_names_a_predecessor_of_the_same_local_government_alone()
    {
        await _client.TakeInAsync(Csv(Headers, Row("F/1", region: "76.03", until: "2025-12-31", from: "2025-01-01")));

        var import = await _client.TakeInAsync(Csv($"{Headers};Nomor perjanjian sebelumnya", $"{Row("F/2", region: "76.04")};F/1", $"{Row("F/3", region: "76.03")};F/1"));

        Assert.Equal(["2 H predecessorNumber import.predecessor-unknown"], await _client.FindingsAsync(import));
        Assert.Null((await _client.NumberedAsync("F/2")).Body.Said("predecessorId"));
        Assert.Equal((await _client.NumberedAsync("F/1")).Id, (await _client.NumberedAsync("F/3")).Body.Said("predecessorId"));
    }

    [Theory]
    [InlineData("true", "G")]
    [InlineData("false", "H")]
    public async Task What_continues_a_row_that_is_refused_is_told_so_in_a_dry_run_too(string dryRun, string series)
    {
        var import = await _client.TakeInAsync(
            Csv($"{Headers};Nomor perjanjian sebelumnya", $"{Row($"{series}/1", from: "2026-12-31", until: "2026-01-01")};", $"{Row($"{series}/2")};{series}/1"), ("dryRun", dryRun));

        Assert.Equal("2 1 1 0 1", import.Counts());
        Assert.Equal(["2 E effectiveUntil term.ends-before-start!", "3 H predecessorNumber import.predecessor-unknown"], await _client.FindingsAsync(import));
    }

    [Fact]
    public async Task A_chain_that_runs_backwards_is_followed_so_far_and_no_further()
    {
        const int Rows = 25;
        var import = await _client.TakeInAsync(Csv([$"{Headers};Nomor perjanjian sebelumnya", .. Enumerable.Range(1, Rows).Select(i => $"{Row($"J/{i}", region: "76.05")};{(i < Rows ? $"J/{i + 1}" : "")}")]));

        // Twenty readings: what would need more comes in flagged.
        Assert.Equal($"{Rows} {Rows} 5 0 0", import.Counts());
        Assert.All(await _client.FindingsAsync(import), finding => Assert.EndsWith("import.predecessor-unknown", finding, StringComparison.Ordinal));
    }
}
