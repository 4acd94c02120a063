using Agreements.Api.Features.Renewals;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Renewals;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features;

/// <summary>How a renewal that the caller names is found, held together with its agreement, and shown as it has become.</summary>
internal sealed class RenewalAtHand(AgreementsDbContext db, IStoreEngine engine, AgreementAtHand agreements, Preconditions preconditions, Caller caller)
{
    /// <summary>Takes a renewal in hand, with its agreement, until the end of the transaction.</summary>
    public async Task<(Renewal Renewal, Agreement Agreement)> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        var agreementId = await db.RenewalsWithin(caller.Reach).Where(renewal => renewal.Id == id).Select(renewal => (Guid?)renewal.AgreementId).SingleOrDefaultAsync(cancellationToken)
            ?? throw HttpFailureException.NotFound("renewal");
        var agreement = await agreements.TakeAsync(agreementId, cancellationToken);
        return (await db.RenewalsWithin(caller.Reach).SingleAsync(renewal => renewal.Id == id, cancellationToken), agreement);
    }

    /// <summary>Holds the drafts that may continue a renewal's agreement, before that: in the order in which signing one of them does.</summary>
    public async Task HoldDraftsAsync(Guid id, CancellationToken cancellationToken)
    {
        foreach (var draft in await db.DraftsFor(id).ToListAsync(cancellationToken))
        {
            await engine.HoldAgreementAsync(db, draft, cancellationToken);
        }
    }

    /// <summary>Refuses when the caller has not seen the renewal as it is.</summary>
    public void RequireMatch(Renewal renewal, Agreement agreement, WorkCalendar calendar) =>
        preconditions.RequireMatch(RenewalView.TagOf(renewal, agreements.Today(agreement), calendar));

    /// <summary>The renewal as the answer shows it.</summary>
    public async Task<RenewalView> ShowAsync(Renewal renewal, Agreement agreement, CancellationToken cancellationToken) =>
        RenewalView.Of(renewal, agreements.Today(agreement), await db.WorkCalendarAsync(cancellationToken));

    /// <summary>Ends the renewal that the signing of a successor has brought to its goal.</summary>
    public async Task CloseRenewedAsync(Agreement successor, Authorship authorship, CancellationToken cancellationToken)
    {
        if (successor is not { Lifecycle: LifecycleState.Signed, PredecessorId: { } predecessorId })
        {
            return;
        }

        // Whoever signs the successor need not reach what it continues.
        await engine.HoldAgreementAsync(db, predecessorId, cancellationToken);
        if (await db.OpenRenewalAsync(predecessorId, cancellationToken) is var (renewal, agreement)
            && (successor.RegionCode, successor.Segment) == (agreement.RegionCode, agreement.Segment))
        {
            renewal.Close(RenewalOutcome.Renewed, reason: null, new SignedSuccessor(successor.Id, successor.SignedOn), agreement, authorship);
            successor.FollowHandOver(before: null, renewal.ParticipantsHandedOverOn, authorship);
        }
    }

    /// <summary>
    /// Tells the agreement that a renewal leads to, for the same people, on which day the list of them was handed over. Whoever calls it holds the drafts: see
    /// <see cref="HoldDraftsAsync"/>.
    /// </summary>
    public async Task HandOverAsync(Renewal renewal, Agreement agreement, DateOnly? before, Authorship authorship, CancellationToken cancellationToken)
    {
        if (renewal.ParticipantsHandedOverOn == before)
        {
            return;
        }

        var successors = await db.SuccessorsOf(agreement).ToListAsync(cancellationToken);
        if (successors.Find(each => each.Id == renewal.SuccessorId && (each.RegionCode, each.Segment) == (agreement.RegionCode, agreement.Segment)) is { Id: var id })
        {
            (await agreements.TakeAsync(id, cancellationToken)).FollowHandOver(before, renewal.ParticipantsHandedOverOn, authorship);
        }
    }

    /// <summary>Lets go of a draft that somebody deletes: renewals that were to end in it, and meetings that were about it.</summary>
    public Task LetGoAsync(Agreement draft, Authorship authorship, CancellationToken cancellationToken) => LetGoAsync(draft, _ => true, authorship, cancellationToken);

    /// <summary>Lets go of a draft that somebody moved to another region: what is of a region that does not cover it cannot name it any more.</summary>
    public Task LetGoOfMovedAsync(Agreement draft, Authorship authorship, CancellationToken cancellationToken) =>
        LetGoAsync(draft, meeting => !RegionCatalogue.Shipped.Covering(meeting.RegionCode).Contains(draft.RegionCode), authorship, cancellationToken);

    private async Task LetGoAsync(Agreement draft, Func<Meeting, bool> forgets, Authorship authorship, CancellationToken cancellationToken)
    {
        foreach (var meeting in (await db.MeetingsAbout(draft).ToListAsync(cancellationToken)).Where(forgets))
        {
            meeting.Forget(draft.Id, authorship.At);
        }

        // The draft is held already: as where it is signed, what it continues comes after it.
        foreach (var id in await db.RenewalsTowards(draft).Select(renewal => renewal.AgreementId).Order().ToListAsync(cancellationToken))
        {
            await engine.HoldAgreementAsync(db, id, cancellationToken);
            if (await db.OpenRenewalAsync(id, cancellationToken) is var (renewal, agreement) && renewal.SuccessorId == draft.Id)
            {
                renewal.LoseSuccessor(agreement, authorship);
            }
        }
    }

    /// <summary>Goes with an agreement to whoever looks after it from now on.</summary>
    public async Task FollowOwnerAsync(string? before, Agreement agreement, Authorship authorship, CancellationToken cancellationToken)
    {
        if (agreement.Owner != before && await db.OpenRenewalAsync(agreement.Id, cancellationToken) is var (renewal, _))
        {
            renewal.FollowOwner(before, agreement, authorship.At);
        }
    }

    /// <summary>Plans anew the renewal of an agreement whose end has moved.</summary>
    public async Task FollowEndAsync(Agreement agreement, Authorship authorship, CancellationToken cancellationToken)
    {
        if (await db.OpenRenewalAsync(agreement.Id, cancellationToken) is var (renewal, _))
        {
            renewal.Replan(agreement, await db.WorkCalendarAsync(cancellationToken), authorship);
        }
    }

    /// <summary>Keeps the calendar as it is until the end of the transaction, so that no plan is made beside a holiday that is being added.</summary>
    public Task HoldCalendarAsync(CancellationToken cancellationToken) => engine.HoldNameAsync(db, Calendar, cancellationToken);

    /// <summary>What is held where the calendar is to stay as it is.</summary>
    public const string Calendar = "holidays";
}
