using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Deadlines;

/// <summary>Every day by which somebody must act.</summary>
internal static class DeadlinesEndpoints
{
    public static void MapDeadlines(this IEndpointRouteBuilder v1)
    {
        var deadlines = v1.MapGroup("/deadlines").WithTags("Deadlines");

        deadlines.MapGet("/", async ([AsParameters] ListDeadlines query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listDeadlines", "List deadlines").Needs(Scope.AgreementsRead).Returns<DeadlinePage>();

        deadlines.MapGet("/{deadlineId:guid}", async ([AsParameters] GetDeadline query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getDeadline", "Read a deadline").Needs(Scope.AgreementsRead).ReturnsTagged<DeadlineView>().Fails(404);

        deadlines.MapPost("/{deadlineId:guid}/acknowledgement", async (Guid deadlineId, Body<AcknowledgeDeadline> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Created(await mediator.Send(body.Value with { DeadlineId = deadlineId }, cancellationToken), $"/v1/deadlines/{deadlineId}"))
            .Operation("acknowledgeDeadline", "Acknowledge a deadline").Needs(Scope.AgreementsWrite).Creates<DeadlineView>().TakesJson<AcknowledgeDeadline>().Fails(404, 409);
    }
}
