using System.Net;
using Agreements.Api.Tests.Hosting;
using Npgsql;

namespace Agreements.Api.Tests.Faults;

/// <summary>The disk of the PostgreSQL server fails to keep what is committed, upon which the server ends by design: only its log knows what is on the disk.</summary>
[Collection(nameof(Alone))]
public sealed class FailingServerTests
{
    [FailingServerFact]
    public async Task When_the_servers_disk_does_not_keep_a_commit_nobody_is_told_that_it_does_and_all_goes_on_when_the_server_is_back()
    {
        using var disk = new FailingSync();
        using var server = await PrivateServer.StartAsync(disk);
        using var service = ServiceProcess.Launch(("Database__Provider", "Postgres"), ("Database__ConnectionString", server.ConnectionString));
        using var client = await service.ClientAsync();
        var acknowledged = (await DraftAsync(client, "sebelumnya")).Is(HttpStatusCode.Created);
        var keys = Enumerable.Range(0, 8).Select(_ => Guid.CreateVersion7().ToString()).ToList();

        disk.Break(await LogOfAsync(server));
        foreach (var answer in await Task.WhenAll(keys.Select(key => DraftAsync(client, key))))
        {
            answer.IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        }

        Assert.True(disk.Failures > 0);
        await Eventually.ComesToAsync(HttpStatusCode.ServiceUnavailable, () => client.Get("/health/ready"));
        disk.Mend();
        await server.ComeBackAsync();
        await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Get("/health/ready"));

        // Whether a commit that nobody was told of is on the disk only the disk knows. Its repeat makes it once.
        await client.StillAsync(acknowledged);
        foreach (var key in keys)
        {
            (await DraftAsync(client, key)).Is(HttpStatusCode.Created);
        }

        Assert.Equal(keys.Append("sebelumnya").Order(StringComparer.Ordinal), (await client.WalkAsync("/v1/agreements?limit=200")).Select(item => item.Said("owner")!).Order(StringComparer.Ordinal));
        Assert.Equal(0, await service.StopAsync());
    }

    private static Task<Answered> DraftAsync(HttpClient client, string key) =>
        client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", owner = key }, ("Idempotency-Key", key));

    private static async Task<string> LogOfAsync(PrivateServer server)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return Assert.Single(await connection.RowsAsync("SELECT pg_walfile_name(pg_current_wal_lsn())"));
    }
}
