using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Reminders;

/// <summary>Who is to be told of deadlines, and what has become of it.</summary>
internal static class RemindersEndpoints
{
    public static void MapReminders(this IEndpointRouteBuilder v1)
    {
        var reminders = v1.MapGroup("/reminders").WithTags("Reminders");

        reminders.MapGet("/", async ([AsParameters] ListReminders query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listReminders", "List reminders").Needs(Scope.AgreementsRead).Returns<Page<ListedReminderView>>();

        reminders.MapGet("/{reminderId:guid}", async ([AsParameters] GetReminder query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getReminder", "Read a reminder").Needs(Scope.AgreementsRead).ReturnsTagged<ReminderView>().Fails(404);

        reminders.MapPost("/claims", async (Body<ClaimReminders> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(body.Value, cancellationToken)))
            .Operation("claimReminders", "Claim reminders that are due").Needs(Scope.RemindersDispatch).Returns<ReminderClaimView>().TakesJson<ClaimReminders>().Fails(409);

        reminders.MapPost("/{reminderId:guid}/deliveries", async (Guid reminderId, Body<ReportDelivery> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { ReminderId = reminderId }, cancellationToken)))
            .Operation("reportDelivery", "Report what came of a reminder").Needs(Scope.RemindersDispatch).ReturnsTagged<ReminderView>().TakesJson<ReportDelivery>().Fails(404, 409);
    }
}
