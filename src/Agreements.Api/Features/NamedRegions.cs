using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data.Reference;
using Agreements.Domain.Audit;
using Agreements.Domain.Regions;

namespace Agreements.Api.Features;

/// <summary>The region that a path names.</summary>
internal static class NamedRegions
{
    /// <summary>A region within reach; one beyond is answered as if there were none.</summary>
    public static Region RegionIn(this Caller caller, string code)
    {
        var region = RegionCatalogue.Shipped.Find(code) ?? throw HttpFailureException.NotFound("region");
        return caller.Reach.Covers(region.Code)
            ? region
            : throw new HttpFailureException(StatusCodes.Status404NotFound, "region.not-found") { Beyond = AuditSubject.OfRegion(region.Code) };
    }
}
