using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Lifecycle;

public sealed class ReturnAgreementTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task It_goes_back_to_its_authors_with_the_reason_on_record()
    {
        var submitted = await _client.SubmittedAsync();

        var returned = (await _client.ActAsync(submitted, "return", new { reason = "Perihal kurang jelas" })).Is(HttpStatusCode.OK);

        Assert.Equal("draft", returned.Body.Said("lifecycle"));
        var last = (await _client.HistoryAsync(submitted))[^1];
        Assert.Equal("staf return inReview>draft", last.Told());
        Assert.Equal("Perihal kurang jelas", last.Said("reason"));
        (await _client.EditAsync(returned, new { subject = "Perihal yang lebih jelas" })).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{}", "value.required")]
    [InlineData("""{"reason":null}""", "value.required")]
    [InlineData("""{"reason":""}""", "text.blank")]
    [InlineData("""{"reason":"  "}""", "text.blank")]
    [InlineData("""{"reason":7}""", "value.malformed")]
    [InlineData("""{"reason":"Peserta 7602014108900001 keliru"}""", "text.personal-number")]
    public async Task It_needs_a_reason(string body, string code)
    {
        var submitted = await _client.SubmittedAsync();

        var answer = await _client.ActAsync(submitted, "return", body);

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, answer.Errors["/reason"]);
        await _client.StillAsync(submitted);
    }

    [Theory]
    [InlineData(2000, HttpStatusCode.OK)]
    [InlineData(2001, HttpStatusCode.BadRequest)]
    public async Task A_reason_has_a_greatest_length(int length, HttpStatusCode status)
    {
        var submitted = await _client.SubmittedAsync();

        (await _client.ActAsync(submitted, "return", new { reason = new string('r', length) })).Is(status);
    }

    [Fact]
    public async Task It_needs_a_body()
    {
        var submitted = await _client.SubmittedAsync();

        (await _client.ActAsync(submitted, "return")).Is(HttpStatusCode.BadRequest);

        await _client.StillAsync(submitted);
    }
}
