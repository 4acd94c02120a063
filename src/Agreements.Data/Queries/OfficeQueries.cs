using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The named filters of the offices.</summary>
public static class OfficeQueries
{
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
