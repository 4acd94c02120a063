using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.WorkPlans;

/// <summary>What a person costs, by the law that sets it.</summary>
public sealed class ContributionRatesTests : IDisposable
{
    private readonly ServiceHost _host = new();
    private readonly HttpClient _client;

    public ContributionRatesTests() => _client = _host.ClientOf("staf");

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task The_rate_of_today_is_42000_of_which_the_local_government_pays_37800()
    {
        var rate = (await _client.Get("/v1/contribution-rates/2026-11-21")).Is(HttpStatusCode.OK).Body;

        Assert.Equal((42000, 35000, 4200, 2800, 37800), (rate.Number("perPersonMonth"), rate.Number("participantShare"), rate.Number("centralShare"), rate.Number("localShare"), rate.Number("localGovernmentCost")));
        Assert.Contains("Perpres 64/2020", rate.Said("legalBasis"), StringComparison.Ordinal);
        (await _client.Get("/v1/contribution-rates/2020-12-31")).IsProblem(HttpStatusCode.NotFound, "contribution-rate.not-found");
        (await _client.Get("/v1/contribution-rates/kemarin")).IsProblem(HttpStatusCode.NotFound, "contribution-rate.not-found");
    }

    [Fact]
    public async Task A_rate_that_changes_in_mid_year_leaves_stored_plans_alone()
    {
        var agreement = await _client.SignedAsync(until: "2028-12-31");
        var before = await _client.PlannedAsync(agreement, new { year = 2027, participantQuota = 1000 });
        Assert.Equal(37_800, before.Body.Number("contributionPerPersonMonth"));

        var added = (await _client.Post("/v1/contribution-rates", Rate("2027-07-01", 45000, 37000))).Is(HttpStatusCode.Created);
        Assert.Equal("/v1/contribution-rates/2027-07-01", added.Headers.Location?.ToString());
        Assert.Equal(added.Text, (await _client.Get("/v1/contribution-rates/2027-07-01")).Text);
        Assert.Equal(before.Text, (await _client.ReadPlanAsync(before)).Text);
        Assert.Equal(37_800, (await _client.PlannedAsync(await _client.SignedAsync(), new { year = 2027 })).Body.Number("contributionPerPersonMonth"));
        Assert.Equal(40_800, (await _client.PlannedAsync(agreement, new { year = 2028 })).Body.Number("contributionPerPersonMonth"));
        Assert.Equal(["2027-07-01", "2021-01-01"], (await _client.WalkAsync("/v1/contribution-rates?limit=1")).Select(rate => rate.Said("validFrom")));
    }

    [Fact]
    public async Task A_rate_is_added_once_a_day_and_must_add_up()
    {
        Assert.Equal("contribution-rate.shares-differ", (await _client.Post("/v1/contribution-rates", Rate("2027-07-01", 45000, 36999))).Is(HttpStatusCode.BadRequest).Errors["/perPersonMonth"]);
        (await _client.Post("/v1/contribution-rates", Rate("2027-07-01", 45000, 37000))).Is(HttpStatusCode.Created);
        (await _client.Post("/v1/contribution-rates", Rate("2027-07-01", 46000, 38000))).IsProblem(HttpStatusCode.Conflict, "contribution-rate.already-there");

        // One that shipped with the service is put right by one of the same day.
        (await _client.Post("/v1/contribution-rates", Rate("2021-01-01", 43000, 35000))).Is(HttpStatusCode.Created);
        Assert.Equal(43000, (await _client.Get("/v1/contribution-rates/2026-11-21")).Body.Number("perPersonMonth"));
    }

    private static object Rate(string validFrom, int perPersonMonth, int participantShare) =>
        new { validFrom, perPersonMonth, participantShare, centralShare = 4200, localShare = 3800, legalBasis = "Peraturan uji" };
}
