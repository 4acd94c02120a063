using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reference;

/// <summary>How every change to an office begins: found, and compared with what the caller has seen.</summary>
internal sealed class OfficeAtHand(AgreementsDbContext db, IStoreEngine engine, Preconditions preconditions, Caller caller)
{
    public async Task<BpjsOffice> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        await engine.HoldOfficeAsync(db, id, toChange: true, cancellationToken);
        var office = await db.BpjsOffices.Include(each => each.Catchment).SingleOrDefaultAsync(each => each.Id == id, cancellationToken)
            ?? throw HttpFailureException.NotFound("office");
        preconditions.RequireMatch(BpjsOfficeView.TagOf(office));
        RequireWithinReach(await db.ReachOfOfficeAsync(office.Id, cancellationToken));
        return office;
    }

    /// <summary>Refuses catchments beyond the caller's own reach: they say how far the keys that are bound to an office reach.</summary>
    public void RequireWithinReach(IEnumerable<string> catchment) => RequireWithinReach(ReachQueries.ReachOf(catchment));

    /// <summary>
    /// The office that another is to report to. To begin or to end reporting to one moves how far its own keys reach, so the caller must reach all that it
    /// serves.
    /// </summary>
    public async Task<BpjsOffice?> ParentAsync(Guid? id, Guid? before, CancellationToken cancellationToken)
    {
        var parent = id is { } given ? await FindParentAsync(given, cancellationToken) : null;
        foreach (var moved in id == before ? [] : new[] { id, before }.OfType<Guid>())
        {
            RequireWithinReach(await db.ReachOfOfficeAsync(moved, cancellationToken));
        }

        return parent;
    }

    public async Task<BpjsOfficeKind?> HighestChildAsync(BpjsOffice office, CancellationToken cancellationToken)
    {
        var kinds = await db.BpjsOffices.Where(child => child.ParentId == office.Id).Select(child => child.Kind).Distinct().ToListAsync(cancellationToken);
        return kinds.Count == 0 ? null : kinds.Min();
    }

    public async Task RequireFreeNameAsync(BpjsOffice office, CancellationToken cancellationToken)
    {
        if (await db.BpjsOffices.AnyAsync(other => other.Id != office.Id && other.Kind == office.Kind && other.Name == office.Name, cancellationToken))
        {
            throw new RuleViolationException("office.name-taken", ("name", office.Name));
        }
    }

    private async Task<BpjsOffice> FindParentAsync(Guid id, CancellationToken cancellationToken)
    {
        await engine.HoldOfficeAsync(db, id, toChange: false, cancellationToken);
        return await db.BpjsOffices.FindAsync([id], cancellationToken) ?? throw new InvalidInputException(new InputFault("parentId", "office.unknown"));
    }

    private void RequireWithinReach(Reach served)
    {
        if (served.RegionCodes!.Where(code => !caller.Reach.Covers(code)).Order(StringComparer.Ordinal).FirstOrDefault() is { } beyond)
        {
            throw new HttpFailureException(StatusCodes.Status403Forbidden, "region.out-of-reach", beyond);
        }
    }
}
