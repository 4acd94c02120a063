using System.Net;
using System.Text.Json;
using Agreements.Api.Features;
using Agreements.Api.Features.Exchange;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Register;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Exchange;

public sealed class ExportAgreementsTests(NineAgreements host) : IClassFixture<NineAgreements>
{
    private static readonly string[] Tried =
    [
        "",
        "lifecycle=draft",
        "lifecycle=inReview,approved,cancelled",
        "kind=cooperationAgreement,jointAgreement",
        "segment=other,wageEarners",
        "regionCode=76,76.02,31",
        "regionCode=11",
        "provinceCode=76",
        "bpjsOfficeId={mamuju},{sorong}",
        "owner=Biro%20Pemkesra",
        "number=1191NK2026",
        "q=golf",
        "q=elan",
        "effectiveUntilFrom=2026-12-31&effectiveUntilTo=2027-01-01",
        "needsReview=true",
        "updatedAfter=2026-11-21T02:00:00Z",
        "standing=notInForce&asOf=2030-01-01",
        "standing=active&horizonDays=0",
        "sort=-effectiveUntil",
        "sort=updatedAt",
        "sort=-title&lifecycle=draft",
        "provinceCode=76&kind=memorandumOfAgreement&effectiveUntilTo=2026-12-31&owner=Dinas%20Kesehatan",
    ];

    private readonly HttpClient _client = host.ClientOf("staf");

    public static TheoryData<string> Queries => [.. Tried];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Every_form_has_the_rows_of_the_list_in_its_order(string query)
    {
        var filter = query.Replace("{mamuju}", host.Mamuju.ToString(), StringComparison.Ordinal).Replace("{sorong}", host.Sorong.ToString(), StringComparison.Ordinal);
        var listed = await WalkedAsync(_client, filter);

        Assert.Equal(listed, (await _client.ExportAsync($"format=ndjson&{filter}".TrimEnd('&'))).Lines.Select(line => line.Said("id")));
        Assert.Equal(listed, (await _client.ExportAsync($"format=csv&{filter}".TrimEnd('&'))).Csv().Below("ID"));
        Assert.Equal(listed, (await _client.ExportAsync($"format=xlsx&{filter}".TrimEnd('&'))).Xlsx().Below("ID"));
    }

