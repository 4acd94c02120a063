using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Agreements.Api.Tests.Faults;

/// <summary>A service that is killed while it brings the store of an earlier release up to date.</summary>
public sealed class MigrationKilledTests : IDisposable
{
    private const int Kills = 3;

    // Somebody is migrating. On PostgreSQL nothing is left of that but a connection that ends; in SQLite's file a row is.
    private static readonly string Migrating = TestStore.IsPostgres
        ? """SELECT 1 FROM pg_locks JOIN pg_class ON pg_class.oid = relation JOIN pg_database ON pg_database.oid = pg_locks.database WHERE datname = current_database() AND relname = '__EFMigrationsHistory' AND mode = 'AccessExclusiveLock' AND granted"""
        : """SELECT 1 FROM "__EFMigrationsLock" WHERE "Timestamp" <> 'left' """;

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Killed_in_a_migration_again_and_again_the_next_start_completes_it()
    {
        await MakeFirstReleaseAsync();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var service = ServiceProcess.Launch(("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString));
            await Eventually.IsTrueAsync(IsMigratingAsync, () => $"it does not migrate: {service.Output}");
            Assert.DoesNotContain("Now listening", service.Output, StringComparison.Ordinal);
            await service.KillAsync();

            if (!TestStore.IsPostgres)
            {
                Assert.True(await IsMigratingAsync(), "no row was left in the lock");
                await _store.ExecuteAsync("""UPDATE "__EFMigrationsLock" SET "Timestamp" = 'left'""");
            }
        }

        using var next = await ServiceProcess.StartAsync(_store);
        using var client = await next.ClientAsync();
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
        (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
        await using var connection = await _store.OpenAsync();
        await using var db = Open();
        Assert.Equal(db.Database.GetMigrations(), await connection.RowsAsync("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1"));
    }

    private async Task MakeFirstReleaseAsync()
    {
        await using var db = Open();
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
    }

    private async Task<bool> IsMigratingAsync()
    {
        await using var connection = await _store.OpenAsync();
        return await connection.RowsAsync(Migrating) is [_, ..];
    }

    private AgreementsDbContext Open() => TestStore.IsPostgres
        ? new PostgresAgreementsDbContext(new DbContextOptionsBuilder<PostgresAgreementsDbContext>().UseNpgsql(_store.ConnectionString).Options)
        : new SqliteAgreementsDbContext(new DbContextOptionsBuilder<SqliteAgreementsDbContext>().UseSqlite(_store.ConnectionString).Options);
}
