using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Access;

/// <summary>Rights that end, shrink or stop short: nothing goes round them.</summary>
public sealed class NarrowedRightsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly string[] Administration = ["admin"];

    private readonly HttpClient _everywhere = host.ClientOf("pengelola");

    [Fact]
    public async Task A_repeat_is_not_answered_to_a_caller_whose_reach_has_shrunk_since()
    {
        var office = await ServingAsync("73.01", "73.02");
        using var bound = host.ClientOf("petugas", Scopes.All, Guid.Parse(office.Id));
        (string, string) once = ("Idempotency-Key", $"{Guid.CreateVersion7()}"), again = ("Idempotency-Key", $"{Guid.CreateVersion7()}");
        object draft = new { kind = "jointAgreement", regionCode = "73.01" }, key = """{"name":"uji","scopes":["agreements:read"],"regionCodes":["73.01"]}""";
        (await bound.Post("/v1/agreements", draft, once)).Is(HttpStatusCode.Created);
        (await bound.Post("/v1/api-keys", key, again)).Is(HttpStatusCode.Created);
        Assert.True((await bound.Post("/v1/agreements", draft, once)).Is(HttpStatusCode.Created).Headers.Contains("Idempotency-Replayed"));

        (await _everywhere.Patch($"/v1/bpjs-offices/{office.Id}", """{"catchmentRegionCodes":["73.02"]}""", ("If-Match", office.ETag!))).Is(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        (await bound.Post("/v1/agreements", draft, once)).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
        (await bound.Post("/v1/api-keys", key, again)).IsProblem(HttpStatusCode.NotFound, "api-key.not-found");
    }

    [Fact]
    public async Task A_key_does_not_outlive_the_key_that_issues_it()
    {
        using var brief = host.ClientBy(await IssuedAsync("2027-01-31T00:00:00Z"));

        var refused = (await IssueAsync(brief, expiresAt: null)).IsProblem(HttpStatusCode.Forbidden, "api-key.outlives-issuer");
        Assert.Contains("(2027-01-31T00:00:00.000Z)", refused.Body.Said("detail")!, StringComparison.Ordinal);
        (await IssueAsync(brief, "2027-01-31T00:00:00.001Z")).IsProblem(HttpStatusCode.Forbidden, "api-key.outlives-issuer");
        (await IssueAsync(brief, "2027-01-31T00:00:00Z")).Is(HttpStatusCode.Created);
        (await IssueAsync(_everywhere, expiresAt: null)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_office_is_put_under_another_or_taken_from_it_only_by_who_reaches_all_that_the_other_serves()
    {
        var above = await ServingAsync(["75", "74"], "regionalOffice");
        var own = await ServingAsync("75.01");
        var held = await ServingAsync(["75.02"], parentId: above.Id);
        using var bounded = host.ClientOf("pengelola daerah", Scopes.All, "75");
        using var wider = host.ClientOf("pengelola wilayah", Scopes.All, "74", "75");

        (await bounded.Post("/v1/bpjs-offices", new { kind = "branch", name = $"Kantor {Guid.CreateVersion7()}", parentId = above.Id })).IsProblem(HttpStatusCode.Forbidden, "region.out-of-reach");
        (await EditAsync(bounded, own, new { parentId = above.Id })).IsProblem(HttpStatusCode.Forbidden, "region.out-of-reach");
        (await EditAsync(bounded, held, new { parentId = (string?)null })).IsProblem(HttpStatusCode.Forbidden, "region.out-of-reach");
        var renamed = (await EditAsync(bounded, held, new { name = $"Kantor {Guid.CreateVersion7()}" })).Is(HttpStatusCode.OK);

        Assert.Equal(above.Id, (await EditAsync(wider, own, new { parentId = above.Id })).Is(HttpStatusCode.OK).Body.Said("parentId"));
        Assert.Null((await EditAsync(wider, renamed, new { parentId = (string?)null })).Is(HttpStatusCode.OK).Body.Member("parentId"));
    }

    // Every action in the state that allows it, by a caller with one scope: what is offered is what is not refused for want of a scope.
    [Theory]
    [InlineData("draft", "submit", "cancel", "delete")]
    [InlineData("inReview", "return", "approve", "cancel")]
    [InlineData("approved", "sign", "cancel")]
    [InlineData("signed", "terminate", "amend", "openRenewal")]
    public async Task What_is_offered_is_what_the_callers_scopes_allow(string state, params string[] actions)
    {
        var agreement = await _everywhere.InStateAsync(state);
        foreach (var scope in new[] { Scope.AgreementsWrite, Scope.AgreementsApprove })
        {
            using var reader = host.ClientOf("petugas", [Scope.AgreementsRead, scope]);
            using var doer = host.ClientOf("petugas", [scope]);
            var offered = (await reader.ReadAsync(agreement)).Is(HttpStatusCode.OK).Body["allowedActions"]!.AsArray().Select(each => each!.Said("action"));

            var open = new List<string>();
            foreach (var action in actions)
            {
                if ((await TryAsync(doer, agreement, action)).Status != HttpStatusCode.Forbidden)
                {
                    open.Add(action);
                }
            }

            Assert.Equal(open, offered);
        }
    }

    [Fact]
    public async Task Who_may_only_read_is_offered_nothing_and_what_was_seen_by_one_can_be_changed_by_another()
    {
        var draft = await _everywhere.DraftedAsync();
        using var reader = host.ClientOf("pembaca", [Scope.AgreementsRead]);

        var read = (await reader.ReadAsync(draft)).Is(HttpStatusCode.OK);

        Assert.Empty(read.Body["allowedActions"]!.AsArray());
        Assert.NotEqual(draft.ETag, read.ETag);
        (await _everywhere.Patch($"/v1/agreements/{draft.Id}", new { notes = "Diperiksa" }, ("If-Match", read.ETag!))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_predecessor_beyond_the_callers_reach_is_named_neither_in_the_record_nor_in_lists_nor_in_its_history_nor_in_the_audit()
    {
        var foreign = (await _everywhere.Post("/v1/agreements", Story.Draft("61"))).Is(HttpStatusCode.Created);
        var own = (await _everywhere.Post("/v1/agreements", Story.Draft("62").With(("predecessorId", foreign.Id)))).Is(HttpStatusCode.Created);
        using var bounded = host.ClientOf("petugas", Scopes.All, "62");
        using var wider = host.ClientOf("petugas", Scopes.All, "61", "62");

        Assert.Equal(foreign.Id, (await wider.ReadAsync(own)).Body.Said("predecessorId"));
        Assert.Contains(foreign.Id, (await wider.Get($"/v1/agreements/{own.Id}/history")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var read = (await bounded.ReadAsync(own)).Is(HttpStatusCode.OK);
        Assert.Null(read.Body.Said("predecessorId"));
        var listed = (await bounded.Get("/v1/agreements?regionCode=62")).Is(HttpStatusCode.OK);
        var history = (await bounded.Get($"/v1/agreements/{own.Id}/history")).Is(HttpStatusCode.OK);
        var edited = (await bounded.EditAsync(read, new { notes = "Diperiksa" })).Is(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var (audit, export) = ((await bounded.Get($"/v1/audit?agreementId={own.Id}")).Is(HttpStatusCode.OK), (await bounded.Get($"/v1/audit/export?agreementId={own.Id}")).Is(HttpStatusCode.OK));
        Assert.Contains(foreign.Id, (await wider.Get($"/v1/audit?agreementId={own.Id}")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains(foreign.Id, (await wider.Get($"/v1/audit/export?agreementId={own.Id}")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.All([audit, export], answer => Assert.Contains("predecessorId", answer.Text, StringComparison.Ordinal));
        Assert.All([read, listed, history, edited, audit, export], answer => Assert.DoesNotContain(foreign.Id, answer.Text, StringComparison.Ordinal));
        Assert.Contains("predecessorId", history.Text, StringComparison.Ordinal);
        Assert.Equal(foreign.Id, (await _everywhere.ReadAsync(own)).Body.Said("predecessorId"));
    }

    private static Task<Answered> TryAsync(HttpClient client, Answered agreement, string action)
    {
        var path = $"/v1/agreements/{agreement.Id}";
        return action switch
        {
            "sign" => client.Post($"{path}/signatures", new JsonObject()),
            "amend" => client.Post($"{path}/amendments", new JsonObject()),
            "openRenewal" => client.Post($"{path}/renewals", new JsonObject()),
            "delete" => client.Delete(path, ("If-Match", "\"0.0.0\"")),
            _ => client.Post($"{path}/{action}", new JsonObject(), ("If-Match", "\"0.0.0\"")),
        };
    }

    private static Task<Answered> EditAsync(HttpClient client, Answered office, object change) => client.Patch($"/v1/bpjs-offices/{office.Id}", change, ("If-Match", office.ETag!));

    private static Task<Answered> IssueAsync(HttpClient client, string? expiresAt) =>
        client.Post("/v1/api-keys", new { name = "uji", scopes = Administration, allRegions = true, expiresAt });

    private Task<Answered> ServingAsync(params string[] regions) => ServingAsync(regions, "branch");

    private async Task<Answered> ServingAsync(string[] regions, string kind = "branch", string? parentId = null) =>
        (await _everywhere.Post("/v1/bpjs-offices", new { kind, name = $"Kantor {Guid.CreateVersion7()}", parentId, catchmentRegionCodes = regions })).Is(HttpStatusCode.Created);

    private async Task<string> IssuedAsync(string expiresAt) => (await IssueAsync(_everywhere, expiresAt)).Is(HttpStatusCode.Created).Body.Said("key")!;
}
