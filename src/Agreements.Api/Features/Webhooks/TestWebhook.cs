using System.Text.Json.Serialization;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Domain.Webhooks;
using MediatR;

namespace Agreements.Api.Features.Webhooks;

/// <summary>Has an event of type <c>webhook.test</c> delivered, signed, tried again and logged like any other. It is in no feed, and a webhook gets it whatever types it tells of.</summary>
public sealed record TestWebhook : IChange<WebhookDeliveryView>
{
    /// <summary>The webhook, from the path.</summary>
    [JsonIgnore]
    public Guid WebhookId { get; init; }
}

internal sealed class TestWebhookHandler(AgreementsDbContext db, WebhookAtHand hand, Caller caller) : IRequestHandler<TestWebhook, WebhookDeliveryView>
{
    public async Task<WebhookDeliveryView> Handle(TestWebhook request, CancellationToken cancellationToken)
    {
        var webhook = await hand.TakeAsync(request.WebhookId, cancellationToken);
        webhook.RequireEnabled();
        return WebhookDeliveryView.Of(db.Add(WebhookDelivery.OfTest(webhook.Id, caller.Now())).Entity);
    }
}
