using System.Data.Common;
using Agreements.Data.Queries.Served;
using Agreements.Data.Search;
using Agreements.Data.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Agreements.Data.Engines;

/// <summary>One file on this machine: the default.</summary>
public sealed partial class SqliteEngine : IStoreEngine, IDisposable
{
    private const string Restore = "Restore it from a backup ('agreements restore FOLDER --force', which keeps what is there)";

    private const string WhetherHistoryIsThere = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsHistory'";

    // A change merges nothing before 256 segments lie on one level. FTS5 has room for two thousand on all levels together, and says of one more that the disk is full.
    private const string SearchIsMergedApart = "VALUES ('automerge', 0), ('usermerge', 16), ('crisismerge', 256)";

    private const string WhetherSearchIsMergedApart = "SELECT 1 WHERE NOT EXISTS (SELECT * FROM (" + SearchIsMergedApart + ") EXCEPT SELECT k, v FROM agreement_fts_config)";

    private readonly SqliteConnectionStringBuilder _connection;
    private readonly PreparedStatements _prepared = new();
    private readonly SqliteConnections _connections;
    private FileStream? _presence;

    /// <summary>Points at a file; a relative path is taken from the content root.</summary>
    public SqliteEngine(string connectionString, string contentRoot)
    {
        _connections = new SqliteConnections(_prepared);
        _connection = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
        _connection.DataSource = Path.GetFullPath(_connection.DataSource, contentRoot);
        if (!connectionString.Contains("Timeout", StringComparison.OrdinalIgnoreCase))
        {
            _connection.DefaultTimeout = (int)WriteGate.Patience.TotalSeconds;
        }
    }

    /// <summary>How long a start waits while another process migrates the store.</summary>
    public TimeSpan MigrationPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public ISharedWriter Share(Func<AgreementsDbContext> make) => new SqliteWriter(make, _prepared, _connections);

    /// <inheritdoc/>
    public bool TakesTurns => true;

    /// <inheritdoc/>
    /// <remarks>Each has a connection open, with what is prepared on it.</remarks>
    public int KeptContexts => 64;

    /// <summary>The file, by its full path.</summary>
    public string DataSource => _connection.DataSource;

    private string LockFile => $"{DataSource}.lock";

    private string PresenceFile => $"{DataSource}.running";

    private string DamagedFile => $"{DataSource}.damaged";

