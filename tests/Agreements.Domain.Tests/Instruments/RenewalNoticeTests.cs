using System.Globalization;
using Agreements.Domain.Instruments;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Instruments;

public sealed class RenewalNoticeTests
{
    [Theory]
    [InlineData("2025-12-31", 0, "2025-12-31")]
    [InlineData("2025-12-31", 1, "2025-11-30")]
    [InlineData("2025-12-31", 2, "2025-10-31")]
    [InlineData("2025-12-31", 3, "2025-09-30")]
    [InlineData("2025-12-31", 6, "2025-06-30")]
    [InlineData("2025-12-31", 10, "2025-02-28")]
    [InlineData("2024-12-31", 10, "2024-02-29")]
    [InlineData("2024-02-29", 1, "2024-01-29")]
    [InlineData("2024-02-29", 12, "2023-02-28")]
    [InlineData("2024-02-29", 24, "2022-02-28")]
    [InlineData("2024-03-31", 1, "2024-02-29")]
    [InlineData("2023-03-31", 1, "2023-02-28")]
    [InlineData("2025-01-31", 1, "2024-12-31")]
    [InlineData("2025-01-31", 2, "2024-11-30")]
    [InlineData("2025-05-31", 1, "2025-04-30")]
    [InlineData("2025-07-31", 1, "2025-06-30")]
    [InlineData("2025-08-31", 1, "2025-07-31")]
    [InlineData("2025-10-31", 1, "2025-09-30")]
    [InlineData("2025-06-30", 1, "2025-05-30")]
    [InlineData("2025-02-28", 1, "2025-01-28")]
    public void Notice_is_due_whole_months_before_the_end_clamped_to_the_last_day_of_the_month(string until, int months, string due)
    {
        var content = Sample.Content with { EffectiveFrom = null, EffectiveUntil = Day(until), RenewalNoticeMonths = months };

        Assert.Equal(Day(due), Sample.In(LifecycleState.Draft, content).RenewalNoticeDue);
    }

    [Fact]
    public void Without_a_notice_clause_no_notice_is_due() =>
        Assert.Null(Sample.In(LifecycleState.Draft, Sample.Content with { RenewalNoticeMonths = null }).RenewalNoticeDue);

    [Fact]
    public void Without_an_end_no_notice_is_due() =>
        Assert.Null(Sample.In(LifecycleState.Draft, Sample.Content with { EffectiveUntil = null }).RenewalNoticeDue);

    [Fact]
    public void A_moved_end_moves_the_notice()
    {
        var agreement = Sample.In(LifecycleState.Draft);
        Assert.Equal(new DateOnly(2025, 9, 30), agreement.RenewalNoticeDue);

        agreement.Edit(Sample.Content with { EffectiveUntil = new DateOnly(2026, 3, 31) }, Sample.SulawesiBarat, Sample.Author);

        Assert.Equal(new DateOnly(2025, 12, 31), agreement.RenewalNoticeDue);
    }

    [Fact]
    public void Counting_day_by_day_back_through_the_months_finds_the_same_day()
    {
        var ends = from day in Gen.Choose(new DateOnly(2016, 1, 1).DayNumber, new DateOnly(2036, 12, 31).DayNumber)
                   from months in Gen.Choose(0, Agreement.RenewalNoticeMonthsMax)
                   select (Until: DateOnly.FromDayNumber(day), Months: months);

        Prop.ForAll(ends.ToArbitrary(), end =>
        {
            var due = end.Until;
            for (var left = end.Months; left > 0; left--)
            {
                var month = due.Month;
                while (due.Month == month)
                {
                    due = due.AddDays(-1);
                }
            }

            // Each earlier month was entered on its last day, which stands unless the end's own day comes before it.
            while (due.Day > end.Until.Day)
            {
                due = due.AddDays(-1);
            }

            var content = Sample.Content with { EffectiveFrom = null, EffectiveUntil = end.Until, RenewalNoticeMonths = end.Months };
            return Sample.In(LifecycleState.Draft, content).RenewalNoticeDue == due;
        }).QuickCheckThrowOnFailure();
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
