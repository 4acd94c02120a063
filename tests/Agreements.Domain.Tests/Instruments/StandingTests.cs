using System.Globalization;
using Agreements.Domain.Instruments;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Instruments;

public sealed class StandingTests
{
    // The year 2025 of Sulawesi Barat, with three months of notice: begins on 1 April, notice from 30 September, ends on 31 December.
    private static readonly StandingFacts Term = new(
        LifecycleState.Signed, TerminatedOn: null, Day("2025-04-01"), Day("2025-12-31"), OpenEnded: false, Day("2025-09-30"), IsContinued: false, IsInRenewal: false);

    [Theory]
    [InlineData("2025-03-31", Standing.Upcoming)]
    [InlineData("2025-04-01", Standing.Active)]
    [InlineData("2025-04-02", Standing.Active)]
    [InlineData("2025-09-29", Standing.Active)]
    [InlineData("2025-09-30", Standing.InNotice)]
    [InlineData("2025-10-01", Standing.InNotice)]
    [InlineData("2025-12-30", Standing.InNotice)]
    [InlineData("2025-12-31", Standing.InNotice)]
    [InlineData("2026-01-01", Standing.Lapsed)]
    [InlineData("2026-01-02", Standing.Lapsed)]
    public void A_term_with_a_notice_goes_from_upcoming_to_lapsed(string day, Standing expected) => Assert.Equal(expected, Term.On(Day(day)));

    // 90 days before 31 December is 2 October.
    [Theory]
    [InlineData("2025-10-01", Standing.Active)]
    [InlineData("2025-10-02", Standing.Expiring)]
    [InlineData("2025-10-03", Standing.Expiring)]
    [InlineData("2025-12-30", Standing.Expiring)]
    [InlineData("2025-12-31", Standing.Expiring)]
    [InlineData("2026-01-01", Standing.Lapsed)]
    public void Without_a_notice_it_expires_within_ninety_days_until_the_end_of_its_last_day(string day, Standing expected) =>
        Assert.Equal(expected, (Term with { NoticeDue = null }).On(Day(day)));

    [Theory]
    [InlineData(0, "2025-12-30", Standing.Active)]
    [InlineData(0, "2025-12-31", Standing.Expiring)]
    [InlineData(0, "2026-01-01", Standing.Lapsed)]
    [InlineData(30, "2025-11-30", Standing.Active)]
    [InlineData(30, "2025-12-01", Standing.Expiring)]
    [InlineData(30, "2025-12-02", Standing.Expiring)]
    [InlineData(3650, "2025-04-01", Standing.Expiring)]
    public void The_horizon_is_whatever_the_caller_says(int horizonDays, string day, Standing expected) =>
        Assert.Equal(expected, (Term with { NoticeDue = null }).On(Day(day), horizonDays));

    [Fact]
    public void Notice_outranks_the_horizon_even_before_it() => Assert.Equal(Standing.InNotice, (Term with { NoticeDue = Day("2025-05-01") }).On(Day("2025-05-01"), horizonDays: 0));

    [Fact]
    public void A_notice_of_no_months_is_due_on_the_last_day()
    {
        var facts = Term with { NoticeDue = Day("2025-12-31") };

        Assert.Equal(Standing.Expiring, facts.On(Day("2025-12-30")));
        Assert.Equal(Standing.InNotice, facts.On(Day("2025-12-31")));
        Assert.Equal(Standing.Lapsed, facts.On(Day("2026-01-01")));
    }

    [Theory]
    [InlineData("2025-12-31", Standing.InNotice)]
    [InlineData("2026-01-01", Standing.Superseded)]
    [InlineData("2026-01-02", Standing.Superseded)]
    public void A_continued_one_lives_to_its_end_and_is_superseded_after_it(string day, Standing expected) =>
        Assert.Equal(expected, (Term with { IsContinued = true, IsInRenewal = true }).On(Day(day)));

