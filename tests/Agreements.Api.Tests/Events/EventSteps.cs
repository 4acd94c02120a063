using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Events;

/// <summary>The feed, as tests follow it.</summary>
internal static class EventSteps
{
    /// <summary>One page of the feed.</summary>
    public static async Task<Answered> EventsAsync(this HttpClient client, string query = "") => (await client.Get($"/v1/events{query}")).Is(HttpStatusCode.OK);

    /// <summary>Where to go on.</summary>
    public static string Next(this Answered page) => page.Body.Said("next")!;

    /// <summary>The end of the feed as it is now.</summary>
    public static async Task<string> LatestAsync(this HttpClient client, string filter = "") => (await client.EventsAsync($"?after=latest{filter}")).Next();

    /// <summary>Every event after a cursor, page after page, and the cursor after the last one.</summary>
    public static async Task<(IReadOnlyList<JsonObject> Events, string Next)> FollowAsync(this HttpClient client, string? after, string filter = "", int limit = 200)
    {
        var events = new List<JsonObject>();
        while (true)
        {
            var page = await client.EventsAsync($"?limit={limit}{filter}{(after is null ? "" : $"&after={after}")}");
            after = page.Next();
            if (page.Items.Count == 0)
            {
                return (events, after);
            }

            events.AddRange(page.Items);
        }
    }

    /// <summary>What happened after a cursor, by type.</summary>
    public static async Task<IReadOnlyList<string>> TypesAfterAsync(this HttpClient client, string after, string filter = "") => (await client.FollowAsync(after, filter)).Events.Types();

    /// <summary>What happened to a thing after a cursor, by type.</summary>
    public static async Task<IReadOnlyList<string>> TypesAboutAsync(this HttpClient client, string id, string after) =>
        (await client.FollowAsync(after)).Events.Where(each => each.SubjectId() == id).Types();

    public static IReadOnlyList<string> Types(this IEnumerable<JsonObject> events) => [.. events.Select(each => each.Said("type")!)];

    public static string SubjectId(this JsonObject happened) => happened.Member("data")!.Said("id")!;

    public static string? RegionOf(this JsonObject happened) => happened.Member("data")!.Said("regionCode");

    public static string Url(this JsonObject happened) => happened.Member("data")!.Said("url")!;
}
