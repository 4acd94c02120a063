using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Data.Store;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Webhooks;

/// <summary>Being told of changes at an address of one's own.</summary>
internal static class WebhooksEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder v1)
    {
        var webhooks = v1.MapGroup("/webhooks").WithTags("Webhooks");

        webhooks.MapPost("/", async (Body<AddWebhook> body, EventPlacing placing, IMediator mediator, CancellationToken cancellationToken) =>
            {
                // What has happened by now is none of its business.
                await placing.TryPlaceAsync(cancellationToken);
                var webhook = await mediator.Send(body.Value, cancellationToken);
                return Answer.Created(webhook, $"/v1/webhooks/{webhook.Id}");
            })
            .Operation("addWebhook", "Add a webhook").Needs(Scope.Admin).Creates<WebhookView>().TakesJson<AddWebhook>().Fails(409);

        webhooks.MapGet("/", async ([AsParameters] ListWebhooks query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listWebhooks", "List webhooks").Needs(Scope.Admin).Returns<Page<WebhookView>>();

        var webhook = webhooks.MapGroup("/{webhookId:guid}");
        webhook.MapOne();
        webhook.MapDeliveries();
    }

    private static void MapOne(this IEndpointRouteBuilder webhook)
    {
        webhook.MapGet("/", async ([AsParameters] GetWebhook query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getWebhook", "Read a webhook").Needs(Scope.Admin).ReturnsTagged<WebhookView>().Fails(404);

        webhook.MapPatch("/", async (Guid webhookId, Body<EditWebhook> body, IMediator mediator, WebhookSignal signal, CancellationToken cancellationToken) =>
            {
                var edited = await mediator.Send(body.Value with { WebhookId = webhookId }, cancellationToken);
                signal.Raise();
                return Answer.Ok(edited);
            })
            .Operation("editWebhook", "Edit, pause or enable a webhook").Needs(Scope.Admin).ReturnsTagged<WebhookView>().TakesMergePatch<EditWebhook>().NeedsIfMatch().Fails(404, 409);

        webhook.MapDelete("/", async (Guid webhookId, IMediator mediator, CancellationToken cancellationToken) =>
            {
                await mediator.Send(new DeleteWebhook(webhookId), cancellationToken);
                return TypedResults.NoContent();
            })
            .Operation("deleteWebhook", "Delete a webhook").Needs(Scope.Admin).WithDescription("Removes a webhook with its log. What somebody has in hand may still arrive.").NeedsIfMatch().Fails(404);

        webhook.MapPost("/secret-rotations", async (Guid webhookId, Body<RotateWebhookSecret> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Created(await mediator.Send(body.Or(new()) with { WebhookId = webhookId }, cancellationToken), $"/v1/webhooks/{webhookId}"))
            .Operation("rotateWebhookSecret", "Replace the secret of a webhook").Needs(Scope.Admin).Creates<WebhookView>().TakesJson<RotateWebhookSecret>(optional: true).NeedsIfMatch().Fails(404, 409);
    }

    private static void MapDeliveries(this IEndpointRouteBuilder webhook)
    {
        webhook.MapPost("/test", async (Guid webhookId, IMediator mediator, WebhookSignal signal, CancellationToken cancellationToken) =>
            {
                var delivery = await mediator.Send(new TestWebhook { WebhookId = webhookId }, cancellationToken);
                signal.Raise();
                return Answer.Accepted(delivery, $"/v1/webhooks/{webhookId}/deliveries/{delivery.Id}");
            })
            .Operation("testWebhook", "Send a test event to a webhook").Needs(Scope.Admin)
            .WithDescription("Has an event of type `webhook.test` delivered, signed, tried again and logged like any other. It is in no feed, and a webhook gets it whatever types it tells of.").AcceptsFor<WebhookDeliveryView>().Fails(404, 409);

        webhook.MapGet("/deliveries", async ([AsParameters] ListWebhookDeliveries query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listWebhookDeliveries", "List the deliveries of a webhook").Needs(Scope.Admin).Returns<Page<WebhookDeliveryView>>().Fails(404);

        webhook.MapGet("/deliveries/{deliveryId:guid}", async ([AsParameters] GetWebhookDelivery query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getWebhookDelivery", "Read a delivery of a webhook").Needs(Scope.Admin).ReturnsTagged<WebhookDeliveryView>().Fails(404);

        webhook.MapPost("/deliveries/{deliveryId:guid}/redelivery", async (Guid webhookId, Guid deliveryId, IMediator mediator, WebhookSignal signal, CancellationToken cancellationToken) =>
            {
                var delivery = await mediator.Send(new RedeliverEvent { WebhookId = webhookId, DeliveryId = deliveryId }, cancellationToken);
                signal.Raise();
                return Answer.Accepted(delivery, $"/v1/webhooks/{webhookId}/deliveries/{deliveryId}");
            })
            .Operation("redeliverEvent", "Deliver an event to a webhook once more").Needs(Scope.Admin)
            .WithDescription("Has an event delivered once more, whatever became of it before, with the same `webhook-id`. Should it fail, it is tried again as a new one is.").AcceptsFor<WebhookDeliveryView>().Fails(404, 409);
    }
}
