using Agreements.Api.Http;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Events;

/// <summary>What has happened, for systems that follow the register.</summary>
internal static class EventsEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder v1)
    {
        var events = v1.MapGroup("/events").WithTags("Events");

        events.MapGet("/", async ([AsParameters] ListEvents query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listEvents", "Follow what changes").Needs(Scope.AgreementsRead).Returns<EventPage>().Fails(410).MayWait();
    }
}
