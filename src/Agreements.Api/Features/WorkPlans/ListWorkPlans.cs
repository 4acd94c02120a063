using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Lists work plans by their year, the latest first.</summary>
public sealed record ListWorkPlans : IRequest<WorkPlanPage>, IPaged
{
    /// <summary>For this calendar year.</summary>
    public Param<int>? Year { get; init; }

    /// <summary>Where they stand; comma-separated.</summary>
    public Params<WorkPlanStatus>? Status { get; init; }

    /// <summary>Kemendagri codes of the parties, comma-separated: exactly these regions.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Whether somebody has to look at them.</summary>
    public Param<bool>? NeedsReview { get; init; }

    /// <summary>The day to judge lateness by; today in each zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListWorkPlansValidator : AbstractValidator<ListWorkPlans>
{
    public ListWorkPlansValidator()
    {
        this.AddPaging();
        this.AddRegions(query => query.RegionCode, query => query.ProvinceCode);
        RuleFor(query => query.Year!.Value.Value).Parameter("year", WorkPlanRules.FirstYear, WorkPlanRules.LastYear).When(query => query.Year is not null);
    }
}

internal sealed class ListWorkPlansHandler(AgreementsDbContext db, WorkPlanAtHand hand, PageWalk walk, Caller caller, TimeProvider clock) : IRequestHandler<ListWorkPlans, WorkPlanPage>
{
    public async Task<WorkPlanPage> Handle(ListWorkPlans request, CancellationToken cancellationToken)
    {
        var day = JudgedBy.Day(request.AsOf, clock);
        var limit = request.LimitOrDefault();
        var rows = await Filtered(request).WalkByYear(walk.Start<YearPlace>(request.After)).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, plan => new YearPlace(plan.Year, plan.Id));
        return new WorkPlanPage { Items = await hand.ShowAsync(page, day, cancellationToken), Next = next, AsOf = day.AsOf, Today = day.Today };
    }

    private IQueryable<WorkPlan> Filtered(ListWorkPlans request)
    {
        var plans = db.WorkPlansWithin(caller.Reach).AsNoTracking();
        if (request.Year is { Value: var year })
        {
            plans = plans.Where(plan => plan.Year == year);
        }

        if (request.Status is { Values: var statuses })
        {
            plans = plans.Where(plan => statuses.Contains(plan.Status));
        }

        if (request.RegionCode?.Split(',') is { } codes)
        {
            plans = plans.Where(plan => codes.Contains(plan.RegionCode));
        }

        if (request.ProvinceCode is { } province)
        {
            plans = plans.InProvince(province);
        }

        if (request.NeedsReview is { Value: var needsReview })
        {
            plans = plans.Where(plan => plan.NeedsReview == needsReview);
        }

        return plans;
    }
}
