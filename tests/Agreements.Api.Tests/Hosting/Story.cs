using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agreements.Api.Tests.Hosting;

/// <summary>The steps of an agreement's life, each checked, so that a test begins where its subject begins.</summary>
public static class Story
{
    public static object Draft(string region = "76", string? subject = "Penyelenggaraan JKN", string? from = "2027-01-01", string? until = "2027-12-31", Guid? office = null, string? owner = "Biro Pemkesra") => new
    {
        kind = "memorandumOfAgreement",
        regionCode = region,
        subject,
        bpjsOfficeId = office,
        owner,
        effectiveFrom = from,
        effectiveUntil = until,
    };

    public static async Task<Guid> OfficeAsync(this HttpClient client, string? name = null)
    {
        var answer = await client.Post("/v1/bpjs-offices", new { kind = "branch", name = name ?? $"Kantor Cabang {Guid.CreateVersion7()}" });
        return Guid.Parse(answer.Is(HttpStatusCode.Created).Id);
    }

    /// <summary>A complete draft.</summary>
    public static async Task<Answered> DraftedAsync(this HttpClient client, string region = "76", string? from = "2027-01-01", string? until = "2027-12-31") =>
        (await client.Post("/v1/agreements", Draft(region, from: from, until: until, office: await client.OfficeAsync()))).Is(HttpStatusCode.Created);

    public static async Task<Answered> ActAsync(this HttpClient client, Answered agreement, string action, object? body = null) =>
        await client.Post($"/v1/agreements/{agreement.Id}/{action}", body, ("If-Match", agreement.ETag!));

    public static async Task<Answered> SubmittedAsync(this HttpClient client, string region = "76", string? from = "2027-01-01", string? until = "2027-12-31") =>
        (await client.ActAsync(await client.DraftedAsync(region, from, until), "submit")).Is(HttpStatusCode.OK);

    /// <summary>Approved by somebody else.</summary>
    public static async Task<Answered> ApprovedAsync(this HttpClient client, string region = "76", string? from = "2027-01-01", string? until = "2027-12-31")
    {
        var submitted = await client.SubmittedAsync(region, from, until);
        return (await client.Post($"/v1/agreements/{submitted.Id}/approve", null, ("If-Match", submitted.ETag!), (Keys.Header, Keys.Of("kepala.biro")))).Is(HttpStatusCode.OK);
    }

    public static Task<Answered> SignAsync(this HttpClient client, Answered agreement, string party, string on = "2026-11-20") =>
        client.Post($"/v1/agreements/{agreement.Id}/signatures", new { party, name = "Nama Gubernur", title = "Gubernur Sulawesi Barat", signedOn = on });

    public static async Task<Answered> SignedAsync(this HttpClient client, string region = "76", string? from = "2027-01-01", string? until = "2027-12-31")
    {
        var approved = await client.ApprovedAsync(region, from, until);
        (await client.SignAsync(approved, "localGovernment")).Is(HttpStatusCode.Created);
        return (await client.SignAsync(approved, "bpjs")).Is(HttpStatusCode.Created);
    }

    /// <summary>Leads a draft to the signatures of both parties.</summary>
    public static async Task<Answered> SignedAsync(this HttpClient client, object draft) =>
        await client.SignAfterReviewAsync((await client.Post("/v1/agreements", draft.With(("bpjsOfficeId", await client.OfficeAsync())))).Is(HttpStatusCode.Created));

    /// <summary>Takes a draft through review and both signatures.</summary>
    public static async Task<Answered> SignAfterReviewAsync(this HttpClient client, Answered draft)
    {
        var submitted = (await client.ActAsync(draft, "submit")).Is(HttpStatusCode.OK);
        (await client.Post($"/v1/agreements/{draft.Id}/approve", null, ("If-Match", submitted.ETag!), (Keys.Header, Keys.Of("kepala.biro")))).Is(HttpStatusCode.OK);
        (await client.SignAsync(draft, "localGovernment")).Is(HttpStatusCode.Created);
        return (await client.SignAsync(draft, "bpjs")).Is(HttpStatusCode.Created);
    }

    /// <summary>A complete draft with these members instead of, or besides, the usual ones.</summary>
    public static async Task<Answered> DraftedWithAsync(this HttpClient client, params (string Member, object? Value)[] members) =>
        (await client.Post("/v1/agreements", Draft(office: await client.OfficeAsync()).With(members))).Is(HttpStatusCode.Created);

    /// <summary>A signed agreement with these members instead of, or besides, the usual ones.</summary>
    public static async Task<Answered> SignedWithAsync(this HttpClient client, params (string Member, object? Value)[] members) =>
        await client.SignAfterReviewAsync(await client.DraftedWithAsync(members));

    public static async Task<Answered> PartiallySignedAsync(this HttpClient client) =>
        (await client.SignAsync(await client.ApprovedAsync(), "localGovernment")).Is(HttpStatusCode.Created);

    public static async Task<Answered> TerminatedAsync(this HttpClient client) =>
        (await client.ActAsync(await client.SignedAsync(), "terminate", Termination())).Is(HttpStatusCode.OK);

    public static async Task<Answered> CancelledAsync(this HttpClient client) =>
        (await client.ActAsync(await client.DraftedAsync(), "cancel", new { reason = "Anggaran ditunda" })).Is(HttpStatusCode.OK);

    public static Task<Answered> InStateAsync(this HttpClient client, string state) => state switch
    {
        "draft" => client.DraftedAsync(),
        "inReview" => client.SubmittedAsync(),
        "approved" => client.ApprovedAsync(),
        "partiallySigned" => client.PartiallySignedAsync(),
        "signed" => client.SignedAsync(),
        "terminated" => client.TerminatedAsync(),
        "cancelled" => client.CancelledAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
    };

