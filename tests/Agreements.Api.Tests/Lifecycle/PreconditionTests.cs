using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Lifecycle;

/// <summary>Who acts on an agreement says which one it has seen.</summary>
public sealed class PreconditionTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    public static TheoryData<string, string, string?> ActionsOnWhatWasSeen => new()
    {
        { "draft", "submit", null },
        { "inReview", "return", """{"reason":"Lampiran belum lengkap"}""" },
        { "inReview", "approve", null },
        { "draft", "cancel", """{"reason":"Anggaran ditunda"}""" },
        { "signed", "terminate", """{"ground":"partiesAgreed","effectiveOn":"2027-06-30","reason":"Disepakati"}""" },
    };

    [Theory]
    [MemberData(nameof(ActionsOnWhatWasSeen))]
    public async Task An_action_without_if_match_is_refused(string state, string action, string? body)
    {
        var agreement = await _client.InStateAsync(state);

        var answer = await _client.Post($"/v1/agreements/{agreement.Id}/{action}", body, (Keys.Header, Keys.Of("kepala.biro")));

        answer.IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        await _client.StillAsync(agreement);
    }

    [Theory]
    [MemberData(nameof(ActionsOnWhatWasSeen))]
    public async Task An_action_on_what_has_changed_since_is_refused(string state, string action, string? body)
    {
        var seen = await _client.InStateAsync(state);
        var changed = (await _client.EditAsync(seen, new { notes = "Diperbarui" })).Is(HttpStatusCode.OK);

        var answer = await _client.Post($"/v1/agreements/{seen.Id}/{action}", body, ("If-Match", seen.ETag!), (Keys.Header, Keys.Of("kepala.biro")));

        answer.IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        await _client.StillAsync(changed);
    }

    [Theory]
    [InlineData("submit", null)]
    [InlineData("return", """{"reason":"Lampiran belum lengkap"}""")]
    [InlineData("approve", null)]
    [InlineData("cancel", """{"reason":"Anggaran ditunda"}""")]
    [InlineData("terminate", """{"ground":"partiesAgreed","effectiveOn":"2027-06-30","reason":"Disepakati"}""")]
    public async Task An_action_on_an_agreement_that_is_not_there_is_not_found(string action, string? body)
    {
        var answer = await _client.Post($"/v1/agreements/{Guid.CreateVersion7()}/{action}", body, ("If-Match", "\"1.1.20261121\""));

        answer.IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
    }

    [Fact]
    public async Task A_weak_tag_never_matches()
    {
        var draft = await _client.DraftedAsync();

        var answer = await _client.Post($"/v1/agreements/{draft.Id}/submit", body: null, ("If-Match", $"W/{draft.ETag}"));

        answer.IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task Any_version_matches_a_star()
    {
        var draft = await _client.DraftedAsync();

        var answer = await _client.Post($"/v1/agreements/{draft.Id}/submit", body: null, ("If-Match", "*"));

        answer.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_tag_read_yesterday_still_names_what_has_not_changed_since()
    {
        var draft = await _client.DraftedAsync();
        host.Clock.Advance(TimeSpan.FromDays(1));
        try
        {
            (await _client.ActAsync(draft, "submit")).Is(HttpStatusCode.OK);
        }
        finally
        {
            host.Clock.Now = TestClock.Start;
        }
    }

    [Fact]
    public async Task A_malformed_tag_never_matches()
    {
        var draft = await _client.DraftedAsync();

        var answer = await _client.Post($"/v1/agreements/{draft.Id}/submit", body: null, ("If-Match", $"x{draft.ETag}"));

        answer.IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        await _client.StillAsync(draft);
    }
}
