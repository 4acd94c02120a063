using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Engines;

/// <summary>How the schema that a store has compares with the one that this release knows.</summary>
/// <param name="AreApplied">Whether all that this release knows is applied.</param>
/// <param name="Newer">A migration that this release does not know; null where there is none.</param>
public readonly record struct SchemaState(bool AreApplied, string? Newer);

/// <summary>Brings the schema of a store to the one that this release knows.</summary>
public static class Migrations
{
    /// <summary>Applies what is missing. Whoever calls it is alone: one process migrates at a time.</summary>
    /// <param name="db">The store.</param>
    /// <param name="whetherHistoryIsThere">The engine's question whether any migration was ever applied.</param>
    /// <param name="script">Where all migrations are written out for this engine.</param>
    /// <param name="migrateAsync">Applies what is missing one migration after the other.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    internal static async Task ApplyAsync(
        AgreementsDbContext db, string whetherHistoryIsThere, string script, Func<Task> migrateAsync, CancellationToken cancellationToken)
    {
        if (!await db.HasAnyAsync(whetherHistoryIsThere, cancellationToken))
        {
            await MakeAsync(db, script, cancellationToken);
        }
        else if (!await AreAppliedAsync(db, cancellationToken))
        {
            await migrateAsync();
        }
    }

    /// <summary>
    /// All migrations of an engine as the SQL that they come to, written out by a test. EF would build a model for each of them before it writes the same
    /// statements, which was a tenth of a first start.
    /// </summary>
    internal static string Script(string engine)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream(engine)
            ?? throw new InvalidOperationException($"The script {engine} is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // All of it or nothing: one that was cut off leaves a store as new as it was.
    private static async Task MakeAsync(AgreementsDbContext db, string script, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.RunAsync(Script(script), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Compares the schema that a store has with the one that this release knows.</summary>
    /// <remarks>For a store that was made: one without a history has no such table. EF's own look at it builds a model first.</remarks>
    public static async Task<SchemaState> CompareAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = await db.AskAsync("""SELECT "MigrationId" FROM "__EFMigrationsHistory" """, row => row.GetString(0), cancellationToken);
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
