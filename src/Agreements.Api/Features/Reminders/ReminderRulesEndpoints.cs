using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Reminders;

/// <summary>When reminders go out, and whether they do.</summary>
internal static class ReminderRulesEndpoints
{
    public static void MapReminderRules(this IEndpointRouteBuilder v1)
    {
        var rules = v1.MapGroup("/reminder-rules").WithTags("Reminders");

        rules.MapGet("/", async ([AsParameters] GetReminderRules query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getReminderRules", "Read when deadlines are reminded of").Needs(Scope.AgreementsRead).ReturnsTagged<ReminderRulesView>();

        rules.MapPut("/", async (Body<ReplaceReminderRules> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value, cancellationToken)))
            .Operation("replaceReminderRules", "Say when deadlines are reminded of").Needs(Scope.Admin).ReturnsTagged<ReminderRulesView>().TakesJson<ReplaceReminderRules>().NeedsIfMatch();

        v1.MapPost("/reminders/preview", async ([AsParameters] PreviewPaging paging, Body<PreviewReminders> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(body.Value with { Limit = paging.Limit, After = paging.After }, cancellationToken)))
            .WithTags("Reminders").Operation("previewReminders", "List reminders to come").Needs(Scope.AgreementsRead).Returns<Page<ReminderPreviewView>>().TakesQuestion<PreviewReminders>();

        v1.MapGet("/health/reminders", async ([AsParameters] GetReminderHealth query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .WithTags("Reminders").Operation("getReminderHealth", "See how reminders are doing").Needs(Scope.AgreementsRead).Returns<ReminderHealthView>();
    }
}
