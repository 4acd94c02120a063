using System.Text.Json.Nodes;
using Agreements.Api.Features.Webhooks;
using Agreements.Domain;
using Agreements.Domain.Events;
using Agreements.Domain.Webhooks;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The examples of webhooks: a budget system that hears of what is signed in Sulawesi Barat.</summary>
internal static class WebhookExamples
{
    private const string Name = "Anggaran Sulawesi Barat";
    private const string Receiver = "https://anggaran.sulbar.example/hooks/agreements";
    private static readonly Guid EventId = new("019ad2ab-c640-7b13-9f64-2c9a7e5b3d42");
    private static readonly DateTimeOffset At = new(2025, 12, 1, 0, 5, 0, TimeSpan.Zero);
    private static readonly byte[] Secret = [.. Enumerable.Range(0, WebhookSecret.Bytes).Select(each => (byte)each)];

    public static Guid WebhookId { get; } = new("019ad2ab-c640-7b11-9d42-0a7e5c3f1b20");

    public static Guid DeliveryId { get; } = new("019ad2ab-c640-7b12-8e53-1b8f6d4a2c31");

    public static Dictionary<Type, object> Bodies() => new()
    {
        [typeof(AddWebhook)] = new AddWebhook { Name = Name, Url = Receiver, EventTypes = [EventType.AgreementSigned, EventType.AgreementAmended, EventType.AgreementTerminated], RegionCodes = ["76"] },
        [typeof(EditWebhook)] = new JsonObject { ["state"] = "disabled" },
        [typeof(RotateWebhookSecret)] = new RotateWebhookSecret { OverlapHours = Webhook.DefaultOverlapHours },
    };

    public static Dictionary<string, object> Answers()
    {
        var content = new WebhookContent(Name, Receiver, [EventType.AgreementSigned, EventType.AgreementAmended, EventType.AgreementTerminated]);
        var webhook = Webhook.Make(WebhookId, content, ["76"], keyId: null, sealedSecret: "", new Authorship(new Author("pengelola"), At));
        var progress = new WebhookProgress(WebhookId, FeedPlace.Beginning);
        var view = WebhookView.Of(webhook, progress);
        var shown = view with { Secret = WebhookSecret.TextOf(Secret) };
        var queued = WebhookDelivery.OfTest(WebhookId, At);
        var waiting = WebhookDeliveryView.Of(queued) with { Id = DeliveryId, EventId = EventId };
        var claim = Guid.CreateVersion7(At);
        queued.Take(claim, At, At.AddSeconds(45));
        queued.Report(claim, WebhookAnswer.Of(204, TimeSpan.FromMilliseconds(48), retryAfter: null), WebhookBackOff.Default, random: 0, At.AddSeconds(1));
        var delivered = WebhookDeliveryView.Of(queued) with { Id = DeliveryId, EventId = EventId };
        return new(StringComparer.Ordinal)
        {
            ["addWebhook"] = shown,
            ["rotateWebhookSecret"] = shown,
            ["getWebhook"] = view,
            ["editWebhook"] = view,
            ["listWebhooks"] = new Page<WebhookView> { Items = [view], Next = null },
            ["testWebhook"] = waiting,
            ["redeliverEvent"] = waiting,
            ["getWebhookDelivery"] = delivered,
            ["listWebhookDeliveries"] = new Page<WebhookDeliveryView> { Items = [delivered], Next = null },
        };
    }
}
