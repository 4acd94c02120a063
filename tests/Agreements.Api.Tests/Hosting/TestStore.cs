using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using Agreements.Data.Engines;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Agreements.Api.Tests.Hosting;

/// <summary>
/// A store of its own for each host: an SQLite file, or a database on the PostgreSQL server that AGREEMENTS_TEST_POSTGRES names. The whole suite runs on
/// either.
/// </summary>
public sealed class TestStore : IDisposable
{
    /// <summary>How many bytes the SQLite file has a page.</summary>
    public const int PageSize = 4096;

    private static readonly string? Server = Environment.GetEnvironmentVariable(PostgresFactAttribute.Variable);

    private readonly string _folder = Directory.CreateTempSubdirectory("agreements-test-").FullName;
    private readonly string? _database;

    public TestStore()
    {
        if (Server is null)
        {
            ConnectionString = $"Data Source={File}";
            return;
        }

        _database = $"test_{Guid.CreateVersion7():n}";
        Administer($"CREATE DATABASE {_database}");
        ConnectionString = new NpgsqlConnectionStringBuilder(Server) { Database = _database }.ConnectionString;
    }

    public static bool IsPostgres => Server is not null;

    public static string Provider => IsPostgres ? "Postgres" : "Sqlite";

    public string ConnectionString { get; }

    /// <summary>The SQLite file.</summary>
    public string File => Path.Combine(_folder, "agreements.db");

    /// <summary>The folder of the documents: beside the SQLite file, where the service puts it by itself.</summary>
    public string Documents => Path.Combine(_folder, "documents");

    /// <summary>A connection of the test's own, past the service.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = IsPostgres
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString)
            : new SqliteConnection(new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Does something to the store, past the service.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    /// <summary>Where the first page of a table lies in the SQLite file; of the schema itself, where the page lies that follows the first.</summary>
    public async Task<long> PlaceOfAsync(string table)
    {
        if (table == "sqlite_schema")
        {
            // Behind the header of the file and what comes before it in that of the page.
            using var file = System.IO.File.OpenHandle(File);
            var page = new byte[4];
            await RandomAccess.ReadAsync(file, page, fileOffset: 108);
            return (BinaryPrimitives.ReadUInt32BigEndian(page) - 1) * PageSize;
        }

        await using var connection = await OpenAsync();
        var first = Assert.Single(await connection.RowsAsync($"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'"));
        return (long.Parse(first, CultureInfo.InvariantCulture) - 1) * PageSize;
    }

    public void Dispose()
    {
        // A host is disposed of twice, synchronously and asynchronously.
        if (!Directory.Exists(_folder))
        {
            return;
        }

        if (_database is not null)
        {
            ClearServicePool();
            Administer($"DROP DATABASE {_database} WITH (FORCE)");
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    // Not all pools: other tests run at the same time, and what they observe of their connections is theirs.
    private void ClearServicePool()
    {
        var options = new DbContextOptionsBuilder();
        new PostgresEngine(ConnectionString).Configure(options);
        using var connection = new NpgsqlConnection(RelationalOptionsExtension.Extract(options.Options).ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static void Administer(string sql)
    {
        using var connection = new NpgsqlConnection(Server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

/// <summary>SQL as tests write it.</summary>
public static class Sql
{
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA2100", Justification = "Tests write the SQL themselves.")]
    public static async Task ExecuteAsync(this DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Every row of an answer, its values as text.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA2100", Justification = "Tests write the SQL themselves.")]
    public static async Task<IReadOnlyList<string>> RowsAsync(this DbConnection connection, string sql, params DbParameter[] parameters)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join(" | ", values));
        }

        return rows;
    }
}
