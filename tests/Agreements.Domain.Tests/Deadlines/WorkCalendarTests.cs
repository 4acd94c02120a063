using System.Globalization;
using Agreements.Domain.Deadlines;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Deadlines;

public sealed class WorkCalendarTests
{
    // Christmas of 2025: a Thursday, and the joint leave after it.
    private static readonly WorkCalendar Calendar = new([new DateOnly(2025, 12, 25), new DateOnly(2025, 12, 26)]);

    [Theory]
    [InlineData("2025-12-24", true)]
    [InlineData("2025-12-25", false)]
    [InlineData("2025-12-26", false)]
    [InlineData("2025-12-27", false)]
    [InlineData("2025-12-28", false)]
    [InlineData("2025-12-29", true)]
    public void Offices_work_on_weekdays_that_are_no_holidays(string day, bool works) => Assert.Equal(works, Calendar.IsWorkDay(Day(day)));

    [Theory]
    [InlineData("2025-12-28", "2025-12-24", "2025-12-29")]
    [InlineData("2025-12-24", "2025-12-24", "2025-12-24")]
    public void The_nearest_work_day_is_found_on_either_side(string day, string before, string after)
    {
        Assert.Equal(Day(before), Calendar.LastUpTo(Day(day)));
        Assert.Equal(Day(after), Calendar.FirstFrom(Day(day)));
    }

    [Theory]
    [InlineData(1, "2025-12-31", "2025-12-31")]
    [InlineData(3, "2025-12-31", "2025-12-29")]
    [InlineData(5, "2025-12-31", "2025-12-23")]
    [InlineData(5, "2025-12-28", "2025-12-18")]
    public void So_many_work_days_end_on_a_day(int days, string last, string first) => Assert.Equal(Day(first), Calendar.FirstOf(days, Day(last)));

    [Fact]
    public void Counting_there_and_back_ends_where_it_began() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 120).SelectMany(days => Gen.Choose(0, 1000).Select(offset => (days, day: new DateOnly(2025, 1, 1).AddDays(offset)))).ToArbitrary(),
        each =>
        {
            var first = Calendar.FirstFrom(each.day);
            var last = Calendar.LastOf(each.days, first);
            var counted = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Count(step => Calendar.IsWorkDay(first.AddDays(step)));
            return counted == each.days && Calendar.FirstOf(each.days, last) == first;
        }));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
