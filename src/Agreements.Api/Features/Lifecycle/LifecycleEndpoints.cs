using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Lifecycle;

/// <summary>Moving an agreement from draft to signature, and to its end.</summary>
internal static class LifecycleEndpoints
{
    public static void MapLifecycle(this IEndpointRouteBuilder v1)
    {
        var agreement = v1.MapGroup("/agreements/{agreementId:guid}").WithTags("Lifecycle");

        agreement.MapPost("/submit", async (Guid agreementId, Body<SubmitAgreement> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Or(new()) with { AgreementId = agreementId }, cancellationToken)))
            .Operation("submitAgreement", "Submit a draft for review").Needs(Scope.AgreementsWrite).ReturnsTagged<AgreementView>().TakesJson<SubmitAgreement>(optional: true).NeedsIfMatch().Fails(404, 409);

        agreement.MapPost("/return", async (Guid agreementId, Body<ReturnAgreement> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { AgreementId = agreementId }, cancellationToken)))
            .Operation("returnAgreement", "Return an agreement to its authors").Needs(Scope.AgreementsApprove).ReturnsTagged<AgreementView>().TakesJson<ReturnAgreement>().NeedsIfMatch().Fails(404, 409);

        agreement.MapPost("/approve", async (Guid agreementId, Body<ApproveAgreement> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Or(new()) with { AgreementId = agreementId }, cancellationToken)))
            .Operation("approveAgreement", "Approve an agreement for signature").Needs(Scope.AgreementsApprove).ReturnsTagged<AgreementView>().TakesJson<ApproveAgreement>(optional: true).NeedsIfMatch().Fails(404, 409);

        agreement.MapPost("/signatures", async (Guid agreementId, Body<SignAgreement> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Created(await mediator.Send(body.Value with { AgreementId = agreementId }, cancellationToken), $"/v1/agreements/{agreementId}"))
            .Operation("signAgreement", "Record a party's signature").Needs(Scope.AgreementsWrite).Creates<AgreementView>().TakesJson<SignAgreement>().Fails(404, 409);

        agreement.MapPost("/amendments", async (Guid agreementId, Body<AmendAgreement> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Created(await mediator.Send(body.Value with { AgreementId = agreementId }, cancellationToken), $"/v1/agreements/{agreementId}"))
            .Operation("amendAgreement", "Amend a signed agreement").Needs(Scope.AgreementsWrite).Creates<AgreementView>().TakesJson<AmendAgreement>().Fails(404, 409);

        agreement.MapGet("/terms", async ([AsParameters] ListAgreementTerms query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listAgreementTerms", "List the versions of an agreement's terms").Needs(Scope.AgreementsRead).Returns<AgreementTerms>().Fails(404);

        agreement.MapPost("/cancel", async (Guid agreementId, Body<CancelAgreement> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { AgreementId = agreementId }, cancellationToken)))
            .Operation("cancelAgreement", "Cancel an agreement before it is signed").Needs(Scope.AgreementsWrite).ReturnsTagged<AgreementView>().TakesJson<CancelAgreement>().NeedsIfMatch().Fails(404, 409);

        agreement.MapPost("/terminate", async (Guid agreementId, Body<TerminateAgreement> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { AgreementId = agreementId }, cancellationToken)))
            .Operation("terminateAgreement", "Terminate a signed agreement").Needs(Scope.AgreementsWrite).ReturnsTagged<AgreementView>().TakesJson<TerminateAgreement>().NeedsIfMatch().Fails(404, 409);
    }
}
