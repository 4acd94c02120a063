using System.Linq.Expressions;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The named filters of the register. Each narrows what it is given and leaves the order to the keyset.</summary>
public static class AgreementQueries
{
    private static readonly Expression<Func<Agreement, Continuing>> AsSuccessor = successor => new Continuing(
        successor.PredecessorId!.Value,
        new Successor(
            successor.Id,
            successor.RegionCode,
            successor.Segment,
            successor.Lifecycle,
            successor.EffectiveFrom,
            EF.Property<DateOnly>(successor, DerivedColumns.CoverEnds) == DerivedColumns.NoEnd ? null : EF.Property<DateOnly>(successor, DerivedColumns.CoverEnds))
        {
            IsUnconfirmed = successor.ImportId != null && successor.NeedsReview,
        });

    /// <summary>Those that carry the number on either side, whatever its case, spaces and punctuation.</summary>
    public static IQueryable<Agreement> Numbered(this IQueryable<Agreement> agreements, string number)
    {
        var key = DocumentNumber.LookUpKey(number);
        return agreements.Where(agreement => key != null
            && (EF.Property<string?>(agreement, DerivedColumns.LocalNumberKey) == key || EF.Property<string?>(agreement, DerivedColumns.BpjsNumberKey) == key));
    }

    /// <summary>Those that are named.</summary>
    public static IQueryable<Agreement> WithIds(this IQueryable<Agreement> agreements, IReadOnlyCollection<Guid> ids) => agreements.Where(agreement => ids.Contains(agreement.Id));

    /// <summary>The one that is named.</summary>
    internal static IQueryable<Agreement> WithId(this IQueryable<Agreement> agreements, Guid id) => agreements.Where(agreement => agreement.Id == id);

    /// <summary>Those of which a property has one of these values.</summary>
    public static IQueryable<Agreement> WithOneOf<TValue>(this IQueryable<Agreement> agreements, Expression<Func<Agreement, TValue>> property, IReadOnlyList<TValue> values) =>
        agreements.Where(property.IsOneOf(values));

