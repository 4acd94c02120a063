using System.Collections.Immutable;
using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Api.Tests.Registers;

/// <summary>
/// Registers as chance has them, their dates crowded around one day so that first and last days, terminations and successors meet, and moments near those
/// days. A larger size makes a larger register. What a property fails on is made smaller step by step, each a register that could be.
/// </summary>
public static class AnyCase
{
    private static readonly DateOnly[] Anchors = [new(2024, 2, 29), new(2025, 12, 31), new(2026, 3, 31), new(2026, 11, 21), new(2027, 2, 28)];

    // Of the second before a local midnight, and of the midnight itself, in each of the zones.
    private static readonly TimeSpan[] Hours = [new(2, 0, 0), new(14, 59, 59), new(15, 0, 0), new(15, 59, 59), new(16, 0, 0), new(16, 59, 59), new(17, 0, 0), new(23, 59, 59)];

    /// <summary>Registers on lines of these places and segments, judged so many times with one of these numbers of days to look ahead.</summary>
    public static Arbitrary<Case> Of(IReadOnlyList<Place> places, IReadOnlyList<Segment> segments, int moments, params int[] daysAhead) => Arb.From(
        from anchor in Gen.Elements(Anchors)
        from size in Gen.Sized(size => Gen.Choose(1, size))
        from records in Records(size, anchor, places, segments)
        let register = new MadeUpRegister(records)
        from judged in Moments(register, anchor, daysAhead).ListOf(moments)
        select new Case(register, [.. judged]),
        Smaller);

    private static Gen<ImmutableList<Recorded>> Records(int size, DateOnly anchor, IReadOnlyList<Place> places, IReadOnlyList<Segment> segments) =>
        size == 0
            ? Gen.Constant(ImmutableList<Recorded>.Empty)
            : from earlier in Records(size - 1, anchor, places, segments)
              from next in Next(earlier, anchor, places, segments)
              select earlier.Add(next);

    private static Gen<Recorded> Next(ImmutableList<Recorded> earlier, DateOnly anchor, IReadOnlyList<Place> places, IReadOnlyList<Segment> segments) =>
        from continues in earlier.Count == 0 ? Gen.Constant<Recorded?>(null) : OrNull(Gen.Elements(earlier.AsEnumerable<Recorded?>()), half: true)
        from sameLine in Gen.Elements(true, true, true, false)
        from place in Gen.Elements(places.AsEnumerable())
        from segment in Gen.Elements(segments.AsEnumerable())
        from rank in Gen.Choose(0, 0xffff)
        from lifecycle in Gen.Frequency(
            (12, Gen.Constant(LifecycleState.Signed)),
            (4, Gen.Constant(LifecycleState.Terminated)),
            (5, Gen.Elements(LifecycleState.Draft, LifecycleState.InReview, LifecycleState.Approved, LifecycleState.PartiallySigned, LifecycleState.Cancelled)))
        from term in continues?.Until is { } end ? TermAfter(end) : Terms(anchor)
        from openEnded in Gen.Elements(true, false)
        from coverage in CoverageFrom(term.From, anchor)
        from activation in Gen.Elements<ActivationMode?>(null, ActivationMode.SameDay, ActivationMode.NextMonth)
        from signed in Known(Dates(term.From ?? anchor))
        from handedOver in OrNull(Dates(term.From ?? anchor).Select(day => (DateOnly?)day), half: true)
        from notice in Gen.Elements<int?>(null, null, null, 0, 1, 1, 2, 3, 10, 24)
        from amendments in Amendments(term.From, anchor)
        from terminated in TerminatedOn(term, anchor)
        from inRenewal in Gen.Elements(true, false, false)
        select new Recorded
        {
            Number = earlier.Count,
            Id = new Guid(rank, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, (byte)(earlier.Count >> 8), (byte)earlier.Count),
            Place = sameLine && continues is not null ? continues.Place : place,
            Segment = sameLine && continues is not null ? continues.Segment : segment,
            Lifecycle = lifecycle,
            From = term.From,
            Until = term.Until,
            OpenEnded = term.Until is null && openEnded,
            CoverageFrom = coverage,
            SignedOn = lifecycle is LifecycleState.Signed or LifecycleState.Terminated ? signed : null,
            HandedOverOn = handedOver > MadeUpRegister.Today ? MadeUpRegister.Today : handedOver,
            Activation = activation,
            NoticeMonths = notice,
            Continues = continues?.Number,
            InRenewal = inRenewal,
            Amendments = lifecycle is LifecycleState.Signed or LifecycleState.Terminated ? amendments : [],
            TerminatedOn = lifecycle == LifecycleState.Terminated ? terminated : null,
        };

