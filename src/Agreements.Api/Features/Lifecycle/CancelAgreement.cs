using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Lifecycle;

/// <summary>Gives an agreement up before it is signed. Its numbers become free again.</summary>
public sealed record CancelAgreement : IChange<AgreementView>
{
    /// <summary>The agreement, from the path.</summary>
    [JsonIgnore]
    public Guid AgreementId { get; init; }

    /// <summary>Why, in the words of whoever records it.</summary>
    [Required]
    public string? Reason { get; init; }
}

internal sealed class CancelAgreementValidator : AbstractValidator<CancelAgreement>
{
    public CancelAgreementValidator() => RuleFor(body => body.Reason).Required().Text(Agreement.ReasonMaxLength);
}

internal sealed class CancelAgreementHandler(AgreementAtHand hand) : IRequestHandler<CancelAgreement, AgreementView>
{
    public Task<AgreementView> Handle(CancelAgreement request, CancellationToken cancellationToken) =>
        hand.ChangeAsync(request.AgreementId, (agreement, authorship) => agreement.Cancel(request.Reason!, authorship), cancellationToken);
}
