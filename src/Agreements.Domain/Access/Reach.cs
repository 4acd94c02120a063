namespace Agreements.Domain.Access;

/// <summary>The regions whose agreements a caller may see and change. Whatever lies outside does not exist for them.</summary>
public sealed class Reach
{
    private readonly HashSet<string>? _regionCodes;

    private Reach(HashSet<string>? regionCodes) => _regionCodes = regionCodes;

    /// <summary>The whole country.</summary>
    public static Reach Everywhere { get; } = new(null);

    /// <summary>No region at all.</summary>
    public static Reach Nowhere { get; } = new([]);

    /// <summary>The regions; null for the whole country, which is the only reach without a list.</summary>
    public IReadOnlyCollection<string>? RegionCodes => _regionCodes;

    /// <summary>Exactly these regions: whoever names a province has to name its regencies and cities too.</summary>
    public static Reach Of(IEnumerable<string> regionCodes) => new(regionCodes.ToHashSet(StringComparer.Ordinal));

    /// <summary>Whether a region lies within.</summary>
    public bool Covers(string regionCode) => _regionCodes?.Contains(regionCode) ?? true;

    /// <summary>Whether another reach is of exactly the same regions.</summary>
    public bool IsSameAs(Reach other) => (_regionCodes, other._regionCodes) switch
    {
        (null, null) => true,
        ({ } own, { } others) => own.SetEquals(others),
        _ => false,
    };

    /// <summary>What lies within both.</summary>
    public Reach Within(Reach other) => (_regionCodes, other._regionCodes) switch
    {
        (null, _) => other,
        (_, null) => this,
        var (own, others) => new(own.Where(others.Contains).ToHashSet(StringComparer.Ordinal)),
    };

    /// <summary>
    /// Whether another reach lies within this one. One that is empty now may grow anywhere, as that of an office without a catchment: only the whole country
    /// includes it.
    /// </summary>
    public bool Includes(Reach other) => _regionCodes is null || (other._regionCodes is { Count: > 0 } codes && codes.IsSubsetOf(_regionCodes));
}
