using System.Globalization;
using Agreements.Domain.Coverage;
using static Agreements.Domain.Coverage.ActivationMode;

namespace Agreements.Domain.Tests.Coverage;

public sealed class ActivationTests
{
    // Halmahera Utara signed on 27 March 2025 for a term from 1 April, and was activated on 1 May.
    [Theory]
    [InlineData("2025-03-27", null, "2025-04-01", "2025-04-01")]
    [InlineData("2025-03-27", "2025-03-20", "2025-04-01", "2025-04-01")]
    [InlineData("2025-03-27", "2025-03-31", "2025-04-01", "2025-04-01")]
    [InlineData("2025-03-27", "2025-04-01", "2025-04-01", "2025-05-01")]
    [InlineData("2025-03-27", "2025-04-30", "2025-04-01", "2025-05-01")]
    [InlineData("2025-03-27", "2025-05-01", "2025-04-01", "2025-06-01")]
    [InlineData("2025-04-01", null, "2025-04-01", "2025-05-01")]
    [InlineData("2025-03-31", null, "2025-04-15", "2025-04-15")]
    [InlineData("2025-04-07", null, "2025-04-15", "2025-05-01")]
    [InlineData("2024-11-30", null, "2025-04-01", "2025-04-01")]
    [InlineData("2025-12-01", null, "2025-12-01", "2026-01-01")]
    [InlineData("2025-12-31", null, "2026-01-01", "2026-01-01")]
    [InlineData("2025-12-31", "2026-01-31", "2026-01-01", "2026-02-01")]
    [InlineData("2028-02-29", null, "2028-02-01", "2028-03-01")]
    public void In_the_next_month_people_are_covered_from_the_first_day_of_the_month_after_signing_and_hand_over(string signed, string? handedOver, string from, string covered) =>
        Assert.Equal(Day(covered), Activation.FirstCovered(NextMonth, Day(signed), Known(handedOver), Day(from)));

    [Theory]
    [InlineData("2025-03-27", null, "2025-04-01", "2025-04-01")]
    [InlineData("2025-04-01", null, "2025-04-01", "2025-04-01")]
    [InlineData("2025-04-07", null, "2025-04-01", "2025-04-07")]
    [InlineData("2025-03-27", "2025-04-10", "2025-04-01", "2025-04-10")]
    [InlineData("2025-04-07", "2025-04-02", "2025-04-01", "2025-04-07")]
    [InlineData("2025-12-31", "2026-01-31", "2026-01-01", "2026-01-31")]
    public void On_the_same_day_people_are_covered_once_signatures_and_list_are_there(string signed, string? handedOver, string from, string covered) =>
        Assert.Equal(Day(covered), Activation.FirstCovered(SameDay, Day(signed), Known(handedOver), Day(from)));

    [Theory]
    [InlineData(null, "2025-04-07", "2025-04-10")]
    [InlineData(NextMonth, null, "2025-04-10")]
    [InlineData(SameDay, null, null)]
    [InlineData(null, null, null)]
    public void Where_the_mode_or_the_day_of_signing_is_unknown_the_first_day_of_the_term_stands(ActivationMode? mode, string? signed, string? handedOver) =>
        Assert.Equal(Day("2025-04-01"), Activation.FirstCovered(mode, Known(signed), Known(handedOver), Day("2025-04-01")));

    private static DateOnly? Known(string? day) => day is null ? null : Day(day);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);
}
