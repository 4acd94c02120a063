using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.WorkPlans;

/// <summary>A work plan from draft to signature and to its end.</summary>
public sealed class WorkPlanStoryTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task A_plan_goes_from_draft_to_signature_and_says_what_it_costs()
    {
        var agreement = await _client.SignedAsync();
        var plan = await _client.PlannedAsync(agreement, WorkPlanSteps.Plan(quota: 143_925, budget: 69_000_000_000).With(("quotaGrowthPerMonth", 1500)));

        Assert.Equal($"/v1/work-plans/{plan.Id}", plan.Headers.Location?.ToString());
        Assert.Equal(("draft", "2027-01-01", "2027-12-31"), (plan.Body.Said("status"), plan.Body.Said("periodFrom"), plan.Body.Said("periodUntil")));
        Assert.Equal((1_844_100L, 69_706_980_000L, -706_980_000L), (Long(plan, "personMonths"), Long(plan, "budgetNeed"), Long(plan, "budgetDifference")));
        Assert.Equal("2027-12", plan.Body.Said("fundingHorizon"));
        var read = (await _client.ReadPlanAsync(plan)).Is(HttpStatusCode.OK);
        Assert.Equal((plan.Text, plan.ETag), (read.Text, read.ETag));
        (await _client.Get($"/v1/work-plans/{plan.Id}", ("If-None-Match", plan.ETag!))).Is(HttpStatusCode.NotModified);

        (await _client.EditPlanAsync(plan, new { budgetAmount = 69_706_980_000 })).Is(HttpStatusCode.OK);
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);
        var signed = (await _client.ReadPlanAsync(plan)).Is(HttpStatusCode.OK);
        Assert.Equal(("signed", "2026-11-20", null), (signed.Body.Said("status"), signed.Body.Said("signedOn"), signed.Body.Said("fundingHorizon")));
        Assert.Equal(
            ["staf create ->draft", "staf edit draft>draft", "staf submit draft>inReview", "kepala.biro approve inReview>approved", "staf sign approved>partiallySigned", "staf sign partiallySigned>signed"],
            (await _client.Get($"/v1/work-plans/{plan.Id}/history")).Items.Select(entry => entry.Told()));
        Assert.Equal("69000000000 > 69706980000", (await _client.Get($"/v1/work-plans/{plan.Id}/history")).Items[1].Changed("budgetAmount"));

        var closed = (await _client.ClosePlanAsync(plan)).Is(HttpStatusCode.OK);
        Assert.Equal("closed", closed.Body.Said("status"));
        Assert.Empty(closed.Body.Member("allowedActions")!.AsArray());
        (await _client.EditPlanAsync(plan, new { notes = "Terlambat" })).IsProblem(HttpStatusCode.Conflict, "work-plan.locked");
    }

    [Fact]
    public async Task A_second_plan_for_a_year_is_refused_until_the_first_is_given_up()
    {
        var agreement = await _client.SignedAsync();
        var first = await _client.PlannedAsync(agreement);

        var second = (await _client.DraftPlanAsync(agreement)).IsProblem(HttpStatusCode.Conflict, "work-plan.year-taken");
        Assert.Equal(first.Id, second.Body.Said("workPlanId"));
        Assert.Equal("cancelled", (await _client.ClosePlanAsync(first)).Is(HttpStatusCode.OK).Body.Said("status"));
        var signed = await _client.PlannedAsync(agreement);
        (await _client.SignedPlanAsync(signed)).Is(HttpStatusCode.Created);
        (await _client.DraftPlanAsync(agreement)).IsProblem(HttpStatusCode.Conflict, "work-plan.year-taken");
        (await _client.ClosePlanAsync(signed)).Is(HttpStatusCode.OK);
        (await _client.DraftPlanAsync(agreement)).IsProblem(HttpStatusCode.Conflict, "work-plan.year-taken");
        Assert.Equal(2, (await _client.Get($"/v1/agreements/{agreement.Id}/work-plans")).Items.Count);
    }

    [Fact]
    public async Task Of_two_drafted_side_by_side_for_one_year_one_is_there()
    {
        var agreement = await _client.SignedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _client.DraftPlanAsync(agreement)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.IsProblem(HttpStatusCode.Conflict, "work-plan.year-taken"));
    }

    [Theory]
    [InlineData("2027-04-01", "2027-12-31", null, null, "2027-04-01", "2027-12-31")]
    [InlineData("2025-01-01", "2027-06-30", null, null, "2027-01-01", "2027-06-30")]
    [InlineData("2025-01-01", "2029-12-31", "2027-03-01", "2027-10-31", "2027-03-01", "2027-10-31")]
    public async Task A_plan_runs_through_the_days_of_its_year_that_the_term_covers(string from, string until, string? periodFrom, string? periodUntil, string begins, string ends)
    {
        var agreement = await _client.SignedAsync(from: from, until: until);

        var plan = await _client.PlannedAsync(agreement, new { year = 2027, periodFrom, periodUntil });

        Assert.Equal((begins, ends), (plan.Body.Said("periodFrom"), plan.Body.Said("periodUntil")));
    }

    [Theory]
    [InlineData(2026, null, null, "/periodFrom", "work-plan.outside-term")]
    [InlineData(2027, "2027-03-31", null, "/periodFrom", "work-plan.outside-term")]
    [InlineData(2027, null, "2028-01-01", "/periodUntil", "work-plan.outside-year")]
    [InlineData(2028, null, "2028-07-01", "/periodUntil", "work-plan.outside-term")]
    [InlineData(2027, "2026-12-31", null, "/periodFrom", "work-plan.outside-year")]
    [InlineData(2027, "2027-06-01", "2027-05-31", "/periodUntil", "term.ends-before-start")]
    public async Task A_plan_outside_its_year_or_its_agreement_is_refused(int year, string? periodFrom, string? periodUntil, string member, string code)
    {
        var agreement = await _client.SignedAsync(from: "2027-04-01", until: "2028-06-30");

        Assert.Equal(code, (await _client.DraftPlanAsync(agreement, new { year, periodFrom, periodUntil })).Is(HttpStatusCode.BadRequest).Errors[member]);
    }

    [Fact]
    public async Task What_is_missing_or_one_s_own_submission_is_in_the_way()
    {
        var agreement = await _client.SignedAsync();
        var plan = await _client.PlannedAsync(agreement, new { year = 2027, participantQuota = 10 });

        var refused = (await _client.ActOnPlanAsync(plan, "submit")).IsProblem(HttpStatusCode.Conflict, "work-plan.incomplete");
        Assert.Equal(["budgetAmount"], refused.Body.Texts("missing"));
        (await _client.EditPlanAsync(plan, new { budgetAmount = 1 })).Is(HttpStatusCode.OK);
        (await _client.ActOnPlanAsync(plan, "submit")).Is(HttpStatusCode.OK);
        (await _client.ActOnPlanAsync(plan, "approve")).IsProblem(HttpStatusCode.Conflict, "work-plan.self-approval");
        (await _client.SignPlanAsync(plan, "bpjs")).IsProblem(HttpStatusCode.Conflict, "work-plan.transition-not-allowed");
        Assert.Equal("draft", (await _client.ActOnPlanAsync(plan, "return", new { reason = "Kuota keliru" })).Is(HttpStatusCode.OK).Body.Said("status"));
    }

    [Fact]
    public async Task A_plan_drafted_with_its_agreement_waits_for_the_agreement_s_signatures_and_its_term()
    {
        var draft = await _client.DraftedWithAsync();
        var plan = await _client.PlannedAsync(draft);
        (await _client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", (await _client.ReadAsync(draft)).ETag!))).IsProblem(HttpStatusCode.Conflict, "agreement.has-work-plans");

        // The draft's term and region move; the plan goes along with the one, and stands in the way of itself for the other.
        var moved = (await _client.EditAsync(await _client.ReadAsync(draft), new { regionCode = "76.02", effectiveFrom = "2027-02-01" })).Is(HttpStatusCode.OK);
        Assert.Equal("76.02", (await _client.ReadPlanAsync(plan)).Body.Said("regionCode"));
        (await _client.ActOnPlanAsync(plan, "submit")).IsProblem(HttpStatusCode.Conflict, "work-plan.outside-term");
        (await _client.EditPlanAsync(plan, new { periodFrom = "2027-02-01" })).Is(HttpStatusCode.OK);
        (await _client.SignedPlanAsync(plan)).IsProblem(HttpStatusCode.Conflict, "work-plan.agreement-not-signed");
        Assert.Equal("approved", (await _client.ReadPlanAsync(plan)).Body.Said("status"));

        await _client.SignAfterReviewAsync(moved);
        (await _client.SignPlanAsync(plan, "localGovernment")).Is(HttpStatusCode.Created);
        (await _client.SignPlanAsync(plan, "localGovernment")).IsProblem(HttpStatusCode.Conflict, "signature.party-already-signed");
        Assert.Equal("signature.signed-in-future", (await _client.SignPlanAsync(plan, "bpjs", "2026-11-22")).Is(HttpStatusCode.BadRequest).Errors["/signedOn"]);
        Assert.Equal("signed", (await _client.SignPlanAsync(plan, "bpjs")).Is(HttpStatusCode.Created).Body.Said("status"));
    }

    [Fact]
    public async Task A_draft_can_be_deleted_and_nothing_else()
    {
        var draft = await _client.DraftedAsync();
        var plan = await _client.PlannedAsync(draft);
        var activity = await _client.AddedActivityAsync(plan);
        (await _client.Delete($"/v1/work-plans/{plan.Id}")).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _client.Delete($"/v1/work-plans/{plan.Id}", ("If-Match", plan.ETag!))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");

        (await _client.Delete($"/v1/work-plans/{plan.Id}", ("If-Match", (await _client.ReadPlanAsync(plan)).ETag!))).Is(HttpStatusCode.NoContent);
        (await _client.ReadPlanAsync(plan)).IsProblem(HttpStatusCode.NotFound, "work-plan.not-found");
        (await _client.ReadActivityAsync(activity)).IsProblem(HttpStatusCode.NotFound, "activity.not-found");
        (await _client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", (await _client.ReadAsync(draft)).ETag!))).Is(HttpStatusCode.NoContent);

        var signed = await _client.PlannedAsync(await _client.SignedAsync());
        (await _client.SignedPlanAsync(signed)).Is(HttpStatusCode.Created);
        (await _client.Delete($"/v1/work-plans/{signed.Id}", ("If-Match", "*"))).IsProblem(HttpStatusCode.Conflict, "work-plan.transition-not-allowed");
    }

    [Fact]
    public async Task A_number_is_carried_by_one_plan()
    {
        var (first, second) = (await _client.SignedAsync(), await _client.SignedAsync());
        var plan = await _client.PlannedAsync(first, WorkPlanSteps.Plan().With(("localNumber", "440/1/RK/2027"), ("bpjsNumber", "1/KTR/RK")));

        (await _client.DraftPlanAsync(second, WorkPlanSteps.Plan().With(("localNumber", "440/1/rk/2027")))).IsProblem(HttpStatusCode.Conflict, "number.taken");
        var other = await _client.PlannedAsync(second);
        var refused = (await _client.EditPlanAsync(other, new { bpjsNumber = "1/KTR/RK" })).IsProblem(HttpStatusCode.Conflict, "number.taken");
        Assert.Equal(first.Id, refused.Body.Said("takenBy"));
        (await _client.ClosePlanAsync(plan)).Is(HttpStatusCode.OK);
        (await _client.EditPlanAsync(other, new { bpjsNumber = "1/KTR/RK" })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_number_given_at_the_signing_is_filled_in_and_then_stays()
    {
        var plan = await _client.PlannedAsync(await _client.SignedAsync());
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);

        Assert.Equal("440/9/RK", (await _client.EditPlanAsync(plan, new { localNumber = "440/9/RK" })).Is(HttpStatusCode.OK).Body.Said("localNumber"));
        (await _client.EditPlanAsync(plan, new { localNumber = "440/10/RK" })).IsProblem(HttpStatusCode.Conflict, "work-plan.locked");
    }

    [Fact]
    public async Task The_period_of_a_draft_cannot_leave_out_what_it_sets_out_to_do_and_an_addendum_is_a_fact()
    {
        var plan = await _client.PlannedAsync(await _client.SignedAsync());
        var activity = await _client.AddedActivityAsync(plan);
        (await _client.EditPlanAsync(plan, new { periodUntil = "2027-06-29" })).IsProblem(HttpStatusCode.Conflict, "work-plan.activities-outside-period");
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);

        Assert.Equal("2027-05-31", (await _client.AmendPlanAsync(plan, new { effectiveOn = "2027-02-01", periodUntil = "2027-05-31" })).Is(HttpStatusCode.Created).Body.Said("periodUntil"));

        // What was planned before can still be looked after.
        Assert.Equal("Bapperida", (await _client.EditActivityAsync(activity, new { responsibleUnit = "Bapperida" })).Is(HttpStatusCode.OK).Body.Said("responsibleUnit"));
    }

    [Fact]
    public async Task A_budget_is_amended_whatever_has_become_of_the_term()
    {
        var agreement = await _client.SignedAsync();
        var plan = await _client.PlannedAsync(agreement);
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);
        (await _client.ActAsync(await _client.ReadAsync(agreement), "terminate", Story.Termination())).Is(HttpStatusCode.OK);

        (await _client.AmendPlanAsync(plan, new { effectiveOn = "2027-03-01", budgetAmount = 7 })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_plan_that_was_taken_in_with_blanks_is_completed_under_review_and_an_addendum_keeps_what_was_filled_in()
    {
        using var sample = new SampleHost();
        var client = sample.ClientOf("staf");
        var plan = (await client.Get("/v1/work-plans?regionCode=76")).Items.Single();
        var path = $"/v1/work-plans/{plan.Said("id")}";
        var filled = (await client.Patch(path, new { contributionPerPersonMonth = 37800 }, ("If-Match", "*"))).Is(HttpStatusCode.OK);
        Assert.Equal((37800, null), (filled.Body.Number("contributionPerPersonMonth"), filled.Body.Member("participantQuota")));

        (await client.AmendPlanAsync(filled, new { effectiveOn = "2025-07-01", budgetAmount = 16_000_000_000 })).Is(HttpStatusCode.Created);
        var quota = (await client.Patch(path, new { participantQuota = 40000 }, ("If-Match", "*"))).Is(HttpStatusCode.OK);
        Assert.Equal((40000, 360_000L), (quota.Body.Number("participantQuota"), Long(quota, "personMonths")));
        (await client.Patch(path, new { participantQuota = 41000 }, ("If-Match", "*"))).IsProblem(HttpStatusCode.Conflict, "work-plan.locked");
    }

    [Fact]
    public async Task After_the_signature_terms_change_by_addendum_alone()
    {
        var agreement = await _client.SignedAsync();
        var plan = await _client.PlannedAsync(agreement, WorkPlanSteps.Plan(budget: 1_000_000_000));
        (await _client.AmendPlanAsync(plan, new { effectiveOn = "2027-07-01", participantQuota = 2000 })).IsProblem(HttpStatusCode.Conflict, "work-plan.transition-not-allowed");
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);

        var locked = (await _client.EditPlanAsync(plan, new { participantQuota = 2000, participantsRegistered = 990 })).IsProblem(HttpStatusCode.Conflict, "work-plan.locked");
        Assert.Equal(["participantQuota"], locked.Body.Texts("fields"));
        Assert.Equal(990, (await _client.EditPlanAsync(plan, new { participantsRegistered = 990 })).Is(HttpStatusCode.OK).Body.Number("participantsRegistered"));

        var amended = (await _client.AmendPlanAsync(plan, new { effectiveOn = "2027-07-01", participantQuota = 2000 })).Is(HttpStatusCode.Created);
        Assert.Equal((2000, 1, 18_000L), (amended.Body.Number("participantQuota"), amended.Body.Number("addenda"), Long(amended, "personMonths")));
        Assert.Equal("1000 > 2000", (await _client.Get($"/v1/work-plans/{plan.Id}/history?limit=200")).Items[^1].Changed("participantQuota"));
        var addendum = Assert.Single((await _client.Get($"/v1/work-plans/{plan.Id}/addenda")).Is(HttpStatusCode.OK).Items);
        Assert.Equal((1, 2000, null), (addendum.Number("ordinal"), addendum.Number("participantQuota"), addendum.Member("budgetAmount")));
        Assert.Equal("work-plan.addendum-outside-period", (await _client.AmendPlanAsync(plan, new { effectiveOn = "2028-01-01" })).Is(HttpStatusCode.BadRequest).Errors["/effectiveOn"]);
        Assert.Equal("work-plan.outside-year", (await _client.AmendPlanAsync(plan, new { effectiveOn = "2027-08-01", periodUntil = "2028-01-31" })).Is(HttpStatusCode.BadRequest).Errors["/periodUntil"]);

        // One that takes effect earlier than one recorded before does not undo it.
        var earlier = (await _client.AmendPlanAsync(plan, new { effectiveOn = "2027-03-01", participantQuota = 1500 })).Is(HttpStatusCode.Created);
        Assert.Equal((2000, (2 * 1000) + (4 * 1500) + (6 * 2000L)), (earlier.Body.Number("participantQuota"), Long(earlier, "personMonths")));
    }

    [Fact]
    public async Task The_plan_of_the_year_before_is_copied_with_its_activities_but_not_its_money()
    {
        var agreement = await _client.SignedAsync(until: "2028-06-30");
        var before = await _client.PlannedAsync(agreement, WorkPlanSteps.Plan(contribution: 35_000).With(("quotaGrowthPerMonth", 5)));
        await _client.AddedActivityAsync(before, WorkPlanSteps.Activity(startsOn: "2027-02-01", endsOn: "2027-11-30"));

        var copy = await _client.PlannedAsync(agreement, new { year = 2028, copyOf = before.Id });

        Assert.Equal((1000, 5, "5.1.02.02.02.0003"), (copy.Body.Number("participantQuota"), copy.Body.Number("quotaGrowthPerMonth"), copy.Body.Said("budgetAccountCode")));
        Assert.Equal((37_800, null), (copy.Body.Number("contributionPerPersonMonth"), copy.Body.Member("budgetAmount")));
        Assert.Equal(1, copy.Totals().Number("activities"));
        var activity = Assert.Single((await _client.Get($"/v1/work-plans/{copy.Id}/activities")).Items);
        Assert.Equal(("2028-02-01", "2028-06-30"), (activity.Said("startsOn"), activity.Said("endsOn")));
        var foreign = await _client.SignedAsync();
        Assert.Equal("work-plan.unknown", (await _client.DraftPlanAsync(foreign, new { year = 2027, copyOf = before.Id })).Is(HttpStatusCode.BadRequest).Errors["/copyOf"]);
    }

    [Fact]
    public async Task Everything_done_to_a_plan_is_in_the_audit_and_a_repeated_draft_is_drafted_once()
    {
        var agreement = await _client.SignedAsync();
        var key = ("Idempotency-Key", Guid.CreateVersion7().ToString());
        var first = (await _client.Post($"/v1/agreements/{agreement.Id}/work-plans", WorkPlanSteps.Plan(), key)).Is(HttpStatusCode.Created);
        Assert.Equal(first.Text, (await _client.Post($"/v1/agreements/{agreement.Id}/work-plans", WorkPlanSteps.Plan(), key)).Is(HttpStatusCode.Created).Text);
        await _client.AddedActivityAsync(first);
        (await _client.SignedPlanAsync(first)).Is(HttpStatusCode.Created);

        var audited = (await _client.WalkAsync($"/v1/audit?agreementId={agreement.Id}&limit=200")).Select(entry => entry.Said("action")!).ToList();
        Assert.Single((await _client.Get($"/v1/agreements/{agreement.Id}/work-plans")).Items);
        Assert.Equal(["addActivity", "approveWorkPlan", "draftWorkPlan", "signWorkPlan", "submitWorkPlan"], audited.Where(action => action.Contains("Plan", StringComparison.Ordinal) || action == "addActivity").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_over_takes_no_new_plans()
    {
        (await _client.DraftPlanAsync(await _client.CancelledAsync())).IsProblem(HttpStatusCode.Conflict, "work-plan.agreement-over");
        Assert.Equal("work-plan.outside-term", (await _client.DraftPlanAsync(await _client.TerminatedAsync(), WorkPlanSteps.Plan(2028))).Is(HttpStatusCode.BadRequest).Errors["/periodUntil"]);
        var draft = await _client.DraftedWithAsync();
        var plan = await _client.PlannedAsync(draft);
        (await _client.ActAsync(await _client.ReadAsync(draft), "cancel", new { reason = "Ditunda" })).Is(HttpStatusCode.OK);
        (await _client.ActOnPlanAsync(plan, "submit")).IsProblem(HttpStatusCode.Conflict, "work-plan.agreement-over");
        (await _client.Post($"/v1/agreements/{Guid.CreateVersion7()}/work-plans", WorkPlanSteps.Plan())).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
    }

    private static long Long(Answered plan, string member) => plan.Body.Member(member)!.GetValue<long>();
}