    public static object Termination(string effectiveOn = "2027-06-30") => new { ground = "partiesAgreed", effectiveOn, reason = "Disepakati kedua pihak" };

    /// <summary>An amendment that both parties have signed.</summary>
    public static object Amendment(string signedOn = "2026-11-20", string effectiveOn = "2027-07-01", string? effectiveUntil = null, int? participantQuota = null) => new
    {
        signedOn,
        effectiveOn,
        summary = "Perubahan jangka waktu",
        effectiveUntil,
        participantQuota,
        signatures = new[]
        {
            new { party = "localGovernment", name = "Nama Gubernur", title = "Gubernur Sulawesi Barat", signedOn },
            new { party = "bpjs", name = "Nama Kepala Cabang", title = "Kepala Cabang", signedOn },
        },
    };

    public static Task<Answered> AmendAsync(this HttpClient client, Answered agreement, object amendment) =>
        client.Post($"/v1/agreements/{agreement.Id}/amendments", amendment);

    /// <summary>A body with more, or other, members.</summary>
    public static JsonObject With(this object body, params (string Member, object? Value)[] members)
    {
        var node = JsonSerializer.SerializeToNode(body)!.AsObject();
        foreach (var (member, value) in members)
        {
            node[member] = JsonSerializer.SerializeToNode(value);
        }

        return node;
    }

    /// <summary>Asks for a draft of region and kind with these members; whether it comes about is for the test to say.</summary>
    public static Task<Answered> DraftAsync(this HttpClient client, params (string Member, object? Value)[] members) =>
        client.Post("/v1/agreements", new { kind = "memorandumOfAgreement", regionCode = "76" }.With(members));

    public static Task<Answered> EditAsync(this HttpClient client, Answered agreement, object body) =>
        client.Patch($"/v1/agreements/{agreement.Id}", body, ("If-Match", agreement.ETag!));

    public static Task<Answered> ReadAsync(this HttpClient client, Answered agreement) => client.Get($"/v1/agreements/{agreement.Id}");

    /// <summary>How an agreement stands on a day.</summary>
    public static async Task<Answered> ReadAsync(this HttpClient client, Answered agreement, string asOf) =>
        (await client.Get($"/v1/agreements/{agreement.Id}?asOf={asOf}")).Is(HttpStatusCode.OK);

    /// <summary>The terms of an agreement, with the version in force on a day.</summary>
    public static async Task<Answered> TermsAsync(this HttpClient client, Answered agreement, string? asOf = null) =>
        (await client.Get($"/v1/agreements/{agreement.Id}/terms{(asOf is null ? "" : $"?asOf={asOf}")}")).Is(HttpStatusCode.OK);

    public static async Task<IReadOnlyList<JsonObject>> HistoryAsync(this HttpClient client, Answered agreement) =>
        (await client.Get($"/v1/agreements/{agreement.Id}/history?limit=200")).Is(HttpStatusCode.OK).Items;

    /// <summary>Fails unless the agreement is, to the byte, what it was, and its history too.</summary>
    public static async Task StillAsync(this HttpClient client, Answered agreement)
    {
        var now = (await client.ReadAsync(agreement)).Is(HttpStatusCode.OK);
        Assert.Equal(agreement.ETag, now.ETag);
        Assert.Equal(agreement.Text, now.Text);
        Assert.Equal(agreement.Body.Number("version"), (await client.HistoryAsync(agreement)).Count);
    }

    /// <summary>Every item of a list, page after page.</summary>
    public static async Task<IReadOnlyList<JsonObject>> WalkAsync(this HttpClient client, string list)
    {
        var items = new List<JsonObject>();
        var after = "";
        while (true)
        {
            var page = (await client.Get($"{list}{after}")).Is(HttpStatusCode.OK);
            items.AddRange(page.Items);
            if (page.Body.Said("next") is not { } next)
            {
                return items;
            }

            after = $"{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={next}";
        }
    }

    /// <summary>A member that is text or null.</summary>
    public static string? Said(this JsonNode node, string member) => Member(node, member)?.GetValue<string>();

    /// <summary>A member that is a whole number.</summary>
    public static int Number(this JsonNode node, string member) => Member(node, member)!.GetValue<int>();

    /// <summary>A member that is true or false.</summary>
    public static bool Flag(this JsonNode node, string member) => Member(node, member)!.GetValue<bool>();

    /// <summary>A member that is a list of texts.</summary>
    public static IEnumerable<string> Texts(this JsonNode node, string member) => Member(node, member)!.AsArray().Select(item => item!.GetValue<string>());

    /// <summary>A member that has to be there, if only as null.</summary>
    public static JsonNode? Member(this JsonNode node, string member)
    {
        Assert.True(node.AsObject().TryGetPropertyValue(member, out var value), $"there is no {member} in {node.ToJsonString()}");
        return value;
    }

    /// <summary>The ids of the items of a list.</summary>
    public static IReadOnlyList<string> Ids(this Answered list) => [.. list.Items.Select(item => item.Said("id")!)];

    /// <summary>What an entry of the history says in short: who, what, from where to where.</summary>
    public static string Told(this JsonObject entry) => $"{entry.Said("by")} {entry.Said("action")} {entry.Said("from") ?? "-"}>{entry.Said("to") ?? "-"}";

    /// <summary>One changed field of an entry, as <c>before > after</c> in JSON.</summary>
    public static string Changed(this JsonObject entry, string field)
    {
        var change = entry.Member("changes")!.AsArray().Single(each => each!.Said("field") == field)!;
        return $"{Json(change.Member("before"))} > {Json(change.Member("after"))}";

        static string Json(JsonNode? value) => value?.ToJsonString() ?? "null";
    }
}
