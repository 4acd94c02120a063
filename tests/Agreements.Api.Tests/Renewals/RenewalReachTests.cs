using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Renewals;

/// <summary>Renewals and deadlines beyond a caller's reach are, to the byte, what is missing.</summary>
public sealed class RenewalReachTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly string Missing = $"{Guid.CreateVersion7()}";

    private readonly HttpClient _owner = host.ClientOf("penyusun");

    [Theory]
    [InlineData("31", "74")]
    [InlineData("74", "76.02")]
    [InlineData("76.02", "76")]
    public async Task A_foreign_renewal_is_answered_as_one_that_is_missing(string own, string foreign)
    {
        using var client = host.ClientOf("petugas", Scopes.All, own);
        var (mine, theirs) = (await OpenedAsync(own), await OpenedAsync(foreign));

        foreach (var (verb, path, body) in new (string, string, object?)[]
        {
            ("GET", "", null),
            ("GET", "?asOf=2027-06-01", null),
            ("PATCH", "", new { owner = "Titipan" }),
            ("POST", "/entries", new { kind = "note", occurredOn = "2026-11-20", summary = "Titipan" }),
            ("GET", "/entries", null),
            ("POST", "/successor", null),
            ("POST", "/close", new { outcome = "notRenewed", reason = "Titipan" }),
        })
        {
            await AsMissingAsync(client, verb, id => $"/v1/renewals/{id}{path}", body, theirs, "renewal.not-found");
        }

        (await client.Get($"/v1/renewals/{mine.Id}")).Is(HttpStatusCode.OK);
        await StillAsync(theirs);
    }

    [Theory]
    [InlineData("31", "74")]
    [InlineData("74", "76.02")]
    [InlineData("76.02", "76")]
    public async Task A_foreign_deadline_is_answered_as_one_that_is_missing(string own, string foreign)
    {
        using var client = host.ClientOf("petugas", Scopes.All, own);
        var renewal = await OpenedAsync(foreign);
        var deadlines = (await _owner.Get($"/v1/deadlines?agreementId={renewal.Body.Said("agreementId")}")).Is(HttpStatusCode.OK);
        Assert.Equal(7, deadlines.Items.Count);

        foreach (var id in deadlines.Ids())
        {
            var deadline = (await _owner.Get($"/v1/deadlines/{id}")).Is(HttpStatusCode.OK);
            await AsMissingAsync(client, "GET", each => $"/v1/deadlines/{each}", null, deadline, "deadline.not-found");
            await AsMissingAsync(client, "POST", each => $"/v1/deadlines/{each}/acknowledgement", new { note = "Titipan" }, deadline, "deadline.not-found");
            Assert.Equal(deadline.Text, (await _owner.Get($"/v1/deadlines/{id}")).Is(HttpStatusCode.OK).Text);
        }

        Assert.Empty((await client.Get($"/v1/deadlines?agreementId={renewal.Body.Said("agreementId")}&state=open,acknowledged,met,superseded")).Is(HttpStatusCode.OK).Items);
    }

    [Theory]
    [InlineData("31", "74")]
    [InlineData("74", "76.02")]
    [InlineData("76.02", "76")]
    public async Task Lists_hold_what_lies_within_alone(string own, string foreign)
    {
        using var client = host.ClientOf("petugas", Scopes.All, own);
        var (mine, theirs) = (await OpenedAsync(own), await OpenedAsync(foreign));

        foreach (var list in new[] { "/v1/renewals", "/v1/deadlines" })
        {
            var listed = await client.WalkAsync($"{list}?limit=7");
            Assert.NotEmpty(listed);
            Assert.All(listed, each => Assert.Equal(own, each.Said("regionCode")));
            foreach (var filter in new[] { $"regionCode={foreign}", $"agreementId={theirs.Body.Said("agreementId")}" })
            {
                Assert.NotEmpty((await _owner.Get($"{list}?{filter}")).Is(HttpStatusCode.OK).Items);
                Assert.Empty((await client.Get($"{list}?{filter}")).Is(HttpStatusCode.OK).Items);
            }
        }

        Assert.Contains(await client.WalkAsync("/v1/renewals?limit=7"), each => each.Said("id") == mine.Id);
    }

    [Fact]
    public async Task A_province_reaches_the_renewals_of_its_regencies()
    {
        using var client = host.ClientOf("petugas", Scopes.All, "76");
        var renewal = await OpenedAsync("76.04");

        (await client.Post($"/v1/renewals/{renewal.Id}/entries", new { kind = "note", occurredOn = "2026-11-20", summary = "Dibahas" })).Is(HttpStatusCode.Created);
        Assert.Contains(renewal.Id, (await client.Get("/v1/renewals?regionCode=76.04&limit=200")).Is(HttpStatusCode.OK).Ids());
        Assert.NotEmpty((await client.Get("/v1/deadlines?regionCode=76.04")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task A_meeting_beyond_reach_is_neither_named_in_the_log_nor_taken_into_it()
    {
        using var client = host.ClientOf("petugas", Scopes.All, "76.02");
        var renewal = await OpenedAsync("76.02");
        var meeting = (await _owner.Post("/v1/meetings", new { kind = "coordination", regionCode = "76", heldOn = "2026-11-20" })).Is(HttpStatusCode.Created);
        var entry = new { kind = "meeting", occurredOn = "2026-11-20", summary = "Dibahas di rapat", meetingId = meeting.Id };

        (await _owner.Post($"/v1/renewals/{renewal.Id}/entries", entry)).Is(HttpStatusCode.Created);
        var refused = await client.Post($"/v1/renewals/{renewal.Id}/entries", entry);
        var unknown = await client.Post($"/v1/renewals/{renewal.Id}/entries", entry.With(("meetingId", Missing)));

        Assert.Equal("meeting.unknown", Assert.Contains("/meetingId", refused.IsProblem(HttpStatusCode.BadRequest, "meeting.unknown").Errors));
        Assert.Equal(unknown.Refusal, refused.Refusal);
        Assert.Equal(meeting.Id, Assert.Single((await _owner.Get($"/v1/renewals/{renewal.Id}/entries")).Is(HttpStatusCode.OK).Items).Said("meetingId"));
        Assert.Null(Assert.Single((await client.Get($"/v1/renewals/{renewal.Id}/entries")).Is(HttpStatusCode.OK).Items).Said("meetingId"));
    }

    [Fact]
    public async Task A_successor_that_moves_to_a_foreign_region_is_named_no_more()
    {
        using var client = host.ClientOf("petugas", Scopes.All, "81");
        var renewal = await OpenedAsync("81");
        var draft = (await client.Post($"/v1/renewals/{renewal.Id}/successor", null)).Is(HttpStatusCode.Created);
        Assert.Equal(draft.Id, (await client.Get($"/v1/renewals/{renewal.Id}")).Is(HttpStatusCode.OK).Body.Said("successorId"));

        (await _owner.EditAsync(draft, new { regionCode = "82" })).Is(HttpStatusCode.OK);

        Assert.Null((await client.Get($"/v1/renewals/{renewal.Id}")).Is(HttpStatusCode.OK).Body.Said("successorId"));
        Assert.NotEqual(draft.Id, (await client.Post($"/v1/renewals/{renewal.Id}/successor", null)).Is(HttpStatusCode.Created).Id);
    }

    private static async Task AsMissingAsync(HttpClient client, string verb, Func<string, string> path, object? body, Answered theirs, string code)
    {
        var missing = (await SendAsync(Missing)).IsProblem(HttpStatusCode.NotFound, code);
        Assert.Equal(missing.Refusal, (await SendAsync(theirs.Id)).Refusal);

        Task<Answered> SendAsync(string id) => client.Send(new HttpMethod(verb), path(id), body is null ? null : Hosting.Http.Json(body), ("If-Match", theirs.ETag!));
    }

    private async Task<Answered> OpenedAsync(string region) =>
        (await _owner.Post($"/v1/agreements/{(await _owner.SignedAsync(region)).Id}/renewals", null)).Is(HttpStatusCode.Created);

    private async Task StillAsync(Answered renewal)
    {
        var now = (await _owner.Get($"/v1/renewals/{renewal.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal((renewal.ETag, renewal.Text), (now.ETag, now.Text));
    }
}
