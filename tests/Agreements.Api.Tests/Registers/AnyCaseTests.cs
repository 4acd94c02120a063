using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Api.Tests.Registers;

/// <summary>A property says little about cases that never come up: forty large registers meet every boundary.</summary>
public sealed class AnyCaseTests
{
    private static readonly Arbitrary<Case> Any = AnyCase.Of([.. Place.All.Take(3)], [Segment.PbpuBp, Segment.General], moments: 3, 0, 1, 30, 120, 3650);

    private static readonly List<(Case Case, CountedDays Counted)> Cases = [.. Any.Generator.Sample(120, new Rnd(20261121), 200).Select(one => (one, new CountedDays(one.Register)))];

    private static readonly List<(Recorded Record, CountedDays Counted)> Records = [.. Cases.SelectMany(one => one.Counted.Records, (one, record) => (record, one.Counted))];

    private static readonly List<(Moment Moment, CountedDays Counted)> Moments = [.. Cases.SelectMany(one => one.Case.Moments, (one, moment) => (moment, one.Counted))];

    [Fact]
    public void Every_standing_and_every_state_come_up_in_every_zone()
    {
        var judged = Moments.SelectMany(one => one.Counted.Records, (one, record) => (record.Place.Zone, Standing: one.Counted.StandingOf(record, one.Moment))).ToHashSet();

        Assert.Equal(3 * Enum.GetValues<Standing>().Length, judged.Count);
        Assert.Equal(3 * Enum.GetValues<LifecycleState>().Length, Records.Select(one => (one.Record.Place.Zone, one.Record.Lifecycle)).Distinct().Count());
    }

    [Fact]
    public void Days_are_judged_by_where_something_begins_ends_or_falls_due_and_by_two_dates_at_once()
    {
        var near = Moments.SelectMany(one => one.Counted.Records, (one, record) => (Day: one.Moment.In(record.Place).DayNumber, one.Moment.Days, Record: record)).ToList();

        Assert.All([-1, 0, 1], beside =>
        {
            Assert.Contains(near, one => one.Day + beside == one.Record.From?.DayNumber);
            Assert.Contains(near, one => one.Day + beside == CountedDays.EndOf(one.Record)?.DayNumber);
            Assert.Contains(near, one => one.Days > 0 && one.Day + one.Days + beside == CountedDays.EndOf(one.Record)?.DayNumber);
            Assert.Contains(near, one => one.Day + beside == CountedDays.NoticeOf(one.Record)?.DayNumber);
            Assert.Contains(near, one => one.Day + beside == one.Record.TerminatedOn?.DayNumber);
        });
        Assert.Equal([1, 2], Moments.Select(one => one.Moment.ByZone.Values.Distinct().Count()).Distinct().Order());
        Assert.Contains(Moments, one => one.Moment.AsOf == DateOnly.MinValue);
        Assert.Contains(Moments, one => one.Moment.AsOf == DateOnly.MaxValue);
    }

    [Fact]
    public void Successors_touch_leave_a_gap_overlap_and_prove_nothing()
    {
        var followed = Records.SelectMany(
            one => one.Counted.Records.Where(other => other.Continues == one.Record.Number),
            (one, other) => (End: CountedDays.EndOf(one.Record), one.Record.Line, Successor: other)).Where(pair => pair.End is not null).ToList();
        var signed = followed.Where(pair => pair.Successor.IsSigned && pair.Successor.Line == pair.Line).ToList();

        Assert.Contains(signed, pair => pair.Successor.From == pair.End?.AddDays(1));
        Assert.Contains(signed, pair => pair.Successor.From == pair.End?.AddDays(2));
        Assert.Contains(signed, pair => pair.Successor.From <= pair.End && CountedDays.EndOf(pair.Successor) == pair.End);
        Assert.Contains(signed, pair => pair.Successor.From <= pair.End && CountedDays.EndOf(pair.Successor) == pair.End?.AddDays(1));
        Assert.Contains(signed, pair => pair.Successor.From is null);
        Assert.Contains(signed, pair => pair.Successor.TerminatedOn == pair.Successor.From);
        Assert.Contains(followed, pair => pair.Successor.Line != pair.Line && pair.Successor.From <= pair.End?.AddDays(1));
        Assert.Contains(followed, pair => !pair.Successor.IsSigned && pair.Successor.From <= pair.End?.AddDays(1));
        Assert.Contains(Records, one => one.Counted.Records.Count(other => other.Continues == one.Record.Number) > 1);
        Assert.Equal([false, true], Records.Select(one => one.Counted.IsContinued(one.Record)).Distinct().Order());
    }

    [Fact]
    public void Terms_are_amended_out_of_order_and_covered_late()
    {
        Assert.Contains(Records, one => CountedDays.EndOf(one.Record) != one.Record.Until);
        Assert.Contains(Records, one => one.Record.Amendments.Zip(one.Record.Amendments.Skip(1)).Any(pair => pair.First.SignedOn > pair.Second.SignedOn && pair.First.Until is not null && pair.Second.Until is not null));
        Assert.Contains(Records, one => one.Record is { OpenEnded: true } && CountedDays.EndOf(one.Record) is not null);
        Assert.Contains(Records, one => one.Record.Amendments.Any(amended => amended.EffectiveOn == one.Record.TerminatedOn && amended.Quota is not null));
        Assert.Contains(Records, one => one.Record.CoverageFrom > one.Record.From);
        Assert.Contains(Records, one => one.Record.CoverageFrom > CountedDays.EndOf(one.Record));
        Assert.Contains(Records, one => one.Record is { From: null, CoverageFrom: not null, IsSigned: true });
        Assert.All(Enum.GetValues<ActivationMode>(), mode =>
        {
            var activated = Records.Where(one => one.Record.Activation == mode && one.Record is { CoverageFrom: null, From: not null, SignedOn: not null }).ToList();
            Assert.Contains(activated, one => one.Record is { HandedOverOn: null } record && record.SignedOn > record.From);
            Assert.Contains(activated, one => one.Record.SignedOn < one.Record.From && one.Record.HandedOverOn > one.Record.From);
            Assert.Contains(activated, one => one.Record.HandedOverOn?.AddDays(31) > CountedDays.EndOf(one.Record));
        });
    }

    [Fact]
    public void Cover_breaks_off_and_comes_back_now_and_ahead()
    {
        var listed = Moments.SelectMany(one => one.Counted.OpenOrAhead(one.Moment, one.Moment.Days), (one, row) => (Row: row, IsOpen: row.From <= one.Moment.In(row.Of[0].Place), one.Moment, one.Counted)).ToList();

        Assert.All([true, false], isOpen =>
        {
            var side = listed.Where(each => each.IsOpen == isOpen).ToList();
            Assert.Contains(side, each => each.Row is { IsBeginning: true });
            Assert.Contains(side, each => each.Row is { IsBeginning: false, Until: null });
            Assert.Contains(side, each => each.Row is { IsBeginning: false, Until: not null });
            Assert.Contains(side, each => each.Row.SignedFrom is not null);
            Assert.Contains(side, each => each.Row.Of.Count > 1);
        });
        Assert.Contains(listed, each => each.Row.Until == each.Moment.In(each.Row.Of[0].Place));
        Assert.Contains(listed, each => each.Row.Until is { } until && each.Row.From == until);

        // Two on one line, both yet to come, which are one line in the summary.
        Assert.Contains(listed.Where(each => !each.IsOpen).CountBy(each => (each.Moment, each.Counted, each.Row.Of[0].Line)), line => line.Value > 1);
    }
}
