using System.Net;
using Agreements.Api.Features.Events;
using Agreements.Api.Security;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agreements.Api.Tests.Audit;

/// <summary>When entries of the audit are sealed, and what it means when they are not.</summary>
public sealed class SealAuditTests : IDisposable
{
    private const string Unseal = "UPDATE audit_entries SET sequence = NULL, hash = NULL";

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_service_that_ends_leaves_nothing_unsealed()
    {
        await using (var host = new ServiceHost().On(_store))
        {
            using var client = host.ClientOf("staf");
            await client.OfficeAsync();
        }

        Assert.Equal(0, await UnsealedAsync());
    }

    [Fact]
    public async Task What_came_without_a_word_is_sealed_before_long_in_as_many_batches_as_it_takes()
    {
        await using var host = new ServiceHost().On(_store).With(services => services.AddSingleton<TimeProvider>(new HurriedClock()));
        using var client = host.ClientOf("staf");
        await client.OfficeAsync();
        await client.VerifyOnceSealedAsync();

        // As another process would leave it; more than is sealed at once.
        await _store.ExecuteAsync("DELETE FROM audit_head");
        await _store.ExecuteAsync(Unseal);
        await MultiplyAsync(1200);

        var verification = await client.VerifyOnceSealedAsync();
        Assert.True(verification.Flag("intact"));
        Assert.True(verification.Number("verified") > 1200);
    }

    [Fact]
    public async Task A_sealer_that_fails_leaves_the_service_alone_and_goes_on_once_it_can()
    {
        using var complaints = new Complaints();
        await using var host = new ServiceHost().On(_store).With(services => services.AddSingleton<TimeProvider>(new HurriedClock()).AddSingleton<ILoggerProvider>(complaints));
        using var client = host.ClientOf("staf");
        await client.OfficeAsync();
        await client.VerifyOnceSealedAsync();
        await _store.ExecuteAsync("ALTER TABLE audit_head RENAME TO audit_head_gone");
        await _store.ExecuteAsync(Unseal);

        await Eventually.IsTrueAsync(() => Task.FromResult(complaints.Count > 1), () => "it has not tried");
        (await client.Get("/v1/bpjs-offices")).Is(HttpStatusCode.OK);
        Assert.NotEqual(0, await UnsealedAsync());
        await _store.ExecuteAsync("DELETE FROM audit_head_gone");
        await _store.ExecuteAsync("ALTER TABLE audit_head_gone RENAME TO audit_head");
        Assert.True((await client.VerifyOnceSealedAsync()).Flag("intact"));
    }

    [Theory]
    [InlineData(4, HttpStatusCode.OK)]
    [InlineData(6, HttpStatusCode.ServiceUnavailable)]
    public async Task Entries_that_wait_too_long_make_the_service_unready(int minutes, HttpStatusCode status)
    {
        await using var host = Unsealing();
        using var client = host.ClientOf("staf");
        await client.OfficeAsync();
        await _store.ExecuteAsync(Unseal);
        host.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var ready = await client.Get("/health/ready");

        if (status == HttpStatusCode.OK)
        {
            ready.Is(status);
            return;
        }

        ready.IsProblem(status, "backlog.overdue");
        Assert.Equal("""["audit"]""", ready.Body["checks"]!.ToJsonString());
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AuditSealing>().SealAsync(CancellationToken.None);
        await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Get("/health/ready"));
    }

    [PostgresFact]
    public async Task On_PostgreSQL_writers_do_not_wait_for_whoever_seals()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        await client.VerifyOnceSealedAsync();
        await using var connection = await _store.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('audit', 0)), 1 FROM audit_head FOR UPDATE");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await client.OfficeAsync()));
    }

    // Where changes come one after the other nobody would wait any less for a sealer or a placer.
    [SqliteFact]
    public async Task On_SQLite_what_a_change_says_is_sealed_and_has_its_place_when_it_is_committed()
    {
        await using var host = Unsealing().With(services => services.Remove(services.Single(each => each.ImplementationType == typeof(PlaceEvents))));
        using var client = host.ClientOf("staf");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await client.DraftedAsync()));

        await using var connection = await _store.OpenAsync();
        Assert.Equal(["0"], await connection.RowsAsync("SELECT count(*) FROM feed_events WHERE position IS NULL"));
        Assert.Equal(["1"], await connection.RowsAsync("SELECT count(*) FROM feed_head JOIN feed_events ON position = last WHERE last = (SELECT count(*) FROM feed_events)"));
        var verification = (await client.Get("/v1/audit/verification")).Is(HttpStatusCode.OK).Body;
        Assert.True(verification.Flag("intact"));
        Assert.True(verification.Number("verified") > 20);
    }

    // Not that it is taken for the caller's doing: the chain would have an end in two places.
    [SqliteFact]
    public async Task On_SQLite_a_chain_whose_end_was_taken_away_takes_nothing_more_and_says_that_it_is_the_services_fault()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        await client.OfficeAsync();
        await client.VerifyOnceSealedAsync();
        await _store.ExecuteAsync("DELETE FROM audit_head");

        (await client.Post("/v1/agreements", Story.Draft())).IsProblem(HttpStatusCode.InternalServerError, "server.error");

        Assert.Empty((await client.Get("/v1/agreements")).Is(HttpStatusCode.OK).Items);
        Assert.False((await client.Get("/v1/audit/verification")).Is(HttpStatusCode.OK).Body.Flag("intact"));
    }

    // There is one place to write: whoever seals leaves it after each batch, and whoever waits is next.
    [SqliteFact]
    public async Task On_SQLite_writers_take_their_turn_between_two_batches()
    {
        await using var host = Unsealing();
        using var client = host.ClientOf("staf");
        await client.OfficeAsync();
        await MultiplyAsync(20_000);
        await using var scope = host.Services.CreateAsyncScope();

        var sealing = Task.Run(() => scope.ServiceProvider.GetRequiredService<AuditSealing>().SealAsync(CancellationToken.None));
        await Eventually.IsTrueAsync(async () => await UnsealedAsync() < 20_000, () => "nothing is sealed");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await client.OfficeAsync()));

        Assert.False(sealing.IsCompleted, "they waited for all of it");
        await sealing;
        Assert.True((await client.VerifyOnceSealedAsync()).Flag("intact"));
    }

    // Nobody seals but the test.
    private ServiceHost Unsealing() => new ServiceHost().On(_store).With(services => services.Remove(services.Single(each => each.ImplementationType == typeof(SealAudit))));

    private async Task<long> UnsealedAsync()
    {
        await using var connection = await _store.OpenAsync();
        return long.Parse((await connection.RowsAsync("SELECT count(*) FROM audit_entries WHERE sequence IS NULL")).Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private Task MultiplyAsync(int times) => _store.ExecuteAsync($"""
        WITH RECURSIVE copies (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM copies WHERE i < {times})
        INSERT INTO audit_entries (id, at, action, outcome, changes)
        SELECT {(TestStore.IsPostgres ? "gen_random_uuid()" : "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6)))")}, original.at, original.action, original.outcome, original.changes
        FROM copies, (SELECT * FROM audit_entries LIMIT 1) AS original
        """);

    /// <summary>Counts how often the sealer says that it could not.</summary>
    private sealed class Complaints : ILoggerProvider, ILogger
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == 22)
            {
                Interlocked.Increment(ref _count);
            }
        }

        public void Dispose()
        {
            // It holds nothing.
        }
    }

    /// <summary>Its timers end a hundred times sooner.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period > TimeSpan.Zero ? period / 100 : period);
    }
}
