using Agreements.Domain.Events;

namespace Agreements.Domain.Webhooks;

/// <summary>What has become of a delivery.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It waits to be tried for the first time, or by hand once more.</summary>
    Pending,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>It was tried and is tried again.</summary>
    Failed,

    /// <summary>It was tried as often as it is, and given up.</summary>
    Exhausted,
}

/// <summary>That a webhook is told of an event, once, however often that takes. Of each webhook and event there is one.</summary>
public sealed class WebhookDelivery
{
    /// <summary>What the event of a test is called, which happens to nothing and is in no feed.</summary>
    public const string TestType = "webhook.test";

    private WebhookDelivery()
    {
    }

    private WebhookDelivery(Guid webhookId, Guid eventId, DateTimeOffset at)
    {
        (Id, WebhookId, EventId) = (Guid.CreateVersion7(at), webhookId, eventId);
        (CreatedAt, UpdatedAt, NextAttemptAt) = (at, at, at);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The webhook.</summary>
    public Guid WebhookId { get; private init; }

    /// <summary>The event; its receiver knows the delivery by it, however often it comes.</summary>
    public Guid EventId { get; private init; }

    /// <summary>What happened; null for a test.</summary>
    public EventType? EventType { get; private init; }

    /// <summary>The event's place in the feed; null for a test.</summary>
    public long? Position { get; private init; }

    /// <summary>What has become of it.</summary>
    public WebhookDeliveryState State { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often it has failed since it began, or was asked for by hand.</summary>
    public int Failures { get; private set; }

    /// <summary>When it is tried next if nothing comes between; null when it is not.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>The attempt that is under way, or whose outcome nobody knows.</summary>
    public Guid? Claim { get; private set; }

    /// <summary>When it was first tried since it began, or was asked for by hand.</summary>
    public DateTimeOffset? FirstAttemptAt { get; private set; }

    /// <summary>When it was last tried.</summary>
    public DateTimeOffset? LastAttemptAt { get; private set; }

    /// <summary>The status that the receiver answered with last; null where it did not.</summary>
    public int? LastStatus { get; private set; }

    /// <summary>Why it failed last; null where it did not.</summary>
    public WebhookFault? LastFault { get; private set; }

    /// <summary>How long the last attempt took, in milliseconds.</summary>
    public int? LastDuration { get; private set; }

    /// <summary>When the receiver took it.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>When it came to be.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Tells a webhook of an event.</summary>
    public static WebhookDelivery Of(Guid webhookId, FeedEvent told, DateTimeOffset at) => new(webhookId, told.Id, at) { EventType = told.Type, Position = told.Position };

    /// <summary>Tells a webhook of nothing, to try whether it hears.</summary>
    public static WebhookDelivery OfTest(Guid webhookId, DateTimeOffset at) => new(webhookId, Guid.CreateVersion7(at), at);

    /// <summary>Takes it in hand: until the lease is over nobody else does.</summary>
    public void Take(Guid claim, DateTimeOffset at, DateTimeOffset leaseUntil)
    {
        (Claim, NextAttemptAt) = (claim, leaseUntil);
        Attempts++;
        LastAttemptAt = at;
        FirstAttemptAt ??= at;
        Touch(at);
    }

    /// <summary>
    /// Notes what came of an attempt. That it was delivered counts whoever has it in hand now; that it failed only from whoever has, and nothing does any more once it was delivered.
    /// </summary>
    /// <returns>Whether it counted.</returns>
    public bool Report(Guid claim, WebhookAnswer answer, WebhookBackOff backOff, double random, DateTimeOffset at)
    {
        if (State == WebhookDeliveryState.Delivered || (Claim != claim && !answer.IsDelivered))
        {
            return false;
        }

        (Claim, LastStatus, LastFault, LastDuration) = (null, answer.Status, answer.Fault, (int)answer.Duration.TotalMilliseconds);
        if (answer.IsDelivered)
        {
            (State, NextAttemptAt, DeliveredAt) = (WebhookDeliveryState.Delivered, null, at);
        }
        else
        {
            Fail(answer, backOff, random, at);
        }

        Touch(at);
        return true;
    }

    /// <summary>Has it tried once more, at once, and as often as a new one.</summary>
    public void Redeliver(DateTimeOffset at)
    {
        if (Claim is not null && NextAttemptAt > at)
        {
            throw new RuleViolationException("webhook-delivery.in-progress");
        }

        (State, Failures, NextAttemptAt, Claim, FirstAttemptAt, DeliveredAt) = (WebhookDeliveryState.Pending, 0, at, null, null, null);
        Touch(at);
    }

    private void Fail(WebhookAnswer answer, WebhookBackOff backOff, double random, DateTimeOffset at)
    {
        Failures++;
        var wait = answer.IsFinal ? null : backOff.After(Failures, random);
        if (answer.Rest is { } rest && wait < rest)
        {
            wait = rest;
        }

        (State, NextAttemptAt) = (wait is null ? WebhookDeliveryState.Exhausted : WebhookDeliveryState.Failed, at + wait);
    }

    private void Touch(DateTimeOffset at) => (Version, UpdatedAt) = (Version + 1, at);
}
