using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.WorkPlans;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Reads what a work plan has achieved and spent: by unit, by activity, and quarter by quarter.</summary>
public sealed record GetRealisation : IRequest<RealisationView>
{
    /// <summary>The plan.</summary>
    [FromRoute]
    public Guid WorkPlanId { get; init; }

    /// <summary>The day to judge lateness by; today in its zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }
}

/// <summary>What a work plan has achieved and spent. A report counts in the quarter of its day; one of a later year in the last quarter.</summary>
public sealed record RealisationView
{
    /// <summary>The plan.</summary>
    public required Guid WorkPlanId { get; init; }

    /// <summary>The calendar year that it is for.</summary>
    public required int Year { get; init; }

    /// <summary>The day that lateness is judged by: the one asked for, or today in its zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>What all activities add up to.</summary>
    public required WorkPlanTotals Totals { get; init; }

    /// <summary>Targets and what is realised of them, added up unit by unit; activities without a target are left out.</summary>
    [MaxLength(Activity.MostPerPlan)]
    public required IReadOnlyList<UnitRealisation> ByUnit { get; init; }

    /// <summary>Rupiah spent in each quarter of the year.</summary>
    [MinLength(QuarterRealisation.PerYear)]
    [MaxLength(QuarterRealisation.PerYear)]
    public required IReadOnlyList<long> SpentByQuarter { get; init; }

    /// <summary>The activities by the day on which they end.</summary>
    [MaxLength(Activity.MostPerPlan)]
    public required IReadOnlyList<ActivityRealisation> Activities { get; init; }
}

/// <summary>The targets of one unit, and what is realised of them.</summary>
/// <param name="TargetUnit">Satuan; null where the activities name none.</param>
/// <param name="TargetValue">All targets.</param>
/// <param name="RealisedValue">All that was realised.</param>
/// <param name="RealisedPercent">Percent of the targets that is realised, cut after two decimals; may exceed 100.</param>
public sealed record UnitRealisation(string? TargetUnit, decimal TargetValue, decimal RealisedValue, decimal? RealisedPercent);

/// <summary>An activity, quarter by quarter.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Name">Kegiatan: what is done.</param>
/// <param name="TargetUnit">Satuan: what the target counts.</param>
/// <param name="TargetValue">Target.</param>
/// <param name="RealisedValue">What it has achieved.</param>
/// <param name="RealisedPercent">Percent of the target that is realised, cut after two decimals; null without a target.</param>
/// <param name="BudgetAmount">Rupiah set aside for it.</param>
/// <param name="SpentAmount">Rupiah spent.</param>
/// <param name="Done">Whether it is done.</param>
/// <param name="Late">Whether its last day has passed and it is not done.</param>
/// <param name="Quarters">What it achieved and spent in each quarter of the year.</param>
public sealed record ActivityRealisation(
    Guid ActivityId,
    string Name,
    string? TargetUnit,
    decimal? TargetValue,
    decimal RealisedValue,
    decimal? RealisedPercent,
    long? BudgetAmount,
    long SpentAmount,
    bool Done,
    bool Late,
    [property: MinLength(QuarterRealisation.PerYear), MaxLength(QuarterRealisation.PerYear)] IReadOnlyList<QuarterView> Quarters)
{
    internal static ActivityRealisation Of(Activity activity, DateOnly day) => new(
        activity.Id,
        activity.Name,
        activity.TargetUnit,
        PlainNumber.Of(activity.TargetValue),
        PlainNumber.Of(activity.RealisedValue),
        PlainNumber.Of(activity.RealisedPercent),
        activity.BudgetAmount,
        activity.SpentAmount,
        activity.IsDone,
        activity.IsLateOn(day),
        [.. activity.Quarters.Select(quarter => new QuarterView(PlainNumber.Of(quarter.Realised), quarter.Spent))]);
}

/// <summary>What an activity achieved and spent in a quarter.</summary>
/// <param name="RealisedValue">In the unit of the target; negative where more was put right than achieved.</param>
/// <param name="SpentAmount">Rupiah; negative where more was put right than spent.</param>
public sealed record QuarterView(decimal RealisedValue, long SpentAmount);

internal sealed class GetRealisationHandler(AgreementsDbContext db, Caller caller, TimeProvider clock) : IRequestHandler<GetRealisation, RealisationView>
{
    public async Task<RealisationView> Handle(GetRealisation request, CancellationToken cancellationToken)
    {
        var plan = await db.WorkPlansWithin(caller.Reach).AsNoTracking().SingleOrDefaultAsync(each => each.Id == request.WorkPlanId, cancellationToken)
            ?? throw HttpFailureException.NotFound("work-plan");
        var day = JudgedBy.Day(request.AsOf, clock).In(plan.TimeZone);
        var activities = await db.ActivitiesOf(plan.Id).AsNoTracking().ToListAsync(cancellationToken);
        return new RealisationView
        {
            WorkPlanId = plan.Id,
            Year = plan.Year,
            AsOf = day,
            Totals = WorkPlanTotals.Of(PlanTotals.Of(activities), activities.Count(activity => activity.IsLateOn(day))),
            ByUnit = [.. activities.Where(activity => activity.TargetValue is not null).GroupBy(activity => activity.TargetUnit).OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(OfUnit)],
            SpentByQuarter = [.. Enumerable.Range(0, QuarterRealisation.PerYear).Select(quarter => activities.Sum(activity => activity.Quarters[quarter].Spent))],
            Activities = [.. activities.Select(activity => ActivityRealisation.Of(activity, day))],
        };
    }

    private static UnitRealisation OfUnit(IGrouping<string?, Activity> unit)
    {
        var (target, realised) = (unit.Sum(activity => activity.TargetValue!.Value), unit.Sum(activity => activity.RealisedValue));
        return new UnitRealisation(unit.Key, PlainNumber.Of(target), PlainNumber.Of(realised), target > 0 ? PlainNumber.Of(decimal.Truncate(realised * Activity.Whole / target) / 100) : null);
    }
}
