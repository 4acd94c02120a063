using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace Agreements.Data.Engines;

/// <summary>
/// The connection through which a process writes to SQLite. It belongs to a context of its own and stays open:
/// what is prepared on it is prepared once.
/// </summary>
internal sealed class SqliteWriter(Func<AgreementsDbContext> make, PreparedStatements prepared, SqliteConnections connections) : ISharedWriter
{
    private const int MostPrepared = 500;

    private AgreementsDbContext? _owner;
    private IDbContextTransaction? _transaction;

    /// <inheritdoc/>
    public bool IsOpen => _transaction is not null && Connection is { State: System.Data.ConnectionState.Open, Handle: { } handle } && raw.sqlite3_get_autocommit(handle) == 0;

    private SqliteConnection Connection => (SqliteConnection)_owner!.Database.GetDbConnection();

    /// <inheritdoc/>
    public void Begin(TimeSpan patience)
    {
        try
        {
            _owner ??= Open();

            // The driver counts in whole seconds, and takes none for no limit at all.
            Connection.DefaultTimeout = Math.Max(1, (int)patience.TotalSeconds);
            _transaction = _owner.Database.BeginTransaction();
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <inheritdoc/>
    public ISharedPlace Join(AgreementsDbContext db) => new Place(this, db);

    /// <inheritdoc/>
    public void Commit()
    {
        try
        {
            _transaction!.Commit();
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_IOERR)
        {
            Overwrite();
            throw;
        }

        connections.NoteCommit();
        _transaction.Dispose();
        _transaction = null;
    }

    /// <inheritdoc/>
    public void Abandon()
    {
        var (transaction, owner) = (_transaction, _owner);
        (_transaction, _owner) = (null, null);
        // Closing undoes what is open. That not even this can be done says nothing new: something else has failed by now, and nobody uses the connection again.
        TryDispose(transaction);
        TryDispose(owner);
    }

    /// <inheritdoc/>
    public void Dispose() => Abandon();

    // What the disk failed to keep lies in the log all the same, whole and with its checksums. Nobody sees it, but after a kill the next start would take it for a
    // commit, although all were told that it is none. So the log goes on with one that changes nothing; whether that is kept does not matter.
    private void Overwrite()
    {
        if (!IsOpen)
        {
            _ = raw.sqlite3_exec(Connection.Handle, "PRAGMA user_version = 0");
        }
    }

    private static void TryDispose(IDisposable? what)
    {
        try
        {
            what?.Dispose();
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException)
        {
            // It was undone already.
        }
    }

    private AgreementsDbContext Open()
    {
        var owner = make();
        owner.Database.OpenConnection();
        prepared.KeepFor((SqliteConnection)owner.Database.GetDbConnection(), MostPrepared);
        return owner;
    }

    private void Run(string sql)
    {
        using var command = prepared.Command(Connection);
        command.Transaction = (SqliteTransaction)_transaction!.GetDbTransaction();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A savepoint, on which a context works instead of on a connection of its own.</summary>
    private sealed class Place : ISharedPlace
    {
        private readonly SqliteWriter _writer;
        private readonly AgreementsDbContext _db;
        private readonly SqliteConnection _own;
        private bool _isKept;

        public Place(SqliteWriter writer, AgreementsDbContext db)
        {
            (_writer, _db, _own) = (writer, db, (SqliteConnection)db.Database.GetDbConnection());
            _writer.Run("SAVEPOINT change");
            try
            {
                using (SqliteConnections.Lend(_own))
                {
                    db.Database.SetDbConnection(writer.Connection);
                }

                db.Database.UseTransaction(writer._transaction!.GetDbTransaction());

                // What fails is undone as a whole.
                db.Database.AutoSavepointsEnabled = false;
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public void Keep()
        {
            _writer.Run("RELEASE change");
            _isKept = true;
        }

        public void Dispose()
        {
            try
            {
                GiveBack();
            }
            catch
            {
                // It would go on in the transaction of others, out of turn and in later requests too. A connection that is closed is nobody's.
                _writer.Abandon();
                throw;
            }
            finally
            {
                if (!_isKept && _writer.IsOpen)
                {
                    Undo();
                }
            }
        }

        // From now on the context opens its own connection again, whatever became of this one.
        private void GiveBack()
        {
            _db.Database.AutoSavepointsEnabled = true;
            if (!ReferenceEquals(_db.Database.GetDbConnection(), _own))
            {
                _db.Database.UseTransaction(transaction: null);
                _db.Database.SetDbConnection(_own, contextOwnsConnection: true);
            }
        }

        private void Undo()
        {
            try
            {
                _writer.Run("ROLLBACK TO change");
                _writer.Run("RELEASE change");
            }
            catch (Exception e) when (e is SqliteException or InvalidOperationException)
            {
                // What cannot be undone by itself is undone with everything else.
                _writer.Abandon();
            }
        }
    }
}
