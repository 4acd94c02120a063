using System.Collections.Concurrent;
using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Faults;

/// <summary>The database server dies under load and is back two seconds later.</summary>
[Collection(nameof(Alone))]
public sealed class ServerKilledTests
{
    private const int Writers = 4;
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);
    private static readonly string[] Read = ["/v1/agreements", "/v1/agreements/expiring"];

    [PrivateServerFact]
    public async Task While_the_server_is_gone_everybody_is_told_to_come_back_and_all_goes_on_by_itself_when_it_is_back()
    {
        using var server = await PrivateServer.StartAsync();
        using var service = ServiceProcess.Launch(("Database__Provider", "Postgres"), ("Database__ConnectionString", server.ConnectionString));
        using var client = await service.ClientAsync();
        var answers = new ConcurrentQueue<(Answered Answer, TimeSpan Took)>();
        var (acknowledged, refused) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(_ => WriteAsync()).ToList();
        var readers = Read.Select(ReadAsync).ToList();

        await Eventually.IsTrueAsync(() => Task.FromResult(acknowledged.Count >= 20), () => "nothing is acknowledged");
        server.Kill();
        using (var outage = new PeriodicTimer(TimeSpan.FromSeconds(2)))
        {
            await outage.WaitForNextTickAsync();
        }

        (await client.Get("/health/live")).Is(HttpStatusCode.OK);
        var ready = (await Eventually.ComesToAsync(HttpStatusCode.ServiceUnavailable, () => client.Get("/health/ready"))).IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");
        Assert.True(ready.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        var before = acknowledged.Count;
        await server.ComeBackAsync();

        await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Get("/health/ready"));
        await Eventually.IsTrueAsync(() => Task.FromResult(acknowledged.Count >= before + 20), () => "it does not recover");
        await enough.CancelAsync();
        await Task.WhenAll([.. writers, .. readers]);

        foreach (var (answer, took) in answers)
        {
            Assert.True(took < Promised, $"{answer.Status} took {took}");
            if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Created))
            {
                answer.IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");
                Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            }
        }

        Assert.NotEmpty(refused);
        await NothingIsLostOrDoubledAsync();
        Assert.Equal(0, await service.StopAsync());

        async Task WriteAsync()
        {
            while (!enough.IsCancellationRequested)
            {
                var key = Guid.CreateVersion7().ToString();
                ((await AskAsync(() => DraftAsync(client, key))).Status == HttpStatusCode.Created ? acknowledged : refused).Enqueue(key);
            }
        }

        async Task ReadAsync(string path)
        {
            while (!enough.IsCancellationRequested)
            {
                await AskAsync(() => client.Get(path));
            }
        }

        async Task<Answered> AskAsync(Func<Task<Answered>> ask)
        {
            var begun = TimeProvider.System.GetTimestamp();
            var answer = await ask();
            answers.Enqueue((answer, TimeProvider.System.GetElapsedTime(begun)));
            return answer;
        }

        // What was acknowledged is there. What was under way when the server died is there or not, and its repeat makes it once.
        async Task NothingIsLostOrDoubledAsync()
        {
            foreach (var key in refused.Take(20))
            {
                (await DraftAsync(client, key)).Is(HttpStatusCode.Created);
            }

            var owners = (await client.WalkAsync("/v1/agreements?limit=200")).Select(item => item.Said("owner")!).ToList();
            Assert.Empty(acknowledged.Except(owners, StringComparer.Ordinal));
            Assert.Empty(refused.Take(20).Except(owners, StringComparer.Ordinal));
            Assert.Equal(owners.Distinct(StringComparer.Ordinal).Count(), owners.Count);
        }
    }

    private static Task<Answered> DraftAsync(HttpClient client, string key) =>
        client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", owner = key }, ("Idempotency-Key", key));
}
