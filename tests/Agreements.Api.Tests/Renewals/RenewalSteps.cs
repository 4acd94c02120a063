using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Renewals;

/// <summary>The steps of a renewal, each checked.</summary>
public static class RenewalSteps
{
    public static Task<Answered> RenewAsync(this HttpClient client, Answered agreement, object? body = null) => client.Post($"/v1/agreements/{agreement.Id}/renewals", body);

    public static async Task<Answered> RenewedAsync(this HttpClient client, Answered agreement, object? body = null) => (await client.RenewAsync(agreement, body)).Is(HttpStatusCode.Created);

    public static Task<Answered> RenewalAsync(this HttpClient client, Answered renewal, string? asOf = null) => client.Get($"/v1/renewals/{renewal.Id}{(asOf is null ? "" : $"?asOf={asOf}")}");

    public static Task<Answered> LogAsync(this HttpClient client, Answered renewal, string kind, string occurredOn, string? completesStage = null) =>
        client.Post($"/v1/renewals/{renewal.Id}/entries", new { kind, occurredOn, summary = $"Catatan {kind}", completesStage });

    public static Task<Answered> SuccessorAsync(this HttpClient client, Answered renewal) => client.Post($"/v1/renewals/{renewal.Id}/successor", null);

    public static async Task<Answered> CloseAsync(this HttpClient client, Answered renewal, string outcome) =>
        await client.Post($"/v1/renewals/{renewal.Id}/close", new { outcome, reason = "Disepakati dalam rapat" }, ("If-Match", (await client.RenewalAsync(renewal)).ETag!));

    public static async Task<Answered> PlanAsync(this HttpClient client, Answered renewal, object stages) =>
        await client.Patch($"/v1/renewals/{renewal.Id}", new { stages }, ("If-Match", (await client.RenewalAsync(renewal)).ETag!));

    /// <summary>The deadlines of an agreement but those of its work plans, as <c>kind[:stage] due state</c>, in the order of their days.</summary>
    public static async Task<IReadOnlyList<string>> DeadlinesAsync(this HttpClient client, Answered agreement, string query = "")
    {
        var rows = await client.WalkAsync($"/v1/deadlines?agreementId={agreement.Id}{query}");
        return [.. rows.Where(row => row.Said("kind") is not ("workPlan" or "activity")).Select(row => $"{row.Said("kind")}{(row.Said("stage") is { } stage ? $":{stage}" : "")} {row.Said("dueOn")} {row.Said("state")}")];
    }

    /// <summary>The planned and actual days of a stage.</summary>
    public static string Stage(this Answered renewal, string stage)
    {
        var plan = renewal.Body.Member("stages")!.Member(stage)!;
        return $"{plan.Said("startOn")} {plan.Said("dueOn")} {plan.Said("doneOn") ?? "-"}";
    }

    /// <summary>What is missed first, in short; null where nothing is.</summary>
    public static string? Missed(this Answered renewal) => renewal.Body.Member("firstMissed") is JsonObject missed ? $"{missed.Said("stage")} {missed.Said("date")} {missed.Said("on")} {missed.Number("days")}" : null;
}
