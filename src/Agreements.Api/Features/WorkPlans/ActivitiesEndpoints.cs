using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>What a work plan sets out to do, and what has become of it.</summary>
internal static class ActivitiesEndpoints
{
    public static void MapActivities(this IEndpointRouteBuilder v1)
    {
        var ofPlan = v1.MapGroup("/work-plans/{workPlanId:guid}/activities").WithTags("Work plans");

        ofPlan.MapPost("/", async (Guid workPlanId, Body<AddActivity> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var activity = await mediator.Send(body.Value with { WorkPlanId = workPlanId }, cancellationToken);
                return Answer.Created(activity, $"/v1/activities/{activity.Id}");
            })
            .Operation("addActivity", "Add an activity to a work plan").Needs(Scope.AgreementsWrite).Creates<ActivityView>().TakesJson<AddActivity>().Fails(404, 409);

        ofPlan.MapGet("/", async ([AsParameters] ListActivities query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listActivities", "List the activities of a work plan").Needs(Scope.AgreementsRead).Returns<Page<ActivityView>>().Fails(404);

        var activities = v1.MapGroup("/activities/{activityId:guid}").WithTags("Work plans");

        activities.MapGet("/", async ([AsParameters] GetActivity query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getActivity", "Read an activity").Needs(Scope.AgreementsRead).ReturnsTagged<ActivityView>().Fails(404);

        activities.MapPatch("/", async (Guid activityId, Body<EditActivity> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { ActivityId = activityId }, cancellationToken)))
            .Operation("editActivity", "Edit an activity").Needs(Scope.AgreementsWrite).ReturnsTagged<ActivityView>().TakesMergePatch<EditActivity>().NeedsIfMatch().Fails(404, 409);

        activities.MapDelete("/", async (Guid activityId, IMediator mediator, CancellationToken cancellationToken) =>
            {
                await mediator.Send(new RemoveActivity(activityId), cancellationToken);
                return TypedResults.NoContent();
            })
            .Operation("removeActivity", "Remove an activity from a draft").Needs(Scope.AgreementsWrite).WithDescription("Removes an activity of a work plan that is still a draft; what was signed stays for good.").NeedsIfMatch().Fails(404, 409);

        activities.MapPost("/progress", async (Guid activityId, Body<ReportProgress> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Created(await mediator.Send(body.Value with { ActivityId = activityId }, cancellationToken), $"/v1/activities/{activityId}"))
            .Operation("reportProgress", "Report the progress of an activity").Needs(Scope.AgreementsWrite).Creates<ActivityView>().TakesJson<ReportProgress>().Fails(404, 409);

        activities.MapGet("/progress", async ([AsParameters] ListProgress query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listProgress", "List the reports about an activity").Needs(Scope.AgreementsRead).Returns<Page<ProgressView>>().Fails(404);
    }

    /// <summary>What a person costs, as the law sets it from when on.</summary>
    public static void MapContributionRates(this IEndpointRouteBuilder v1)
    {
        var rates = v1.MapGroup("/contribution-rates").WithTags("Reference");

        rates.MapGet("/", async ([AsParameters] ListContributionRates query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listContributionRates", "List contribution rates").Needs(Scope.AgreementsRead).Returns<Page<ContributionRateView>>();

        rates.MapGet("/{on}", async ([AsParameters] GetContributionRate query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getContributionRate", "Read the contribution rate on a day").Needs(Scope.AgreementsRead).ReturnsTagged<ContributionRateView>().Fails(404);

        rates.MapPost("/", async (Body<AddContributionRate> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var rate = await mediator.Send(body.Value, cancellationToken);
                return Answer.Created(rate, $"/v1/contribution-rates/{rate.ValidFrom:O}");
            })
            .Operation("addContributionRate", "Add a contribution rate").Needs(Scope.Admin).Creates<ContributionRateView>().TakesJson<AddContributionRate>().Fails(409);
    }
}