    [Theory]
    [InlineData("2025-12-31", Standing.InNotice)]
    [InlineData("2026-01-01", Standing.LapsedInRenewal)]
    [InlineData("2026-01-02", Standing.LapsedInRenewal)]
    public void One_whose_renewal_is_open_lapses_in_renewal(string day, Standing expected) => Assert.Equal(expected, (Term with { IsInRenewal = true }).On(Day(day)));

    [Theory]
    [InlineData("2025-03-31", Standing.Upcoming)]
    [InlineData("2025-06-30", Standing.Active)]
    [InlineData("2025-07-01", Standing.Terminated)]
    [InlineData("2025-07-02", Standing.Terminated)]
    [InlineData("2026-01-01", Standing.Terminated)]
    public void A_terminated_one_stands_as_signed_until_the_day_it_takes_effect(string day, Standing expected) =>
        Assert.Equal(expected, (Term with { Lifecycle = LifecycleState.Terminated, TerminatedOn = Day("2025-07-01") }).On(Day(day)));

    [Theory]
    [InlineData("2025-12-31", Standing.InNotice)]
    [InlineData("2026-01-31", Standing.Lapsed)]
    [InlineData("2026-02-01", Standing.Terminated)]
    public void One_that_is_terminated_after_its_end_has_lapsed_first(string day, Standing expected) =>
        Assert.Equal(expected, (Term with { Lifecycle = LifecycleState.Terminated, TerminatedOn = Day("2026-02-01") }).On(Day(day)));

    [Fact]
    public void One_that_is_terminated_on_its_first_day_was_never_in_force()
    {
        var facts = Term with { Lifecycle = LifecycleState.Terminated, TerminatedOn = Day("2025-04-01") };

        Assert.Equal(Standing.Upcoming, facts.On(Day("2025-03-31")));
        Assert.Equal(Standing.Terminated, facts.On(Day("2025-04-01")));
    }

    [Theory]
    [InlineData(LifecycleState.Draft)]
    [InlineData(LifecycleState.InReview)]
    [InlineData(LifecycleState.Approved)]
    [InlineData(LifecycleState.PartiallySigned)]
    public void What_both_parties_have_not_signed_is_not_in_force_and_misses_its_start(LifecycleState lifecycle)
    {
        var facts = Term with { Lifecycle = lifecycle };

        Assert.All(["2025-03-31", "2025-04-01", "2026-06-01"], day => Assert.Equal(Standing.NotInForce, facts.On(Day(day))));
        Assert.Empty(facts.ReasonsOn(Day("2025-03-31")));
        Assert.Equal([StandingReason.StartMissed], facts.ReasonsOn(Day("2025-04-01")));
        Assert.Equal([StandingReason.StartMissed], facts.ReasonsOn(Day("2026-06-01")));
        Assert.Empty((facts with { From = null }).ReasonsOn(Day("2026-06-01")));
    }

    [Fact]
    public void What_was_given_up_misses_nothing()
    {
        var facts = Term with { Lifecycle = LifecycleState.Cancelled };

        Assert.Equal(Standing.NotInForce, facts.On(Day("2025-06-01")));
        Assert.Empty(facts.ReasonsOn(Day("2025-06-01")));
    }

    [Theory]
    [InlineData(true, StandingReason.OpenEnded)]
    [InlineData(false, StandingReason.EndUnknown)]
    public void One_without_an_end_is_active_and_says_why(bool openEnded, StandingReason reason)
    {
        var facts = Term with { Until = null, NoticeDue = null, OpenEnded = openEnded };

        Assert.Equal(Standing.Upcoming, facts.On(Day("2025-03-31")));
        Assert.Empty(facts.ReasonsOn(Day("2025-03-31")));
        Assert.Equal(Standing.Active, facts.On(Day("2025-04-01"), StandingFacts.MaxHorizonDays));
        Assert.Equal([reason], facts.ReasonsOn(Day("2199-12-31")));
    }

