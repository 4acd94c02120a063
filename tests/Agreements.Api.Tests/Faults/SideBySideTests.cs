using System.Net;
using Agreements.Api.Tests.Events;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Reminders;

namespace Agreements.Api.Tests.Faults;

/// <summary>Several instances as an operator runs them behind a balancer: processes that share a store and nothing else.</summary>
public sealed class SideBySideTests : IDisposable
{
    private const int Instances = 3;
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [PostgresFact]
    public async Task Started_at_once_on_an_empty_store_one_makes_it_and_all_serve_it()
    {
        await WithInstancesAsync(async clients =>
        {
            foreach (var client in clients)
            {
                (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
            }

            // Each was told the same administrator key, and one made it.
            Assert.Single((await clients[0].Get("/v1/api-keys")).Is(HttpStatusCode.OK).Items);
            var drafts = await Task.WhenAll(clients.Select(client => DraftedAsync(client, Guid.CreateVersion7().ToString())));
            foreach (var draft in drafts)
            {
                Assert.All(await Task.WhenAll(clients.Select(client => client.Get($"/v1/agreements/{draft.Id}"))), read => Assert.Equal(draft.Text, read.Is(HttpStatusCode.OK).Text));
            }
        });
    }

    [PostgresFact]
    public async Task Whichever_instance_is_asked_there_is_one_feed_and_one_list_of_reminders()
    {
        await WithInstancesAsync(async clients =>
        {
            var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var meetings = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Eventually.ComesToAsync(HttpStatusCode.Created, () => clients[i % Instances].Post("/v1/meetings", new
            {
                kind = "evaluation",
                regionCode = "76",
                heldOn = $"{day.AddDays(-2):yyyy-MM-dd}",
                followUps = Enumerable.Range(0, 5).Select(each => new { action = $"Naskah {each}", dueOn = $"{day.AddDays(1):yyyy-MM-dd}" }),
            }))));
            var claims = await Task.WhenAll(Enumerable.Range(0, 2 * Instances).Select(worker => DrainAsync(clients[worker % Instances], worker)));

            var claimed = claims.SelectMany(each => each).ToList();
            Assert.Equal(30, claimed.Count);
            Assert.Equal(30, claimed.Distinct(StringComparer.Ordinal).Count());
            var feeds = await Task.WhenAll(clients.Select(client => client.FollowAsync(after: null, limit: 7)));
            var ids = feeds[0].Events.Select(each => each.Said("id")!).ToList();
            Assert.Equal(feeds[0].Next, Assert.Single(feeds.Select(feed => feed.Next).Distinct(StringComparer.Ordinal)));
            Assert.All(feeds, feed => Assert.Equal(ids, feed.Events.Select(each => each.Said("id")!)));
            Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(meetings.Select(each => each.Id).Order(StringComparer.Ordinal), feeds[0].Events.Where(each => each.Said("type") == "meeting.created").Select(each => each.SubjectId()).Order(StringComparer.Ordinal));
        });
    }

    [PostgresFact]
    public async Task When_one_is_killed_with_requests_in_hand_the_others_go_on()
    {
        using var lost = await ServiceProcess.StartAsync(_store);
        using var stays = await ServiceProcess.StartAsync(_store);
        using var toLost = await lost.ClientAsync();
        using var toStays = await stays.ClientAsync();
        var keys = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7().ToString()).ToList();
        await DraftedAsync(toLost, keys[0]);

        var inHand = keys[1..].Select(key => DraftAsync(toLost, key)).ToList();
        await Task.WhenAny(inHand);
        await lost.KillAsync();
        await Task.WhenAll(inHand.Select(each => each.ContinueWith(_ => { }, TaskScheduler.Default)));

        // A balancer sends what failed to another, under the key that it had: nothing is there twice, and nothing waits for the dead.
        foreach (var key in keys)
        {
            await DraftedAsync(toStays, key);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), (await toStays.WalkAsync("/v1/agreements?limit=200")).Select(item => item.Said("owner")!).Order(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task A_budget_is_each_instances_own()
    {
        const int Budget = 20;
        await WithInstancesAsync(
            async clients =>
            {
                foreach (var client in clients)
                {
                    var statuses = new List<HttpStatusCode>();
                    for (var i = 0; i <= Budget; i++)
                    {
                        statuses.Add((await client.Get("/v1/regions/76")).Status);
                    }

                    Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
                    Assert.Equal(Budget, statuses.Count(status => status == HttpStatusCode.OK));
                    (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
                }
            },
            ("RateLimits__PerCaller__Requests", $"{Budget}"),
            ("RateLimits__PerCaller__WindowSeconds", "86400"));
    }

    private static Task<Answered> DraftAsync(HttpClient client, string key) =>
        client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", owner = key }, ("Idempotency-Key", key));

    // A service that has only just begun may be told that the store is busy on a machine that is.
    private static Task<Answered> DraftedAsync(HttpClient client, string key) => Eventually.ComesToAsync(HttpStatusCode.Created, () => DraftAsync(client, key));

    // Claims and reports until nothing is left; a store that is busy is asked again.
    private static async Task<List<string>> DrainAsync(HttpClient client, int worker)
    {
        var claimed = new List<string>();
        while (true)
        {
            var claim = await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Post("/v1/reminders/claims", new { worker = $"pekerja {worker}", limit = 4 }));
            if (claim.Items.Count == 0)
            {
                return claimed;
            }

            claimed.AddRange(claim.Ids());
            foreach (var id in claim.Ids())
            {
                await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.ReportAsync(id, claim.Claim()));
            }
        }
    }

    // All of them are started before any is waited for.
    private async Task WithInstancesAsync(Func<IReadOnlyList<HttpClient>, Task> doAsync, params (string Name, string Value)[] settings)
    {
        var services = Enumerable.Range(0, Instances)
            .Select(_ => ServiceProcess.Launch([("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString), .. settings])).ToList();
        try
        {
            var clients = await Task.WhenAll(services.Select(service => service.ClientAsync()));
            await doAsync(clients);
            Assert.All(await Task.WhenAll(services.Select(service => service.StopAsync())), exitCode => Assert.Equal(0, exitCode));
            Array.ForEach(clients, client => client.Dispose());
        }
        finally
        {
            services.ForEach(service => service.Dispose());
        }
    }
}
