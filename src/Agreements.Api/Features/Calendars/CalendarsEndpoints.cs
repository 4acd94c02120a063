using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;
using Microsoft.AspNetCore.Http.Features;

namespace Agreements.Api.Features.Calendars;

/// <summary>The deadlines as calendars that people subscribe to.</summary>
internal static class CalendarsEndpoints
{
    public static void MapCalendars(this IEndpointRouteBuilder v1)
    {
        var feeds = v1.MapGroup("/calendar-feeds").WithTags("Calendars");

        feeds.MapPost("/", async (Body<IssueCalendarFeed> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var feed = await mediator.Send(body.Value, cancellationToken);
                return Answer.Created(feed, $"/v1/calendar-feeds/{feed.Id}");
            })
            .Operation("issueCalendarFeed", "Issue a calendar feed").Needs(Scope.AgreementsRead).Creates<CalendarFeedView>().TakesJson<IssueCalendarFeed>().Fails(409);

        feeds.MapGet("/", async ([AsParameters] ListCalendarFeeds query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listCalendarFeeds", "List calendar feeds").Needs(Scope.AgreementsRead).Returns<Page<CalendarFeedView>>();

        feeds.MapGet("/{feedId:guid}", async ([AsParameters] GetCalendarFeed query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getCalendarFeed", "Read a calendar feed").Needs(Scope.AgreementsRead).ReturnsTagged<CalendarFeedView>().Fails(404);

        feeds.MapDelete("/{feedId:guid}", async (Guid feedId, IMediator mediator, CancellationToken cancellationToken) =>
            {
                await mediator.Send(new RevokeCalendarFeed(feedId), cancellationToken);
                return TypedResults.NoContent();
            })
            .Operation("revokeCalendarFeed", "Revoke a calendar feed").Needs(Scope.AgreementsRead)
            .WithDescription("Ends a feed for good: its address opens nothing any more, at once and everywhere. It stays in the list.").NeedsIfMatch().Fails(404);

        v1.MapGet("/calendar/{token}.ics", async (string token, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                new CalendarAnswer(await mediator.Send(new GetCalendar(context.Features.GetRequiredFeature<OpenedCalendar>()), cancellationToken)))
            .WithTags("Calendars").Operation("getCalendar", "Read a calendar").OpensByAddress().ServesCalendars().Fails(404)
            .WithDescription(GetCalendar.Description);
    }
}
