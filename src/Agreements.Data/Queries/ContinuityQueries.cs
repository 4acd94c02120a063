using System.Linq.Expressions;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>A day from which on nobody on a line is really covered: where cover ends and nothing goes on, or where its first term begins before its coverage.</summary>
public sealed record CoverBreak
{
    /// <summary>The agreement whose cover ends or has not begun.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>Kemendagri code of the local government.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Whom the agreement covers.</summary>
    public required Segment Segment { get; init; }

    /// <summary>The zone of the region.</summary>
    public required string TimeZone { get; init; }

    /// <summary>How many people it covers; negative where that is unknown.</summary>
    public required int Quota { get; init; }

    /// <summary>First uncovered day.</summary>
    public required DateOnly From { get; init; }
}

/// <summary>A place in the list of breaks: how many people, the first uncovered day, and the agreement.</summary>
public sealed record BreakPosition(int Quota, DateOnly From, Guid AgreementId);

/// <summary>A break with what is known of its end.</summary>
/// <param name="Break">The break.</param>
/// <param name="NextFrom">First day of the next signed agreement on the line; null where there is none.</param>
/// <param name="NextCoverageFrom">First day on which one of them really gives cover; null where there is none.</param>
/// <param name="SuccessorId">The agreement under way that is to continue it; null where there is none.</param>
/// <param name="Owner">Who looks after the agreement; looked up for the page alone, so that the breaks are found along the index of lines.</param>
public sealed record CoverBreakRow(CoverBreak Break, DateOnly? NextFrom, DateOnly? NextCoverageFrom, Guid? SuccessorId, string? Owner);

/// <summary>How many lines are broken off on the day, and how many will be.</summary>
public sealed record BrokenLines(bool IsOpen, int Count);

