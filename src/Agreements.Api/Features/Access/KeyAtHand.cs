using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Access;

/// <summary>How a key is found: one that reaches beyond the caller does not exist for them.</summary>
internal sealed class KeyAtHand(AgreementsDbContext db, Caller caller)
{
    public async Task<ApiKey> TakeAsync(Guid id, CancellationToken cancellationToken) =>
        await db.ApiKeys.SingleOrDefaultAsync(key => key.Id == id, cancellationToken) is { } key && await IsWithinReachAsync(key, cancellationToken)
            ? key
            : throw HttpFailureException.NotFound("api-key");

    public async Task<bool> IsWithinReachAsync(ApiKey key, CancellationToken cancellationToken) =>
        caller.Reach.RegionCodes is null || caller.Reach.Includes(await db.ReachOfAsync(key.Binding(), cancellationToken));
}
