using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Agreements.Data.Engines;

/// <summary>Compares the schema that a store has with the one that this release knows.</summary>
internal static class Migrations
{
    public static async Task<bool> AreAppliedAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToList();
        if (!await db.GetService<IHistoryRepository>().ExistsAsync(cancellationToken))
        {
            return false;
        }

        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } newer)
        {
            throw new StoreUnusableException($"The store was written by a newer release (migration {newer}). Start that release, or restore a backup made before it.");
        }

        return applied.Count == known.Count;
    }
}
