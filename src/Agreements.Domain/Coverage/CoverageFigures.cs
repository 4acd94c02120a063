namespace Agreements.Domain.Coverage;

/// <summary>What is said about a region's coverage on a day, as one value. What is null is not known.</summary>
public sealed record CoverageFigures
{
    /// <summary>Most people that are counted.</summary>
    public const int CountMax = 999_999_999;

    /// <summary>Highest arrears, in rupiah.</summary>
    public const long ArrearsMax = 999_999_999_999_999;

    /// <summary>Highest coverage that is taken as printed: there can be more members than residents, but not ten times as many.</summary>
    public const int CoveragePercentMax = 1000;

    /// <summary>Highest activity.</summary>
    public const int ActivePercentMax = 100;

    /// <summary>The residents.</summary>
    public int? Population { get; init; }

    /// <summary>Those of them who are registered, in whatever segment; there can be more members than residents.</summary>
    public int? Members { get; init; }

    /// <summary>The members whose cover is active; no more than there are members.</summary>
    public int? ActiveMembers { get; init; }

    /// <summary>What the local government owes of its contributions, in rupiah.</summary>
    public long? ArrearsAmount { get; init; }

    /// <summary>Members per hundred residents as the source prints them, which may differ from what its counts give.</summary>
    public decimal? CoveragePercentPrinted { get; init; }

    /// <summary>Active members per hundred members as the source prints them.</summary>
    public decimal? ActivePercentPrinted { get; init; }

    /// <summary>Members per hundred residents; may exceed 100.</summary>
    public decimal? CoveragePercent => Percent.Of(Members, Population);

    /// <summary>Active members per hundred members.</summary>
    public decimal? ActivePercent => Percent.Of(ActiveMembers, Members);

    /// <summary>The coverage that is judged: computed, or as printed where a count is missing.</summary>
    public decimal? JudgedCoverage => CoveragePercent ?? CoveragePercentPrinted;

    /// <summary>The activity that is judged, likewise.</summary>
    public decimal? JudgedActivity => ActivePercent ?? ActivePercentPrinted;

    /// <summary>Whether nothing at all is said.</summary>
    public bool AreMissing => this == new CoverageFigures();
}
