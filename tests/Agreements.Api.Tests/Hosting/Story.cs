using System.Net;

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
        return (await client.Post($"/v1/agreements/{submitted.Id}/approve", null, ("If-Match", submitted.ETag!), ("X-Actor", "kepala.biro"))).Is(HttpStatusCode.OK);
    }

    public static Task<Answered> SignAsync(this HttpClient client, Answered agreement, string party, string on = "2026-11-20") =>
        client.Post($"/v1/agreements/{agreement.Id}/signatures", new { party, name = "Suhardi Duka", title = "Gubernur Sulawesi Barat", signedOn = on });

    public static async Task<Answered> SignedAsync(this HttpClient client, string region = "76", string? from = "2027-01-01", string? until = "2027-12-31")
    {
        var approved = await client.ApprovedAsync(region, from, until);
        (await client.SignAsync(approved, "localGovernment")).Is(HttpStatusCode.Created);
        return (await client.SignAsync(approved, "bpjs")).Is(HttpStatusCode.Created);
    }
}
