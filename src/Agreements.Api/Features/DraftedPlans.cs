using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features;

/// <summary>The work plans that were drafted together with an agreement, which go with it where its draft goes.</summary>
internal sealed class DraftedPlans(AgreementsDbContext db)
{
    /// <summary>Takes them, with their activities, to the region that the draft was moved to.</summary>
    public async Task FollowRegionAsync(Agreement draft, Authorship authorship, CancellationToken cancellationToken)
    {
        var region = RegionCatalogue.Shipped.Get(draft.RegionCode);
        foreach (var plan in await db.PlansOf(draft.Id).ToListAsync(cancellationToken))
        {
            plan.FollowRegion(region, authorship);
            foreach (var activity in await db.ActivitiesOf(plan.Id).ToListAsync(cancellationToken))
            {
                activity.FollowRegion(plan, authorship.At);
            }
        }
    }
}
