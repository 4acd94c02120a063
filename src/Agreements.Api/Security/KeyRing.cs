using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Telemetry;
using Agreements.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Agreements.Api.Security;

/// <summary>
/// Finds what an API key opens. What was found is remembered for a few seconds, so that a caller in a loop costs the store nothing; a revocation or a changed
/// catchment is felt by every instance within that time.
/// </summary>
internal sealed class KeyRing(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public async Task<Grant?> FindAsync(Secret secret, CancellationToken cancellationToken)
    {
        var hash = secret.Hash;
        if (!_known.TryGetValue(hash, out (ApiKey Key, Grant Grant, DateTimeOffset Until) found) || found.Until <= clock.GetUtcNow())
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
            var prefix = secret.Prefix;
            var candidates = await db.ApiKeys.AsNoTracking().Where(each => each.Prefix == prefix && each.RevokedAt == null).ToListAsync(cancellationToken);
            var opened = candidates.Find(secret.Opens);
            Measures.KeyLookups.Add(1, new KeyValuePair<string, object?>("found", opened is not null));
            if (opened is not { } key)
            {
                return null;
            }

            found = (key, new Grant($"key:{key.Id}", key.Owner, key.Scopes, await ReachOfAsync(db, key, cancellationToken), key.ExpiresAt), clock.GetUtcNow() + Remembered);
            _known.Set(hash, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        }

        return found.Key.IsUsable(clock.GetUtcNow()) ? found.Grant : null;
    }

    /// <summary>Forgets a key that was revoked here, so that it ends at once.</summary>
    public void Forget(string hash) => _known.Remove(hash);

    public void Dispose() => _known.Dispose();

    /// <summary>The regions that a key is bound to, as they are now.</summary>
    public static async Task<Reach> ReachOfAsync(AgreementsDbContext db, ApiKey key, CancellationToken cancellationToken) => key switch
    {
        { AllRegions: true } => Reach.Everywhere,
        { BpjsOfficeId: { } office } => await db.ReachOfOfficeAsync(office, cancellationToken),
        _ => ReachQueries.ReachOf(key.RegionCodes),
    };
}
