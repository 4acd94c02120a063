using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Telemetry;
using Agreements.Domain.Access;
using Microsoft.Extensions.Caching.Memory;

namespace Agreements.Api.Security;

/// <summary>
/// Finds what an API key opens. What was found is remembered for a few seconds, so that a caller in a loop costs the store nothing; a revocation or a changed
/// catchment is felt by every instance within that time.
/// </summary>
internal sealed class KeyRing(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    // A key that opened something is looked up at nobody's cost for this long, so that whoever floods from the same address does not shut it out.
    private static readonly TimeSpan Familiar = TimeSpan.FromHours(1);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Whether the key has opened something of late.</summary>
    public bool Knows(Secret secret) => _known.TryGetValue(secret.Hash, out _);

    /// <summary>What a key opens; where it was revoked or has expired, only which one it is.</summary>
    public async Task<(Grant? Grant, EndedKey? Ended)> FindAsync(Secret secret, CancellationToken cancellationToken)
    {
        var hash = secret.Hash;
        if (!_known.TryGetValue(hash, out (Grant Grant, DateTimeOffset Until) found) || found.Until <= clock.GetUtcNow())
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
            var candidates = await db.KeysBeginningWithAsync(secret.Prefix, cancellationToken);
            var key = candidates.Find(secret.Opens);
            Measures.KeyLookups.Add(1, new KeyValuePair<string, object?>("found", key is { IsRevoked: false }));
            if (key is not { IsRevoked: false })
            {
                _known.Remove(hash);
                return (null, key is null ? null : new EndedKey(CallerIdOf(key.Id)));
            }

            var reach = await db.ReachOfAsync(key.Binding, cancellationToken);
            found = (new Grant(CallerIdOf(key.Id), key.Author, key.Scopes, reach, key.ExpiresAt), clock.GetUtcNow() + Remembered);
            _known.Set(hash, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Familiar });
        }

        return found.Grant.IsExpired(clock.GetUtcNow()) ? (null, new EndedKey(found.Grant.CallerId)) : (found.Grant, null);
    }

    /// <summary>Forgets a key that was revoked here, so that it ends at once.</summary>
    public void Forget(string hash) => _known.Remove(hash);

    public void Dispose() => _known.Dispose();

    private static string CallerIdOf(Guid key) => $"key:{key}";
}

/// <summary>A key that was issued and has ended: it lets nobody in, but says which one was tried.</summary>
/// <param name="CallerId">The key.</param>
internal sealed record EndedKey(string CallerId);
