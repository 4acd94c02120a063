using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Webhooks;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Webhooks;

/// <summary>Lists the webhooks that tell of nothing beyond the caller's reach, newest last; those that are disabled too.</summary>
public sealed record ListWebhooks : IRequest<Page<WebhookView>>, IPaged
{
    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListWebhooksValidator : AbstractValidator<ListWebhooks>
{
    public ListWebhooksValidator() => this.AddPaging();
}

internal sealed class ListWebhooksHandler(AgreementsDbContext db, PageWalk walk, WebhookAtHand hand) : IRequestHandler<ListWebhooks, Page<WebhookView>>
{
    public async Task<Page<WebhookView>> Handle(ListWebhooks request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var rows = await FindAsync(walk.Start<Place>(request.After)?.Id, limit + 1, cancellationToken);
        var (page, next) = walk.Turn(rows, limit, webhook => new Place(webhook.Id));
        var progress = await db.ProgressOfAsync([.. page.Select(webhook => webhook.Id)], cancellationToken);

        // One without a progress was deleted between the two questions.
        return new Page<WebhookView> { Items = [.. page.Where(webhook => progress.ContainsKey(webhook.Id)).Select(webhook => WebhookView.Of(webhook, progress[webhook.Id]))], Next = next };
    }

    // A province brings its regencies and cities by the catalogue, so what lies beyond the caller is left out here and the walk goes on, as with keys.
    private async Task<List<Webhook>> FindAsync(Guid? after, int most, CancellationToken cancellationToken)
    {
        var found = new List<Webhook>();
        while (true)
        {
            var batch = await db.Webhooks.AsNoTracking().WalkById(after).Take(most).ToListAsync(cancellationToken);
            found.AddRange(batch.Where(hand.IsWithinReach).Take(most - found.Count));
            if (batch.Count < most || found.Count == most)
            {
                return found;
            }

            after = batch[^1].Id;
        }
    }

    private sealed record Place(Guid Id);
}
