using System.Net;
using System.Text;
using Agreements.Api.Tests.Hosting;
using static Agreements.Api.Tests.Imports.ImportSteps;

namespace Agreements.Api.Tests.Imports;

/// <summary>Files and forms: which are taken, and how their columns are told.</summary>
public sealed class ImportFilesTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task A_column_may_go_by_another_name_or_be_passed_over()
    {
        var file = Csv("Apa;Di mana;No. naskah;Sampai;Keterangan;Lain", "Nota Kesepakatan;76.02;A/1;31/12/2026;rahasia;x");

        var import = await _client.TakeInAsync(file, ("mapping", """{"Apa": "kind", "di  MANA": "regionCode", "No. naskah": "localNumber", "Sampai": "effectiveUntil", "Keterangan": null}"""));

        Assert.Equal(["1 F - import.column-unknown", "2 - lifecycle import.state-assumed"], await _client.FindingsAsync(import));
        var agreement = await _client.NumberedAsync("A/1");
        Assert.Equal(("76.02", "2026-12-31", null), (agreement.Body.Said("regionCode"), agreement.Body.Said("effectiveUntil"), agreement.Body.Said("notes")));
    }

    [Fact]
    public async Task Unknown_and_repeated_columns_are_told_and_derived_ones_passed_over()
    {
        var import = await _client.TakeInAsync(Csv($"{Headers};Warna;Nomor PKS;Status;Catatan;Versi", $"{Row("B/1")};biru;B/2;Berlaku;;7"));

        Assert.Equal(["1 H - import.column-unknown", "1 I localNumber import.column-repeated"], await _client.FindingsAsync(import));
        Assert.Equal("1 1 0 0 0", import.Counts());
        (await _client.NumberedAsync("B/1")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_missing_column_that_every_row_needs_is_told_at_the_header()
    {
        var import = await _client.TakeInAsync(Csv("", "Nomor pemerintah daerah;Judul;Mulai berlaku", "C/1;Judul;2026-01-01"));

        Assert.Equal(
            ["2 - kind import.column-missing!", "2 - regionCode import.column-missing!", "3 - kind value.required!", "3 - regionCode value.required!"],
            (await _client.FindingsAsync(import)).Order(StringComparer.Ordinal));
        Assert.Equal("1 0 0 0 1", import.Counts());
    }

    [Theory]
    [InlineData("id", "xlsx")]
    [InlineData("en", "xlsx")]
    [InlineData("id", "csv")]
    [InlineData("en", "csv")]
    public async Task The_template_is_read_back_by_an_import(string language, string format)
    {
        var (status, bytes, _, headers) = await _client.DownloadAsync($"/v1/imports/template?format={format}&language={language}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(language == "id" ? "templat-impor" : "import-template", headers.ContentDisposition!.ToString(), StringComparison.Ordinal);

        var empty = await _client.TakeInAsync(bytes);
        Assert.Equal("0 0 0 0 0", empty.Counts());
        Assert.Empty(await _client.FindingsAsync(empty));

        if (format == "csv")
        {
            var columns = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').TrimEnd().Split(';').Select(header => header.Trim('"')).ToList();
            string[] known = language == "id" ? ["Nomor pemerintah daerah", "Jenis dokumen", "Pemerintah daerah", "Tahap", "Perlu diperiksa"] : ["Local government's number", "Kind of document", "Local government", "Lifecycle", "Needs review"];
            string[] values = language == "id" ? [$"T/{language}", "Nota Kesepakatan", "Kabupaten Mamuju", "Penyusunan", "Tidak"] : [$"T/{language}", "Memorandum of agreement", "Kabupaten Mamuju", "Draft", "No"];
            var filled = string.Join(';', columns.Select(column => Array.IndexOf(known, column) is >= 0 and var at ? values[at] : ""));
            var import = await _client.TakeInAsync(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(bytes).TrimEnd()}\r\n{filled}\r\n"));
            Assert.Empty(await _client.FindingsAsync(import));
            Assert.Equal("draft", (await _client.NumberedAsync($"T/{language}")).Body.Said("lifecycle"));
        }
    }

    [Fact]
    public async Task A_form_that_says_what_cannot_be_is_refused()
    {
        var file = Csv(Headers, Row("D/1"));
        (await _client.PostFormAsync("/v1/imports", Forms.Of(Part.Field("mode", "perRow")))).IsProblem(HttpStatusCode.BadRequest, "value.required");

        var many = await _client.SendAsync(file, "register.csv", ("mode", "sometimes"), ("dryRun", "maybe"), ("mapping", "[1]"), ("colour", "red"));
        many.IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["/mode"] = "value.unknown", ["/dryRun"] = "value.malformed", ["/mapping"] = "value.malformed", ["/colour"] = "member.unknown" }.OrderBy(each => each.Key, StringComparer.Ordinal),
            many.Errors.OrderBy(each => each.Key, StringComparer.Ordinal));

        foreach (var (mapping, code) in new[] { ("", "text.blank"), ("""{"a": "kind", "a": "title"}""", "value.malformed"), ("null", "value.malformed"), ("{", "value.malformed"), ("""{"a": 1}""", "value.malformed"), ("""{"a": "colour"}""", "value.unknown"), ("""{"a": "standing"}""", "value.unknown") })
        {
            var answer = await _client.SendAsync(file, "register.csv", ("mapping", mapping));
            answer.Is(HttpStatusCode.BadRequest);
            Assert.Equal((mapping, code), (mapping, answer.Errors["/mapping"]));
        }
    }

    [Theory]
    [InlineData("", "text.blank")]
    [InlineData("   ", "text.blank")]
    [InlineData("a/b.csv", "file-name.unusable")]
    [InlineData("NIK 7602010101900001.csv", "text.personal-number")]
    public async Task A_name_that_cannot_be_kept_is_refused(string name, string code)
    {
        var answer = await _client.SendAsync(Csv(Headers, Row("E/1")), name);

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, answer.Errors["/file"]);
    }

    [Fact]
    public async Task A_file_is_told_by_its_content_and_an_odd_name_is_kept()
    {
        var import = await _client.OverAsync((await _client.SendAsync(Csv(Headers, Row("F/1")), "Register (2025); é 🕌.xlsx")).Is(HttpStatusCode.Accepted));

        Assert.Equal(("completed", "Register (2025); é 🕌.xlsx", 1), (import.Body.Said("state"), import.Body.Said("fileName"), import.Body.Number("rowsCreated")));
        Assert.Equal(Forms.Hash(Csv(Headers, Row("F/1"))), import.Body.Said("fileSha256"));
    }

    [Fact]
    public async Task A_file_that_holds_no_register_fails_and_says_why()
    {
        Assert.Equal("sheet.empty", await _client.FaultOfAsync([]));
        Assert.Equal("sheet.empty", await _client.FaultOfAsync(Csv("", ";;", " ")));
        Assert.Equal("sheet.unreadable", await _client.FaultOfAsync(Encoding.UTF8.GetBytes("<html><table><tr><td>Jenis dokumen</td></tr></table></html>")));
        Assert.Equal("sheet.unreadable", await _client.FaultOfAsync([0x50, 0x4B, 3, 4, 1, 2, 3]));
        Assert.Equal("import.header-missing", await _client.FaultOfAsync(Csv("satu;dua", "tiga;empat")));
        Assert.Equal("import.header-missing", await _client.FaultOfAsync(Csv([.. Enumerable.Range(0, 30).Select(_ => "catatan panjang"), Headers, Row("G/1")])));
        var long_ = Csv(Headers, Row(new string('x', 40_000)));
        Assert.Equal("sheet.cell-too-long", await _client.FaultOfAsync(long_));
    }

    [Fact]
    public async Task A_request_that_is_repeated_is_answered_alike_and_imports_once()
    {
        var key = ("Idempotency-Key", "impor ini");
        var form = new[] { Part.FileNamed(Csv(Headers, Row("H/1")), "register.csv") };

        var first = (await _client.PostFormAsync("/v1/imports", Forms.Of(form), key)).Is(HttpStatusCode.Accepted);
        var again = (await _client.PostFormAsync("/v1/imports", Forms.Of(form), key)).Is(HttpStatusCode.Accepted);

        Assert.Equal(first.Id, again.Id);
        Assert.EndsWith($"/v1/imports/{first.Id}", first.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("1 1 0 0 0", (await _client.OverAsync(first)).Counts());
        (await _client.PostFormAsync("/v1/imports", Forms.Of([Part.Field("dryRun", "true"), .. form]), key)).IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");
    }

    [Fact]
    public async Task Imports_are_listed_the_latest_first()
    {
        await _client.TakeInAsync(Csv(Headers, Row("I/1")));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await _client.TakeInAsync(Csv(Headers, Row("I/2")));

        var listed = await _client.WalkAsync("/v1/imports?limit=2");
        Assert.Equal(second.Id, listed[0].Said("id"));
        Assert.Equal(listed.Select(each => each.Said("id")).OrderDescending(StringComparer.Ordinal), listed.Select(each => each.Said("id")));
        Assert.Equal(second.Text, (await _client.Get($"/v1/imports/{second.Id}")).Text);
        (await _client.Get($"/v1/imports/{second.Id}", ("If-None-Match", second.ETag!))).Is(HttpStatusCode.NotModified);
    }
}
