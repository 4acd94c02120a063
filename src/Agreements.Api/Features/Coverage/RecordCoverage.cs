using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Domain.Coverage;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Coverage;

/// <summary>
/// Records what a source says about the coverage of a region on a day; at least one figure is there. Snapshots are never changed: a correction is another one of
/// the same day, and of those the one recorded last counts. Only counts of people are kept, never a person.
/// </summary>
public sealed record RecordCoverage : IChange<CoverageSnapshotView>
{
    /// <summary>The region, from the path.</summary>
    [JsonIgnore]
    public string RegionCode { get; init; } = "";

    /// <summary>The day that the figures are of; not after today in the region's zone.</summary>
    [Required]
    public DateOnly? AsOf { get; init; }

    /// <summary>The residents.</summary>
    public int? Population { get; init; }

    /// <summary>Those who are registered, in whatever segment; there can be more members than residents.</summary>
    public int? Members { get; init; }

    /// <summary>The members whose cover is active; no more than there are members.</summary>
    public int? ActiveMembers { get; init; }

    /// <summary>What the local government owes of its contributions, in rupiah; 0 where it is known to owe nothing.</summary>
    public long? ArrearsAmount { get; init; }

    /// <summary>Members per hundred residents as the source prints them, with at most two decimals.</summary>
    public decimal? CoveragePercentPrinted { get; init; }

    /// <summary>Active members per hundred members as the source prints them, with at most two decimals.</summary>
    public decimal? ActivePercentPrinted { get; init; }

    /// <summary>Who says so, and where.</summary>
    [Required]
    public string? Source { get; init; }

    internal CoverageFigures Figures => new()
    {
        Population = Population,
        Members = Members,
        ActiveMembers = ActiveMembers,
        ArrearsAmount = ArrearsAmount,
        CoveragePercentPrinted = CoveragePercentPrinted,
        ActivePercentPrinted = ActivePercentPrinted,
    };
}

internal sealed class RecordCoverageValidator : AbstractValidator<RecordCoverage>
{
    public RecordCoverageValidator()
    {
        RuleFor(body => body.AsOf).Required().Date();
        RuleFor(body => body.Population).Range(0, CoverageFigures.CountMax);
        RuleFor(body => body.Members).Range(0, CoverageFigures.CountMax);
        RuleFor(body => body.ActiveMembers).Range(0, CoverageFigures.CountMax);
        RuleFor(body => body.ArrearsAmount).Range(0, CoverageFigures.ArrearsMax);
        RuleFor(body => body.CoveragePercentPrinted).Percentage(CoverageFigures.CoveragePercentMax);
        RuleFor(body => body.ActivePercentPrinted).Percentage(CoverageFigures.ActivePercentMax);
        RuleFor(body => body.Source).Required().Text(CoverageSnapshot.SourceMaxLength);
    }
}

internal sealed class RecordCoverageHandler(AgreementsDbContext db, IStoreEngine engine, CoverageAtHand hand, Caller caller) : IRequestHandler<RecordCoverage, CoverageSnapshotView>
{
    public async Task<CoverageSnapshotView> Handle(RecordCoverage request, CancellationToken cancellationToken)
    {
        var region = hand.RegionIn(request.RegionCode);
        var (day, authorship) = (request.AsOf!.Value, caller.Sign());

        // Which of two of one day was recorded last must be certain.
        await engine.HoldNameAsync(db, $"coverage\n{region.Code}", cancellationToken);
        var corrected = await hand.CountingOnAsync(region, day, cancellationToken) is { } latest && latest.AsOf == day ? latest : null;
        var snapshot = new CoverageSnapshot(
            Guid.CreateVersion7(authorship.At), region, day, (corrected?.Revision ?? 0) + 1, request.Figures, request.Source!, IndonesianTime.DateIn(region.TimeZone, authorship.At), authorship);
        db.Add(snapshot);
        return CoverageSnapshotView.Of(snapshot, await hand.CountingOnAsync(region, day.AddDays(-1), cancellationToken));
    }
}