/// <summary>
/// Where cover breaks off: each row of days without anybody really covered, once. Whatever is signed for a day may still cover nobody on it, never the other
/// way round. A line is one segment of one region; whatever is signed on it counts, linked as a successor or not.
/// </summary>
public static class ContinuityQueries
{
    /// <summary>
    /// Where the cover of the lines on which these agreements lie breaks off after a day at most so many days later, or has and not come back by the day, each
    /// judged by the date in its own zone.
    /// </summary>
    public static IQueryable<CoverBreak> Breaks(
        this IQueryable<Agreement> agreements, AgreementsDbContext db, IReadOnlyDictionary<string, DateOnly> dayByZone, int withinDays)
    {
        var latest = Days.After(dayByZone.Values.Max(), withinDays);
        var uncovered = Days.After(latest, 1);
        var signed = agreements.Where(agreement => EF.Property<bool>(agreement, DerivedColumns.Signed) == EF.Parameter(true));
        var ends = signed
            .Where(ended => EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds) <= latest && EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds) < DerivedColumns.NoEnd)
            .Where(Days.InEachZone(dayByZone, day => EndsBy(Days.After(day, withinDays)).And(BreaksOff(db, day))));
        var beginnings = signed
            .Where(first => EF.Property<DateOnly>(first, DerivedColumns.CoverBegins) <= uncovered
                && EF.Property<DateOnly>(first, DerivedColumns.CoverBegins) < EF.Property<DateOnly>(first, DerivedColumns.CoverageBegins))
            .Where(Days.InEachZone(dayByZone, day => BeginsBy(Days.After(Days.After(day, withinDays), 1)).And(BeginsItsLine(db)).And(CoversNobodyYet(db, day))));
        return ends.Select(BreakFrom(ended => EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds).AddDays(1)))
            .Concat(beginnings.Select(BreakFrom(first => EF.Property<DateOnly>(first, DerivedColumns.CoverBegins))));
    }

    /// <summary>How many lines break off, each counted once on either side of the day.</summary>
    public static IQueryable<BrokenLines> CountedByLine(this IQueryable<CoverBreak> breaks, IReadOnlyDictionary<string, DateOnly> dayByZone) =>
        breaks
            .Select(Line(Days.InEachZone<CoverBreak, bool>(dayByZone, day => uncovered => uncovered.From <= day)))
            .Distinct()
            .GroupBy(line => line.IsOpen)
            .Select(lines => new BrokenLines(lines.Key, lines.Count()));

    /// <summary>Most people first, then the earliest day; from after a position on.</summary>
    public static IQueryable<CoverBreak> MostAffectedFirst(this IQueryable<CoverBreak> breaks, BreakPosition? after)
    {
        if (after is not null)
        {
            var (quota, from, id) = (after.Quota, after.From, after.AgreementId);
            breaks = breaks.Where(row => row.Quota < quota || (row.Quota == quota && (row.From > from || (row.From == from && row.AgreementId > id))));
        }

        return breaks.OrderByDescending(row => row.Quota).ThenBy(row => row.From).ThenBy(row => row.AgreementId);
    }

    /// <summary>Where a break stands in that order.</summary>
    public static BreakPosition PositionOf(CoverBreak row) => new(row.Quota, row.From, row.AgreementId);

    /// <summary>The rows as they are served; a successor beyond the caller's reach is not named.</summary>
    public static IQueryable<CoverBreakRow> AsRows(this IQueryable<CoverBreak> breaks, AgreementsDbContext db, Reach reach)
    {
        var within = db.AgreementsWithin(reach);
        return breaks.Select(row => new CoverBreakRow(
            row,
            db.Agreements
                .Where(next => next.RegionCode == row.RegionCode && next.Segment == row.Segment && EF.Property<bool>(next, DerivedColumns.Signed) == EF.Parameter(true)
                    && EF.Property<DateOnly>(next, DerivedColumns.CoverEnds) >= row.From && EF.Property<DateOnly>(next, DerivedColumns.CoverBegins) < DerivedColumns.NoEnd)
                .Min(next => (DateOnly?)EF.Property<DateOnly>(next, DerivedColumns.CoverBegins)),
            db.Agreements
                .Where(next => next.RegionCode == row.RegionCode && next.Segment == row.Segment && EF.Property<bool>(next, DerivedColumns.Signed) == EF.Parameter(true)
                    && EF.Property<DateOnly>(next, DerivedColumns.CoverEnds) >= row.From && EF.Property<DateOnly>(next, DerivedColumns.CoverageBegins) < DerivedColumns.NoEnd)
                .Min(next => (DateOnly?)EF.Property<DateOnly>(next, DerivedColumns.CoverageBegins)),
            within
                .Where(successor => successor.PredecessorId == row.AgreementId
                    && !EF.Property<bool>(successor, DerivedColumns.Signed) && successor.Lifecycle != LifecycleState.Cancelled)
                .OrderByDescending(successor => successor.Id).Select(successor => (Guid?)successor.Id).FirstOrDefault(),
            db.Agreements.Where(agreement => agreement.Id == row.AgreementId).Select(agreement => agreement.Owner).FirstOrDefault()));
    }

    /// <summary>Every agreement of one line but those given up, by first day; an unknown one comes first, which the stores would not agree on by themselves.</summary>
    public static IQueryable<Agreement> OfLine(this IQueryable<Agreement> agreements, string regionCode, Segment segment) =>
        agreements.AsNoTracking()
            .Where(agreement => agreement.RegionCode == regionCode && agreement.Segment == segment && agreement.Lifecycle != LifecycleState.Cancelled)
            .OrderBy(agreement => agreement.EffectiveFrom ?? DateOnly.MinValue).ThenBy(agreement => agreement.Id);

    private static Expression<Func<Agreement, bool>> EndsBy(DateOnly last) => ended => EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds) <= last;

    private static Expression<Func<Agreement, bool>> BeginsBy(DateOnly last) => first => EF.Property<DateOnly>(first, DerivedColumns.CoverBegins) <= last;

    // It has covered somebody, and no other covers the day after it, or, where that has passed, some day since. Of several that end together the one with
    // the most people speaks for all.
    private static Expression<Func<Agreement, bool>> BreaksOff(AgreementsDbContext db, DateOnly day) =>
        ended => EF.Property<DateOnly>(ended, DerivedColumns.CoverageBegins) < DerivedColumns.NoEnd
            && !db.Agreements.Any(other => other.RegionCode == ended.RegionCode
                && other.Segment == ended.Segment
                && EF.Property<bool>(other, DerivedColumns.Signed) == EF.Parameter(true)
                && EF.Property<DateOnly>(other, DerivedColumns.CoverEnds) >= EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds)
                && EF.Property<DateOnly>(other, DerivedColumns.CoverageBegins) < DerivedColumns.NoEnd
                && (EF.Property<DateOnly>(other, DerivedColumns.CoverEnds) > EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds)
                    ? EF.Property<DateOnly>(other, DerivedColumns.CoverageBegins) <= day
                        || EF.Property<DateOnly>(other, DerivedColumns.CoverageBegins) <= EF.Property<DateOnly>(ended, DerivedColumns.CoverEnds).AddDays(1)
                    : EF.Property<int>(other, DerivedColumns.QuotaOrder) > EF.Property<int>(ended, DerivedColumns.QuotaOrder)
                        || (EF.Property<int>(other, DerivedColumns.QuotaOrder) == EF.Property<int>(ended, DerivedColumns.QuotaOrder) && other.Id > ended.Id)));

    // Of several that begin together the one with the most people is the first.
    private static Expression<Func<Agreement, bool>> BeginsItsLine(AgreementsDbContext db) =>
        first => !db.Agreements.Any(other => other.RegionCode == first.RegionCode
            && other.Segment == first.Segment
            && EF.Property<bool>(other, DerivedColumns.Signed) == EF.Parameter(true)
            && (EF.Property<DateOnly>(other, DerivedColumns.CoverBegins) < EF.Property<DateOnly>(first, DerivedColumns.CoverBegins)
                || (EF.Property<DateOnly>(other, DerivedColumns.CoverBegins) == EF.Property<DateOnly>(first, DerivedColumns.CoverBegins)
                    && (EF.Property<int>(other, DerivedColumns.QuotaOrder) > EF.Property<int>(first, DerivedColumns.QuotaOrder)
                        || (EF.Property<int>(other, DerivedColumns.QuotaOrder) == EF.Property<int>(first, DerivedColumns.QuotaOrder) && other.Id > first.Id)))));

    // Coverage has not begun on its line by its first day, nor, where that has passed, since.
    private static Expression<Func<Agreement, bool>> CoversNobodyYet(AgreementsDbContext db, DateOnly day) =>
        first => !db.Agreements.Any(other => other.RegionCode == first.RegionCode
            && other.Segment == first.Segment
            && EF.Property<bool>(other, DerivedColumns.Signed) == EF.Parameter(true)
            && EF.Property<DateOnly>(other, DerivedColumns.CoverageBegins) < DerivedColumns.NoEnd
            && (EF.Property<DateOnly>(other, DerivedColumns.CoverageBegins) <= day
                || EF.Property<DateOnly>(other, DerivedColumns.CoverageBegins) <= EF.Property<DateOnly>(first, DerivedColumns.CoverBegins)));

    private static Expression<Func<Agreement, CoverBreak>> BreakFrom(Expression<Func<Agreement, DateOnly>> from) =>
        Predicates.With<Agreement, CoverBreak, DateOnly>(
            agreement => new CoverBreak
            {
                AgreementId = agreement.Id,
                RegionCode = agreement.RegionCode,
                Segment = agreement.Segment,
                TimeZone = agreement.TimeZone,
                Quota = EF.Property<int>(agreement, DerivedColumns.QuotaOrder),
                From = default,
            },
            nameof(CoverBreak.From),
            from);

    private static Expression<Func<CoverBreak, BrokenLine>> Line(Expression<Func<CoverBreak, bool>> isOpen) =>
        Predicates.With<CoverBreak, BrokenLine, bool>(
            row => new BrokenLine { RegionCode = row.RegionCode, Segment = row.Segment, IsOpen = default }, nameof(BrokenLine.IsOpen), isOpen);

    private sealed record BrokenLine
    {
        public required string RegionCode { get; init; }

        public required Segment Segment { get; init; }

        public required bool IsOpen { get; init; }
    }
}
