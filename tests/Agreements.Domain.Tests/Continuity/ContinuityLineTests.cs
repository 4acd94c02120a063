using System.Globalization;
using Agreements.Domain.Continuity;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Continuity;

public sealed class ContinuityLineTests
{
    private static readonly DateOnly Start = Day("2025-01-01");
    private static readonly DateOnly Finish = Day("2026-12-31");

    [Fact]
    public void Terms_that_touch_leave_no_gap_and_no_overlap()
    {
        var line = Line(("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31"));

        Assert.Empty(line.Gaps(Start, Finish));
        Assert.Empty(line.Overlaps(Start, Finish));
    }

    [Fact]
    public void One_day_between_two_terms_is_a_gap()
    {
        var gap = Assert.Single(Line(("2025-01-01", "2025-12-31"), ("2026-01-02", "2026-12-31")).Gaps(Start, Finish));

        Assert.Equal(new Gap(Day("2026-01-01"), Day("2026-01-01"), After: Id(0), Before: Id(1)), gap);
        Assert.Equal(1, gap.Days);
    }

    [Fact]
    public void One_day_in_common_is_an_overlap()
    {
        var overlap = Assert.Single(Line(("2025-01-01", "2025-12-31"), ("2025-12-31", "2026-12-31")).Overlaps(Start, Finish));

        Assert.Equal((Day("2025-12-31"), Day("2025-12-31"), 1), (overlap.From, overlap.Until, overlap.Days));
        Assert.Equal([Id(0), Id(1)], overlap.AgreementIds);
    }

    [Fact]
    public void Where_nothing_follows_the_gap_reaches_to_the_end_of_the_window()
    {
        var gap = Assert.Single(Line(("2025-04-01", "2025-12-31")).Gaps(Start, Day("2026-11-21")));

        Assert.Equal((Day("2026-01-01"), Day("2026-11-21"), 325), (gap.From, gap.Until, gap.Days));
    }

    [Fact]
    public void The_days_before_the_first_term_are_no_gap() => Assert.Empty(Line(("2025-04-01", "2026-12-31")).Gaps(Start, Finish));

    [Fact]
    public void A_longer_term_covers_what_a_shorter_one_within_it_leaves() =>
        Assert.Empty(Line(("2025-01-01", "2026-12-31"), ("2025-03-01", "2025-05-31"), ("2026-02-01", "2026-03-31")).Gaps(Start, Finish));

    [Fact]
    public void A_gap_is_laid_to_the_term_that_reached_furthest() =>
        Assert.Equal(Id(0), Assert.Single(Line(("2025-01-01", "2025-12-31"), ("2025-03-01", "2025-05-31"), ("2026-02-01", "2026-12-31")).Gaps(Start, Finish)).After);

    [Fact]
    public void Without_an_end_there_is_no_gap_after_it() => Assert.Empty(Line(("2025-04-01", null)).Gaps(Start, DateOnly.MaxValue));

    [Fact]
    public void Without_a_known_beginning_only_the_last_day_is_known_to_be_covered()
    {
        var line = Line(("2025-01-01", "2025-01-31"), (null, "2025-03-31"));

        Assert.Equal([new Gap(Day("2025-02-01"), Day("2025-03-30"), Id(0), Id(1)), new Gap(Day("2025-04-01"), Finish, Id(1), Before: null)], line.Gaps(Start, Finish));
    }

    // Halmahera Utara: signed from 1 April 2025, covered from 1 May.
    [Fact]
    public void Where_cover_should_have_begun_earlier_the_first_days_are_a_gap()
    {
        var line = new ContinuityLine([new CoverSpan(Id(0), Day("2025-05-01"), Day("2026-12-31"))], begins: Day("2025-04-01"));

        Assert.Equal([new Gap(Day("2025-04-01"), Day("2025-04-30"), After: null, Before: Id(0))], line.Gaps(Start, Finish));
    }

    [Fact]
    public void Where_cover_never_began_everything_is_a_gap() =>
        Assert.Equal([new Gap(Day("2025-04-01"), Finish, After: null, Before: null)], new ContinuityLine([], begins: Day("2025-04-01")).Gaps(Start, Finish));

    [Fact]
    public void One_that_ends_before_it_begins_gives_no_cover()
    {
        var line = Line(("2025-01-01", "2025-06-30"), ("2025-09-01", "2025-08-31"));

        Assert.Equal(Day("2025-07-01"), Assert.Single(line.Gaps(Start, Finish)).From);
        Assert.Empty(line.Overlaps(Start, Finish));
    }

