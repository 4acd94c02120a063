using System.Text.Json.Serialization;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain.Instruments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Renewals;

/// <summary>
/// Drafts the agreement that is to continue the old one, filled in from it: the same parties, subject and scope, from the day after the end, for the same number
/// of whole months where the old term is whole months, else of days. Asked again it gives the same draft, also one that somebody drafted by hand; one that
/// is cancelled, signed already or for other people is left aside.
/// </summary>
public sealed record DraftSuccessor : IChange<AgreementView>
{
    /// <summary>The renewal, from the path.</summary>
    [JsonIgnore]
    public Guid RenewalId { get; init; }
}

internal sealed class DraftSuccessorHandler(AgreementsDbContext db, RenewalAtHand hand, AgreementAtHand agreements, Caller caller) : IRequestHandler<DraftSuccessor, AgreementView>
{
    public async Task<AgreementView> Handle(DraftSuccessor request, CancellationToken cancellationToken)
    {
        await hand.HoldDraftsAsync(request.RenewalId, cancellationToken);
        var (renewal, agreement) = await hand.TakeAsync(request.RenewalId, cancellationToken);
        var authorship = caller.Sign();
        var drafted = (await db.SuccessorsOf(agreement).ToListAsync(cancellationToken)).FindAll(successor =>
            (successor.RegionCode, successor.Segment) == (agreement.RegionCode, agreement.Segment)
            && successor.Lifecycle is not (LifecycleState.Signed or LifecycleState.Terminated or LifecycleState.Cancelled));
        var kept = drafted.Find(successor => successor.Id == renewal.SuccessorId)?.Id ?? Successor.ToShow(drafted);
        Agreement next;
        if (kept is { } id)
        {
            next = await agreements.TakeAsync(id, cancellationToken);
        }
        else
        {
            next = Agreement.Draft(Guid.CreateVersion7(authorship.At), agreement.ForSuccessor(), RegionCatalogue.Shipped.Get(agreement.RegionCode), authorship);
            db.Add(next);
        }

        renewal.ContinueWith(next, agreement, authorship);
        return await agreements.ShowAsync(next, cancellationToken);
    }
}
