using System.Text.Json.Serialization;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using MediatR;

namespace Agreements.Api.Features.Webhooks;

/// <summary>Has an event delivered once more, whatever became of it before, with the same <c>webhook-id</c>; should it fail, it is tried again as a new one is.</summary>
public sealed record RedeliverEvent : IChange<WebhookDeliveryView>
{
    /// <summary>The webhook, from the path.</summary>
    [JsonIgnore]
    public Guid WebhookId { get; init; }

    /// <summary>The delivery, from the path.</summary>
    [JsonIgnore]
    public Guid DeliveryId { get; init; }
}

internal sealed class RedeliverEventHandler(WebhookAtHand hand, Caller caller) : IRequestHandler<RedeliverEvent, WebhookDeliveryView>
{
    public async Task<WebhookDeliveryView> Handle(RedeliverEvent request, CancellationToken cancellationToken)
    {
        var webhook = await hand.TakeAsync(request.WebhookId, cancellationToken);
        var delivery = await hand.DeliveryAsync(webhook, request.DeliveryId, cancellationToken);
        webhook.RequireEnabled();
        delivery.Redeliver(caller.Now());
        return WebhookDeliveryView.Of(delivery);
    }
}
