using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Renewals;

/// <summary>The plan of a renewal, and whether it can still be kept.</summary>
public sealed class BackPlanTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly string[] Stages = ["evaluation", "budget", "legalReview", "signing", "participantData"];

    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("2025-09-29", null)]
    [InlineData("2025-11-27", "evaluation startOn 2025-10-07 51")]
    public async Task Sulawesi_Barat_could_be_renewed_in_time_from_its_budget_meeting_on_and_not_from_its_evaluation_on(string openedOn, string? missed)
    {
        await using var sample = new SampleHost();
        sample.Clock.Now = new DateTimeOffset(DateOnly.Parse(openedOn, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(2, 0), TimeSpan.Zero);
        using var client = sample.ClientOf("staf");
        var agreement = (await client.Get("/v1/agreements?regionCode=76&lifecycle=signed")).Is(HttpStatusCode.OK).Items.Single();

        var renewal = (await client.Post($"/v1/agreements/{agreement.Said("id")}/renewals", null)).Is(HttpStatusCode.Created);

        Assert.Equal((missed is null, missed), (renewal.Body.Flag("feasible"), renewal.Missed()));
        Assert.Equal("2025-10-07 2025-10-20 -", renewal.Stage("evaluation"));
        Assert.Equal("2025-12-23 2025-12-31 -", renewal.Stage("participantData"));
    }

    [Fact]
    public async Task A_longer_stage_moves_all_before_it_with_their_deadlines()
    {
        var agreement = await _client.SignedAsync();
        var renewal = await _client.RenewedAsync(agreement);
        var before = renewal.Stage("signing");

        var planned = (await _client.PlanAsync(renewal, new { budget = new { workDays = 30 } })).Is(HttpStatusCode.OK);

        Assert.Equal(before, planned.Stage("signing"));
        Assert.NotEqual(renewal.Stage("budget"), planned.Stage("budget"));
        Assert.NotEqual(renewal.Stage("evaluation"), planned.Stage("evaluation"));
        var stages = await _client.DeadlinesAsync(agreement, "&kind=renewalStage&state=open,superseded");
        Assert.Equal(5, stages.Count(stage => stage.EndsWith(" open", StringComparison.Ordinal)));
        Assert.Equal([$"renewalStage:evaluation {renewal.Stage("evaluation").Split(' ')[1]} superseded"], stages.Where(stage => stage.EndsWith(" superseded", StringComparison.Ordinal)));
        Assert.Contains($"renewalStage:evaluation {planned.Stage("evaluation").Split(' ')[1]} open", stages);
        var history = (await _client.HistoryAsync(agreement))[^1];
        Assert.Equal("staf editRenewal signed>signed", history.Told());
        Assert.Contains("\"workDays\":30", history.Changed("renewal/stages/budget"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stages_can_be_given_their_own_lengths_when_the_renewal_is_opened()
    {
        var renewal = await _client.RenewedAsync(await _client.SignedAsync(), new { owner = "Tim Perpanjangan", workDays = new { evaluation = 1, budget = 1, legalReview = 1, signing = 1, participantData = 1 } });

        // The last five weekdays of 2027.
        Assert.Equal(
            ["2027-12-27 2027-12-27 -", "2027-12-28 2027-12-28 -", "2027-12-29 2027-12-29 -", "2027-12-30 2027-12-30 -", "2027-12-31 2027-12-31 -"],
            Stages.Select(renewal.Stage));
        Assert.Equal("Tim Perpanjangan", renewal.Body.Said("owner"));
    }

    [Fact]
    public async Task The_settings_say_how_long_stages_take()
    {
        await using var slow = new ServiceHost().With("Renewals:ParticipantDataWorkDays", "1");
        using var client = slow.ClientOf("staf");

        Assert.Equal("2027-12-31 2027-12-31 -", (await client.RenewedAsync(await client.SignedAsync())).Stage("participantData"));
    }

    [Fact]
    public async Task A_stage_that_is_through_is_met_and_whoever_takes_it_back_opens_it_again()
    {
        var agreement = await _client.SignedAsync();
        var renewal = await _client.RenewedAsync(agreement);

        (await _client.PlanAsync(renewal, new { evaluation = new { doneOn = "2026-11-20" } })).Is(HttpStatusCode.OK);
        Assert.Single(await _client.DeadlinesAsync(agreement, "&kind=renewalStage&state=met"));
        Assert.Equal(4, (await _client.DeadlinesAsync(agreement, "&kind=renewalStage")).Count);
        (await _client.PlanAsync(renewal, new { evaluation = new { doneOn = (string?)null } })).Is(HttpStatusCode.OK);
        Assert.Equal(5, (await _client.DeadlinesAsync(agreement, "&kind=renewalStage")).Count);
    }

    [Fact]
    public async Task A_stage_wanted_earlier_is_due_then_and_moves_all_before_it_until_nobody_wants_it_so()
    {
        var agreement = await _client.SignedAsync();
        var renewal = await _client.RenewedAsync(agreement);

        var wanted = (await _client.PlanAsync(renewal, new { legalReview = new { wantedOn = "2027-06-04" } })).Is(HttpStatusCode.OK);

        Assert.EndsWith("2027-06-04 -", wanted.Stage("legalReview"), StringComparison.Ordinal);
        Assert.Equal("2027-06-04", wanted.Body.Member("stages")!.Member("legalReview")!.Said("wantedOn"));
        Assert.True(string.CompareOrdinal(wanted.Stage("budget").Split(' ')[1], "2027-06-04") < 0, wanted.Stage("budget"));
        Assert.Equal((renewal.Stage("signing"), renewal.Stage("participantData")), (wanted.Stage("signing"), wanted.Stage("participantData")));
        Assert.Contains("renewalStage:legalReview 2027-06-04 open", await _client.DeadlinesAsync(agreement, "&kind=renewalStage"));

        var back = (await _client.PlanAsync(renewal, new { legalReview = new { wantedOn = (string?)null } })).Is(HttpStatusCode.OK);
        Assert.Equal(Stages.Select(renewal.Stage), Stages.Select(back.Stage));
    }

    [Fact]
    public async Task What_a_plan_cannot_be_is_refused()
    {
        var renewal = await _client.RenewedAsync(await _client.SignedAsync());

        Assert.Equal("renewal.stage-too-late", (await _client.PlanAsync(renewal, new { budget = new { wantedOn = "2027-12-31" } })).Is(HttpStatusCode.BadRequest).Errors["/stages/budget/wantedOn"]);
        Assert.Equal("date.not-yet", (await _client.PlanAsync(renewal, new { budget = new { doneOn = "2026-11-22" } })).Is(HttpStatusCode.BadRequest).Errors["/stages/budget/doneOn"]);
        Assert.Equal("value.out-of-range", (await _client.PlanAsync(renewal, new { budget = new { workDays = 0 } })).Is(HttpStatusCode.BadRequest).Errors["/stages/budget/workDays"]);
        Assert.Equal("value.required", (await _client.PlanAsync(renewal, new { budget = (object?)null })).Is(HttpStatusCode.BadRequest).Errors["/stages/budget"]);
        (await _client.Patch($"/v1/renewals/{renewal.Id}", new { owner = "Rahma" })).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _client.Patch($"/v1/renewals/{renewal.Id}", new { owner = "Rahma" }, ("If-Match", "\"9.0.0\""))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        Assert.Equal(renewal.Text, (await _client.RenewalAsync(renewal)).Text);
        Assert.Equal(renewal.ETag, (await _client.Patch($"/v1/renewals/{renewal.Id}", new { owner = "Biro Pemkesra" }, ("If-Match", renewal.ETag!))).Is(HttpStatusCode.OK).ETag);
    }

    [Fact]
    public async Task The_plan_follows_the_end_as_amended_and_as_terminated()
    {
        var agreement = await _client.SignedAsync();
        var renewal = await _client.RenewedAsync(agreement);

        (await _client.LogAsync(renewal, "letter", "2026-11-20")).Is(HttpStatusCode.Created);
        var answered = (await _client.AmendAsync(agreement, Story.Amendment(effectiveUntil: "2028-06-30"))).Is(HttpStatusCode.Created);
        var amended = (await _client.RenewalAsync(renewal)).Is(HttpStatusCode.OK);
        Assert.Equal(("2028-06-30", "2028-07-01"), (amended.Body.Said("dueOn"), amended.Body.Said("coverFrom")));
        Assert.EndsWith("2028-06-30 -", amended.Stage("participantData"), StringComparison.Ordinal);

        var moved = (await _client.HistoryAsync(agreement))[^1];
        Assert.Equal("staf editRenewal signed>signed", moved.Told());
        Assert.Equal("\"2027-12-31\" > \"2028-06-30\"", moved.Changed("renewal/dueOn"));
        Assert.Equal("\"2026-11-20\" > null", moved.Changed("renewal/noticeSentOn"));
        Assert.EndsWith("\"wantedOn\":null,\"doneOn\":null}", moved.Changed("renewal/stages/participantData"), StringComparison.Ordinal);
        await _client.StillAsync(answered);

        var terminated = (await _client.ActAsync(await _client.ReadAsync(agreement), "terminate", Story.Termination("2028-04-01"))).Is(HttpStatusCode.OK);
        Assert.Equal("2028-03-31", (await _client.RenewalAsync(renewal)).Body.Said("dueOn"));
        Assert.Equal("\"2028-06-30\" > \"2028-03-31\"", (await _client.HistoryAsync(agreement))[^1].Changed("renewal/dueOn"));
        await _client.StillAsync(terminated);
        Assert.All(await _client.DeadlinesAsync(agreement), deadline => Assert.StartsWith("renewalStage:", deadline, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_asked_for_judges_the_plan()
    {
        var renewal = await _client.RenewedAsync(await _client.SignedAsync());
        var due = renewal.Stage("evaluation").Split(' ')[1];

        Assert.True((await _client.RenewalAsync(renewal, due)).Body.Flag("feasible"));
        Assert.Equal($"evaluation dueOn {due} 31", (await _client.RenewalAsync(renewal, $"{DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture).AddDays(31):yyyy-MM-dd}")).Missed());
        Assert.Equal(-1, (await _client.RenewalAsync(renewal, "2028-01-01")).Body.Number("daysLeft"));
    }
}
