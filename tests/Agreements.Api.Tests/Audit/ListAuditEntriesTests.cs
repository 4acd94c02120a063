using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Store;
using Agreements.Domain.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Audit;

public sealed class ListAuditEntriesTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private static readonly string[] Steps = ["draftAgreement", "editAgreement", "submitAgreement", "approveAgreement", "signAgreement", "amendAgreement"];
    private static readonly string[] Catchment = ["76.01", "76.02"];
    private static readonly string[] Reading = ["agreements:read"];

    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task Every_change_of_an_agreement_is_there_with_who_did_it()
    {
        var draft = await _client.DraftedAsync();
        var edited = (await _client.EditAsync(draft, new { notes = "Rapat ditunda" })).Is(HttpStatusCode.OK);
        var submitted = (await _client.ActAsync(edited, "submit")).Is(HttpStatusCode.OK);
        using var head = host.ClientOf("kepala.biro");
        var approved = (await head.ActAsync(submitted, "approve")).Is(HttpStatusCode.OK);
        (await _client.SignAsync(approved, "localGovernment")).Is(HttpStatusCode.Created);
        var signed = (await _client.SignAsync(approved, "bpjs")).Is(HttpStatusCode.Created);
        (await _client.AmendAsync(signed, Story.Amendment())).Is(HttpStatusCode.Created);

        var entries = await _client.AuditAsync($"agreementId={draft.Id}");

        Assert.Equal(
            [
                "staf draftAgreement agreement", "staf editAgreement agreement", "staf submitAgreement agreement", "kepala.biro approveAgreement agreement",
                "staf signAgreement agreement", "staf signAgreement agreement", "staf amendAgreement agreement", "staf amendAgreement amendment",
            ],
            entries.Select(entry => $"{entry.Said("by")} {entry.Said("action")} {entry.Said("subjectKind")}").OrderBy(Rank).ThenBy(told => told, StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Equal(("done", null, "76"), (entry.Said("outcome"), entry.Said("code"), entry.Said("regionCode"))));
        Assert.All(entries, entry => Assert.StartsWith("key:", entry.Said("credential"), StringComparison.Ordinal));
        Assert.Equal("null > \"Rapat ditunda\"", entries.Single(entry => entry.Said("action") == "editAgreement").Changed("notes"));
        Assert.Equal("\"draft\" > \"inReview\"", entries.Single(entry => entry.Said("action") == "submitAgreement").Changed("lifecycle"));

        static int Rank(string told) => Array.IndexOf(Steps, told.Split(' ')[1]);
    }

    [Fact]
    public async Task The_administrator_key_is_there_as_any_other_key_is()
    {
        var issued = (await _client.Post("/v1/api-keys", new { name = "administrator", scopes = Reading, allRegions = true })).Is(HttpStatusCode.Created);
        var other = (await _client.AuditAsync("action=issueApiKey")).Single(entry => entry.Said("subjectId") == issued.Id);

        var made = Assert.Single(await _client.AuditAsync("action=makeAdministratorKey"));

        Assert.Equal(("administrator", null, "done", "apiKey"), (made.Said("by"), made.Said("credential"), made.Said("outcome"), made.Said("subjectKind")));
        Assert.Equal(Fields(other), Fields(made));
        Assert.Equal("null > \"administrator\"", made.Changed("owner"));
        Assert.Equal($"null > \"key:{made.Said("subjectId")}\"", made.Changed("holder"));
        var key = (await _client.Get($"/v1/api-keys/{made.Said("subjectId")}")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(("administrator", "administrator", null), (key.Said("name"), key.Said("createdBy"), key.Said("expiresAt")));

        static IEnumerable<string?> Fields(JsonObject entry) => entry["changes"]!.AsArray().Select(change => change!.Said("field"));
    }

    [Fact]
    public async Task What_a_deleted_draft_said_stays_readable()
    {
        var draft = await _client.DraftedAsync();

        (await _client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", draft.ETag!))).Is(HttpStatusCode.NoContent);

        var deletion = (await _client.AuditAsync($"agreementId={draft.Id}&action=deleteAgreement")).Single();
        Assert.Equal("\"Penyelenggaraan JKN\" > null", deletion.Changed("subject"));
        Assert.Equal(2, (await _client.AuditAsync($"agreementId={draft.Id}")).Count);
    }

    [Fact]
    public async Task Offices_are_there_with_their_catchments_and_keys_without_what_they_open_with()
    {
        var office = (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = $"Kantor Cabang {Guid.CreateVersion7()}", catchmentRegionCodes = Catchment })).Is(HttpStatusCode.Created);
        var key = (await _client.Post("/v1/api-keys", new { name = "Pengingat", scopes = Reading, allRegions = true })).Is(HttpStatusCode.Created);
        (await _client.Delete($"/v1/api-keys/{key.Id}", ("If-Match", key.ETag!))).Is(HttpStatusCode.NoContent);

        var entries = await _client.AuditAsync("by=staf");

        var opened = entries.Single(entry => entry.Said("subjectId") == office.Id);
        Assert.Equal(Catchment, opened["changes"]!.AsArray().Where(change => change!.Said("field") == "regionCode").Select(change => change!.Said("after")).Order(StringComparer.Ordinal));
        var ofKey = entries.Where(entry => entry.Said("subjectId") == key.Id).ToList();
        Assert.Equal(["issueApiKey", "revokeApiKey"], ofKey.Select(entry => entry.Said("action")).Order(StringComparer.Ordinal));
        var secret = key.Body.Said("key")!;
        Assert.All(ofKey, entry => Assert.DoesNotContain(secret, entry.ToJsonString(), StringComparison.Ordinal));
        Assert.All(ofKey, entry => Assert.DoesNotContain(Security.Secret.Of(secret)!.Value.Hash, entry.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_is_there_with_its_code()
    {
        var submitted = await _client.SubmittedAsync();
        using var reader = host.ClientOf("pembaca", [Scope.AgreementsRead], "76");
        using var nobody = host.CreateClient();
        using var stranger = host.ClientBy(Keys.Of("orang tak dikenal"));

        var self = await _client.ActAsync(submitted, "approve");
        var unscoped = await reader.ActAsync(submitted, "submit");
        var path = $"/v1/agreements/{submitted.Id}";
        var missing = await nobody.Get(path);
        var unknown = await stranger.Get(path);

        var entries = await _client.AuditAsync($"agreementId={submitted.Id}&outcome=refused");
        Assert.Equal(
            [
                (null, "getAgreement", "credentials.invalid", unknown),
                (null, "getAgreement", "credentials.missing", missing),
                ("pembaca", "submitAgreement", "scope.missing", unscoped),
                ("staf", "approveAgreement", "agreement.self-approval", self),
            ],
            entries.Select(entry => (By: entry.Said("by"), Action: entry.Said("action")!, Code: entry.Said("code")!,
                Answer: new[] { self, unscoped, missing, unknown }.Single(answer => answer.Body.Said("traceId") == entry.Said("traceId")))).OrderBy(entry => entry.By, StringComparer.Ordinal).ThenBy(entry => entry.Code, StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Empty(entry["changes"]!.AsArray()));
    }

    [Fact]
    public async Task Who_asks_for_what_lies_beyond_their_reach_is_seen_by_those_whose_it_is()
    {
        var draft = await _client.DraftedAsync("76");
        using var foreign = host.ClientOf("petugas.sultra", Scopes.All, "74");
        using var owner = host.ClientOf("petugas.sulbar", Scopes.All, "76");
        (await foreign.ReadAsync(draft)).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");

        var seen = (await owner.AuditAsync($"agreementId={draft.Id}&outcome=refused")).Single();

        Assert.Equal(("petugas.sultra", "getAgreement", "agreement.not-found", "76"), (seen.Said("by"), seen.Said("action"), seen.Said("code"), seen.Said("regionCode")));
        Assert.Empty(await foreign.AuditAsync($"agreementId={draft.Id}"));
    }

    [Fact]
    public async Task A_request_that_is_merely_faulty_or_late_leaves_nothing()
    {
        var draft = await _client.DraftedAsync();
        var before = (await _client.AuditAsync($"agreementId={draft.Id}")).Count;

        (await _client.Get($"/v1/agreements/{draft.Id}?asOf=kemarin")).Is(HttpStatusCode.BadRequest);
        (await _client.Patch($"/v1/agreements/{draft.Id}", new { notes = "x" })).Is(HttpStatusCode.PreconditionRequired);
        (await _client.Patch($"/v1/agreements/{draft.Id}", new { notes = "x" }, ("If-Match", "\"99\""))).Is(HttpStatusCode.PreconditionFailed);
        (await _client.EditAsync(draft, new { subject = "Penyelenggaraan JKN" })).Is(HttpStatusCode.OK);

        Assert.Equal(before, (await _client.AuditAsync($"agreementId={draft.Id}")).Count);
    }

    [Fact]
    public async Task A_repeat_that_changes_nothing_adds_nothing()
    {
        var body = Story.Draft();
        var key = ("Idempotency-Key", $"{Guid.CreateVersion7()}");
        var first = (await _client.Post("/v1/agreements", body, key)).Is(HttpStatusCode.Created);
        (await _client.Post("/v1/agreements", body, key)).Is(HttpStatusCode.Created);

        Assert.Single(await _client.AuditAsync($"agreementId={first.Id}"));
    }

    [Fact]
    public async Task The_trace_id_is_that_of_the_request()
    {
        var answer = await _client.Post("/v1/agreements", Story.Draft(), ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"));

        Assert.Equal(Trace, (await _client.AuditAsync($"agreementId={answer.Is(HttpStatusCode.Created).Id}")).Single().Said("traceId"));
    }

    [Fact]
    public async Task A_period_holds_its_first_instant_and_not_its_last()
    {
        using var own = host.ClientOf($"orang {Guid.CreateVersion7()}");
        var name = (await own.Get("/v1/me")).Body.Said("name")!;
        await own.OfficeAsync();
        var at = (await _client.AuditAsync($"by={name}")).Single().Said("at");

        Assert.Single(await _client.AuditAsync($"by={name}&from={at}"));
        Assert.Empty(await _client.AuditAsync($"by={name}&until={at}"));
    }

    [Fact]
    public async Task Walking_its_pages_neither_skips_nor_repeats()
    {
        using var own = host.ClientOf($"orang {Guid.CreateVersion7()}");
        var name = (await own.Get("/v1/me")).Body.Said("name")!;
        for (var i = 0; i < 7; i++)
        {
            await own.OfficeAsync();
        }

        var walked = (await _client.WalkAsync($"/v1/audit?by={name}&limit=2")).Select(entry => entry.Said("id")!).ToList();

        Assert.Equal(7, walked.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((await _client.AuditAsync($"by={name}")).Select(entry => entry.Said("id")!), walked);
    }

    [Fact]
    public void The_audit_knows_what_to_keep_of_every_record_that_the_store_has()
    {
        using var scope = host.Services.CreateScope();
        var records = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>().Model.GetEntityTypes().Select(type => type.ClrType).ToList();

        Assert.NotEmpty(records);
        Assert.All(records, record => _ = AuditTrail.SubjectOf(System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(record)));
    }
}
