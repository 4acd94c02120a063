using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Agreements.Domain.Calendars;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Calendars;

/// <summary>Which feeds there are for a caller: its own, and for administrators those of others that reach no further than they do.</summary>
internal sealed class CalendarFeedAtHand(AgreementsDbContext db, Caller caller)
{
    /// <summary>Those that may lie within reach; <see cref="IsWithinReachAsync"/> says which do.</summary>
    public IQueryable<CalendarFeed> Candidates() => caller.Grant.Scopes.Contains(Scope.Admin) ? db.CalendarFeedsOfAll() : db.CalendarFeedsMadeBy(caller.Id);

    public async Task<CalendarFeed> TakeAsync(Guid id, CancellationToken cancellationToken) =>
        await Candidates().SingleOrDefaultAsync(feed => feed.Id == id, cancellationToken) is { } feed && await IsWithinReachAsync(feed, cancellationToken)
            ? feed
            : throw HttpFailureException.NotFound("calendar-feed");

    public async Task<bool> IsWithinReachAsync(CalendarFeed feed, CancellationToken cancellationToken) =>
        feed.MakerId == caller.Id || caller.Reach.RegionCodes is null || caller.Reach.Includes(await CalendarGate.BoundsOfAsync(db, feed, cancellationToken));
}
