using Agreements.Data.Telemetry;

namespace Agreements.Data.Store;

/// <summary>
/// One change after the other, in the order in which they come: whoever leaves hands the turn to the next that still waits, together with the group that it
/// may join. Waiting here wakes at once, whereas SQLite's driver waits for a lock in fixed sleeps.
/// </summary>
public sealed class WriteGate(TimeProvider clock)
{
    /// <summary>How long a change waits, for its turn and for the store together, before the caller is told to come back.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3.5);

    private readonly Lock _door = new();
    private readonly Queue<TaskCompletionSource<WriteGroup?>> _waiting = new();
    private bool _isTaken;

    /// <summary>How many stand behind whoever has the turn, those who have given up and are not passed over yet among them.</summary>
    internal int Waiting
    {
        get
        {
            lock (_door)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Waits for the turn, which has to be handed on by <see cref="TryPass"/> or given up by <see cref="Leave"/>.</summary>
    /// <returns>The group that the change joins; null where it begins one.</returns>
    /// <exception cref="StoreBusyException">The turn did not come in time.</exception>
    internal async Task<WriteGroup?> EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<WriteGroup?> place;
        lock (_door)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                Measures.TurnDuration.Record(0);
                return null;
            }

            place = new TaskCompletionSource<WriteGroup?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(place);
        }

        var came = clock.GetTimestamp();
        try
        {
            return await place.Task.WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException) when (place.TrySetCanceled(CancellationToken.None))
        {
            throw new StoreBusyException();
        }
        catch (OperationCanceledException) when (place.TrySetCanceled(CancellationToken.None))
        {
            throw;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The turn came in the same moment: it is taken, since nobody else would hand it on.
            return await place.Task;
        }
        finally
        {
            Measures.TurnDuration.Record(clock.GetElapsedTime(came).TotalSeconds);
        }
    }

    /// <summary>Hands the turn to the next that waits, to join the group; false where nobody does, and the turn stays.</summary>
    internal bool TryPass(WriteGroup? group)
    {
        lock (_door)
        {
            while (_waiting.TryDequeue(out var next))
            {
                // Those that went away or lost their patience have settled their place themselves.
                if (next.TrySetResult(group))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Gives the turn up: whoever has it next begins a group.</summary>
    internal void Leave()
    {
        lock (_door)
        {
            _isTaken = TryPass(group: null);
        }
    }
}

/// <summary>Changes that are committed together: none of them is told of before all are on the disk.</summary>
internal sealed class WriteGroup(TimeProvider clock)
{
    private const int MostUnits = 64;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _began = clock.GetTimestamp();
    private int _units;

    /// <summary>Comes about with the commit, or with what kept it from being made.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Whether another may join: one that came early does not wait for ever more.</summary>
    public bool MayGrow => _units < MostUnits && clock.GetElapsedTime(_began) < Longest;

    /// <summary>Counts one more.</summary>
    public void Join() => _units++;

    /// <summary>Says what came of all of it: null where it was committed.</summary>
    public void Settle(Exception? fault)
    {
        if (fault is null)
        {
            _settled.SetResult();
        }
        else
        {
            _settled.SetException(fault);

            // Where nobody else was in it nobody looks.
            _ = _settled.Task.Exception;
        }
    }
}
