using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Engines;

/// <summary>Brings the schema of a store to the one that this release knows.</summary>
internal static class Migrations
{
    /// <summary>Applies what is missing. Whoever calls it is alone: one process migrates at a time.</summary>
    /// <param name="db">The store.</param>
    /// <param name="whetherHistoryIsThere">The engine's question whether any migration was ever applied.</param>
    /// <param name="script">Where all migrations are written out for this engine.</param>
    /// <param name="migrateAsync">Applies what is missing one migration after the other.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task ApplyAsync(
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
    public static string Script(string engine)
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

    // EF's own look at the history builds a model of it first.
    private static async Task<bool> AreAppliedAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = await db.AskAsync("""SELECT "MigrationId" FROM "__EFMigrationsHistory" """, row => row.GetString(0), cancellationToken);
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } newer)
        {
            throw new StoreUnusableException($"The store was written by a newer release (migration {newer}). Start that release, or restore a backup made before it.");
        }

        return applied.Count == known.Count;
    }
}
