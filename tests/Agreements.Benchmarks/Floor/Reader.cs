using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Agreements.Benchmarks.Floor;

/// <summary>A connection to the store with one statement for each question, prepared once.</summary>
internal sealed class Reader
{
    private const string Columns = """
        a.id, a.version, a.kind, a.title, a.subject, a.segment, a.region_code, a.time_zone, a.agency, a.bpjs_office_id, a.local_number, a.bpjs_number, a.scope, a.legal_basis,
        a.effective_from, a.effective_until, a.open_ended, a.term_text, a.coverage_from, a.activation_mode, a.participants_handed_over_on, a.coverage_begins, a.renewal_notice_months, a.notice_order,
        a.dprd_required, a.dprd_number, a.dprd_approved_on, a.signatures, a.signed_on, a.lifecycle, a.termination_ground, a.termination_effective_on, a.termination_reason,
        a.predecessor_id, a.renewal_id, a.participant_quota, a.needs_review, a.owner, a.notes, a.source, a.created_at, a.updated_at, a.submitted_by, a.submitted_by_holder,
        a.has_documents, a.has_work_plans, a.ends_order, o.name,
        (SELECT s.id FROM agreements s WHERE s.predecessor_id = a.id AND s.lifecycle <> 'cancelled' ORDER BY s.signed DESC, s.id DESC LIMIT 1)
        """;

    // The region with nothing added and the bare flag, so that SQLite seeks by the predecessor alone.
    private const string Continues = """
        EXISTS (SELECT 1 FROM agreements s WHERE s.predecessor_id = a.id AND s.region_code || '' = a.region_code AND s.segment = a.segment AND s.signed
            AND s.effective_from <= date(a.cover_ends, '+1 day') AND s.cover_ends > a.cover_ends)
        """;

    private const string From = "FROM agreements a LEFT JOIN bpjs_offices o ON o.id = a.bpjs_office_id";

    /// <summary>Comes after every id: a place with it lies behind the whole day.</summary>
    public const string AfterAllIds = "~";

    private readonly SqliteConnection _connection;

    private Reader(string store, bool isMapped)
    {
        _connection = Open(store, isMapped);
        ById = Prepare($"SELECT {Columns}, {Continues} {From} WHERE a.id = $0", SqliteType.Text);
        Expiring = Prepare(
            $"""
            SELECT {Columns}, 0 {From}
            WHERE a.signed = 1 AND a.ends_order >= $0 AND a.ends_order <= $1 AND a.terminated_order > $0 AND NOT {Continues}
            ORDER BY a.ends_order, a.id
            """,
            SqliteType.Text,
            SqliteType.Text);

        // Two walks along one index, merged: of several states SQLite would sort a whole region.
        ActiveOfRegion = Prepare($"{Active("signed")} UNION ALL {Active("terminated")} ORDER BY {(int)Column.EndsOrder + 1}, 1", SqliteType.Text, SqliteType.Text, SqliteType.Text, SqliteType.Text);
        FirstPage = Prepare($"SELECT {Columns}, {Continues} {From} ORDER BY a.updated_at, a.id LIMIT $0", SqliteType.Integer);
        NextPage = Prepare($"SELECT {Columns}, {Continues} {From} WHERE (a.updated_at, a.id) > ($0, $1) ORDER BY a.updated_at, a.id LIMIT $2", SqliteType.Text, SqliteType.Text, SqliteType.Integer);
        Office = Prepare("SELECT name FROM bpjs_offices WHERE id = $0", SqliteType.Text);
    }

    /// <summary>One agreement, by id.</summary>
    public SqliteCommand ById { get; }

    /// <summary>What ends between two days and is not continued, soonest first.</summary>
    public SqliteCommand Expiring { get; }

    /// <summary>What of a region ends beyond the horizon, soonest first, from a place on.</summary>
    public SqliteCommand ActiveOfRegion { get; }

    /// <summary>The first rows by last change.</summary>
    public SqliteCommand FirstPage { get; }

    /// <summary>The rows by last change after a place.</summary>
    public SqliteCommand NextPage { get; }

    /// <summary>The name of an office, by id.</summary>
    public SqliteCommand Office { get; }

    /// <summary>Opens the store as the service does.</summary>
    /// <param name="store">The file.</param>
    /// <param name="isMapped">Whether it is read where the operating system has it: faster, unless somebody else commits all the time.</param>
    public static SqliteConnection Open(string store, bool isMapped)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store, ForeignKeys = true, Pooling = false, DefaultTimeout = 5 }.ConnectionString);
        connection.Open();
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-2000; PRAGMA temp_store=MEMORY;";
        command.ExecuteNonQuery();
        command.CommandText = isMapped ? "PRAGMA mmap_size=2147418112" : "PRAGMA mmap_size=0";
        command.ExecuteNonQuery();
        return connection;
    }

    // $0 the region, $1 today in the west, $2 and $3 the place to go on after: that of the page before, or the end of the horizon.
    private static string Active(string lifecycle) =>
        $"""
        SELECT {Columns}, {Continues} {From}
        WHERE a.region_code = $0 AND a.lifecycle = '{lifecycle}' AND (a.ends_order, a.id) > ($2, $3) AND a.notice_order > $1 AND a.terminated_order > $1
        """;

    private SqliteCommand Prepare(string sql, params SqliteType[] types)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < types.Length; i++)
        {
            command.Parameters.Add($"${i}", types[i]);
        }

        command.Prepare();
        return command;
    }

    /// <summary>The readers that nobody uses just now.</summary>
    internal sealed class Pool(string store, bool isMapped)
    {
        private readonly ConcurrentBag<Reader> _free = [];

        public Reader Rent() => _free.TryTake(out var reader) ? reader : new Reader(store, isMapped);

        public void Return(Reader reader) => _free.Add(reader);
    }
}
