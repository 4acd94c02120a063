using Agreements.Data.Telemetry;

namespace Agreements.Data.Store;

/// <summary>
/// Lets as many changes into the store as it can take side by side. SQLite takes one: waiting here is fair and wakes at once, whereas its driver waits
/// for a lock in fixed sleeps.
/// </summary>
public sealed class WriteGate(int? width) : IDisposable
{
    /// <summary>How long a change waits, for its turn and for the store together, before the caller is told to come back.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3.5);

    private readonly SemaphoreSlim? _places = width is { } places ? new SemaphoreSlim(places) : null;

    /// <summary>Waits for a place; disposing what it returns leaves it.</summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellationToken)
    {
        if (_places is null)
        {
            return null;
        }

        var came = TimeProvider.System.GetTimestamp();
        var isTurn = await _places.WaitAsync(Patience, cancellationToken);
        Measures.TurnDuration.Record(TimeProvider.System.GetElapsedTime(came).TotalSeconds);
        return isTurn ? new Place(_places) : throw new StoreBusyException();
    }

    /// <inheritdoc/>
    public void Dispose() => _places?.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
