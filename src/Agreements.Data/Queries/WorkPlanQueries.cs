using System.Linq.Expressions;
using Agreements.Data.Reference;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>A place in the list of plans: the year of a row, and its id.</summary>
public sealed record YearPlace(int Year, Guid Id);

/// <summary>What the activities of a plan add up to.</summary>
/// <param name="WorkPlanId">The plan.</param>
/// <param name="Activities">How many.</param>
/// <param name="Done">How many of them are done.</param>
/// <param name="Budget">Rupiah set aside for them.</param>
/// <param name="Spent">Rupiah spent.</param>
/// <param name="DoneShares">How much of each is done, added up, in hundredths of a percent.</param>
public sealed record PlanTotals(Guid WorkPlanId, int Activities, int Done, long Budget, long Spent, long DoneShares)
{
    /// <summary>What activities that are at hand add up to; null where there are none.</summary>
    public static PlanTotals? Of(IReadOnlyCollection<Activity> activities) => activities.Count == 0
        ? null
        : new PlanTotals(
            activities.First().WorkPlanId,
            activities.Count,
            activities.Count(activity => activity.IsDone),
            activities.Sum(activity => activity.BudgetAmount ?? 0),
            activities.Sum(activity => activity.SpentAmount),
            activities.Sum(activity => (long)activity.DoneShare));
}

/// <summary>The named queries of the work plans.</summary>
public static class WorkPlanQueries
{
    /// <summary>By year, the latest first, from after a place on.</summary>
    public static IQueryable<WorkPlan> WalkByYear(this IQueryable<WorkPlan> plans, YearPlace? after)
    {
        if (after is { Year: var year, Id: var id })
        {
            plans = plans.Where(plan => plan.Year <= year && (plan.Year < year || plan.Id < id));
        }

        return plans.OrderByDescending(plan => plan.Year).ThenByDescending(plan => plan.Id);
    }

    /// <summary>The agreements that these plans belong to, each of which the caller reaches with its plan.</summary>
    public static Task<Dictionary<Guid, Agreement>> AgreementsOfAsync(this AgreementsDbContext db, IEnumerable<WorkPlan> plans, CancellationToken cancellationToken)
    {
        var ids = plans.Select(plan => plan.AgreementId).Distinct().ToList();
        return db.Agreements.AsNoTracking().Where(agreement => ids.Contains(agreement.Id)).ToDictionaryAsync(agreement => agreement.Id, cancellationToken);
    }

    /// <summary>What the activities of these plans add up to.</summary>
    public static IQueryable<PlanTotals> TotalsOf(this AgreementsDbContext db, IReadOnlyCollection<Guid> plans) =>
        db.Activities.Where(activity => plans.Contains(activity.WorkPlanId)).GroupBy(activity => activity.WorkPlanId).Select(group => new PlanTotals(
            group.Key, group.Count(), group.Sum(activity => activity.IsDone ? 1 : 0), group.Sum(activity => activity.BudgetAmount ?? 0L), group.Sum(activity => activity.SpentAmount), group.Sum(activity => (long)activity.DoneShare)));

