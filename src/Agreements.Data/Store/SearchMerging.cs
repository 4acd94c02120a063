using Agreements.Data.Engines;

namespace Agreements.Data.Store;

/// <summary>What changes leave in the search index, merged apart from them.</summary>
public sealed class SearchMerging(AgreementsDbContext db, IStoreEngine engine, UnitOfWork unitOfWork)
{
    /// <summary>Merges a little, in a transaction that no change waits long for.</summary>
    /// <returns>Whether there may be more.</returns>
    public Task<bool> MergeAsync(CancellationToken cancellationToken) => unitOfWork.KeepAsync(() => engine.MergeSearchAsync(db, cancellationToken), cancellationToken);
}
