using System.Collections.Concurrent;
using Agreements.Data.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace Agreements.Data.Engines;

/// <summary>Reads a file of SQLite from end to end, and tells a file that is damaged from a disk that does not give all of it.</summary>
/// <param name="file">The file.</param>
/// <param name="question">What SQLite is asked: whether the file is sound, to be answered by "ok" or by the first thing that is not.</param>
/// <remarks>
/// A page that the disk did not give SQLite may answer for as damage: where it reads its schema, where it looks over its trees, where it indexes text. Whoever believed that would put a backup in the place of a
/// sound store, and lose all that came since. So the operating system is asked for the whole file, and then SQLite once more.
/// </remarks>
internal sealed class SqliteFileCheck(string file, string question)
{
    /// <summary>What is said of a file that is sound.</summary>
    public const string Sound = "ok";

    // Pages, or rows, until it is asked again whether to go on: so many come from any disk in a moment.
    private const int StepsAtATime = 100;

    private const int BytesAtATime = 1 << 20;

    // Kept for as long as the process lives: with any handle that it closes it gives up whatever locks SQLite has on the file for it.
    private static readonly ConcurrentBag<SafeFileHandle> Kept = [];

    /// <summary>Whether nobody waits for the answer any more.</summary>
    public Func<bool> IsOver { get; init; } = () => false;

    /// <summary>Is told as soon as the file may not be sound, long before it is clear why.</summary>
    public Action Doubted { get; init; } = () => { };

    /// <summary>Reads all of one snapshot. Others write meanwhile, but the WAL cannot begin anew before it is done, and grows by what they write.</summary>
    /// <returns>"ok", or what is damaged.</returns>
    /// <exception cref="IOException">The disk does not give all of it, or did not at first.</exception>
    /// <exception cref="SqliteException">The file is damaged too much to say how, or cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public string? Run()
    {
        // The connection never writes, but may: to one that only reads SQLite does not tell the CHECK constraints of the tables, and their rows would go unchecked.
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = (int)WriteGate.Patience.TotalSeconds }.ConnectionString);
        connection.Open();
        raw.sqlite3_progress_handler(connection.Handle, StepsAtATime, _ => IsOver() ? 1 : 0, v: null);
        using var command = connection.CreateCommand();

        // Not as a transaction of the driver's, which an I/O error would end for good.
        command.CommandText = "BEGIN";
        command.ExecuteNonQuery();
        var verdict = LookFor(command, out var met);
        if (verdict == Sound)
        {
            return Sound;
        }

        Doubted();
        ReadThrough(file);
        ReadThrough($"{file}-wal");

        // What is amiss with the file is so each time; what is amiss with the disk may show elsewhere.
        if (LookFor(command, out var again) != verdict || again?.SqliteErrorCode != met?.SqliteErrorCode)
        {
            throw NotAtFirst(file, met);
        }

        return again is null ? verdict : throw again;
    }

    /// <summary>What a disk is said to have done that gave a page later, or to another.</summary>
    public static IOException NotAtFirst(string file, Exception? met) => new($"The disk answered with an error when {file} was read first.", met);

    private string? LookFor(SqliteCommand command, out SqliteException? met)
    {
        met = null;
        try
        {
            // A disk that fails answers whoever reads with an error, but ends a process that has the page mapped. No page is read twice, but by whoever looks again, who takes none from before.
            command.CommandText = "PRAGMA shrink_memory; PRAGMA mmap_size=0; PRAGMA cache_size=-1000;";
            command.ExecuteNonQuery();
            command.CommandText = question;
            return command.ExecuteScalar() as string;
        }
        catch (SqliteException) when (IsOver())
        {
            throw new OperationCanceledException();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_IOERR)
        {
            met = e;
            return null;
        }
    }

    private void ReadThrough(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Kept.Add(handle);
        var bytes = new byte[BytesAtATime];
        for (long place = 0; RandomAccess.Read(handle, bytes, place) is > 0 and var count; place += count)
        {
            if (IsOver())
            {
                throw new OperationCanceledException();
            }
        }
    }
}
