using System.Text.Json;
using Agreements.Data.Store;
using Agreements.Domain.Webhooks;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Agreements.Api.Features.Webhooks.Delivery;

/// <summary>What receivers are sent: the event as the feed shows it, or a test that looks like one.</summary>
internal sealed class WebhookBodies(IOptions<JsonOptions> json)
{
    public byte[] Of(WebhookAttempt attempt) => attempt.Told is { } told
        ? JsonSerializer.SerializeToUtf8Bytes(FeedEventView.Of(told), json.Value.SerializerOptions)
        : JsonSerializer.SerializeToUtf8Bytes(TestOf(attempt.Delivery), json.Value.SerializerOptions);

    private static TestEvent TestOf(WebhookDelivery delivery)
    {
        var subject = $"webhooks/{delivery.WebhookId}";
        return new TestEvent(
            FeedEventView.CloudEventsVersion, delivery.EventId, FeedEventView.Api, WebhookDelivery.TestType, subject, delivery.CreatedAt, FeedEventView.Json, new TestEventData(delivery.WebhookId, $"{FeedEventView.Api}/{subject}"));
    }

    private sealed record TestEvent(string Specversion, Guid Id, string Source, string Type, string Subject, DateTimeOffset Time, string Datacontenttype, TestEventData Data);

    private sealed record TestEventData(Guid Id, string Url);
}
