using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Store;

/// <summary>The one connection through which a process writes to SQLite, without the service around it.</summary>
public sealed class SharedWriterTests : IAsyncLifetime, IDisposable
{
    private const string Counted = "SELECT COUNT(*) FROM idempotency_records";

    private readonly TestStore _store = new();
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        if (!TestStore.IsPostgres)
        {
            // On a clock that stands still a group may always grow.
            _services = new ServiceCollection().AddSqliteStore(_store.ConnectionString, contentRoot: "/").AddSingleton<TimeProvider>(new StoppedClock()).BuildServiceProvider();
            await using var scope = _services.CreateAsyncScope();
            await Engine.PrepareAsync(scope.ServiceProvider.GetRequiredService<AgreementsDbContext>(), CancellationToken.None);
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
    public async Task A_change_whose_context_cannot_be_taken_off_the_shared_connection_is_undone_as_it_is_told()
    {
        var options = new DbContextOptionsBuilder<SqliteAgreementsDbContext>();
        Engine.Configure(options);
        await using var db = new SqliteAgreementsDbContext(options.Options);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => ChangeAsync(db, "gagal", async _ => await db.DisposeAsync()));

        Assert.Equal(["0"], await RowsAsync());
        await ChangeAsync("berhasil", _ => Task.CompletedTask);
        Assert.Equal(["1"], await RowsAsync());
    }

    [SqliteFact]
    public async Task When_the_commit_that_changes_share_fails_all_of_them_fail_and_nothing_is_there()
    {
        // What refers to nothing is found out by the commit alone.
        await _store.ExecuteAsync("CREATE TABLE referring (id TEXT REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED)");
        var gate = _services.GetRequiredService<WriteGate>();
        var (underWay, goOn) = (Signal(), Signal());
        var sound = ChangeAsync("pertama", async _ =>
        {
            underWay.SetResult();
            await goOn.Task;
        });
        await underWay.Task;
        var faulty = ChangeAsync("kedua", db => db.Database.ExecuteSqlRawAsync("INSERT INTO referring VALUES ('tiada')"));
        await Eventually.IsTrueAsync(() => Task.FromResult(gate.Waiting == 1), () => "it does not wait for its turn");
        goOn.SetResult();

        await Assert.ThrowsAsync<SqliteException>(() => sound);
        await Assert.ThrowsAsync<SqliteException>(() => faulty);
        Assert.Equal(["0"], await RowsAsync());
        await ChangeAsync("ketiga", _ => Task.CompletedTask);
        Assert.Equal(["1"], await RowsAsync());
    }

    [SqliteTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_the_service_ends_a_change_that_is_under_way_is_ended_first(bool handsItsTransactionOn)
    {
        var gate = _services.GetRequiredService<WriteGate>();
        var (underWay, goOn) = (Signal(), Signal());
        var change = ChangeAsync("terakhir", async _ =>
        {
            underWay.SetResult();
            await goOn.Task;
        });
        await underWay.Task;
        if (!handsItsTransactionOn)
        {
            ((StoppedClock)_services.GetRequiredService<TimeProvider>()).Timestamp += TimeProvider.System.TimestampFrequency;
        }

        var end = _services.DisposeAsync().AsTask();
        await Eventually.IsTrueAsync(() => Task.FromResult(gate.Waiting == 1), () => "it does not wait for its turn");
        Assert.False(end.IsCompleted, "it did not wait for the change");
        goOn.SetResult();

        await change;
        await end;
        Assert.Equal(["1"], await RowsAsync());
    }

    [SqliteFact]
    public async Task Connections_of_readers_are_kept_unless_something_was_counted()
    {
        await ChangeAsync("pertama", _ => Task.CompletedTask);
        var before = await PooledAsync();
        await GatherAsync();
        var counted = await PooledAsync();
        Assert.NotSame(before, counted);

        await GatherAsync();
        Assert.Same(counted, await PooledAsync());

        for (var i = 0; i < 60; i++)
        {
            await ChangeAsync($"{i}", _ => Task.CompletedTask);
        }

        await GatherAsync();
        Assert.NotSame(counted, await PooledAsync());
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ChangeAsync(string key, Func<AgreementsDbContext, Task> thenAsync)
    {
        await using var scope = _services.CreateAsyncScope();
        await ChangeAsync(scope.ServiceProvider.GetRequiredService<AgreementsDbContext>(), key, thenAsync);
    }

    private async Task ChangeAsync(AgreementsDbContext db, string key, Func<AgreementsDbContext, Task> thenAsync) => await _services.GetRequiredService<ITransactions>().RunAsync(
        db,
        async () =>
        {
            db.Add(new IdempotencyRecord { Caller = "", Key = key, Fingerprint = "", Answer = "", At = TestClock.Start });
            await db.SaveChangesAsync();
            await thenAsync(db);
            return true;
        },
        CancellationToken.None);

    private async Task GatherAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StoreStatistics>().GatherAsync(CancellationToken.None);
    }

    // The one that the next reader gets.
    private async Task<object> PooledAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        await db.Database.OpenConnectionAsync();
        var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        await db.Database.CloseConnectionAsync();
        return handle;
    }

    private async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var store = await _store.OpenAsync();
        return await store.RowsAsync(Counted);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public long Timestamp { get; set; } = 1;

        public override DateTimeOffset GetUtcNow() => TestClock.Start;

        public override long GetTimestamp() => Timestamp;

        // It never comes.
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
