using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Lifecycle;

/// <summary>What an agreement says can be done with it, and what is in the way.</summary>
public sealed class AllowedActionsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");
    private readonly HttpClient _head = host.ClientOf("kepala.biro");

    [Theory]
    [InlineData("draft", "submit", "cancel", "delete")]
    [InlineData("inReview", "return", "approve", "cancel")]
    [InlineData("approved", "sign", "cancel")]
    [InlineData("partiallySigned", "sign", "cancel")]
    [InlineData("signed", "terminate", "amend", "openRenewal")]
    [InlineData("terminated")]
    [InlineData("cancelled")]
    public async Task A_complete_agreement_allows_what_its_state_allows(string state, params string[] expected)
    {
        var agreement = await _client.InStateAsync(state);

        Assert.Equal(expected, Allowed(await _head.ReadAsync(agreement)));
    }

    [Fact]
    public async Task An_incomplete_draft_says_why_it_cannot_be_submitted()
    {
        var draft = (await _client.DraftAsync()).Is(HttpStatusCode.Created);

        Assert.Equal(["submit(agreement.incomplete)", "cancel", "delete"], Allowed(draft));
    }

    [Fact]
    public async Task Only_whoever_submitted_it_is_kept_from_approving_it()
    {
        var submitted = await _client.SubmittedAsync();

        Assert.Equal(["return", "approve(agreement.self-approval)", "cancel"], Allowed(await _client.ReadAsync(submitted)));
        Assert.Equal(["return", "approve", "cancel"], Allowed(await _head.ReadAsync(submitted)));
    }

    [Fact]
    public async Task Everything_in_the_way_is_said_at_once()
    {
        var body = Story.Draft(office: await _client.OfficeAsync()).With(("dprdApproval", new { required = true }));
        var draft = (await _client.Post("/v1/agreements", body)).Is(HttpStatusCode.Created);
        var submitted = (await _client.ActAsync(draft, "submit")).Is(HttpStatusCode.OK);

        Assert.Equal(["return", "approve(agreement.self-approval agreement.dprd-approval-missing)", "cancel"], Allowed(submitted));
    }

    [Fact]
    public async Task One_without_a_term_says_why_it_cannot_be_signed()
    {
        var approved = await _client.ApprovedAsync(from: null);

        Assert.Equal(["sign(agreement.term-missing)", "cancel"], Allowed(approved));
    }

    [Fact]
    public async Task Lists_say_the_same_to_the_same_caller()
    {
        var submitted = await _client.SubmittedAsync();

        var page = (await _client.Get("/v1/agreements?lifecycle=inReview&limit=200")).Is(HttpStatusCode.OK);

        var item = page.Items.Single(each => each.Said("id") == submitted.Id);
        Assert.Equal((await _client.ReadAsync(submitted)).Text, item.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static IEnumerable<string> Allowed(Answered agreement) => agreement.Body["allowedActions"]!.AsArray().Select(each =>
    {
        var unmet = string.Join(' ', each!.Texts("unmet"));
        return unmet.Length == 0 ? each!.Said("action")! : $"{each!.Said("action")}({unmet})";
    });
}