    [Fact]
    public void Every_filter_of_the_list_is_among_those_tried()
    {
        var tried = Tried.SelectMany(query => query.Split('&', StringSplitOptions.RemoveEmptyEntries)).Select(pair => pair.Split('=')[0]).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(StrictQuery.Parameters(typeof(AgreementFilters)).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Except(tried, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_line_of_NDJSON_is_what_the_list_shows()
    {
        var listed = (await _client.Get("/v1/agreements?asOf=2027-01-15")).Is(HttpStatusCode.OK).Items;

        var exported = await _client.ExportAsync("format=ndjson&asOf=2027-01-15");

        Assert.Equal("application/x-ndjson; charset=utf-8", exported.Answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(listed.Select(item => item.ToJsonString()), exported.Lines.Select(line => line.ToJsonString()));
        Assert.Equal(exported.Text, (await _client.ExportAsync("asOf=2027-01-15")).Text);
    }

    [Fact]
    public async Task A_caller_bound_to_regions_exports_what_lies_in_them()
    {
        using var bound = host.ClientOf("petugas", [Scope.AgreementsRead], "76");
        var listed = await WalkedAsync(bound, "");

        Assert.Equal(3, listed.Count);
        Assert.Equal(listed, (await bound.ExportAsync("")).Lines.Select(line => line.Said("id")));
        Assert.Equal(listed, (await bound.ExportAsync("format=csv")).Csv().Below("ID"));
        Assert.Equal(listed, (await bound.ExportAsync("format=xlsx")).Xlsx().Below("ID"));
        Assert.Empty((await bound.ExportAsync("format=csv&provinceCode=75")).Csv().Rows);
        Assert.Empty((await bound.ExportAsync("regionCode=96.71")).Lines);
    }

    [Fact]
    public async Task A_predecessor_beyond_the_callers_reach_is_not_named()
    {
        using var everywhere = host.ClientOf("staf");
        var predecessor = (await everywhere.DraftAsync(("regionCode", "64"), ("localNumber", "64/NK/1"))).Is(HttpStatusCode.Created);
        var successor = (await everywhere.DraftAsync(("regionCode", "65"), ("predecessorId", predecessor.Id))).Is(HttpStatusCode.Created);
        using var bound = host.ClientOf("petugas", [Scope.AgreementsRead], "65");

        var seen = (await everywhere.ExportAsync("format=csv&regionCode=65")).Csv();
        var hidden = (await bound.ExportAsync("format=csv")).Csv();

        Assert.Equal([(predecessor.Id, "64/NK/1")], seen.Below("ID perjanjian sebelumnya").Zip(seen.Below("Nomor perjanjian sebelumnya")).Select(pair => ((string)pair.First!, (string)pair.Second!)));
        Assert.Equal([successor.Id], hidden.Below("ID"));
        Assert.All([hidden.Below("ID perjanjian sebelumnya"), hidden.Below("Nomor perjanjian sebelumnya")], cells => Assert.Null(Assert.Single(cells)));
        (await everywhere.Delete($"/v1/agreements/{successor.Id}", ("If-Match", successor.ETag!))).Is(HttpStatusCode.NoContent);
        (await everywhere.Delete($"/v1/agreements/{predecessor.Id}", ("If-Match", predecessor.ETag!))).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("format=csv", null, "id", "Nomor pemerintah daerah", "attachment; filename=\"perjanjian-2026-11-21.csv\"", "text/csv; charset=utf-8")]
    [InlineData("format=csv", "en-GB,en;q=0.9", "en", "Local government's number", "attachment; filename=\"agreements-2026-11-21.csv\"", "text/csv; charset=utf-8")]
    [InlineData("format=csv&language=id", "en", "id", "Nomor pemerintah daerah", "attachment; filename=\"perjanjian-2026-11-21.csv\"", "text/csv; charset=utf-8")]
    [InlineData("format=xlsx&language=en", null, "en", "Local government's number", "attachment; filename=\"agreements-2026-11-21.xlsx\"", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("format=xlsx&asOf=2025-11-27", "id", "id", "Nomor pemerintah daerah", "attachment; filename=\"perjanjian-2025-11-27.xlsx\"", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task Headers_are_in_the_language_asked_for(string query, string? accepted, string language, string first, string disposition, string mediaType)
    {
        var export = accepted is null ? await _client.ExportAsync(query) : await _client.ExportAsync(query, ("Accept-Language", accepted));

        var sheet = query.Contains("xlsx", StringComparison.Ordinal) ? export.Xlsx() : export.Csv();
        Assert.Equal(RegisterColumns.All.Select(column => language == "en" ? column.Header.English : column.Header.Indonesian), sheet.Headers);
        Assert.Equal(first, sheet.Headers[0]);
        Assert.Equal(language, Assert.Single(export.Answer.Content.Headers.ContentLanguage));
        Assert.Contains("Accept-Language", export.Answer.Headers.Vary);
        Assert.Equal(disposition, export.Answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal(mediaType, export.Answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", export.Answer.Headers.CacheControl!.ToString());
        Assert.Null(export.Answer.Headers.ETag);
    }

    [Theory]
    [InlineData("id", "Nota Kesepakatan", "Kesepakatan Bersama", "Ya", "Tidak", "Penyusunan")]
    [InlineData("en", "Memorandum of agreement", "Joint agreement", "Yes", "No", "Draft")]
    public async Task Codes_are_words_of_that_language(string language, string agreement, string joint, string yes, string no, string draft)
    {
        var sheet = (await _client.ExportAsync($"format=csv&language={language}&regionCode=76.02,96.71")).Csv();

        var columns = sheet.Headers.Select(RegisterColumns.Below).Select(column => column!.Name).ToList();
        Assert.Equal([joint, agreement], sheet.Rows.Select(row => row[columns.IndexOf("kind")]));
        Assert.Equal([no, yes], sheet.Rows.Select(row => row[columns.IndexOf("openEnded")]));
        Assert.Equal([draft, draft], sheet.Rows.Select(row => row[columns.IndexOf("lifecycle")]));
    }

    [Fact]
    public async Task Where_nothing_matches_there_are_headers_alone()
    {
        Assert.Empty((await _client.ExportAsync("regionCode=11")).Bytes);
        var (csv, xlsx) = ((await _client.ExportAsync("format=csv&regionCode=11")).Csv(), (await _client.ExportAsync("format=xlsx&regionCode=11")).Xlsx());

        Assert.All([csv, xlsx], sheet => Assert.Empty(sheet.Rows));
        Assert.All([csv, xlsx], sheet => Assert.Equal(RegisterColumns.All.Count, sheet.Headers.Count));
    }

    [Fact]
    public async Task CSV_is_marked_as_UTF_8_and_separated_as_asked()
    {
        var (comma, semicolon) = (await _client.ExportAsync("format=csv"), await _client.ExportAsync("format=csv&separator=semicolon"));

        Assert.All([comma, semicolon], file => Assert.Equal([0xEF, 0xBB, 0xBF], file.Bytes[..3]));
        Assert.StartsWith("\uFEFFNomor pemerintah daerah,Nomor BPJS Kesehatan,", comma.Text, StringComparison.Ordinal);
        Assert.StartsWith("\uFEFFNomor pemerintah daerah;Nomor BPJS Kesehatan;", semicolon.Text, StringComparison.Ordinal);
        Assert.Equal(comma.Csv().Rows.Select(row => string.Join('|', row)), semicolon.Csv(";").Rows.Select(row => string.Join('|', row)));
        Assert.EndsWith("\r\n", comma.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format=xml", "format", "parameter.malformed")]
    [InlineData("format=CSV", "format", "parameter.malformed")]
    [InlineData("language=fr", "language", "parameter.malformed")]
    [InlineData("separator=tab", "separator", "parameter.malformed")]
    [InlineData("horizonDays=3651", "horizonDays", "value.out-of-range")]
    [InlineData("regionCode=00", "regionCode", "region.unknown")]
    [InlineData("limit=10", "limit", "parameter.unknown")]
    [InlineData("after=x", "after", "parameter.unknown")]
    [InlineData("effectiveUntilForm=2027-01-01", "effectiveUntilForm", "parameter.unknown")]
    public async Task What_is_not_understood_is_refused_before_anything_is_sent(string query, string parameter, string code)
    {
        var refused = (await _client.Get($"/v1/agreements/export?{query}")).IsProblem(HttpStatusCode.BadRequest, code);

        Assert.Equal((parameter, code), (refused.Errors.Single().Key, refused.Errors.Single().Value));
        Assert.Null(refused.ContentHeaders.ContentDisposition);
    }

    [Theory]
    [InlineData("csv", "application/json")]
    [InlineData("xlsx", "text/csv")]
    [InlineData("ndjson", "application/json")]
    public async Task A_caller_that_rules_the_form_out_is_told_so(string format, string accepted) =>
        (await _client.Get($"/v1/agreements/export?format={format}", ("Accept", accepted))).IsProblem(HttpStatusCode.NotAcceptable, "media-type.not-acceptable");

    private static async Task<IReadOnlyList<string>> WalkedAsync(HttpClient client, string filter)
    {
        var ids = new List<string>();
        string? next = null;
        do
        {
            var page = (await client.Get($"/v1/agreements?limit=2&{filter}{(next is null ? "" : $"&after={next}")}".TrimEnd('&'))).Is(HttpStatusCode.OK);
            ids.AddRange(page.Ids());
            next = page.Body.Said("next");
        }
        while (next is not null);
        return ids;
    }
}
