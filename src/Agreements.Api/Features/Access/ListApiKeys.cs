using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Access;

/// <summary>Lists the keys whose reach lies within the caller's own, newest last; those that have expired or were revoked too.</summary>
public sealed record ListApiKeys : IRequest<Page<ApiKeyView>>, IPaged
{
    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListApiKeysValidator : AbstractValidator<ListApiKeys>
{
    public ListApiKeysValidator() => this.AddPaging();
}

internal sealed class ListApiKeysHandler(AgreementsDbContext db, PageWalk walk, KeyAtHand hand) : IRequestHandler<ListApiKeys, Page<ApiKeyView>>
{
    public async Task<Page<ApiKeyView>> Handle(ListApiKeys request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var rows = await FindAsync(walk.Start<Place>(request.After)?.Id, limit + 1, cancellationToken);
        var (page, next) = walk.Turn(rows, limit, key => new Place(key.Id));
        return new Page<ApiKeyView> { Items = [.. page.Select(ApiKeyView.Of)], Next = next };
    }

    // How far a key reaches follows from the catchments of the day, so what lies beyond the caller is left out here and the walk goes on.
    private async Task<List<ApiKey>> FindAsync(Guid? after, int most, CancellationToken cancellationToken)
    {
        var found = new List<ApiKey>();
        while (true)
        {
            var batch = await db.ApiKeys.AsNoTracking().WalkById(after).Take(most).ToListAsync(cancellationToken);
            foreach (var key in batch)
            {
                if (await hand.IsWithinReachAsync(key, cancellationToken))
                {
                    found.Add(key);
                }

                if (found.Count == most)
                {
                    return found;
                }
            }

            if (batch.Count < most)
            {
                return found;
            }

            after = batch[^1].Id;
        }
    }

    private sealed record Place(Guid Id);
}
