using System.Data.Common;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Agreements.Api.Tests.Register;

/// <summary>Loading it, again and again, or not at all.</summary>
public sealed class LoadSampleRegisterTests
{
    private static readonly (string, string) Development = ("ASPNETCORE_ENVIRONMENT", "Development");

    // All of it or nothing.
    private static readonly int[] Whole = [0, 15];

    [Fact]
    public async Task It_is_off_unless_asked_for()
    {
        using var host = new ServiceHost();

        Assert.Empty((await host.ClientOf("pembaca").Get("/v1/agreements")).Is(HttpStatusCode.OK).Items);
        Assert.Empty((await host.ClientOf("pembaca").Get("/v1/bpjs-offices")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task An_amendment_of_which_too_little_was_published_is_kept_as_a_remark()
    {
        using var sample = new SampleHost();
        var dki = Assert.Single((await sample.ClientOf("staf").Get("/v1/agreements?regionCode=31")).Is(HttpStatusCode.OK).Items);

        Assert.Contains("Amendment signed 2016-05-10, in force from 2016-01-01: Adendum tarif", dki.Said("notes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loading_it_again_adds_nothing_changes_nothing_and_brings_nothing_back()
    {
        using var store = new TestStore();
        string afterEdits;
        using (var first = new SampleHost().On(store))
        {
            var client = first.ClientOf("staf");
            var draft = Assert.Single((await client.Get("/v1/agreements?lifecycle=draft")).Is(HttpStatusCode.OK).Items);
            (await client.Delete($"/v1/agreements/{draft.Said("id")}", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);
            var sorong = Assert.Single((await client.Get("/v1/agreements?regionCode=96.71")).Is(HttpStatusCode.OK).Items);
            (await client.Patch($"/v1/agreements/{sorong.Said("id")}", new { notes = "Sudah diperiksa" }, ("If-Match", "*"))).Is(HttpStatusCode.OK);
            afterEdits = await EverythingAsync(client);
        }

        using (var second = new SampleHost().On(store))
        {
            Assert.Equal(afterEdits, await EverythingAsync(second.ClientOf("staf")));
        }

        // As after an upgrade that ships another file: whatever is known is left alone record by record.
        await using (var connection = await store.OpenAsync())
        {
            await connection.ExecuteAsync("DELETE FROM imported_records WHERE key LIKE '%:sha256:%'");
        }

        using (var upgraded = new SampleHost().On(store))
        {
            Assert.Equal(afterEdits, await EverythingAsync(upgraded.ClientOf("staf")));
        }

        using var third = new ServiceHost().On(store);
        Assert.Equal(afterEdits, await EverythingAsync(third.ClientOf("staf")));
    }

    [Fact]
    public async Task An_office_that_was_recorded_by_hand_is_the_office_of_the_agreements()
    {
        using var store = new TestStore();
        Answered office;
        using (var before = new ServiceHost().On(store))
        {
            office = (await before.ClientOf("staf").Post("/v1/bpjs-offices", new { kind = "branch", name = "Kantor Cabang Mamuju" })).Is(HttpStatusCode.Created);
        }

        using var host = new SampleHost().On(store);
        var client = host.ClientOf("staf");

        var agreements = (await client.Get("/v1/agreements?regionCode=76")).Is(HttpStatusCode.OK).Items;
        Assert.Equal(2, agreements.Count);
        Assert.All(agreements, agreement => Assert.Equal(office.Id, agreement.Said("bpjsOfficeId")));
        Assert.Equal(office.Text, (await client.Get($"/v1/bpjs-offices/{office.Id}")).Is(HttpStatusCode.OK).Text);
        Assert.Single(await client.WalkAsync("/v1/bpjs-offices"), each => each.Said("name") == "Kantor Cabang Mamuju");
    }

    [Fact]
    public async Task It_is_taken_in_while_others_are_served_and_nobody_is_told_that_the_service_is_ready()
    {
        await using var held = new HeldStore();
        using var host = new ServiceHost().With("SampleRegister:Load", "true").With(services => services.AddSingleton<IHostedService>(held));
        held.Store = host.Store;
        using var client = host.ClientBy(Keys.Administrator);

        Assert.Empty((await client.Get("/v1/agreements")).Is(HttpStatusCode.OK).Items);
        var ready = await client.Get("/health/ready");
        ready.IsProblem(HttpStatusCode.ServiceUnavailable, "service.starting");
        Assert.Equal("""["sampleRegister"]""", ready.Body["checks"]!.ToJsonString());

        await held.LetGoAsync();
        await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Get("/health/ready"));
        Assert.Equal(15, (await client.WalkAsync("/v1/agreements")).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ended_while_it_is_taken_in_it_is_there_as_a_whole_after_the_next_start(bool isKilled)
    {
        using var store = new TestStore();
        using (var first = await ServiceProcess.StartAsync(store, Development))
        {
            if (isKilled)
            {
                await first.KillAsync();
            }
            else
            {
                Assert.Equal(0, await first.StopAsync());
                Assert.DoesNotContain("   at ", first.Output, StringComparison.Ordinal);
            }
        }

        await using (var connection = await store.OpenAsync())
        {
            Assert.Contains((await connection.RowsAsync("SELECT id FROM agreements")).Count, Whole);
        }

        using var second = await ServiceProcess.StartAsync(store, Development);
        Assert.Equal(15, (await OnceReadyAsync(second)).Count);
    }

    [Fact]
    public async Task Two_that_start_at_once_on_a_new_store_take_it_in_once()
    {
        using var store = new TestStore();
        var starts = await Task.WhenAll(ServiceProcess.StartAsync(store, Development), ServiceProcess.StartAsync(store, Development));
        using var one = starts[0];
        using var other = starts[1];

        Assert.Equal(15, (await OnceReadyAsync(one)).Count);
        Assert.Equal(15, (await OnceReadyAsync(other)).Count);
        Assert.Equal(0, await one.StopAsync());
        Assert.Equal(0, await other.StopAsync());
    }

    [Fact]
    public async Task A_service_that_cannot_take_it_in_ends_and_says_so()
    {
        using var store = new TestStore();
        using (var first = await ServiceProcess.StartAsync(store))
        {
            await first.StopAsync();
        }

        await store.ExecuteAsync("ALTER TABLE coverage_snapshots RENAME TO coverage_snapshots_gone");
        using var second = await ServiceProcess.StartAsync(store, Development);

        var (exitCode, errors) = await second.EndAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains(errors, line => line.Contains("coverage_snapshots", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<JsonObject>> OnceReadyAsync(ServiceProcess service)
    {
        using var client = await service.ClientAsync();
        await service.SaysAsync("try first");
        await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Get("/health/ready"));
        return await client.WalkAsync("/v1/agreements");
    }

    private static async Task<string> EverythingAsync(HttpClient client) =>
        (await client.Get("/v1/agreements?limit=200&sort=updatedAt")).Is(HttpStatusCode.OK).Text + (await client.Get("/v1/bpjs-offices?limit=200")).Is(HttpStatusCode.OK).Text
        + (await client.Get("/v1/meetings?limit=200")).Is(HttpStatusCode.OK).Text + (await client.Get("/v1/deadlines?limit=200&state=open,met,superseded")).Is(HttpStatusCode.OK).Text
        + (await client.Get("/v1/coverage/below-target?limit=200")).Is(HttpStatusCode.OK).Text;

    /// <summary>Holds the store, as another writer would, from when the service is about to say that it has started.</summary>
    private sealed class HeldStore : IHostedLifecycleService, IAsyncDisposable
    {
        private DbConnection? _connection;

        public TestStore? Store { get; set; }

        public async Task StartedAsync(CancellationToken cancellationToken)
        {
            _connection = await Store!.OpenAsync();
            await _connection.ExecuteAsync(TestStore.IsPostgres ? "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('sample-register', 0))" : "BEGIN IMMEDIATE");
        }

        public Task LetGoAsync() => _connection!.ExecuteAsync("ROLLBACK");

        public async ValueTask DisposeAsync()
        {
            if (_connection is not null)
            {
                await _connection.DisposeAsync();
            }
        }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
