using System.Text.Json.Serialization;
using Agreements.Api.Pipeline;
using MediatR;

namespace Agreements.Api.Features.Lifecycle;

/// <summary>Hands a draft to the reviewers. It needs a subject, a BPJS office and an owner.</summary>
public sealed record SubmitAgreement : IChange<AgreementView>
{
    /// <summary>The agreement, from the path.</summary>
    [JsonIgnore]
    public Guid AgreementId { get; init; }
}

internal sealed class SubmitAgreementHandler(AgreementAtHand hand) : IRequestHandler<SubmitAgreement, AgreementView>
{
    public Task<AgreementView> Handle(SubmitAgreement request, CancellationToken cancellationToken) =>
        hand.ChangeAsync(request.AgreementId, (agreement, authorship) => agreement.Submit(authorship), cancellationToken);
}
