using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Data;
using MediatR;

namespace Agreements.Api.Features.Webhooks;

/// <summary>Removes a webhook with its log.</summary>
internal sealed record DeleteWebhook(Guid WebhookId) : IRequest<Unit>, IChange;

internal sealed class DeleteWebhookHandler(AgreementsDbContext db, WebhookAtHand hand, Preconditions preconditions) : IRequestHandler<DeleteWebhook, Unit>
{
    public async Task<Unit> Handle(DeleteWebhook request, CancellationToken cancellationToken)
    {
        var webhook = await hand.TakeAsync(request.WebhookId, cancellationToken);
        preconditions.RequireMatch(WebhookView.TagOf(webhook, await hand.ProgressOfAsync(webhook, cancellationToken)));
        db.Webhooks.Remove(webhook);
        return Unit.Value;
    }
}
