using Agreements.Domain.Regions;

namespace Agreements.Domain.Coverage;

/// <summary>
/// What a source says about a region's coverage on a day. Snapshots are recorded, never changed: a correction is another one of the same day, and of those
/// the one recorded last counts.
/// </summary>
public sealed class CoverageSnapshot
{
    /// <summary>Longest source, in characters.</summary>
    public const int SourceMaxLength = 500;

    private CoverageSnapshot()
    {
    }

    /// <summary>Records one.</summary>
    /// <param name="id">Version-7 id.</param>
    /// <param name="region">The region that it is about.</param>
    /// <param name="asOf">The day that the figures are of.</param>
    /// <param name="revision">Its place among those of the region and day, from 1 on.</param>
    /// <param name="figures">What is said.</param>
    /// <param name="source">Who says so.</param>
    /// <param name="today">The date in the region's zone.</param>
    /// <param name="authorship">Who records it, and when.</param>
    public CoverageSnapshot(Guid id, Region region, DateOnly asOf, int revision, CoverageFigures figures, string source, DateOnly today, Authorship authorship)
    {
        Check(asOf, figures, today);
        (Id, RegionCode, AsOf, Revision, Source) = (id, region.Code, asOf, revision, source);
        (Population, Members, ActiveMembers, ArrearsAmount) = (figures.Population, figures.Members, figures.ActiveMembers, figures.ArrearsAmount);
        CoveragePercentPrinted = figures.CoveragePercentPrinted is { } coverage ? Percent.Plain(coverage) : null;
        ActivePercentPrinted = figures.ActivePercentPrinted is { } active ? Percent.Plain(active) : null;
        (RecordedAt, RecordedBy) = (authorship.At, authorship.By);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Kemendagri code of the region.</summary>
    public string RegionCode { get; private init; } = "";

    /// <summary>The day that the figures are of.</summary>
    public DateOnly AsOf { get; private init; }

    /// <summary>Its place among those of the region and day, from 1 on: the highest counts.</summary>
    public int Revision { get; private init; }

    /// <inheritdoc cref="CoverageFigures.Population"/>
    public int? Population { get; private init; }

    /// <inheritdoc cref="CoverageFigures.Members"/>
    public int? Members { get; private init; }

    /// <inheritdoc cref="CoverageFigures.ActiveMembers"/>
    public int? ActiveMembers { get; private init; }

    /// <inheritdoc cref="CoverageFigures.ArrearsAmount"/>
    public long? ArrearsAmount { get; private init; }

    /// <inheritdoc cref="CoverageFigures.CoveragePercentPrinted"/>
    public decimal? CoveragePercentPrinted { get; private init; }

    /// <inheritdoc cref="CoverageFigures.ActivePercentPrinted"/>
    public decimal? ActivePercentPrinted { get; private init; }

    /// <summary>Who says so.</summary>
    public string Source { get; private init; } = "";

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private init; } = "";

    /// <summary>What is said, as one value.</summary>
    public CoverageFigures Figures => new()
    {
        Population = Population,
        Members = Members,
        ActiveMembers = ActiveMembers,
        ArrearsAmount = ArrearsAmount,
        CoveragePercentPrinted = CoveragePercentPrinted,
        ActivePercentPrinted = ActivePercentPrinted,
    };

    private static void Check(DateOnly asOf, CoverageFigures figures, DateOnly today)
    {
        var faults = new List<InputFault>();
        if (asOf > today)
        {
            faults.Add(new InputFault("asOf", "date.not-yet", today));
        }

        if (figures.ActiveMembers > figures.Members)
        {
            faults.Add(new InputFault("activeMembers", "active-members.more-than-members", figures.Members.Value));
        }

        if (figures.AreMissing)
        {
            faults.Add(new InputFault("members", "figures.missing"));
        }

        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }
}
