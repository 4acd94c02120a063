using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using MediatR;

namespace Agreements.Api.Features.Calendars;

/// <summary>Ends a feed for good.</summary>
internal sealed record RevokeCalendarFeed(Guid FeedId) : IRequest<Unit>, IChange;

internal sealed class RevokeCalendarFeedHandler(CalendarFeedAtHand hand, Preconditions preconditions, Caller caller) : IRequestHandler<RevokeCalendarFeed, Unit>
{
    public async Task<Unit> Handle(RevokeCalendarFeed request, CancellationToken cancellationToken)
    {
        var feed = await hand.TakeAsync(request.FeedId, cancellationToken);
        preconditions.RequireMatch(CalendarFeedView.TagOf(feed));
        feed.Revoke(caller.Sign());
        return Unit.Value;
    }
}
