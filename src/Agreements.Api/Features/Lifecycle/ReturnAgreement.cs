using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Lifecycle;

/// <summary>Hands an agreement back to its authors.</summary>
public sealed record ReturnAgreement : IChange<AgreementView>
{
    /// <summary>The agreement, from the path.</summary>
    [JsonIgnore]
    public Guid AgreementId { get; init; }

    /// <summary>Why, in the words of whoever records it.</summary>
    [Required]
    public string? Reason { get; init; }
}

internal sealed class ReturnAgreementValidator : AbstractValidator<ReturnAgreement>
{
    public ReturnAgreementValidator() => RuleFor(body => body.Reason).Required().Text(Agreement.ReasonMaxLength);
}

internal sealed class ReturnAgreementHandler(AgreementAtHand hand) : IRequestHandler<ReturnAgreement, AgreementView>
{
    public Task<AgreementView> Handle(ReturnAgreement request, CancellationToken cancellationToken) =>
        hand.ChangeAsync(request.AgreementId, (agreement, authorship) => agreement.Return(request.Reason!, authorship), cancellationToken);
}