    private static Gen<DateOnly> Dates(DateOnly anchor) =>
        from offset in Gen.Frequency(
            (5, Gen.Choose(-3, 3)),
            (3, Gen.Elements(-91, -90, -31, -30, 30, 31, 90, 91)),
            (3, Gen.Choose(-45, 45)),
            (1, Gen.Elements(-366, -365, 365, 366)))
        select anchor.AddDays(offset);

    private static Gen<(DateOnly? From, DateOnly? Until)> Terms(DateOnly anchor) =>
        from one in Known(Dates(anchor))
        from other in Known(Dates(anchor))
        select one > other ? (other, one) : (one, other);

    // It touches, leaves a gap, overlaps, begins nobody knows when, or is over before the end of what it continues.
    private static Gen<(DateOnly? From, DateOnly? Until)> TermAfter(DateOnly end) =>
        from start in Gen.Elements(1, 1, 1, 0, 2, 2, 3, 31, -1, -40)
        from length in Gen.Elements(0, 1, 30, 364)
        from last in Gen.Elements(-1, 0, 1)
        from within in Gen.Elements(true, true, false)
        let first = end.AddDays(start)
        let until = within && start <= 0 ? end.AddDays(last) : first.AddDays(length)
        from known in Known(Gen.Constant(first))
        from knownUntil in Known(Gen.Constant(until < first ? first : until))
        select (known, knownUntil);

    private static Gen<DateOnly?> CoverageFrom(DateOnly? from, DateOnly anchor) =>
        OrNull(from is { } first ? Gen.Elements(-1, 0, 1, 2, 30, 400).Select(days => (DateOnly?)first.AddDays(days)) : Dates(anchor).Select(day => (DateOnly?)day));

    private static Gen<IReadOnlyList<Amended>> Amendments(DateOnly? start, DateOnly anchor) =>
        from count in Gen.Elements(0, 0, 0, 0, 1, 1, 2, 3)
        from amendments in Amendment(start, anchor).ListOf(count)
        select (IReadOnlyList<Amended>)[.. amendments];

    private static Gen<Amended> Amendment(DateOnly? start, DateOnly anchor) =>
        from signed in Gen.Choose(0, 3)
        from near in Dates(anchor)
        from after in Gen.Elements(0, 1, 30)
        from atStart in Gen.Elements(true, false)
        from until in OrNull(Dates(anchor).Select(day => (DateOnly?)day), half: true)
        from quota in Gen.Elements<int?>(null, 0, 1, 1000, 1000, 25_000, AmendmentContent.ParticipantQuotaMax)
        select new Amended(MadeUpRegister.Today.AddDays(-signed), atStart && start is { } first ? first.AddDays(after) : near, until, quota);

    // On its first day, at its end, after it, or at any time.
    private static Gen<DateOnly> TerminatedOn((DateOnly? From, DateOnly? Until) term, DateOnly anchor) =>
        from day in Dates(anchor)
        from atEnd in Gen.Elements(-1, 0, 1, 2)
        from which in Gen.Elements(term.From, term.Until?.AddDays(atEnd), day)
        select which ?? day;

