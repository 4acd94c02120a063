using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Hands a work plan back to its authors.</summary>
public sealed record ReturnWorkPlan : IChange<WorkPlanView>
{
    /// <summary>The plan, from the path.</summary>
    [JsonIgnore]
    public Guid WorkPlanId { get; init; }

    /// <summary>Why, in the words of whoever records it.</summary>
    [Required]
    public string? Reason { get; init; }
}

internal sealed class ReturnWorkPlanValidator : AbstractValidator<ReturnWorkPlan>
{
    public ReturnWorkPlanValidator() => RuleFor(body => body.Reason).Required().Text(Agreement.ReasonMaxLength);
}

internal sealed class ReturnWorkPlanHandler(WorkPlanAtHand hand) : IRequestHandler<ReturnWorkPlan, WorkPlanView>
{
    public Task<WorkPlanView> Handle(ReturnWorkPlan request, CancellationToken cancellationToken) =>
        hand.ChangeAsync(request.WorkPlanId, (plan, agreement, authorship) => plan.Return(request.Reason!, agreement, authorship), cancellationToken);
}
