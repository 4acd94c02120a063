using Agreements.Domain.Deadlines;
using Agreements.Domain.Reminders;

namespace Agreements.Domain.Tests.Reminders;

/// <summary>Which rung goes out on which day.</summary>
public sealed class ReminderLadderTests
{
    private static readonly DateOnly DueOn = new(2027, 3, 31);
    private static readonly ReminderLadder Ladder = ReminderLadder.Of([0, 30, 7]);

    [Fact]
    public void Rungs_are_in_order_whatever_the_order_in_which_they_are_named() => Assert.Equal([30, 7, 0], Ladder.Offsets);

    [Theory]
    [InlineData(new[] { 1, 1 })]
    [InlineData(new[] { -1 })]
    [InlineData(new[] { ReminderLadder.MaxOffset + 1 })]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21 })]
    public void A_rung_named_twice_or_out_of_bounds_and_one_too_many_are_refused(int[] offsets) => Assert.Throws<ArgumentException>(() => ReminderLadder.Of(offsets));

    [Theory]
    [InlineData("2027-02-28", null, null)]
    [InlineData("2027-03-01", null, 30)]
    [InlineData("2027-03-23", null, 30)]
    [InlineData("2027-03-24", null, 7)]
    [InlineData("2027-03-31", null, 0)]
    [InlineData("2027-05-31", null, 0)]
    [InlineData("2027-03-24", 30, 7)]
    [InlineData("2027-03-23", 30, null)]
    [InlineData("2027-03-31", 7, 0)]
    [InlineData("2027-03-31", 0, null)]
    [InlineData("2027-03-31", 20, 0)]
    public void The_most_urgent_rung_whose_day_has_come_goes_out(string today, int? settled, int? current) =>
        Assert.Equal(current, Ladder.Current(DueOn, settled, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Those_above_it_that_were_not_settled_are_missed()
    {
        Assert.Equal([30, 7], Ladder.Missed(settled: null, 0));
        Assert.Equal([7], Ladder.Missed(settled: 30, 0));
        Assert.Empty(Ladder.Missed(settled: null, 30));
    }

    [Fact]
    public void The_next_rung_is_the_one_below_what_was_settled()
    {
        Assert.Equal((30, 7, 0, null), (Ladder.Next(null), Ladder.Next(30), Ladder.Next(5), Ladder.Next(0)));
        Assert.Equal(new DateOnly(2027, 3, 24), Ladder.NextOn(DueOn, 30));
        Assert.Null(ReminderLadder.Of([]).NextOn(DueOn, settled: null));
    }

    [Fact]
    public void A_day_before_the_calendar_began_is_its_first() => Assert.Equal(DateOnly.MinValue, ReminderLadder.FireOn(new DateOnly(1, 3, 1), 180));

    [Fact]
    public void Every_kind_of_deadline_has_a_ladder_that_ends_on_the_day() =>
        Assert.All(Enum.GetValues<DeadlineKind>(), kind => Assert.Equal(0, ReminderLadders.Default.Of(kind).Offsets[^1]));
}
