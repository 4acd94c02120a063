using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Tests.Store;

public sealed class MigrationTurnTests : IDisposable
{
    private const long PostgresLock = 0x4147_5245_454D_454E;

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_start_that_waits_too_long_for_another_to_migrate_is_refused_in_one_clear_line()
    {
        await using var other = await MigrateForeverAsync();

        var refused = await Assert.ThrowsAsync<StoreUnusableException>(() => PrepareAsync(patience: TimeSpan.FromSeconds(1)));

        Assert.Matches("^Another (process|instance) has been migrating [^\r\n]+ for 1 seconds[^\r\n]+ start again\\.$", refused.Message);
        Assert.Contains(TestStore.IsPostgres ? "database test_" : _store.File, refused.Message, StringComparison.Ordinal);
        Assert.False(await IsMigratedAsync());
    }

    [Fact]
    public async Task A_start_waits_for_another_to_migrate_and_goes_on_when_it_is_done()
    {
        var other = await MigrateForeverAsync();
        var start = PrepareAsync(patience: TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 5; i++)
        {
            Assert.True(await timer.WaitForNextTickAsync());
            Assert.False(start.IsCompleted, "it did not wait");
        }

        await other.DisposeAsync();
        await start.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(await IsMigratedAsync());
    }

    [Fact]
    public void A_start_waits_for_a_minute()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), new SqliteEngine("Data Source=x.db", "/").MigrationPatience);
        Assert.Equal(TimeSpan.FromMinutes(1), new PostgresEngine("Host=127.0.0.1").MigrationPatience);
    }

    // As the one that migrates does, and as long as what is returned is not disposed of.
    private async Task<IAsyncDisposable> MigrateForeverAsync()
    {
        if (!TestStore.IsPostgres)
        {
            return new FileStream($"{_store.File}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }

        var connection = await _store.OpenAsync();
        await connection.ExecuteAsync($"SELECT pg_advisory_lock({PostgresLock})");
        return connection;
    }

    private async Task PrepareAsync(TimeSpan patience)
    {
        IStoreEngine engine = TestStore.IsPostgres
            ? new PostgresEngine(_store.ConnectionString) { MigrationPatience = patience }
            : new SqliteEngine(_store.ConnectionString, contentRoot: "/") { MigrationPatience = patience };
        await using var db = Context(engine);
        await engine.PrepareAsync(db, CancellationToken.None);
    }

    private static AgreementsDbContext Context(IStoreEngine engine)
    {
        if (TestStore.IsPostgres)
        {
            var options = new DbContextOptionsBuilder<PostgresAgreementsDbContext>();
            engine.Configure(options);
            return new PostgresAgreementsDbContext(options.Options);
        }
        else
        {
            var options = new DbContextOptionsBuilder<SqliteAgreementsDbContext>();
            engine.Configure(options);
            return new SqliteAgreementsDbContext(options.Options);
        }
    }

    private async Task<bool> IsMigratedAsync()
    {
        await using var connection = await _store.OpenAsync();
        var tables = TestStore.IsPostgres ? "SELECT count(*) FROM pg_tables WHERE tablename = 'agreements'" : "SELECT count(*) FROM sqlite_master WHERE name = 'agreements'";
        return await connection.RowsAsync(tables) is ["1"];
    }
}
