using System.Text.Json.Serialization;
using Agreements.Api.Pipeline;
using MediatR;

namespace Agreements.Api.Features.Lifecycle;

/// <summary>Releases an agreement for signature. Whoever submitted it cannot; where the council's approval is required, it has to be there.</summary>
public sealed record ApproveAgreement : IChange<AgreementView>
{
    /// <summary>The agreement, from the path.</summary>
    [JsonIgnore]
    public Guid AgreementId { get; init; }
}

internal sealed class ApproveAgreementHandler(AgreementAtHand hand) : IRequestHandler<ApproveAgreement, AgreementView>
{
    public Task<AgreementView> Handle(ApproveAgreement request, CancellationToken cancellationToken) =>
        hand.ChangeAsync(request.AgreementId, (agreement, authorship) => agreement.Approve(authorship), cancellationToken);
}
