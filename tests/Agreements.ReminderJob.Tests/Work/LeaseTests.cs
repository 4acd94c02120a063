using Agreements.ReminderJob.Work;

namespace Agreements.ReminderJob.Tests.Work;

public sealed class LeaseTests
{
    [Theory]
    [InlineData(10, 5, true)]
    [InlineData(10, 6, false)]
    [InlineData(300, 239, true)]
    [InlineData(300, 240, false)]
    public void The_last_part_is_kept_for_reports_and_what_could_not_be_sent_before_it_is_not_begun(int seconds, int elapsed, bool hasRoom)
    {
        var clock = new RunningTime();
        var lease = new Lease(TimeSpan.FromSeconds(seconds), clock);

        clock.Elapsed = TimeSpan.FromSeconds(elapsed);

        Assert.Equal(hasRoom, lease.HasRoom);
    }

    [Fact]
    public void When_it_is_over_whatever_is_being_sent_ends_at_once()
    {
        var clock = new RunningTime();
        var lease = new Lease(TimeSpan.FromSeconds(10), clock);
        clock.Elapsed = TimeSpan.FromSeconds(11);

        using var end = lease.EndOfSending();

        Assert.True(end.IsCancellationRequested);
    }

    // The clock on the wall says the same all the time: it does not matter.
    private sealed class RunningTime : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public override long GetTimestamp() => Elapsed.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