    private static Gen<Moment> Moments(MadeUpRegister register, DateOnly anchor, int[] daysAhead)
    {
        List<DateOnly?> named = [.. register.Records.SelectMany(record => new[]
        {
            record.From, CountedDays.EndOf(record), record.CoverageFrom, record.TerminatedOn, CountedDays.NoticeOf(record),
        })];
        return from days in Gen.Elements(daysAhead)
               from near in Gen.Elements<DateOnly?>(named)
               from beside in Gen.Elements(-1, 0, 0, 1)
               from ahead in Gen.Elements(0, 0, days)
               from hour in OrNull(Gen.Elements(Hours.Select(hour => (TimeSpan?)hour)), half: true)
               let day = (near ?? anchor).AddDays(beside - ahead)
               from edge in Gen.Frequency((30, Gen.Constant(day)), (1, Gen.Elements(DateOnly.MinValue, DateOnly.MaxValue.AddDays(-days), DateOnly.MaxValue)))
               select edge == day && hour is { } at
                   ? new Moment(AsOf: null, new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue) + at, TimeSpan.Zero), days)
                   : new Moment(edge, default, days);
    }

    private static Gen<DateOnly?> Known(Gen<DateOnly> days) => Gen.Frequency((6, days.Select(day => (DateOnly?)day)), (1, Gen.Constant<DateOnly?>(null)));

    private static Gen<T?> OrNull<T>(Gen<T?> values, bool half = false) => Gen.Frequency((1, values), (half ? 1 : 2, Gen.Constant<T?>(default)));

    private static IEnumerable<Case> Smaller(Case one) =>
    [
        .. one.Moments.Count > 1 ? one.Moments.Select(moment => one with { Moments = [moment] }) : [],
        .. Fewer(one.Register.Records).Concat(Plainer(one.Register.Records)).Select(records => one with { Register = new MadeUpRegister(records) }),
        .. one.Moments.Count == 1 ? Plainer(one.Moments[0]).Select(moment => one with { Moments = [moment] }) : [],
    ];

    // Without one half or the other, without a quarter, and so on, down to a single one.
    private static IEnumerable<IEnumerable<Recorded>> Fewer(IReadOnlyList<Recorded> records)
    {
        for (var size = (records.Count + 1) / 2; size > 0; size /= 2)
        {
            for (var start = 0; start < records.Count; start += size)
            {
                yield return [.. records.Take(start), .. records.Skip(start + size)];
            }
        }
    }

    // The same records, one of them with one thing less.
    private static IEnumerable<IEnumerable<Recorded>> Plainer(IReadOnlyList<Recorded> records) =>
        records.SelectMany(Plainer, (record, plainer) => records.Select(each => each == record ? plainer : each));

    private static IEnumerable<Recorded> Plainer(Recorded record) => new[]
    {
        record with { Continues = null },
        record with { Lifecycle = record.IsSigned ? LifecycleState.Signed : LifecycleState.Draft, TerminatedOn = null },
        record with { CoverageFrom = null },
        record with { Activation = null, SignedOn = null, HandedOverOn = null },
        record with { HandedOverOn = null },
        record with { NoticeMonths = null },
        record with { OpenEnded = false },
        record with { Place = Place.All[0] },
        record with { Segment = default },
    }.Where(plainer => plainer != record).Concat(record.Amendments.SelectMany(Plainer, (amended, plainer) =>
        record with { Amendments = [.. record.Amendments.Select(each => ReferenceEquals(each, amended) ? plainer : each).OfType<Amended>()] }));

    private static IEnumerable<Amended?> Plainer(Amended amended) => amended switch
    {
        { Until: not null, Quota: not null } => [null, amended with { Until = null }, amended with { Quota = null }],
        _ => [null],
    };

    private static IEnumerable<Moment> Plainer(Moment moment) => new[]
    {
        moment with { AsOf = moment.In(Place.All[0]), At = default },
        moment with { Days = 0 },
    }.Where(plainer => plainer != moment);
}
