using Agreements.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>A webhook with something to be tried.</summary>
/// <param name="Id">The webhook.</param>
/// <param name="IsFailing">Whether its last attempt failed.</param>
public sealed record DueWebhook(Guid Id, bool IsFailing);

/// <summary>The named queries of the webhooks.</summary>
public static class WebhookQueries
{
    /// <summary>By id, which is by age, from after one on.</summary>
    public static IQueryable<Webhook> WalkById(this IQueryable<Webhook> webhooks, Guid? after) =>
        (after is { } id ? webhooks.Where(webhook => webhook.Id > id) : webhooks).OrderBy(webhook => webhook.Id);

    /// <summary>How each of these fares.</summary>
    public static Task<Dictionary<Guid, WebhookProgress>> ProgressOfAsync(this AgreementsDbContext db, IReadOnlyCollection<Guid> webhookIds, CancellationToken cancellationToken) =>
        db.WebhookProgress.AsNoTracking().Where(progress => webhookIds.Contains(progress.WebhookId)).ToDictionaryAsync(progress => progress.WebhookId, cancellationToken);

    /// <summary>The log of a webhook that the caller reaches, the latest first, from after a delivery on.</summary>
    public static IQueryable<WebhookDelivery> LogOf(this AgreementsDbContext db, Guid webhookId, WebhookDeliveryState? state, Guid? after)
    {
        var log = db.WebhookDeliveries.Where(delivery => delivery.WebhookId == webhookId);
        if (state is { } given)
        {
            log = log.Where(delivery => delivery.State == given);
        }

        if (after is { } id)
        {
            log = log.Where(delivery => delivery.Id < id);
        }

        return log.OrderByDescending(delivery => delivery.Id);
    }

    /// <summary>One delivery of a webhook that the caller reaches.</summary>
    public static Task<WebhookDelivery?> DeliveryAsync(this AgreementsDbContext db, Guid webhookId, Guid deliveryId, CancellationToken cancellationToken) =>
        db.WebhookDeliveries.SingleOrDefaultAsync(delivery => delivery.Id == deliveryId && delivery.WebhookId == webhookId, cancellationToken);

    /// <summary>Has everything of a webhook that waits tried at once, as often as if it were new; what somebody has in hand stays there.</summary>
    public static Task RearmAsync(this AgreementsDbContext db, Guid webhookId, DateTimeOffset at, CancellationToken cancellationToken) => db.WebhookDeliveries
        .Where(delivery => delivery.WebhookId == webhookId && delivery.NextAttemptAt != null && delivery.Claim == null)
        .ExecuteUpdateAsync(
            row => row.SetProperty(delivery => delivery.NextAttemptAt, at).SetProperty(delivery => delivery.Failures, 0).SetProperty(delivery => delivery.FirstAttemptAt, (DateTimeOffset?)null)
                .SetProperty(delivery => delivery.Version, delivery => delivery.Version + 1).SetProperty(delivery => delivery.UpdatedAt, at),
            cancellationToken);

    /// <summary>How many deliveries to webhooks that are called wait to be taken, and since when the oldest has.</summary>
    public static async Task<(int Waiting, DateTimeOffset? Since)> MeasureUndeliveredAsync(this AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var waiting = db.WebhookDeliveries.Where(delivery => delivery.NextAttemptAt != null && db.Webhooks.Called().Any(webhook => webhook.Id == delivery.WebhookId));
        var count = await waiting.CountAsync(cancellationToken);
        return (count, count == 0 ? null : await waiting.MinAsync(delivery => (DateTimeOffset?)delivery.CreatedAt, cancellationToken));
    }

    /// <summary>The webhooks that have not been told of everything up to a place.</summary>
    internal static IQueryable<Guid> BehindAsOf(this AgreementsDbContext db, long position) =>
        from webhook in db.Webhooks.Called()
        join progress in db.WebhookProgress on webhook.Id equals progress.WebhookId
        where progress.Position < position
        orderby webhook.Id
        select webhook.Id;

    /// <summary>The webhooks with something to be tried, but for those whose receivers want to be left alone.</summary>
    internal static IQueryable<DueWebhook> WithSomethingDue(this AgreementsDbContext db, DateTimeOffset at) =>
        from webhook in db.Webhooks.Called()
        join progress in db.WebhookProgress on webhook.Id equals progress.WebhookId
        where (progress.RestUntil == null || progress.RestUntil <= at)
            && db.WebhookDeliveries.Any(delivery => delivery.WebhookId == webhook.Id && delivery.NextAttemptAt <= at)
        orderby webhook.Id
        select new DueWebhook(webhook.Id, progress.ConsecutiveFailures > 0);

    /// <summary>What is to be tried for a webhook, what has waited longest first.</summary>
    internal static IQueryable<WebhookDelivery> DueFor(this AgreementsDbContext db, Guid webhookId, DateTimeOffset at) => db.WebhookDeliveries
        .Where(delivery => delivery.WebhookId == webhookId && delivery.NextAttemptAt <= at).OrderBy(delivery => delivery.NextAttemptAt).ThenBy(delivery => delivery.Position);

    /// <summary>What has been settled for so long that it can be forgotten.</summary>
    internal static IQueryable<WebhookDelivery> SettledBefore(this IQueryable<WebhookDelivery> deliveries, DateTimeOffset before) =>
        deliveries.Where(delivery => delivery.NextAttemptAt == null && delivery.UpdatedAt < before).OrderBy(delivery => delivery.UpdatedAt);

    /// <summary>What has waited for so long at a webhook that is not called that it can be forgotten.</summary>
    internal static IQueryable<WebhookDelivery> WaitingInVainBefore(this AgreementsDbContext db, DateTimeOffset before) =>
        from webhook in db.Webhooks
        where webhook.State == WebhookState.Disabled
        join delivery in db.WebhookDeliveries on webhook.Id equals delivery.WebhookId
        where delivery.NextAttemptAt != null && delivery.CreatedAt < before && delivery.UpdatedAt < before
        orderby webhook.Id, delivery.CreatedAt
        select delivery;

    /// <summary>The places, within a stretch of the feed, of what is still to be delivered to webhooks that are called.</summary>
    internal static IQueryable<long?> AwaitedWithin(this AgreementsDbContext db, long? first, long? last) =>
        from webhook in db.Webhooks.Called()
        join delivery in db.WebhookDeliveries on webhook.Id equals delivery.WebhookId
        where delivery.NextAttemptAt != null && delivery.Position >= first && delivery.Position <= last
        select delivery.Position;

    private static IQueryable<Webhook> Called(this IQueryable<Webhook> webhooks) => webhooks.Where(webhook => webhook.State == WebhookState.Enabled);
}
