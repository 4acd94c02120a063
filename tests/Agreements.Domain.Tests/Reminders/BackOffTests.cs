using Agreements.Domain.Reminders;

namespace Agreements.Domain.Tests.Reminders;

/// <summary>How long a reminder rests that could not be delivered.</summary>
public sealed class BackOffTests
{
    [Fact]
    public void It_rests_longer_each_time_and_is_then_given_up() =>
        Assert.Equal(["00:05:00", "00:15:00", "01:00:00", "04:00:00", "12:00:00", null], Enumerable.Range(1, 6).Select(failures => BackOff.Default.After(failures)?.ToString()));

    [Fact]
    public void It_never_rests_longer_than_half_a_day() =>
        Assert.All(Enumerable.Range(1, BackOff.MostAttempts - 1), failures => Assert.InRange(new BackOff(BackOff.MostAttempts).After(failures)!.Value, TimeSpan.FromMinutes(5), BackOff.Longest));
}
