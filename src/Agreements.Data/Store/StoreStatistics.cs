using Agreements.Data.Engines;

namespace Agreements.Data.Store;

/// <summary>What the store knows of how many rows its indexes find: without it a planner takes a region for no rarer than a signature.</summary>
public sealed class StoreStatistics(AgreementsDbContext db, IStoreEngine engine, UnitOfWork unitOfWork)
{
    /// <summary>Counts anew what has changed much since it was last counted, by samples, and lets every question from then on profit.</summary>
    public async Task GatherAsync(CancellationToken cancellationToken)
    {
        // Connections that know all there is to know stay as they are.
        if (!engine.GathersStatistics && await unitOfWork.KeepAsync(() => engine.GatherStatisticsAsync(db, cancellationToken), cancellationToken))
        {
            engine.UseStatistics(db);
        }
    }
}
