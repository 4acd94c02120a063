using Agreements.Data.Store;

namespace Agreements.Api.Tests.Store;

/// <summary>The rules of the queue for the one place there is to write.</summary>
public sealed class WriteGateTests
{
    private readonly ClockOfTimers _clock = new();
    private readonly WriteGate _gate;

    public WriteGateTests() => _gate = new WriteGate(_clock);

    [Fact]
    public async Task The_turn_goes_to_those_who_wait_in_the_order_in_which_they_came()
    {
        Assert.Null(await _gate.EnterAsync(CancellationToken.None));
        var (second, third) = (_gate.EnterAsync(CancellationToken.None), _gate.EnterAsync(CancellationToken.None));
        var group = new WriteGroup(_clock);

        Assert.True(_gate.TryPass(group));
        Assert.Same(group, await second);
        Assert.False(third.IsCompleted);

        Assert.True(_gate.TryPass(group));
        Assert.Same(group, await third);
        Assert.False(_gate.TryPass(group));
    }

    [Fact]
    public async Task Whoever_gives_the_turn_up_lets_the_next_begin_a_group()
    {
        await _gate.EnterAsync(CancellationToken.None);
        var second = _gate.EnterAsync(CancellationToken.None);

        _gate.Leave();

        Assert.Null(await second);
    }

    [Fact]
    public async Task A_turn_that_nobody_wants_is_free_for_whoever_comes()
    {
        await _gate.EnterAsync(CancellationToken.None);
        _gate.Leave();

        Assert.True(_gate.EnterAsync(CancellationToken.None).IsCompletedSuccessfully);
        Assert.False(_gate.EnterAsync(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Whoever_went_away_is_passed_over()
    {
        using var gone = new CancellationTokenSource();
        await _gate.EnterAsync(CancellationToken.None);
        var (second, third) = (_gate.EnterAsync(gone.Token), _gate.EnterAsync(CancellationToken.None));

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _gate.Leave();

        Assert.Null(await third);
    }

    [Fact]
    public async Task When_all_who_waited_went_away_the_turn_is_free()
    {
        using var gone = new CancellationTokenSource();
        await _gate.EnterAsync(CancellationToken.None);
        var second = _gate.EnterAsync(gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        Assert.False(_gate.TryPass(new WriteGroup(_clock)));
        _gate.Leave();

        Assert.True(_gate.EnterAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Whoever_lost_patience_is_told_to_come_back_and_passed_over()
    {
        await _gate.EnterAsync(CancellationToken.None);
        var second = _gate.EnterAsync(CancellationToken.None);
        _clock.Elapse();
        await Assert.ThrowsAsync<StoreBusyException>(() => second);
        var third = _gate.EnterAsync(CancellationToken.None);

        _gate.Leave();

        Assert.Null(await third);
    }

    [Fact]
    public void A_group_is_closed_when_it_is_large_or_old()
    {
        var (large, old) = (new WriteGroup(_clock), new WriteGroup(_clock));
        for (var units = 0; units < 64; units++)
        {
            Assert.True(large.MayGrow);
            large.Join();
        }

        Assert.False(large.MayGrow);
        Assert.True(old.MayGrow);
        _clock.Timestamp += _clock.TimestampFrequency / 50;
        Assert.False(old.MayGrow);
    }

    /// <summary>Time stands still, and timers come when the test says.</summary>
    private sealed class ClockOfTimers : TimeProvider
    {
        private readonly List<Timer> _timers = [];

        public long Timestamp { get; set; }

        public override long GetTimestamp() => Timestamp;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(() => callback(state));
            _timers.Add(timer);
            return timer;
        }

        public void Elapse() => _timers.ForEach(timer => timer.Elapse());

        private sealed class Timer(Action elapsed) : ITimer
        {
            private bool _isOver;

            public bool Change(TimeSpan dueTime, TimeSpan period) => !_isOver;

            public void Elapse()
            {
                if (!_isOver)
                {
                    elapsed();
                }
            }

            public void Dispose() => _isOver = true;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
