using Agreements.Data.Backups;
using Agreements.Data.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Agreements.Data.Engines;

/// <content>Copies of the file: SQLite's own backup, page by page from one snapshot, since copying the file by hand misses what is still in its WAL.</content>
public sealed partial class SqliteEngine
{
    private const int PagesAtATime = 512;

    // What SQLite keeps beside the file of a store: the WAL, its index, the rollback journal. Beside another file they would corrupt it.
    private static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    /// <inheritdoc/>
    public string BackupName => "agreements.db";

    /// <inheritdoc/>
    public async Task RequireReadyAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        RequireFile();
        try
        {
            ShowPresence();
            if (!await Migrations.AreAppliedAsync(db, cancellationToken))
            {
                throw new StoreUnusableException($"The store {DataSource} is older than this release. Start the service once, which brings it up to date.");
            }
        }
        catch (SqliteException e)
        {
            throw await UnusableAsync(e, Untouched, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<StoreContent> CopyAsync(string file, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        RequireFile();
        try
        {
            await using (var source = await OpenAsync(DataSource, SqliteOpenMode.ReadWrite, cancellationToken))
            await using (var copy = await OpenAsync(file, SqliteOpenMode.ReadWriteCreate, cancellationToken))
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }

                // One snapshot for all pages: in WAL mode nobody waits for whoever reads it, and a copy that is begun is not begun again when others write.
                await ScalarAsync(source, "BEGIN", cancellationToken);
                await ScalarAsync(source, "SELECT name FROM sqlite_schema LIMIT 1", cancellationToken);
                CopyPages(source, copy, progress, cancellationToken);
                await ScalarAsync(source, "ROLLBACK", cancellationToken);

                // One file that needs no other beside it.
                await ScalarAsync(copy, "PRAGMA journal_mode=DELETE", cancellationToken);
            }

            if (await CheckCopyAsync(file, progress, cancellationToken) is { } content)
            {
                return content;
            }

            // A copy of what is damaged is damaged too.
            await RequireSoundAsync(Task.Run(CheckOf(Whole).Run, cancellationToken).WaitAsync(cancellationToken), Untouched);
            throw new BackupException(BackupFault.NotReadable, file);
        }
        catch (SqliteException e)
        {
            throw await UnusableAsync(e, Untouched, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<string?> PutBackAsync(
        string file, StoreContent content, bool replace, Func<Task> first, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DataSource)!);
        await using var alone = ClaimAlone(PresenceFile);
        await using var turn = ClaimAlone(LockFile);
        if (!replace && File.Exists(DataSource))
        {
            throw new BackupException(BackupFault.StoreExists, DataSource);
        }

        var draft = $"{RestoreFile}.partial";
        try
        {
            await Durable.CopyAsync(file, draft, progress.Counting(BackupStage.PuttingBack, new FileInfo(file).Length), cancellationToken);
            var found = await CheckCopyAsync(draft, progress, cancellationToken) ?? throw new BackupException(BackupFault.NotReadable, draft);
            if (found.Migration != content.Migration)
            {
                throw new BackupException(BackupFault.Damaged, Path.GetDirectoryName(file)!, Path.GetFileName(file));
            }

            await first();
            cancellationToken.ThrowIfCancellationRequested();

            // From here on it goes through. Ended by force in between, a start finds the file that is on its way, and asks for it to be done again.
            File.Move(draft, RestoreFile, overwrite: true);
            var former = MoveAside();
            File.Move(RestoreFile, DataSource);

            // What a check found in the former one does not hold for this one.
            File.Delete(DamagedFile);
            return former;
        }
        catch (Exception e) when (e is SqliteException or StoreUnusableException)
        {
            throw new BackupException(BackupFault.Damaged, Path.GetDirectoryName(file)!, Path.GetFileName(file));
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void CopyPages(SqliteConnection source, SqliteConnection copy, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        using var backup = raw.sqlite3_backup_init(copy.Handle, "main", source.Handle, "main");
        int result;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(backup, PagesAtATime);
            var total = raw.sqlite3_backup_pagecount(backup);
            progress.Report(new BackupStep(BackupStage.CopyingStore, total - raw.sqlite3_backup_remaining(backup), total));
        }
        while (result == raw.SQLITE_OK);

        if (result != raw.SQLITE_DONE)
        {
            // It comes with the finer code, of which the last byte is what others go by.
            SqliteException.ThrowExceptionForRC(result & 0xFF, copy.Handle);
        }
    }

    /// <summary>Reads a copy through, and counts what is in it; null where it cannot be read to its end, or is damaged.</summary>
    private async Task<StoreContent?> CheckCopyAsync(string file, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        progress.Report(new BackupStep(BackupStage.CheckingStore, Done: 0, Total: 0));
        var check = new SqliteFileCheck(file, Whole) { IsOver = () => cancellationToken.IsCancellationRequested };
        try
        {
            return check.Run() == SqliteFileCheck.Sound ? await ContentOfAsync(file, cancellationToken) : null;
        }
        catch (Exception e) when (e is IOException or SqliteException { SqliteErrorCode: raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB })
        {
            return null;
        }
    }

    private async Task<StoreContent> ContentOfAsync(string file, CancellationToken cancellationToken)
    {
        await using var copy = await OpenAsync(file, SqliteOpenMode.ReadOnly, cancellationToken);

        // Search is indexed in tables of SQLite's own making, which follow from the others.
        var tables = await NamesAsync(
            copy,
            """SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE '%\_fts%' ESCAPE '\' AND name NOT LIKE '\_\_%' ESCAPE '\' ORDER BY name""",
            cancellationToken);
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            rows[table] = long.Parse((await ScalarAsync(copy, $"SELECT CAST(count(*) AS TEXT) FROM \"{table}\"", cancellationToken))!, System.Globalization.CultureInfo.InvariantCulture);
        }

        var migration = tables.Count == 0 ? null : await ScalarAsync(copy, """SELECT max("MigrationId") FROM "__EFMigrationsHistory" """, cancellationToken);
        return new StoreContent(migration ?? throw new StoreUnusableException($"The file {DataSource} is a database, but no store of agreements. Check Database__ConnectionString."), rows);
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task<List<string>> NamesAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private void RequireFile()
    {
        if (!File.Exists(DataSource))
        {
            throw new StoreUnusableException($"There is no store {DataSource}. Check Database__ConnectionString, and the folder in which the command is run.");
        }
    }

    private FileStream ClaimAlone(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw new BackupException(BackupFault.StoreInUse, DataSource);
        }
    }

    // The store and what lies beside it keep one name, so that whatever its WAL still holds can be read later.
    private string? MoveAside()
    {
        var aside = $"{DataSource}.replaced-{TimeProvider.System.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}";
        var isThere = File.Exists(DataSource);
        foreach (var suffix in Companions.Prepend("").Where(suffix => File.Exists(DataSource + suffix)))
        {
            File.Move(DataSource + suffix, aside + suffix);
        }

        return isThere ? aside : null;
    }
}
