using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Events;

/// <summary>A follower that keeps a copy of the agreements through a day's outage, while others write, ends with what the register has.</summary>
public sealed class EventFollowerTests : IDisposable
{
    private const int Writers = 6;
    private const int Steps = 12;

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Followers_of_everything_and_of_one_province_end_with_the_records_of_the_store()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        using var bound = host.ClientOf("petugas", [Scope.AgreementsRead], "76");
        await WriteAsync(client, seed: 0, Steps);
        var mirrors = new[] { await Mirror.BeginAsync(client), await Mirror.BeginAsync(bound) };

        // While they follow.
        var writing = Task.WhenAll(Enumerable.Range(1, Writers).Select(seed => WriteAsync(client, seed, Steps)));
        while (!writing.IsCompleted)
        {
            await Task.WhenAll(mirrors.Select(mirror => mirror.CatchUpAsync()));
        }

        await writing;
        var (removed, moved) = (await DraftedAsync(client), await DraftedAsync(client));
        await Task.WhenAll(mirrors.Select(mirror => mirror.CatchUpAsync()));

        // While they are off.
        (await client.Delete($"/v1/agreements/{removed.Id}", ("If-Match", removed.ETag!))).Is(HttpStatusCode.NoContent);
        (await client.EditAsync(moved, new { regionCode = "31" })).Is(HttpStatusCode.OK);
        await Task.WhenAll(Enumerable.Range(1, Writers).Select(seed => WriteAsync(client, seed * 100, Steps)));
        host.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(1, Writers).Select(seed => WriteAsync(client, seed * 1000, Steps)));

        foreach (var mirror in mirrors)
        {
            await mirror.CatchUpAsync();
            var there = await mirror.InStoreAsync();
            Assert.True(there.Count > 20, $"there are {there.Count}");
            Assert.Equal(there, mirror.Records);
        }

        Assert.True(mirrors[0].Forgotten >= 1 && mirrors[1].Forgotten >= 2, $"{mirrors[0].Forgotten} and {mirrors[1].Forgotten} were forgotten");
    }

    private static async Task<Answered> DraftedAsync(HttpClient client) => (await client.DraftAsync(("subject", "JKN"))).Is(HttpStatusCode.Created);

    /// <summary>Drafts agreements in two provinces, and edits, moves, submits and removes them.</summary>
    private static async Task WriteAsync(HttpClient client, int seed, int steps)
    {
        var random = new Random(seed);
        var drafts = new List<Answered>();
        for (var i = 0; i < steps; i++)
        {
            var draft = (await client.DraftAsync(("regionCode", random.Next(2) == 0 ? "76" : "31"), ("notes", $"{seed}/{i}"), ("subject", "JKN"), ("owner", "Biro"))).Is(HttpStatusCode.Created);
            drafts.Add(draft);
            var chosen = drafts[random.Next(drafts.Count)];
            drafts.Remove(chosen);
            switch (random.Next(4))
            {
                case 0:
                    (await client.Delete($"/v1/agreements/{chosen.Id}", ("If-Match", chosen.ETag!))).Is(HttpStatusCode.NoContent);
                    break;
                case 1:
                    (await client.EditAsync(chosen, new { regionCode = chosen.Body.Said("regionCode") == "76" ? "31" : "76" })).Is(HttpStatusCode.OK);
                    break;
                case 2:
                    (await client.ActAsync(chosen, "cancel", new { reason = "Ditunda" })).Is(HttpStatusCode.OK);
                    break;
                default:
                    drafts.Add((await client.EditAsync(chosen, new { notes = $"{seed}/{i} lagi" })).Is(HttpStatusCode.OK));
                    break;
            }
        }
    }

    /// <summary>A copy as an integrator would keep one: begun from the lists, then kept by reading what each event names.</summary>
    private sealed class Mirror
    {
        private static readonly string[] Kept = ["id", "regionCode", "notes", "lifecycle", "updatedAt"];

        private readonly HttpClient _client;
        private string _cursor = "";

        private Mirror(HttpClient client) => _client = client;

        public SortedDictionary<string, string> Records { get; private set; } = new(StringComparer.Ordinal);

        public int Forgotten { get; private set; }

        public static async Task<Mirror> BeginAsync(HttpClient client)
        {
            var mirror = new Mirror(client) { _cursor = await client.LatestAsync() };
            mirror.Records = await mirror.InStoreAsync();
            return mirror;
        }

        public async Task CatchUpAsync()
        {
            var (events, cursor) = await _client.FollowAsync(_cursor, limit: 50);
            foreach (var url in events.Where(each => each.Said("type")!.StartsWith("agreement.", StringComparison.Ordinal)).Select(EventSteps.Url).Distinct(StringComparer.Ordinal))
            {
                var read = await _client.Get(url);
                if (read.Status == HttpStatusCode.NotFound)
                {
                    Forgotten += Records.Remove(url.Split('/')[^1]) ? 1 : 0;
                    continue;
                }

                Records[read.Id] = Lasting(read.Is(HttpStatusCode.OK).Body);
            }

            _cursor = cursor;
        }

        public async Task<SortedDictionary<string, string>> InStoreAsync() =>
            new((await _client.WalkAsync("/v1/agreements?limit=200")).ToDictionary(each => each.Said("id")!, Lasting, StringComparer.Ordinal), StringComparer.Ordinal);

        // What is shown of the day alone is no event.
        private static string Lasting(JsonObject record) => string.Join('|', Kept.Select(record.Said).Append($"{record.Number("version")}"));
    }
}
