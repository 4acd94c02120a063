using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Webhooks;

/// <summary>Reads a webhook, without its secret, and how it fares.</summary>
public sealed record GetWebhook : IRequest<WebhookView>
{
    /// <summary>The webhook.</summary>
    [FromRoute]
    public Guid WebhookId { get; init; }
}

internal sealed class GetWebhookHandler(WebhookAtHand hand) : IRequestHandler<GetWebhook, WebhookView>
{
    public async Task<WebhookView> Handle(GetWebhook request, CancellationToken cancellationToken)
    {
        var webhook = await hand.FindAsync(request.WebhookId, cancellationToken);
        return WebhookView.Of(webhook, await hand.ProgressOfAsync(webhook, cancellationToken));
    }
}