    [Fact]
    public void An_empty_line_has_neither()
    {
        Assert.Empty(Line().Gaps(Start, Finish));
        Assert.Empty(Line().Overlaps(Start, Finish));
    }

    [Fact]
    public void Gaps_and_overlaps_are_the_days_that_one_would_count() => Check.QuickThrowOnFailure(Prop.ForAll(Spans().ToArbitrary(), Windows().ToArbitrary(), (spans, window) =>
    {
        var line = new ContinuityLine(spans);
        var gaps = line.Gaps(window.From, window.To);
        var overlaps = line.Overlaps(window.From, window.To);
        var days = Enumerable.Range(0, window.To.DayNumber - window.From.DayNumber + 1).Select(window.From.AddDays).ToList();

        var uncovered = days.Where(day => !spans.Any(span => Covers(span, day)) && spans.Any(span => GivesCover(span) && BeginsOf(span) <= day));
        var doubled = days.Where(day => spans.Count(span => Covers(span, day)) > 1);
        return uncovered.SequenceEqual(gaps.SelectMany(gap => DaysOf(gap.From, gap.Until)))
            && doubled.SequenceEqual(overlaps.SelectMany(overlap => DaysOf(overlap.From, overlap.Until)))
            && gaps.All(gap => gap.Days == DaysOf(gap.From, gap.Until).Count())
            && Apart(gaps.Select(gap => (gap.From, gap.Until)))
            && Apart(overlaps.Select(overlap => (overlap.From, overlap.Until)))
            && gaps.All(gap => spans.Where(span => GivesCover(span) && BeginsOf(span) <= gap.From).Max(span => span.Until) == spans.Single(span => span.AgreementId == gap.After).Until)
            && overlaps.All(overlap => spans.Where(span => DaysOf(overlap.From, overlap.Until).Any(day => Covers(span, day))).Select(span => span.AgreementId).ToHashSet()
                .SetEquals(overlap.AgreementIds));
    }));

    [Fact]
    public void From_the_day_on_which_there_should_be_cover_every_day_without_is_a_gap() => Check.QuickThrowOnFailure(Prop.ForAll(
        Spans().ToArbitrary(), Windows().ToArbitrary(), Gen.Choose(-3, 45).ToArbitrary(), (spans, window, begins) =>
    {
        var first = Start.AddDays(begins);
        var gaps = new ContinuityLine(spans, first).Gaps(window.From, window.To);
        var days = Enumerable.Range(0, window.To.DayNumber - window.From.DayNumber + 1).Select(window.From.AddDays);

        return days.Where(day => day >= first && !spans.Any(span => Covers(span, day))).SequenceEqual(gaps.SelectMany(gap => DaysOf(gap.From, gap.Until)))
            && Apart(gaps.Select(gap => (gap.From, gap.Until)));
    }));

    private static DateOnly? BeginsOf(CoverSpan span) => span.From ?? span.Until;

    private static bool GivesCover(CoverSpan span) => BeginsOf(span) is not null && !(span.From > span.Until);

    private static bool Covers(CoverSpan span, DateOnly day) => BeginsOf(span) <= day && !(span.Until < day);

    private static IEnumerable<DateOnly> DaysOf(DateOnly from, DateOnly until) => Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(from.AddDays);

    // Rows of days that touch would be one row.
    private static bool Apart(IEnumerable<(DateOnly From, DateOnly Until)> rows) =>
        rows.Zip(rows.Skip(1)).All(pair => pair.Second.From.DayNumber > pair.First.Until.DayNumber + 1);

    private static Gen<List<CoverSpan>> Spans() =>
        from spans in Gen.Choose(0, 6).SelectMany(count => Span().ListOf(count))
        select spans.Select((span, index) => span with { AgreementId = Id(index) }).ToList();

    private static Gen<CoverSpan> Span() =>
        from start in Gen.Choose(0, 40)
        from length in Gen.Choose(-2, 15)
        from startKnown in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from endKnown in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new CoverSpan(Guid.Empty, startKnown ? Start.AddDays(start) : null, endKnown ? Start.AddDays(start + length) : null);

    private static Gen<(DateOnly From, DateOnly To)> Windows() =>
        from first in Gen.Choose(-5, 50)
        from length in Gen.Choose(0, 60)
        select (Start.AddDays(first), Start.AddDays(first + length));

    private static ContinuityLine Line(params (string? From, string? Until)[] spans) =>
        new(spans.Select((span, index) => new CoverSpan(Id(index), span.From is null ? null : Day(span.From), span.Until is null ? null : Day(span.Until))));

    private static Guid Id(int number) => new($"019a0000-0000-7000-8000-00000000000{number}");

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
