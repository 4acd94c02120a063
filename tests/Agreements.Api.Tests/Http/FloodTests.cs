using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

/// <summary>It takes the whole machine, so that no other test may run beside it.</summary>
[CollectionDefinition(nameof(FloodTests), DisableParallelization = true)]
[Collection(nameof(FloodTests))]
public sealed class FloodTests : IDisposable
{
    private const int Budget = 200;

    private readonly TestStore _store = new();

    // A process as an operator runs it. The flood ends when the other caller has had all of its answers, or with its last request.
    [Fact]
    public async Task One_caller_floods_and_gets_its_budget_while_another_gets_every_answer()
    {
        const int most = 20_000;
        using var service = await ServiceProcess.StartAsync(
            _store, ("RateLimits__PerCaller__Requests", $"{Budget}"), ("RateLimits__PerCaller__WindowSeconds", "86400"), ("RateLimits__AtOnce", "4"), ("RateLimits__Waiting", "4"));
        using var administrator = await service.ClientAsync();
        using var flooder = await ClientOfAsync(administrator, "banjir");
        using var other = await ClientOfAsync(administrator, "tenang");
        using var enough = new CancellationTokenSource();

        var sent = 0;
        var floods = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            var got = new List<HttpStatusCode>();
            while (!enough.IsCancellationRequested && Interlocked.Increment(ref sent) < most)
            {
                got.Add((await flooder.Get("/v1/agreements?limit=200")).Status);
            }

            return got;
        })).ToList();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < Budget / 4; i++)
        {
            answers.Add((await other.Get("/v1/agreements/expiring")).Status);
            answers.Add((await other.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Status);
        }

        await enough.CancelAsync();
        var flooded = (await Task.WhenAll(floods)).SelectMany(got => got).CountBy(status => status).ToDictionary();

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Created], answers.Distinct());
        Assert.Equal(Budget / 2, answers.Count);
        Assert.True(flooded.Keys.All(status => status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests), string.Join(", ", flooded));
        Assert.InRange(flooded[HttpStatusCode.OK], 1, Budget);
        Assert.True(flooded[HttpStatusCode.TooManyRequests] > answers.Count, "there was no flood");
        (await other.Get("/health/ready")).Is(HttpStatusCode.OK);
    }

    // Each refusal goes into the audit: together they take no more of the store than one writer does.
    [Fact]
    public async Task A_flood_of_callers_whom_nobody_knows_keeps_no_writer_from_the_store_and_is_in_the_audit()
    {
        const int most = 300;
        using var service = await ServiceProcess.StartAsync(_store, ("RateLimits__PerAddress__Requests", "1000000"), ("RateLimits__AtOnce", "100"));
        using var writer = await service.ClientAsync();
        using var stranger = new HttpClient { BaseAddress = writer.BaseAddress };
        stranger.DefaultRequestHeaders.Add(Keys.Header, Keys.Of("orang tak dikenal"));

        var flood = Enumerable.Range(0, 32).Select(part => Task.Run(async () =>
        {
            var got = new List<HttpStatusCode>();
            for (var i = part; i < most; i += 32)
            {
                got.Add((await stranger.Get("/v1/agreements")).Status);
            }

            return got;
        })).ToList();
        var answers = new List<HttpStatusCode>();
        do
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await writer.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Status)));
        }
        while (flood.Exists(each => !each.IsCompleted));

        var refused = (await Task.WhenAll(flood)).SelectMany(got => got).ToList();
        Assert.Equal([HttpStatusCode.Created], answers.Distinct());
        Assert.Equal((most, HttpStatusCode.Unauthorized), (refused.Count, Assert.Single(refused.Distinct())));
        Assert.Equal(most, (await writer.WalkAsync("/v1/audit?limit=200&outcome=refused")).Count(entry => entry.Said("code") == "credentials.invalid"));
    }

    public void Dispose() => _store.Dispose();

    private static async Task<HttpClient> ClientOfAsync(HttpClient administrator, string owner)
    {
        var issued = await administrator.Post("/v1/api-keys", $$"""{"name":"uji","owner":"{{owner}}","scopes":["agreements:read","agreements:write"],"allRegions":true}""");
        var client = new HttpClient { BaseAddress = administrator.BaseAddress };
        client.DefaultRequestHeaders.Add(Keys.Header, issued.Is(HttpStatusCode.Created).Body.Said("key"));
        return client;
    }
}
