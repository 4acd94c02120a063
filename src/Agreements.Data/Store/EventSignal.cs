namespace Agreements.Data.Store;

/// <summary>Wakes the placer when an event was written, and everybody who waits for events when some were placed.</summary>
public sealed class EventSignal(TimeProvider clock) : Signal(clock), IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private TaskCompletionSource _told = Untold();
    private long _end;
    private int _watching;

    /// <summary>Comes about when the feed next grows. Taken before the feed is read, it misses nothing.</summary>
    public Task Told => Volatile.Read(ref _told).Task;

    /// <summary>Whether anybody waits for events, so that what other instances place is looked for.</summary>
    public bool IsWatched => Volatile.Read(ref _watching) > 0;

    /// <summary>Waits for events until what it returns is disposed of.</summary>
    public IDisposable Watch()
    {
        Interlocked.Increment(ref _watching);

        // Whoever looks now and then begins to look more often.
        Raise();
        return new Leave(() => Interlocked.Decrement(ref _watching));
    }

    /// <summary>Says where the feed ends, and tells all who wait if that is news.</summary>
    public void Tell(long end)
    {
        if (Interlocked.Exchange(ref _end, end) != end)
        {
            Interlocked.Exchange(ref _told, Untold()).TrySetResult();
        }
    }

    /// <summary>Waits for the turn to place events: many who read at once place them once.</summary>
    internal async Task<IDisposable> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Leave(() => _turn.Release());
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static TaskCompletionSource Untold() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Leave(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
