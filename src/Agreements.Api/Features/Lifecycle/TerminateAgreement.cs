using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Lifecycle;

/// <summary>Ends a signed agreement on one of the law's grounds (PP 28/2018, art. 9(1) and 22(2)).</summary>
public sealed record TerminateAgreement : IChange<AgreementView>
{
    /// <summary>The agreement, from the path.</summary>
    [JsonIgnore]
    public Guid AgreementId { get; init; }

    /// <summary>One of the law's grounds; a change of office-holder is none.</summary>
    [Required]
    public TerminationGround? Ground { get; init; }

    /// <summary>The first day on which it is no longer in force; not before its first day in force. It may lie ahead.</summary>
    [Required]
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>Why, in the words of whoever records it.</summary>
    [Required]
    public string? Reason { get; init; }
}

internal sealed class TerminateAgreementValidator : AbstractValidator<TerminateAgreement>
{
    public TerminateAgreementValidator()
    {
        RuleFor(body => body.Ground).Required();
        RuleFor(body => body.EffectiveOn).Required().Date();
        RuleFor(body => body.Reason).Required().Text(Agreement.ReasonMaxLength);
    }
}

internal sealed class TerminateAgreementHandler(AgreementAtHand hand, RenewalAtHand renewals, AgreementsDbContext db, Caller caller)
    : IRequestHandler<TerminateAgreement, AgreementView>
{
    public async Task<AgreementView> Handle(TerminateAgreement request, CancellationToken cancellationToken)
    {
        var agreement = await hand.TakeAsync(request.AgreementId, cancellationToken);
        await hand.RequireMatchAsync(agreement, cancellationToken);
        var amendments = await db.AmendmentsOf(agreement).ToListAsync(cancellationToken);
        var authorship = caller.Sign();
        agreement.Terminate(new Termination(request.Ground!.Value, request.EffectiveOn!.Value, request.Reason!), amendments, authorship);
        await renewals.FollowEndAsync(agreement, authorship, cancellationToken);
        return await hand.ShowAsync(agreement, cancellationToken);
    }
}
