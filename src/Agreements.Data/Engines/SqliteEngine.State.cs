using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Engines;

/// <content>Whether anything has changed, asked over and over; what the planner goes by; and what changes leave to be merged.</content>
public sealed partial class SqliteEngine
{
    // So many pages, and on to the end of the term at hand: a few milliseconds, but for what is in nearly every text.
    private const string MergeALittle = "INSERT INTO agreement_fts(agreement_fts, rank) VALUES ('merge', 128)";

    private readonly Lock _asking = new();
    private SqliteCommand? _whatState;

    // Each connection counts from the beginning.
    private int _timesOpened;

    /// <inheritdoc/>
    /// <remarks>A connection of its own that never writes: to it SQLite counts the changes of all others, those of other processes too.</remarks>
    public Task<string> StateAsync(CancellationToken cancellationToken)
    {
        lock (_asking)
        {
            try
            {
                _whatState ??= AskState();
                return Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"{_timesOpened}.{(long)_whatState.ExecuteScalar()!}"));
            }
            catch (SqliteException)
            {
                ForgetState();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public bool GathersStatistics => false;

    /// <inheritdoc/>
    /// <remarks>So many rows of each index are looked at, and only of tables that were never counted or have grown much: milliseconds at any size.</remarks>
    public async Task<bool> GatherStatisticsAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        var before = await CountsAsync();
        command.CommandText = "PRAGMA analysis_limit=400; PRAGMA optimize=0x10002;";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return await CountsAsync() != before;

        // Null before they were first counted.
        async Task<string?> CountsAsync()
        {
            command.CommandText = "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'";
            if (await command.ExecuteScalarAsync(cancellationToken) is null)
            {
                return null;
            }

            command.CommandText = "SELECT group_concat(tbl || ' ' || ifnull(idx, '') || ' ' || stat, ',' ORDER BY tbl, idx) FROM sqlite_stat1";
            return await command.ExecuteScalarAsync(cancellationToken) as string;
        }
    }

    /// <inheritdoc/>
    /// <remarks>A connection reads them when it is opened.</remarks>
    public void UseStatistics(AgreementsDbContext db)
    {
        _connections.OpenAnew();
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
    }

    /// <inheritdoc/>
    public bool MergesSearch => false;

    /// <inheritdoc/>
    /// <remarks>
    /// Every change of an agreement leaves a segment of the full-text index. Merged by the changes themselves, as FTS5 does by default, one in some thousands had to wait for seconds in the turn of all:
    /// where large segments come together they are merged at once.
    /// </remarks>
    public async Task<bool> MergeSearchAsync(AgreementsDbContext db, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        var before = await ChangesAsync();
        command.CommandText = MergeALittle;
        await command.ExecuteNonQueryAsync(cancellationToken);

        // The row that this seems to add is one.
        return await ChangesAsync() - before > 1;

        async Task<long> ChangesAsync()
        {
            command.CommandText = "SELECT total_changes()";
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
    }

    private SqliteCommand AskState()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connection.ConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        connection.Open();
        _timesOpened++;
        var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return command;
    }

    private void ForgetState()
    {
        _whatState?.Connection?.Dispose();
        _whatState?.Dispose();
        _whatState = null;
    }
}
