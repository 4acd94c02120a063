using System.Text.Json.Serialization;
using Agreements.Api.Pipeline;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Hands a work plan to the reviewers. It needs quota, contribution and budget, and a period within the term of its agreement.</summary>
public sealed record SubmitWorkPlan : IChange<WorkPlanView>
{
    /// <summary>The plan, from the path.</summary>
    [JsonIgnore]
    public Guid WorkPlanId { get; init; }
}

internal sealed class SubmitWorkPlanHandler(WorkPlanAtHand hand) : IRequestHandler<SubmitWorkPlan, WorkPlanView>
{
    public Task<WorkPlanView> Handle(SubmitWorkPlan request, CancellationToken cancellationToken) =>
        hand.ChangeAsync(request.WorkPlanId, (plan, agreement, authorship) => plan.Submit(agreement, authorship), cancellationToken);
}
