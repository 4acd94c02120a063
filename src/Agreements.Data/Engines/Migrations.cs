using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Agreements.Data.Engines;

/// <summary>How the schema that a store has compares with the one that this release knows.</summary>
/// <param name="AreApplied">Whether all that this release knows is applied.</param>
/// <param name="Newer">A migration that this release does not know; null where there is none.</param>
public readonly record struct SchemaState(bool AreApplied, string? Newer);

/// <summary>Compares the schema that a store has with the one that this release knows.</summary>
public static class Migrations
{
    /// <summary>Compares them as they are.</summary>
    public static async Task<SchemaState> CompareAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToList();
        if (!await db.GetService<IHistoryRepository>().ExistsAsync(cancellationToken))
        {
            return new SchemaState(AreApplied: false, Newer: null);
        }

        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        return new SchemaState(!known.Except(applied, StringComparer.Ordinal).Any(), applied.Except(known, StringComparer.Ordinal).FirstOrDefault());
    }

    /// <summary>Whether all that this release knows is applied; a store of a newer release is refused.</summary>
    internal static async Task<bool> AreAppliedAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var state = await CompareAsync(db, cancellationToken);
        return state.Newer is { } newer
            ? throw new StoreUnusableException($"The store was written by a newer release (migration {newer}). Start that release, or restore a backup made before it.")
            : state.AreApplied;
    }
}
