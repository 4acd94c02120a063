using Agreements.Data.Engines;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>Opens, once, the deadlines of what had been signed before the register knew of deadlines. Ended midway it goes on where it was at the next start.</summary>
public sealed class OpenDeadlines(AgreementsDbContext db, IStoreEngine engine, UnitOfWork unitOfWork)
{
    private const int BatchSize = 500;
    private const string Task = "deadlines";

    /// <summary>Has a row where something is missing.</summary>
    internal const string WhetherPending = $"SELECT 1 FROM imported_records WHERE source = '{Task}'";

    /// <summary>Opens what is missing; asks one question where nothing is.</summary>
    public async Task<bool> RunAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!await db.HasAnyAsync(WhetherPending, cancellationToken))
        {
            return false;
        }

        var after = Guid.Empty;
        while (await unitOfWork.KeepAsync(() => RunBatchAsync(after, at, cancellationToken), cancellationToken) is { } last)
        {
            after = last;
            db.ChangeTracker.Clear();
        }

        return true;
    }

    private async Task<Guid?> RunBatchAsync(Guid after, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await engine.HoldNameAsync(db, Task, cancellationToken);

        // Of two instances that start at once, the second waits and then finds it done.
        if (!await db.ImportedRecords.AnyAsync(record => record.Source == Task, cancellationToken))
        {
            return null;
        }

        var agreements = await db.Agreements
            .Where(agreement => (agreement.Lifecycle == LifecycleState.Signed || agreement.Lifecycle == LifecycleState.Terminated) && agreement.Id > after)
            .OrderBy(agreement => agreement.Id).Take(BatchSize).Select(agreement => agreement.Id).ToListAsync(cancellationToken);
        foreach (var id in agreements)
        {
            await engine.HoldAgreementAsync(db, id, cancellationToken);
        }

        await DeadlineKeeper.KeepAsync(db, engine, await db.Agreements.Where(agreement => agreements.Contains(agreement.Id)).ToListAsync(cancellationToken), at, cancellationToken);

        if (agreements.Count < BatchSize)
        {
            db.ImportedRecords.RemoveRange(await db.ImportedRecords.Where(record => record.Source == Task).ToListAsync(cancellationToken));
            return null;
        }

        return agreements[^1];
    }
}
