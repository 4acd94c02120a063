namespace Agreements.Domain.Coverage;

/// <summary>What it takes to be called a region of universal health coverage (UHC) from a day on: data, with the text that says so. It is valid until the next one is.</summary>
/// <param name="ValidFrom">The first day that it is valid on.</param>
/// <param name="CoverageAbove">The bound of coverage, in members per hundred residents.</param>
/// <param name="ActiveAbove">The bound of activity, in active members per hundred members; null where there is none.</param>
/// <param name="Strict">Whether it takes more than the bounds; otherwise it takes at least as much.</param>
/// <param name="RequiresNoArrears">Whether those that reach the bounds and owe nothing are <i>UHC Prioritas</i>; otherwise there is no such predicate.</param>
/// <param name="Source">Who says so, and what is uncertain about it.</param>
public sealed record UhcPolicy(DateOnly ValidFrom, decimal CoverageAbove, decimal? ActiveAbove, bool Strict, bool RequiresNoArrears, string Source)
{
    /// <summary>Highest bound.</summary>
    public const int BoundMax = 100;

    /// <summary>Longest source, in characters.</summary>
    public const int SourceMaxLength = 1000;

    /// <summary>What coverage is held against.</summary>
    internal UhcBound Coverage => new(CoverageAbove, Strict);

    /// <summary>What activity is held against; null where it does not matter.</summary>
    internal UhcBound? Activity => ActiveAbove is { } above ? new UhcBound(above, Strict) : null;
}

/// <summary>A bound that a part of a whole has to reach.</summary>
/// <param name="Percent">The bound, in per cent.</param>
/// <param name="Strict">Whether it takes more than it.</param>
internal readonly record struct UhcBound(decimal Percent, bool Strict)
{
    /// <summary>Whether counts reach it, however their percentage would be rounded.</summary>
    public bool IsReached(int part, int whole) => Strict ? part * 100m > whole * Percent : part * 100m >= whole * Percent;

    /// <summary>Whether a percentage reaches it.</summary>
    public bool IsReached(decimal percent) => Strict ? percent > Percent : percent >= Percent;

    /// <summary>The smallest number of people that the part lacks.</summary>
    public int Lacking(int part, int whole)
    {
        var share = whole * Percent / 100m;
        var least = Strict ? decimal.Floor(share) + 1 : decimal.Ceiling(share);
        return (int)decimal.Max(0, least - part);
    }
}

/// <summary>A policy that somebody has added to those that ship with the service. It goes before a shipped one of the same day, and is never changed.</summary>
public sealed class AddedUhcPolicy
{
    private AddedUhcPolicy()
    {
    }

    /// <summary>Adds one.</summary>
    public AddedUhcPolicy(Guid id, UhcPolicy policy, Authorship authorship)
    {
        (Id, ValidFrom, Strict, RequiresNoArrears, Source) = (id, policy.ValidFrom, policy.Strict, policy.RequiresNoArrears, policy.Source);
        CoverageAbove = Percent.Plain(policy.CoverageAbove);
        ActiveAbove = policy.ActiveAbove is { } active ? Percent.Plain(active) : null;
        (AddedAt, AddedBy) = (authorship.At, authorship.By);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <inheritdoc cref="UhcPolicy.ValidFrom"/>
    public DateOnly ValidFrom { get; private init; }

    /// <inheritdoc cref="UhcPolicy.CoverageAbove"/>
    public decimal CoverageAbove { get; private init; }

    /// <inheritdoc cref="UhcPolicy.ActiveAbove"/>
    public decimal? ActiveAbove { get; private init; }

    /// <inheritdoc cref="UhcPolicy.Strict"/>
    public bool Strict { get; private init; }

    /// <inheritdoc cref="UhcPolicy.RequiresNoArrears"/>
    public bool RequiresNoArrears { get; private init; }

    /// <inheritdoc cref="UhcPolicy.Source"/>
    public string Source { get; private init; } = "";

    /// <summary>When it was added.</summary>
    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>Who added it.</summary>
    public string AddedBy { get; private init; } = "";

    /// <summary>The policy.</summary>
    public UhcPolicy Policy => new(ValidFrom, CoverageAbove, ActiveAbove, Strict, RequiresNoArrears, Source);
}
