using System.Linq.Expressions;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>How many agreements of a province stand in one way.</summary>
/// <param name="ProvinceCode">Kemendagri code of the province.</param>
/// <param name="Standing">How they stand.</param>
/// <param name="Count">How many.</param>
public sealed record StandingCount(string ProvinceCode, Standing Standing, int Count);

/// <summary>The SQL form of <see cref="StandingFacts.On"/>. A test compares the two on random registers.</summary>
public static class StandingQueries
{
    /// <summary>
    /// Those that stand in one of these ways, each judged by the date in its own zone. What all of them have in common bounds the walk along the index;
    /// the exact predicate decides.
    /// </summary>
    public static IQueryable<Agreement> ThatStand(
        this IQueryable<Agreement> agreements, AgreementsDbContext db, IReadOnlyCollection<Standing> standings, IReadOnlyDictionary<string, DateOnly> dayByZone, int horizonDays)
    {
        standings = [.. standings.Distinct().Order()];
        var spans = standings.Select(standing => SpanOf(standing, dayByZone.Values.Min(), dayByZone.Values.Max(), horizonDays)).ToList();
        if (spans.TrueForAll(span => span.IsSigned == spans[0].IsSigned))
        {
            var isSigned = spans[0].IsSigned;
            agreements = agreements.Where(agreement => EF.Property<bool>(agreement, DerivedColumns.Signed) == isSigned);
        }

        if (spans.Min(span => span.EndsFrom) is var from && from > DateOnly.MinValue)
        {
            agreements = agreements.Where(agreement => EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) >= from);
        }

