using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

/// <summary>What the contract asks for and the service did not do when these were written; each belongs to its use case once it does.</summary>
public sealed class ContractFaultsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("regionCode=92.71")]
    [InlineData("regionCode=76,")]
    [InlineData("regionCode=92.71,99")]
    public async Task A_faulty_region_among_several_is_named_by_its_parameter(string query)
    {
        var answer = await _client.Get($"/v1/agreements?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, "region.unknown");
        Assert.All(answer.Body["errors"]!.AsArray(), error => Assert.Equal("regionCode", error!.Said("parameter")));
    }

    [Theory]
    [InlineData("application/json-patch+json")]
    [InlineData("application/vnd.agreements+json")]
    public async Task JSON_sent_as_anything_else_is_refused(string mediaType)
    {
        var draft = await _client.DraftedAsync();

        var edited = await _client.Send(
            HttpMethod.Patch, $"/v1/agreements/{draft.Id}", Hosting.Http.Json(new { notes = "Diperbarui" }, mediaType), ("If-Match", draft.ETag!));
        var created = await _client.Send(HttpMethod.Post, "/v1/agreements", Hosting.Http.Json(Story.Draft(), mediaType));

        Assert.All([edited, created], answer => answer.IsProblem(HttpStatusCode.UnsupportedMediaType, "media-type.unsupported"));
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task A_merge_patch_creates_nothing()
    {
        var created = await _client.Send(HttpMethod.Post, "/v1/agreements", Hosting.Http.Json(Story.Draft(), "application/merge-patch+json"));

        created.IsProblem(HttpStatusCode.UnsupportedMediaType, "media-type.unsupported");
    }

    [Fact]
    public async Task A_malformed_tag_never_matches()
    {
        var draft = await _client.DraftedAsync();

        var answer = await _client.Post($"/v1/agreements/{draft.Id}/submit", body: null, ("If-Match", $"x{draft.ETag}"));

        answer.IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task A_cancelled_agreement_keeps_its_notes_open_when_its_number_has_gone_to_another()
    {
        var number = $"119/{Guid.CreateVersion7()}";
        var draft = (await _client.DraftAsync(("localNumber", number))).Is(HttpStatusCode.Created);
        var cancelled = (await _client.ActAsync(draft, "cancel", new { reason = "Anggaran ditunda" })).Is(HttpStatusCode.OK);
        (await _client.DraftAsync(("localNumber", number))).Is(HttpStatusCode.Created);

        (await _client.EditAsync(cancelled, new { notes = "Digantikan" })).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("inReview", "agreement.locked-in-review")]
    [InlineData("signed", "agreement.locked-after-signing")]
    public async Task The_review_flag_does_not_open_the_terms_of_an_agreement_that_went_through_review_here(string state, string code)
    {
        var agreement = await _client.InStateAsync(state);
        var flagged = (await _client.EditAsync(agreement, new { needsReview = true })).Is(HttpStatusCode.OK);

        (await _client.EditAsync(flagged, new { coverageFrom = "2027-02-01" })).IsProblem(HttpStatusCode.Conflict, code);

        await _client.StillAsync(flagged);
    }

    [Fact]
    public async Task An_office_that_changes_where_it_does_not_show_leaves_the_agreements_etag_alone()
    {
        var office = await _client.OfficeAsync();
        var draft = (await _client.DraftAsync(("bpjsOfficeId", office))).Is(HttpStatusCode.Created);
        var catchment = new { catchmentRegionCodes = new System.Text.Json.Nodes.JsonArray("76") };
        (await _client.Patch($"/v1/bpjs-offices/{office}", catchment, ("If-Match", "*"))).Is(HttpStatusCode.OK);

        var read = (await _client.ReadAsync(draft)).Is(HttpStatusCode.OK);

        Assert.Equal(draft.Text, read.Text);
        Assert.Equal(draft.ETag, read.ETag);
    }

    [Fact]
    public async Task Notice_before_the_beginning_of_the_calendar_is_no_failure_of_the_service()
    {
        var answer = await _client.DraftAsync(("effectiveUntil", "0001-06-30"), ("renewalNoticeMonths", 24));

        Assert.Contains(answer.Status, new[] { HttpStatusCode.Created, HttpStatusCode.BadRequest });
    }

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u0301")]
    public async Task Words_that_hold_nothing_to_look_for_do_not_find_everything(string words)
    {
        await _client.DraftedAsync();

        var answer = await _client.Get($"/v1/agreements?q={Uri.EscapeDataString(words)}");

        if (answer.Status != HttpStatusCode.BadRequest)
        {
            Assert.Empty(answer.Is(HttpStatusCode.OK).Items);
        }
    }

    [Fact]
    public async Task An_office_does_not_sink_below_one_that_reports_to_it()
    {
        var parent = (await _client.Post("/v1/bpjs-offices", new { kind = "regionalOffice", name = $"Kedeputian {Guid.CreateVersion7()}" })).Is(HttpStatusCode.Created);
        var child = (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = $"Kantor {Guid.CreateVersion7()}", parentId = parent.Id })).Is(HttpStatusCode.Created);

        var sunk = await _client.Patch($"/v1/bpjs-offices/{parent.Id}", new { kind = "districtOffice" }, ("If-Match", parent.ETag!));
        var circle = await _client.Patch($"/v1/bpjs-offices/{parent.Id}", new { kind = "districtOffice", parentId = child.Id }, ("If-Match", "*"));

        Assert.All([sunk, circle], answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Conflict }));
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("%0A")]
    [InlineData("=")]
    public async Task A_cursor_is_taken_only_as_it_was_given(string added)
    {
        await _client.DraftedAsync();
        await _client.DraftedAsync();
        var next = (await _client.Get("/v1/agreements?limit=1")).Body.Said("next");

        (await _client.Get($"/v1/agreements?limit=1&after={next}{added}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }
}
