using Agreements.Domain.Instruments;
using Agreements.Domain.Renewals;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>A place in a list that is sorted by a day: the day of a row, and its id.</summary>
public sealed record DayPlace(DateOnly Day, Guid Id);

/// <summary>The named queries of the renewals.</summary>
public static class RenewalQueries
{
    /// <summary>By the last day of the old term, from after a place on.</summary>
    public static IQueryable<Renewal> WalkByDue(this IQueryable<Renewal> renewals, DayPlace? after)
    {
        if (after is { Day: var day, Id: var id })
        {
            renewals = renewals.Where(renewal => renewal.DueOn >= day && (renewal.DueOn > day || renewal.Id > id));
        }

        return renewals.OrderBy(renewal => renewal.DueOn).ThenBy(renewal => renewal.Id);
    }

    /// <summary>Every renewal of agreements that the caller has in hand.</summary>
    public static IQueryable<Renewal> RenewalsOf(this AgreementsDbContext db, IReadOnlyCollection<Guid> agreementIds) => db.Renewals.Where(renewal => agreementIds.Contains(renewal.AgreementId));

    /// <summary>The log of a renewal that the caller reaches, in the order in which it was written.</summary>
    public static IQueryable<RenewalEntry> LogOf(this AgreementsDbContext db, Guid renewalId, Guid? after)
    {
        var entries = db.RenewalEntries.Where(entry => entry.RenewalId == renewalId);
        return (after is { } id ? entries.Where(entry => entry.Id > id) : entries).OrderBy(entry => entry.Id);
    }

    /// <summary>The signed agreement that continues one for the same people, be it late; null where there is none.</summary>
    public static Task<SignedSuccessor?> SignedSuccessorAsync(this AgreementsDbContext db, Agreement agreement, CancellationToken cancellationToken) => db.Agreements
        .Where(successor => successor.PredecessorId == agreement.Id && successor.Lifecycle == LifecycleState.Signed && successor.RegionCode == agreement.RegionCode && successor.Segment == agreement.Segment)
        .OrderByDescending(successor => successor.Id).Select(successor => new SignedSuccessor(successor.Id, successor.SignedOn)).FirstOrDefaultAsync(cancellationToken);

    /// <summary>
    /// The agreements with an open renewal, in the order in which they are to be held. Which plans lean on a day shows only then: an amendment that is under
    /// way may be moving one there.
    /// </summary>
    public static Task<List<Guid>> PlannedAsync(this AgreementsDbContext db, CancellationToken cancellationToken) =>
        db.Renewals.Where(renewal => renewal.State == RenewalState.Open).Select(renewal => renewal.AgreementId).Order().ToListAsync(cancellationToken);

    /// <summary>The open renewal of an agreement, with the agreement, within anybody's reach or not; null where none is open.</summary>
    public static async Task<(Renewal Renewal, Agreement Agreement)?> OpenRenewalAsync(this AgreementsDbContext db, Guid agreementId, CancellationToken cancellationToken)
    {
        var agreement = await db.Agreements.SingleOrDefaultAsync(each => each.Id == agreementId && each.RenewalId != null, cancellationToken);
        return agreement is null ? null : (await db.Renewals.SingleAsync(renewal => renewal.Id == agreement.RenewalId, cancellationToken), agreement);
    }

    /// <summary>Whatever names a renewal's agreement as the one it continues, in the order in which it is to be held.</summary>
    public static IQueryable<Guid> DraftsFor(this AgreementsDbContext db, Guid renewalId) =>
        from renewal in db.Renewals
        where renewal.Id == renewalId
        from draft in db.Agreements
        where draft.PredecessorId == renewal.AgreementId
        orderby draft.Id
        select draft.Id;

    /// <summary>The renewals that name a draft as the agreement that is to continue theirs.</summary>
    public static IQueryable<Renewal> RenewalsTowards(this AgreementsDbContext db, Agreement draft) => db.Renewals.Where(renewal => renewal.SuccessorId == draft.Id);
}
