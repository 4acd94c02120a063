using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Coverage;

/// <summary>Sulawesi Barat with its six regencies, as its province sees them.</summary>
public sealed class ListCoverageTests(ListCoverageTests.Register register) : IClassFixture<ListCoverageTests.Register>
{
    private static readonly string[] Sulbar =
    [
        "76 uhcPrioritas 0/0",
        "76.01 uhc arrearsUnknown 0/0",
        "76.02 none coverageNotReached 1/0",
        "76.03 none activityUnknown 0/-",
        "76.04 none noSnapshot -/-",
        "76.05 none noSnapshot -/-",
        "76.06 none coverageNotReached activityNotReached inArrears 4801/1",
    ];

    private readonly HttpClient _client = register.ClientOf("staf");

    [Theory]
    [InlineData("")]
    [InlineData("&limit=1")]
    [InlineData("&limit=3")]
    public async Task A_province_sees_itself_and_all_its_regencies_and_cities_by_code(string query) =>
        Assert.Equal(Sulbar, (await _client.WalkAsync($"/v1/coverage?provinceCode=76{query}")).Select(Told));

    [Theory]
    [InlineData("none", "23456")]
    [InlineData("uhc", "1")]
    [InlineData("uhcPrioritas", "0")]
    [InlineData("uhc,uhcPrioritas", "01")]
    public async Task They_are_picked_by_what_they_may_be_called(string predicates, string expected)
    {
        var wanted = Sulbar.Where((_, index) => expected.Contains($"{index}", StringComparison.Ordinal));

        Assert.Equal(wanted, (await _client.WalkAsync($"/v1/coverage?provinceCode=76&predicate={predicates}&limit=2")).Select(Told));
    }

    [Fact]
    public async Task Below_target_is_whoever_has_a_snapshot_and_misses_a_bound_or_cannot_show_that_it_does_not()
    {
        var page = (await _client.Get("/v1/coverage/below-target?provinceCode=76")).Is(HttpStatusCode.OK);

        Assert.Equal([Sulbar[2], Sulbar[3], Sulbar[6]], page.Items.Select(Told));
        Assert.Equal([Sulbar[2], Sulbar[3], Sulbar[6]], (await _client.WalkAsync("/v1/coverage/below-target?provinceCode=76&limit=1")).Select(Told));
        Assert.Equal(["2026-09-30 -199 0 -1.99 1.83", "2026-09-30 0 - 0 -", "-"], page.Items.Select(status => status["snapshot"]!.Moved()));
    }

    [Fact]
    public async Task Another_day_has_another_answer()
    {
        // By the policy of 2023 at least 95 and 75 per cent were enough, and by none before 2019 is anybody judged.
        Assert.Equal("76.03 uhc 0/0", Told((await _client.Get("/v1/coverage?provinceCode=76&predicate=uhc&asOf=2024-10-31")).Is(HttpStatusCode.OK).Items[0]));
        Assert.Empty((await _client.Get("/v1/coverage/below-target?provinceCode=76&asOf=2024-10-31")).Is(HttpStatusCode.OK).Items);
        Assert.Empty((await _client.Get("/v1/coverage/below-target?provinceCode=76&asOf=2018-12-31")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task The_day_is_echoed_or_the_date_in_each_zone()
    {
        var today = (await _client.Get("/v1/coverage?limit=1")).Is(HttpStatusCode.OK).Body;
        var asked = (await _client.Get("/v1/coverage/below-target?asOf=2026-10-31")).Is(HttpStatusCode.OK).Body;

        Assert.Equal((null, "2026-11-21"), (today.Said("asOf"), today["today"]!.Said("Asia/Makassar")));
        Assert.Equal(("2026-10-31", null), (asked.Said("asOf"), asked.Member("today")));
    }

    [Fact]
    public async Task Whoever_reaches_the_whole_country_sees_all_552_regions()
    {
        var codes = (await _client.WalkAsync("/v1/coverage?limit=200")).Select(status => status.Said("regionCode")!).ToList();

        Assert.Equal(552, codes.Count);
        Assert.Equal(codes.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), codes);
    }

    [Fact]
    public async Task Nobody_sees_beyond_their_reach()
    {
        using var province = register.ClientOf("petugas", [Scope.AgreementsRead], "76");
        using var regency = register.ClientOf("petugas", [Scope.AgreementsRead], "76.02");

        Assert.Equal(Sulbar, (await province.WalkAsync("/v1/coverage")).Select(Told));
        Assert.Equal([Sulbar[2]], (await regency.WalkAsync("/v1/coverage?provinceCode=76")).Select(Told));
        Assert.Equal([Sulbar[2]], (await regency.WalkAsync("/v1/coverage/below-target")).Select(Told));
        foreach (var list in new[] { "coverage", "coverage/below-target" })
        {
            Assert.Empty((await province.Get($"/v1/{list}?provinceCode=74")).Is(HttpStatusCode.OK).Items);
            Assert.NotEmpty((await _client.Get($"/v1/{list}?provinceCode=74")).Is(HttpStatusCode.OK).Items);
        }
    }

    [Theory]
    [InlineData("coverage?provinceCode=76.01", "provinceCode", "region.unknown")]
    [InlineData("coverage?provinceCode=99", "provinceCode", "region.unknown")]
    [InlineData("coverage?predicate=UHC", "predicate", "parameter.malformed")]
    [InlineData("coverage?asOf=2026-13-01", "asOf", "parameter.malformed")]
    [InlineData("coverage?limit=201", "limit", "value.out-of-range")]
    [InlineData("coverage?regionCode=76", "regionCode", "parameter.unknown")]
    [InlineData("coverage/below-target?predicate=none", "predicate", "parameter.unknown")]
    [InlineData("coverage/below-target?provinceCode=7", "provinceCode", "region.unknown")]
    [InlineData("coverage/below-target?after=abc", "after", "cursor.invalid")]
    public async Task A_faulty_parameter_is_named(string path, string parameter, string code) =>
        Assert.Contains(parameter, (await _client.Get($"/v1/{path}")).IsProblem(HttpStatusCode.BadRequest, code).Errors);

    private static string Told(JsonObject status) => $"{status.Said("regionCode")} {status.Judged()}";

    /// <summary>A province with what can be said of its regencies, and another beside it.</summary>
    public sealed class Register : ServiceHost, IAsyncLifetime
    {
        public async Task InitializeAsync()
        {
            using var client = ClientOf("penyusun");
            await client.CoveredAsync("76", "2026-10-31");
            await client.CoveredAsync("76.01", "2026-10-31", ("arrearsAmount", null));
            await client.CoveredAsync("76.02", "2026-09-30", ("members", 9_999));
            await client.CoveredAsync("76.02", "2026-10-31", ("members", 9_800));
            await client.CoveredAsync("76.03", "2024-06-30", ("members", 9_500), ("activeMembers", 7_500));
            await client.CoveredAsync("76.03", "2026-09-30");
            await client.CoveredAsync("76.03", "2026-10-31", ("activeMembers", null));
            await client.CoveredAsync("76.06", "2026-10-31", ("members", 5_000), ("activeMembers", 4_000), ("arrearsAmount", 1));
            await client.CoveredAsync("74", "2026-10-31", ("members", 1), ("activeMembers", 1));
        }

        Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;
    }
}
