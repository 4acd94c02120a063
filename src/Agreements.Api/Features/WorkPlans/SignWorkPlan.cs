using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Records one party's signature below an approved work plan, with its signatory as of that day. The second one makes it signed; its agreement has to be signed before.</summary>
public sealed record SignWorkPlan : IChange<WorkPlanView>, ISignature
{
    /// <summary>The plan, from the path.</summary>
    [JsonIgnore]
    public Guid WorkPlanId { get; init; }

    /// <summary>The side that signed.</summary>
    [Required]
    public Party? Party { get; init; }

    /// <summary>The signatory's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The signatory's office, as printed.</summary>
    [Required]
    public string? Title { get; init; }

    /// <summary>In what capacity the signatory acts; <c>definitive</c> when left out.</summary>
    public ActingType? ActingType { get; init; }

    /// <summary>The decree that empowers the signatory (number and date), as printed.</summary>
    public string? Mandate { get; init; }

    /// <summary>The day of signing; not after today in the region's zone.</summary>
    [Required]
    public DateOnly? SignedOn { get; init; }

    /// <summary>Where it was signed.</summary>
    public string? Place { get; init; }

    /// <summary>How it was signed.</summary>
    public SignatureMethod? Method { get; init; }
}

internal sealed class SignWorkPlanValidator : AbstractValidator<SignWorkPlan>
{
    public SignWorkPlanValidator() => this.AddSignature();
}

internal sealed class SignWorkPlanHandler(AgreementAtHand agreements, WorkPlanAtHand hand, Caller caller) : IRequestHandler<SignWorkPlan, WorkPlanView>
{
    public async Task<WorkPlanView> Handle(SignWorkPlan request, CancellationToken cancellationToken)
    {
        var (plan, agreement) = await hand.TakeAsync(request.WorkPlanId, cancellationToken);
        plan.Sign(request.ToSignature(), agreement, agreements.Today(agreement), caller.Sign());
        return await hand.ShowAsync(plan, agreement, cancellationToken);
    }
}
