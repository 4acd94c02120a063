using Agreements.Api.Http;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Continuity;

/// <summary>Whether cover runs on: the register as a whole, and line by line.</summary>
internal static class ContinuityEndpoints
{
    public static void MapContinuity(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/summary", async ([AsParameters] GetSummary query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .WithTags("Continuity").Operation("getSummary", "Count how agreements stand").Needs(Scope.AgreementsRead).Returns<SummaryView>();

        var continuity = v1.MapGroup("/continuity").WithTags("Continuity");

        continuity.MapGet("/", async ([AsParameters] GetContinuity query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("getContinuity", "Read the continuity line of a region").Needs(Scope.AgreementsRead).Returns<ContinuityView>();

        continuity.MapGet("/gaps", async ([AsParameters] ListContinuityGaps query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listContinuityGaps", "List where cover breaks off").Needs(Scope.AgreementsRead).Returns<ContinuityGapPage>();
    }
}
