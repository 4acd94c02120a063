using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Events;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>
/// Gives events their places in the feed, and removes those that are too old. Where changes come one after the other each has given its events their places (<see cref="PlacedAtOnce"/>). Elsewhere a place is given after the event is committed, by one placer at a time, so that whatever commits
/// later stands later: who has read up to a place has missed nothing before it, however long a transaction took. Places are numbers of the feed's own, and go along with a dump.
/// </summary>
public sealed class EventPlacing(AgreementsDbContext db, IStoreEngine engine, UnitOfWork unitOfWork, EventSignal signal)
{
    // However long it takes, every change waits for it where the store takes one at a time.
    private const int PlacedAtOnce = 100;
    private const int TrimmedAtOnce = 500;
    private const string Name = "events";

    /// <summary>Places the events that wait, in the order in which they were written; asks one question where none does.</summary>
    public async Task PlaceAsync(CancellationToken cancellationToken)
    {
        if (!await db.FeedEvents.Unplaced().AnyAsync(cancellationToken))
        {
            return;
        }

        using var turn = await signal.TakeTurnAsync(cancellationToken);
        for (var isFull = true; isFull && await db.FeedEvents.Unplaced().AnyAsync(cancellationToken);)
        {
            // Writers get their turn between two batches.
            (var end, isFull) = await unitOfWork.KeepAsync(() => PlaceOldestAsync(cancellationToken), cancellationToken);
            db.ChangeTracker.Clear();
            signal.Tell(end);
        }
    }

    /// <summary>Places what an earlier process left, before anything new gets a place.</summary>
    public async Task PlaceLeftAsync(CancellationToken cancellationToken)
    {
        if (await db.HasAnyAsync("SELECT 1 FROM feed_events WHERE position IS NULL LIMIT 1", cancellationToken))
        {
            await PlaceAsync(cancellationToken);
        }
    }

    /// <summary>Places what waits if the store takes it; what is placed already can be read in any case.</summary>
    public async Task TryPlaceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PlaceAsync(cancellationToken);
        }
        catch (Exception e) when (engine.Diagnose(e) is not null)
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>
    /// Removes the events that happened before an instant, the oldest first and none out of its turn; remembers up to where. What a webhook that is called is still to be told of stays, and all
    /// that came after it.
    /// </summary>
    public async Task TrimAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (var isFull = true; isFull && await db.FeedEvents.OldestKept().Take(1).AnyAsync(each => each.At < before, cancellationToken);)
        {
            isFull = await unitOfWork.KeepAsync(() => TrimOldestAsync(before, cancellationToken), cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<(long End, bool IsFull)> PlaceOldestAsync(CancellationToken cancellationToken)
    {
        await engine.HoldNameAsync(db, Name, cancellationToken);
        var head = await db.FeedHeads.SingleOrDefaultAsync(cancellationToken) ?? db.FeedHeads.Add(new FeedHead()).Entity;
        var batch = await db.FeedEvents.AsNoTracking().Unplaced().OrderBy(each => each.Entry).Take(PlacedAtOnce).ToListAsync(cancellationToken);
        foreach (var each in batch)
        {
            each.Place(head);
        }

        await db.UpdateAsync(batch, [nameof(FeedEvent.Position)], cancellationToken);

        return (head.Last, batch.Count == PlacedAtOnce);
    }

    private async Task<bool> TrimOldestAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await engine.HoldNameAsync(db, Name, cancellationToken);
        var oldest = await db.FeedEvents.OldestKept().Take(TrimmedAtOnce).Select(each => new { each.Position, each.Id, each.At }).ToListAsync(cancellationToken);
        var old = oldest.TakeWhile(each => each.At < before).ToList();
        if (old.Count > 0)
        {
            var awaited = await db.AwaitedWithin(old[0].Position, old[^1].Position).MinAsync(cancellationToken);
            old.RemoveAll(each => each.Position >= awaited);
        }

        if (old.Count == 0)
        {
            return false;
        }

        var end = FeedPlace.Of(old[^1].Position!.Value, old[^1].Id);
        var head = await db.FeedHeads.SingleAsync(cancellationToken);
        head.Trim(end);
        await db.FeedEvents.Where(each => each.Position <= end.Position).ExecuteDeleteAsync(cancellationToken);
        return old.Count == TrimmedAtOnce;
    }
}
