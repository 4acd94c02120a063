using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Agreements.Domain.Events;
using Agreements.Domain.Webhooks;

namespace Agreements.Api.Features.Webhooks;

/// <summary>A webhook: who is told of what, and how that fares.</summary>
public sealed record WebhookView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change that somebody makes, and when the service disables it; starting at 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>The address that is called.</summary>
    [RegularExpression(WebhookAddress.Pattern)]
    public required string Url { get; init; }

    /// <summary>What it tells of; null for everything.</summary>
    public required IReadOnlyList<EventType>? EventTypes { get; init; }

    /// <summary>Whether it tells of the whole country.</summary>
    public required bool AllRegions { get; init; }

    /// <summary>Kemendagri codes of the regions that it tells of; a province brings its regencies and cities. Null for the whole country.</summary>
    [MaxLength(Domain.Regions.BpjsOffice.CatchmentMax)]
    public required IReadOnlyList<string>? RegionCodes { get; init; }

    /// <summary>The secret that it signs with (Standard Webhooks): shown in the answer to its making and to each rotation, null ever after.</summary>
    [RegularExpression(WebhookSecret.Pattern)]
    [MaxLength(WebhookSecret.MaxLength)]
    public string? Secret { get; init; }

    /// <summary>Until when the secret before it signs along, in UTC; null where there is none.</summary>
    public required DateTimeOffset? FormerSecretUntil { get; init; }

    /// <summary>Whether it is called.</summary>
    public required WebhookState State { get; init; }

    /// <summary>Why it is not; null where it is.</summary>
    public required WebhookDisabledReason? DisabledReason { get; init; }

    /// <summary>Since when it is, or is not, in UTC.</summary>
    public required DateTimeOffset StateSince { get; init; }

    /// <summary>The key of whoever answers for it, with which it ends; null where that is the holder of a token.</summary>
    public required Guid? KeyId { get; init; }

    /// <summary>When it ends unless somebody enables it anew, in UTC: 366 days after it was made, last enabled, or last sent elsewhere with a token. Null where it ends with a key, or is disabled.</summary>
    public required DateTimeOffset? EndsAt { get; init; }

    /// <summary>How many attempts have failed since one last delivered.</summary>
    public required int ConsecutiveFailures { get; init; }

    /// <summary>Since when nothing has got through, in UTC; null where the last attempt delivered.</summary>
    public required DateTimeOffset? FailingSince { get; init; }

    /// <summary>When something last got through, in UTC.</summary>
    public required DateTimeOffset? LastDeliveredAt { get; init; }

    /// <summary>Until when its receiver asked to be left alone, in UTC; null where it did not.</summary>
    public required DateTimeOffset? RestUntil { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    [MaxLength(ApiKey.OwnerMaxLength)]
    public required string CreatedBy { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who changed it; <c>agreements</c> where the service disabled it.</summary>
    [MaxLength(ApiKey.OwnerMaxLength)]
    public required string UpdatedBy { get; init; }

    internal override Resource ToKeep() => this with { Secret = null };

    internal override Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var told = AllRegions ? Reach.Everywhere : ReachQueries.ReachOf(RegionCodes!);
        return reach.Includes(told) ? Task.CompletedTask : throw HttpFailureException.NotFound("webhook");
    }

    internal static WebhookView Of(Webhook webhook, WebhookProgress progress) => new()
    {
        Tag = TagOf(webhook, progress).ToString(),
        Id = webhook.Id,
        Version = webhook.Version,
        Name = webhook.Name,
        Url = webhook.Url,
        EventTypes = webhook.EventTypes.Count == 0 ? null : webhook.EventTypes,
        AllRegions = webhook.AllRegions,
        RegionCodes = webhook.AllRegions ? null : webhook.RegionCodes,
        FormerSecretUntil = webhook.FormerSecretUntil,
        State = webhook.State,
        DisabledReason = webhook.DisabledReason,
        StateSince = webhook.StateSince,
        KeyId = webhook.KeyId,
        EndsAt = webhook.EndsAt,
        ConsecutiveFailures = progress.ConsecutiveFailures,
        FailingSince = progress.FailingSince,
        LastDeliveredAt = progress.LastDeliveredAt,
        RestUntil = progress.RestUntil,
        CreatedAt = webhook.CreatedAt,
        CreatedBy = webhook.CreatedBy,
        UpdatedAt = webhook.UpdatedAt,
        UpdatedBy = webhook.UpdatedBy,
    };

    // How it fares is part of the view: nobody has to read it anew to change it because something was delivered meanwhile.
    internal static EntityTag TagOf(Webhook webhook, WebhookProgress progress) => new(
        webhook.Version,
        Shown: 0,
        EntityTag.FingerprintOf(string.Create(
            CultureInfo.InvariantCulture, $"{progress.ConsecutiveFailures} {progress.FailingSince:O} {progress.LastDeliveredAt:O} {progress.RestUntil:O}")));
}

/// <summary>That a webhook is told of an event, and what came of it.</summary>
public sealed record WebhookDeliveryView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>The webhook.</summary>
    public required Guid WebhookId { get; init; }

    /// <summary>The event: what <c>webhook-id</c> says, on every attempt.</summary>
    public required Guid EventId { get; init; }

    /// <summary>What happened; <c>webhook.test</c> for a test.</summary>
    [RegularExpression(@"^[A-Za-z]+\.[A-Za-z]+$")]
    [MaxLength(50)]
    public required string EventType { get; init; }

    /// <summary>What has become of it.</summary>
    public required WebhookDeliveryState State { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int AttemptCount { get; init; }

    /// <summary>When it is tried next, in UTC; while an attempt is under way, when it is tried again if nobody hears of that one. Null for what is settled.</summary>
    public required DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When it was last tried, in UTC.</summary>
    public required DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>The HTTP status that the receiver answered with last; null where it did not answer. What it said besides is not kept.</summary>
    [Range(100, 999)]
    public required int? LastStatus { get; init; }

    /// <summary>Why the last attempt failed; null where it did not.</summary>
    public required WebhookFault? LastFault { get; init; }

    /// <summary>How long the last attempt took, in milliseconds.</summary>
    public required int? LastDurationMs { get; init; }

    /// <summary>When the receiver took it, in UTC.</summary>
    public required DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When it came to be, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal override async Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Webhooks.FindAsync([WebhookId], cancellationToken) is not { } webhook || !reach.Includes(webhook.Reach()))
        {
            throw HttpFailureException.NotFound("webhook");
        }
    }

    internal static WebhookDeliveryView Of(WebhookDelivery delivery) => new()
    {
        Tag = new EntityTag(delivery.Version).ToString(),
        Id = delivery.Id,
        Version = delivery.Version,
        WebhookId = delivery.WebhookId,
        EventId = delivery.EventId,
        EventType = delivery.EventType is { } type ? EventTypes.NameOf(type) : WebhookDelivery.TestType,
        State = delivery.State,
        AttemptCount = delivery.Attempts,
        NextAttemptAt = delivery.NextAttemptAt,
        LastAttemptAt = delivery.LastAttemptAt,
        LastStatus = delivery.LastStatus,
        LastFault = delivery.LastFault,
        LastDurationMs = delivery.LastDuration,
        DeliveredAt = delivery.DeliveredAt,
        CreatedAt = delivery.CreatedAt,
        UpdatedAt = delivery.UpdatedAt,
    };
}
