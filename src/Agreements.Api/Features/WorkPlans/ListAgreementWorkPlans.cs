using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Lists the work plans of an agreement by their year, the latest first, those that were given up included.</summary>
public sealed record ListAgreementWorkPlans : IRequest<WorkPlanPage>, IPaged
{
    /// <summary>The agreement.</summary>
    [FromRoute]
    public Guid AgreementId { get; init; }

    /// <summary>The day to judge lateness by; today in its zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListAgreementWorkPlansValidator : AbstractValidator<ListAgreementWorkPlans>
{
    public ListAgreementWorkPlansValidator() => this.AddPaging();
}

internal sealed class ListAgreementWorkPlansHandler(AgreementsDbContext db, AgreementAtHand agreements, WorkPlanAtHand hand, PageWalk walk, Caller caller, TimeProvider clock)
    : IRequestHandler<ListAgreementWorkPlans, WorkPlanPage>
{
    public async Task<WorkPlanPage> Handle(ListAgreementWorkPlans request, CancellationToken cancellationToken)
    {
        await agreements.RequireAsync(request.AgreementId, cancellationToken);
        var day = JudgedBy.Day(request.AsOf, clock);
        var limit = request.LimitOrDefault();
        var rows = await db.WorkPlansWithin(caller.Reach).AsNoTracking().Where(plan => plan.AgreementId == request.AgreementId)
            .WalkByYear(walk.Start<YearPlace>(request.After)).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, plan => new YearPlace(plan.Year, plan.Id));
        return new WorkPlanPage { Items = await hand.ShowAsync(page, day, cancellationToken), Next = next, AsOf = day.AsOf, Today = day.Today };
    }
}
