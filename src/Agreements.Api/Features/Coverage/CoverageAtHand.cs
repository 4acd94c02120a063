using Agreements.Api.Http;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain.Coverage;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Coverage;

/// <summary>How a region that the caller names is found, and what it and others are judged to be by their snapshots.</summary>
internal sealed class CoverageAtHand(AgreementsDbContext db, PageWalk walk, Caller caller, TimeProvider clock)
{
    /// <summary>A region within reach; one beyond is answered as if there were none.</summary>
    public Region RegionIn(string code) => caller.RegionIn(code);

    /// <summary>The snapshot of a region that counts on a day; null where there is none.</summary>
    public Task<CoverageSnapshot?> CountingOnAsync(Region region, DateOnly day, CancellationToken cancellationToken) =>
        db.SnapshotsCountingOn(caller.Reach, [region.Code], day).AsNoTracking().SingleOrDefaultAsync(cancellationToken);

    /// <summary>Snapshots as they are shown, each with what changed since the one before it.</summary>
    public async Task<IReadOnlyList<CoverageSnapshotView>> ShowAsync(IReadOnlyCollection<CoverageSnapshot> snapshots, CancellationToken cancellationToken)
    {
        var before = await db.SnapshotsBeforeAsync(snapshots, cancellationToken);
        return [.. snapshots.Select(snapshot => CoverageSnapshotView.Of(snapshot, before.GetValueOrDefault(snapshot.Id)))];
    }

    /// <summary>How one region is judged.</summary>
    public async Task<UhcStatusView> StatusOfAsync(Region region, JudgedBy day, CancellationToken cancellationToken) =>
        (await ShowAsync(await JudgeAsync([region], day, cancellationToken), cancellationToken))[0];

    /// <summary>A page of the regions within reach, by code, that are judged as asked for.</summary>
    public async Task<UhcStatusPage> PageAsync(IUhcStatusQuery query, Func<JudgedRegion, bool> isAskedFor, CancellationToken cancellationToken)
    {
        var (limit, day, after) = (query.LimitOrDefault(), JudgedBy.Day(query.AsOf, clock), walk.Start<Place>(query.After)?.Code);
        var regions = RegionCatalogue.Shipped.All
            .Where(region => caller.Reach.Covers(region.Code) && (query.ProvinceCode is null || region.ProvinceCode == query.ProvinceCode))
            .Where(region => after is null || string.CompareOrdinal(region.Code, after) > 0)
            .ToList();
        var rows = (await JudgeAsync(regions, day, cancellationToken)).Where(isAskedFor).Take(limit + 1).ToList();
        var (page, next) = walk.Turn(rows, limit, row => new Place(row.Region.Code));
        return new UhcStatusPage { Items = await ShowAsync(page, cancellationToken), Next = next, AsOf = day.AsOf, Today = day.Today };
    }

    // By code. Only while one zone has passed midnight and another has not, the day differs.
    private async Task<IReadOnlyList<JudgedRegion>> JudgeAsync(List<Region> regions, JudgedBy day, CancellationToken cancellationToken)
    {
        var policies = await db.UhcPoliciesAsync(cancellationToken);
        var judged = new List<JudgedRegion>(regions.Count);
        foreach (var ofDay in regions.GroupBy(region => day.In(region.TimeZone)))
        {
            var snapshots = await db.SnapshotsCountingOn(caller.Reach, ofDay.Select(region => region.Code), ofDay.Key).AsNoTracking()
                .ToDictionaryAsync(snapshot => snapshot.RegionCode, StringComparer.Ordinal, cancellationToken);
            var policy = policies.ValidOn(ofDay.Key);
            judged.AddRange(ofDay.Select(region => JudgedRegion.Of(region, ofDay.Key, snapshots.GetValueOrDefault(region.Code), policy)));
        }

        return [.. judged.OrderBy(row => row.Region.Code, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<UhcStatusView>> ShowAsync(IReadOnlyList<JudgedRegion> judged, CancellationToken cancellationToken)
    {
        var before = await db.SnapshotsBeforeAsync(judged.Select(row => row.Snapshot).OfType<CoverageSnapshot>(), cancellationToken);
        return [.. judged.Select(row => UhcStatusView.Of(row, row.Snapshot is { } snapshot ? before.GetValueOrDefault(snapshot.Id) : null))];
    }

    private sealed record Place(string Code);
}

/// <summary>A region, and what it is judged to be.</summary>
internal sealed record JudgedRegion(Region Region, DateOnly Day, CoverageSnapshot? Snapshot, UhcPolicy? Policy, UhcJudgement Judgement)
{
    public static JudgedRegion Of(Region region, DateOnly day, CoverageSnapshot? snapshot, UhcPolicy? policy) =>
        new(region, day, snapshot, policy, UhcJudgement.Of(snapshot?.Figures, policy));
}
