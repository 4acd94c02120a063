using System.Data.Common;
using System.Globalization;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Domain.Instruments;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Agreements.Benchmarks.Generation;

/// <summary>Makes a store of so many agreements: a base through the domain and the project's own mapping, then copies of it in plain SQL.</summary>
internal sealed class StoreMaker(string? store, string? postgres, TextWriter progress)
{
    private const int BaseSize = 10_000;
    private const int TogetherAtMost = 1000;

    private bool IsPostgres => postgres is not null;

    /// <summary>Makes it; the store must not be there yet.</summary>
    /// <param name="rows">How many agreements.</param>
    /// <param name="today">The day around which their last days lie.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task MakeAsync(int rows, DateOnly today, CancellationToken cancellationToken)
    {
        if (rows is < 1 or > BaseSize * (Copies.Most + 1))
        {
            throw new BenchmarkException($"It takes 1 to {BaseSize * (Copies.Most + 1)} rows.");
        }

        if (!IsPostgres && File.Exists(store))
        {
            throw new BenchmarkException($"{store} is there already. Remove it first, or name another file.");
        }

        var begun = TimeProvider.System.GetTimestamp();
        var order = await MakeBaseAsync(Math.Min(rows, BaseSize), today, cancellationToken);
        Say($"{order.Count} agreements made through the domain", begun);
        await using DbConnection connection = IsPostgres ? new NpgsqlConnection($"{postgres};Command Timeout=0") : new SqliteConnection($"Data Source={store};Pooling=False;Default Timeout=0");
        await connection.OpenAsync(cancellationToken);
        if (rows > order.Count)
        {
            await MultiplyAsync(connection, order, rows, begun, cancellationToken);
        }

        await RunAsync(connection, IsPostgres ? "VACUUM ANALYZE" : "PRAGMA analysis_limit=400; ANALYZE; PRAGMA journal_mode=WAL; PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
        foreach (var (table, _) in Copies.Tables)
        {
            await progress.WriteLineAsync($"{table,-20}{await ScalarAsync(connection, $"SELECT count(*) FROM {table}", cancellationToken),12}");
        }

        Say("done", begun);
    }

    private async Task<IReadOnlyList<Guid>> MakeBaseAsync(int rows, DateOnly today, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        _ = postgres is null ? services.AddSqliteStore($"Data Source={store}", Environment.CurrentDirectory) : services.AddPostgresStore(postgres);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        await provider.GetRequiredService<IStoreEngine>().PrepareAsync(db, cancellationToken);
        if (await db.BpjsOffices.AnyAsync(cancellationToken))
        {
            throw new BenchmarkException("There is a register in that database already. Name an empty one.");
        }

        var register = new BaseRegister(today);
        db.AddRange(register.Offices);
        var order = new List<Guid>(rows);
        var together = 0;
        foreach (var chain in register.Chains(rows))
        {
            db.AddRange(chain);
            order.AddRange(chain.OfType<Agreement>().Select(agreement => agreement.Id));
            together += chain.Count;
            if (together >= TogetherAtMost)
            {
                await SaveAsync();
            }
        }

        await SaveAsync();
        SqliteConnection.ClearAllPools();
        return order;

        async Task SaveAsync()
        {
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            together = 0;
        }
    }

    private async Task MultiplyAsync(DbConnection connection, IReadOnlyList<Guid> order, int rows, long begun, CancellationToken cancellationToken)
    {
        // Whatever fails leaves a file that nobody wants: none of it has to be undone.
        await RunAsync(
            connection,
            IsPostgres ? "SET synchronous_commit = off; SET maintenance_work_mem = '256MB'" : "PRAGMA journal_mode=DELETE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-131072; PRAGMA foreign_keys=ON",
            cancellationToken);

        // Made by chance, these do not end in zeros yet.
        await RunAsync(connection, IsPostgres ? $"UPDATE deadlines SET id = (substr(id::text, 1, {BaseIds.KeptLength}) || '0000')::uuid" : $"UPDATE deadlines SET id = substr(id, 1, {BaseIds.KeptLength}) || '0000'", cancellationToken);
        await RunAsync(connection, $"CREATE TEMPORARY TABLE base_order (id {(IsPostgres ? "uuid" : "text")} PRIMARY KEY, ord integer NOT NULL)", cancellationToken);
        await RunAsync(connection, $"INSERT INTO base_order VALUES {string.Join(", ", order.Select((id, i) => string.Create(CultureInfo.InvariantCulture, $"('{id}', {i})")))}", cancellationToken);
        var columns = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (table, _) in Copies.Tables)
        {
            await RunAsync(connection, $"CREATE TEMPORARY TABLE base_{table} AS SELECT * FROM {table}", cancellationToken);
            columns[table] = await ListAsync(connection, IsPostgres ? $"SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position" : $"SELECT name FROM pragma_table_info('{table}')", cancellationToken);
        }

        var restore = await DropIndexesAsync(connection, cancellationToken);
        var copies = new Copies(IsPostgres);
        var (made, copy) = (order.Count, 0);
        while (made < rows)
        {
            int? take = rows - made < order.Count ? rows - made : null;
            copy++;
            foreach (var (table, agreementColumn) in Copies.Tables)
            {
                await RunAsync(connection, copies.Statement(table, agreementColumn, columns[table], copy, take), cancellationToken);
            }

            made += take ?? order.Count;
            if (copy % 10 == 0)
            {
                Say($"{made} agreements", begun);
            }
        }

        foreach (var statement in restore)
        {
            await RunAsync(connection, statement, cancellationToken);
        }

        Say("indexes made", begun);
    }

    // They are made again at the end, in the same order: planners ask for it where two serve equally well.
    private async Task<IReadOnlyList<string>> DropIndexesAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var tables = string.Join(", ", Copies.Tables.Select(table => $"'{table.Name}'"));
        if (IsPostgres)
        {
            var indexes = $"FROM pg_indexes WHERE schemaname = current_schema() AND tablename IN ({tables}) AND indexname NOT IN (SELECT conname FROM pg_constraint)";
            var made = await ListAsync(connection, $"SELECT indexdef {indexes}", cancellationToken);
            foreach (var name in await ListAsync(connection, $"SELECT indexname {indexes}", cancellationToken))
            {
                await RunAsync(connection, $"DROP INDEX \"{name}\"", cancellationToken);
            }

            return made;
        }

        var triggersAndIndexes = $"FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name IN ({tables}) ORDER BY rowid";
        var statements = await ListAsync(connection, $"SELECT sql {triggersAndIndexes}", cancellationToken);
        foreach (var drop in await ListAsync(connection, $"SELECT 'DROP ' || type || ' \"' || name || '\"' {triggersAndIndexes}", cancellationToken))
        {
            await RunAsync(connection, drop, cancellationToken);
        }

        // All in one segment: what is measured is not how a mass of rows is merged, which the service would go on with.
        return [.. statements, "INSERT INTO agreement_fts (agreement_fts) VALUES ('rebuild')", "INSERT INTO agreement_fts (agreement_fts) VALUES ('optimize')"];
    }

    private void Say(string what, long since) =>
        progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(since).TotalSeconds,7:0.0} s  {what}"));

    private static async Task RunAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<object?> ScalarAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ListAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var list = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
        {
            list.Add(rows.GetString(0));
        }

        return list;
    }
}
