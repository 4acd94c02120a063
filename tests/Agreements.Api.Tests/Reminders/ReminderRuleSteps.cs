using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Regions;

namespace Agreements.Api.Tests.Reminders;

/// <summary>What says when reminders go out, and letting them go out.</summary>
public static class ReminderRuleSteps
{
    /// <summary>The ladders that the service comes with, in its order.</summary>
    public static IReadOnlyList<(string Kind, int[] Offsets)> Defaults { get; } =
    [
        ("expiry", [180, 90, 60, 30, 14, 7, 1, 0]),
        ("renewalNotice", [60, 30, 14, 7, 1, 0]),
        ("renewalStage", [14, 7, 1, 0]),
        ("followUp", [7, 1, 0]),
        ("workPlan", [90, 60, 30, 14, 7, 1, 0]),
        ("activity", [14, 7, 1, 0]),
    ];

    /// <summary>A body with the ladders of the service but for these.</summary>
    public static object Rules(params (string Kind, int[] Offsets)[] others) => new
    {
        rules = Defaults.Select(rule => others.Where(other => other.Kind == rule.Kind).DefaultIfEmpty(rule).First()).Select(rule => new { kind = rule.Kind, offsets = rule.Offsets }).ToList(),
    };

    public static async Task<Answered> RulesAsync(this HttpClient client) => (await client.Get("/v1/reminder-rules")).Is(HttpStatusCode.OK);

    public static Task<Answered> PutRulesAsync(this HttpClient client, object body, string? etag = "*") =>
        client.Send(HttpMethod.Put, "/v1/reminder-rules", Hosting.Http.Json(body), etag is null ? [] : [("If-Match", etag)]);

    /// <summary>Sets the ladders of the service but for these.</summary>
    public static async Task<Answered> RuledAsync(this HttpClient client, params (string Kind, int[] Offsets)[] others) => (await client.PutRulesAsync(Rules(others))).Is(HttpStatusCode.OK);

    /// <summary>Each ladder in short: <c>kind: offset offset …</c>.</summary>
    public static IReadOnlyList<string> Ladders(this Answered rules) =>
        [.. rules.Body.Member("rules")!.AsArray().Select(rule => $"{rule!.Said("kind")}: {string.Join(' ', rule!.Member("offsets")!.AsArray().Select(offset => offset!.GetValue<int>()))}")];

    public static Task<Answered> PreviewAsync(this HttpClient client, string from, string to, string query = "") => client.Post($"/v1/reminders/preview{query}", new { from, to });

    /// <summary>Every reminder of a preview, page after page.</summary>
    public static async Task<IReadOnlyList<JsonObject>> PreviewedAsync(this HttpClient client, string from, string to, int limit = 200)
    {
        var items = new List<JsonObject>();
        for (string? after = ""; after is not null;)
        {
            var page = (await client.PreviewAsync(from, to, $"?limit={limit}{after}")).Is(HttpStatusCode.OK);
            items.AddRange(page.Items);
            after = page.Body.Said("next") is { } next ? $"&after={next}" : null;
        }

        return items;
    }

    /// <summary>What goes out of an agreement in a span, as <c>day kind offset</c>.</summary>
    public static async Task<IReadOnlyList<string>> PreviewedAsync(this HttpClient client, Answered agreement, string from, string to, params string[] kinds) =>
        [.. (await client.PreviewedAsync(from, to)).Where(row => row.Said("agreementId") == agreement.Id && (kinds.Length == 0 || kinds.Contains(row.Said("kind"))))
            .Select(row => $"{row.Said("goesOutOn")} {row.Said("kind")} {row.Number("offset")}")];

    /// <summary>What went out, as <c>kind offset</c>, of one agreement.</summary>
    public static IEnumerable<string> Of(this IEnumerable<JsonObject> sent, Answered agreement) =>
        sent.Where(reminder => (reminder.Member("agreement") as JsonObject)?.Said("id") == agreement.Id).Select(reminder => $"{reminder.Said("kind")} {reminder.Number("offset")}");

    /// <summary>The date at an instant where a reminder concerns somebody.</summary>
    public static string DayOf(this JsonObject reminder, DateTimeOffset at) => IndonesianTime.DateIn(reminder.Said("timeZone")!, at).ToString("O", CultureInfo.InvariantCulture);
}
