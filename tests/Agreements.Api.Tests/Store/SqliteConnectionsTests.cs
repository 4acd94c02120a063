using System.Data;
using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries.Served;
using Agreements.Data.Store;
using Agreements.Domain.Access;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Agreements.Api.Tests.Store;

/// <summary>The connections of contexts to SQLite: open for as long as they are kept, and never with anything left on them.</summary>
public sealed class SqliteConnectionsTests : IAsyncLifetime, IDisposable
{
    // SQLITE_STMTSTATUS_REPREPARE and SQLITE_STMTSTATUS_RUN
    private const int TimesPlannedAnew = 5;
    private const int Runs = 6;

    private readonly TestStore _store = new();
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        if (!TestStore.IsPostgres)
        {
            _services = new ServiceCollection().AddSqliteStore(_store.ConnectionString, contentRoot: "/").AddSingleton(TimeProvider.System).BuildServiceProvider();
            await UseAsync(db => Engine.PrepareAsync(db, CancellationToken.None));
        }
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    public void Dispose() => _store.Dispose();

    private IStoreEngine Engine => _services.GetRequiredService<IStoreEngine>();

    [SqliteFact]
    public async Task A_connection_stays_open_when_its_context_is_given_back_and_is_closed_when_that_is_disposed_of()
    {
        var kept = await UseAsync(ReadAsync);
        Assert.Equal(ConnectionState.Open, kept.State);

        var alone = new SqliteAgreementsDbContext(OptionsOf());
        var own = await ReadAsync(alone);
        Assert.Equal(ConnectionState.Open, own.State);

        await alone.DisposeAsync();

        Assert.Equal(ConnectionState.Closed, own.State);
    }

    [SqliteFact]
    public async Task A_connection_with_a_reader_or_a_transaction_left_on_it_is_not_used_again()
    {
        Assert.Equal(ConnectionState.Closed, (await UseAsync(LeaveAsync("SELECT 1 UNION ALL SELECT 2", read: true))).State);
        Assert.Equal(ConnectionState.Closed, (await UseAsync(LeaveAsync("BEGIN", read: false))).State);

        await UseAsync(ReadAsync);
    }

    [SqliteFact]
    public async Task Once_the_store_has_counted_anew_each_connection_is_opened_anew()
    {
        Assert.Equal(ConnectionState.Open, (await UseAsync(ReadAsync)).State);
        await UseAsync(db =>
        {
            Engine.UseStatistics(db);
            return Task.CompletedTask;
        });

        Assert.Equal(ConnectionState.Closed, (await UseAsync(async db =>
        {
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            await db.Database.CloseConnectionAsync();
            return connection;
        })).State);
        Assert.Equal(ConnectionState.Open, (await UseAsync(ReadAsync)).State);
    }

    [SqliteFact]
    public async Task Reads_of_lists_borrow_a_connection_and_leave_each_context_its_own()
    {
        await UseAsync(async db =>
        {
            var own = await ReadAsync(db);
            await ReadOneAsync(db);

            Assert.Same(own, db.Database.GetDbConnection());
            Assert.Equal(ConnectionState.Open, own.State);
        });
    }

    [SqliteFact]
    public async Task Two_that_read_at_once_share_none()
    {
        await UseAsync(async one => await UseAsync(async other =>
        {
            using (Engine.BorrowReader(one))
            using (Engine.BorrowReader(other))
            {
                Assert.NotSame(one.Database.GetDbConnection(), other.Database.GetDbConnection());
                Assert.Equal(0, await one.Agreements.CountAsync());
                Assert.Equal(0, await other.Agreements.CountAsync());
            }
        }));
    }

    // What is mapped is let go of with every commit of somebody else.
    [SqliteFact]
    public async Task After_a_commit_reads_do_without_a_map_of_the_file_until_one_pays_again()
    {
        var isMapped = await UseAsync(IsMappedAsync);
        Assert.True(isMapped);

        await CommitAsync();
        var unmapped = 0;
        while (!await UseAsync(IsMappedAsync))
        {
            unmapped++;
        }

        Assert.Equal(SqliteConnections.ReadsPerMapping, unmapped);
    }

    [SqliteFact]
    public async Task At_the_end_every_connection_is_closed_whoever_has_it()
    {
        var scope = _services.CreateAsyncScope();
        var held = await ReadAsync(scope.ServiceProvider.GetRequiredService<AgreementsDbContext>());
        await UseAsync(ReadOneAsync);

        await _services.DisposeAsync();

        Assert.Equal(ConnectionState.Closed, held.State);
        await scope.DisposeAsync();
    }

    [SqliteFact]
    public async Task A_list_is_planned_once_however_many_rows_are_asked_for()
    {
        await UseAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var list = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
            list.CommandText = "SELECT id FROM agreements ORDER BY updated_at LIMIT $most";
            var most = list.Parameters.Add("$most", SqliteType.Integer);
            for (var rows = 1; rows <= 5; rows++)
            {
                most.Value = rows;
                await using var reader = await list.ExecuteReaderAsync();
                Assert.Equal(rows, raw.sqlite3_stmt_status(reader.Handle, Runs, 0));
                Assert.Equal(0, raw.sqlite3_stmt_status(reader.Handle, TimesPlannedAnew, 0));
            }
        });
    }

    private Task CommitAsync() => UseAsync(async db =>
    {
        await using var transactions = new SharedTransactions(Engine.Share(() => new SqliteAgreementsDbContext(OptionsOf()))!, new WriteGate(TimeProvider.System), Engine, TimeProvider.System);
        await transactions.RunAsync(db, () => db.Agreements.CountAsync(), CancellationToken.None);
    });

    private DbContextOptions<SqliteAgreementsDbContext> OptionsOf()
    {
        var options = new DbContextOptionsBuilder<SqliteAgreementsDbContext>();
        Engine.Configure(options);
        return options.Options;
    }

    private async Task<bool> IsMappedAsync(AgreementsDbContext db)
    {
        using var borrowed = Engine.BorrowReader(db);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA mmap_size";
        var size = (long)(await command.ExecuteScalarAsync())!;
        await db.Database.CloseConnectionAsync();
        return size > 0;
    }

    private Task ReadOneAsync(AgreementsDbContext db) =>
        db.ReadAgreementsAsync(Engine, "the first", () => db.Agreements.OrderBy(agreement => agreement.Id).Take(1), Reach.Everywhere, _ => { }, CancellationToken.None);

    private static async Task<SqliteConnection> ReadAsync(AgreementsDbContext db)
    {
        Assert.Equal(0, await db.Agreements.CountAsync());
        return (SqliteConnection)db.Database.GetDbConnection();
    }

    private static Func<AgreementsDbContext, Task<SqliteConnection>> LeaveAsync(string sql, bool read) => async db =>
    {
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        if (read)
        {
            Assert.True(await db.Database.SqlQueryRaw<int>(sql).AsAsyncEnumerable().GetAsyncEnumerator().MoveNextAsync());
        }
        else
        {
            await db.Database.ExecuteSqlRawAsync(sql);
        }

        return connection;
    };

    private async Task UseAsync(Func<AgreementsDbContext, Task> use) => await UseAsync(async db =>
    {
        await use(db);
        return true;
    });

    private async Task<T> UseAsync<T>(Func<AgreementsDbContext, Task<T>> use)
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<AgreementsDbContext>());
    }
}
