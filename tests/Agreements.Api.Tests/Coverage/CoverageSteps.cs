using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Coverage;

/// <summary>Coverage, as tests record and read it.</summary>
internal static class CoverageSteps
{
    private static readonly string[] Changes = ["membersChange", "activeMembersChange", "coveragePointsChange", "activePointsChange"];

    /// <summary>What reaches every bound of 2025.</summary>
    public static object Reaching(string asOf = "2026-10-31") => new { asOf, population = 10_000, members = 9_801, activeMembers = 9_000, arrearsAmount = 0, source = "Kantor Cabang Mamuju" };

    /// <summary>Asks for a snapshot with these members besides what reaches every bound; whether it comes about is for the test to say.</summary>
    public static Task<Answered> RecordCoverageAsync(this HttpClient client, string region, string asOf, params (string Member, object? Value)[] members) =>
        client.Post($"/v1/regions/{region}/coverage", Reaching(asOf).With(members));

    public static async Task<Answered> CoveredAsync(this HttpClient client, string region, string asOf, params (string Member, object? Value)[] members) =>
        (await client.RecordCoverageAsync(region, asOf, members)).Is(HttpStatusCode.Created);

    /// <summary>How a region is judged.</summary>
    public static async Task<JsonObject> UhcStatusAsync(this HttpClient client, string region, string? asOf = null) =>
        (await client.Get($"/v1/regions/{region}/uhc-status{(asOf is null ? "" : $"?asOf={asOf}")}")).Is(HttpStatusCode.OK).Body;

    /// <summary>What a judgement says in short: the predicate, the reasons, and who is lacking.</summary>
    public static string Judged(this JsonNode status) =>
        string.Join(' ', new[] { status.Said("predicate")! }.Concat(status.Texts("reasons")).Append($"{Shown(status["distanceInPeople"]!.Member("members"))}/{Shown(status["distanceInPeople"]!.Member("activeMembers"))}"));

    /// <summary>What has changed in short: since when, members, active members, points of coverage and of activity.</summary>
    public static string Moved(this JsonNode snapshot) => snapshot.Member("change") is not { } change
        ? "-"
        : string.Join(' ', new[] { change.Said("since")! }.Concat(Changes.Select(member => Shown(change.Member(member)))));

    /// <summary>A number as it is written, or a dash.</summary>
    public static string Shown(this JsonNode? value) => value?.ToJsonString() ?? "-";
}
