using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.WorkPlans;

/// <summary>Which plans there are, and which are missing.</summary>
public sealed class ListWorkPlansTests(ListWorkPlansTests.Register register) : IClassFixture<ListWorkPlansTests.Register>
{
    private readonly HttpClient _client = register.ClientOf("staf");

    [Theory]
    [InlineData("", "2028/76.02", "2027/31", "2027/76", "2027/76.02")]
    [InlineData("year=2027", "2027/31", "2027/76", "2027/76.02")]
    [InlineData("status=signed", "2027/76")]
    [InlineData("status=draft,cancelled", "2028/76.02", "2027/31", "2027/76.02")]
    [InlineData("provinceCode=76", "2028/76.02", "2027/76", "2027/76.02")]
    [InlineData("regionCode=31,76", "2027/31", "2027/76")]
    [InlineData("needsReview=true", "2027/31")]
    public async Task A_filter_finds_what_it_says_the_latest_year_first(string query, params string[] expected)
    {
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await _client.Get($"/v1/work-plans?{query}")).Is(HttpStatusCode.OK).Items.Select(Told).Order(StringComparer.Ordinal));
        var walked = await _client.WalkAsync($"/v1/work-plans?{query}&limit=1");
        Assert.Equal(expected.Length, walked.Select(plan => plan.Said("id")).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(walked.Select(plan => plan.Number("year")).OrderDescending(), walked.Select(plan => plan.Number("year")));
    }

    [Theory]
    [InlineData("year=2027", "31/draft", "76.02/none", "91/none")]
    [InlineData("year=2027&regionCode=76")]
    [InlineData("year=2027&provinceCode=76", "76.02/none")]
    [InlineData("year=2027&owner=Rahma", "91/none")]
    [InlineData("year=2027&kind=cooperationAgreement", "91/none")]
    [InlineData("year=2028", "76.02/draft", "91/none")]
    [InlineData("year=2029", "91/none")]
    [InlineData("year=2026")]
    public async Task A_year_without_a_signed_plan_is_missing_one_for_every_agreement_in_force_in_it(string query, params string[] expected)
    {
        var found = (await _client.Get($"/v1/work-plans/missing?{query}")).Is(HttpStatusCode.OK).Items;

        // One that was given up is no plan under way.
        Assert.Equal(expected, found.Select(row => $"{row.Said("regionCode")}/{row.Said("workPlanStatus") ?? "none"}"));
        Assert.Equal(found.Select(row => row.Said("agreementId")), (await _client.WalkAsync($"/v1/work-plans/missing?{query}&limit=1")).Select(row => row.Said("agreementId")));
    }

    [Fact]
    public async Task What_is_missing_says_for_which_days_and_the_summary_counts_it()
    {
        var row = (await _client.Get("/v1/work-plans/missing?year=2028&regionCode=76.02")).Items.Single();
        Assert.Equal((2028, "2028-01-01", "2028-06-30"), (row.Number("year"), row.Said("periodFrom"), row.Said("periodUntil")));

        Assert.Equal(3, (await _client.Get("/v1/summary?asOf=2027-05-01")).Body.Number("missingWorkPlans"));
        Assert.Equal(2, (await _client.Get("/v1/summary?asOf=2028-05-01")).Body.Number("missingWorkPlans"));
        Assert.Equal(0, (await _client.Get("/v1/summary")).Body.Number("missingWorkPlans"));
    }

    [Theory]
    [InlineData("", "parameter.required")]
    [InlineData("?year=0", "value.out-of-range")]
    [InlineData("?year=abc", "parameter.malformed")]
    public async Task A_year_that_is_none_is_refused(string query, string code) => Assert.Equal(code, (await _client.Get($"/v1/work-plans/missing{query}")).Is(HttpStatusCode.BadRequest).Errors["year"]);

    private static string Told(System.Text.Json.Nodes.JsonObject plan) => $"{plan.Number("year")}/{plan.Said("regionCode")}";

    /// <summary>Four agreements: one with a signed plan, one with a draft, one whose plan was given up, and one without any, of unknown end.</summary>
    public sealed class Register : ServiceHost, IAsyncLifetime
    {
        public async Task InitializeAsync()
        {
            using var client = ClientOf("staf");
            await client.SignedPlanAsync(await client.PlannedAsync(await client.SignedAsync("76")));
            await client.PlannedAsync(await client.SignedAsync("31"), WorkPlanSteps.Plan().With(("needsReview", true)));
            var given = await client.SignedAsync("76.02", until: "2028-06-30");
            await client.ClosePlanAsync(await client.PlannedAsync(given));
            await client.PlannedAsync(given, new { year = 2028 });
            await client.SignedWithAsync(("regionCode", "91"), ("kind", "cooperationAgreement"), ("effectiveUntil", null), ("openEnded", true), ("owner", "Rahma"));
        }

        Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;
    }
}
