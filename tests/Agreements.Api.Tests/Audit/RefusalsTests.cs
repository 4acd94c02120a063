using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Audit;

/// <summary>What the audit keeps of what was refused beyond the plain cases.</summary>
public sealed class RefusalsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly string[] Reading = ["agreements:read"];

    private readonly HttpClient _client = host.ClientOf("staf");

    // One that is longer than the audit takes is cut off.
    public static TheoryData<string, string> Methods => new() { { "GET", "GET" }, { "PROPFIND", "PROPFIND" }, { new string('X', 150), new string('X', 100) } };

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Whoever_is_not_known_is_noted_by_the_method_where_the_request_meets_no_operation(string method, string action)
    {
        using var stranger = host.ClientBy(Keys.Of("orang tak dikenal"));

        var refused = (await stranger.Send(new HttpMethod(method), "/v1/nothing-here", content: null)).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");

        var entry = await EntryOfAsync(refused);
        Assert.Equal((action, "credentials.invalid", null), (entry.Said("action"), entry.Said("code"), entry.Said("subjectKind")));
    }

    [Fact]
    public async Task Who_asks_for_the_line_of_a_region_beyond_their_reach_is_seen_by_those_whose_it_is()
    {
        using var foreign = host.ClientOf("petugas.sultra", Scopes.All, "74");
        using var owner = host.ClientOf("petugas.sulbar", [Scope.Admin], "76");

        var beyond = (await foreign.Get("/v1/continuity?regionCode=76")).IsProblem(HttpStatusCode.BadRequest, "region.unknown");
        var none = (await foreign.Get("/v1/continuity?regionCode=99")).IsProblem(HttpStatusCode.BadRequest, "region.unknown");

        var entry = Assert.Single(await owner.AuditAsync("action=getContinuity"));
        Assert.Equal(beyond.Body.Said("traceId"), entry.Said("traceId"));
        Assert.Equal(("petugas.sultra", "refused", "region.unknown", "76", null), (entry.Said("by"), entry.Said("outcome"), entry.Said("code"), entry.Said("regionCode"), entry.Said("subjectKind")));
        Assert.Empty(await EntriesOfAsync(none));
    }

    [Fact]
    public async Task Who_names_a_predecessor_beyond_their_reach_is_noted_with_it_and_who_names_none_is_not()
    {
        var theirs = await _client.DraftedAsync("76");
        using var foreign = host.ClientOf("petugas.sultra", Scopes.All, "74");
        var own = (await foreign.Post("/v1/agreements", Story.Draft("74"))).Is(HttpStatusCode.Created);

        var drafted = (await foreign.Post("/v1/agreements", Story.Draft("74").With(("predecessorId", theirs.Id)))).IsProblem(HttpStatusCode.BadRequest, "agreement.unknown");
        var edited = (await foreign.EditAsync(own, new { predecessorId = theirs.Id })).IsProblem(HttpStatusCode.BadRequest, "agreement.unknown");
        var none = (await foreign.EditAsync(own, new { predecessorId = Guid.CreateVersion7() })).IsProblem(HttpStatusCode.BadRequest, "agreement.unknown");
        var nowhere = (await _client.Post("/v1/agreements", Story.Draft("74").With(("predecessorId", Guid.CreateVersion7())))).IsProblem(HttpStatusCode.BadRequest, "agreement.unknown");

        foreach (var (refused, action) in new[] { (drafted, "draftAgreement"), (edited, "editAgreement") })
        {
            var entry = await EntryOfAsync(refused);
            Assert.Equal(("petugas.sultra", action, "agreement", theirs.Id, "76"), (entry.Said("by"), entry.Said("action"), entry.Said("subjectKind"), entry.Said("subjectId"), entry.Said("regionCode")));
        }

        Assert.Empty(await EntriesOfAsync(none));
        Assert.Empty(await EntriesOfAsync(nowhere));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_that_was_revoked_is_named_whether_it_was_used_before_or_not(bool used)
    {
        var key = (await _client.Post("/v1/api-keys", new { name = "Pengingat", scopes = Reading, allRegions = true })).Is(HttpStatusCode.Created);
        using var holder = host.ClientBy(key.Body.Said("key")!);
        if (used)
        {
            (await holder.Get("/v1/me")).Is(HttpStatusCode.OK);
        }

        (await _client.Delete($"/v1/api-keys/{key.Id}", ("If-Match", key.ETag!))).Is(HttpStatusCode.NoContent);

        var entry = await EntryOfAsync((await holder.Get("/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid"));

        Assert.Equal((null, $"key:{key.Id}"), (entry.Said("by"), entry.Said("credential")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_that_has_expired_is_named_whether_it_was_used_before_or_not(bool used)
    {
        await using var later = new ServiceHost();
        using var client = later.ClientOf("staf");
        var expiresAt = later.Clock.Now.AddMinutes(1);
        var key = (await client.Post("/v1/api-keys", new { name = "Pengingat", scopes = Reading, allRegions = true, expiresAt })).Is(HttpStatusCode.Created);
        using var holder = later.ClientBy(key.Body.Said("key")!);
        if (used)
        {
            (await holder.Get("/v1/me")).Is(HttpStatusCode.OK);
        }

        later.Clock.Advance(TimeSpan.FromMinutes(1));
        (await holder.Get("/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");

        var entry = Assert.Single(await client.AuditAsync("outcome=refused"));
        Assert.Equal((null, "getMe", $"key:{key.Id}"), (entry.Said("by"), entry.Said("action"), entry.Said("credential")));
    }

    private async Task<JsonObject> EntryOfAsync(Answered refused) => Assert.Single(await EntriesOfAsync(refused));

    private async Task<IReadOnlyList<JsonObject>> EntriesOfAsync(Answered refused) =>
        [.. (await _client.AuditAsync("outcome=refused")).Where(entry => entry.Said("traceId") == refused.Body.Said("traceId"))];
}
