using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Coverage;

public sealed class UhcStatusTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("32.01", 9_800, 9_000, 0, "none coverageNotReached 1/0")]
    [InlineData("32.02", 9_801, 9_000, 0, "uhcPrioritas 0/0")]
    [InlineData("32.03", 10_098, 9_000, 0, "uhcPrioritas 0/0")]
    [InlineData("32.04", 10_000, 7_999, 0, "none activityNotReached 0/2")]
    [InlineData("32.05", 10_000, 8_000, 0, "none activityNotReached 0/1")]
    [InlineData("32.06", 10_000, 8_001, 0, "uhcPrioritas 0/0")]
    [InlineData("32.07", 10_000, 8_001, 1, "uhc inArrears 0/0")]
    [InlineData("32.08", 10_000, 8_001, null, "uhc arrearsUnknown 0/0")]
    [InlineData("32.09", 5_000, 4_000, 7, "none coverageNotReached activityNotReached inArrears 4801/1")]
    [InlineData("32.10", null, null, 0, "none coverageUnknown activityUnknown -/-")]
    public async Task Of_ten_thousand_residents_more_than_98_per_cent_are_members_of_whom_more_than_80_are_active(string region, int? members, int? active, int? arrears, string expected)
    {
        await _client.CoveredAsync(region, "2026-10-31", ("members", members), ("activeMembers", active), ("arrearsAmount", arrears));

        var status = await _client.UhcStatusAsync(region);

        Assert.Equal(expected, status.Judged());
        Assert.Equal(("2026-11-21", region, "2025-01-01", "2026-10-31"), (status.Said("asOf"), status.Said("regionCode"), status["policy"]!.Said("validFrom"), status["snapshot"]!.Said("asOf")));
    }

    [Theory]
    [InlineData("33.01", 98.00, 90, "none coverageNotReached arrearsUnknown -/-")]
    [InlineData("33.02", 98.01, 90, "uhc arrearsUnknown -/-")]
    [InlineData("33.03", 100.98, 80.00, "none activityNotReached arrearsUnknown -/-")]
    [InlineData("33.04", 99, 79.99, "none activityNotReached arrearsUnknown -/-")]
    [InlineData("33.05", 99, 80.01, "uhc arrearsUnknown -/-")]
    public async Task Where_the_counts_are_missing_the_printed_percentages_are_judged(string region, double coverage, double active, string expected)
    {
        await _client.CoveredAsync(region, "2026-10-31", ("population", null), ("members", null), ("activeMembers", null), ("arrearsAmount", null), ("coveragePercentPrinted", coverage), ("activePercentPrinted", active));

        Assert.Equal(expected, (await _client.UhcStatusAsync(region)).Judged());
    }

    [Fact]
    public async Task On_each_day_the_latest_snapshot_up_to_it_is_judged_by_the_policy_valid_on_it()
    {
        var first = await _client.CoveredAsync("34.01", "2022-06-30", ("members", 9_500), ("activeMembers", 7_000));
        var second = await _client.CoveredAsync("34.01", "2024-06-30", ("members", 9_600), ("activeMembers", 7_200));

        Assert.Equal(("none noSnapshot noPolicy -/-", null, null), await OnAsync("2018-12-31"));
        Assert.Equal(("none noSnapshot -/-", null, "2019-01-01"), await OnAsync("2022-06-29"));
        Assert.Equal(("uhc 0/0", first.Id, "2019-01-01"), await OnAsync("2022-06-30"));
        Assert.Equal(("uhc 0/0", first.Id, "2019-01-01"), await OnAsync("2022-12-31"));
        Assert.Equal(("none activityNotReached 0/125", first.Id, "2023-01-01"), await OnAsync("2023-01-01"));
        Assert.Equal(("none activityNotReached 0/125", first.Id, "2023-01-01"), await OnAsync("2024-06-29"));
        Assert.Equal(("uhc 0/0", second.Id, "2023-01-01"), await OnAsync("2024-06-30"));
        Assert.Equal(("none coverageNotReached activityNotReached 201/481", second.Id, "2025-01-01"), await OnAsync("2025-01-01"));
        Assert.Equal("2022-06-30 100 200 1 1.32", (await _client.UhcStatusAsync("34.01", "2024-12-31"))["snapshot"]!.Moved());

        async Task<(string, string?, string?)> OnAsync(string day)
        {
            var status = await _client.UhcStatusAsync("34.01", day);
            Assert.Equal(day, status.Said("asOf"));
            return (status.Judged(), status.Member("snapshot")?.Said("id"), status.Member("policy")?.Said("validFrom"));
        }
    }

    [Fact]
    public async Task Today_is_the_date_in_the_regions_zone()
    {
        using var late = new ServiceHost();

        // 23.30 in Jakarta, half past midnight in Mamuju, half past one in Jayapura.
        late.Clock.Now = new DateTimeOffset(2026, 11, 21, 16, 30, 0, TimeSpan.Zero);
        var client = late.ClientOf("staf");
        foreach (var (region, day) in new[] { ("31", "2026-11-21"), ("76", "2026-11-22"), ("91", "2026-11-22") })
        {
            await client.CoveredAsync(region, day);

            var status = await client.UhcStatusAsync(region);

            Assert.Equal((day, day, "uhcPrioritas"), (status.Said("asOf"), status["snapshot"]!.Said("asOf"), status.Said("predicate")));
        }

        var listed = await client.WalkAsync("/v1/coverage?predicate=uhcPrioritas&limit=1");
        Assert.Equal(["31 2026-11-21", "76 2026-11-22", "91 2026-11-22"], listed.Select(status => $"{status.Said("regionCode")} {status.Said("asOf")}"));
    }

    [Theory]
    [InlineData("/v1/regions/99/uhc-status", HttpStatusCode.NotFound, "region.not-found")]
    [InlineData("/v1/regions/76/uhc-status?asOf=2026-02-30", HttpStatusCode.BadRequest, "parameter.malformed")]
    [InlineData("/v1/regions/76/uhc-status?date=2026-02-28", HttpStatusCode.BadRequest, "parameter.unknown")]
    public async Task What_cannot_be_asked_is_refused(string path, HttpStatusCode status, string code) => (await _client.Get(path)).IsProblem(status, code);
}
