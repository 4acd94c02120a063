namespace Agreements.Domain.Access;

/// <summary>Who a credential speaks for, and what it opens.</summary>
/// <param name="CallerId">The credential's owner in its own system: <c>key:…</c> or <c>token:…</c>, or <c>calendar:…</c> for whoever reads a calendar by its address. Repeats are recognised per caller.</param>
/// <param name="Author">Who acts with it, as histories record them.</param>
/// <param name="Scopes">What the caller may do.</param>
/// <param name="Reach">Where.</param>
/// <param name="ExpiresAt">When the credential expires; null where it does not.</param>
public sealed record Grant(string CallerId, Author Author, IReadOnlyCollection<Scope> Scopes, Reach Reach, DateTimeOffset? ExpiresAt)
{
    /// <summary>Whether the credential is an API key, which is issued here, and not a token.</summary>
    public bool IsKey => CallerId.StartsWith("key:", StringComparison.Ordinal);

    /// <summary>The key that it is; null for a token.</summary>
    public Guid? KeyId => IsKey && Guid.TryParse(CallerId["key:".Length..], out var id) ? id : null;

    /// <summary>Whether the credential has expired at that instant.</summary>
    public bool IsExpired(DateTimeOffset at) => ExpiresAt <= at;

    /// <summary>Whether another grant lets the same caller do the same in the same places: what one was shown the other may be shown.</summary>
    public bool IsSameAs(Grant other) =>
        ReferenceEquals(this, other)
        || (CallerId == other.CallerId && Author == other.Author && Reach.IsSameAs(other.Reach) && Scopes.Count == other.Scopes.Count && Scopes.All(other.Scopes.Contains));

    /// <summary>Whether the caller could do all of this there, and so may let others do it.</summary>
    public bool Includes(IEnumerable<Scope> scopes, Reach reach) => scopes.All(Scopes.Contains) && Reach.Includes(reach);
}
