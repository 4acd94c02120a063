namespace Agreements.ReminderJob.Work;

/// <summary>
/// How long what was claimed is held. Counted from before the claim was sent and by this machine's running time, so it does not last longer here than for the service,
/// whatever their clocks say. Nothing is handed over in its last part, which is kept for reports: a report that reaches the service in it settles the reminder before anybody
/// else gets it; one that does not may be followed by a repeat with the same Message-ID.
/// </summary>
internal sealed class Lease
{
    private static readonly TimeSpan LongestReserve = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _duration;
    private readonly TimeSpan _reserve;
    private readonly TimeProvider _time;
    private readonly long _began;

    public Lease(TimeSpan duration, TimeProvider time)
    {
        (_duration, _time, _began) = (duration, time, time.GetTimestamp());
        _reserve = duration / 5 < LongestReserve ? duration / 5 : LongestReserve;
    }

    /// <summary>Whether there is time to hand another message over.</summary>
    public bool HasRoom => TimeToSend > _reserve;

    private TimeSpan TimeToSend => _duration - _time.GetElapsedTime(_began) - _reserve;

    /// <summary>Ends what still goes on when the time to send is over.</summary>
    public CancellationTokenSource EndOfSending() => new(TimeToSend > TimeSpan.Zero ? TimeToSend : TimeSpan.Zero, _time);
}
