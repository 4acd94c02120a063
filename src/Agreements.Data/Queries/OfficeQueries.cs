using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The named filters of the offices.</summary>
public static class OfficeQueries
{
    // Whatever is drafted asks for its office, so the question is translated once.
    private static readonly Func<AgreementsDbContext, Guid, CancellationToken, Task<BpjsOffice?>> ById = EF.CompileAsyncQuery(
        (AgreementsDbContext db, Guid id, CancellationToken cancellationToken) => db.BpjsOffices.FirstOrDefault(office => office.Id == id));

    /// <summary>An office, to be found again by its id in this context.</summary>
    public static Task<BpjsOffice?> OfficeAsync(this AgreementsDbContext db, Guid id, CancellationToken cancellationToken) => ById(db, id, cancellationToken);

    /// <summary>Those that serve a region.</summary>
    public static IQueryable<BpjsOffice> Serving(this IQueryable<BpjsOffice> offices, string regionCode) =>
        offices.Where(office => office.Catchment.Any(catchment => catchment.RegionCode == regionCode));

    /// <summary>By name, from after a place on, with their catchments.</summary>
    public static IQueryable<BpjsOffice> WalkByName(this IQueryable<BpjsOffice> offices, Position? after)
    {
        if (after is not null)
        {
            offices = offices.Where(office => string.Compare(office.Name, after.Key) >= 0 && (office.Name != after.Key || office.Id > after.Id));
        }

        return offices.OrderBy(office => office.Name).ThenBy(office => office.Id).Include(office => office.Catchment);
    }
}
