using System.Net;
using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Events;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Faults;

/// <summary>A second service on one SQLite file, as when somebody starts it twice: not what is recommended, but nobody loses anything by it.</summary>
public sealed class SharedFileTests : IDisposable
{
    private const int Writers = 3;
    private const int Changes = 20;

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [SqliteFact]
    public async Task Two_services_on_one_file_write_in_turn_and_each_sees_at_once_what_the_other_did()
    {
        // Started at once where there is no store yet: one makes it.
        using var one = Launch();
        using var other = Launch();
        using var first = await one.ClientAsync();
        using var second = await other.ClientAsync();
        HttpClient[] clients = [first, second];

        var drafts = (await Task.WhenAll(Enumerable.Range(0, 2 * Writers).Select(writer => WriteAsync(clients[writer % 2], writer)))).SelectMany(each => each).ToList();

        var owners = drafts.ConvertAll(draft => draft.Body.Said("owner")!);
        owners.Sort(StringComparer.Ordinal);
        foreach (var client in clients)
        {
            Assert.Equal(owners, (await client.WalkAsync("/v1/agreements?limit=200")).Select(item => item.Said("owner")!).Order(StringComparer.Ordinal));
        }

        // A list that one remembers is forgotten when the other changes something.
        for (var turn = 0; turn < 6; turn++)
        {
            var (writes, reads) = (clients[turn % 2], clients[(turn + 1) % 2]);
            for (var asked = 0; asked < 3; asked++)
            {
                Assert.Empty((await reads.Get($"/v1/agreements?owner=giliran%20{turn}")).Is(HttpStatusCode.OK).Items);
            }

            var draft = (await DraftAsync(writes, $"giliran {turn}")).Is(HttpStatusCode.Created);
            Assert.Equal([draft.Id], (await reads.Get($"/v1/agreements?owner=giliran%20{turn}")).Is(HttpStatusCode.OK).Ids());

            // The same key, sent to the other, is known there.
            Assert.Equal(draft.Text, (await DraftAsync(reads, $"giliran {turn}")).Is(HttpStatusCode.Created).Text);
        }

        var feeds = await Task.WhenAll(clients.Select(client => client.FollowAsync(after: null, limit: 50)));
        Assert.Equal(feeds[0].Next, feeds[1].Next);
        Assert.Equal(feeds[0].Events.Select(each => each.Said("id")), feeds[1].Events.Select(each => each.Said("id")));
        Assert.True((await first.VerifyOnceSealedAsync()).Flag("intact"));
        Assert.Equal(0, await one.StopAsync());
        Assert.Equal(0, await other.StopAsync());
    }

    [SqliteFact]
    public async Task When_one_of_two_services_on_one_file_is_killed_the_other_goes_on()
    {
        using var lost = Launch();
        using var stays = Launch();
        using var toLost = await lost.ClientAsync();
        using var toStays = await stays.ClientAsync();
        var keys = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7().ToString()).ToList();
        (await DraftAsync(toLost, keys[0])).Is(HttpStatusCode.Created);

        var inHand = keys[1..].Select(key => DraftAsync(toLost, key)).ToList();
        await Task.WhenAny(inHand);
        await lost.KillAsync();
        await Task.WhenAll(inHand.Select(each => each.ContinueWith(_ => { }, TaskScheduler.Default)));

        foreach (var key in keys)
        {
            (await DraftAsync(toStays, key)).Is(HttpStatusCode.Created);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), (await toStays.WalkAsync("/v1/agreements?limit=200")).Select(item => item.Said("owner")!).Order(StringComparer.Ordinal));
        Assert.Equal(0, await stays.StopAsync());
    }

    private ServiceProcess Launch() => ServiceProcess.Launch(("Database__ConnectionString", _store.ConnectionString));

    // One change after the other. The two do not see each other wait: one that waited too long is told to come back, and does.
    private static async Task<IReadOnlyList<Answered>> WriteAsync(HttpClient client, int writer)
    {
        var drafts = new List<Answered>();
        for (var change = 0; change < Changes; change++)
        {
            var key = $"penulis {writer}.{change}";
            drafts.Add(await Eventually.ComesToAsync(HttpStatusCode.Created, async () =>
            {
                var answer = await DraftAsync(client, key);
                if (answer.Status != HttpStatusCode.Created)
                {
                    answer.IsProblem(HttpStatusCode.ServiceUnavailable, "store.busy");
                    Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
                }

                return answer;
            }));
        }

        return drafts;
    }

    private static Task<Answered> DraftAsync(HttpClient client, string key) =>
        client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", owner = key }, ("Idempotency-Key", key));
}
