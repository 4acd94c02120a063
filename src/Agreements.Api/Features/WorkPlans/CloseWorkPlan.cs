using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Ends a work plan: a signed one is closed, one that was never signed is cancelled and gives its year and its numbers back. What its activities had still to do is due no more; its totals go on saying what was late.</summary>
public sealed record CloseWorkPlan : IChange<WorkPlanView>
{
    /// <summary>The plan, from the path.</summary>
    [JsonIgnore]
    public Guid WorkPlanId { get; init; }

    /// <summary>Why, in the words of whoever records it.</summary>
    [Required]
    public string? Reason { get; init; }
}

internal sealed class CloseWorkPlanValidator : AbstractValidator<CloseWorkPlan>
{
    public CloseWorkPlanValidator() => RuleFor(body => body.Reason).Required().Text(Agreement.ReasonMaxLength);
}

internal sealed class CloseWorkPlanHandler(WorkPlanAtHand hand) : IRequestHandler<CloseWorkPlan, WorkPlanView>
{
    public Task<WorkPlanView> Handle(CloseWorkPlan request, CancellationToken cancellationToken) =>
        hand.ChangeAsync(request.WorkPlanId, (plan, agreement, authorship) => plan.Close(request.Reason!, agreement, authorship), cancellationToken);
}
