using Agreements.Data.Reference;
using Agreements.Domain.Access;
using Agreements.Domain.Coverage;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>A place among the snapshots of a region.</summary>
public sealed record SnapshotPlace(DateOnly AsOf, int Revision);

/// <summary>The named queries of coverage.</summary>
public static class CoverageQueries
{
    /// <summary>The snapshots of a region by their day, the latest first, from after a place on.</summary>
    public static IQueryable<CoverageSnapshot> WalkByDay(this IQueryable<CoverageSnapshot> snapshots, SnapshotPlace? after)
    {
        if (after is { AsOf: var day, Revision: var revision })
        {
            snapshots = snapshots.Where(snapshot => snapshot.AsOf <= day && (snapshot.AsOf < day || snapshot.Revision < revision));
        }

        return snapshots.OrderByDescending(snapshot => snapshot.AsOf).ThenByDescending(snapshot => snapshot.Revision);
    }

    /// <summary>The snapshot of each region that counts on a day, where there is one: one seek for each.</summary>
    public static IQueryable<CoverageSnapshot> SnapshotsCountingOn(this AgreementsDbContext db, Reach reach, IEnumerable<string> regionCodes, DateOnly day)
    {
        var codes = regionCodes.Where(reach.Covers).ToArray();
        return db.CoverageSnapshots.Where(snapshot => EF.Parameter(codes)
            .Select(code => db.CoverageSnapshots.Where(each => each.RegionCode == code && each.AsOf <= day)
                .OrderByDescending(each => each.AsOf).ThenByDescending(each => each.Revision).Select(each => each.Id).FirstOrDefault())
            .Contains(snapshot.Id));
    }

    /// <summary>The snapshot before each of these, by the id of each: the one that counted on the latest earlier day, where there is one.</summary>
    public static async Task<IReadOnlyDictionary<Guid, CoverageSnapshot>> SnapshotsBeforeAsync(
        this AgreementsDbContext db, IEnumerable<CoverageSnapshot> snapshots, CancellationToken cancellationToken)
    {
        var ids = snapshots.Select(snapshot => snapshot.Id).ToArray();
        var pairs = from snapshot in db.CoverageSnapshots
                    where ids.Contains(snapshot.Id)
                    from before in db.CoverageSnapshots
                    where before.Id == db.CoverageSnapshots.Where(each => each.RegionCode == snapshot.RegionCode && each.AsOf < snapshot.AsOf)
                        .OrderByDescending(each => each.AsOf).ThenByDescending(each => each.Revision).Select(each => each.Id).FirstOrDefault()
                    select new { snapshot.Id, Before = before };
        return await pairs.AsNoTracking().ToDictionaryAsync(pair => pair.Id, pair => pair.Before, cancellationToken);
    }

    /// <summary>The policies on universal health coverage, the latest first: those that ship with the service, and those added, which go before them.</summary>
    public static async Task<IReadOnlyList<UhcPolicy>> UhcPoliciesAsync(this AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var added = (await db.AddedUhcPolicies.AsNoTracking().ToListAsync(cancellationToken)).ConvertAll(each => each.Policy);
        var days = added.Select(policy => policy.ValidFrom).ToHashSet();
        return [.. added.Concat(UhcPolicyCatalogue.Shipped.Where(policy => !days.Contains(policy.ValidFrom))).OrderByDescending(policy => policy.ValidFrom)];
    }

    /// <summary>The policy that is valid on a day, of those given with the latest first; null where none is.</summary>
    public static UhcPolicy? ValidOn(this IEnumerable<UhcPolicy> policies, DateOnly day) => policies.FirstOrDefault(policy => policy.ValidFrom <= day);
}
