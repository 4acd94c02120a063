using System.Runtime.ExceptionServices;
using Agreements.Data.Engines;

namespace Agreements.Data.Store;

/// <summary>Carries changes into the store: each wholly or not at all, and what it returns with is on the disk.</summary>
public interface ITransactions
{
    /// <summary>Runs a change in a transaction that holds its locks from the beginning; whatever it throws undoes it.</summary>
    /// <param name="db">What it works on.</param>
    /// <param name="work">What it does, saved by its end.</param>
    /// <param name="cancellationToken">Ends it early, until it is about to be committed.</param>
    Task<T> RunAsync<T>(AgreementsDbContext db, Func<Task<T>> work, CancellationToken cancellationToken);
}

/// <summary>A transaction for each change, where the store takes them side by side.</summary>
internal sealed class OwnTransactions : ITransactions
{
    public async Task<T> RunAsync<T>(AgreementsDbContext db, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work();

        // Past this point a caller that has gone away no longer stops the change.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }
}

/// <summary>
/// A transaction for all changes that wait for one another anyway, where the store takes one at a time and each commit waits for the disk. They come one after the
/// other, each to be undone by itself, and each goes on when the last of them has committed for all. A change sees those before it, which are not on the disk yet:
/// so whatever it comes to, a refusal too, counts only when they are.
/// </summary>
internal sealed class SharedTransactions(ISharedWriter writer, WriteGate gate, IStoreEngine engine, TimeProvider clock) : ITransactions, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(2);

    public async Task<T> RunAsync<T>(AgreementsDbContext db, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var came = clock.GetTimestamp();
        var group = await gate.EnterAsync(cancellationToken) ?? Begin(came);
        group.Join();
        var result = default(T);
        ExceptionDispatchInfo? failure = null;
        try
        {
            result = await JoinAsync(db, work);
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }

        // Past this point a caller that has gone away no longer stops the change.
        if (!HandOn(group, failure?.SourceException))
        {
            // Upon what it came to everything was undone: it says so itself, the others learn of it from the group.
            failure?.Throw();
        }

        await group.Settled;
        failure?.Throw();
        return result!;
    }

    // It takes its turn, after whoever still works when the service ends, and gives it to nobody. What takes longer ends with the process.
    public async ValueTask DisposeAsync()
    {
        using var enough = new CancellationTokenSource(LongestEnd, clock);
        try
        {
            if (await gate.EnterAsync(enough.Token) is { } group)
            {
                group.Settle(Commit());
            }

            writer.Dispose();
        }
        catch (Exception e) when (e is OperationCanceledException or StoreBusyException)
        {
            // The connection belongs to whoever works on it.
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    // Whoever cannot begin gives its turn to the next, who may.
    private WriteGroup Begin(long came)
    {
        try
        {
            writer.Begin(WriteGate.Patience - clock.GetElapsedTime(came));
            return new WriteGroup(clock);
        }
        catch
        {
            gate.Leave();
            throw;
        }
    }

    private async Task<T> JoinAsync<T>(AgreementsDbContext db, Func<Task<T>> work)
    {
        using var place = writer.Join(db);
        var result = await work();
        place.Keep();
        return result;
    }

    // Nothing here throws: the turn would be lost, and with it every later change.
    private bool HandOn(WriteGroup group, Exception? failure)
    {
        var isOpen = writer.IsOpen;
        if (isOpen && group.MayGrow && gate.TryPass(group))
        {
            return true;
        }

        group.Settle(isOpen ? Commit() : FaultOf(failure));
        gate.Leave();
        return isOpen;
    }

    private Exception? Commit()
    {
        try
        {
            writer.Commit();
            return null;
        }
        catch (Exception e)
        {
            writer.Abandon();
            return e;
        }
    }

    // A fault that made the store undo all of it is everybody's; what only one of them would understand is no answer to the others.
    private Exception FaultOf(Exception? failure)
    {
        writer.Abandon();
        return failure is not null && engine.Diagnose(failure) is StoreFault.Busy or StoreFault.Full or StoreFault.Unavailable ? failure : new StoreBusyException();
    }
}
