using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

public sealed class EditAgreementTests : IClassFixture<ServiceHost>
{
    private static readonly string[] AllFields =
    [
        "kind", "title", "subject", "segment", "regionCode", "agency", "bpjsOfficeId", "localNumber", "bpjsNumber", "scope", "legalBasis", "effectiveFrom",
        "effectiveUntil", "openEnded", "termText", "coverageFrom", "activationMode", "participantsHandedOverOn", "renewalNoticeMonths", "dprdApproval", "predecessorId", "owner", "notes",
        "needsReview",
    ];

    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public EditAgreementTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Theory]
    [InlineData("draft", null)]
    [InlineData("inReview", "agreement.locked-in-review", "localNumber", "bpjsNumber", "dprdApproval", "owner", "notes", "needsReview")]
    [InlineData("approved", "agreement.locked-in-review", "localNumber", "bpjsNumber", "dprdApproval", "owner", "notes", "needsReview")]
    [InlineData("partiallySigned", "agreement.locked-after-signing", "owner", "notes", "needsReview")]
    [InlineData("signed", "agreement.locked-after-signing", "coverageFrom", "activationMode", "participantsHandedOverOn", "owner", "notes", "needsReview")]
    [InlineData("terminated", "agreement.locked-after-signing", "coverageFrom", "activationMode", "participantsHandedOverOn", "owner", "notes", "needsReview")]
    [InlineData("cancelled", "agreement.locked-after-cancellation", "owner", "notes", "needsReview")]
    public async Task Each_state_locks_its_fields(string state, string? code, params string[] open)
    {
        var agreement = await _client.InStateAsync(state);
        var other = await _client.DraftedAsync();
        var found = new List<string>();

        foreach (var (field, value) in OtherValues(await _client.OfficeAsync(), other.Id))
        {
            var answer = await _client.EditAsync(agreement, new JsonObject { [field] = value?.DeepClone() });
            if (answer.Status == HttpStatusCode.OK)
            {
                Assert.Equal(agreement.Body.Number("version") + 1, answer.Body.Number("version"));
                found.Add(field);
                agreement = answer;
                continue;
            }

            answer.IsProblem(HttpStatusCode.Conflict, code ?? "nothing is locked");
            Assert.Equal(state, answer.Body.Said("current"));
            Assert.Equal([field], answer.Body.Texts("fields"));
            await _client.StillAsync(agreement);
        }

        Assert.Equal(state == "draft" ? AllFields : open, found);
    }

    [Fact]
    public async Task One_locked_field_keeps_the_open_ones_with_it_from_changing()
    {
        var submitted = await _client.SubmittedAsync();

        var answer = await _client.EditAsync(submitted, new { notes = "Diperbarui", subject = "Lain", title = "Lain" });

        answer.IsProblem(HttpStatusCode.Conflict, "agreement.locked-in-review");
        Assert.Equal(["title", "subject"], answer.Body.Texts("fields"));
        await _client.StillAsync(submitted);
    }

    [Fact]
    public async Task A_locked_field_may_be_repeated_as_it_is()
    {
        var signed = await _client.SignedAsync();

        var edited = (await _client.EditAsync(signed, new { effectiveUntil = "2027-12-31", notes = "Diperbarui" })).Is(HttpStatusCode.OK);

        Assert.Equal("Diperbarui", edited.Body.Said("notes"));
    }

    [Fact]
    public async Task Null_clears_and_what_is_absent_stays()
    {
        var draft = await _client.DraftedAsync();

        var edited = (await _client.EditAsync(draft, new { effectiveUntil = (string?)null, title = "Nota Kesepakatan" })).Is(HttpStatusCode.OK);

        Assert.Null(edited.Body.Member("effectiveUntil"));
        Assert.Equal("Nota Kesepakatan", edited.Body.Said("title"));
        Assert.Equal("2027-01-01", edited.Body.Said("effectiveFrom"));
        Assert.Equal("Biro Pemkesra", edited.Body.Said("owner"));
        await _client.StillAsync(edited);
    }

    [Theory]
    [InlineData("title", "\"Nota\"", "null")]
    [InlineData("bpjsOfficeId", null, "null")]
    [InlineData("scope", "[\"Kepesertaan\"]", "[]")]
    [InlineData("legalBasis", "[\"PP 28/2018\"]", "[]")]
    [InlineData("openEnded", "true", "false")]
    [InlineData("needsReview", "true", "false")]
    [InlineData("renewalNoticeMonths", "3", "null")]
    [InlineData("dprdApproval", """{"required":true,"number":"170/12","approvedOn":"2026-11-01"}""", """{"required":false,"number":null,"approvedOn":null}""")]
    public async Task Null_leaves_the_field_as_if_it_had_never_been_written(string field, string? value, string cleared)
    {
        var written = value is null ? JsonValue.Create(await _client.OfficeAsync()) : JsonNode.Parse(value);
        var draft = (await _client.DraftAsync((field, written))).Is(HttpStatusCode.Created);

        var edited = (await _client.EditAsync(draft, new JsonObject { [field] = null })).Is(HttpStatusCode.OK);

        Assert.Equal(cleared, edited.Body.Member(field)?.ToJsonString() ?? "null");
        Assert.Equal($"{draft.Body.Member(field)!.ToJsonString()} > {cleared}", (await _client.HistoryAsync(draft))[^1].Changed(field));
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("segment")]
    [InlineData("regionCode")]
    public async Task What_every_agreement_has_cannot_be_cleared(string field)
    {
        var draft = await _client.DraftedAsync();

        var answer = await _client.EditAsync(draft, new JsonObject { [field] = null });

        answer.IsProblem(HttpStatusCode.BadRequest, "value.required");
        Assert.Equal("value.required", Assert.Contains($"/{field}", answer.Errors));
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task The_councils_approval_is_patched_member_by_member()
    {
        var draft = (await _client.DraftAsync(("dprdApproval", new { required = true, number = "170/12/DPRD" }))).Is(HttpStatusCode.Created);

        var dated = (await _client.EditAsync(draft, new { dprdApproval = new { approvedOn = "2026-11-01" } })).Is(HttpStatusCode.OK);
        var renumbered = (await _client.EditAsync(dated, new { dprdApproval = new { number = (string?)null } })).Is(HttpStatusCode.OK);

        Assert.Equal("""{"required":true,"number":"170/12/DPRD","approvedOn":"2026-11-01"}""", dated.Body["dprdApproval"]!.ToJsonString());
        Assert.Equal("""{"required":true,"number":null,"approvedOn":"2026-11-01"}""", renumbered.Body["dprdApproval"]!.ToJsonString());
    }

    [Fact]
    public async Task Lists_are_replaced_as_a_whole()
    {
        var draft = (await _client.DraftAsync(("scope", new JsonArray("Kepesertaan", "Iuran")))).Is(HttpStatusCode.Created);

        var edited = (await _client.EditAsync(draft, new { scope = new JsonArray("Iuran", "Data") })).Is(HttpStatusCode.OK);

        Assert.Equal("[\"Iuran\",\"Data\"]", edited.Body["scope"]!.ToJsonString());
        Assert.Equal("[\"Kepesertaan\",\"Iuran\"] > [\"Iuran\",\"Data\"]", (await _client.HistoryAsync(draft))[^1].Changed("scope"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"subject":"Penyelenggaraan JKN"}""")]
    [InlineData("""{"title":null,"notes":null}""")]
    [InlineData("""{"scope":[],"dprdApproval":{},"needsReview":false}""")]
    [InlineData("""{"scope":null,"dprdApproval":null,"needsReview":null}""")]
    public async Task A_patch_that_changes_nothing_leaves_no_trace(string patch)
    {
        var draft = await _client.DraftedAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        var edited = (await _client.EditAsync(draft, patch)).Is(HttpStatusCode.OK);

        Assert.Equal(draft.ETag, edited.ETag);
        Assert.Equal(draft.Text, edited.Text);
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task The_history_says_who_changed_what_from_what_to_what_and_when()
    {
        var draft = await _client.DraftedAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(90));

        var body = new { kind = "jointAgreement", regionCode = "33.05", effectiveUntil = "2028-06-30", dprdApproval = new { required = true }, renewalNoticeMonths = 2 };
        var edited = (await _client.Patch($"/v1/agreements/{draft.Id}", body, ("If-Match", draft.ETag!))).Is(HttpStatusCode.OK);

        Assert.Equal("2026-11-21T03:30:00.000Z", edited.Body.Said("updatedAt"));
        Assert.Equal("2026-11-21T02:00:00.000Z", edited.Body.Said("createdAt"));
        Assert.Equal("Asia/Jakarta", edited.Body.Said("timeZone"));
        var entry = (await _client.HistoryAsync(draft))[^1];
        Assert.Equal("staf edit draft>draft", entry.Told());
        Assert.Equal(2, entry.Number("version"));
        Assert.Equal("2026-11-21T03:30:00.000Z", entry.Said("at"));
        Assert.Equal(["kind", "regionCode", "effectiveUntil", "renewalNoticeMonths", "dprdApproval"], entry["changes"]!.AsArray().Select(change => change!.Said("field")));
        Assert.Equal("\"memorandumOfAgreement\" > \"jointAgreement\"", entry.Changed("kind"));
        Assert.Equal("\"76\" > \"33.05\"", entry.Changed("regionCode"));
        Assert.Equal("\"2027-12-31\" > \"2028-06-30\"", entry.Changed("effectiveUntil"));
        Assert.Equal("null > 2", entry.Changed("renewalNoticeMonths"));
        Assert.Equal(
            """{"required":false,"number":null,"approvedOn":null} > {"required":true,"number":null,"approvedOn":null}""",
            entry.Changed("dprdApproval"));
    }

    [Fact]
    public async Task Plain_json_is_taken_as_well()
    {
        var draft = await _client.DraftedAsync();

        var edited = await _client.Send(HttpMethod.Patch, $"/v1/agreements/{draft.Id}", Hosting.Http.Json(new { notes = "Diperbarui" }), ("If-Match", draft.ETag!));

        Assert.Equal("Diperbarui", edited.Is(HttpStatusCode.OK).Body.Said("notes"));
    }

    [Theory]
    [InlineData("""{"effectiveFrom":"2028-01-01"}""", "/effectiveUntil", "term.ends-before-start")]
    [InlineData("""{"openEnded":true}""", "/openEnded", "term.open-ended-with-end")]
    [InlineData("""{"regionCode":"31.71"}""", "/regionCode", "region.not-autonomous")]
    [InlineData("""{"regionCode":"92.71"}""", "/regionCode", "region.unknown")]
    [InlineData("""{"bpjsOfficeId":"0198a8c4-1111-7222-8333-444455556666"}""", "/bpjsOfficeId", "office.unknown")]
    [InlineData("""{"predecessorId":"0198a8c4-1111-7222-8333-444455556666"}""", "/predecessorId", "agreement.unknown")]
    [InlineData("""{"effectiveUntil":"31/12/2027"}""", "/effectiveUntil", "value.malformed")]
    [InlineData("""{"segment":"everyone"}""", "/segment", "value.unknown")]
    [InlineData("""{"title":" "}""", "/title", "text.blank")]
    [InlineData("""{"notes":"NIK 7602014108900001"}""", "/notes", "text.personal-number")]
    [InlineData("""{"scope":[null]}""", "/scope/0", "value.required")]
    [InlineData("""{"dprdApproval":{"number":""}}""", "/dprdApproval/number", "text.blank")]
    [InlineData("""{"dprdApproval":{"by":"DPRD"}}""", "/dprdApproval/by", "member.unknown")]
    [InlineData("""{"notes":"a","notes":"b"}""", "/notes", "member.duplicate")]
    public async Task A_faulty_member_is_named_by_pointer_and_nothing_changes(string patch, string pointer, string code)
    {
        var draft = await _client.DraftedAsync();

        var answer = await _client.EditAsync(draft, patch);

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, Assert.Contains(pointer, answer.Errors));
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task An_agreement_cannot_continue_itself()
    {
        var draft = await _client.DraftedAsync();

        (await _client.EditAsync(draft, new { predecessorId = draft.Id })).IsProblem(HttpStatusCode.BadRequest, "agreement.own-predecessor");
    }

    [Fact]
    public async Task Whoever_does_not_say_what_it_has_seen_changes_nothing()
    {
        var draft = await _client.DraftedAsync();

        (await _client.Patch($"/v1/agreements/{draft.Id}", new { notes = "Diperbarui" })).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");

        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task Whoever_has_seen_an_earlier_version_changes_nothing()
    {
        var seen = await _client.DraftedAsync();
        var changed = (await _client.EditAsync(seen, new { notes = "Diperbarui" })).Is(HttpStatusCode.OK);

        (await _client.EditAsync(seen, new { notes = "Terlambat" })).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");

        await _client.StillAsync(changed);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_edited()
    {
        (await _client.Patch($"/v1/agreements/{Guid.CreateVersion7()}", new { notes = "a" }, ("If-Match", "*"))).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
    }

    // The review flag comes last: what is under review has other locks.
    private static JsonObject OtherValues(Guid office, string predecessor) => new()
    {
        ["kind"] = "jointAgreement",
        ["title"] = "Judul lain",
        ["subject"] = "Perihal lain",
        ["segment"] = "general",
        ["regionCode"] = "76.01",
        ["agency"] = "Dinas Kesehatan",
        ["bpjsOfficeId"] = office,
        ["localNumber"] = $"119/{Guid.CreateVersion7()}",
        ["bpjsNumber"] = $"12/{Guid.CreateVersion7()}",
        ["scope"] = new JsonArray("Kepesertaan"),
        ["legalBasis"] = new JsonArray("PP 28/2018"),
        ["effectiveFrom"] = "2027-02-01",
        ["effectiveUntil"] = null,
        ["openEnded"] = true,
        ["termText"] = "lima tahun",
        ["coverageFrom"] = "2027-03-01",
        ["activationMode"] = "sameDay",
        ["participantsHandedOverOn"] = "2026-11-20",
        ["renewalNoticeMonths"] = 3,
        ["dprdApproval"] = new JsonObject { ["required"] = true, ["number"] = "170/12/DPRD", ["approvedOn"] = "2026-11-01" },
        ["predecessorId"] = predecessor,
        ["owner"] = "Dinas Kesehatan",
        ["notes"] = "Diperbarui",
        ["needsReview"] = true,
    };

    [Theory]
    [InlineData("inReview", "agreement.locked-in-review")]
    [InlineData("signed", "agreement.locked-after-signing")]
    public async Task The_review_flag_does_not_open_the_terms_of_an_agreement_that_went_through_review_here(string state, string code)
    {
        var agreement = await _client.InStateAsync(state);
        var flagged = (await _client.EditAsync(agreement, new { needsReview = true })).Is(HttpStatusCode.OK);

        (await _client.EditAsync(flagged, new { termText = "Satu tahun anggaran" })).IsProblem(HttpStatusCode.Conflict, code);

        await _client.StillAsync(flagged);
    }
}
