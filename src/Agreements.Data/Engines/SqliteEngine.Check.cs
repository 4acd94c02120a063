using System.Globalization;
using System.Text.RegularExpressions;
using Agreements.Data.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Agreements.Data.Engines;

/// <content>Whether the file is sound: read from end to end at each start, and as far as that takes longer than a start may, while it is served.</content>
public sealed partial class SqliteEngine
{
    private const string Untouched = "; nothing was changed";

    // Pages, or rows, until it is asked again whether to go on: so many come from any disk in a moment.
    private const int StepsAtATime = 100;

    private Task<string?> _check = Task.FromResult<string?>("ok");
    private volatile bool _isClosing;

    /// <summary>How long a start waits for the check of the file. What the operating system has in memory is read at hundreds of megabytes in that time; what takes longer is served while the check goes on.</summary>
    public TimeSpan CheckPatience { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public async Task CheckedAsync(CancellationToken cancellationToken)
    {
        try
        {
            RequireSound(await _check.WaitAsync(cancellationToken), afterwards: "");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            MarkDamaged();
            throw e is StoreUnusableException ? e : Unusable(e);
        }
    }

    /// <inheritdoc/>
    public StoreUnusableException Unusable(Exception exception) => Unusable(exception, afterwards: "");

    private async Task CheckAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connection.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);

        // What the start itself would change, by migrating it or from another journal mode to WAL, it changes once all of it is known to be sound. And what was found damaged is not served again.
        var isServedAsItIs = !File.Exists(DamagedFile) && await ScalarAsync(connection, "PRAGMA journal_mode", cancellationToken) == "wal";
        _check = Task.Factory.StartNew(Check, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            isServedAsItIs = isServedAsItIs && await IsUpToDateAsync(db, cancellationToken);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            // Whether it is the file or the disk shows only to the check.
            isServedAsItIs = false;
        }

        await ((Task)_check).WaitAsync(isServedAsItIs ? CheckPatience : Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (_check.IsCompleted)
        {
            RequireSound(await _check, Untouched);
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
        && await db.HasAnyAsync(WhetherSearchIsTended, cancellationToken)
        && !await db.HasAnyAsync(OpenDeadlines.WhetherPending, cancellationToken);

    // A page that the disk did not give SQLite takes for damage. Which of the two it is shows only where it looks over the trees by itself, or opens the file, so whoever met it elsewhere looks again.
    private string? Check()
    {
        try
        {
            return Look();
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            var again = Look();
            return again == "ok" ? throw new SqliteException(e.Message, raw.SQLITE_IOERR) : again;
        }
    }

    /// <summary>
    /// Reads all of one snapshot on a thread and a connection of its own. Others write meanwhile, but the WAL cannot begin anew before it is done, and grows by what they write.
    /// </summary>
    /// <remarks>The connection never writes, but may: to one that only reads SQLite does not tell the CHECK constraints of the tables, and their rows would go unchecked.</remarks>
    private string? Look()
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connection.ConnectionString)
            {
                Cache = SqliteCacheMode.Private,
                Pooling = false,
            }.ConnectionString);
            connection.Open();
            raw.sqlite3_progress_handler(connection.Handle, StepsAtATime, _ => _isClosing ? 1 : 0, v: null);
            using var command = connection.CreateCommand();

            // A disk that fails answers whoever reads with an error, but ends a process that has the page mapped. And no page is read twice.
            command.CommandText = "PRAGMA mmap_size=0; PRAGMA cache_size=-1000;";
            command.ExecuteNonQuery();
            command.CommandText = "PRAGMA quick_check(1)";
            var verdict = command.ExecuteScalar() as string;
            return verdict is not null && IsOfTheDisk(verdict) ? throw new SqliteException(verdict, raw.SQLITE_IOERR) : verdict;
        }
        catch (SqliteException) when (_isClosing)
        {
            throw new OperationCanceledException();
        }
    }

    private static bool IsOfTheDisk(string verdict) =>
        verdict.Contains("failed to get page", StringComparison.Ordinal)
        || (PageNotRead().Match(verdict) is { Success: true } match && (int.Parse(match.Groups["code"].ValueSpan, CultureInfo.InvariantCulture) & 0xFF) == raw.SQLITE_IOERR);

    [GeneratedRegex(@"unable to get the page\. error code=(?<code>[0-9]{1,9})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageNotRead();

    // Its connection goes before the last one does, which leaves a file that needs no other beside it.
    private void EndCheck()
    {
        _isClosing = true;
        Task.WaitAny(_check);
    }

    // A supervisor starts the service anew: the next start waits for the whole check, rather than take changes that are lost with the store.
    private void MarkDamaged()
    {
        try
        {
            File.Create(DamagedFile).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then the next check comes to it as this one did.
        }
    }

    private void RequireSound(string? verdict, string afterwards)
    {
        if (verdict != "ok")
        {
            throw new StoreUnusableException($"The store {DataSource} is damaged ({verdict?.ReplaceLineEndings(" ")}). {Restore} and start again{afterwards}.");
        }
    }

    private StoreUnusableException Unusable(Exception exception, string afterwards) => exception switch
    {
        SqliteException e => new StoreUnusableException($"The store {DataSource} {Explain(e, afterwards)}", e),
        { InnerException: { } inner } => Unusable(inner, afterwards),
        _ => new StoreUnusableException($"The store {DataSource} cannot be used: {exception.Message.ReplaceLineEndings(" ")}", exception),
    };

    private static string Explain(SqliteException e, string afterwards) => e.SqliteErrorCode switch
    {
        5 or 6 => "is locked by another process. Stop it, or wait until it is done, and start again.",
        8 => "is read-only. Make the file and its folder writable for this user and start again.",
        10 => "cannot be read or written to the end: the disk answers with an error. See to the disk and start again.",
        11 => $"is damaged. {Restore} and start again{afterwards}.",
        13 => "cannot be written: the disk is full.",
        14 => "cannot be opened. Check the path and its permissions.",
        26 => $"is not an SQLite database. Check Database__ConnectionString. {Restore} and start again{afterwards}.",
        _ => $"cannot be used: {e.Message.ReplaceLineEndings(" ")}",
    };
}
