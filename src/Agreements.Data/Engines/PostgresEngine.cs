using System.Data.Common;
using System.Globalization;
using Agreements.Data.Queries.Served;
using Agreements.Data.Search;
using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Agreements.Data.Engines;

/// <summary>A server, for when one machine is not enough.</summary>
public sealed partial class PostgresEngine : IStoreEngine
{
    private const int LockPatienceMilliseconds = 4000;
    private const long MigrationLock = 0x4147_5245_454D_454E;

    private readonly NpgsqlConnectionStringBuilder _connection;

    /// <summary>Points at a database of a server.</summary>
    public PostgresEngine(string connectionString)
    {
        _connection = new NpgsqlConnectionStringBuilder(connectionString);
        var given = new NpgsqlConnectionStringBuilder(connectionString);

        // Nobody waits longer than this for a lock, a connection or an answer; what the operator set wins.
        _connection.Timeout = given.ContainsKey("Timeout") ? given.Timeout : 4;
        _connection.CommandTimeout = given.ContainsKey("Command Timeout") ? given.CommandTimeout : 5;
        _connection.Options = given.Options ?? $"-c lock_timeout={LockPatienceMilliseconds}";
        _connection.MaxAutoPrepare = given.ContainsKey("Max Auto Prepare") ? given.MaxAutoPrepare : 20;
        _connection.ApplicationName = given.ApplicationName ?? "agreements";
    }

    /// <summary>How long a start waits while another instance migrates the store.</summary>
    public TimeSpan MigrationPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public ISharedWriter? Share(Func<AgreementsDbContext> make) => null;

    /// <inheritdoc/>
    public bool TakesTurns => false;

    /// <inheritdoc/>
    /// <remarks>The driver keeps the connections.</remarks>
    public int KeptContexts => 1024;

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(_connection.ConnectionString).AddInterceptors(SkipLocked.Instance);

    /// <inheritdoc/>
    public async Task PrepareAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            var unhurried = new NpgsqlConnectionStringBuilder(_connection.ConnectionString)
            {
                CommandTimeout = 0,
                Pooling = false,
            };

            // One instance migrates, the others wait for it; the lock goes with its transaction, however that ends. A lock of the session would outlive this instance
            // where a pooler gives the connection to somebody else.
            await using var turn = new NpgsqlConnection(unhurried.ConnectionString);
            await turn.OpenAsync(cancellationToken);
            await using var held = await turn.BeginTransactionAsync(cancellationToken);

