using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Events;

/// <summary>A copy of a register as an integrator would keep one: begun from the lists, then kept by reading what each event names.</summary>
internal sealed class Mirror
{
    // What is shown of the day, and of who asks, is no event; nor is how a snapshot of coverage compares with the one before it.
    private static readonly HashSet<string> OfTheDay = new(["asOf", "daysLeft", "overdue", "late", "standing", "standingReasons", "state", "feasible", "firstMissed", "allowedActions", "change"], StringComparer.Ordinal);

    private static readonly (string Subject, string Collection, string States)[] Kept =
    [
        ("agreement", "agreements", ""), ("renewal", "renewals", ""), ("workPlan", "work-plans", ""), ("activity", "activities", ""),
        ("deadline", "deadlines", "state=open,acknowledged,met,superseded"), ("meeting", "meetings", ""), ("coverageSnapshot", "coverage", ""),
    ];

    private readonly HttpClient _client;
    private readonly string[] _regions;
    private string _cursor = "";

    private Mirror(HttpClient client, string[] regions) => (_client, _regions) = (client, regions);

    /// <summary>What it has, by where it is read.</summary>
    public SortedDictionary<string, string> Records { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>How often something was no longer there.</summary>
    public int Forgotten { get; private set; }

    /// <summary>Begins with what there is.</summary>
    public static async Task<Mirror> BeginAsync(HttpClient client, params string[] regions)
    {
        var mirror = new Mirror(client, regions) { _cursor = await client.LatestAsync() };
        mirror.Records = await mirror.InStoreAsync();
        return mirror;
    }

    /// <summary>Reads what the feed has named since it last did.</summary>
    public async Task CatchUpAsync()
    {
        var (events, cursor) = await _client.FollowAsync(_cursor, limit: 50);
        foreach (var url in events.Where(IsKept).Select(EventSteps.Url).Distinct(StringComparer.Ordinal))
        {
            var read = await _client.Get(url);
            if (read.Status == HttpStatusCode.NotFound)
            {
                Forgotten += Records.Remove(url) ? 1 : 0;
                continue;
            }

            Records[url] = Lasting(read.Is(HttpStatusCode.OK).Body);
        }

        _cursor = cursor;
    }

    /// <summary>What the register has, list by list.</summary>
    public async Task<SortedDictionary<string, string>> InStoreAsync()
    {
        var records = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, collection, states) in Kept)
        {
            foreach (var list in ListsOf(collection, records.Keys))
            {
                var home = collection == "coverage" ? list : $"/v1/{collection}";
                foreach (var record in await _client.WalkAsync($"{list}?limit=200&{states}".TrimEnd('&')))
                {
                    records.Add($"{home}/{record.Said("id")}", Lasting(record));
                }
            }
        }

        return records;
    }

    /// <summary>What it has otherwise than the register: where it is read, how it is there, and how it is here.</summary>
    public async Task<IReadOnlyList<string>> MistakesAsync()
    {
        var there = await InStoreAsync();
        return [.. there.Keys.Union(Records.Keys, StringComparer.Ordinal).Where(url => there.GetValueOrDefault(url) != Records.GetValueOrDefault(url)).Select(url => $"{url}\n  there {there.GetValueOrDefault(url) ?? "-"}\n  here  {Records.GetValueOrDefault(url) ?? "-"}")];
    }

    /// <summary>How many records of a collection it has.</summary>
    public int CountOf(string collection) => Records.Keys.Count(url => url.Contains($"/{collection}/", StringComparison.Ordinal));

    private IEnumerable<string> ListsOf(string collection, IEnumerable<string> read) => collection switch
    {
        "coverage" => _regions.Select(region => $"/v1/regions/{region}/coverage"),
        "activities" => [.. read.Where(url => url.StartsWith("/v1/work-plans/", StringComparison.Ordinal)).Select(url => $"{url}/activities")],
        _ => [$"/v1/{collection}"],
    };

    private static bool IsKept(JsonObject happened) => Array.Exists(Kept, kept => happened.Said("type")!.StartsWith($"{kept.Subject}.", StringComparison.Ordinal));

    private static string Lasting(JsonObject record)
    {
        var lasting = record.DeepClone().AsObject();
        Strip(lasting);
        return lasting.ToJsonString();
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            OfTheDay.ToList().ForEach(member => members.Remove(member));
        }

        foreach (var part in node switch { JsonObject some => some.Select(member => member.Value), JsonArray items => items, _ => [] })
        {
            Strip(part);
        }
    }
}
