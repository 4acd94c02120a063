using System.Linq.Expressions;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Agreements.Domain.Events;
using Agreements.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>An attempt that is to be made.</summary>
/// <param name="Delivery">What it delivers, as it was taken in hand.</param>
/// <param name="Claim">By which its outcome is reported.</param>
/// <param name="Url">Where.</param>
/// <param name="Told">The event; null for a test.</param>
/// <param name="Secrets">What it is signed with, the latest first.</param>
/// <param name="Hindrance">Why it cannot be made at all.</param>
public sealed record WebhookAttempt(WebhookDelivery Delivery, Guid Claim, string Url, FeedEvent? Told, IReadOnlyList<byte[]> Secrets, WebhookFault? Hindrance);

/// <summary>
/// Tells webhooks of the events of the feed, which is the outbox: of each event each webhook gets one delivery, in the transaction that notes how far it has been told, and each
/// attempt is in one pair of hands until its lease is over. Nothing is sent from here.
/// </summary>
public sealed class WebhookOutbox(AgreementsDbContext db, IStoreEngine engine, UnitOfWork unitOfWork, SigningSecrets secrets, WebhookBackOff backOff)
{
    private const int ToldAtOnce = 500;
    private const int TrimmedAtOnce = 500;
    private const int TriesToReport = 5;
    private static readonly Author Service = new("agreements");

    /// <summary>What is held by whoever changes how a webhook fares.</summary>
    public static string NameOf(Guid webhookId) => $"webhook\n{webhookId}";

    /// <summary>The webhooks that have not been told of all that was placed by now.</summary>
    public async Task<IReadOnlyList<Guid>> BehindAsync(CancellationToken cancellationToken) =>
        await db.BehindAsOf((await db.EndOfFeedAsync(cancellationToken)).Position).ToListAsync(cancellationToken);

