using System.Net;
using Agreements.Api.Http.Exports;
using Agreements.Api.Tests.Hosting;
using static Agreements.Api.Tests.Imports.ImportSteps;

namespace Agreements.Api.Tests.Imports;

/// <summary>What becomes of the rows of a file.</summary>
public sealed class ImportTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string Signing =
        "Penandatangan pemerintah daerah;Jabatan penandatangan pemerintah daerah;Tanggal tanda tangan pemerintah daerah;Penandatangan BPJS Kesehatan;Jabatan penandatangan BPJS Kesehatan;Tanggal tanda tangan BPJS Kesehatan";

    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task A_register_in_CSV_comes_in_as_it_stands()
    {
        var office = await _client.OfficeAsync("Kantor Cabang Impor Satu");
        var import = await _client.TakeInAsync(Csv(
            $"Jenis dokumen;Kode wilayah;Nomor pemerintah daerah;Nomor BPJS Kesehatan;Kantor BPJS Kesehatan;Mulai berlaku;Berlaku sampai dengan;Tahap;Ruang lingkup;Kuota peserta;Catatan;Sumber data;Perlu diperiksa;{Signing}",
            "Nota Kesepakatan;76;A/1;A/2;Kantor Cabang Impor Satu;2026-01-01;2026-12-31;Ditandatangani;\"satu\ndua\";1200;'=1+1;Arsip 2025;Tidak;Gubernur;Gubernur Sulbar;2025-12-01;Kepala;Kepala Cabang;2025-12-05",
            "Perjanjian Kerja Sama;76.02;A/3;;;;;Penyusunan;;;;;Tidak;;;;;;",
            "Perjanjian Kerja Sama;76.02;A/3;;;;;Dibatalkan;;;;;Tidak;;;;;;",
            "Perjanjian Kerja Sama;76.02;A/4;;;;;Pembahasan;;;;;Ya;;;;;;"));

        Assert.Equal("4 4 1 0 0", import.Counts());
        Assert.Equal((4, 0, "perRow", false, "register.csv", "staf"), (import.Body.Number("rowsTotal"), import.Body.Number("findingCount"), import.Body.Said("mode"), import.Body.Flag("dryRun"), import.Body.Said("fileName"), import.Body.Said("createdBy")));
        Assert.Null(import.Body.Said("faultCode"));
        Assert.Empty(await _client.FindingsAsync(import));

        var signed = await _client.NumberedAsync("A/1");
        Assert.Equal(
            ("signed", "memorandumOfAgreement", "76", "A/2", "2026-01-01", "2026-12-31", "=1+1", "2025-12-05"),
            (signed.Body.Said("lifecycle"), signed.Body.Said("kind"), signed.Body.Said("regionCode"), signed.Body.Said("bpjsNumber"), signed.Body.Said("effectiveFrom"), signed.Body.Said("effectiveUntil"), signed.Body.Said("notes"), signed.Body.Said("signedOn")));
        Assert.Equal((office.ToString(), 1200, false, "Arsip 2025"), (signed.Body.Said("bpjsOfficeId"), signed.Body.Number("participantQuota"), signed.Body.Flag("needsReview"), signed.Body.Said("source")));
        Assert.Equal(["satu", "dua"], signed.Body.Texts("scope"));
        Assert.Equal(["localGovernment Gubernur", "bpjs Kepala"], signed.Body.Member("signatures")!.AsArray().Select(each => $"{each!.Said("party")} {each!.Said("name")}"));
        Assert.Equal(["staf import ->signed"], (await _client.HistoryAsync(signed)).Select(Story.Told));
        Assert.True((await _client.NumberedAsync("A/4")).Body.Flag("needsReview"));
    }

    [Fact]
    public async Task A_workbook_comes_in_with_its_dates_and_numbers()
    {
        var file = await XlsxAsync(
            [new("Jenis dokumen"), new("Kode wilayah"), new("No. PKS"), new("Mulai berlaku", CellForm.Date), new("Berlaku sampai dengan", CellForm.Number), new("Kuota peserta", CellForm.Number), new("Tahap"), new("Perlu diperiksa")],
            ["Nota Kesepakatan", "76.02", "B/1", new DateOnly(2026, 1, 1), 46387, 12, "Ditandatangani", "Tidak"]);

        var import = await _client.TakeInAsync(file);

        Assert.Equal("1 1 0 0 0", import.Counts());
        var agreement = await _client.NumberedAsync("B/1");
        Assert.Equal(("2026-01-01", "2026-12-31", 12), (agreement.Body.Said("effectiveFrom"), agreement.Body.Said("effectiveUntil"), agreement.Body.Number("participantQuota")));
    }

    [Fact]
    public async Task A_dry_run_counts_alike_and_changes_nothing()
    {
        var file = Csv(Headers, Row("C/1"), Row("C/2", region: "99"), Row("C/3", review: "Ya"), Row("c / 1"));
        var before = await _client.CountAsync();

        var dry = await _client.TakeInAsync(file, ("dryRun", "true"));
        Assert.Equal(before, await _client.CountAsync());
        var wet = await _client.TakeInAsync(file, ("dryRun", "false"));

        Assert.Equal("4 2 1 0 2", dry.Counts());
        Assert.Equal(dry.Counts(), wet.Counts());
        Assert.Equal(await _client.FindingsAsync(dry), await _client.FindingsAsync(wet));
        Assert.Equal((true, false), (dry.Body.Flag("dryRun"), wet.Body.Flag("dryRun")));
        Assert.Equal(before + 2, await _client.CountAsync());
    }

    [Fact]
    public async Task Each_fault_is_told_with_its_row_its_column_and_what_stands_there()
    {
        var import = await _client.TakeInAsync(Csv(
            "Register perjanjian",
            "",
            $"No;{Headers};Judul;Pemberitahuan perpanjangan (bulan);ID",
            $"1;{Row("D/1")};;;",
            "2;;76;D/2;;;Draf;Tidak;;x;",
            "3;Surat;;D/3;;;Penyusunan;Mungkin;;;bukan id",
            "",
            $"4;{Row("D/4", region: "7602", from: "2026-12-31", until: "2026-01-01")};;;",
            $"5;{Row("D/5", from: "2026-12-31", until: "2026-01-01")};{new string('j', 501)};25;"));

        Assert.Equal("5 1 0 0 4", import.Counts());
        Assert.Equal(
            [
                "3 A - import.column-unknown",
                "5 B kind value.required!",
                "5 G lifecycle value.unknown!",
                "5 J renewalNoticeMonths value.malformed!",
                "6 B kind value.unknown!",
                "6 C regionCode value.required!",
                "6 H needsReview value.unknown!",
                "6 K id value.malformed!",
                "8 C regionCode region.unknown!",
                "9 F effectiveUntil term.ends-before-start!",
                "9 I title text.too-long!",
                "9 J renewalNoticeMonths value.out-of-range!",
            ],
            await _client.FindingsAsync(import));
        var findings = await _client.WalkAsync($"/v1/imports/{import.Id}/findings");
        Assert.Equal(("Tahap", "Draf"), (findings[2].Said("header"), findings[2].Said("value")));
        Assert.Equal((null, "2026-01-01", 100), (findings[1].Said("value"), findings[9].Said("value"), findings[10].Said("value")!.Length));
        Assert.Contains("Ditandatangani", findings[2].Said("detail"), StringComparison.Ordinal);
        Assert.All(findings, finding => Assert.Null(finding.Said("agreementId")));
    }

    [Theory]
    [InlineData("31 Desember 2025", "2025-12-31")]
    [InlineData("Rabu, 31 Desember 2025", "2025-12-31")]
    [InlineData("31/12/2025", "2025-12-31")]
    [InlineData("05/04/2025", "2025-04-05")]
    [InlineData("5-Mei-2025", "2025-05-05")]
    [InlineData("1.2.2026", "2026-02-01")]
    [InlineData("2025-12-31", "2025-12-31")]
    [InlineData("45658", "2025-01-01")]
    public async Task A_date_may_be_written_as_people_write_it(string written, string day)
    {
        var number = $"E/{written}";
        var import = await _client.TakeInAsync(Csv(Headers, Row(number, from: "", until: written)));

        Assert.DoesNotContain(await _client.FindingsAsync(import), finding => finding.Contains("date", StringComparison.Ordinal));
        Assert.Equal(day, (await _client.NumberedAsync(number)).Body.Said("effectiveUntil"));
    }

    [Fact]
    public async Task A_doubtful_date_is_kept_in_words_and_the_row_is_for_somebody_to_look_at()
    {
        var import = await _client.TakeInAsync(Csv($"{Headers};Tanggal persetujuan DPRD;Catatan", $"{Row("F/1", until: "12/31/2025")};akhir tahun;asli di arsip"));

        Assert.Equal("1 1 1 0 0", import.Counts());
        Assert.Equal(["2 E effectiveUntil import.date-unclear", "2 H dprdApproval/approvedOn import.date-unclear"], await _client.FindingsAsync(import));
        var agreement = await _client.NumberedAsync("F/1");
        Assert.Equal((null, true), (agreement.Body.Said("effectiveUntil"), agreement.Body.Flag("needsReview")));
        Assert.Equal("asli di arsip\nBerlaku sampai dengan: 12/31/2025\nTanggal persetujuan DPRD: akhir tahun", agreement.Body.Said("notes"));
    }

    [Fact]
    public async Task A_term_in_words_is_kept_and_flagged_unless_its_last_day_is_known()
    {
        var import = await _client.TakeInAsync(Csv(
            $"{Headers};Jangka waktu tertulis;Tanpa batas akhir",
            $"{Row("G/1", until: "")};3 (tiga) tahun sejak ditandatangani;",
            $"{Row("G/2")};1 (satu) tahun;",
            $"{Row("G/3", until: "")};sampai dicabut;Ya"));

        Assert.Equal("3 3 1 0 0", import.Counts());
        Assert.Equal(["2 H termText import.term-unclear"], await _client.FindingsAsync(import));
        Assert.Equal("3 (tiga) tahun sejak ditandatangani", (await _client.NumberedAsync("G/1")).Body.Said("termText"));
        Assert.True((await _client.NumberedAsync("G/3")).Body.Flag("openEnded"));
    }

    [Fact]
    public async Task Signatures_are_completed_from_the_day_of_signing_or_kept_in_words()
    {
        var import = await _client.TakeInAsync(Csv(
            $"{Headers};Tanggal penandatanganan;{Signing}",
            $"{Row("H/1")};2025-12-20;Bupati;Bupati Mamuju;;Kepala;Kepala Cabang;2025-12-21",
            $"{Row("H/2")};2025-12-20;Bupati;;;;;"));

        Assert.Equal("2 2 2 0 0", import.Counts());
        Assert.Equal(["2 H signedOn import.signed-on-differs", "2 I signatures/localGovernment/name import.signature-date-assumed", "3 I signatures/localGovernment/name import.signature-incomplete"], await _client.FindingsAsync(import));
        var (first, second) = (await _client.NumberedAsync("H/1"), await _client.NumberedAsync("H/2"));
        Assert.Equal(["2025-12-20", "2025-12-21"], first.Body.Member("signatures")!.AsArray().Select(each => each!.Said("signedOn")!));
        Assert.Equal("2025-12-21", first.Body.Said("signedOn"));
        Assert.Empty(second.Body.Member("signatures")!.AsArray());
        Assert.Equal(("2025-12-20", "Penandatangan pemerintah daerah: Bupati"), (second.Body.Said("signedOn"), second.Body.Said("notes")));
    }

    [Fact]
    public async Task A_state_that_is_not_said_is_taken_for_signed_and_flagged()
    {
        var import = await _client.TakeInAsync(Csv("Jenis;Kode wilayah;No PKS;Perlu diperiksa", "Nota Kesepakatan;76;I/1;Tidak"));

        Assert.Equal("1 1 1 0 0", import.Counts());
        Assert.Equal(["2 - lifecycle import.state-assumed"], await _client.FindingsAsync(import));
        Assert.Equal(("signed", true), ((await _client.NumberedAsync("I/1")).Body.Said("lifecycle"), (await _client.NumberedAsync("I/1")).Body.Flag("needsReview")));
    }

    [Fact]
    public async Task A_state_and_its_signatures_have_to_agree()
    {
        var import = await _client.TakeInAsync(Csv(
            $"{Headers};Tanggal penandatanganan;Alasan pengakhiran menurut peraturan;Pengakhiran berlaku;Uraian pengakhiran",
            $"{Row("J/1", state: "Penyusunan")};2025-12-20;;;",
            $"{Row("J/2", state: "Ditandatangani satu pihak")};;;;",
            $"{Row("J/3", state: "Diakhiri")};2025-12-20;Kesepakatan para pihak;;",
            $"{Row("J/4", state: "Diakhiri")};2025-12-20;Kesepakatan para pihak;2025-06-30;Disepakati",
            $"{Row("J/5", state: "Diakhiri")};2025-12-20;Kesepakatan para pihak;2026-06-30;Disepakati",
            $"{Row("J/6")};2026-12-20;;;"));

        Assert.Equal(
            [
                "2 F lifecycle signature.not-signed-yet!",
                "3 F lifecycle signature.not-signed-yet!",
                "4 J termination/effectiveOn value.required!",
                "4 K termination/reason value.required!",
                "5 J termination/effectiveOn termination.before-effective-from!",
                "7 H signedOn signature.signed-in-future!",
            ],
            await _client.FindingsAsync(import));
        Assert.Equal("6 1 0 0 5", import.Counts());
        Assert.Equal("terminated", (await _client.NumberedAsync("J/5")).Body.Said("lifecycle"));
    }

    [Fact]
    public async Task The_same_file_again_brings_nothing()
    {
        var file = Csv($"{Headers};Nomor BPJS Kesehatan", $"{Row("K/1")};", $"{Row("")};K/2", $"{Row("K/3", state: "Dibatalkan")};");
        Assert.Equal("3 3 0 0 0", (await _client.TakeInAsync(file)).Counts());
        var count = await _client.CountAsync();

        var again = await _client.TakeInAsync(file);

        // What is cancelled gives its numbers back, so that nobody can tell it from another.
        Assert.Equal("3 1 0 2 0", again.Counts());
        Assert.Equal(["2 C localNumber import.already-there", "3 H bpjsNumber import.already-there"], await _client.FindingsAsync(again));
        Assert.Equal((await _client.NumberedAsync("K/2")).Id, (await _client.WalkAsync($"/v1/imports/{again.Id}/findings"))[1].Said("agreementId"));
        Assert.Equal(count + 1, await _client.CountAsync());
    }

    [Fact]
    public async Task A_row_without_a_number_comes_in_with_a_word_of_warning()
    {
        var import = await _client.TakeInAsync(Csv($"{Headers};Judul", $"{Row("")};Tanpa nomor L"));

        Assert.Equal("1 1 0 0 0", import.Counts());
        Assert.Equal(["2 - - import.no-number"], await _client.FindingsAsync(import));
    }

    [Fact]
    public async Task A_row_that_says_again_what_an_earlier_one_said_stays_out()
    {
        var id = Guid.CreateVersion7();
        var import = await _client.TakeInAsync(Csv(
            $"{Headers};ID", $"{Row("M/1")};{id}", $"{Row("m / 1")};", $"{Row("M/1", region: "76.02")};", $"{Row("M/2")};{id}", $"{Row("M/1", state: "Dibatalkan")};"));

        Assert.Equal("5 3 0 0 2", import.Counts());
        Assert.Equal(["3 - - import.repeated-row!", "5 - - import.repeated-row!"], await _client.FindingsAsync(import));
        Assert.Contains("baris 2", (await _client.WalkAsync($"/v1/imports/{import.Id}/findings"))[0].Said("detail"), StringComparison.Ordinal);
        (await _client.Get($"/v1/agreements/{id}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_this_register_does_not_keep_is_refused_and_not_repeated()
    {
        var import = await _client.TakeInAsync(Csv($"{Headers};Catatan", $"{Row("N/1")};NIK 7602010101900001"));

        Assert.Equal(["2 H notes text.personal-number!"], await _client.FindingsAsync(import));
        Assert.Null((await _client.WalkAsync($"/v1/imports/{import.Id}/findings"))[0].Said("value"));
    }

    [Fact]
    public async Task A_region_may_go_by_its_name()
    {
        var import = await _client.TakeInAsync(Csv(
            Headers.Replace("Kode wilayah", "Pemerintah daerah", StringComparison.Ordinal), Row("O/1", region: "Kab. Mamuju"), Row("O/2", region: "PEMKAB MAMUJU"), Row("O/3", region: "Negeri Jiran")));

        Assert.Equal(["4 B regionName region.unknown!"], (await _client.FindingsAsync(import)).Where(finding => finding.StartsWith('4')));
        Assert.Equal("76.02", (await _client.NumberedAsync("O/1")).Body.Said("regionCode"));
    }

    [Fact]
    public async Task An_office_is_known_by_its_name_and_tier()
    {
        await _client.OfficeAsync("Cabang Kembar");
        (await _client.Post("/v1/bpjs-offices", new { kind = "districtOffice", name = "Cabang Kembar" })).Is(HttpStatusCode.Created);
        var import = await _client.TakeInAsync(Csv(
            $"{Headers};Kantor BPJS Kesehatan;Tingkat kantor BPJS Kesehatan",
            $"{Row("P/1")};Cabang Kembar;Kantor Cabang",
            $"{Row("P/2")};Cabang Kembar;",
            $"{Row("P/3")};Cabang Antah;Kantor Cabang"));

        Assert.Equal("3 1 0 0 2", import.Counts());
        Assert.Equal(["3 H bpjsOfficeName import.office-unknown!", "4 H bpjsOfficeName import.office-unknown!"], await _client.FindingsAsync(import));
    }
}
