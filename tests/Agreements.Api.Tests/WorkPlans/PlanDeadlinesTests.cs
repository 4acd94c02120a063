using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.WorkPlans;

/// <summary>A year without a signed plan, and an activity that is not done, are deadlines.</summary>
public sealed class PlanDeadlinesTests : IDisposable
{
    private readonly ServiceHost _host = new();
    private readonly HttpClient _client;

    public PlanDeadlinesTests() => _client = _host.ClientOf("staf");

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_year_without_a_signed_plan_is_due_the_day_before_it_begins_and_met_by_the_signature()
    {
        var agreement = await _client.SignedAsync();
        Assert.Equal(["workPlan 2026-12-31 open"], await _client.PlanDeadlinesAsync(agreement));
        var row = (await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=workPlan")).Items.Single();
        Assert.Equal((2027, "Biro Pemkesra"), (row.Number("year"), row.Said("owner")));

        var plan = await _client.PlannedAsync(agreement);
        Assert.Equal(["workPlan 2026-12-31 open"], await _client.PlanDeadlinesAsync(agreement));
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);
        Assert.Empty(await _client.PlanDeadlinesAsync(agreement));
        Assert.Equal(["workPlan 2026-12-31 met"], await _client.PlanDeadlinesAsync(agreement, "&state=met"));
    }

    [Fact]
    public async Task The_first_plan_is_due_before_the_term_begins()
    {
        var agreement = await _client.SignedAsync(from: "2027-02-01");

        Assert.Equal(["workPlan 2027-01-31 open"], await _client.PlanDeadlinesAsync(agreement));
    }

    [Theory]
    [InlineData("2027-08-31", false)]
    [InlineData("2027-09-01", true)]
    [InlineData("2028-06-01", true)]
    public async Task Later_years_open_a_lead_before_they_are_due(string asOf, bool isShown)
    {
        var agreement = await _client.SignedAsync(until: "2031-12-31");
        (await _client.SignedPlanAsync(await _client.PlannedAsync(agreement))).Is(HttpStatusCode.Created);

        Assert.Equal(isShown ? ["workPlan 2027-12-31 open"] : Array.Empty<string>(), await _client.PlanDeadlinesAsync(agreement, $"&asOf={asOf}"));
    }

    [Fact]
    public async Task The_lead_is_a_setting()
    {
        using var host = new ServiceHost().With("WorkPlans:LeadDays", "39");
        var client = host.ClientOf("staf");
        var agreement = await client.SignedAsync();

        Assert.Empty(await client.PlanDeadlinesAsync(agreement));
        Assert.Equal(["workPlan 2026-12-31 open"], await client.PlanDeadlinesAsync(agreement, "&asOf=2026-11-22"));
    }

    [Fact]
    public async Task Every_year_of_a_term_is_asked_for_however_many_were_missed_before()
    {
        var agreement = await _client.SignedAsync(from: "2026-01-01", until: "2030-12-31");

        Assert.Equal(["2025-12-31", "2026-12-31", "2027-12-31", "2028-12-31", "2029-12-31"], (await _client.PlanDeadlinesAsync(agreement, "&asOf=2029-12-01")).Select(deadline => deadline.Split(' ')[1]));
        Assert.Equal(["workPlan 2029-12-31 open"], await _client.PlanDeadlinesAsync(agreement, "&dueFrom=2029-01-01&dueTo=2030-12-31"));
    }

    [Fact]
    public async Task Years_go_on_opening_as_each_gets_its_plan_and_what_was_before_the_register_knew_is_history()
    {
        // Recorded in 2026: nothing is asked for 2024 and 2025. Without an end there is always a next year.
        var agreement = await _client.SignedWithAsync(("effectiveFrom", "2024-01-01"), ("effectiveUntil", null), ("openEnded", true));
        Assert.Equal(["workPlan 2025-12-31 open", "workPlan 2026-12-31 open", "workPlan 2027-12-31 open"], await _client.PlanDeadlinesAsync(agreement, "&asOf=2028-01-01"));

        (await _client.SignedPlanAsync(await _client.PlannedAsync(agreement, WorkPlanSteps.Plan(2026)))).Is(HttpStatusCode.Created);
        Assert.Equal(["workPlan 2026-12-31 open", "workPlan 2027-12-31 open", "workPlan 2028-12-31 open"], await _client.PlanDeadlinesAsync(agreement, "&asOf=2029-01-01"));
    }

