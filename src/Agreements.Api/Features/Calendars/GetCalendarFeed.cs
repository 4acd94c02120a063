using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Calendars;

/// <summary>Reads one feed, without its token.</summary>
public sealed record GetCalendarFeed : IRequest<CalendarFeedView>
{
    /// <summary>The feed.</summary>
    [FromRoute]
    public Guid FeedId { get; init; }
}

internal sealed class GetCalendarFeedHandler(CalendarFeedAtHand hand) : IRequestHandler<GetCalendarFeed, CalendarFeedView>
{
    public async Task<CalendarFeedView> Handle(GetCalendarFeed request, CancellationToken cancellationToken) =>
        CalendarFeedView.Of(await hand.TakeAsync(request.FeedId, cancellationToken));
}
