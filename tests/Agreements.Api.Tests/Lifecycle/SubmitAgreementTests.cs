using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Lifecycle;

public sealed class SubmitAgreementTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task A_body_may_be_left_out_but_not_be_null()
    {
        var draft = await _client.DraftedAsync();

        var answer = await _client.Send(HttpMethod.Post, $"/v1/agreements/{draft.Id}/submit", new StringContent("null", System.Text.Encoding.UTF8, "application/json"), ("If-Match", draft.ETag!));

        answer.IsProblem(HttpStatusCode.BadRequest, "body.not-an-object");
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task A_complete_draft_goes_to_the_reviewers()
    {
        var draft = await _client.DraftedAsync();

        var submitted = (await _client.ActAsync(draft, "submit")).Is(HttpStatusCode.OK);

        Assert.Equal("inReview", submitted.Body.Said("lifecycle"));
        var history = await _client.HistoryAsync(draft);
        Assert.Equal(["staf create ->draft", "staf submit draft>inReview"], history.Select(Story.Told));
        Assert.Empty(history[1].Member("changes")!.AsArray());
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("bpjsOfficeId")]
    [InlineData("owner")]
    [InlineData("subject", "owner")]
    [InlineData("subject", "bpjsOfficeId", "owner")]
    public async Task An_incomplete_draft_stays_with_its_authors_and_hears_what_is_missing(params string[] missing)
    {
        var office = await _client.OfficeAsync();
        var body = Story.Draft(office: office).With([.. missing.Select(member => (member, (object?)null))]);
        var draft = (await _client.Post("/v1/agreements", body)).Is(HttpStatusCode.Created);

        var answer = await _client.ActAsync(draft, "submit");

        answer.IsProblem(HttpStatusCode.Conflict, "agreement.incomplete");
        Assert.Equal(missing, answer.Body.Texts("missing"));
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task An_unknown_member_is_refused()
    {
        var draft = await _client.DraftedAsync();

        var answer = await _client.ActAsync(draft, "submit", new { reason = "Siap" });

        answer.IsProblem(HttpStatusCode.BadRequest, "member.unknown");
        Assert.Equal("member.unknown", answer.Errors["/reason"]);
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task An_empty_object_is_as_good_as_no_body()
    {
        var draft = await _client.DraftedAsync();

        (await _client.ActAsync(draft, "submit", new { })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_can_be_submitted_again_after_it_was_returned()
    {
        var submitted = await _client.SubmittedAsync();
        var returned = (await _client.ActAsync(submitted, "return", new { reason = "Perihal kurang jelas" })).Is(HttpStatusCode.OK);

        var again = (await _client.ActAsync(returned, "submit")).Is(HttpStatusCode.OK);

        Assert.Equal("inReview", again.Body.Said("lifecycle"));
        Assert.Equal(4, again.Body.Number("version"));
    }
}
