using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Renewals;

/// <summary>Bringing a successor to signature before an agreement ends.</summary>
internal static class RenewalsEndpoints
{
    public static void MapRenewals(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/agreements/{agreementId:guid}/renewals", async (Guid agreementId, Body<OpenRenewal> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var renewal = await mediator.Send(body.Or(new()) with { AgreementId = agreementId }, cancellationToken);
                return Answer.Created(renewal, $"/v1/renewals/{renewal.Id}");
            })
            .WithTags("Renewals").Operation("openRenewal", "Open a renewal of an agreement").Needs(Scope.AgreementsWrite).Creates<RenewalView>().TakesJson<OpenRenewal>(optional: true).Fails(404, 409);

        var renewals = v1.MapGroup("/renewals").WithTags("Renewals");

        renewals.MapGet("/", async ([AsParameters] ListRenewals query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listRenewals", "List renewals").Needs(Scope.AgreementsRead).Returns<RenewalPage>();

        renewals.MapGet("/{renewalId:guid}", async ([AsParameters] GetRenewal query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getRenewal", "Read a renewal").Needs(Scope.AgreementsRead).ReturnsTagged<RenewalView>().Fails(404);

        renewals.MapPatch("/{renewalId:guid}", async (Guid renewalId, Body<EditRenewal> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { RenewalId = renewalId }, cancellationToken)))
            .Operation("editRenewal", "Edit a renewal and its plan").Needs(Scope.AgreementsWrite).ReturnsTagged<RenewalView>().TakesMergePatch<EditRenewal>().NeedsIfMatch().Fails(404, 409);

        renewals.MapPost("/{renewalId:guid}/entries", async (Guid renewalId, Body<LogRenewalEntry> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Created(await mediator.Send(body.Value with { RenewalId = renewalId }, cancellationToken), $"/v1/renewals/{renewalId}"))
            .Operation("logRenewalEntry", "Write in the log of a renewal").Needs(Scope.AgreementsWrite).Creates<RenewalView>().TakesJson<LogRenewalEntry>().Fails(404, 409);

        renewals.MapGet("/{renewalId:guid}/entries", async ([AsParameters] ListRenewalEntries query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listRenewalEntries", "List the log of a renewal").Needs(Scope.AgreementsRead).Returns<Page<RenewalEntryView>>().Fails(404);

        renewals.MapPost("/{renewalId:guid}/successor", async (Guid renewalId, Body<DraftSuccessor> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var successor = await mediator.Send(body.Or(new()) with { RenewalId = renewalId }, cancellationToken);
                return Answer.Created(successor, $"/v1/agreements/{successor.Id}");
            })
            .Operation("draftSuccessor", "Draft the agreement that continues").Needs(Scope.AgreementsWrite).Creates<AgreementView>().TakesJson<DraftSuccessor>(optional: true).Fails(404, 409);

        renewals.MapPost("/{renewalId:guid}/close", async (Guid renewalId, Body<CloseRenewal> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { RenewalId = renewalId }, cancellationToken)))
            .Operation("closeRenewal", "Close a renewal").Needs(Scope.AgreementsWrite).ReturnsTagged<RenewalView>().TakesJson<CloseRenewal>().NeedsIfMatch().Fails(404, 409);
    }
}