    /// <summary>Those with a last day on or after this one.</summary>
    public static IQueryable<Agreement> EndingFrom(this IQueryable<Agreement> agreements, DateOnly day) =>
        agreements.Where(agreement => EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) >= day && agreement.EffectiveUntil != null);

    /// <summary>Those with a last day on or before this one.</summary>
    public static IQueryable<Agreement> EndingTo(this IQueryable<Agreement> agreements, DateOnly day) =>
        agreements.Where(agreement => EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) <= day && agreement.EffectiveUntil != null);

    /// <summary>
    /// Those signed and in force on the day whose last day lies between it and so many days later, each judged by the date in its own zone. One whose
    /// termination lies ahead is still in force. The widest span of the zones bounds the walk along the index; the exact one decides.
    /// </summary>
    public static IQueryable<Agreement> ExpiringWithin(this IQueryable<Agreement> agreements, IReadOnlyDictionary<string, DateOnly> dayByZone, int days)
    {
        var (earliest, latest) = (dayByZone.Values.Min(), Days.After(dayByZone.Values.Max(), days));
        return agreements
            .Where(agreement => EF.Property<bool>(agreement, DerivedColumns.Signed) == EF.Parameter(true)
                && EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) >= earliest
                && EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) <= latest
                && agreement.EffectiveUntil != null)
            .Where(Days.InEachZone(dayByZone, day => StandingQueries.Runs(day).And(StandingQueries.EndsBy(Days.After(day, days)))));
    }

    /// <summary>The same, and those in force of which nobody knows when they end.</summary>
    public static IQueryable<Agreement> ExpiringWithinOrNobodyKnows(this IQueryable<Agreement> agreements, IReadOnlyDictionary<string, DateOnly> dayByZone, int days)
    {
        var earliest = dayByZone.Values.Min();
        return agreements
            .Where(agreement => EF.Property<bool>(agreement, DerivedColumns.Signed) == EF.Parameter(true) && EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) >= earliest)
            .Where(Days.InEachZone(dayByZone, day => StandingQueries.Runs(day).And(StandingQueries.EndsBy(Days.After(day, days)).Or(EndIsUnknown()))));
    }

    /// <summary>Those in force of which nobody knows when they end.</summary>
    public static IQueryable<Agreement> OfUnknownEnd(this IQueryable<Agreement> agreements, IReadOnlyDictionary<string, DateOnly> dayByZone)
    {
        var noEnd = DerivedColumns.NoEnd;
        return agreements
            .Where(agreement => EF.Property<bool>(agreement, DerivedColumns.Signed) == EF.Parameter(true) && EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) == noEnd)
            .Where(Days.InEachZone(dayByZone, day => StandingQueries.Runs(day).And(EndIsUnknown())));
    }

    /// <summary>Those that no signed successor continues without a day between.</summary>
    public static IQueryable<Agreement> NotContinued(this IQueryable<Agreement> agreements, AgreementsDbContext db) =>
        agreements.Where(StandingQueries.IsContinued(db).Not());

    /// <summary>
    /// The rows as they are served, read without tracking. A predecessor or successor beyond the caller's reach is not named, though whether there is a
    /// successor still counts.
    /// </summary>
    public static IQueryable<AgreementRow> AsRows(this IQueryable<Agreement> agreements, AgreementsDbContext db, Reach reach)
    {
        var within = db.AgreementsWithin(reach);
        return agreements.AsNoTracking()
            .Select(Predicates.With(agreement => new Judged { Agreement = agreement, IsContinued = default }, nameof(Judged.IsContinued), StandingQueries.IsContinued(db)))
            .LeftJoin(
                db.BpjsOffices,
                row => row.Agreement.BpjsOfficeId,
                office => (Guid?)office.Id,
                (row, office) => new AgreementRow(
                    row.Agreement,
                    office!.Name,
                    within.Where(predecessor => predecessor.Id == row.Agreement.PredecessorId).Select(predecessor => (Guid?)predecessor.Id).FirstOrDefault(),
                    within
                        .Where(successor => successor.PredecessorId == row.Agreement.Id && successor.Lifecycle != LifecycleState.Cancelled)
                        .OrderByDescending(successor => EF.Property<bool>(successor, DerivedColumns.Signed)).ThenByDescending(successor => successor.Id)
                        .Select(successor => (Guid?)successor.Id).FirstOrDefault(),
                    row.IsContinued));
    }

    /// <summary>The agreements that name one as the agreement they continue, within the caller's reach or not: whether it is continued is a fact about it.</summary>
    public static IQueryable<Successor> SuccessorsOf(this AgreementsDbContext db, Agreement agreement) =>
        db.Agreements.Where(successor => successor.PredecessorId == agreement.Id).Select(AsSuccessor).Select(each => each.Successor);

    /// <summary>The same of several agreements, by the one that each names.</summary>
    public static async Task<ILookup<Guid, Successor>> SuccessorsOfAsync(this AgreementsDbContext db, IReadOnlyCollection<Guid> agreementIds, CancellationToken cancellationToken) =>
        (await db.Agreements.Where(successor => agreementIds.Contains(successor.PredecessorId!.Value)).Select(AsSuccessor).ToListAsync(cancellationToken)).ToLookup(each => each.Of, each => each.Successor);

    /// <summary>The amendments of an agreement that the caller has in hand.</summary>
    public static IQueryable<Amendment> AmendmentsOf(this AgreementsDbContext db, Agreement agreement) =>
        db.Amendments.Where(amendment => amendment.AgreementId == agreement.Id);

    private static Expression<Func<Agreement, bool>> EndIsUnknown() => agreement => agreement.EffectiveUntil == null && !agreement.OpenEnded;

    private sealed record Judged
    {
        public required Agreement Agreement { get; init; }

        public required bool IsContinued { get; init; }
    }

    // An agreement with the one that it continues.
    private sealed record Continuing(Guid Of, Successor Successor);
}

/// <summary>An agreement with what its representation shows of its office.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="OfficeName">Name of the office; null where there is none.</param>
/// <param name="PredecessorId">The agreement that it continues, where the caller reaches that one.</param>
/// <param name="SuccessorId">The agreement that continues it; see <see cref="Successor.ToShow"/>.</param>
/// <param name="IsContinued">Whether a signed successor goes on without a day between.</param>
public sealed record AgreementRow(Agreement Agreement, string? OfficeName, Guid? PredecessorId, Guid? SuccessorId, bool IsContinued);
