using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Webhooks;

/// <summary>Reads a delivery.</summary>
public sealed record GetWebhookDelivery : IRequest<WebhookDeliveryView>
{
    /// <summary>The webhook.</summary>
    [FromRoute]
    public Guid WebhookId { get; init; }

    /// <summary>The delivery.</summary>
    [FromRoute]
    public Guid DeliveryId { get; init; }
}

internal sealed class GetWebhookDeliveryHandler(WebhookAtHand hand) : IRequestHandler<GetWebhookDelivery, WebhookDeliveryView>
{
    public async Task<WebhookDeliveryView> Handle(GetWebhookDelivery request, CancellationToken cancellationToken)
    {
        var webhook = await hand.FindAsync(request.WebhookId, cancellationToken);
        return WebhookDeliveryView.Of(await hand.DeliveryAsync(webhook, request.DeliveryId, cancellationToken));
    }
}
