using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Store;

/// <summary>A store that can be read, but for a while not be written.</summary>
public sealed class RefusedWritesTests : IDisposable
{
    private readonly Lazy<TestStore> _store = new(() => new TestStore());

    public void Dispose()
    {
        if (_store.IsValueCreated)
        {
            _store.Value.Dispose();
        }
    }

    [SqliteFactWith(Need.SmallDisk)]
    public async Task On_a_full_disk_changes_are_refused_and_reads_served_until_there_is_room_again()
    {
        using var disk = new SmallDisk();

        await WithstandsAsync(() => ServiceProcess.Launch(("Database__ConnectionString", disk.ConnectionString)), Break, Mend, HttpStatusCode.InsufficientStorage, "store.full");

        Task Break(ServiceProcess service)
        {
            disk.Fill();
            return Task.CompletedTask;
        }

        Task Mend(ServiceProcess service)
        {
            disk.Free();
            return Task.CompletedTask;
        }
    }

    [SqliteFactWith(Need.FileSizeLimit)]
    public async Task While_the_file_cannot_be_written_changes_are_refused_and_reads_served()
    {
        await WithstandsAsync(
            () => ServiceProcess.LaunchThrough(Machine.HeedlessOfLimits, ("Database__ConnectionString", _store.Value.ConnectionString)),
            service => Task.Run(() => Machine.LimitFileSize(service, 4096)),
            service => Task.Run(() => Machine.LimitFileSize(service, null)),
            HttpStatusCode.ServiceUnavailable,
            "store.unavailable");
    }

    [PostgresFact]
    public async Task When_the_server_has_no_room_changes_are_refused_and_reads_served_until_it_has()
    {
        await WithstandsAsync(
            Launch,
            _ => _store.Value.ExecuteAsync("""
                CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
                CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON agreements EXECUTE FUNCTION no_room();
                CREATE TRIGGER no_room BEFORE INSERT ON idempotency_records EXECUTE FUNCTION no_room();
                CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON audit_entries EXECUTE FUNCTION no_room();
                CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON audit_head EXECUTE FUNCTION no_room();
                """),
            _ => _store.Value.ExecuteAsync("DROP FUNCTION no_room CASCADE"),
            HttpStatusCode.InsufficientStorage,
            "store.full");
    }

    [PostgresFact]
    public async Task When_the_server_may_only_be_read_changes_are_refused_and_reads_served()
    {
        await WithstandsAsync(Launch, _ => ReadOnlyAsync("on"), _ => ReadOnlyAsync("off"), HttpStatusCode.ServiceUnavailable, "store.unavailable");

        // Connections know it from their beginning, so those that are open have to go.
        async Task ReadOnlyAsync(string whether)
        {
            await using var connection = await _store.Value.OpenAsync();
            await connection.ExecuteAsync("SET default_transaction_read_only = off");
            await connection.ExecuteAsync($"ALTER DATABASE {connection.Database} SET default_transaction_read_only = {whether}");
            await connection.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
    }

    private ServiceProcess Launch() => ServiceProcess.Launch(("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.Value.ConnectionString));

    private static async Task WithstandsAsync(
        Func<ServiceProcess> launch, Func<ServiceProcess, Task> breaks, Func<ServiceProcess, Task> mends, HttpStatusCode status, string code)
    {
        var acknowledged = new List<Answered>();
        using (var service = launch())
        {
            using var client = await service.ClientAsync();
            acknowledged.Add((await DraftAsync(client)).Is(HttpStatusCode.Created));
            (await client.Get("/health/ready")).Is(HttpStatusCode.OK);

            await breaks(service);
            await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Get($"/v1/agreements/{acknowledged[0].Id}"));
            (await Eventually.ComesToAsync(status, () => KeptAsync(client, acknowledged))).IsProblem(status, code);
            (await KeptAsync(client, acknowledged)).IsProblem(status, code);
            foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => KeptAsync(client, acknowledged))))
            {
                if (answer.Status != HttpStatusCode.Created)
                {
                    answer.IsProblem(status, code);
                }
            }

            (await client.Patch($"/v1/agreements/{acknowledged[0].Id}", new { owner = "Bagian Kesra" }, ("If-Match", acknowledged[0].ETag!))).Is(status);
            foreach (var path in new[] { "/v1/agreements", "/v1/agreements/expiring", "/v1/regions/76", $"/v1/agreements/{acknowledged[0].Id}/history", "/health/live" })
            {
                (await client.Get(path)).Is(HttpStatusCode.OK);
            }

            await NothingElseIsThereAsync(client, acknowledged);
            await Eventually.ComesToAsync(HttpStatusCode.ServiceUnavailable, () => client.Get("/health/ready"));
            for (var probe = 0; probe < 3; probe++)
            {
                var ready = (await client.Get("/health/ready")).IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");
                Assert.True(ready.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            }

            // Nobody has to write for the service to find out: whoever balances load sends nothing to one that is not ready.
            await mends(service);
            await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Get("/health/ready"));
            acknowledged.Add((await DraftAsync(client)).Is(HttpStatusCode.Created));
            await NothingElseIsThereAsync(client, acknowledged);
            Assert.Equal(0, await service.StopAsync());
        }

        using var again = launch();
        using var later = await again.ClientAsync();
        await NothingElseIsThereAsync(later, acknowledged);
        Assert.Equal(0, await again.StopAsync());
    }

    private static Task<Answered> DraftAsync(HttpClient client) =>
        client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", notes = new string('x', 2000) }, ("Idempotency-Key", Guid.CreateVersion7().ToString()));

    // The last of the room may still take a change or two; what is acknowledged counts.
    private static async Task<Answered> KeptAsync(HttpClient client, List<Answered> acknowledged)
    {
        var answer = await DraftAsync(client);
        if (answer.Status == HttpStatusCode.Created)
        {
            lock (acknowledged)
            {
                acknowledged.Add(answer);
            }
        }

        return answer;
    }

    private static async Task NothingElseIsThereAsync(HttpClient client, List<Answered> acknowledged)
    {
        var there = await client.WalkAsync("/v1/agreements?limit=200");
        Assert.Equal(acknowledged.Select(answer => answer.Id).Order(StringComparer.Ordinal), there.Select(item => item.Said("id")!).Order(StringComparer.Ordinal));
        foreach (var answer in acknowledged)
        {
            await client.StillAsync(answer);
        }
    }
}
