using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agreements.Client.Tests.Document;

namespace Agreements.Client.Tests;

public sealed class AnswersTests
{
    [Fact]
    public async Task What_a_later_service_says_is_passed_over_or_passed_on()
    {
        var later = Example("getAgreement");
        later["colour"] = "blue";
        later["standing"] = "dormant";
        later["dprdApproval"]!["chair"] = new JsonObject { ["name"] = "…" };
        using var client = Answering(later.ToJsonString());

        var agreement = (await client.Agreements.GetAsync(Guid.CreateVersion7())).Value;

        Assert.Equal(Standing.Of("dormant"), agreement.Standing);
        Assert.Equal("dormant", agreement.Standing.ToString());
        Assert.Equal(later["regionName"]!.GetValue<string>(), agreement.RegionName);
    }

    [Theory]
    [InlineData("effectiveFrom", null)]
    [InlineData("standing", "lapsed")]
    public async Task Codes_are_compared_by_value_and_nothing_is_null(string member, string? value)
    {
        var answer = Example("getAgreement");
        answer[member] = value;
        using var client = Answering(answer.ToJsonString());

        var agreement = (await client.Agreements.GetAsync(Guid.CreateVersion7())).Value;

        Assert.Equal(member == "standing", agreement.Standing == Standing.Lapsed);
        Assert.Equal(member != "effectiveFrom", agreement.EffectiveFrom is not null);
    }

    [Theory]
    [InlineData("regionCode")]
    [InlineData("effectiveUntil")]
    public async Task What_was_promised_and_is_not_there_is_not_made_up(string member)
    {
        var less = Example("getAgreement");
        less.Remove(member);
        using var client = Answering(less.ToJsonString());

        await Assert.ThrowsAsync<JsonException>(() => client.Agreements.GetAsync(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task Null_where_it_may_not_be_is_not_passed_on()
    {
        var less = Example("getAgreement");
        less["regionCode"] = null;
        using var client = Answering(less.ToJsonString());

        await Assert.ThrowsAsync<JsonException>(() => client.Agreements.GetAsync(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task What_is_not_set_in_a_patch_is_not_sent_and_null_is()
    {
        var sent = "";
        using var client = Answering(Example("getAgreement").ToJsonString(), request => sent = request);

        await client.Agreements.EditAsync(Guid.CreateVersion7(), ETag.Any, new EditAgreement
        {
            Notes = null,
            NeedsReview = false,
            RenewalNoticeMonths = 0,
            Kind = AgreementKind.JointAgreement,
            Scope = Array.Empty<string>(),
            DprdApproval = new DprdApprovalPatch { Number = null },
        });

        Assert.Equal("""{"kind":"jointAgreement","scope":[],"renewalNoticeMonths":0,"dprdApproval":{"number":null},"needsReview":false,"notes":null}""", sent);
    }

    [Fact]
    public async Task Somebody_elses_answer_is_a_failure_without_a_code()
    {
        using var client = Answering("<html>", status: HttpStatusCode.Found, mediaType: "text/html");

        var failure = await Assert.ThrowsAsync<ProblemException>(() => client.Me.GetAsync());

        Assert.Equal((HttpStatusCode.Found, null, null), (failure.Status, failure.Code, failure.TraceId));
        Assert.Empty(failure.Facts);
    }

    [Fact]
    public async Task A_path_before_the_service_is_kept()
    {
        Uri? asked = null;
        using var handler = new Answerer("{}", HttpStatusCode.NoContent, "application/json", (request, _) => asked = request.RequestUri);
        using var http = new HttpClient(handler) { BaseAddress = new Uri("https://gateway.example/perjanjian") };
        using var client = new AgreementsClient(http);

        await client.Agreements.DeleteAsync(Guid.Empty, ETag.Any);

        Assert.Equal("https://gateway.example/perjanjian/v1/agreements/00000000-0000-0000-0000-000000000000", asked!.ToString());
    }

    [Fact]
    public async Task A_token_is_asked_for_each_time_and_told_to_the_service_alone()
    {
        var (asked, seen) = (0, new List<string?>());
        using var handler = new Answerer("{}", HttpStatusCode.OK, "text/plain", (request, _) => seen.Add(request.Headers.Authorization?.ToString()));
        using var client = AgreementsClient.Create(new AgreementsClientOptions { Address = new Uri("https://service.example"), AccessToken = _ => ValueTask.FromResult($"token-{++asked}") }, handler);

        foreach (var address in new[] { "v1/me", "https://service.example/v1/me", "https://elsewhere.example/v1/me", "http://service.example/v1/me" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            (await client.SendAsync(request)).Dispose();
        }

        Assert.Equal(["Bearer token-1", "Bearer token-2", null, null], seen);
    }

    [Fact]
    public void Options_do_not_tell_the_key() =>
        Assert.DoesNotContain("agr_key", new AgreementsClientOptions { Address = new Uri("https://service.example"), ApiKey = "agr_key" }.ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_client_needs_nothing_but_the_platform() =>
        Assert.All(typeof(AgreementsClient).Assembly.GetReferencedAssemblies(), assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));

    // What the document shows as the answer of an operation.
    private static JsonObject Example(string operation) =>
        new ApiDocument(ApiDocument.Copy()).Operation(operation)!.Success!["content"]!["application/json"]!["example"]!.DeepClone().AsObject();

    private static AgreementsClient Answering(string body, Action<string>? sent = null, HttpStatusCode status = HttpStatusCode.OK, string mediaType = "application/json") => AgreementsClient.Create(
        new AgreementsClientOptions { Address = new Uri("https://service.example"), ApiKey = "agr_key" },
        new Answerer(body, status, mediaType, (_, content) => sent?.Invoke(content)));

    private sealed class Answerer(string body, HttpStatusCode status, string mediaType, Action<HttpRequestMessage, string> see) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            see(request, request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "");
            var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, mediaType), RequestMessage = request };
            answer.Headers.ETag = new("\"1.0\"");
            return answer;
        }
    }
}
