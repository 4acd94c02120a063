using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Store;

public sealed class SchemaTests
{
    [Fact]
    public void The_migrations_for_SQLite_make_the_schema_of_the_model()
    {
        using var db = new SqliteAgreementsDbContext(new DbContextOptionsBuilder<SqliteAgreementsDbContext>().UseSqlite("Data Source=:memory:").Options);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migrations_for_PostgreSQL_make_the_schema_of_the_model()
    {
        using var db = new PostgresAgreementsDbContext(new DbContextOptionsBuilder<PostgresAgreementsDbContext>().UseNpgsql("Host=127.0.0.1;Database=none").Options);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_migrated_store_has_the_columns_and_indexes_of_the_model()
    {
        await using var host = new ServiceHost();
        (await host.CreateClient().Get("/health/ready")).Is(System.Net.HttpStatusCode.OK);
        using var scope = host.Services.CreateScope();
        var tables = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>().Model.GetRelationalModel().Tables.ToList();
        await using var connection = await host.Store.OpenAsync();

        var columns = await connection.RowsAsync(TestStore.IsPostgres
            ? "SELECT table_name || '.' || column_name || ' ' || (CASE is_nullable WHEN 'YES' THEN 'null' ELSE 'not null' END) FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_EF%'"
            : "SELECT t.name || '.' || c.name || ' ' || (CASE c.\"notnull\" WHEN 0 THEN 'null' ELSE 'not null' END) FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'agreement_fts%'");
        var indexes = await connection.RowsAsync(TestStore.IsPostgres
            ? "SELECT tablename || '.' || indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'ix%'"
            : "SELECT tbl_name || '.' || name FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix%'");

        Assert.Equal(
            tables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name} {(column.IsNullable ? "null" : "not null")}")).Order(StringComparer.Ordinal),
            columns.Order(StringComparer.Ordinal));
        Assert.Equal(
            tables.SelectMany(table => table.Indexes.Select(index => $"{table.Name}.{index.Name}")).Order(StringComparer.Ordinal),
            indexes.Order(StringComparer.Ordinal));
    }

    [SqliteFact]
    public async Task An_SQLite_store_is_kept_as_safely_as_promised()
    {
        await using var host = new ServiceHost();
        (await host.CreateClient().Get("/health/ready")).Is(System.Net.HttpStatusCode.OK);
        using var scope = host.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();

        Assert.Equal(["wal"], await connection.RowsAsync("PRAGMA journal_mode"));
        Assert.Equal(["2"], await connection.RowsAsync("PRAGMA synchronous"));
        Assert.Equal(["1"], await connection.RowsAsync("PRAGMA foreign_keys"));
    }
}
