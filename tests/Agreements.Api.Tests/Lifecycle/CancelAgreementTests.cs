using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Lifecycle;

public sealed class CancelAgreementTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("draft")]
    [InlineData("inReview")]
    [InlineData("approved")]
    [InlineData("partiallySigned")]
    public async Task It_is_given_up_before_it_is_signed_with_the_reason_on_record(string state)
    {
        var agreement = await _client.InStateAsync(state);

        var cancelled = (await _client.ActAsync(agreement, "cancel", new { reason = "Anggaran ditunda" })).Is(HttpStatusCode.OK);

        Assert.Equal("cancelled", cancelled.Body.Said("lifecycle"));
        Assert.Empty(cancelled.Body["allowedActions"]!.AsArray());
        var last = (await _client.HistoryAsync(agreement))[^1];
        Assert.Equal($"staf cancel {state}>cancelled", last.Told());
        Assert.Equal("Anggaran ditunda", last.Said("reason"));
    }

    [Theory]
    [InlineData("{}", "value.required")]
    [InlineData("""{"reason":" "}""", "text.blank")]
    public async Task It_needs_a_reason(string body, string code)
    {
        var draft = await _client.DraftedAsync();

        (await _client.ActAsync(draft, "cancel", body)).IsProblem(HttpStatusCode.BadRequest, code);

        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task The_signature_given_so_far_stays_on_record()
    {
        var partly = await _client.PartiallySignedAsync();

        var cancelled = (await _client.ActAsync(partly, "cancel", new { reason = "Bupati berganti pikiran" })).Is(HttpStatusCode.OK);

        Assert.Single(cancelled.Body["signatures"]!.AsArray());
        Assert.Null(cancelled.Body.Member("signedOn"));
    }
}
