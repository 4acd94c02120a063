using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Reads a work plan.</summary>
public sealed record GetWorkPlan : IRequest<WorkPlanView>
{
    /// <summary>The plan.</summary>
    [FromRoute]
    public Guid WorkPlanId { get; init; }

    /// <summary>The day to judge lateness by; today in its zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }
}

internal sealed class GetWorkPlanHandler(AgreementsDbContext db, WorkPlanAtHand hand, Caller caller, TimeProvider clock) : IRequestHandler<GetWorkPlan, WorkPlanView>
{
    public async Task<WorkPlanView> Handle(GetWorkPlan request, CancellationToken cancellationToken)
    {
        var plan = await db.WorkPlansWithin(caller.Reach).AsNoTracking().SingleOrDefaultAsync(each => each.Id == request.WorkPlanId, cancellationToken)
            ?? throw HttpFailureException.NotFound("work-plan");
        return (await hand.ShowAsync([plan], JudgedBy.Day(request.AsOf, clock), cancellationToken))[0];
    }
}
