using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>
/// Seals entries of the audit into the chain, and walks it. Where changes come one after the other each has sealed its own (<see cref="PlacedAtOnce"/>). Elsewhere writers only ever add
/// their own entries: the chain, in which each entry has to wait for the one before, is made afterwards by one sealer at a time.
/// </summary>
public sealed class AuditSealing(AgreementsDbContext db, IStoreEngine engine, UnitOfWork unitOfWork)
{
    // However long it takes, every change waits for it where the store takes one at a time.
    private const int SealedAtOnce = 100;
    private const int WalkedAtOnce = 1000;

    /// <summary>Seals the entries that wait, the oldest first; gives back where the chain ends then.</summary>
    public async Task<AuditSeal> SealAsync(CancellationToken cancellationToken)
    {
        for (var isFull = true; isFull && await db.AuditEntries.Unsealed().AnyAsync(cancellationToken);)
        {
            // Writers get their turn between two batches.
            isFull = await unitOfWork.KeepAsync(() => SealOldestAsync(cancellationToken), cancellationToken);
            db.ChangeTracker.Clear();
        }

        return (await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancellationToken))?.Seal ?? AuditSeal.None;
    }

    /// <summary>Walks the whole chain, from its beginning to its end.</summary>
    /// <param name="noted">A seal that somebody noted earlier, to see that the chain still leads through it; null where nobody did.</param>
    /// <param name="progress">Is told how many entries were found whole so far.</param>
    /// <param name="cancellationToken">Ends the walk early.</param>
    public async Task<AuditVerdict> VerifyAsync(AuditSeal? noted, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        // Counted first: what is sealed meanwhile is then both counted and walked, never neither.
        var unsealed = await db.AuditEntries.Unsealed().CountAsync(cancellationToken);
        var chain = new AuditChain();
        var fault = await FollowAsync(chain, noted, progress, cancellationToken);
        return new AuditVerdict(chain.Verified, fault, unsealed);
    }

    private async Task<AuditFault?> FollowAsync(AuditChain chain, AuditSeal? noted, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (await db.AuditEntries.AsNoTracking().BeforeTheFirst().FirstOrDefaultAsync(cancellationToken) is { Sequence: { } place } inserted)
        {
            return new AuditFault(place, inserted.Id, AuditFaultKind.Inserted);
        }

        while (true)
        {
            var end = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
            var batch = await db.AuditEntries.AsNoTracking().SealedAfter(chain.Verified.Sequence).Take(WalkedAtOnce).ToListAsync(cancellationToken);
            foreach (var entry in batch)
            {
                if (chain.Follow(entry) is { } fault)
                {
                    return fault;
                }

                if (noted is not null && noted.Sequence == entry.Sequence && noted != chain.Verified)
                {
                    return new AuditFault(noted.Sequence, entry.Id, AuditFaultKind.Altered);
                }
            }

            progress?.Report(chain.Verified.Sequence);

            // The end was read before the entries: what is sealed meanwhile makes another round, and nothing that was sealed by then may be missing.
            if (batch.Count == 0)
            {
                return chain.EndAt(end?.Seal ?? AuditSeal.None)
                    ?? (noted?.Sequence > chain.Verified.Sequence ? new AuditFault(chain.Verified.Sequence + 1, EntryId: null, AuditFaultKind.Missing) : null);
            }
        }
    }

    private async Task<bool> SealOldestAsync(CancellationToken cancellationToken)
    {
        await engine.HoldNameAsync(db, "audit", cancellationToken);
        var head = await db.AuditHeads.SingleOrDefaultAsync(cancellationToken) ?? db.AuditHeads.Add(new AuditHead()).Entity;
        var batch = await db.AuditEntries.AsNoTracking().Unsealed().OrderBy(entry => entry.Id).Take(SealedAtOnce).ToListAsync(cancellationToken);
        foreach (var entry in batch)
        {
            entry.Seal(head);
        }

        await db.UpdateAsync(batch, [nameof(AuditEntry.Sequence), nameof(AuditEntry.Hash)], cancellationToken);

        return batch.Count == SealedAtOnce;
    }
}

/// <summary>What a walk along the chain found.</summary>
/// <param name="Verified">The last entry, counted from the first on, that is what was sealed.</param>
/// <param name="FirstFault">The first place in which the chain is broken; null where it is whole.</param>
/// <param name="Unsealed">How many entries wait to be sealed.</param>
public sealed record AuditVerdict(AuditSeal Verified, AuditFault? FirstFault, int Unsealed);
