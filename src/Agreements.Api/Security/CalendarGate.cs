using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Calendars;
using Microsoft.Extensions.Caching.Memory;

namespace Agreements.Api.Security;

/// <summary>A calendar that was opened, with the regions that it may show now.</summary>
/// <param name="Feed">The calendar.</param>
/// <param name="Reach">What its maker reaches now, as far as it shows that.</param>
internal sealed record OpenedCalendar(CalendarFeed Feed, Reach Reach);

/// <summary>
/// Opens a calendar by the token in its address, the one credential that calendar programs can send. Whatever opens nothing is the same 404, and counts against the
/// address that tries before the store is asked, so that to guess costs the service nothing.
/// </summary>
internal sealed class CalendarGate(Strangers strangers, TimeProvider clock) : IDisposable
{
    /// <summary>What the route calls the token.</summary>
    public const string Parameter = "token";

    // One that opened something is looked up at nobody's cost for this long: subscribers of many calendars come from the same few addresses.
    private static readonly TimeSpan Familiar = TimeSpan.FromHours(1);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Finds the calendar that a request asks for.</summary>
    public async Task<OpenedCalendar> OpenAsync(HttpContext context)
    {
        var secret = Secret.Of(context.Request.RouteValues[Parameter] as string ?? "");
        if (secret is not { Hash: var hash } || !_known.TryGetValue(hash, out _))
        {
            strangers.Charge(context);
        }

        if (secret is not { Hash: var given } || await FindAsync(context, given) is not { } opened)
        {
            // One that opens nothing any more is as strange as one that never did.
            _known.Remove(secret?.Hash ?? "");
            strangers.Charge(context);
            throw HttpFailureException.NotFound("calendar");
        }

        _known.Set(given, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Familiar });
        return opened;
    }

    /// <summary>Where a feed reaches at the most; null where the key that made it has ended, and the feed with it.</summary>
    public static async Task<Reach?> ReachOfAsync(AgreementsDbContext db, CalendarFeed feed, DateTimeOffset at, CancellationToken cancellationToken) =>
        await db.MakerOfAsync(feed, cancellationToken) is { } key && (key.RevokedAt is not null || key.ExpiresAt <= at) ? null : await BoundsOfAsync(db, feed, cancellationToken);

    /// <summary>Where a feed reaches at the most, whether it still opens anything or not.</summary>
    public static async Task<Reach> BoundsOfAsync(AgreementsDbContext db, CalendarFeed feed, CancellationToken cancellationToken) => feed.Narrow(
        await db.MakerOfAsync(feed, cancellationToken) is { } key ? await db.ReachOfAsync(key.Binding(), cancellationToken) : feed.ReachOfToken);

    public void Dispose() => _known.Dispose();

    private async Task<OpenedCalendar?> FindAsync(HttpContext context, string hash)
    {
        var (db, now) = (context.RequestServices.GetRequiredService<AgreementsDbContext>(), clock.GetUtcNow());
        return await db.CalendarFeedOpenedByAsync(hash, context.RequestAborted) is { } feed && feed.IsLiveAt(now) && await ReachOfAsync(db, feed, now, context.RequestAborted) is { } reach
            ? new OpenedCalendar(feed, reach)
            : null;
    }
}

/// <summary>Makes whoever asks for a calendar by its address a caller of its own, who reads that calendar and nothing else: it has a budget and a place like any other.</summary>
internal sealed class OpenCalendars(RequestDelegate next, CalendarGate gate)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Access>() is { ByAddress: true })
        {
            var opened = await gate.OpenAsync(context);
            context.Features.Set(opened);
            context.Features.Set(new Grant($"calendar:{opened.Feed.Id}", new Author(opened.Feed.CreatedBy), [], opened.Reach, opened.Feed.ExpiresAt));
        }

        await next(context);
    }
}

/// <summary>Paths as they may be written down: an address that opens something by itself is a secret.</summary>
internal static class PathsToTell
{
    private const string Opening = "/v1/calendar/";

    /// <summary>The path of a request, without the token of a calendar.</summary>
    public static string Of(HttpRequest request) =>
        request.Path.Value?.StartsWith(Opening, StringComparison.OrdinalIgnoreCase) == true ? $"{Opening}***" : request.Path.ToString();
}
