using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Agreements.Data.Engines;

/// <summary>
/// Gives each context a connection that stays open for as long as the context is kept itself, with what is prepared on it; and sets what SQLite keeps per connection
/// once for each native handle, which the driver's pool opens again and again. What is prepared is prepared as a whole: a text of several statements must not need
/// what an earlier one of them makes.
/// </summary>
internal sealed class SqliteConnections(PreparedStatements prepared) : DbConnectionInterceptor, IDisposable
{
    private readonly PreparedStatements _prepared = prepared;

    // A reader asks few questions over and over; all readers together hold their statements in memory.
    private const int MostPrepared = 64;

    private readonly ConditionalWeakTable<object, object> _seen = [];

    private readonly ConditionalWeakTable<Kept, object> _opened = [];

    // SQLite lets go of what it has mapped with every commit of somebody else. To map it anew costs a reader roughly what it saves in so many reads.
    internal const int ReadsPerMapping = 50;

    // FULL: a change that was acknowledged survives a power cut. The cache is small: what is mapped is read where it lies, by all connections.
    private const string Settings = "PRAGMA synchronous=FULL; PRAGMA cache_size=-2000; PRAGMA temp_store=MEMORY;";

    // The one that was used last is used next: it knows most of the file.
    private readonly ConcurrentStack<Kept> _readers = [];
    private readonly ConcurrentStack<Kept> _unmappedReaders = [];
    private volatile int _times;
    private volatile int _readsUntilMapping;

    /// <summary>Has every connection closed when it is next given back, and opened anew.</summary>
    public void OpenAnew() => Interlocked.Increment(ref _times);

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new Kept(this) { ConnectionString = eventData.ConnectionString });

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (connection is not SqliteConnection { Handle: { } handle } sqlite)
        {
            return;
        }

        if (_seen.TryAdd(handle, handle))
        {
            // A plan does not depend on values. Otherwise SQLite plans a list anew for every request, since it looks at how many rows are asked for.
            raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            using var command = connection.CreateCommand();
            command.CommandText = connection is Kept { IsMapped: false } ? $"{Settings} PRAGMA mmap_size=0;" : $"{Settings} PRAGMA mmap_size=2147418112;";
            command.ExecuteNonQuery();
        }

        _prepared.KeepFor(sqlite, MostPrepared);
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    /// <summary>Has the next reads do without a map of the file, which would have to be made anew: while commits follow one another, none is made for nothing.</summary>
    public void NoteCommit() => _readsUntilMapping = ReadsPerMapping;

    /// <summary>Has a context work on a connection that it has for itself no longer than until what is returned is disposed of.</summary>
    public IDisposable Borrow(AgreementsDbContext db)
    {
        var own = (SqliteConnection)db.Database.GetDbConnection();

        // That two count one read is of no account.
        var isMapped = _readsUntilMapping <= 0;
        if (!isMapped)
        {
            _readsUntilMapping--;
        }

        if (!ReadersOf(isMapped).TryPop(out var reader))
        {
            reader = Reader(own.ConnectionString, isMapped);
        }

        using (Lend(own))
        {
            db.Database.SetDbConnection(reader);
        }

        return new Borrowed(this, db, own, reader);
    }

    /// <summary>Closes all that are open, whoever has them: the last one to go leaves a file that needs no other beside it.</summary>
    public void Dispose()
    {
        foreach (var (connection, _) in _opened.ToList())
        {
            connection.Dispose();
        }
    }

    /// <summary>Keeps a connection open although EF lets go of it, until what is returned is disposed of: its context works on another one meanwhile.</summary>
    public static IDisposable Lend(SqliteConnection connection) => ((Kept)connection).StayOpen();

    private ConcurrentStack<Kept> ReadersOf(bool isMapped) => isMapped ? _readers : _unmappedReaders;

    // The driver's pool does not tell one that is mapped from one that is not.
    private Kept Reader(string connectionString, bool isMapped) => isMapped
        ? new Kept(this) { ConnectionString = connectionString }
        : new Kept(this) { ConnectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString, IsMapped = false };

    private sealed class Borrowed(SqliteConnections connections, AgreementsDbContext db, SqliteConnection own, Kept reader) : IDisposable
    {
        public void Dispose()
        {
            db.Database.SetDbConnection(own, contextOwnsConnection: true);
            connections.ReadersOf(reader.IsMapped).Push(reader);
        }
    }

    /// <summary>
    /// A connection that EF closes whenever a context is given back, and that stays open then: to open it again would take longer than what most requests ask. It
    /// has none of the functions that EF adds for decimals and regular expressions, which nothing here needs.
    /// </summary>
    private sealed class Kept(SqliteConnections connections) : SqliteConnection
    {
        private int _time;
        private bool _isLent;

        /// <summary>Whether it reads the file where the operating system has it, rather than copying each page.</summary>
        public bool IsMapped { get; init; } = true;

        public IDisposable StayOpen()
        {
            _isLent = true;
            return new Loan(this);
        }

        public override void Open()
        {
            _time = connections._times;
            base.Open();
            connections._opened.AddOrUpdate(this, this);
        }

        public override void Close()
        {
            // What is left of a transaction, or of a reader that would go on seeing an old state, goes with the connection.
            if (!_isLent && State == ConnectionState.Open && (_time != connections._times || Transaction is not null || raw.sqlite3_get_autocommit(Handle) == 0 || connections._prepared.IsReading(this)))
            {
                base.Close();
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (_isLent)
            {
                return;
            }

            if (disposing)
            {
                base.Close();
            }

            base.Dispose(disposing);
        }

        private sealed class Loan(Kept connection) : IDisposable
        {
            public void Dispose() => connection._isLent = false;
        }
    }
}
