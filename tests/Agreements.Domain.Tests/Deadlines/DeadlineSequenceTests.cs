using Agreements.Domain.Calendars;
using Agreements.Domain.Deadlines;

namespace Agreements.Domain.Tests.Deadlines;

/// <summary>What calendars tell the later word from the earlier by.</summary>
public sealed class DeadlineSequenceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 12, 31);

    [Fact]
    public void A_moved_date_is_the_same_thing_at_a_later_revision_even_within_a_second()
    {
        var first = Opened([], Day, Now);
        var second = Opened([first], Day.AddDays(90), Now);
        var third = Opened([second], Day, Now);

        Assert.Equal((DeadlineState.Superseded, DeadlineState.Superseded), (first.ClosedAs, second.ClosedAs));
        Assert.True(first.Sequence < second.Sequence && second.Sequence < third.Sequence, $"{first.Sequence} {second.Sequence} {third.Sequence}");
        Assert.Equal([CalendarUid.Of(first)], new[] { CalendarUid.Of(second), CalendarUid.Of(third) }.Distinct(StringComparer.Ordinal));
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public void A_clock_that_jumps_back_turns_no_revision_back()
    {
        var first = Opened([], Day, Now);

        Assert.True(Opened([first], Day.AddDays(1), Now.AddYears(-1)).Sequence > first.Sequence);
    }

    [Fact]
    public void What_is_due_again_after_it_was_met_comes_after_what_was_said_then()
    {
        var first = Opened([], Day, Now);
        Assert.Empty(DeadlineSchedule.Reconcile([first], [Due(Day) with { IsMet = true }], Now.AddMinutes(1)));
        var last = first.Sequence;

        Assert.True(Opened([], Day, Now.AddMinutes(2)).Sequence > last);
    }

    [Fact]
    public void Every_change_that_shows_is_a_revision_and_that_a_record_was_confirmed_is_one()
    {
        var deadline = Opened([], Day, Now);
        var (first, version) = (deadline.Sequence, deadline.Version);

        Keep(Due(Day));
        Assert.Equal(first, deadline.Sequence);
        Keep(Due(Day) with { Owner = "Bagian Kesra" });
        Assert.Equal((first + 1, version + 1), (deadline.Sequence, deadline.Version));
        Keep(Due(Day) with { Owner = "Bagian Kesra", IsDoubtful = true });
        Assert.Equal((first + 2, version + 1), (deadline.Sequence, deadline.Version));

        void Keep(Due due) => Assert.Empty(DeadlineSchedule.Reconcile([deadline], [due], Now));
    }

    private static Deadline Opened(IReadOnlyCollection<Deadline> live, DateOnly dueOn, DateTimeOffset at) => Assert.Single(DeadlineSchedule.Reconcile(live, [Due(dueOn)], at));

    private static Due Due(DateOnly dueOn) => new("Expiry:019a8f00-0000-7000-8000-000000000003", DeadlineKind.Expiry, dueOn, IsMet: false) { RegionCode = "76", TimeZone = "Asia/Makassar" };
}
