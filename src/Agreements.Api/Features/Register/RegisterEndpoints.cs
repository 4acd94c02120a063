using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Register;

/// <summary>Keeping the register: drafting, editing, finding.</summary>
internal static class RegisterEndpoints
{
    public static void MapRegister(this IEndpointRouteBuilder v1)
    {
        var agreements = v1.MapGroup("/agreements").WithTags("Register");

        agreements.MapPost("/", async (Body<DraftAgreement> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var agreement = await mediator.Send(body.Value, cancellationToken);
                return Answer.Created(agreement, $"/v1/agreements/{agreement.Id}");
            })
            .Operation("draftAgreement", "Draft an agreement").Needs(Scope.AgreementsWrite).Creates<AgreementView>().TakesJson<DraftAgreement>().Fails(409);

        agreements.MapGet("/", async ([AsParameters] AgreementFilters filters, [AsParameters] ListAgreements query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query with { Filters = filters }, cancellationToken)))
            .Operation("listAgreements", "List agreements").Needs(Scope.AgreementsRead).ReturnsPolled<AgreementPage>();

        agreements.MapGet("/expiring", async ([AsParameters] AgreementFilters filters, [AsParameters] ListExpiringAgreements query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query with { Filters = filters }, cancellationToken)))
            .Operation("listExpiringAgreements", "List what expires").Needs(Scope.AgreementsRead).ReturnsPolled<AgreementPage>();

        agreements.MapGet("/{agreementId:guid}", async ([AsParameters] GetAgreement query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getAgreement", "Read an agreement").Needs(Scope.AgreementsRead).ReturnsTagged<AgreementView>().Fails(404);

        agreements.MapPatch("/{agreementId:guid}", async (Guid agreementId, Body<EditAgreement> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { AgreementId = agreementId }, cancellationToken)))
            .Operation("editAgreement", "Edit an agreement").Needs(Scope.AgreementsWrite).ReturnsTagged<AgreementView>().TakesMergePatch<EditAgreement>().NeedsIfMatch().Fails(404, 409);

        agreements.MapDelete("/{agreementId:guid}", async (Guid agreementId, IMediator mediator, CancellationToken cancellationToken) =>
            {
                await mediator.Send(new DeleteAgreement(agreementId), cancellationToken);
                return TypedResults.NoContent();
            })
            .Operation("deleteAgreement", "Delete a draft").Needs(Scope.AgreementsWrite).WithDescription("Removes a draft with its history. Whatever is beyond a draft stays for good.").NeedsIfMatch().Fails(404, 409);

        agreements.MapGet("/{agreementId:guid}/history", async ([AsParameters] ListAgreementHistory query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listAgreementHistory", "List an agreement's history").Needs(Scope.AgreementsRead).Returns<Page<AgreementChangeView>>().Fails(404);
    }
}
