using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Agreements.Data.Backups;
using Agreements.Data.Store;
using Npgsql;

namespace Agreements.Data.Engines;

/// <content>Copies of the database, made and put back by PostgreSQL's own programs.</content>
public sealed partial class PostgresEngine
{
    // What is in the schema that is not the extension's.
    private const string Tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename";

    /// <inheritdoc/>
    public string BackupName => "agreements.dump";

    /// <inheritdoc/>
    public async Task RequireReadyAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            if (!await Migrations.AreAppliedAsync(db, cancellationToken))
            {
                throw new StoreUnusableException($"The database {_connection.Database} is empty or older than this release. Start the service once, which brings it up to date.");
            }
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw Unusable(e);
        }
    }

    /// <inheritdoc/>
    public async Task<StoreContent> CopyAsync(string file, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        try
        {
            // The rows are counted in the snapshot that the dump is made of.
            await using var connection = await OpenAsync(cancellationToken);
            await ScalarAsync(connection, "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", cancellationToken);
            var snapshot = await ScalarAsync(connection, "SELECT pg_export_snapshot()", cancellationToken);
            var content = await CountAsync(connection, cancellationToken)
                ?? throw new StoreUnusableException($"The database {_connection.Database} is no store of agreements. Check Database__ConnectionString.");
            progress.Report(new BackupStep(BackupStage.CopyingStore, Done: 0, Total: 0));
            await using (Durable.Create(file))
            {
                // Nobody but its owner reads what the program writes into it.
            }

            await RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--snapshot={snapshot}", $"--file={file}"], cancellationToken);

            // Read through as it would be for putting it back.
            progress.Report(new BackupStep(BackupStage.CheckingStore, Done: 0, Total: 0));
            await RunAsync("pg_restore", ["--file=/dev/null", file], cancellationToken);
            using var written = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(written);
            return content;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw Unusable(e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Only ever into an empty database, so that there is nothing to replace.</remarks>
    public async Task<string?> PutBackAsync(
        string file, StoreContent content, bool replace, Func<Task> first, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        try
        {
            // A service that starts meanwhile waits as it would for another that migrates.
            await using var turn = await OpenAsync(cancellationToken);
            if (await ScalarAsync(turn, $"SELECT pg_try_advisory_lock({MigrationLock})", cancellationToken) is not true)
            {
                throw new BackupException(BackupFault.StoreInUse, _connection.Database!);
            }

            if (await ScalarAsync(turn, Tables, cancellationToken) is not null)
            {
                throw new BackupException(BackupFault.DatabaseNotEmpty, _connection.Database!);
            }

            await first();
            progress.Report(new BackupStep(BackupStage.PuttingBack, Done: 0, Total: 0));
            await RunAsync(
                "pg_restore",
                ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments", $"--dbname={_connection.Database}", file],
                cancellationToken);
            progress.Report(new BackupStep(BackupStage.CheckingStore, Done: 0, Total: 0));
            var found = await CountAsync(turn, cancellationToken);
            return found?.Migration == content.Migration && found.Rows.OrderBy(each => each.Key, StringComparer.Ordinal).SequenceEqual(content.Rows.OrderBy(each => each.Key, StringComparer.Ordinal))
                ? null
                : throw new BackupException(BackupFault.Damaged, Path.GetDirectoryName(file)!, Path.GetFileName(file));
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw Unusable(e);
        }
    }

    private static async Task<StoreContent?> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand(Tables, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                rows[reader.GetString(0)] = 0;
            }
        }

        if (!rows.Remove("__EFMigrationsHistory"))
        {
            return null;
        }

        foreach (var table in rows.Keys.ToList())
        {
            rows[table] = Convert.ToInt64(await ScalarAsync(connection, $"SELECT count(*) FROM \"{table}\"", cancellationToken), CultureInfo.InvariantCulture);
        }

        return await ScalarAsync(connection, """SELECT max("MigrationId") FROM "__EFMigrationsHistory" """, cancellationToken) is string migration ? new StoreContent(migration, rows) : null;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connection.ConnectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Runs one of PostgreSQL's programs on the database. What it needs to get in goes through its environment, which others cannot read.</summary>
    private async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, ["--no-password", .. arguments]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in Credentials().Where(each => !string.IsNullOrEmpty(each.Value)))
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw new BackupException(BackupFault.ProgramMissing, program);
        }

        try
        {
            var said = process.StandardError.ReadToEndAsync(cancellationToken);
            _ = process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new BackupException(BackupFault.ProgramFailed, program, (await said).Trim().ReplaceLineEndings(" "));
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    private IEnumerable<(string Name, string? Value)> Credentials() =>
    [
        ("PGHOST", _connection.Host),
        ("PGPORT", _connection.Port.ToString(CultureInfo.InvariantCulture)),
        ("PGDATABASE", _connection.Database),
        ("PGUSER", _connection.Username),
        ("PGPASSWORD", _connection.Password),
        ("PGPASSFILE", _connection.Passfile),
        ("PGSSLROOTCERT", _connection.RootCertificate),
        ("PGSSLCERT", _connection.SslCertificate),
        ("PGSSLKEY", _connection.SslKey),
        ("PGSSLMODE", _connection.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        }),
    ];

    /// <inheritdoc/>
    public Task<StoreUnusableException> UnusableAsync(Exception exception, CancellationToken cancellationToken) => Task.FromResult(Unusable(exception));

    private StoreUnusableException Unusable(Exception exception) => new(
        $"The database {_connection.Database} on {_connection.Host}:{_connection.Port} cannot be used: {exception.GetBaseException().Message.ReplaceLineEndings(" ")} Check Database__ConnectionString.", exception);
}
