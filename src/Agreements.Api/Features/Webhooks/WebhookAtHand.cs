using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Store;
using Agreements.Domain.Access;
using Agreements.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Webhooks;

/// <summary>How a webhook is found: one that tells of more than the caller reaches does not exist for them.</summary>
internal sealed class WebhookAtHand(AgreementsDbContext db, IStoreEngine engine, Caller caller)
{
    /// <summary>The key of the caller, with which what it answers for ends; null for a token.</summary>
    public Guid? KeyId => caller.Grant.KeyId;

    /// <summary>The webhook.</summary>
    public async Task<Webhook> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Webhooks.SingleOrDefaultAsync(webhook => webhook.Id == id, cancellationToken) is { } webhook && IsWithinReach(webhook) ? webhook : throw HttpFailureException.NotFound("webhook");

    /// <summary>The webhook, to change it: nobody reports about it until that is done.</summary>
    public async Task<Webhook> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        await engine.HoldNameAsync(db, WebhookOutbox.NameOf(id), cancellationToken);
        return await FindAsync(id, cancellationToken);
    }

    /// <summary>How it fares. Each has a progress: one without was deleted since it was found.</summary>
    public async Task<WebhookProgress> ProgressOfAsync(Webhook webhook, CancellationToken cancellationToken) =>
        await db.WebhookProgress.SingleOrDefaultAsync(progress => progress.WebhookId == webhook.Id, cancellationToken) ?? throw HttpFailureException.NotFound("webhook");

    /// <summary>A delivery of a webhook that was found.</summary>
    public async Task<WebhookDelivery> DeliveryAsync(Webhook webhook, Guid deliveryId, CancellationToken cancellationToken) =>
        await db.DeliveryAsync(webhook.Id, deliveryId, cancellationToken) ?? throw HttpFailureException.NotFound("webhook-delivery");

    public bool IsWithinReach(Webhook webhook) => caller.Reach.Includes(webhook.Reach());

    /// <summary>Refuses to have somebody told of what the caller itself may not read.</summary>
    public void RequireRights(Reach reach)
    {
        if (!caller.Grant.Includes([Scope.AgreementsRead], reach))
        {
            throw new HttpFailureException(StatusCodes.Status403Forbidden, "webhook.beyond-own-rights");
        }
    }
}

/// <summary>Where a webhook looks, by the regions that it was bound to.</summary>
internal static class WebhookReach
{
    public static Reach Reach(this Webhook webhook) => webhook.AllRegions ? Domain.Access.Reach.Everywhere : ReachQueries.ReachOf(webhook.RegionCodes);
}
