using Agreements.Data.Configurations;
using Agreements.Data.Store;
using Agreements.Domain;
using Agreements.Domain.Access;

namespace Agreements.Data.Queries;

/// <summary>What is stored of a key that was issued, as far as letting its holder in takes.</summary>
/// <param name="Id">The key.</param>
/// <param name="Hash">SHA-256 of its secret.</param>
/// <param name="Author">Who acts with it.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="Binding">Where.</param>
/// <param name="ExpiresAt">When it expires; null where it does not.</param>
/// <param name="IsRevoked">That it opens nothing any more.</param>
public sealed record StandingKey(Guid Id, string Hash, Author Author, IReadOnlyList<Scope> Scopes, KeyBinding Binding, DateTimeOffset? ExpiresAt, bool IsRevoked);

/// <summary>The named queries of the keys.</summary>
public static class KeyQueries
{
    /// <summary>By id, which is by age, from after one on.</summary>
    public static IQueryable<ApiKey> WalkById(this IQueryable<ApiKey> keys, Guid? after) =>
        (after is { } id ? keys.Where(key => key.Id > id) : keys).OrderBy(key => key.Id);

    /// <summary>Whether any key was ever issued.</summary>
    public static Task<bool> HasKeysAsync(this AgreementsDbContext db, CancellationToken cancellationToken) => db.HasAnyAsync("SELECT 1 FROM api_keys LIMIT 1", cancellationToken);

    /// <summary>The keys, revoked ones too, that a secret with this beginning may be of. Every caller who is not remembered waits for it, the first one on a cold service.</summary>
    public static Task<List<StandingKey>> KeysBeginningWithAsync(this AgreementsDbContext db, string prefix, CancellationToken cancellationToken) => db.AskAsync(
        "SELECT id, hash, owner, holder, scopes, all_regions, region_codes, bpjs_office_id, expires_at, revoked_at FROM api_keys WHERE prefix = @prefix",
        row => new StandingKey(
            row.GetGuid(0),
            row.GetString(1),
            new Author(row.GetString(2), row.GetString(3)),
            StoredAs.Read<IReadOnlyList<Scope>>(row.GetString(4)),
            new KeyBinding(row.GetBoolean(5), StoredAs.Read<IReadOnlyList<string>>(row.GetString(6)), row.IsDBNull(7) ? null : row.GetGuid(7)),
            row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
            !row.IsDBNull(9)),
        cancellationToken,
        ("prefix", prefix));
}
