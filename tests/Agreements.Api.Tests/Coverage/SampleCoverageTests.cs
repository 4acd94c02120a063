using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Coverage;

/// <summary>The published figures that ship with the service.</summary>
public sealed class SampleCoverageTests(SampleHost host) : IClassFixture<SampleHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("16", "2025-05-01 - of 8800000: - (97.84), active - (-)")]
    [InlineData("16.05", "2022-01-07 301908 of 409935: 73.65 (73.46), active - (-)")]
    [InlineData("16.08", "2025-05-01 682527 of 694832: 98.23 (98.23), active - (80.04)")]
    [InlineData("17", "2021-11-30 - of 2032767: - (80.62), active - (-)")]
    [InlineData("75", "2025-12-18 - of -: - (100.98), active - (95.2)")]
    [InlineData("81.02", "2025-05-06 - of -: - (98), active - (78.85)")]
    public async Task The_printed_percentages_stand_beside_the_computed_ones(string region, string expected)
    {
        var snapshot = Assert.Single((await _client.Get($"/v1/regions/{region}/coverage")).Is(HttpStatusCode.OK).Items);

        Assert.Equal(
            expected,
            $"{snapshot.Said("asOf")} {Of("members")} of {Of("population")}: {Of("coveragePercent")} ({Of("coveragePercentPrinted")}), active {Of("activePercent")} ({Of("activePercentPrinted")})");
        Assert.Equal("sample-register", snapshot.Said("recordedBy"));

        string Of(string member) => snapshot.Member(member).Shown();
    }

    [Theory]
    [InlineData("16.08", "2025-06-01", "uhc arrearsUnknown 0/-")]
    [InlineData("75", "2025-12-18", "uhc arrearsUnknown -/-")]
    [InlineData("81.02", "2025-06-01", "none coverageNotReached activityNotReached arrearsUnknown -/-")]
    [InlineData("16", "2025-06-01", "none coverageNotReached activityUnknown arrearsUnknown -/-")]
    [InlineData("17", "2021-11-30", "none coverageNotReached -/0")]
    [InlineData("16.05", "2022-12-31", "none coverageNotReached 87531/0")]
    public async Task They_are_judged_by_the_policy_of_their_day(string region, string asOf, string expected) => Assert.Equal(expected, (await _client.UhcStatusAsync(region, asOf)).Judged());

    [Fact]
    public async Task Four_of_them_were_below_target_in_the_middle_of_2025() => Assert.Equal(
        ["16", "16.05", "17", "81.02"],
        (await _client.WalkAsync("/v1/coverage/below-target?asOf=2025-06-01&limit=1")).Select(status => status.Said("regionCode")));

    [Fact]
    public async Task Figures_that_somebody_recorded_before_stand_for_those_of_the_same_day()
    {
        using var store = new TestStore();
        using (var before = new ServiceHost().On(store))
        {
            await before.ClientOf("staf").CoveredAsync("75", "2025-12-18");
        }

        using var loaded = new SampleHost().On(store);
        var client = loaded.ClientOf("staf");

        Assert.Equal("staf", Assert.Single((await client.Get("/v1/regions/75/coverage")).Is(HttpStatusCode.OK).Items).Said("recordedBy"));
        Assert.Single((await client.Get("/v1/regions/17/coverage")).Is(HttpStatusCode.OK).Items);
    }
}