    [Fact]
    public async Task Where_nobody_knows_when_it_ends_only_a_plan_shows_that_it_goes_on()
    {
        using var sample = new SampleHost();
        var client = sample.ClientOf("staf");
        var ofUnknownEnd = (await client.WalkAsync("/v1/agreements?lifecycle=signed")).Where(agreement => agreement.Member("effectiveUntil") is null).ToList();
        var years = (await client.WalkAsync("/v1/deadlines?kind=workPlan&asOf=2029-01-01")).Where(deadline => ofUnknownEnd.Exists(agreement => agreement.Said("id") == deadline.Said("agreementId"))).ToList();

        // Manokwari's plans of 2025 and 2026 were published.
        Assert.True(ofUnknownEnd.Count > 5, $"{ofUnknownEnd.Count}");
        Assert.Equal([("92.02", 2027), ("92.02", 2028), ("92.02", 2029)], years.Select(deadline => (deadline.Said("regionCode"), deadline.Number("year"))));
    }

    [Fact]
    public async Task An_amended_or_terminated_term_moves_what_is_asked_for()
    {
        var agreement = await _client.SignedAsync();
        (await _client.AmendAsync(agreement, Story.Amendment(effectiveUntil: "2028-06-30"))).Is(HttpStatusCode.Created);
        Assert.Equal(["workPlan 2026-12-31 open", "workPlan 2027-12-31 open"], await _client.PlanDeadlinesAsync(agreement, "&asOf=2027-12-31"));

        // Until then it is in force, and needs its plan.
        (await _client.ActAsync(await _client.ReadAsync(agreement), "terminate", Story.Termination())).Is(HttpStatusCode.OK);
        Assert.Equal(["workPlan 2026-12-31 open"], await _client.PlanDeadlinesAsync(agreement, "&asOf=2027-12-31"));
        var plan = await _client.PlannedAsync(agreement);
        Assert.Equal("2027-06-29", plan.Body.Said("periodUntil"));
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);
        Assert.Empty(await _client.PlanDeadlinesAsync(agreement, "&asOf=2027-12-31"));
    }

    [Fact]
    public async Task What_was_to_be_done_after_a_termination_is_due_no_more()
    {
        var agreement = await _client.SignedAsync();
        var plan = await _client.PlannedAsync(agreement);
        await _client.AddedActivityAsync(plan, WorkPlanSteps.Activity(endsOn: "2027-06-29"));
        await _client.AddedActivityAsync(plan, WorkPlanSteps.Activity(endsOn: "2027-06-30"));
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);

        (await _client.ActAsync(await _client.ReadAsync(agreement), "terminate", Story.Termination())).Is(HttpStatusCode.OK);

        Assert.Equal(["activity 2027-06-29 open", "activity 2027-06-30 superseded"], await _client.PlanDeadlinesAsync(agreement, "&state=open,superseded"));
    }

    [Fact]
    public async Task An_activity_of_a_signed_plan_is_due_on_its_last_day_until_it_is_done_and_follows_where_it_moves()
    {
        var agreement = await _client.SignedAsync();
        var plan = await _client.PlannedAsync(agreement);
        var activity = await _client.AddedActivityAsync(plan);
        Assert.DoesNotContain(await _client.PlanDeadlinesAsync(agreement), deadline => deadline.StartsWith("activity", StringComparison.Ordinal));
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);
        var row = (await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=activity")).Items.Single();
        Assert.Equal(("2027-06-30", plan.Id, activity.Id, "Dinas Sosial", "Pendaftaran peserta"), (row.Said("dueOn"), row.Said("workPlanId"), row.Said("activityId"), row.Said("owner"), row.Said("about")));

        (await _client.EditActivityAsync(activity, new { endsOn = "2027-08-31" })).Is(HttpStatusCode.OK);
        Assert.Equal(["activity 2027-06-30 superseded", "activity 2027-08-31 open"], await _client.PlanDeadlinesAsync(agreement, "&state=open,superseded"));
        _host.Clock.Now = new DateTimeOffset(2027, 7, 1, 2, 0, 0, TimeSpan.Zero);
        (await _client.ReportAsync(activity, new { reportedOn = "2027-07-01", realisedValue = 1000 })).Is(HttpStatusCode.Created);
        Assert.Equal(["activity 2027-08-31 met"], await _client.PlanDeadlinesAsync(agreement, "&state=met&dueFrom=2027-01-01"));
        (await _client.ReportAsync(activity, new { reportedOn = "2027-07-01", realisedValue = -1 })).Is(HttpStatusCode.Created);
        Assert.Contains("activity 2027-08-31 open", await _client.PlanDeadlinesAsync(agreement));
        (await _client.ClosePlanAsync(plan)).Is(HttpStatusCode.OK);
        Assert.Empty(await _client.PlanDeadlinesAsync(agreement));
    }
}
