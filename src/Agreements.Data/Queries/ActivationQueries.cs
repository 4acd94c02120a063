using Agreements.Data.Reference;
using Agreements.Domain.Coverage;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>A place in the list of modes: the day from which one holds, and its place among those of the day.</summary>
public sealed record ModePlace(DateOnly ValidFrom, int Revision);

/// <summary>The named queries of how soon people are activated.</summary>
public static class ActivationQueries
{
    /// <summary>By the first day for which it holds, the latest first, and of one day what was recorded last; from after a place on.</summary>
    public static IQueryable<RegionActivation> WalkByDay(this IQueryable<RegionActivation> activations, ModePlace? after)
    {
        if (after is { ValidFrom: var day, Revision: var revision })
        {
            activations = activations.Where(activation => activation.ValidFrom <= day && (activation.ValidFrom < day || activation.Revision < revision));
        }

        return activations.OrderByDescending(activation => activation.ValidFrom).ThenByDescending(activation => activation.Revision);
    }

    /// <summary>How many modes are recorded of a region for a day.</summary>
    public static Task<int> ModesForAsync(this AgreementsDbContext db, string regionCode, DateOnly validFrom, CancellationToken cancellationToken) =>
        db.RegionActivations.CountAsync(activation => activation.RegionCode == regionCode && activation.ValidFrom == validFrom, cancellationToken);

    /// <summary>How soon people of a region are activated on a day: by what is known of the region itself, else of its province; null where nothing is.</summary>
    public static async Task<ActivationMode?> ActivationModeAsync(this AgreementsDbContext db, string regionCode, DateOnly day, CancellationToken cancellationToken) =>
        await ModeOfAsync(db, regionCode, day, cancellationToken) ?? await ModeOfAsync(db, RegionCatalogue.Shipped.Get(regionCode).ProvinceCode, day, cancellationToken);

    private static Task<ActivationMode?> ModeOfAsync(AgreementsDbContext db, string regionCode, DateOnly day, CancellationToken cancellationToken) => db.RegionActivations
        .Where(activation => activation.RegionCode == regionCode && activation.ValidFrom <= day)
        .WalkByDay(after: null)
        .Select(activation => (ActivationMode?)activation.Mode)
        .FirstOrDefaultAsync(cancellationToken);
}
