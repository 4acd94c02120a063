using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
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
    public void The_script_for_SQLite_is_what_its_migrations_come_to()
    {
        using var db = new SqliteAgreementsDbContext(new DbContextOptionsBuilder<SqliteAgreementsDbContext>().UseSqlite("Data Source=:memory:").Options);

        IsWrittenOut(db, "Sqlite");
    }

    [Fact]
    public void The_script_for_PostgreSQL_is_what_its_migrations_come_to()
    {
        using var db = new PostgresAgreementsDbContext(new DbContextOptionsBuilder<PostgresAgreementsDbContext>().UseNpgsql("Host=127.0.0.1;Database=none").Options);

        IsWrittenOut(db, "Postgres");
    }

    [Fact]
    public void The_compiled_model_for_SQLite_is_the_model_in_code()
    {
        using var db = new SqliteAgreementsDbContext(new DbContextOptionsBuilder<SqliteAgreementsDbContext>().UseSqlite("Data Source=:memory:").Options);

        IsCompiledAsInCode(db, "Sqlite");
    }

    [Fact]
    public void The_compiled_model_for_PostgreSQL_is_the_model_in_code()
    {
        using var db = new PostgresAgreementsDbContext(new DbContextOptionsBuilder<PostgresAgreementsDbContext>().UseNpgsql("Host=127.0.0.1;Database=none").Options);

        IsCompiledAsInCode(db, "Postgres");
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

    // A store that nothing was ever in is made by the script, in one transaction.
    private static void IsWrittenOut(AgreementsDbContext db, string engine)
    {
        var file = Repository.PathOf("src", "Agreements.Data", "Migrations", engine, "schema.sql");
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
        {
            File.WriteAllText(file, script);
        }

        Assert.True(
            script == Migrations.Script($"schema.{engine.ToLowerInvariant()}.sql").ReplaceLineEndings("\n"),
            "The migrations have changed. Refresh the scripts with UPDATE_SCHEMA=1 dotnet test --filter SchemaTests, build, and commit them.");
    }

    private static void IsCompiledAsInCode(AgreementsDbContext db, string engine)
    {
        Assert.Equal($"Agreements.Data.CompiledModels.{engine}", db.Model.GetType().Namespace);
        var inCode = db.GetService<IDesignTimeModel>().Model;
        Assert.NotEqual(db.Model.GetType(), inCode.GetType());

        var (compiled, current) = (Described(db.Model), Described(inCode));

        string[] differences = [.. current.Except(compiled, StringComparer.Ordinal).Select(line => $"only in code: {line}"), .. compiled.Except(current, StringComparer.Ordinal).Select(line => $"only compiled: {line}")];
        Assert.True(
            differences.Length == 0,
            $"The compiled model is not that of the code. Run: dotnet ef dbcontext optimize --project src/Agreements.Data --startup-project src/Agreements.Design --context {engine}AgreementsDbContext "
            + $"--output-dir CompiledModels/{engine} --namespace Agreements.Data.CompiledModels.{engine}\n{string.Join('\n', differences)}");
    }

    /// <summary>A line for everything that a model says.</summary>
    private static List<string> Described(IModel model) =>
    [
        .. model.GetEntityTypes().SelectMany(type =>
        {
            string[] own =
            [
                $"{type.Name} in {type.GetTableName()}",
                .. type.GetKeys().Select(key => $"{type.Name} key {Names(key.Properties)} {key.GetName()}{(key.IsPrimaryKey() ? " primary" : "")}"),
                .. type.GetForeignKeys().Select(key =>
                    $"{type.Name} refers by {Names(key.Properties)} to {key.PrincipalEntityType.Name} {Names(key.PrincipalKey.Properties)} {key.GetConstraintName()} {key.DeleteBehavior} unique {key.IsUnique} required {key.IsRequired}"),
                .. type.GetIndexes().Select(index => $"{type.Name} index {Names(index.Properties)} {index.GetDatabaseName()} unique {index.IsUnique} {index.GetFilter()}"),
                .. type.GetNavigations().Select(navigation => $"{type.Name} navigation {navigation.Name} to {navigation.TargetEntityType.Name} many {navigation.IsCollection}"),
            ];
            return own.Concat(Members(type));
        }),
    ];

    private static IEnumerable<string> Members(ITypeBase type) =>
    [
        .. type.GetProperties().Select(property =>
            $"{type.Name}.{property.Name} {property.ClrType} in {property.GetColumnName()} {property.GetColumnType()} as {property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType} by {property.GetTypeMapping().Converter?.GetType()} "
            + $"null {property.IsNullable} length {property.GetMaxLength()} token {property.IsConcurrencyToken} generated {property.ValueGenerated} saved {property.GetBeforeSaveBehavior()} {property.GetAfterSaveBehavior()}"),
        .. type.GetComplexProperties().SelectMany(property =>
            Members(property.ComplexType).Prepend($"{type.Name}.{property.Name} {property.ClrType} complex null {property.IsNullable} many {property.IsCollection}")),
    ];

    private static string Names(IEnumerable<IReadOnlyProperty> properties) => string.Join(", ", properties.Select(property => property.Name));
}
