using System.Net;
using System.Text;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

public sealed class LimitsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const int MaxBodyBytes = 1024 * 1024;

    private readonly HttpClient _client = host.ClientOf("penyusun");

    // The server refuses these before any of the service's code runs: without a problem document, but with the right status and nothing else.
    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_as_a_request_is_refused_in_as_few_words_as_possible(string request, int status)
    {
        var answer = await RawHttp.SendAsync(_client.BaseAddress!, Encoding.UTF8.GetBytes(request));

        answer.Is(status);
        Assert.False(answer.Headers.ContainsKey("Server"));
        Assert.Empty(answer.Body);
        (await _client.Get("/v1/regions/76")).Is(HttpStatusCode.OK);
    }

    public static TheoryData<string, int> Unreadable => new()
    {
        { $"GET /v1/regions/76 HTTP/1.1\r\nHost: localhost\r\nX-Large: {new string('x', 33 * 1024)}\r\n\r\n", 431 },
        { $"GET /v1/regions/76 HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 80).Select(i => $"X-{i}: x\r\n"))}\r\n", 431 },
        { $"GET /v1/agreements?q={new string('x', 17 * 1024)} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414 },
        { "GET /v1/regions/76\r\n\r\n", 400 },
        { "GET /v1/regions/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400 },
        { "GET /v1/regions/76 HTTP/1.1\r\n\r\n", 400 },
        { "GET /v1/regions/76 HTTP/1.1\r\nHost: localhost\r\nX bad: x\r\n\r\n", 400 },
        { "POST /v1/agreements HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400 },
        { "POST /v1/agreements HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n", 400 },
        { "GET /v1/regions/76 HTTP/9.9\r\nHost: localhost\r\n\r\n", 505 },
    };

    [Fact]
    public async Task A_body_may_have_a_mebibyte_and_not_a_byte_more()
    {
        var frame = """{"kind":"jointAgreement","regionCode":"76","notes":"x"}""";
        var largest = frame + new string(' ', MaxBodyBytes - frame.Length);

        (await _client.Post("/v1/agreements", largest)).Is(HttpStatusCode.Created);
        (await RawHttp.SendAsync(_client.BaseAddress!, RawHttp.Post("/v1/agreements", "", largest + " "))).Is(413);
    }

    [Theory]
    [InlineData("scope", 50)]
    [InlineData("legalBasis", 50)]
    public async Task A_list_of_an_agreement_has_a_maximum(string list, int most)
    {
        Task<Answered> DraftAsync(int items) => _client.Post(
            "/v1/agreements", new Dictionary<string, object> { ["kind"] = "jointAgreement", ["regionCode"] = "76", [list] = Enumerable.Repeat("butir", items) });

        Assert.Equal(most, (await DraftAsync(most)).Is(HttpStatusCode.Created).Body[list]!.AsArray().Count);
        var refused = (await DraftAsync(most + 1)).IsProblem(HttpStatusCode.BadRequest, "list.too-long");
        Assert.Equal($"/{list}", refused.Errors.Single().Key);
    }

    [Theory]
    [MemberData(nameof(FullOfFaults))]
    public async Task However_much_is_wrong_with_a_body_at_most_a_hundred_faults_are_told(string body)
    {
        var faults = BodyFullOf(body);
        Assert.InRange(Encoding.UTF8.GetByteCount(faults), 50_000, MaxBodyBytes);

        var answer = (await _client.Post("/v1/agreements", faults)).Is(HttpStatusCode.BadRequest);

        answer.IsProblem(HttpStatusCode.BadRequest, answer.Code!);
        Assert.InRange(answer.Body["errors"]!.AsArray().Count, 1, 100);
    }

    public static TheoryData<string> FullOfFaults => ["100,000 numbers for texts", "100,000 nulls for texts", "100,000 unknown members", "20,000 blank texts"];

    [Fact]
    public async Task A_catchment_has_a_maximum()
    {
        var codes = Enumerable.Repeat("76.02", 601);

        var refused = (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = "Kantor Cabang Besar", catchmentRegionCodes = codes })).IsProblem(HttpStatusCode.BadRequest, "list.too-long");

        Assert.Equal("/catchmentRegionCodes", refused.Errors.Single().Key);
    }

    [Theory]
    [InlineData("lifecycle", "draft")]
    [InlineData("bpjsOfficeId", "00000000-0000-7000-8000-000000000000")]
    [InlineData("regionCode", "76")]
    public async Task A_list_in_a_query_has_a_maximum(string parameter, string value)
    {
        (await _client.Get($"/v1/agreements?{parameter}={string.Join(',', Enumerable.Repeat(value, 50))}")).Is(HttpStatusCode.OK);

        var refused = (await _client.Get($"/v1/agreements?{parameter}={string.Join(',', Enumerable.Repeat(value, 101))}")).IsProblem(HttpStatusCode.BadRequest, "parameter.malformed");
        Assert.Equal(parameter, refused.Errors.Single().Key);
    }

    [Theory]
    [InlineData("q")]
    [InlineData("owner")]
    [InlineData("number")]
    public async Task Text_in_a_query_has_a_maximum(string parameter)
    {
        (await _client.Get($"/v1/agreements?{parameter}={new string('x', 200)}")).Is(HttpStatusCode.OK);

        var refused = (await _client.Get($"/v1/agreements?{parameter}={new string('x', 201)}")).IsProblem(HttpStatusCode.BadRequest, "parameter.malformed");
        Assert.Equal(parameter, refused.Errors.Single().Key);
    }

    [Fact]
    public async Task The_name_of_a_caller_has_a_maximum()
    {
        (await IssueAsync(200)).Is(HttpStatusCode.Created);
        Assert.Equal("text.too-long", Assert.Contains("/owner", (await IssueAsync(201)).Is(HttpStatusCode.BadRequest).Errors));

        Task<Answered> IssueAsync(int length) =>
            _client.Post("/v1/api-keys", $$"""{"name":"uji","owner":"{{new string('x', length)}}","scopes":["agreements:read"],"allRegions":true}""");
    }

    private static string BodyFullOf(string faults)
    {
        var members = faults switch
        {
            "100,000 numbers for texts" => $"\"scope\":[{string.Join(',', Enumerable.Repeat("1", 100_000))}]",
            "100,000 nulls for texts" => $"\"scope\":[{string.Join(',', Enumerable.Repeat("null", 100_000))}]",
            "100,000 unknown members" => string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"{i:x}\":1")),
            "20,000 blank texts" => $"\"scope\":[{string.Join(',', Enumerable.Repeat("\" \"", 20_000))}]",
            _ => throw new ArgumentOutOfRangeException(nameof(faults), faults, message: null),
        };
        return $$"""{"kind":"jointAgreement","regionCode":"76",{{members}}}""";
    }
}
