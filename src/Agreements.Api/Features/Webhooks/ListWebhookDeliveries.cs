using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Webhooks;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Webhooks;

/// <summary>Lists what a webhook was told, the latest first. What was settled long ago is forgotten; the events themselves are in the feed for as long as that keeps them.</summary>
public sealed record ListWebhookDeliveries : IRequest<Page<WebhookDeliveryView>>, IPaged
{
    /// <summary>The webhook.</summary>
    [FromRoute]
    public Guid WebhookId { get; init; }

    /// <summary>Only those of which this has become.</summary>
    public Param<WebhookDeliveryState>? State { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListWebhookDeliveriesValidator : AbstractValidator<ListWebhookDeliveries>
{
    public ListWebhookDeliveriesValidator() => this.AddPaging();
}

internal sealed class ListWebhookDeliveriesHandler(AgreementsDbContext db, PageWalk walk, WebhookAtHand hand) : IRequestHandler<ListWebhookDeliveries, Page<WebhookDeliveryView>>
{
    public async Task<Page<WebhookDeliveryView>> Handle(ListWebhookDeliveries request, CancellationToken cancellationToken)
    {
        var webhook = await hand.FindAsync(request.WebhookId, cancellationToken);
        var limit = request.LimitOrDefault();
        var rows = await db.LogOf(webhook.Id, request.State?.Value, walk.Start<Place>(request.After)?.Id).AsNoTracking().Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, delivery => new Place(delivery.Id));
        return new Page<WebhookDeliveryView> { Items = [.. page.Select(WebhookDeliveryView.Of)], Next = next };
    }

    private sealed record Place(Guid Id);
}
