using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Registers;
using Agreements.Api.Tests.Renewals;
using Agreements.Api.Tests.WorkPlans;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Renewals;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Deadlines;

/// <summary>Whatever is done to an agreement, in whatever order, what is open is what follows from the facts.</summary>
public sealed class DeadlinesInStepTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    /// <summary>What can be done, each with a number that says how.</summary>
    public enum Step
    {
        Assign,
        Amend,
        OpenRenewal,
        Log,
        Lengthen,
        Complete,
        Close,
        SignSuccessor,
        EndSuccessor,
        Terminate,
        AddHoliday,
        Plan,
        SignPlan,
        MoveActivity,
        ClosePlan,
    }

    [Fact]
    public Task After_every_step_what_is_open_equals_the_schedule_from_scratch_with_none_lost_and_none_doubled() => Always.HoldsAsync(
        Gen.Elements(Enum.GetValues<Step>()).Zip(Gen.Choose(0, 40)).ListOf().ToArbitrary(),
        cases: 12,
        largest: 14,
        async steps =>
        {
            var agreement = await _client.SignedWithAsync(("renewalNoticeMonths", 2));
            var known = new Dictionary<Guid, Deadline>();
            string? successor = null;
            foreach (var (step, how) in steps)
            {
                var answer = await DoAsync(agreement, step, how, successor);
                Assert.True(answer is null || (int)answer.Status < 500, answer?.Text);
                successor = step == Step.SignSuccessor && answer?.Status == HttpStatusCode.Created ? answer.Id : successor;

                var (open, all, expected) = await LookAsync(Guid.Parse(agreement.Id));
                Assert.Equal(expected, open);
                Assert.Equal(open.Count, open.Select(each => each.Key).Distinct(StringComparer.Ordinal).Count());
                Assert.All(known, earlier => Assert.Equal((earlier.Value.Key, earlier.Value.DueOn, earlier.Value.OpenedAt), (all[earlier.Key].Key, all[earlier.Key].DueOn, all[earlier.Key].OpenedAt)));
                Assert.All(known.Values.Where(earlier => !earlier.IsLive), earlier => Assert.Equal((earlier.ClosedAs, earlier.ClosedAt), (all[earlier.Id].ClosedAs, all[earlier.Id].ClosedAt)));
                known = all;
            }
        });

    [Fact]
    public async Task Steps_side_by_side_leave_what_is_open_in_step_and_whoever_came_too_late_is_told_so()
    {
        var steps = Enum.GetValues<Step>().Where(step => step is not (Step.Terminate or Step.EndSuccessor or Step.ClosePlan)).ToList();
        for (var round = 0; round < 6; round++)
        {
            var agreement = await _client.SignedWithAsync(("renewalNoticeMonths", 2));
            (await _client.RenewAsync(agreement)).Is(HttpStatusCode.Created);
            var acknowledged = (await _client.WalkAsync($"/v1/deadlines?agreementId={agreement.Id}"))[round];

            var answers = await Task.WhenAll(steps.Select(step => DoAsync(agreement, step, round, successor: null))
                .Append(AcknowledgeAsync(acknowledged.Said("id")!)).Append(AcknowledgeAsync(acknowledged.Said("id")!)));

            Assert.All(answers.OfType<Answered>(), answer => Assert.True(answer.Status != HttpStatusCode.NotFound && ((int)answer.Status < 500 || (answer.Status == HttpStatusCode.ServiceUnavailable && answer.Body.Said("code") == "store.busy")), answer.Text));
            var (open, _, expected) = await LookAsync(Guid.Parse(agreement.Id));
            Assert.Equal(expected, open);
            Assert.Equal(open.Count, open.Select(each => each.Key).Distinct(StringComparer.Ordinal).Count());
        }
    }

    private async Task<Answered?> AcknowledgeAsync(string id) => await _client.Post($"/v1/deadlines/{id}/acknowledgement", new { note = "Dikerjakan" });

    private async Task<Answered?> DoAsync(Answered agreement, Step step, int how, string? successor)
    {
        var now = (await _client.ReadAsync(agreement)).Is(HttpStatusCode.OK);
        var renewal = now.Body.Said("renewalId") is { } id ? (await _client.Get($"/v1/renewals/{id}")).Is(HttpStatusCode.OK) : null;
        return step switch
        {
            Step.Assign => await _client.EditAsync(now, new { owner = $"Pemilik {how % 3}" }),
            Step.Amend => await _client.AmendAsync(agreement, Story.Amendment(effectiveOn: "2027-02-01", effectiveUntil: $"{new DateOnly(2027, 6, 30).AddDays(how * 23):yyyy-MM-dd}")),
            Step.OpenRenewal => await _client.RenewAsync(agreement),
            Step.Log when renewal is not null => await _client.LogAsync(renewal, how % 2 == 0 ? "letter" : "note", "2026-11-20", how % 3 == 0 ? "evaluation" : null),
            Step.Lengthen when renewal is not null => await _client.PlanAsync(renewal, new { legalReview = new { workDays = how + 1 } }),
            Step.Complete when renewal is not null => await _client.PlanAsync(renewal, new { budget = new { doneOn = how % 4 == 0 ? null : "2026-11-19" } }),
            Step.Close when renewal is not null => await _client.CloseAsync(renewal, how % 2 == 0 ? "notRenewed" : "abandoned"),
            Step.SignSuccessor => await _client.SignedWithAsync(
                ("predecessorId", agreement.Id), ("effectiveFrom", $"{DateOnly.Parse(now.Body.Said("effectiveUntil")!, System.Globalization.CultureInfo.InvariantCulture).AddDays(how % 3):yyyy-MM-dd}"), ("effectiveUntil", "2031-12-31")),
            Step.EndSuccessor when successor is not null => await _client.ActAsync(await _client.Get($"/v1/agreements/{successor}"), "terminate", Story.Termination("2030-01-01")),
            Step.Terminate when how % 5 == 0 => await _client.ActAsync(now, "terminate", Story.Termination("2027-05-01")),
            Step.AddHoliday => await _client.Post("/v1/holidays", new { on = $"{new DateOnly(2027, 3, 1).AddDays(how):yyyy-MM-dd}", name = "Hari libur", source = "Uji" }),
            Step.Plan => await _client.PlanWithAnActivityAsync(agreement, 2027 + (how % 2)),
            Step.SignPlan when await LatestPlanAsync(agreement) is { } plan => await _client.SignedPlanAsync(plan),
            Step.MoveActivity when await LatestPlanAsync(agreement) is { } plan => await _client.MoveActivityAsync(plan, new DateOnly(2027, 2, 1).AddDays(how)),
            Step.ClosePlan when await LatestPlanAsync(agreement) is { } plan && how % 2 == 0 => await _client.ClosePlanAsync(plan),
            _ => null,
        };
    }

    private async Task<Answered?> LatestPlanAsync(Answered agreement) =>
        (await _client.Get($"/v1/agreements/{agreement.Id}/work-plans?limit=1")).Is(HttpStatusCode.OK).Items is [var plan] ? await _client.Get($"/v1/work-plans/{plan.Said("id")}") : null;

    private async Task<(IReadOnlyList<(string Key, DateOnly DueOn, string? Owner)> Open, Dictionary<Guid, Deadline> All, IReadOnlyList<(string Key, DateOnly DueOn, string? Owner)> Expected)> LookAsync(Guid id)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        var agreement = await db.AgreementsWithin(Reach.Everywhere).AsNoTracking().SingleAsync(each => each.Id == id);
        var renewals = await db.RenewalsOf([agreement.Id]).AsNoTracking().ToListAsync();
        if (renewals.Find(renewal => renewal.IsOpen) is { } renewal)
        {
            Assert.Equal(agreement.InForceUntil, renewal.DueOn);
            Assert.Equal(BackPlan.Schedule(renewal.Stages, renewal.DueOn.AddDays(1), await db.WorkCalendarAsync(CancellationToken.None)), renewal.Stages);
        }

        var isContinued = agreement.FactsFor(await db.SuccessorsOf(agreement).ToListAsync()).IsContinued;
        var all = await db.DeadlinesWithin(Reach.Everywhere).AsNoTracking().Where(deadline => deadline.AgreementId == id).ToDictionaryAsync(deadline => deadline.Id);
        return (
            [.. all.Values.Where(deadline => deadline.IsLive).Select(deadline => (deadline.Key, deadline.DueOn, deadline.Owner)).Order()],
            all,
            [.. DeadlineSchedule.Of(agreement, renewals, isContinued, await db.PlansBehindDeadlinesAsync(agreement, CancellationToken.None)).Where(due => !due.IsMet).Select(due => (due.Key, due.DueOn, due.Owner)).Order()]);
    }
}
