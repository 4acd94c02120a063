using Agreements.Domain.Access;
using Agreements.Domain.Events;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>Why the feed cannot be read on from a place.</summary>
public enum FeedFault
{
    /// <summary>What comes after it has been removed for its age.</summary>
    TooOld,

    /// <summary>This store never had that event there: it is another one, or was put back to what it was earlier.</summary>
    FromAnotherStore,
}

/// <summary>A stretch of the feed.</summary>
/// <param name="Events">The events, in their order.</param>
/// <param name="End">Where to go on.</param>
/// <param name="Fault">Why it cannot be read; null where it can.</param>
public sealed record FeedStretch(IReadOnlyList<FeedEvent> Events, FeedPlace End, FeedFault? Fault = null);

/// <summary>Reads the feed along its indexes.</summary>
public static class EventQueries
{
    // So few events are looked through rather than sought region by region: a follower who keeps up is hardly ever further behind.
    private const int Near = 1000;
    private const int RegionsAtOnce = 20;

    /// <summary>Where the feed ends.</summary>
    public static async Task<FeedPlace> EndOfFeedAsync(this AgreementsDbContext db, CancellationToken cancellationToken) =>
        (await db.HeadAsync(cancellationToken)).End;

    /// <summary>What comes after a place, of what a caller reaches and of some types.</summary>
    /// <param name="db">The store.</param>
    /// <param name="reach">Where the caller may look.</param>
    /// <param name="types">Which types; null for all.</param>
    /// <param name="after">The place; null for the beginning of what is kept.</param>
    /// <param name="most">How many events at most.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<FeedStretch> FollowAsync(
        this AgreementsDbContext db, Reach reach, IReadOnlyList<EventType>? types, FeedPlace? after, int most, CancellationToken cancellationToken)
    {
        // The end is read before the events: all of those up to it are there, and what is placed meanwhile comes next time.
        var head = await db.HeadAsync(cancellationToken);
        var from = after ?? head.Start;
        if (after is not null && await db.FaultOfAsync(after, head, cancellationToken) is { } fault)
        {
            return new FeedStretch([], after, fault);
        }

        var events = from.Position == head.Last ? [] : await db.ReadAsync(reach, types, from.Position, head.Last, most, cancellationToken);

        // What was removed between the two questions was not read.
        if (after is not null && (await db.HeadAsync(cancellationToken)).Trimmed > after.Position)
        {
            return new FeedStretch([], after, FeedFault.TooOld);
        }

        return new FeedStretch(events, events.Count == most ? FeedPlace.Of(events[^1].Position!.Value, events[^1].Id) : head.End);
    }

    /// <summary>How many events wait to be placed, and since when the oldest has.</summary>
    public static async Task<(int Waiting, DateTimeOffset? Since)> MeasureUnplacedAsync(this AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var waiting = await db.FeedEvents.Unplaced().CountAsync(cancellationToken);
        var since = waiting == 0 ? null : await db.FeedEvents.Unplaced().OrderBy(each => each.Entry).Select(each => (DateTimeOffset?)each.At).FirstOrDefaultAsync(cancellationToken);
        return (waiting, since);
    }

    internal static IQueryable<FeedEvent> Unplaced(this IQueryable<FeedEvent> events) => events.Where(each => each.Position == null);

    internal static IQueryable<FeedEvent> OldestKept(this IQueryable<FeedEvent> events) => events.Where(each => each.Position > 0).OrderBy(each => each.Position);

    private static async Task<FeedHead> HeadAsync(this AgreementsDbContext db, CancellationToken cancellationToken) =>
        await db.FeedHeads.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new FeedHead();

    private static async Task<FeedFault?> FaultOfAsync(this AgreementsDbContext db, FeedPlace place, FeedHead head, CancellationToken cancellationToken)
    {
        if (place.Position < head.Trimmed)
        {
            return FeedFault.TooOld;
        }

        if (place == head.End || place == head.Start)
        {
            return null;
        }

        if (place.Position > head.Last || place.Position == head.Trimmed)
        {
            return FeedFault.FromAnotherStore;
        }

        var id = await db.FeedEvents.Where(each => each.Position == place.Position).Select(each => (Guid?)each.Id).SingleOrDefaultAsync(cancellationToken);
        if (id is null)
        {
            // It was there a moment ago.
            return FeedFault.TooOld;
        }

        return FeedPlace.Of(place.Position, id.Value) == place ? null : FeedFault.FromAnotherStore;
    }

    private static async Task<List<FeedEvent>> ReadAsync(
        this AgreementsDbContext db, Reach reach, IReadOnlyList<EventType>? types, long after, long last, int most, CancellationToken cancellationToken)
    {
        var events = db.FeedEvents.AsNoTracking().Where(each => each.Position > after && each.Position <= last);
        if (types is not null)
        {
            events = events.Where(each => types.Contains(each.Type));
        }

        if (reach.RegionCodes is null)
        {
            return await events.OrderBy(each => each.Position).Take(most).ToListAsync(cancellationToken);
        }

        string[] reached = [.. reach.RegionCodes.Order(StringComparer.Ordinal), FeedEvent.Everybody];
        if (last - after <= Near)
        {
            return await events.Where(each => reached.Contains(each.Reaches)).OrderBy(each => each.Position).Take(most).ToListAsync(cancellationToken);
        }

        // A caller of few and quiet regions would otherwise have the whole feed looked through for them.
        var found = new List<FeedEvent>();
        foreach (var some in reached.Chunk(RegionsAtOnce))
        {
            var ofEach = some.Select(region => events.Where(each => each.Reaches == region).OrderBy(each => each.Position).Take(most));
            found.AddRange(await ofEach.Aggregate(Queryable.Concat).OrderBy(each => each.Position).Take(most).ToListAsync(cancellationToken));
        }

        return [.. found.OrderBy(each => each.Position).Take(most)];
    }
}
