using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agreements.Api.Features.Exchange;
using Agreements.Api.Http.Exports;
using Agreements.Api.Http.Json;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Exchange;

/// <summary>What was recorded can be read back from a spreadsheet to the letter, whatever it is.</summary>
public sealed class ReadBackTests(ReadBackTests.AwkwardRegister host) : IClassFixture<ReadBackTests.AwkwardRegister>
{
    private static readonly string[] Awkward =
    [
        "=HYPERLINK(\"http://x.example\";\"klik\")",
        "-1+1",
        "+62 411 000",
        "@SUM(A1:A9)",
        "\tTab di depan",
        "\r\n=1+1",
        "\n- butir",
        "\"=1+1\"",
        "'=1+1",
        "''kutip ganda",
        "'kutip",
        " =1+1",
        "＝1+1",
        "\u200B=1+1",
        "=cmd|' /C calc'!A0",
        "00123",
        "1/2",
        "1e5",
        "TRUE",
        "#N/A",
        "satu, dua; tiga \"empat\"",
        "baris satu\nbaris dua\r\nbaris tiga\rbaris empat",
        " spasi di kedua ujung ",
        "🕌🇮🇩 ꦗꦮ العربية \u202Ekanan\u202C",
        "_x000D_ dan _x005F_ dan _xZZZZ_",
        "\\n bukan baris baru, \\\\ dua",
        "<b>&amp;</b> ]]>",
        "\uFFFE\uFFFF bukan huruf",
        "Gedung \u2028 pemisah",
    ];

    private static readonly string[] Segments = ["pbpuBp", "pbiContribution", "wageEarners", "general", "other"];
    private static readonly string[] Kinds = ["memorandumOfAgreement", "jointAgreement", "memorandumOfUnderstanding", "cooperationAgreement"];

    private readonly HttpClient _client = host.ClientOf("staf");

    public static TheoryData<string> Queries => ["format=csv&language=id", "format=csv&language=en", "format=csv&separator=semicolon", "format=xlsx&language=id", "format=xlsx&language=en"];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Every_cell_reads_back_as_what_is_recorded(string query)
    {
        var recorded = (await _client.ExportAsync("sort=title")).Lines;
        var export = await _client.ExportAsync($"{query}&sort=title");
        var separator = query.Contains("semicolon", StringComparison.Ordinal) ? ";" : ",";
        var sheet = query.Contains("xlsx", StringComparison.Ordinal) ? export.Xlsx() : export.Csv(separator);
        var columns = sheet.Headers.Select(header => RegisterColumns.Below(header)!).ToList();

        Assert.Equal(RegisterColumns.All, columns);
        Assert.Equal(recorded.Count, sheet.Rows.Count);
        foreach (var (agreement, row) in recorded.Zip(sheet.Rows))
        {
            foreach (var (column, cell) in columns.Zip(row).Where(pair => pair.First.IsRecorded && pair.First.Name is not ("bpjsOfficeKind" or "predecessorNumber")))
            {
                Assert.Equal($"{column.Name}: {Said(agreement, column.Name)}", $"{column.Name}: {Said(column, cell)}");
            }
        }
    }

    [Fact]
    public async Task The_office_and_the_predecessor_are_told_by_what_people_know_them_by()
    {
        var office = (await _client.ExportAsync("format=csv&number=00123")).Csv();
        Assert.Equal(["=Kedeputian; \"Wilayah\" IX"], office.Below("Kantor BPJS Kesehatan"));
        Assert.Equal(["Kedeputian Wilayah"], office.Below("Tingkat kantor BPJS Kesehatan"));

        var line = (await _client.ExportAsync("format=xlsx&regionCode=76.01&sort=updatedAt")).Xlsx();
        Assert.Equal([null, line.Below("ID")[0]], line.Below("ID perjanjian sebelumnya"));
        Assert.Equal([null, "'-1/NK"], line.Below("Nomor perjanjian sebelumnya"));
    }

    [Fact]
    public async Task Every_column_that_is_recorded_holds_something_here()
    {
        var sheet = (await _client.ExportAsync("format=csv&language=id")).Csv();

        Assert.All(RegisterColumns.All.Where(column => column.IsRecorded), column => Assert.True(sheet.Below(column.Header.Indonesian).Any(cell => cell is not null), column.Name));
    }