            // For this transaction alone, since a pooler may not pass on what a connection asks for; and the server does not end it while it waits for the migration.
            await using var patience = new NpgsqlCommand("SELECT set_config('lock_timeout', $1, true), set_config('idle_in_transaction_session_timeout', '0', true)", turn, held)
            {
                Parameters = { new() { Value = MigrationPatience.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) } },
            };
            await patience.ExecuteNonQueryAsync(cancellationToken);
            await using var take = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", turn, held) { Parameters = { new() { Value = MigrationLock } } };
            await take.ExecuteNonQueryAsync(cancellationToken);

            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
            await Migrations.ApplyAsync(
                db,
                """SELECT 1 WHERE to_regclass('"__EFMigrationsHistory"') IS NOT NULL""",
                "schema.postgres.sql",
                () => db.Database.MigrateAsync(cancellationToken),
                cancellationToken);
            db.Database.SetCommandTimeout(timeout: null);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StoreUnusableException($"Another instance has been migrating the database {_connection.Database} for {MigrationPatience.TotalSeconds:0} seconds. See to it, then start again.", e);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw Unusable(e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The server sees to its own files.</remarks>
    public Task CheckedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    /// <remarks>Its autovacuum does.</remarks>
    public bool GathersStatistics => true;

    /// <inheritdoc/>
    public Task<bool> GatherStatisticsAsync(AgreementsDbContext db, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc/>
    /// <remarks>Its index takes each change where it belongs.</remarks>
    public bool MergesSearch => true;

    /// <inheritdoc/>
    public Task<bool> MergeSearchAsync(AgreementsDbContext db, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc/>
    public void UseStatistics(AgreementsDbContext db)
    {
    }

    /// <inheritdoc/>
    /// <remarks>A snapshot names the transactions whose changes it shows, those of other instances too: two that read the same show the same.</remarks>
    public async Task<string> StateAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_connection.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_current_snapshot()::text", connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <inheritdoc/>
    public Task HoldAgreementAsync(AgreementsDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT 1 FROM agreements WHERE id = {id} FOR UPDATE", cancellationToken);

    /// <inheritdoc/>
    public Task HoldOfficeAsync(AgreementsDbContext db, Guid id, bool toChange, CancellationToken cancellationToken) =>
        toChange
            ? db.Database.ExecuteSqlAsync($"SELECT 1 FROM bpjs_offices WHERE id = {id} FOR UPDATE", cancellationToken)
            : db.Database.ExecuteSqlAsync($"SELECT 1 FROM bpjs_offices WHERE id = {id} FOR SHARE", cancellationToken);

    /// <inheritdoc/>
    public Task HoldDeadlineAsync(AgreementsDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT 1 FROM deadlines WHERE id = {id} FOR UPDATE", cancellationToken);

    /// <inheritdoc/>
    public Task HoldNameAsync(AgreementsDbContext db, string name, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", cancellationToken);

    /// <inheritdoc/>
    public Task ShareNameAsync(AgreementsDbContext db, string name, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(hashtextextended({name}, 0))", cancellationToken);

    /// <inheritdoc/>
    public IQueryable<T> HoldingThoseFree<T>(IQueryable<T> rows) => rows.TagWith(SkipLocked.Tag);

    /// <inheritdoc/>
    public IQueryable<AgreementText> Matching(AgreementsDbContext db, IReadOnlyList<string> terms) =>
        terms.Aggregate(db.AgreementTexts.AsQueryable(), (texts, term) => texts.Where(text => text.Text.Contains(term)));

    /// <inheritdoc/>
    public IDisposable? BorrowReader(AgreementsDbContext db) => null;

    /// <inheritdoc/>
    public StoredRow RowOf(DbDataReader reader) => new PostgresRow((NpgsqlDataReader)reader);

    /// <inheritdoc/>
    public StoreFault? Diagnose(Exception exception) => exception switch
    {
        StoreBusyException => StoreFault.Busy,
        PostgresException postgres => Diagnose(postgres.SqlState),
        NpgsqlException => StoreFault.Unavailable,
        { InnerException: { } inner } => Diagnose(inner),
        _ => null,
    };

    /// <inheritdoc/>
    public string ConstraintOf(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.ConstraintName ?? "",
        { InnerException: { } inner } => ConstraintOf(inner),
        _ => "",
    };

    private static StoreFault? Diagnose(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.UniqueViolation => StoreFault.Duplicate,
        PostgresErrorCodes.ForeignKeyViolation => StoreFault.Referenced,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.QueryCanceled => StoreFault.Busy,
        PostgresErrorCodes.DiskFull => StoreFault.Full,

        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InvalidCatalogName => StoreFault.Unavailable,

        // Connection trouble, refused access, too few resources, an operator's intervention, a failing system.
        _ when sqlState.StartsWith("08", StringComparison.Ordinal) || sqlState.StartsWith("28", StringComparison.Ordinal) || sqlState.StartsWith("53", StringComparison.Ordinal)
            || sqlState.StartsWith("57", StringComparison.Ordinal) || sqlState.StartsWith("58", StringComparison.Ordinal) => StoreFault.Unavailable,
        _ => null,
    };

    /// <summary>Ends the queries that ask for it with the clause that EF Core has no words for.</summary>
    private sealed class SkipLocked : DbCommandInterceptor
    {
        public const string Tag = "FOR UPDATE SKIP LOCKED";

        public static readonly SkipLocked Instance = new();

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith($"-- {Tag}", StringComparison.Ordinal))
            {
                command.CommandText += $"\n{Tag}";
            }

            return ValueTask.FromResult(result);
        }
    }
}
