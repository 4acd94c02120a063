using System.ComponentModel.DataAnnotations;
using Agreements.Domain.Coverage;

namespace Agreements.Api.Features.Coverage;

/// <summary>How coverage has moved since the snapshot before: the one that counted on the latest earlier day. What is null is not known.</summary>
public sealed record CoverageChangeView
{
    private const double MostPoints = 99_999_999_900;

    /// <summary>The day of the snapshot before.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Members won, less than 0 where they were lost.</summary>
    [Range(-CoverageFigures.CountMax, CoverageFigures.CountMax)]
    public required int? MembersChange { get; init; }

    /// <summary>Active members won, less than 0 where they were lost.</summary>
    [Range(-CoverageFigures.CountMax, CoverageFigures.CountMax)]
    public required int? ActiveMembersChange { get; init; }

    /// <summary>Percentage points of coverage won, by the percentages that each is judged by: computed, or printed where a count is missing.</summary>
    [Range(-MostPoints, MostPoints)]
    public required decimal? CoveragePointsChange { get; init; }

    /// <summary>Percentage points of activity won, likewise.</summary>
    [Range(-CoverageFigures.ActivePercentMax, CoverageFigures.ActivePercentMax)]
    public required decimal? ActivePointsChange { get; init; }

    internal static CoverageChangeView Between(CoverageSnapshot before, CoverageSnapshot after)
    {
        var (then, now) = (before.Figures, after.Figures);
        return new CoverageChangeView
        {
            Since = before.AsOf,
            MembersChange = now.Members - then.Members,
            ActiveMembersChange = now.ActiveMembers - then.ActiveMembers,
            CoveragePointsChange = Points(then.JudgedCoverage, now.JudgedCoverage),
            ActivePointsChange = Points(then.JudgedActivity, now.JudgedActivity),
        };
    }

    private static decimal? Points(decimal? then, decimal? now) => now - then is { } points ? Percent.Plain(points) : null;
}
