using System.Text.Json.Serialization;
using Agreements.Api.Pipeline;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Releases a work plan for signature. Whoever submitted it cannot approve it.</summary>
public sealed record ApproveWorkPlan : IChange<WorkPlanView>
{
    /// <summary>The plan, from the path.</summary>
    [JsonIgnore]
    public Guid WorkPlanId { get; init; }
}

internal sealed class ApproveWorkPlanHandler(WorkPlanAtHand hand) : IRequestHandler<ApproveWorkPlan, WorkPlanView>
{
    public Task<WorkPlanView> Handle(ApproveWorkPlan request, CancellationToken cancellationToken) =>
        hand.ChangeAsync(request.WorkPlanId, (plan, agreement, authorship) => plan.Approve(agreement, authorship), cancellationToken);
}