    [Fact]
    public async Task A_spreadsheet_takes_no_text_of_CSV_for_a_formula()
    {
        var fields = (await _client.ExportAsync("format=csv")).Text;
        var sheet = Fields(fields);

        Assert.Contains("'=HYPERLINK(\"http://x.example\";\"klik\")", sheet);
        Assert.All(sheet.Where(field => !int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)), field =>
            Assert.DoesNotMatch("^[\\s\"\\u200B]*[=+\\-@＝\\t\\r]", field));
    }

    [Fact]
    public async Task Cells_of_a_workbook_are_dates_and_numbers_where_they_hold_such_and_text_to_the_letter_where_not()
    {
        var export = await _client.ExportAsync("format=xlsx&regionCode=76&number=00123");
        var sheet = export.Xlsx();

        Assert.Equal(["00123"], sheet.Below("Nomor pemerintah daerah"));
        Assert.Equal([new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)], sheet.Below("Mulai berlaku"));
        Assert.Equal([new DateTime(2199, 12, 31, 0, 0, 0, DateTimeKind.Unspecified)], sheet.Below("Berlaku sampai dengan"));
        Assert.Equal([3.0], sheet.Below("Pemberitahuan perpanjangan (bulan)").Select(cell => Convert.ToDouble(cell, CultureInfo.InvariantCulture)));
        Assert.Equal(["=HYPERLINK(\"http://x.example\";\"klik\")"], sheet.Below("Judul"));
        Assert.Equal([new DateTime(2026, 11, 21, 2, 0, 0, DateTimeKind.Unspecified)], sheet.Below("Dicatat (UTC)"));
        var xml = export.Part("xl/worksheets/sheet1.xml");
        Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
        Assert.Contains("ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"", xml, StringComparison.Ordinal);
        Assert.Contains($"<autoFilter ref=\"A1:{XlsxText.Letters(RegisterColumns.All.Count - 1)}2\"/>", xml, StringComparison.Ordinal);
        Assert.Contains("<name val=\"Calibri\"/></font><font><b/>", export.Part("xl/styles.xml"), StringComparison.Ordinal);
        Assert.Equal("Perjanjian", Sheets.Workbook(export.Bytes).Single().Name);
    }

    [Fact]
    public async Task Terms_are_those_in_force_by_everything_that_is_signed()
    {
        var signed = await _client.SignedAsync("51");
        (await _client.AmendAsync(signed, Story.Amendment(effectiveUntil: "2028-06-30", participantQuota: 12345))).Is(HttpStatusCode.Created);

        var sheet = (await _client.ExportAsync("format=xlsx&regionCode=51&asOf=2027-01-01")).Xlsx();

        Assert.Equal([new DateTime(2028, 6, 30, 0, 0, 0, DateTimeKind.Unspecified)], sheet.Below("Berlaku sampai dengan"));
        Assert.Equal([12345.0], sheet.Below("Kuota peserta").Select(cell => Convert.ToDouble(cell, CultureInfo.InvariantCulture)));
    }

    // The fields of a line are told apart as by RFC 4180, without taking anything off.
    private static List<string> Fields(string text)
    {
        using var csv = new CsvHelper.CsvParser(new StringReader(text.TrimStart('\uFEFF')), CultureInfo.InvariantCulture);
        var fields = new List<string>();
        while (csv.Read())
        {
            fields.AddRange(csv.Record!);
        }

        return fields;
    }

    private static string Said(JsonObject agreement, string name)
    {
        JsonNode? node = agreement;
        foreach (var part in name.Split('/'))
        {
            node = node is JsonArray signatures ? signatures.SingleOrDefault(signature => signature!.Said("party") == part) : node?[part];
        }

        return node is null or JsonArray { Count: 0 } ? "null" : node.ToJsonString();
    }

    private static string Said(RegisterColumn column, object? cell)
    {
        var value = cell switch
        {
            null => null,
            DateTime day => DateOnly.FromDateTime(day),
            double number => (int)number,
            string text => column.Cell.Read(text) ?? throw new InvalidOperationException($"{column.Name} cannot read {text}"),
            _ => cell,
        };
        return value switch
        {
            null => "null",
            Enum word => JsonSerializer.Serialize(EnumNames.Of(word)),
            DateOnly day => JsonSerializer.Serialize(day.ToString("O", CultureInfo.InvariantCulture)),
            _ => JsonSerializer.SerializeToNode(value)!.ToJsonString(),
        };
    }

    /// <summary>Agreements in which everything is filled in, with texts that a spreadsheet or a file could mistake.</summary>
    public sealed class AwkwardRegister : ServiceHost, IAsyncLifetime
    {
        public async Task InitializeAsync()
        {
            var client = ClientOf("staf");
            var regional = Guid.Parse((await client.Post("/v1/bpjs-offices", new { kind = "regionalOffice", name = "=Kedeputian; \"Wilayah\" IX" })).Is(HttpStatusCode.Created).Id);
            for (var i = 0; i < Awkward.Length; i++)
            {
                var text = Awkward[i];
                (await client.DraftAsync(
                    ("title", text),
                    ("subject", $"{i}"),
                    ("agency", text),
                    ("localNumber", i == 0 ? "00123" : $"{text}{i}"),
                    ("bpjsNumber", $"{text}/{i}"),
                    ("bpjsOfficeId", regional),
                    ("scope", new[] { text, "butir\\kedua", text }),
                    ("legalBasis", new[] { $"{text}\n{text}" }),
                    ("termText", text),
                    ("owner", text),
                    ("notes", text),
                    ("effectiveFrom", "2027-01-01"),
                    ("effectiveUntil", i == 0 ? "2199-12-31" : "2027-12-31"),
                    ("coverageFrom", "2027-02-01"),
                    ("activationMode", i % 2 == 0 ? "sameDay" : "nextMonth"),
                    ("participantsHandedOverOn", "2026-11-01"),
                    ("renewalNoticeMonths", 3),
                    ("segment", Segments[i % 5]),
                    ("kind", Kinds[i % 4]),
                    ("dprdApproval", new { required = true, number = text, approvedOn = "2026-11-02" }),
                    ("needsReview", i % 2 == 0))).Is(HttpStatusCode.Created);
            }

            await SignedOnesAsync(client);
        }

        Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

        // One from the other, in every state, with signatures as awkward as the rest; and one that was taken in.
        private async Task SignedOnesAsync(HttpClient client)
        {
            var first = await client.ApprovedAsync();
            (await client.Post($"/v1/agreements/{first.Id}/signatures", Signature("localGovernment", "pjs", "wet"))).Is(HttpStatusCode.Created);
            (await client.Post($"/v1/agreements/{first.Id}/signatures", Signature("bpjs", "plh", "electronic"))).Is(HttpStatusCode.Created);
            var signed = await client.ReadAsync(first);
            (await client.ActAsync(signed, "terminate", new { ground = "courtRuling", effectiveOn = "2027-03-01", reason = "=putusan\nNomor 1" })).Is(HttpStatusCode.OK);
            var numbered = await client.DraftedWithAsync(("localNumber", "'-1/NK"), ("regionCode", "76.01"));
            Clock.Advance(TimeSpan.FromSeconds(1));
            (await client.DraftAsync(("regionCode", "76.01"), ("predecessorId", numbered.Id))).Is(HttpStatusCode.Created);
            await client.AmendAsync(await client.SignedAsync("52"), Story.Amendment(participantQuota: 5));
            await client.PartiallySignedAsync();
            await client.CancelledAsync();
            await client.SubmittedAsync();
            await Store.ExecuteAsync($"UPDATE agreements SET source = '=sumber' WHERE id = '{numbered.Id}'");
        }

        private static object Signature(string party, string actingType, string method) => new
        {
            party,
            name = "=Nama; \"Gubernur\"",
            title = "-Gubernur",
            actingType,
            mandate = "@Keputusan\r\nNomor 1",
            signedOn = "2026-11-20",
            place = "\tMamuju",
            method,
        };
    }
}
