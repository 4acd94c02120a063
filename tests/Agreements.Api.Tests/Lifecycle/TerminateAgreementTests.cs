using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Lifecycle;

public sealed class TerminateAgreementTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("termEnded")]
    [InlineData("purposeAchieved")]
    [InlineData("partiesAgreed")]
    [InlineData("lawChanged")]
    [InlineData("objectLost")]
    [InlineData("courtRuling")]
    [InlineData("bankruptcy")]
    public async Task A_signed_one_ends_on_a_ground_of_the_law(string ground)
    {
        var signed = await _client.SignedAsync();

        var ended = (await _client.ActAsync(signed, "terminate", new { ground, effectiveOn = "2027-06-30", reason = "Sesuai berita acara" })).Is(HttpStatusCode.OK);

        Assert.Equal("terminated", ended.Body.Said("lifecycle"));
        var termination = $$"""{"ground":"{{ground}}","effectiveOn":"2027-06-30","reason":"Sesuai berita acara"}""";
        Assert.Equal(termination, ended.Body["termination"]!.ToJsonString());
        var last = (await _client.HistoryAsync(signed))[^1];
        Assert.Equal("staf terminate signed>terminated", last.Told());
        Assert.Equal("Sesuai berita acara", last.Said("reason"));
        Assert.Equal($"null > {termination}", last.Changed("termination"));
    }

    [Theory]
    [InlineData("officeHolderChanged", "value.unknown")]
    [InlineData("TermEnded", "value.unknown")]
    [InlineData(0, "value.malformed")]
    public async Task No_other_ground_ends_it(object ground, string code)
    {
        var signed = await _client.SignedAsync();

        var answer = await _client.ActAsync(signed, "terminate", new { ground, effectiveOn = "2027-06-30", reason = "Bupati baru" });

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, answer.Errors["/ground"]);
        await _client.StillAsync(signed);
    }

    [Theory]
    [InlineData("2026-12-31", false)]
    [InlineData("2027-01-01", true)]
    public async Task It_does_not_end_before_it_began(string effectiveOn, bool accepted)
    {
        var signed = await _client.SignedAsync(from: "2027-01-01");

        var answer = await _client.ActAsync(signed, "terminate", Story.Termination(effectiveOn));

        if (accepted)
        {
            answer.Is(HttpStatusCode.OK);
        }
        else
        {
            answer.IsProblem(HttpStatusCode.BadRequest, "termination.before-effective-from");
            Assert.Equal("termination.before-effective-from", answer.Errors["/effectiveOn"]);
            await _client.StillAsync(signed);
        }
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once()
    {
        var signed = await _client.SignedAsync();

        var answer = await _client.ActAsync(signed, "terminate", "{}");

        answer.IsProblem(HttpStatusCode.BadRequest, "value.required");
        Assert.Equal(["/effectiveOn", "/ground", "/reason"], answer.Errors.Keys.Order(StringComparer.Ordinal));
    }
}