    [Fact]
    public void One_without_a_first_day_has_begun() => Assert.Equal(Standing.Active, (Term with { From = null }).On(Day("1945-08-17")));

    [Fact]
    public void A_horizon_past_the_end_of_the_calendar_ends_with_it() => Assert.Equal(Standing.Active, (Term with { Until = null, NoticeDue = null }).On(DateOnly.MaxValue, StandingFacts.MaxHorizonDays));

    // Each standing by its own definition, none knowing of the order; the order then decides among those that hold.
    [Fact]
    public void On_every_day_exactly_one_holds_for_every_record() => Check.QuickThrowOnFailure(Prop.ForAll(Facts().ToArbitrary(), Days().ToArbitrary(), Horizons().ToArbitrary(), (facts, day, horizon) =>
    {
        var signed = facts.Lifecycle is LifecycleState.Signed or LifecycleState.Terminated;
        var ended = facts.TerminatedOn is { } on && Count(on, day) >= 0;
        var begun = facts.From is not { } from || Count(from, day) >= 0;
        var over = facts.Until is { } until && Count(until, day) > 0;
        var runs = signed && !ended && begun && !over;
        var inNotice = facts.NoticeDue is { } due && Count(due, day) >= 0;
        var soon = facts.Until is { } end && Count(day, end) <= horizon;
        Standing[] holding =
        [
            .. Enumerable.Repeat(Standing.Terminated, ended ? 1 : 0),
            .. Enumerable.Repeat(Standing.NotInForce, !signed ? 1 : 0),
            .. Enumerable.Repeat(Standing.Upcoming, signed && !ended && !begun ? 1 : 0),
            .. Enumerable.Repeat(Standing.Superseded, signed && !ended && begun && over && facts.IsContinued ? 1 : 0),
            .. Enumerable.Repeat(Standing.LapsedInRenewal, signed && !ended && begun && over && !facts.IsContinued && facts.IsInRenewal ? 1 : 0),
            .. Enumerable.Repeat(Standing.Lapsed, signed && !ended && begun && over && !facts.IsContinued && !facts.IsInRenewal ? 1 : 0),
            .. Enumerable.Repeat(Standing.InNotice, runs && inNotice ? 1 : 0),
            .. Enumerable.Repeat(Standing.Expiring, runs && !inNotice && soon ? 1 : 0),
            .. Enumerable.Repeat(Standing.Active, runs && !inNotice && !soon ? 1 : 0),
        ];
        return holding is [var only] && only == facts.On(day, horizon);
    }));

    private static Gen<StandingFacts> Facts() =>
        from lifecycle in Gen.Elements(Enum.GetValues<LifecycleState>())
        from start in Days()
        from length in Gen.Choose(0, 20)
        from startKnown in Gen.Elements(true, true, true, false)
        from endKnown in Gen.Elements(true, true, true, false)
        from notice in Gen.Choose(-1, 12)
        from terminated in Gen.Choose(0, 25)
        from continued in Gen.Elements(true, false)
        from renewing in Gen.Elements(true, false)
        let end = start.AddDays(length)
        select new StandingFacts(
            lifecycle,
            lifecycle == LifecycleState.Terminated ? start.AddDays(terminated) : null,
            startKnown ? start : null,
            endKnown ? end : null,
            OpenEnded: !endKnown && continued,
            endKnown && notice >= 0 ? end.AddDays(-notice) : null,
            continued,
            renewing);

    // Few days, so that boundaries are hit often.
    private static Gen<DateOnly> Days() => Gen.Choose(0, 40).Select(days => Day("2025-12-10").AddDays(days));

    private static Gen<int> Horizons() => Gen.Elements(0, 1, 5, 90);

    // Days from one date to another, counted one by one.
    private static int Count(DateOnly from, DateOnly to)
    {
        var days = 0;
        for (var day = from; day < to; day = day.AddDays(1))
        {
            days++;
        }

        for (var day = to; day < from; day = day.AddDays(1))
        {
            days--;
        }

        return days;
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
