using Agreements.Data.Engines;

namespace Agreements.Data.Store;

/// <summary>
/// One change and everything that follows from it, in one transaction that takes the write lock before the first read. A deferred transaction that reads
/// and then writes fails under load.
/// </summary>
public sealed class UnitOfWork(AgreementsDbContext db, IStoreEngine engine, WriteGate gate, TimeProvider clock)
{
    /// <summary>Runs the work, saves what it changed and commits; whatever it throws undoes all of it.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var came = clock.GetTimestamp();
        using var place = await gate.EnterAsync(cancellationToken);
        engine.LimitWait(db, WriteGate.Patience - clock.GetElapsedTime(came));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work();
        await db.SaveChangesAsync(cancellationToken);

        // Past this point a caller that has gone away no longer stops the change.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }
}
