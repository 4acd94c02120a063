namespace Agreements.Domain.Access;

/// <summary>Where a key may be used: within regions, within the catchment of an office, or everywhere. Exactly one of the three is given.</summary>
/// <param name="AllRegions">The whole country.</param>
/// <param name="RegionCodes">Kemendagri codes; a province covers its regencies and cities.</param>
/// <param name="BpjsOfficeId">An office of BPJS Kesehatan: the regions it serves at the time of asking.</param>
public sealed record KeyBinding(bool AllRegions, IReadOnlyList<string> RegionCodes, Guid? BpjsOfficeId)
{
    /// <summary>Whether exactly one of the three is given.</summary>
    public bool IsOne => new[] { AllRegions, RegionCodes.Count > 0, BpjsOfficeId is not null }.Count(isGiven => isGiven) == 1;
}

/// <summary>
/// A credential of an integration, a job or a person. The secret itself is shown once and kept by nobody: the store has its SHA-256 and the first characters,
/// by which it is found.
/// </summary>
public sealed class ApiKey
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Longest name of an owner, in characters.</summary>
    public const int OwnerMaxLength = 200;

    /// <summary>Longest name of a holder, in characters.</summary>
    public const int HolderMaxLength = 100;

    /// <summary>How many characters of the secret it is found by.</summary>
    public const int PrefixLength = 12;

    /// <summary>Length of the hash, in hexadecimal digits.</summary>
    public const int HashLength = 64;

    private ApiKey()
    {
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What it is for.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Who answers for what is done with it: histories record this name, and nobody approves what the same name submitted.</summary>
    public string Owner { get; private init; } = "";

    /// <summary>Who holds it: whoever issued it for themselves, else nobody else's key or token.</summary>
    public string Holder { get; private init; } = "";

    /// <summary>The first characters of the secret.</summary>
    public string Prefix { get; private init; } = "";

    /// <summary>SHA-256 of the secret, in lower-case hexadecimal digits.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>What it allows.</summary>
    public IReadOnlyList<Scope> Scopes { get; private init; } = [];

    /// <summary>Whether it reaches the whole country.</summary>
    public bool AllRegions { get; private init; }

    /// <summary>The regions it is bound to.</summary>
    public IReadOnlyList<string> RegionCodes { get; private init; } = [];

    /// <summary>The office whose catchment it is bound to.</summary>
    public Guid? BpjsOfficeId { get; private init; }

    /// <summary>The name that it acts in, and whoever holds it.</summary>
    public Author Author => new(Owner, Holder);

    /// <summary>When it was issued.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Who issued it.</summary>
    public string CreatedBy { get; private init; } = "";

    /// <summary>From when on it is refused; null where it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>When it was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Who revoked it.</summary>
    public string? RevokedBy { get; private set; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Issues a key for a secret of which only prefix and hash are kept.</summary>
    public static ApiKey Issue(
        Guid id, string name, string owner, string prefix, string hash, IEnumerable<Scope> scopes, KeyBinding binding, DateTimeOffset? expiresAt, Authorship authorship)
    {
        if (expiresAt <= authorship.At)
        {
            throw new InvalidInputException(new InputFault("expiresAt", "api-key.expired-already"));
        }

        return new ApiKey
        {
            Id = id,
            Name = name,
            Owner = owner,
            Holder = new Author(owner).IsSameAs(authorship.Author) && authorship.Author.Holder is { } holder ? holder : $"key:{id}",
            Prefix = prefix,
            Hash = hash,
            Scopes = [.. scopes.Distinct().Order()],
            AllRegions = binding.AllRegions,
            RegionCodes = [.. binding.RegionCodes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            BpjsOfficeId = binding.BpjsOfficeId,
            CreatedAt = authorship.At,
            CreatedBy = authorship.By,
            ExpiresAt = expiresAt,
        };
    }

    /// <summary>Where it may be used.</summary>
    public KeyBinding Binding() => new(AllRegions, RegionCodes, BpjsOfficeId);

    /// <summary>Ends it for good; ending it again changes nothing.</summary>
    public void Revoke(Authorship authorship)
    {
        if (RevokedAt is null)
        {
            (RevokedAt, RevokedBy, Version) = (authorship.At, authorship.By, Version + 1);
        }
    }
}
