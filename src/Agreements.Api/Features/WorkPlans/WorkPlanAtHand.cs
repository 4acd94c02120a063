using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Agreements.Domain.WorkPlans;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>How a work plan or one of its activities is found, held together with its agreement, and shown as it has become.</summary>
internal sealed class WorkPlanAtHand(AgreementsDbContext db, AgreementAtHand agreements, Preconditions preconditions, Caller caller, TimeProvider clock)
{
    /// <summary>Changes a plan that the caller names by <c>If-Match</c>.</summary>
    public async Task<WorkPlanView> ChangeAsync(Guid id, Action<WorkPlan, Agreement, Authorship> change, CancellationToken cancellationToken)
    {
        var (plan, agreement) = await TakeAsync(id, cancellationToken);
        await RequireMatchAsync(plan, agreement, cancellationToken);
        change(plan, agreement, caller.Sign());
        return await ShowAsync(plan, agreement, cancellationToken);
    }

    /// <summary>Takes a plan in hand, with its agreement, until the end of the transaction.</summary>
    public async Task<(WorkPlan Plan, Agreement Agreement)> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        var agreementId = await db.WorkPlansWithin(caller.Reach).Where(plan => plan.Id == id).Select(plan => (Guid?)plan.AgreementId).SingleOrDefaultAsync(cancellationToken)
            ?? throw HttpFailureException.NotFound("work-plan");
        var agreement = await agreements.TakeAsync(agreementId, cancellationToken);

        // Whoever deleted it meanwhile held the agreement.
        return (await db.WorkPlansWithin(caller.Reach).SingleOrDefaultAsync(plan => plan.Id == id, cancellationToken) ?? throw HttpFailureException.NotFound("work-plan"), agreement);
    }

    /// <summary>Takes an activity in hand, with its plan and its agreement, until the end of the transaction.</summary>
    public async Task<(Activity Activity, WorkPlan Plan, Agreement Agreement)> TakeActivityAsync(Guid id, CancellationToken cancellationToken)
    {
        var planId = await db.ActivitiesWithin(caller.Reach).Where(activity => activity.Id == id).Select(activity => (Guid?)activity.WorkPlanId).SingleOrDefaultAsync(cancellationToken)
            ?? throw HttpFailureException.NotFound("activity");
        var (plan, agreement) = await TakeAsync(planId, cancellationToken);
        return (await db.ActivitiesWithin(caller.Reach).SingleOrDefaultAsync(activity => activity.Id == id, cancellationToken) ?? throw HttpFailureException.NotFound("activity"), plan, agreement);
    }

    /// <summary>Refuses when the caller has not seen the plan as it is.</summary>
    public async Task RequireMatchAsync(WorkPlan plan, Agreement agreement, CancellationToken cancellationToken) =>
        preconditions.RequireMatch(WorkPlanView.TagOf(await RowAsync(plan, agreement, cancellationToken), caller.Viewer, agreements.Today(agreement)));

    /// <summary>Refuses when the caller has not seen the activity as it is.</summary>
    public void RequireMatch(Activity activity) => preconditions.RequireMatch(ActivityView.TagOf(activity, Today(activity)));

    /// <summary>Refuses what is asked of a plan that is not there.</summary>
    public async Task RequireAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await db.WorkPlansWithin(caller.Reach).AnyAsync(plan => plan.Id == id, cancellationToken))
        {
            throw HttpFailureException.NotFound("work-plan");
        }
    }

    /// <summary>A plan that is not written yet, with its activities.</summary>
    public WorkPlanView ShowNew(WorkPlan plan, Agreement agreement, IReadOnlyCollection<Activity> activities)
    {
        var today = agreements.Today(agreement);
        return WorkPlanView.Of(new WorkPlanRow(plan, agreement, PlanTotals.Of(activities), activities.Count(activity => activity.IsLateOn(today))), caller.Viewer, today);
    }

    /// <summary>The plan as the answer shows it.</summary>
    public async Task<WorkPlanView> ShowAsync(WorkPlan plan, Agreement agreement, CancellationToken cancellationToken) =>
        WorkPlanView.Of(await RowAsync(plan, agreement, cancellationToken), caller.Viewer, agreements.Today(agreement));

    /// <summary>The plans of a page as answers show them, each judged by the day in its zone.</summary>
    public async Task<IReadOnlyList<WorkPlanView>> ShowAsync(IReadOnlyList<WorkPlan> plans, JudgedBy day, CancellationToken cancellationToken)
    {
        var ids = plans.Select(plan => plan.Id).ToList();
        var owners = await db.AgreementsOfAsync(plans, cancellationToken);
        var totals = await db.TotalsOf(ids).ToDictionaryAsync(each => each.WorkPlanId, cancellationToken);
        var late = await db.LateAsync(ids, day.ByZone, cancellationToken);
        return
        [
            .. plans.Select(plan => WorkPlanView.Of(
                new WorkPlanRow(plan, owners[plan.AgreementId], totals.GetValueOrDefault(plan.Id), late.GetValueOrDefault(plan.Id)), caller.Viewer, day.In(plan.TimeZone))),
        ];
    }

    /// <summary>The date in the zone of an activity.</summary>
    public DateOnly Today(Activity activity) => IndonesianTime.DateIn(activity.TimeZone, clock.GetUtcNow());

    /// <summary>Refuses a period that leaves out what a draft sets out to do. An addendum that both parties have signed is a fact, whatever it leaves out.</summary>
    public async Task RequireActivitiesWithinAsync(WorkPlan plan, CancellationToken cancellationToken)
    {
        if (await db.LeavesOutAsync(plan.Id, plan.PeriodFrom, plan.PeriodUntil, cancellationToken))
        {
            throw new RuleViolationException("work-plan.activities-outside-period", ("periodFrom", plan.PeriodFrom), ("periodUntil", plan.PeriodUntil));
        }
    }

    /// <summary>Checks the numbers that a plan carries; one that was given up has given them back.</summary>
    public async Task RequireFreeNumbersAsync(WorkPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Status == WorkPlanStatus.Cancelled)
        {
            return;
        }

        if (plan.LocalNumber is { } localNumber)
        {
            TakenNumbers.Refuse(await db.HolderOfLocalNumberAsync(plan, cancellationToken), Party.LocalGovernment, localNumber, caller.Reach);
        }

        if (plan.BpjsNumber is { } bpjsNumber)
        {
            TakenNumbers.Refuse(await db.HolderOfBpjsNumberAsync(plan, cancellationToken), Party.Bpjs, bpjsNumber, caller.Reach);
        }
    }

    private async Task<WorkPlanRow> RowAsync(WorkPlan plan, Agreement agreement, CancellationToken cancellationToken)
    {
        var today = new Dictionary<string, DateOnly>(StringComparer.Ordinal) { [plan.TimeZone] = agreements.Today(agreement) };
        Guid[] ids = [plan.Id];
        return new WorkPlanRow(
            plan, agreement, await db.TotalsOf(ids).SingleOrDefaultAsync(cancellationToken), (await db.LateAsync(ids, today, cancellationToken)).GetValueOrDefault(plan.Id));
    }
}
