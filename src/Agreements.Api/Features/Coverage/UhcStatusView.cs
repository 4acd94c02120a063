using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Domain.Coverage;

namespace Agreements.Api.Features.Coverage;

/// <summary>What a region may be called on a day, and what keeps it from more.</summary>
public sealed record UhcStatusView
{
    /// <summary>Kemendagri code of the region.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>The day that it is judged by: the one asked for, or today in the region's zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>What it may be called.</summary>
    public required UhcPredicate Predicate { get; init; }

    /// <summary>All that keeps it from a higher predicate.</summary>
    [MaxLength(UhcJudgement.MostReasons)]
    public required IReadOnlyList<UhcReason> Reasons { get; init; }

    /// <summary>How many people it lacks to reach the bounds.</summary>
    public required PeopleLacking DistanceInPeople { get; init; }

    /// <summary>The snapshot that counts on the day, with what changed since the one before; null where there is none.</summary>
    public required CoverageSnapshotView? Snapshot { get; init; }

    /// <summary>The policy that is valid on the day; null where none is known.</summary>
    public required UhcPolicyView? Policy { get; init; }

    internal static UhcStatusView Of(JudgedRegion judged, CoverageSnapshot? before) => new()
    {
        RegionCode = judged.Region.Code,
        RegionName = judged.Region.Name,
        AsOf = judged.Day,
        Predicate = judged.Judgement.Predicate,
        Reasons = judged.Judgement.Reasons,
        DistanceInPeople = judged.Judgement.DistanceInPeople,
        Snapshot = judged.Snapshot is { } snapshot ? CoverageSnapshotView.Of(snapshot, before) : null,
        Policy = judged.Policy is { } policy ? UhcPolicyView.Of(policy) : null,
    };
}

/// <summary>One page of regions, with the day that they were judged by.</summary>
public sealed record UhcStatusPage : Page<UhcStatusView>
{
    /// <summary>The day asked for; null for today.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Today's date in each zone, by which the regions were judged; null when a day was asked for.</summary>
    public required IReadOnlyDictionary<string, DateOnly>? Today { get; init; }
}
