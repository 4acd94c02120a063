using Agreements.Data.Engines;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>
/// One change and everything that follows from it, in one transaction that takes the write lock before the first read. A deferred transaction that reads
/// and then writes fails under load.
/// </summary>
public sealed class UnitOfWork(AgreementsDbContext db, IStoreEngine engine, WriteGate gate, Writability writability, TimeProvider clock)
{
    /// <summary>Runs the work, saves what it changed and commits; whatever it throws undoes all of it.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var came = clock.GetTimestamp();
        using var place = await gate.EnterAsync(cancellationToken);
        engine.LimitWait(db, WriteGate.Patience - clock.GetElapsedTime(came));
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var result = await work();
            var written = await db.SaveChangesAsync(cancellationToken);

            // Past this point a caller that has gone away no longer stops the change.
            await transaction.CommitAsync(CancellationToken.None);
            if (written > 0)
            {
                writability.Note(refused: false);
            }

            return result;
        }
        catch (Exception e) when (engine.Diagnose(e) is StoreFault.Full or StoreFault.Unavailable)
        {
            writability.Note(refused: true);
            throw;
        }
    }

    /// <summary>Writes something and takes it back, to find out whether a store that refused a change takes them again.</summary>
    public Task TryAsync(CancellationToken cancellationToken) => RunAsync(
        async () =>
        {
            var at = clock.GetUtcNow();
            var record = db.Add(new IdempotencyRecord { Caller = "", Key = Guid.CreateVersion7(at).ToString(), Fingerprint = "", Answer = "", At = at });
            await db.SaveChangesAsync(cancellationToken);
            record.State = EntityState.Deleted;
            return record;
        },
        cancellationToken);
}