    /// <summary>Gives a webhook its deliveries of what was placed since it was last told.</summary>
    public async Task TellAsync(Guid webhookId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Writers get their turn between two batches.
        for (var isFull = true; isFull;)
        {
            try
            {
                isFull = await unitOfWork.RunAsync(ActOf("tellWebhook", at), () => TellOneAsync(webhookId, at, cancellationToken), cancellationToken);
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>The webhooks with something to be tried.</summary>
    public Task<List<DueWebhook>> DueAsync(DateTimeOffset at, CancellationToken cancellationToken) => db.WithSomethingDue(at).ToListAsync(cancellationToken);

    /// <summary>Takes attempts in hand, those that have waited longest first: until the lease is over nobody else gets them.</summary>
    public async Task<IReadOnlyList<WebhookAttempt>> TakeAsync(Guid webhookId, int most, DateTimeOffset at, TimeSpan lease, CancellationToken cancellationToken)
    {
        try
        {
            return await unitOfWork.RunAsync(ActOf("takeWebhookDeliveries", at), () => TakeDueAsync(webhookId, most, at, at + lease, cancellationToken), cancellationToken);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Takes down what came of an attempt, and disables the webhook where that is what follows.</summary>
    /// <returns>Whether the webhook was disabled, and why.</returns>
    public async Task<WebhookDisabledReason?> ReportAsync(WebhookAttempt attempt, WebhookAnswer answer, double random, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var tries = 0;
        while (true)
        {
            tries++;
            try
            {
                return await unitOfWork.RunAsync(ActOf("deliverToWebhook", at), () => TakeDownAsync(attempt, answer, random, at, cancellationToken), cancellationToken);
            }
            catch (Exception e) when (tries < TriesToReport && (e is DbUpdateConcurrencyException || engine.Diagnose(e) == StoreFault.Busy))
            {
                // Somebody changed it in the same moment, or the store had its hands full: what the receiver said must not be lost for it.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Forgets deliveries that were settled before an instant, and those that have waited since then at a webhook that is not called.</summary>
    public async Task TrimAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await TrimAsync(db.WebhookDeliveries.SettledBefore(before), delivery => delivery.NextAttemptAt == null, cancellationToken);
        await TrimAsync(db.WaitingInVainBefore(before), delivery => delivery.UpdatedAt < before, cancellationToken);
    }

    private async Task TrimAsync(IQueryable<WebhookDelivery> old, Expression<Func<WebhookDelivery, bool>> isOldStill, CancellationToken cancellationToken)
    {
        for (var isFull = true; isFull && await old.AnyAsync(cancellationToken);)
        {
            isFull = await unitOfWork.KeepAsync(
                async () =>
                {
                    var ids = await old.Take(TrimmedAtOnce).Select(delivery => delivery.Id).ToListAsync(cancellationToken);

                    // Those that somebody has in hand again meanwhile stay.
                    return await db.WebhookDeliveries.Where(delivery => ids.Contains(delivery.Id)).Where(isOldStill).ExecuteDeleteAsync(cancellationToken) == TrimmedAtOnce;
                },
                cancellationToken);
        }
    }

    private static Act ActOf(string action, DateTimeOffset at) => new(action, Service, Credential: null, at);

    private static Authorship Hand(DateTimeOffset at) => new(Service, at);

    private async Task<bool> TellOneAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // One instance at a time: whoever comes second finds nothing, and nothing left to do.
        if (await engine.HoldingThoseFree(db.WebhookProgress.Where(each => each.WebhookId == id)).SingleOrDefaultAsync(cancellationToken) is not { } progress)
        {
            return false;
        }

        var webhook = await db.Webhooks.SingleOrDefaultAsync(each => each.Id == id, cancellationToken);
        if (webhook?.State != WebhookState.Enabled || await ReachOfAsync(webhook, at, cancellationToken) is not { } reach)
        {
            return false;
        }

        var types = webhook.EventTypes is { Count: > 0 } given ? given : null;
        var stretch = await db.FollowAsync(reach, types, progress.Place, ToldAtOnce, cancellationToken);
        if (stretch.Fault is not null)
        {
            // It was left alone for longer than events are kept: what is gone is gone, and it goes on with the oldest there is.
            stretch = await db.FollowAsync(reach, types, after: null, ToldAtOnce, cancellationToken);
        }

        db.AddRange(stretch.Events.Select(told => WebhookDelivery.Of(id, told, at)));
        progress.MoveTo(stretch.End);
        return stretch.Events.Count == ToldAtOnce;
    }

    private async Task<IReadOnlyList<WebhookAttempt>> TakeDueAsync(Guid webhookId, int most, DateTimeOffset at, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        var webhook = await db.Webhooks.SingleOrDefaultAsync(each => each.Id == webhookId, cancellationToken);
        if (webhook?.State != WebhookState.Enabled || await ReachOfAsync(webhook, at, cancellationToken) is not { } reach)
        {
            return [];
        }

        var due = await engine.HoldingThoseFree(db.DueFor(webhookId, at).Take(most)).ToListAsync(cancellationToken);
        var opened = new List<byte[]?>();
        foreach (var secret in webhook.SecretsAt(at))
        {
            opened.Add(await secrets.OpenAsync(secret, webhookId, cancellationToken));
        }

        var positions = due.Select(delivery => delivery.Position).OfType<long>().ToList();
        var told = await db.FeedEvents.AsNoTracking().Where(each => each.Position != null && positions.Contains(each.Position.Value)).ToDictionaryAsync(each => each.Id, cancellationToken);
        var claim = Guid.CreateVersion7(at);
        return [.. due.Select(Take)];

        WebhookAttempt Take(WebhookDelivery delivery)
        {
            delivery.Take(claim, at, leaseUntil);
            var what = told.GetValueOrDefault(delivery.EventId);
            return new WebhookAttempt(delivery, claim, webhook.Url, what, [.. opened.OfType<byte[]>()], HindranceTo(delivery, what, reach, isReadable: opened[0] is not null));
        }
    }

    private static WebhookFault? HindranceTo(WebhookDelivery delivery, FeedEvent? told, Reach reach, bool isReadable) => (delivery, told) switch
    {
        ({ Position: not null }, null) => WebhookFault.EventMissing,
        (_, { RegionCode: { } region }) when !reach.Covers(region) => WebhookFault.OutOfReach,
        _ => isReadable ? null : WebhookFault.SecretUnreadable,
    };

    private async Task<WebhookDisabledReason?> TakeDownAsync(WebhookAttempt attempt, WebhookAnswer answer, double random, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (id, webhookId) = (attempt.Delivery.Id, attempt.Delivery.WebhookId);
        await engine.HoldNameAsync(db, NameOf(webhookId), cancellationToken);
        if (await db.WebhookDeliveries.SingleOrDefaultAsync(each => each.Id == id, cancellationToken) is not { } delivery || !delivery.Report(attempt.Claim, answer, backOff, random, at))
        {
            return null;
        }

        // Where the one or the other is gone, so is the webhook, and nobody is left to note anything for.
        if (await db.WebhookProgress.SingleOrDefaultAsync(each => each.WebhookId == webhookId, cancellationToken) is not { } progress)
        {
            return null;
        }

        progress.Note(answer, at);
        if (ReasonToDisable(delivery, answer, progress) is not { } reason)
        {
            return null;
        }

        if (await db.Webhooks.SingleOrDefaultAsync(each => each.Id == webhookId, cancellationToken) is not { } webhook)
        {
            return null;
        }

        webhook.Disable(reason, Hand(at));
        return reason;
    }

    // Three days of attempts at one delivery, and nothing else got through meanwhile: nobody is there.
    private static WebhookDisabledReason? ReasonToDisable(WebhookDelivery delivery, WebhookAnswer answer, WebhookProgress progress) => answer switch
    {
        { Fault: WebhookFault.Gone } => WebhookDisabledReason.Gone,
        { IsFinal: false } when delivery.State == WebhookDeliveryState.Exhausted && !(progress.LastDeliveredAt >= delivery.FirstAttemptAt) => WebhookDisabledReason.Failing,
        _ => null,
    };

    // A webhook goes no further than the key of whoever answers for it, and no longer.
    private async Task<Reach?> ReachOfAsync(Webhook webhook, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var reach = webhook.AllRegions ? Reach.Everywhere : ReachQueries.ReachOf(webhook.RegionCodes);
        if (webhook.KeyId is not { } keyId)
        {
            if (webhook.EndsAt <= at)
            {
                webhook.Disable(WebhookDisabledReason.TokenEnded, Hand(at));
                return null;
            }

            return reach;
        }

        var key = await db.ApiKeys.AsNoTracking().SingleAsync(each => each.Id == keyId, cancellationToken);
        if (key.RevokedAt is not null || key.ExpiresAt <= at)
        {
            webhook.Disable(WebhookDisabledReason.KeyEnded, Hand(at));
            return null;
        }

        return reach.Within(await db.ReachOfAsync(key.Binding(), cancellationToken));
    }
}
