using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Reference;
using Agreements.Domain.Access;
using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;

namespace Agreements.Api.Features.Coverage;

/// <summary>What a source says about the coverage of a region on a day, with what follows from it. What is null is not known.</summary>
public sealed record CoverageSnapshotView : Resource
{
    private const double MostPercent = 99_999_999_900;

    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Kemendagri code of the region.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>The day that the figures are of.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Its place among those of the region and day, from 1 on: the highest counts.</summary>
    [Range(1, int.MaxValue)]
    public required int Revision { get; init; }

    /// <summary>The residents.</summary>
    public required int? Population { get; init; }

    /// <summary>Those who are registered, in whatever segment; there can be more members than residents.</summary>
    public required int? Members { get; init; }

    /// <summary>The members whose cover is active.</summary>
    public required int? ActiveMembers { get; init; }

    /// <summary>What the local government owes of its contributions, in rupiah.</summary>
    public required long? ArrearsAmount { get; init; }

    /// <summary>Members per hundred residents, computed, with two decimals, rounded half away from zero; may exceed 100.</summary>
    [Range(0, MostPercent)]
    public required decimal? CoveragePercent { get; init; }

    /// <summary>Members per hundred residents as the source prints them.</summary>
    public required decimal? CoveragePercentPrinted { get; init; }

    /// <summary>Active members per hundred members, computed, with two decimals, rounded half away from zero.</summary>
    [Range(0, CoverageFigures.ActivePercentMax)]
    public required decimal? ActivePercent { get; init; }

    /// <summary>Active members per hundred members as the source prints them.</summary>
    public required decimal? ActivePercentPrinted { get; init; }

    /// <summary>Who says so, and where.</summary>
    public required string Source { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string RecordedBy { get; init; }

    /// <summary>How coverage has moved since the snapshot before; null where there is none of an earlier day.</summary>
    public required CoverageChangeView? Change { get; init; }

    internal override Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken) =>
        reach.Covers(RegionCode) ? Task.CompletedTask : throw HttpFailureException.NotFound("region");

    internal static CoverageSnapshotView Of(CoverageSnapshot snapshot, CoverageSnapshot? before)
    {
        var figures = snapshot.Figures;
        return new CoverageSnapshotView
        {
            // No snapshot ever changes; the one before it can become another.
            Tag = new EntityTag(snapshot.Revision, EntityTag.FingerprintOf(before?.Id.ToString())).ToString(),
            Id = snapshot.Id,
            RegionCode = snapshot.RegionCode,
            RegionName = RegionCatalogue.Shipped.Get(snapshot.RegionCode).Name,
            AsOf = snapshot.AsOf,
            Revision = snapshot.Revision,
            Population = figures.Population,
            Members = figures.Members,
            ActiveMembers = figures.ActiveMembers,
            ArrearsAmount = figures.ArrearsAmount,
            CoveragePercent = figures.CoveragePercent,
            CoveragePercentPrinted = figures.CoveragePercentPrinted,
            ActivePercent = figures.ActivePercent,
            ActivePercentPrinted = figures.ActivePercentPrinted,
            Source = snapshot.Source,
            RecordedAt = snapshot.RecordedAt,
            RecordedBy = snapshot.RecordedBy,
            Change = before is null ? null : CoverageChangeView.Between(before, snapshot),
        };
    }
}
