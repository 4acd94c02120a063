using Agreements.Domain.Audit;
using Agreements.Domain.Events;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>
/// Where changes come one after the other anyway, each seals its own entries of the audit and gives its own events their places: in the order in which changes are committed, which is that of
/// their turns. Elsewhere both is done afterwards, by one at a time, so that nobody waits for anybody; here that would be two commits more, and each row would be written twice.
/// </summary>
internal static class PlacedAtOnce
{
    private static readonly Func<AgreementsDbContext, CancellationToken, Task<AuditHead?>> ChainEnd = EF.CompileAsyncQuery(
        (AgreementsDbContext db, CancellationToken cancellationToken) => db.AuditHeads.AsNoTracking().SingleOrDefault());

    private static readonly Func<AgreementsDbContext, CancellationToken, Task<FeedHead?>> FeedEnd = EF.CompileAsyncQuery(
        (AgreementsDbContext db, CancellationToken cancellationToken) => db.FeedHeads.AsNoTracking().SingleOrDefault());

    /// <summary>Seals and places what is about to be saved.</summary>
    public static async Task PlaceAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var entries = db.ChangeTracker.Entries<AuditEntry>().Select(each => each.Entity).Where(each => each.Sequence is null).OrderBy(each => each.Id).ToList();
        if (entries.Count > 0)
        {
            var head = await ChainEnd(db, cancellationToken) ?? new AuditHead();
            entries.ForEach(each => each.Seal(head));
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO audit_head (id, sequence, hash) VALUES ({head.Id}, {head.Sequence}, {head.Hash}) ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash",
                cancellationToken);
        }

        // In the order in which they were added, which their numbers for the time being count.
        var events = db.ChangeTracker.Entries<FeedEvent>().Where(each => each.Entity.Position is null).OrderBy(each => each.Property(happened => happened.Entry).CurrentValue).Select(each => each.Entity).ToList();
        if (events.Count > 0)
        {
            var head = await FeedEnd(db, cancellationToken) ?? new FeedHead();
            events.ForEach(each => each.Place(head));
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO feed_head (id, last, last_mark, trimmed, trimmed_mark) VALUES ({head.Id}, {head.Last}, {head.LastMark}, 0, '') ON CONFLICT (id) DO UPDATE SET last = excluded.last, last_mark = excluded.last_mark",
                cancellationToken);
        }
    }
}