    /// <summary>How many activities of these plans are late, each judged by the date in its own zone; plans without any are left out.</summary>
    public static Task<Dictionary<Guid, int>> LateAsync(
        this AgreementsDbContext db, IReadOnlyCollection<Guid> plans, IReadOnlyDictionary<string, DateOnly> dayByZone, CancellationToken cancellationToken) =>
        db.Activities.Where(activity => plans.Contains(activity.WorkPlanId)).ThatAreLate(areLate: true, dayByZone)
            .GroupBy(activity => activity.WorkPlanId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(late => late.Key, late => late.Count, cancellationToken);

    /// <summary>The activities of a plan that the caller reaches, by the day on which they end, from after a place on.</summary>
    public static IQueryable<Activity> ActivitiesOf(this AgreementsDbContext db, Guid planId, DayPlace? after = null)
    {
        var activities = db.Activities.Where(activity => activity.WorkPlanId == planId);
        if (after is { Day: var day, Id: var id })
        {
            activities = activities.Where(activity => activity.EndsOn >= day && (activity.EndsOn > day || activity.Id > id));
        }

        return activities.OrderBy(activity => activity.EndsOn).ThenBy(activity => activity.Id);
    }

    /// <summary>Those past their last day that are not done, or the others, each judged by the date in its own zone.</summary>
    public static IQueryable<Activity> ThatAreLate(this IQueryable<Activity> activities, bool areLate, IReadOnlyDictionary<string, DateOnly> dayByZone) => activities.Where(
        Days.InEachZone<Activity>(dayByZone, day => areLate ? activity => !activity.IsDone && activity.EndsOn < day : activity => activity.IsDone || activity.EndsOn >= day));

    /// <summary>The reports about an activity that the caller reaches, in the order in which they were recorded.</summary>
    public static IQueryable<ActivityProgress> ReportsOf(this AgreementsDbContext db, Guid activityId, int after = 0) =>
        db.ActivityProgress.Where(report => report.ActivityId == activityId && report.Ordinal > after).OrderBy(report => report.Ordinal);

    /// <summary>Whether an activity of a plan lies outside a period.</summary>
    public static Task<bool> LeavesOutAsync(this AgreementsDbContext db, Guid planId, DateOnly from, DateOnly until, CancellationToken cancellationToken) =>
        db.Activities.AnyAsync(activity => activity.WorkPlanId == planId && (activity.StartsOn < from || activity.EndsOn > until), cancellationToken);

    /// <summary>The history of a plan that the caller reaches, oldest first.</summary>
    public static IQueryable<WorkPlanChange> HistoryOf(this AgreementsDbContext db, Guid planId, int after) =>
        db.WorkPlanHistory.Where(change => change.WorkPlanId == planId && change.Version > after).OrderBy(change => change.Version);

    /// <summary>The addenda of a plan that the caller reaches, in the order in which they were recorded.</summary>
    public static IQueryable<WorkPlanAddendum> AddendaOf(this AgreementsDbContext db, Guid planId, int after = 0) =>
        db.WorkPlanAddenda.Where(addendum => addendum.WorkPlanId == planId && addendum.Ordinal > after).OrderBy(addendum => addendum.Ordinal);

    /// <summary>The plan that an agreement has for a year; null where it has none but such as were given up.</summary>
    public static Task<WorkPlan?> PlanForAsync(this AgreementsDbContext db, Guid agreementId, int year, CancellationToken cancellationToken) =>
        db.WorkPlans.SingleOrDefaultAsync(plan => plan.AgreementId == agreementId && plan.Year == year && plan.Status != WorkPlanStatus.Cancelled, cancellationToken);

    /// <summary>The plans of an agreement, within anybody's reach or not.</summary>
    public static IQueryable<WorkPlan> PlansOf(this AgreementsDbContext db, Guid agreementId) => db.WorkPlans.Where(plan => plan.AgreementId == agreementId);

    /// <summary>What of the work plans of an agreement deadlines follow from.</summary>
    public static async Task<PlansOfAgreement> PlansBehindDeadlinesAsync(this AgreementsDbContext db, Agreement agreement, CancellationToken cancellationToken)
    {
        if (!agreement.HasWorkPlans)
        {
            return PlansOfAgreement.None;
        }

        var signed = await db.PlansOf(agreement.Id).Where(plan => plan.Status == WorkPlanStatus.Signed || plan.Status == WorkPlanStatus.Closed).Select(plan => new { plan.Id, plan.Year, plan.Status, plan.NeedsReview }).ToListAsync(cancellationToken);
        var carriedOut = signed.Where(plan => plan.Status == WorkPlanStatus.Signed).Select(plan => plan.Id).ToList();
        return new PlansOfAgreement(
            signed.Select(plan => plan.Year).ToHashSet(),
            await db.Activities.Where(activity => carriedOut.Contains(activity.WorkPlanId)).ToListAsync(cancellationToken),
            signed.Where(plan => plan.NeedsReview).Select(plan => plan.Id).ToHashSet());
    }

    /// <summary>The agreements that are in force on some day of a year and have no signed plan for it.</summary>
    public static IQueryable<Agreement> WithoutPlanFor(this IQueryable<Agreement> agreements, AgreementsDbContext db, int year) => agreements.InForce().Where(LacksPlanFor(db, year));

    /// <summary>The same for the year that it is in the zone of each.</summary>
    public static IQueryable<Agreement> WithoutPlanFor(this IQueryable<Agreement> agreements, AgreementsDbContext db, IReadOnlyDictionary<string, DateOnly> dayByZone)
    {
        var years = dayByZone.ToDictionary(zone => zone.Key, zone => new DateOnly(zone.Value.Year, 1, 1), StringComparer.Ordinal);
        return agreements.InForce().Where(Days.InEachZone<Agreement>(years, first => LacksPlanFor(db, first.Year)));
    }

    // One that was terminated before it began was in force on no day.
    private static IQueryable<Agreement> InForce(this IQueryable<Agreement> agreements) => agreements.Where(agreement => EF.Property<bool>(agreement, DerivedColumns.Signed) == EF.Parameter(true)
        && (agreement.EffectiveFrom == null || agreement.EffectiveFrom <= EF.Property<DateOnly>(agreement, DerivedColumns.CoverEnds)));

    private static Expression<Func<Agreement, bool>> LacksPlanFor(AgreementsDbContext db, int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return agreement => EF.Property<DateOnly>(agreement, DerivedColumns.CoverEnds) >= first
            && (agreement.EffectiveFrom == null || agreement.EffectiveFrom <= last)
            && !db.WorkPlans.Any(plan => plan.AgreementId == agreement.Id && plan.Year == year && (plan.Status == WorkPlanStatus.Signed || plan.Status == WorkPlanStatus.Closed));
    }

    /// <summary>By the last day in force, soonest first and those without one last, from after a place on.</summary>
    public static IQueryable<Agreement> WalkByEnd(this IQueryable<Agreement> agreements, DayPlace? after)
    {
        if (after is { Day: var day, Id: var id })
        {
            agreements = agreements.Where(agreement => EF.Property<DateOnly>(agreement, DerivedColumns.CoverEnds) >= day
                && (EF.Property<DateOnly>(agreement, DerivedColumns.CoverEnds) > day || agreement.Id > id));
        }

        return agreements.OrderBy(agreement => EF.Property<DateOnly>(agreement, DerivedColumns.CoverEnds)).ThenBy(agreement => agreement.Id);
    }

    /// <summary>The plans for a year that are under way for these agreements.</summary>
    public static IQueryable<WorkPlan> PlansUnderWay(this AgreementsDbContext db, IReadOnlyCollection<Guid> agreements, int year) =>
        db.WorkPlans.Where(plan => agreements.Contains(plan.AgreementId) && plan.Year == year && plan.Status != WorkPlanStatus.Cancelled);

    /// <summary>Where an agreement stands in that order.</summary>
    public static DayPlace PlaceByEnd(Agreement agreement) => new(agreement.InForceUntil ?? DerivedColumns.NoEnd, agreement.Id);

    /// <summary>Every contribution rate, the latest first. There is one every few years.</summary>
    public static async Task<IReadOnlyList<ContributionRate>> ContributionRatesAsync(this AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var added = (await db.ContributionRates.AsNoTracking().ToListAsync(cancellationToken)).ConvertAll(each => each.Rate);
        var days = added.Select(rate => rate.ValidFrom).ToHashSet();
        return [.. ContributionRateCatalogue.Shipped.Where(rate => !days.Contains(rate.ValidFrom)).Concat(added).OrderByDescending(rate => rate.ValidFrom)];
    }

    /// <summary>The agreement of which another plan carries the local government's number.</summary>
    public static Task<NumberHolder?> HolderOfLocalNumberAsync(this AgreementsDbContext db, WorkPlan plan, CancellationToken cancellationToken)
    {
        var identity = DocumentNumber.Identity(plan.LocalNumber);
        return FirstAsync(db.WorkPlans.Where(other => other.Id != plan.Id && other.RegionCode == plan.RegionCode && EF.Property<string?>(other, DerivedColumns.LocalNumberIdentity) == identity), plan => new NumberHolder(plan.AgreementId, plan.RegionCode), cancellationToken);
    }

    /// <summary>The agreement of which another addendum of a plan carries the local government's number.</summary>
    public static Task<NumberHolder?> HolderOfLocalNumberAsync(this AgreementsDbContext db, WorkPlanAddendum addendum, CancellationToken cancellationToken)
    {
        var identity = DocumentNumber.Identity(addendum.LocalNumber);
        return FirstAsync(db.WorkPlanAddenda.Where(other => other.RegionCode == addendum.RegionCode && EF.Property<string?>(other, DerivedColumns.LocalNumberIdentity) == identity), other => new NumberHolder(other.AgreementId, other.RegionCode), cancellationToken);
    }

    /// <summary>The agreement of which another plan carries the number of BPJS Kesehatan.</summary>
    public static Task<NumberHolder?> HolderOfBpjsNumberAsync(this AgreementsDbContext db, WorkPlan plan, CancellationToken cancellationToken)
    {
        var identity = DocumentNumber.Identity(plan.BpjsNumber);
        return FirstAsync(db.WorkPlans.Where(other => other.Id != plan.Id && EF.Property<string?>(other, DerivedColumns.BpjsNumberIdentity) == identity), plan => new NumberHolder(plan.AgreementId, plan.RegionCode), cancellationToken);
    }

    /// <summary>The agreement of which another addendum of a plan carries the number of BPJS Kesehatan.</summary>
    public static Task<NumberHolder?> HolderOfBpjsNumberAsync(this AgreementsDbContext db, WorkPlanAddendum addendum, CancellationToken cancellationToken)
    {
        var identity = DocumentNumber.Identity(addendum.BpjsNumber);
        return FirstAsync(db.WorkPlanAddenda.Where(other => EF.Property<string?>(other, DerivedColumns.BpjsNumberIdentity) == identity), other => new NumberHolder(other.AgreementId, other.RegionCode), cancellationToken);
    }

    private static Task<NumberHolder?> FirstAsync<TDocument>(IQueryable<TDocument> holders, Expression<Func<TDocument, NumberHolder>> holder, CancellationToken cancellationToken) =>
        holders.Select(holder).FirstOrDefaultAsync(cancellationToken);
}
