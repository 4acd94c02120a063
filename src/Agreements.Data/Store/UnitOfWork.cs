using Agreements.Data.Engines;
using Agreements.Domain.Audit;
using Agreements.Domain.Events;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>
/// One change and everything that follows from it, in one transaction that takes the write lock before the first read. A deferred transaction that reads
/// and then writes fails under load.
/// </summary>
public sealed class UnitOfWork(AgreementsDbContext db, IStoreEngine engine, ITransactions transactions, Writability writability, AuditSignal signal, EventSignal events, TimeProvider clock)
{
    /// <summary>Runs the work, writes down in the audit and in the feed what it changed, saves and commits; whatever it throws undoes all of it.</summary>
    /// <param name="act">Who does what.</param>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">Ends it early, until it is about to be committed.</param>
    public Task<T> RunAsync<T>(Act act, Func<Task<T>> work, CancellationToken cancellationToken) => SaveAsync(
        async () =>
        {
            var result = await work();
            var deadlines = await WriteDownAsync(act, cancellationToken);
            if (deadlines.HasWork)
            {
                await PlaceAndSaveAsync(cancellationToken);
                await deadlines.KeepAsync(db, engine, act.At, cancellationToken);
                await WriteDownAsync(act, cancellationToken);
            }

            return result;
        },
        cancellationToken);

    /// <summary>
    /// Adds one record with its entry in the audit, in plain SQL: for what a first start waits for, before anything else has needed the change tracker.
    /// </summary>
    /// <param name="act">Who does it.</param>
    /// <param name="makeAsync">Makes the record in the transaction, or finds that it is not wanted.</param>
    /// <param name="cancellationToken">Ends it early, until it is about to be committed.</param>
    /// <returns>Whether it was added.</returns>
    public Task<bool> AddAsync<T>(Act act, Func<Task<T?>> makeAsync, CancellationToken cancellationToken)
        where T : class => CommitAsync(
        async () =>
        {
            if (await makeAsync() is not { } record)
            {
                return false;
            }

            await db.InsertAsync(record, cancellationToken);
            await db.InsertAsync(AuditTrail.OfNew(db, act, record), cancellationToken);
            return true;
        },
        signal.Raise,
        cancellationToken);

    /// <summary>Runs work that touches only what the store keeps for itself, and what nobody has to answer for.</summary>
    internal Task<T> KeepAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => SaveAsync(
        async () =>
        {
            var result = await work();
            AuditTrail.RequireNothingToKeep(db);
            return result;
        },
        cancellationToken);

    // What changed is looked for once: each of the three would by itself compare everything with what it was, and so would saving, which comes next and begins to look again.
    private async Task<DeadlineKeeper> WriteDownAsync(Act act, CancellationToken cancellationToken)
    {
        db.ChangeTracker.DetectChanges();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await EventLog.WriteAsync(db, act, cancellationToken);
            AuditTrail.Write(db, act);
            return DeadlineKeeper.Note(db);
        }
        catch
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            throw;
        }
    }

    private async Task PlaceAndSaveAsync(CancellationToken cancellationToken)
    {
        if (engine.TakesTurns)
        {
            try
            {
                await PlacedAtOnce.PlaceAsync(db, cancellationToken);
            }
            catch
            {
                db.ChangeTracker.AutoDetectChangesEnabled = true;
                throw;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<T> SaveAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var written = 0;
        db.SavedChanges += Count;
        try
        {
            return await CommitAsync(WorkAndSaveAsync, Tell, cancellationToken);
        }
        finally
        {
            db.SavedChanges -= Count;
        }

        async Task<T> WorkAndSaveAsync()
        {
            var result = await work();
            await PlaceAndSaveAsync(cancellationToken);
            return result;
        }

        void Tell()
        {
            // All of it was just saved: nothing has to be compared.
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            if (db.ChangeTracker.Entries<AuditEntry>().Any())
            {
                signal.Raise();
            }

            if (db.ChangeTracker.Entries<FeedEvent>().Any())
            {
                events.Raise();
            }

            db.ChangeTracker.AutoDetectChangesEnabled = true;

            if (written > 0)
            {
                writability.Note(refused: false);
            }
        }

        void Count(object? sender, SavedChangesEventArgs saved) => written += saved.EntitiesSavedCount;
    }

    private async Task<T> CommitAsync<T>(Func<Task<T>> work, Action committed, CancellationToken cancellationToken)
    {
        try
        {
            var result = await transactions.RunAsync(db, work, cancellationToken);
            committed();
            return result;
        }
        catch (Exception e) when (engine.Diagnose(e) is StoreFault.Full or StoreFault.Unavailable)
        {
            writability.Note(refused: true);
            throw;
        }
    }

    /// <summary>Writes something and takes it back, to find out whether a store that refused a change takes them again.</summary>
    public Task TryAsync(CancellationToken cancellationToken) => KeepAsync(
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
