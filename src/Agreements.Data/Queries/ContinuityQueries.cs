using System.Linq.Expressions;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>A place in the list of gaps: how many people, the last covered day, and the agreement that gave it.</summary>
public sealed record GapPosition(int Quota, DateOnly CoverEnds, Guid Id);

/// <summary>The end of cover on one line, with nothing that goes on.</summary>
/// <param name="Agreement">The agreement whose cover ends.</param>
/// <param name="NextFrom">First day of the next signed agreement on the line; null where there is none.</param>
/// <param name="NextCoverageFrom">First day on which one of them really gives cover; null where there is none.</param>
/// <param name="SuccessorId">The agreement under way that is to continue it; null where there is none.</param>
public sealed record CoverEnd(Agreement Agreement, DateOnly? NextFrom, DateOnly? NextCoverageFrom, Guid? SuccessorId);

/// <summary>
/// Where cover ends and nothing goes on, by the dates that were signed or by the days on which coverage really began. A line is one segment of one region;
/// whatever is signed on it counts, linked as a successor or not. Of one that begins nobody knows when, only the last day is known to be covered.
/// </summary>
public static class ContinuityQueries
{
    /// <summary>
    /// The agreements with which the cover of a line ends by so many days later, or has ended and not come back by the day, each judged by the date in its
    /// own zone.
    /// </summary>
    public static IQueryable<Agreement> WithoutContinuation(
        this IQueryable<Agreement> agreements, AgreementsDbContext db, IReadOnlyDictionary<string, DateOnly> dayByZone, int withinDays)
    {
        var latest = Days.After(dayByZone.Values.Max(), withinDays);
        return agreements
            .Where(ended => EF.Property<bool>(ended, DerivedColumns.Signed) == EF.Parameter(true) && EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds) <= latest
                && EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds) < DerivedColumns.NoEnd)
            .Where(Days.InEachZone(dayByZone, day => EndsWithin(Days.After(day, withinDays)).And(SpeaksForItsLine(db)).And(GoesOn(db, day).Not())));
    }

    /// <summary>The lines, each once, on which these lie.</summary>
    public static IQueryable<string> Lines(this IQueryable<Agreement> agreements) =>
        agreements.Select(agreement => new { agreement.RegionCode, agreement.Segment }).Distinct().Select(line => line.RegionCode);

    /// <summary>Those whose cover ends on the day or later.</summary>
    public static IQueryable<Agreement> StillToEnd(this IQueryable<Agreement> agreements, IReadOnlyDictionary<string, DateOnly> dayByZone) =>
        agreements.Where(Days.InEachZone(dayByZone, day => ended => EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds) >= day));

    /// <summary>Those whose cover has ended by the day.</summary>
    public static IQueryable<Agreement> AlreadyEnded(this IQueryable<Agreement> agreements, IReadOnlyDictionary<string, DateOnly> dayByZone) =>
        agreements.Where(Days.InEachZone(dayByZone, day => ended => EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds) < day));

    /// <summary>Most people first, then the earliest end; from after a position on.</summary>
    public static IQueryable<Agreement> MostAffectedFirst(this IQueryable<Agreement> agreements, GapPosition? after)
    {
        if (after is not null)
        {
            var (quota, ends, id) = (after.Quota, after.CoverEnds, after.Id);
            agreements = agreements.Where(a => EF.Property<int>(a, DerivedColumns.QuotaOrder) < quota
                || (EF.Property<int>(a, DerivedColumns.QuotaOrder) == quota
                    && (EF.Property<DateOnly>(a, DerivedColumns.CoverEnds) > ends || (EF.Property<DateOnly>(a, DerivedColumns.CoverEnds) == ends && a.Id > id))));
        }

        return agreements.OrderByDescending(a => EF.Property<int>(a, DerivedColumns.QuotaOrder)).ThenBy(a => EF.Property<DateOnly>(a, DerivedColumns.CoverEnds)).ThenBy(a => a.Id);
    }

    /// <summary>Where an agreement stands in that order.</summary>
    public static GapPosition GapPositionOf(Agreement agreement) =>
        new(agreement.ParticipantQuota ?? DerivedColumns.NoQuota, agreement.InForceUntil ?? DerivedColumns.NoEnd, agreement.Id);

    /// <summary>The rows as they are served, read without tracking.</summary>
    public static IQueryable<CoverEnd> AsCoverEnds(this IQueryable<Agreement> agreements, AgreementsDbContext db) =>
        agreements.AsNoTracking().Select(ended => new CoverEnd(
            ended,
            db.Agreements
                .Where(next => next.RegionCode == ended.RegionCode && next.Segment == ended.Segment && EF.Property<bool>(next, DerivedColumns.Signed) == EF.Parameter(true)
                    && EF.Property<DateOnly>(next, DerivedColumns.CoverEnds) > EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds)
                    && (next.EffectiveFrom ?? EF.Property<DateOnly>(next, DerivedColumns.CoverEnds)) <= EF.Property<DateOnly>(next, DerivedColumns.CoverEnds)
                    && (next.EffectiveFrom != null || EF.Property<DateOnly>(next, DerivedColumns.CoverEnds) < DerivedColumns.NoEnd))
                .Min(next => (DateOnly?)(next.EffectiveFrom ?? EF.Property<DateOnly>(next, DerivedColumns.CoverEnds))),
            db.Agreements
                .Where(next => next.RegionCode == ended.RegionCode && next.Segment == ended.Segment && EF.Property<bool>(next, DerivedColumns.Signed) == EF.Parameter(true)
                    && EF.Property<DateOnly>(next, DerivedColumns.CoverEnds) > EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds)
                    && (next.CoverageFrom ?? next.EffectiveFrom ?? EF.Property<DateOnly>(next, DerivedColumns.CoverEnds)) <= EF.Property<DateOnly>(next, DerivedColumns.CoverEnds)
                    && (next.CoverageFrom != null || next.EffectiveFrom != null || EF.Property<DateOnly>(next, DerivedColumns.CoverEnds) < DerivedColumns.NoEnd))
                .Min(next => (DateOnly?)(next.CoverageFrom ?? next.EffectiveFrom ?? EF.Property<DateOnly>(next, DerivedColumns.CoverEnds))),
            db.Agreements
                .Where(successor => successor.PredecessorId == ended.Id
                    && !EF.Property<bool>(successor, DerivedColumns.Signed) && successor.Lifecycle != LifecycleState.Cancelled)
                .OrderByDescending(successor => successor.Id).Select(successor => (Guid?)successor.Id).FirstOrDefault()));

    /// <summary>Every agreement of one line but those given up, by first day; an unknown one comes first, which the stores would not agree on by themselves.</summary>
    public static IQueryable<Agreement> OfLine(this IQueryable<Agreement> agreements, string regionCode, Segment segment) =>
        agreements.AsNoTracking()
            .Where(agreement => agreement.RegionCode == regionCode && agreement.Segment == segment && agreement.Lifecycle != LifecycleState.Cancelled)
            .OrderBy(agreement => agreement.EffectiveFrom ?? DateOnly.MinValue).ThenBy(agreement => agreement.Id);

    private static Expression<Func<Agreement, bool>> EndsWithin(DateOnly last) =>
        ended => EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds) <= last
            && (ended.EffectiveFrom == null || ended.EffectiveFrom <= EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds));

    // Of several that end together the one with the most people speaks for all.
    private static Expression<Func<Agreement, bool>> SpeaksForItsLine(AgreementsDbContext db) =>
        ended => !db.Agreements.Any(other => other.RegionCode == ended.RegionCode
            && other.Segment == ended.Segment
            && EF.Property<bool>(other, DerivedColumns.Signed) == EF.Parameter(true)
            && EF.Property<DateOnly>(other, DerivedColumns.CoverEnds) == EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds)
            && (other.EffectiveFrom == null || other.EffectiveFrom <= EF.Property<DateOnly>(other, DerivedColumns.CoverEnds))
            && (EF.Property<int>(other, DerivedColumns.QuotaOrder) > EF.Property<int>(ended, DerivedColumns.QuotaOrder)
                || (EF.Property<int>(other, DerivedColumns.QuotaOrder) == EF.Property<int>(ended, DerivedColumns.QuotaOrder) && other.Id > ended.Id)));

    // Others cover the day after it, or, where that has passed, some day since: by the signed dates and by those on which coverage really began.
    private static Expression<Func<Agreement, bool>> GoesOn(AgreementsDbContext db, DateOnly day) =>
        ended => db.Agreements.Any(other => other.RegionCode == ended.RegionCode
                && other.Segment == ended.Segment
                && EF.Property<bool>(other, DerivedColumns.Signed) == EF.Parameter(true)
                && EF.Property<DateOnly>(other, DerivedColumns.CoverEnds) > EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds)
                && (other.EffectiveFrom != null || EF.Property<DateOnly>(other, DerivedColumns.CoverEnds) < DerivedColumns.NoEnd)
                && (other.EffectiveFrom ?? EF.Property<DateOnly>(other, DerivedColumns.CoverEnds)) <= EF.Property<DateOnly>(other, DerivedColumns.CoverEnds)
                && ((other.EffectiveFrom ?? EF.Property<DateOnly>(other, DerivedColumns.CoverEnds)) <= day
                    || (other.EffectiveFrom ?? EF.Property<DateOnly>(other, DerivedColumns.CoverEnds)) <= EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds).AddDays(1)))
            && db.Agreements.Any(other => other.RegionCode == ended.RegionCode
                && other.Segment == ended.Segment
                && EF.Property<bool>(other, DerivedColumns.Signed) == EF.Parameter(true)
                && EF.Property<DateOnly>(other, DerivedColumns.CoverEnds) > EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds)
                && (other.CoverageFrom != null || other.EffectiveFrom != null || EF.Property<DateOnly>(other, DerivedColumns.CoverEnds) < DerivedColumns.NoEnd)
                && (other.CoverageFrom ?? other.EffectiveFrom ?? EF.Property<DateOnly>(other, DerivedColumns.CoverEnds)) <= EF.Property<DateOnly>(other, DerivedColumns.CoverEnds)
                && ((other.CoverageFrom ?? other.EffectiveFrom ?? EF.Property<DateOnly>(other, DerivedColumns.CoverEnds)) <= day
                    || (other.CoverageFrom ?? other.EffectiveFrom ?? EF.Property<DateOnly>(other, DerivedColumns.CoverEnds)) <= EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds).AddDays(1)));
}
