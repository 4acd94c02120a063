using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Removes a draft of a work plan. Whatever is beyond a draft stays for good.</summary>
internal sealed record DeleteWorkPlan(Guid WorkPlanId) : IRequest<Unit>, IChange;

internal sealed class DeleteWorkPlanHandler(AgreementsDbContext db, WorkPlanAtHand hand, Caller caller) : IRequestHandler<DeleteWorkPlan, Unit>
{
    public async Task<Unit> Handle(DeleteWorkPlan request, CancellationToken cancellationToken)
    {
        var (plan, agreement) = await hand.TakeAsync(request.WorkPlanId, cancellationToken);
        await hand.RequireMatchAsync(plan, agreement, cancellationToken);
        plan.Discard(agreement, caller.Sign());
        db.RemoveRange(await db.ActivitiesOf(plan.Id).ToListAsync(cancellationToken));
        db.Remove(plan);
        agreement.KeepWorkPlans(await db.PlansOf(agreement.Id).AnyAsync(other => other.Id != plan.Id, cancellationToken));
        return Unit.Value;
    }
}
