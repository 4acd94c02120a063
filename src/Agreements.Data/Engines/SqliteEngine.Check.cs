using Agreements.Data.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Agreements.Data.Engines;

/// <content>Whether the file is sound: read from end to end at each start, and as far as that takes longer than a start may, while it is served.</content>
public sealed partial class SqliteEngine
{
    private const string Untouched = "; nothing was changed";

    // Of indexes too, which a check that serves leaves out.
    private const string Whole = "PRAGMA integrity_check(1)";

    private const string OfTheDisk = "cannot be read or written to the end: the disk answers with an error. See to the disk and start again.";

    private Task<string?>? _check;
    private volatile bool _isClosing;
    private volatile bool _isDoubted;

    /// <summary>How long a start waits for the check of the file. What the operating system has in memory is read at hundreds of megabytes in that time; what takes longer is served while the check goes on.</summary>
    public TimeSpan CheckPatience { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public async Task CheckedAsync(CancellationToken cancellationToken)
    {
        if (_check is not null)
        {
            await RequireSoundAsync(_check.WaitAsync(cancellationToken), afterwards: "");
        }
    }

    /// <inheritdoc/>
    public Task<StoreUnusableException> UnusableAsync(Exception exception, CancellationToken cancellationToken) => UnusableAsync(exception, afterwards: "", cancellationToken);

    private async Task CheckAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connection.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);

        // What the start itself would change, by migrating it or from another journal mode to WAL, it changes once all of it is known to be sound. And what was found damaged is not served again.
        var isServedAsItIs = !File.Exists(DamagedFile) && await ScalarAsync(connection, "PRAGMA journal_mode", cancellationToken) == "wal";
        var file = CheckOf("PRAGMA quick_check(1)");
        var check = _check = Task.Factory.StartNew(file.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        isServedAsItIs = isServedAsItIs && await IsUpToDateAsync(db, cancellationToken);
        await ((Task)check).WaitAsync(isServedAsItIs ? CheckPatience : Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();

        // What may be damaged is not served while it is looked over again.
        if (check.IsCompleted || _isDoubted)
        {
            await RequireSoundAsync(check.WaitAsync(cancellationToken), Untouched);
            File.Delete(DamagedFile);
        }

        // A transaction on a read-only file begins without complaint, so the file is asked.
        if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
        {
            throw new StoreUnusableException($"The store {DataSource} is read-only. Make the file and its folder writable for this user and start again.");
        }

        if (await ScalarAsync(connection, "PRAGMA journal_mode=WAL", cancellationToken) != "wal")
        {
            throw new StoreUnusableException($"The store {DataSource} lies on a file system that cannot share memory, which SQLite's WAL needs. Move it to a local disk.");
        }

        await ScalarAsync(connection, "BEGIN IMMEDIATE", cancellationToken);
        await ScalarAsync(connection, "ROLLBACK", cancellationToken);
    }

    private static async Task<bool> IsUpToDateAsync(AgreementsDbContext db, CancellationToken cancellationToken) =>
        await db.HasAnyAsync(WhetherHistoryIsThere, cancellationToken)
        && await Migrations.AreAppliedAsync(db, cancellationToken)
        && await db.HasAnyAsync(WhetherSearchIsMergedApart, cancellationToken)
        && !await db.HasAnyAsync(OpenDeadlines.WhetherPending, cancellationToken);

    private SqliteFileCheck CheckOf(string question) => new(DataSource, question) { IsOver = () => _isClosing, Doubted = Doubt };

    // Its connection goes before the last one does, which leaves a file that needs no other beside it.
    private void EndCheck()
    {
        _isClosing = true;
        if (_check is not null)
        {
            Task.WaitAny(_check);
        }
    }

    // A supervisor starts the service anew: the next start waits for the whole check, rather than take changes that are lost with the store.
    private void Doubt()
    {
        _isDoubted = true;
        try
        {
            File.Create(DamagedFile).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then the next check comes to it as this one did.
        }
    }

    private async Task RequireSoundAsync(Task<string?> check, string afterwards)
    {
        string? verdict;
        try
        {
            verdict = await check;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw Unusable(e, afterwards);
        }

        if (verdict != SqliteFileCheck.Sound)
        {
            throw new StoreUnusableException($"The store {DataSource} is damaged ({verdict?.ReplaceLineEndings(" ")}). {Restore} and start again{afterwards}.");
        }
    }

    private async Task<StoreUnusableException> UnusableAsync(Exception exception, string afterwards, CancellationToken cancellationToken)
    {
        if (!IsOfAPage(exception))
        {
            return Unusable(exception, afterwards);
        }

        // Whether it is the file or the disk shows only to a check.
        var file = CheckOf(Whole);
        try
        {
            await RequireSoundAsync(Task.Run(file.Run, cancellationToken).WaitAsync(cancellationToken), afterwards);
            return Unusable(SqliteFileCheck.NotAtFirst(DataSource, exception), afterwards);
        }
        catch (StoreUnusableException e)
        {
            return e;
        }
    }

    private static bool IsOfAPage(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT } || (exception.InnerException is { } inner && IsOfAPage(inner));

    private StoreUnusableException Unusable(Exception exception, string afterwards) => exception switch
    {
        SqliteException e => new StoreUnusableException($"The store {DataSource} {Explain(e, afterwards)}", e),
        IOException e => new StoreUnusableException($"The store {DataSource} {OfTheDisk}", e),
        { InnerException: { } inner } => Unusable(inner, afterwards),
        _ => new StoreUnusableException($"The store {DataSource} cannot be used: {exception.Message.ReplaceLineEndings(" ")}", exception),
    };

    private static string Explain(SqliteException e, string afterwards) => e.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "is locked by another process. Stop it, or wait until it is done, and start again.",
        raw.SQLITE_READONLY => "is read-only. Make the file and its folder writable for this user and start again.",
        raw.SQLITE_IOERR => OfTheDisk,
        raw.SQLITE_CORRUPT => $"is damaged. {Restore} and start again{afterwards}.",
        raw.SQLITE_FULL => "cannot be written: the disk is full.",
        raw.SQLITE_CANTOPEN => "cannot be opened. Check the path and its permissions.",
        raw.SQLITE_NOTADB => $"is not an SQLite database. Check Database__ConnectionString. {Restore} and start again{afterwards}.",
        _ => $"cannot be used: {e.Message.ReplaceLineEndings(" ")}",
    };
}
