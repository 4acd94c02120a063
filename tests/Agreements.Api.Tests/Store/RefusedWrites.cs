using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Store;

/// <summary>What is promised of a store that can be read, but for a while not be written.</summary>
public static class RefusedWrites
{
    /// <summary>Breaks the store and mends it again, and looks at all that people and balancers see meanwhile, and at what is there afterwards.</summary>
    public static async Task WithstandsAsync(
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

    /// <summary>Fails unless what was acknowledged is there as it was answered, and nothing besides.</summary>
    public static async Task NothingElseIsThereAsync(HttpClient client, IReadOnlyCollection<Answered> acknowledged)
    {
        var there = await client.WalkAsync("/v1/agreements?limit=200");
        Assert.Equal(acknowledged.Select(answer => answer.Id).Order(StringComparer.Ordinal), there.Select(item => item.Said("id")!).Order(StringComparer.Ordinal));
        foreach (var answer in acknowledged)
        {
            await client.StillAsync(answer);
        }
    }
}
