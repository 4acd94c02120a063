using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using MediatR;

namespace Agreements.Api.Features.Register;

/// <summary>Removes a draft. Whatever is beyond a draft stays for good.</summary>
internal sealed record DeleteAgreement(Guid AgreementId) : IRequest<Unit>, IChange;

internal sealed class DeleteAgreementHandler(AgreementsDbContext db, AgreementAtHand hand, RenewalAtHand renewals, Caller caller) : IRequestHandler<DeleteAgreement, Unit>
{
    public async Task<Unit> Handle(DeleteAgreement request, CancellationToken cancellationToken)
    {
        var agreement = await hand.TakeAsync(request.AgreementId, cancellationToken);
        await hand.RequireMatchAsync(agreement, cancellationToken);
        var authorship = caller.Sign();
        agreement.Discard(authorship);
        await renewals.LetGoAsync(agreement, authorship, cancellationToken);
        db.Remove(agreement);
        return Unit.Value;
    }
}
