using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Removes an activity of a work plan that is still a draft.</summary>
internal sealed record RemoveActivity(Guid ActivityId) : IRequest<Unit>, IChange;

internal sealed class RemoveActivityHandler(AgreementsDbContext db, WorkPlanAtHand hand, Caller caller) : IRequestHandler<RemoveActivity, Unit>
{
    public async Task<Unit> Handle(RemoveActivity request, CancellationToken cancellationToken)
    {
        var (activity, plan, agreement) = await hand.TakeActivityAsync(request.ActivityId, cancellationToken);
        hand.RequireMatch(activity);
        activity.Remove(plan, agreement, caller.Sign());
        db.Remove(activity);
        return Unit.Value;
    }
}
