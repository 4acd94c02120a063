using System.Security.Cryptography;
using System.Text;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Api.Setup;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Store;
using Agreements.Domain.Access;
using Agreements.Domain.Events;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Events;

/// <summary>
/// Lists what has happened, in the order in which it was committed, for systems that keep something in step with the register: an event for each thing that a change touched, in the
/// JSON format of CloudEvents 1.0. <c>next</c> is always there: keep it, and ask again with it. Nothing that comes later is ever put before it, so whoever goes on from there misses
/// nothing. To begin, ask with <c>after=latest</c>, read the lists, then go on from the cursor. On every event, read what <c>data.url</c> names: 404 means that it is gone or out of
/// reach. Several events about one thing may be dealt with at once, and an event that comes twice does no harm. What follows from the day alone, as a standing does, is no event.
/// </summary>
public sealed record ListEvents : IRequest<EventPage>, IPaged
{
    /// <summary>Only events of these types; comma-separated, all when left out.</summary>
    public Params<EventType>? Types { get; init; }

    /// <summary>For so many seconds, where there is nothing, the answer waits until something happens; 0 when left out. The answer is an empty page when nothing does.</summary>
    public Param<int>? Wait { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <summary>
    /// The cursor that the page before gave as <c>next</c>, also days later; <c>latest</c> for the end of the feed as it is now; the oldest event that is kept when left out. A cursor
    /// goes with its <c>types</c> and with what its caller reaches. 410 where it leads no further: after a pause longer than events are kept, when the store is another one, or when
    /// what the caller reaches is no longer the same.
    /// </summary>
    public string? After { get; init; }
}

internal sealed class ListEventsValidator : AbstractValidator<ListEvents>
{
    public ListEventsValidator()
    {
        this.AddPaging();
        RuleFor(query => query.Wait!.Value.Value).Parameter("wait", 0, LimitSetup.LongestWait).When(query => query.Wait is not null);
    }
}

internal sealed class ListEventsHandler(AgreementsDbContext db, EventPlacing placing, WaitingRoom room, PageWalk walk, Caller caller, TimeProvider clock) : IRequestHandler<ListEvents, EventPage>
{
    private const string Latest = "latest";
    private const int FingerprintLength = 16;

    public async Task<EventPage> Handle(ListEvents request, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var longest = TimeSpan.FromSeconds(request.Wait?.Value ?? 0);
        var (stretch, told) = await ReadAsync(request, await BeginAsync(request.After, cancellationToken), cancellationToken);
        if (stretch.Events.Count > 0 || longest == TimeSpan.Zero)
        {
            return Page(stretch);
        }

        using var seat = room.Enter(caller.Id);
        while (stretch.Events.Count == 0 && !room.IsClosed && longest - clock.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
        {
            await room.WaitAsync(told, left, cancellationToken);
            (stretch, told) = await ReadAsync(request, stretch.End, cancellationToken);
        }

        return Page(stretch);
    }

    private async Task<FeedPlace?> BeginAsync(string? after, CancellationToken cancellationToken)
    {
        if (after == Latest)
        {
            await placing.TryPlaceAsync(cancellationToken);
            return await db.EndOfFeedAsync(cancellationToken);
        }

        if (walk.Start<Place>(after, place => place is { Position: >= 0, Mark: not null, Reach: not null }) is not { } cursor)
        {
            return null;
        }

        return cursor.Reach == FingerprintOf(caller.Reach) ? new FeedPlace(cursor.Position, cursor.Mark) : throw Gone("cursor.reach-changed");
    }

    // What a request wrote is placed by the time that it is looked for; what is placed after the look comes about as being told.
    private async Task<(FeedStretch Stretch, Task Told)> ReadAsync(ListEvents request, FeedPlace? after, CancellationToken cancellationToken)
    {
        var told = room.Told;
        await placing.TryPlaceAsync(cancellationToken);
        var stretch = await db.FollowAsync(caller.Reach, request.Types?.Values, after, request.LimitOrDefault(), cancellationToken);
        return stretch.Fault switch
        {
            FeedFault.TooOld => throw Gone("cursor.too-old"),
            FeedFault.FromAnotherStore => throw Gone("cursor.from-another-store"),
            _ => (stretch, told),
        };
    }

    private EventPage Page(FeedStretch stretch) => new()
    {
        Items = [.. stretch.Events.Select(FeedEventView.Of)],
        Next = walk.GoOnAfter(new Place(stretch.End.Position, stretch.End.Mark, FingerprintOf(caller.Reach))),
    };

    private static HttpFailureException Gone(string code) => new(StatusCodes.Status410Gone, code);

    // A follower who comes to reach more would never hear of what had been there before.
    private static string FingerprintOf(Reach reach) => reach.RegionCodes is { } codes
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', codes.Order(StringComparer.Ordinal))))[..(FingerprintLength / 2)])
        : FeedEvent.Everybody;

    private sealed record Place(long Position, string Mark, string Reach);
}