    private string RestoreFile => $"{DataSource}.restoring";

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options) => options.UseSqlite(_connection.ConnectionString)
        .AddInterceptors(_connections, _prepared)
        .ReplaceService<IDatabase, PlainInserts>();

    /// <inheritdoc/>
    public async Task PrepareAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(DataSource)!);
            ShowPresence();

            // To SQLite an empty file is a new database; where a store has been before, it is what is left of one. Asked in this order, since another
            // process may be making both: the store comes first.
            if (File.Exists(LockFile) && new FileInfo(DataSource) is { Exists: true, Length: 0 })
            {
                throw new StoreUnusableException($"The store {DataSource} is empty although there was one. {Restore}, or remove the file to begin anew.");
            }

            await CheckAsync(db, cancellationToken);
            await MigrateAsync(db, cancellationToken);
        }
        catch (SqliteException e)
        {
            throw await UnusableAsync(e, Untouched, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnusableException($"The store {DataSource} cannot be opened: {e.Message} Check the path and its permissions.", e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The write lock that a transaction takes at its beginning covers everything.</remarks>
    public Task HoldAgreementAsync(AgreementsDbContext db, Guid id, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task HoldOfficeAsync(AgreementsDbContext db, Guid id, bool toChange, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task HoldDeadlineAsync(AgreementsDbContext db, Guid id, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task HoldNameAsync(AgreementsDbContext db, string name, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ShareNameAsync(AgreementsDbContext db, string name, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public IQueryable<T> HoldingThoseFree<T>(IQueryable<T> rows) => rows;

    /// <inheritdoc/>
    public IQueryable<AgreementText> Matching(AgreementsDbContext db, IReadOnlyList<string> terms)
    {
        // A quoted string is a literal to FTS5; only the quote itself needs doubling.
        var match = string.Join(" AND ", terms.Select(term => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        return db.AgreementTexts.FromSql(
            $"SELECT s.* FROM agreement_search AS s JOIN agreement_fts AS f ON f.rowid = s.row WHERE f.agreement_fts MATCH {match}");
    }

    /// <inheritdoc/>
    /// <remarks>A read takes no longer than a thread does: as many connections as there are processors see all of the file, and have all of it mapped.</remarks>
    public IDisposable? BorrowReader(AgreementsDbContext db) => _connections.Borrow(db);

    /// <inheritdoc/>
    public StoredRow RowOf(DbDataReader reader) => new SqliteRow((SqliteDataReader)reader);

    /// <inheritdoc/>
    public StoreFault? Diagnose(Exception exception) => exception switch
    {
        StoreBusyException => StoreFault.Busy,
        SqliteException { SqliteErrorCode: 5 or 6 } => StoreFault.Busy,
        SqliteException { SqliteErrorCode: 13 } => StoreFault.Full,
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => StoreFault.Duplicate,
        SqliteException { SqliteExtendedErrorCode: 787 or 1811 } => StoreFault.Referenced,
        SqliteException { SqliteErrorCode: 8 or 10 or 11 or 14 or 26 } => StoreFault.Unavailable,
        { InnerException: { } inner } => Diagnose(inner),
        _ => null,
    };

    /// <inheritdoc/>
    public string ConstraintOf(Exception exception) => exception switch
    {
        SqliteException sqlite => sqlite.Message,
        { InnerException: { } inner } => ConstraintOf(inner),
        _ => "",
    };

    private static async Task<string?> ScalarAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private async Task MigrateAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        await using var turn = await TakeTurnAsync(cancellationToken);
        await Migrations.ApplyAsync(
            db,
            WhetherHistoryIsThere,
            "schema.sqlite.sql",
            async () =>
            {
                // Whoever holds the turn is alone: a row that a killed process left in the lock table means nothing, but would be waited for for ever.
                await db.Database.ExecuteSqlRawAsync("""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL)""", cancellationToken);
                await db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsLock" """, cancellationToken);
                await db.Database.MigrateAsync(cancellationToken);
            },
            cancellationToken);
        await MergeSearchApartAsync(db, cancellationToken);
    }

    private static async Task MergeSearchApartAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        if (!await db.HasAnyAsync(WhetherSearchIsMergedApart, cancellationToken))
        {
            await db.Database.ExecuteSqlRawAsync($"INSERT INTO agreement_fts(agreement_fts, rank) {SearchIsMergedApart}", cancellationToken);
        }
    }

    /// <summary>A lock on a file beside the store, which the operating system releases when its holder dies.</summary>
    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeldByAnother(e))
            {
                if (TimeProvider.System.GetElapsedTime(begun) >= MigrationPatience)
                {
                    throw new StoreUnusableException($"Another process has been migrating the store {DataSource} for {MigrationPatience.TotalSeconds:0} seconds. See to it, then start again.", e);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }

    /// <summary>
    /// Holds a second file beside the store for as long as the process lives, together with whoever else runs on it, so that nobody puts another store in its
    /// place meanwhile.
    /// </summary>
    private void ShowPresence()
    {
        try
        {
            _presence ??= new FileStream(PresenceFile, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw new StoreUnusableException($"A backup is being put back as the store {DataSource}. Wait until that is done, then start again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where no file can be made no store can be written either, of which there is more to say.
        }

        if (File.Exists(RestoreFile))
        {
            throw new StoreUnusableException($"Putting back a backup as the store {DataSource} was interrupted. Do it again ('agreements restore FOLDER --force'), then start again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        EndCheck();
        ForgetState();
        _connections.Dispose();
        _presence?.Dispose();
    }

    // In the words of the operating system: EWOULDBLOCK on Linux, the same on macOS, a sharing violation on Windows.
    private static bool IsHeldByAnother(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;
}
