using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>The work plan of each year: quota and money, from draft to signature, and what is missing.</summary>
internal static class WorkPlansEndpoints
{
    public static void MapWorkPlans(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/agreements/{agreementId:guid}/work-plans", async (Guid agreementId, Body<DraftWorkPlan> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var plan = await mediator.Send(body.Value with { AgreementId = agreementId }, cancellationToken);
                return Answer.Created(plan, $"/v1/work-plans/{plan.Id}");
            })
            .WithTags("Work plans").Operation("draftWorkPlan", "Draft a work plan").Needs(Scope.AgreementsWrite).Creates<WorkPlanView>().TakesJson<DraftWorkPlan>().Fails(404, 409);

        v1.MapGet("/agreements/{agreementId:guid}/work-plans", async ([AsParameters] ListAgreementWorkPlans query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .WithTags("Work plans").Operation("listAgreementWorkPlans", "List an agreement's work plans").Needs(Scope.AgreementsRead).Returns<WorkPlanPage>().Fails(404);

        var plans = v1.MapGroup("/work-plans").WithTags("Work plans");

        plans.MapGet("/", async ([AsParameters] ListWorkPlans query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listWorkPlans", "List work plans").Needs(Scope.AgreementsRead).Returns<WorkPlanPage>();

        plans.MapGet("/missing", async ([AsParameters] ListMissingWorkPlans query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listMissingWorkPlans", "List agreements without a work plan").Needs(Scope.AgreementsRead).Returns<Page<MissingWorkPlanView>>();

        plans.MapGet("/{workPlanId:guid}", async ([AsParameters] GetWorkPlan query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getWorkPlan", "Read a work plan").Needs(Scope.AgreementsRead).ReturnsTagged<WorkPlanView>().Fails(404);

        plans.MapPatch("/{workPlanId:guid}", async (Guid workPlanId, Body<EditWorkPlan> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { WorkPlanId = workPlanId }, cancellationToken)))
            .Operation("editWorkPlan", "Edit a work plan").Needs(Scope.AgreementsWrite).ReturnsTagged<WorkPlanView>().TakesMergePatch<EditWorkPlan>().NeedsIfMatch().Fails(404, 409);

        plans.MapDelete("/{workPlanId:guid}", async (Guid workPlanId, IMediator mediator, CancellationToken cancellationToken) =>
            {
                await mediator.Send(new DeleteWorkPlan(workPlanId), cancellationToken);
                return TypedResults.NoContent();
            })
            .Operation("deleteWorkPlan", "Delete a draft of a work plan").Needs(Scope.AgreementsWrite).WithDescription("Removes a draft with its activities and its history. Whatever is beyond a draft stays for good.").NeedsIfMatch().Fails(404, 409);

        plans.MapSteps();
        plans.MapWhatBelongsToIt();
    }

    // From draft to signature, and to its end.
    private static void MapSteps(this RouteGroupBuilder plans)
    {
        plans.MapPost("/{workPlanId:guid}/submit", async (Guid workPlanId, Body<SubmitWorkPlan> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Or(new()) with { WorkPlanId = workPlanId }, cancellationToken)))
            .Operation("submitWorkPlan", "Submit a work plan for review").Needs(Scope.AgreementsWrite).ReturnsTagged<WorkPlanView>().TakesJson<SubmitWorkPlan>(optional: true).NeedsIfMatch().Fails(404, 409);

        plans.MapPost("/{workPlanId:guid}/return", async (Guid workPlanId, Body<ReturnWorkPlan> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { WorkPlanId = workPlanId }, cancellationToken)))
            .Operation("returnWorkPlan", "Return a work plan to its authors").Needs(Scope.AgreementsApprove).ReturnsTagged<WorkPlanView>().TakesJson<ReturnWorkPlan>().NeedsIfMatch().Fails(404, 409);

        plans.MapPost("/{workPlanId:guid}/approve", async (Guid workPlanId, Body<ApproveWorkPlan> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Or(new()) with { WorkPlanId = workPlanId }, cancellationToken)))
            .Operation("approveWorkPlan", "Approve a work plan for signature").Needs(Scope.AgreementsApprove).ReturnsTagged<WorkPlanView>().TakesJson<ApproveWorkPlan>(optional: true).NeedsIfMatch().Fails(404, 409);

        plans.MapPost("/{workPlanId:guid}/signatures", async (Guid workPlanId, Body<SignWorkPlan> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Created(await mediator.Send(body.Value with { WorkPlanId = workPlanId }, cancellationToken), $"/v1/work-plans/{workPlanId}"))
            .Operation("signWorkPlan", "Record a party's signature below a work plan").Needs(Scope.AgreementsWrite).Creates<WorkPlanView>().TakesJson<SignWorkPlan>().Fails(404, 409);

        plans.MapPost("/{workPlanId:guid}/close", async (Guid workPlanId, Body<CloseWorkPlan> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { WorkPlanId = workPlanId }, cancellationToken)))
            .Operation("closeWorkPlan", "Close a work plan").Needs(Scope.AgreementsWrite).ReturnsTagged<WorkPlanView>().TakesJson<CloseWorkPlan>().NeedsIfMatch().Fails(404, 409);
    }

    private static void MapWhatBelongsToIt(this RouteGroupBuilder plans)
    {
        plans.MapPost("/{workPlanId:guid}/addenda", async (Guid workPlanId, Body<AmendWorkPlan> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Created(await mediator.Send(body.Value with { WorkPlanId = workPlanId }, cancellationToken), $"/v1/work-plans/{workPlanId}"))
            .Operation("amendWorkPlan", "Amend a signed work plan").Needs(Scope.AgreementsWrite).Creates<WorkPlanView>().TakesJson<AmendWorkPlan>().Fails(404, 409);

        plans.MapGet("/{workPlanId:guid}/addenda", async ([AsParameters] ListWorkPlanAddenda query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listWorkPlanAddenda", "List the addenda of a work plan").Needs(Scope.AgreementsRead).Returns<Page<WorkPlanAddendumView>>().Fails(404);

        plans.MapGet("/{workPlanId:guid}/history", async ([AsParameters] ListWorkPlanHistory query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listWorkPlanHistory", "List a work plan's history").Needs(Scope.AgreementsRead).Returns<Page<WorkPlanChangeView>>().Fails(404);

        plans.MapGet("/{workPlanId:guid}/realisation", async ([AsParameters] GetRealisation query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("getRealisation", "Read what a work plan has achieved, quarter by quarter").Needs(Scope.AgreementsRead).Returns<RealisationView>().Fails(404);
    }
}
