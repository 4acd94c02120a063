using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Continuity;

/// <summary>The sample register in numbers.</summary>
public sealed class SummaryTests(SampleHost host) : IClassFixture<SampleHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("")]
    [InlineData("asOf=2025-11-27")]
    [InlineData("asOf=2025-12-31&horizonDays=0")]
    [InlineData("asOf=2026-01-01&horizonDays=365")]
    [InlineData("asOf=2027-01-06&horizonDays=1")]
    [InlineData("asOf=2030-01-01&horizonDays=3650")]
    [InlineData("asOf=0001-01-01")]
    [InlineData("asOf=9999-12-31")]
    public async Task Every_count_is_that_of_the_list_and_they_add_up_to_the_number_of_records(string query)
    {
        var summary = await SummaryAsync(query);

        Assert.Equal(15, summary.Number("total"));
        foreach (var (standing, count) in Counts(summary))
        {
            Assert.Equal(await ListedAsync($"standing={standing}&{query}"), count);
        }

        Assert.Equal(15, Counts(summary).Sum(count => count.Count));
        Assert.Equal(15, Provinces(summary).Sum(province => province.Number("total")));
        foreach (var province in Provinces(summary))
        {
            var code = province.Said("provinceCode");
            Assert.Equal(province.Number("total"), Counts(province).Sum(count => count.Count));
            Assert.Equal(await ListedAsync($"provinceCode={code}"), province.Number("total"));
            foreach (var (standing, count) in Counts(province).Where(count => count.Count > 0))
            {
                Assert.Equal(await ListedAsync($"standing={standing}&provinceCode={code}&{query}"), count);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("asOf=2020-10-01")]
    [InlineData("asOf=2025-09-03")]
    [InlineData("asOf=2025-09-02")]
    [InlineData("asOf=2026-01-01")]
    [InlineData("asOf=2027-01-07")]
    [InlineData("asOf=9999-12-31")]
    public async Task The_gaps_open_and_ahead_are_those_of_the_list(string query)
    {
        var gaps = (await SummaryAsync(query)).Member("gaps")!;

        var listed = (await _client.Get($"/v1/continuity/gaps?limit=200&{query}".TrimEnd('&'))).Is(HttpStatusCode.OK).Items;
        Assert.Equal((listed.Count(gap => gap.Number("daysUntil") <= 0), listed.Count(gap => gap.Number("daysUntil") > 0)), (gaps.Number("open"), gaps.Number("ahead")));
    }

    [Fact]
    public async Task The_gaps_are_as_many_as_were_published()
    {
        Assert.Equal("""{"open":2,"ahead":2,"endUnknown":9}""", (await SummaryAsync("asOf=2026-11-21")).Member("gaps")!.ToJsonString());
        Assert.Equal((1, 1), GapsOf(await SummaryAsync("asOf=2025-09-02")));
        Assert.Equal((1, 0), GapsOf(await SummaryAsync("asOf=2025-09-01")));
    }

    [Fact]
    public async Task Provinces_come_by_code_with_their_regencies_and_only_where_there_is_a_record()
    {
        var provinces = Provinces(await SummaryAsync(""));

        Assert.Equal(
            ["16 Sumatera Selatan 1", "17 Bengkulu 1", "31 Daerah Khusus Ibukota Jakarta 1", "33 Jawa Tengah 1", "52 Nusa Tenggara Barat 1", "53 Nusa Tenggara Timur 1", "75 Gorontalo 3", "76 Sulawesi Barat 2", "82 Maluku Utara 2", "92 Papua Barat 1", "96 Papua Barat Daya 1"],
            provinces.Select(province => $"{province.Said("provinceCode")} {province.Said("provinceName")} {province.Number("total")}"));
    }

    [Theory]
    [InlineData("asOf=2025-12-31&horizonDays=0", "expiring")]
    [InlineData("asOf=2025-12-30&horizonDays=0", "active")]
    [InlineData("asOf=2025-12-30&horizonDays=1", "expiring")]
    [InlineData("asOf=2025-10-02", "expiring")]
    [InlineData("asOf=2025-10-01", "active")]
    [InlineData("asOf=2026-01-01", "lapsed")]
    [InlineData("asOf=2025-03-31", "upcoming")]
    public async Task The_counts_follow_the_day_and_the_horizon(string query, string standing)
    {
        var province = Provinces(await SummaryAsync(query)).Single(each => each.Said("provinceCode") == "76");

        Assert.Equal([("notInForce", 1), (standing, 1)], Counts(province).Where(count => count.Count > 0).OrderBy(count => count.Standing != "notInForce").Select(count => (count.Standing, count.Count)));
    }

    [Fact]
    public async Task What_was_assumed_is_said()
    {
        var today = await SummaryAsync("");
        Assert.Null(today.Member("asOf"));
        Assert.Equal("2026-11-21", today.Member("today")!.Said("Asia/Makassar"));
        Assert.Equal("""{"horizonDays":90}""", today.Member("appliedDefaults")!.ToJsonString());

        var asked = await SummaryAsync("asOf=2026-01-01&horizonDays=90");
        Assert.Equal("2026-01-01", asked.Said("asOf"));
        Assert.Null(asked.Member("today"));
        Assert.Equal("{}", asked.Member("appliedDefaults")!.ToJsonString());
    }

    [Theory]
    [InlineData("horizonDays=-1", "horizonDays", "value.out-of-range")]
    [InlineData("horizonDays=3651", "horizonDays", "value.out-of-range")]
    [InlineData("horizonDays=90.0", "horizonDays", "parameter.malformed")]
    [InlineData("asOf=2026-1-1", "asOf", "parameter.malformed")]
    [InlineData("provinceCode=76", "provinceCode", "parameter.unknown")]
    public async Task A_faulty_parameter_is_named(string query, string parameter, string code)
    {
        var answer = (await _client.Get($"/v1/summary?{query}")).IsProblem(HttpStatusCode.BadRequest, code);

        Assert.Equal(code, Assert.Contains(parameter, answer.Errors));
    }

    private static IEnumerable<(string Standing, int Count)> Counts(JsonObject counted) =>
        counted.Member("byStanding")!.AsObject().Select(count => (count.Key, count.Value!.GetValue<int>()));

    private static List<JsonObject> Provinces(JsonObject summary) => [.. summary.Member("byProvince")!.AsArray().Select(province => province!.AsObject())];

    private async Task<int> ListedAsync(string query) =>
        (await _client.Get($"/v1/agreements?count=true&limit=1&{query}".TrimEnd('&'))).Is(HttpStatusCode.OK).Body.Number("total");

    private static (int Open, int Ahead) GapsOf(JsonObject summary) => (summary.Member("gaps")!.Number("open"), summary.Member("gaps")!.Number("ahead"));

    private async Task<JsonObject> SummaryAsync(string query) => (await _client.Get($"/v1/summary?{query}".TrimEnd('?'))).Is(HttpStatusCode.OK).Body;
}

/// <summary>A register in numbers, from its first record on.</summary>
public sealed class GrowingSummaryTests
{
    private static readonly string[] Standings = ["terminated", "notInForce", "upcoming", "superseded", "lapsedInRenewal", "lapsed", "inNotice", "expiring", "active"];

    [Fact]
    public async Task An_empty_register_is_all_zeros()
    {
        await using var host = new ServiceHost();

        var summary = (await host.ClientOf("staf").Get("/v1/summary")).Is(HttpStatusCode.OK).Body;

        Assert.Equal(Standings, summary.Member("byStanding")!.AsObject().Select(count => count.Key));
        Assert.All(summary.Member("byStanding")!.AsObject(), count => Assert.Equal(0, count.Value!.GetValue<int>()));
        Assert.Equal(0, summary.Number("total"));
        Assert.Empty(summary.Member("byProvince")!.AsArray());
        Assert.Equal("""{"open":0,"ahead":0,"endUnknown":0}""", summary.Member("gaps")!.ToJsonString());
    }

    [Fact]
    public async Task An_agreement_is_counted_as_it_stands_through_its_life()
    {
        await using var host = new ServiceHost();
        var client = host.ClientOf("staf");
        var signed = await client.SignedAsync(Story.Draft("76.02", from: "2027-01-01", until: "2027-12-31").With(("renewalNoticeMonths", 1)));

        Assert.Equal("upcoming 0 0", await ToldAsync("2026-12-31"));
        Assert.Equal("active 0 0", await ToldAsync("2027-01-01"));
        Assert.Equal("active 0 1", await ToldAsync("2027-09-02"));
        Assert.Equal("expiring 0 1", await ToldAsync("2027-10-02"));
        Assert.Equal("inNotice 0 1", await ToldAsync("2027-11-30"));
        Assert.Equal("inNotice 0 1", await ToldAsync("2027-12-31"));
        Assert.Equal("lapsed 1 0", await ToldAsync("2028-01-01"));

        var successor = await client.SignedAsync(Story.Draft("76.02", from: "2028-01-01", until: "2030-12-31").With(("predecessorId", signed.Id)));
        Assert.Equal("superseded,active 0 0", await ToldAsync("2028-01-01"));

        (await client.ActAsync(successor, "terminate", Story.Termination("2028-03-01"))).Is(HttpStatusCode.OK);
        Assert.Equal("superseded,active 0 1", await ToldAsync("2028-02-29"));
        Assert.Equal("terminated,superseded 1 0", await ToldAsync("2028-03-01"));

        async Task<string> ToldAsync(string asOf)
        {
            var summary = (await client.Get($"/v1/summary?asOf={asOf}")).Is(HttpStatusCode.OK).Body;
            var province = Assert.Single(summary.Member("byProvince")!.AsArray())!;
            Assert.Equal("76", province.Said("provinceCode"));
            Assert.Equal(summary.Member("byStanding")!.ToJsonString(), province.Member("byStanding")!.ToJsonString());
            var standings = summary.Member("byStanding")!.AsObject().Where(count => count.Value!.GetValue<int>() > 0).Select(count => count.Key);
            return $"{string.Join(',', standings)} {summary.Member("gaps")!.Number("open")} {summary.Member("gaps")!.Number("ahead")}";
        }
    }

    [Fact]
    public async Task A_line_whose_coverage_has_not_begun_is_counted_once_with_its_gap()
    {
        await using var host = new ServiceHost();
        var client = host.ClientOf("staf");
        var first = await client.SignedAsync("33", "2026-10-01", "2028-12-31");
        (await client.EditAsync(first, new { coverageFrom = "2026-12-01" })).Is(HttpStatusCode.OK);

        Assert.Equal("""{"open":0,"ahead":1,"endUnknown":0}""", await GapsOnAsync("2026-09-01"));
        Assert.Equal("""{"open":1,"ahead":0,"endUnknown":0}""", await GapsOnAsync("2026-11-30"));
        Assert.Equal("""{"open":0,"ahead":0,"endUnknown":0}""", await GapsOnAsync("2026-12-01"));

        async Task<string> GapsOnAsync(string day) => (await client.Get($"/v1/summary?asOf={day}")).Is(HttpStatusCode.OK).Body.Member("gaps")!.ToJsonString();
    }

    [Fact]
    public async Task Each_is_counted_by_the_date_in_its_own_zone()
    {
        await using var host = new ServiceHost();
        var client = host.ClientOf("staf");
        foreach (var region in new[] { "33", "73", "91" })
        {
            await client.SignedAsync(region, "2026-01-01", "2026-12-31");
        }

        host.Clock.Now = new DateTimeOffset(2026, 12, 31, 16, 30, 0, TimeSpan.Zero);
        var summary = (await client.Get("/v1/summary?horizonDays=0")).Is(HttpStatusCode.OK).Body;

        Assert.Equal((1, 2), (summary.Member("byStanding")!.Number("expiring"), summary.Member("byStanding")!.Number("lapsed")));
        Assert.Equal("""{"open":2,"ahead":1,"endUnknown":0}""", summary.Member("gaps")!.ToJsonString());
        Assert.Equal(
            ["33 expiring", "73 lapsed", "91 lapsed"],
            summary.Member("byProvince")!.AsArray().Select(province => $"{province!.Said("provinceCode")} {province!.Member("byStanding")!.AsObject().Single(count => count.Value!.GetValue<int>() > 0).Key}"));
    }
}