        if (spans.Max(span => span.EndsTo) is var to && to < DateOnly.MaxValue)
        {
            agreements = agreements.Where(agreement => EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) <= to);
        }

        return agreements.Where(Days.InEachZone(dayByZone, day => standings.Select(standing => Stands(db, standing, day, horizonDays)).Aggregate(Predicates.Or)));
    }

    /// <summary>How many stand in each way, by province, each judged by the date in its own zone.</summary>
    public static IQueryable<StandingCount> CountedByStanding(
        this IQueryable<Agreement> agreements, AgreementsDbContext db, IReadOnlyDictionary<string, DateOnly> dayByZone, int horizonDays) =>
        agreements
            .Select(Keyed(Days.InEachZone<Agreement, Standing>(dayByZone, day => FirstThatHolds(db, day, horizonDays))))
            .GroupBy(row => new { row.ProvinceCode, row.Standing })
            .Select(group => new StandingCount(group.Key.ProvinceCode, group.Key.Standing, group.Count()));

    /// <summary>Whether a signed successor goes on where the agreement ends: <see cref="Successor.Continues"/>.</summary>
    /// <remarks>
    /// Nothing added to the region, and the bare flag, keep SQLite from looking through a whole line, or all that was signed, instead of the one or two that
    /// name the predecessor.
    /// </remarks>
    internal static Expression<Func<Agreement, bool>> IsContinued(AgreementsDbContext db) =>
        agreement => db.Agreements.Any(successor => successor.PredecessorId == agreement.Id
            && successor.RegionCode + "" == agreement.RegionCode && successor.Segment == agreement.Segment
            && EF.Property<bool>(successor, DerivedColumns.Signed)
            && successor.EffectiveFrom <= EF.Property<DateOnly>(agreement, DerivedColumns.CoverEnds).AddDays(1)
            && EF.Property<DateOnly>(successor, DerivedColumns.CoverEnds) > EF.Property<DateOnly>(agreement, DerivedColumns.CoverEnds));

    private static Expression<Func<Agreement, bool>> Stands(AgreementsDbContext db, Standing standing, DateOnly day, int horizonDays) => standing switch
    {
        Standing.Terminated => IsTerminated(day),
        Standing.NotInForce => IsSigned().Not(),
        Standing.Upcoming => Binds(day).And(BeginsAfter(day)),
        Standing.Superseded => IsOver(day).And(IsContinued(db)),
        Standing.LapsedInRenewal => IsOver(day).And(IsContinued(db).Not()).And(IsInRenewal()),
        Standing.Lapsed => IsOver(day).And(IsContinued(db).Not()).And(IsInRenewal().Not()),
        Standing.InNotice => Runs(day).And(NoticeIsDue(day)),
        Standing.Expiring => Runs(day).And(NoticeIsDue(day).Not()).And(EndsBy(Days.After(day, horizonDays))),
        Standing.Active => Runs(day).And(NoticeIsDue(day).Not()).And(EndsBy(Days.After(day, horizonDays)).Not()),
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, message: null),
    };

    // The order of the enum is the order in which they are asked.
    private static Expression<Func<Agreement, Standing>> FirstThatHolds(AgreementsDbContext db, DateOnly day, int horizonDays)
    {
        (Standing Standing, Expression<Func<Agreement, bool>> Holds)[] rows =
        [
            (Standing.Terminated, IsTerminated(day)),
            (Standing.NotInForce, Stands(db, Standing.NotInForce, day, horizonDays)),
            (Standing.Upcoming, BeginsAfter(day)),
            (Standing.LapsedInRenewal, EndsBefore(day).And(IsContinued(db).Not()).And(IsInRenewal())),
            (Standing.Lapsed, EndsBefore(day).And(IsContinued(db).Not())),
            (Standing.Superseded, EndsBefore(day)),
            (Standing.InNotice, NoticeIsDue(day)),
            (Standing.Expiring, EndsBy(Days.After(day, horizonDays))),
        ];
        return rows.Reverse().Aggregate(Always(Standing.Active), (otherwise, row) => Predicates.If(row.Holds, Always(row.Standing), otherwise));
    }

    private static Expression<Func<Agreement, Standing>> Always(Standing standing) =>
        Expression.Lambda<Func<Agreement, Standing>>(Expression.Constant(standing), Expression.Parameter(typeof(Agreement), "agreement"));

    private static Expression<Func<Agreement, KeyedRow>> Keyed(Expression<Func<Agreement, Standing>> standing) =>
        Predicates.With(
            agreement => new KeyedRow { ProvinceCode = agreement.RegionCode.Substring(0, 2), Standing = default }, nameof(KeyedRow.Standing), standing);

    private static Expression<Func<Agreement, bool>> IsTerminated(DateOnly day) =>
        agreement => EF.Property<DateOnly>(agreement, DerivedColumns.TerminatedOrder) <= day
            && EF.Property<DateOnly>(agreement, DerivedColumns.TerminatedOrder) < DerivedColumns.NoEnd;

    // Signed, and not terminated by that day.
    private static Expression<Func<Agreement, bool>> Binds(DateOnly day) => IsSigned().And(IsTerminated(day).Not());

    private static Expression<Func<Agreement, bool>> IsSigned() => agreement => EF.Property<bool>(agreement, DerivedColumns.Signed);

    private static Expression<Func<Agreement, bool>> IsInRenewal() => agreement => agreement.RenewalId != null;

    private static Expression<Func<Agreement, bool>> BeginsAfter(DateOnly day) => agreement => agreement.EffectiveFrom > day;

    private static Expression<Func<Agreement, bool>> HasBegun(DateOnly day) => agreement => agreement.EffectiveFrom == null || agreement.EffectiveFrom <= day;

    private static Expression<Func<Agreement, bool>> EndsBefore(DateOnly day) => agreement => EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) < day;

    internal static Expression<Func<Agreement, bool>> EndsBy(DateOnly day) =>
        agreement => EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) <= day && EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) < DerivedColumns.NoEnd;

    private static Expression<Func<Agreement, bool>> NoticeIsDue(DateOnly day) =>
        agreement => EF.Property<DateOnly>(agreement, DerivedColumns.NoticeOrder) <= day && EF.Property<DateOnly>(agreement, DerivedColumns.NoticeOrder) < DerivedColumns.NoEnd;

    private static Expression<Func<Agreement, bool>> IsOver(DateOnly day) => Binds(day).And(HasBegun(day)).And(EndsBefore(day));

    /// <summary>Whether it is in force on the day, its last one included.</summary>
    internal static Expression<Func<Agreement, bool>> Runs(DateOnly day) => Binds(day).And(HasBegun(day)).And(EndsBefore(day).Not());

    // Within what ends on the index the agreements of a standing lie, whatever their zone.
    private static (bool IsSigned, DateOnly EndsFrom, DateOnly EndsTo) SpanOf(Standing standing, DateOnly earliest, DateOnly latest, int horizonDays) => standing switch
    {
        Standing.NotInForce => (false, DateOnly.MinValue, DateOnly.MaxValue),
        Standing.Terminated => (true, DateOnly.MinValue, DateOnly.MaxValue),
        Standing.Superseded or Standing.LapsedInRenewal or Standing.Lapsed => (true, DateOnly.MinValue, latest),
        Standing.Expiring => (true, earliest, Days.After(latest, horizonDays)),
        Standing.Active => (true, Days.After(earliest, horizonDays), DateOnly.MaxValue),
        _ => (true, earliest, DateOnly.MaxValue),
    };

    private sealed record KeyedRow
    {
        public required string ProvinceCode { get; init; }

        public required Standing Standing { get; init; }
    }
}
