using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Agreements.Api.Http.Problems;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

public sealed partial class ProblemDocumentsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const int TwelveMegabytes = 12 * 1024 * 1024;

    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Theory]
    [MemberData(nameof(Failing.Names), MemberType = typeof(Failing))]
    public async Task A_failure_says_its_code_its_trace_and_where_it_happened(string name)
    {
        var failing = Failing.Requests[name];

        var answer = await failing.Send(_client, [("traceparent", $"00-{TraceId}-b7ad6b7169203331-01")]);

        answer.IsProblem(failing.Status, failing.Code);
        Assert.Equal(TraceId, Text(answer, "traceId"));
        Assert.Equal($"urn:agreements:problem:{failing.Code}", Text(answer, "type"));
        Assert.StartsWith("/", Text(answer, "instance"), StringComparison.Ordinal);
        Assert.DoesNotContain('?', Text(answer, "instance"));
        Assert.NotEmpty(Text(answer, "title"));
        Assert.NotEmpty(Text(answer, "detail"));
    }

    [Theory]
    [MemberData(nameof(Failing.Names), MemberType = typeof(Failing))]
    public async Task A_failure_is_a_problem_document_even_to_callers_that_take_no_JSON(string name)
    {
        var failing = Failing.Requests[name];
        foreach (var accept in new[] { "text/html", "image/png, text/plain;q=0.5", "application/xml", "text/html, application/json;q=0" })
        {
            var answer = await failing.Send(_client, [("Accept", accept)]);

            answer.IsProblem(failing.IfJsonIsRuledOut, failing.IfJsonIsRuledOut == HttpStatusCode.NotAcceptable ? "media-type.not-acceptable" : failing.Code);
        }
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("application/json")]
    [InlineData("text/html, application/json;q=0.1")]
    [InlineData("*/*;q=0, application/json")]
    [InlineData("not a media range;;;")]
    public async Task A_caller_that_takes_JSON_in_any_way_is_served(string accept)
    {
        (await _client.Get("/v1/regions/76", ("Accept", accept))).Is(HttpStatusCode.OK);
        (await _client.Get("/v1/regions/00", ("Accept", accept))).IsProblem(HttpStatusCode.NotFound, "region.not-found");
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json;q=0, */*")]
    [InlineData("*/*, application/json;q=0.0")]
    [InlineData("application/*;q=0, */*")]
    [InlineData("*/*;q=0")]
    public async Task A_read_that_could_only_be_answered_in_JSON_is_406_to_who_takes_none(string accept)
    {
        (await _client.Get("/v1/regions/76", ("Accept", accept))).IsProblem(HttpStatusCode.NotAcceptable, "media-type.not-acceptable");
    }

    [Fact]
    public async Task A_write_that_is_406_has_not_happened()
    {
        var owner = $"pemilik {Guid.CreateVersion7()}";

        (await _client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", owner }, ("Accept", "text/html"))).Is(HttpStatusCode.NotAcceptable);

        Assert.Empty((await _client.Get($"/v1/agreements?owner={owner}")).Items);
    }

    [Theory]
    [InlineData("not-a-traceparent")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    public async Task A_traceparent_that_is_none_is_replaced(string traceparent)
    {
        var answer = await _client.Get("/v1/regions/00", ("traceparent", traceparent));

        answer.IsProblem(HttpStatusCode.NotFound, "region.not-found");
        Assert.NotEqual(new string('0', 32), Text(answer, "traceId"));
        Assert.NotEqual(TraceId, Text(answer, "traceId"));
    }

    [Fact]
    public async Task Instance_is_the_path_that_was_asked_for()
    {
        Assert.Equal("/v1/agreements/expiring", Text(await _client.Get("/v1/agreements/expiring?asOf=x"), "instance"));
    }

    [Theory]
    [InlineData("PUT", "/v1/agreements", "GET, HEAD, POST")]
    [InlineData("DELETE", "/v1/agreements", "GET, HEAD, POST")]
    [InlineData("OPTIONS", "/v1/agreements", "GET, HEAD, POST")]
    [InlineData("POST", "/v1/agreements/expiring", "GET, HEAD")]
    [InlineData("POST", "/v1/agreements/00000000-0000-7000-8000-000000000000", "DELETE, GET, HEAD, PATCH")]
    [InlineData("PUT", "/v1/agreements/00000000-0000-7000-8000-000000000000", "DELETE, GET, HEAD, PATCH")]
    [InlineData("DELETE", "/v1/agreements/00000000-0000-7000-8000-000000000000/history", "GET, HEAD")]
    [InlineData("GET", "/v1/agreements/00000000-0000-7000-8000-000000000000/submit", "POST")]
    [InlineData("HEAD", "/v1/agreements/00000000-0000-7000-8000-000000000000/submit", "POST")]
    [InlineData("PATCH", "/v1/regions", "GET, HEAD")]
    [InlineData("DELETE", "/v1/regions/76", "GET, HEAD")]
    [InlineData("PUT", "/v1/bpjs-offices", "GET, HEAD, POST")]
    [InlineData("QUERY", "/v1/agreements", "GET, HEAD, POST")]
    public async Task A_method_that_is_not_taken_is_405_and_says_which_are(string method, string path, string allowed)
    {
        var answer = await _client.Send(new HttpMethod(method), path, content: null);

        answer.Is(HttpStatusCode.MethodNotAllowed);
        Assert.Equal(allowed, string.Join(", ", answer.ContentHeaders.Allow.Order(StringComparer.Ordinal)));
        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_body_of_12_MB_is_413_for_a_client_that_asks_before_sending()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/agreements") { Content = Hosting.Http.Json(TooLarge()) };
        request.Headers.ExpectContinue = true;

        using var response = await _client.SendAsync(request);

        var answer = new Answered(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync());
        answer.IsProblem(HttpStatusCode.RequestEntityTooLarge, "body.too-large");
        Assert.Contains("1048576", Text(answer, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_12_MB_is_413_for_a_client_that_just_sends_it()
    {
        var answer = await RawHttp.SendAsync(_client.BaseAddress!, RawHttp.Post("/v1/agreements", "", TooLarge()));

        Assert.Equal(413, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Contains("\"code\":\"body.too-large\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_12_MB_is_413_though_its_length_is_not_announced()
    {
        var body = TooLarge();
        byte[] chunk = [.. Encoding.ASCII.GetBytes($"{TwelveMegabytes:x}\r\n"), .. Encoding.ASCII.GetBytes(body[..TwelveMegabytes]), .. "\r\n0\r\n\r\n"u8];

        var answer = await RawHttp.SendAsync(
            _client.BaseAddress!, RawHttp.Request("POST", "/v1/agreements", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", chunk));

        Assert.Equal(413, answer.Status);
        Assert.Contains("\"code\":\"body.too-large\"", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "id")]
    [InlineData("id", "id")]
    [InlineData("en", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("EN-us", "en")]
    [InlineData("en-GB,en;q=0.9,id;q=0.8", "en")]
    [InlineData("id;q=0.5, en;q=0.9", "en")]
    [InlineData("en;q=0.5, id;q=0.9", "id")]
    [InlineData("id-ID,id;q=0.9,en;q=0.8", "id")]
    [InlineData("fr, en;q=0.1", "en")]
    [InlineData("fr", "id")]
    [InlineData("en;q=0", "id")]
    [InlineData("*", "id")]
    [InlineData("eng", "id")]
    [InlineData(";;;", "id")]
    public async Task A_problem_is_told_in_Indonesian_unless_English_is_preferred(string? accepted, string expected)
    {
        var language = expected == "en" ? Language.English : Language.Indonesian;

        var answer = await _client.Get("/v1/agreements?typo=1&asOf=01/02/2026", accepted is null ? [] : [("Accept-Language", accepted)]);

        answer.IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(ProblemTexts.Title("request.invalid", language), Text(answer, "title"));
        Assert.Equal(ProblemTexts.Detail("request.invalid", language, []), Text(answer, "detail"));
        Assert.Equal("parameter.malformed", answer.Errors["asOf"]);
        Assert.Equal("parameter.unknown", answer.Errors["typo"]);
        Assert.Contains(answer.Body["errors"]!.AsArray(), error => error!["detail"]!.GetValue<string>() == ProblemTexts.Detail("parameter.malformed", language, ["YYYY-MM-DD"]));
        Assert.Equal([expected], answer.ContentHeaders.ContentLanguage);
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    [Theory]
    [MemberData(nameof(Failing.Names), MemberType = typeof(Failing))]
    public async Task Nothing_of_the_inside_shows_in_a_failure(string name)
    {
        ShowsNothingOfTheInside((await Failing.Requests[name].Send(_client, [])).Text);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_store_that_breaks_is_500_and_shows_nothing_of_itself(string environment)
    {
        await using var broken = new ServiceHost().In(environment).With("SampleRegister:Load", "false");
        var client = broken.ClientOf("penyusun");
        (await client.Get("/v1/regions/76")).Is(HttpStatusCode.OK);
        await broken.Store.ExecuteAsync("ALTER TABLE agreement_history RENAME TO agreement_history_gone");

        var read = await client.Get($"/v1/agreements/{Guid.CreateVersion7()}/history", ("traceparent", $"00-{TraceId}-b7ad6b7169203331-01"), ("Accept", "text/html"));
        var write = await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" });

        read.IsProblem(HttpStatusCode.InternalServerError, "server.error");
        write.IsProblem(HttpStatusCode.InternalServerError, "server.error");
        Assert.Equal(TraceId, Text(read, "traceId"));
        ShowsNothingOfTheInside(read.Text);
        ShowsNothingOfTheInside(write.Text);
        CarriesSecurityHeaders(read);
        CarriesSecurityHeaders(write);
        Assert.Empty((await client.Get("/v1/agreements")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers_and_names_no_server()
    {
        var draft = await _client.DraftedAsync();

        CarriesSecurityHeaders(draft);
        CarriesSecurityHeaders((await _client.Get($"/v1/agreements/{draft.Id}")).Is(HttpStatusCode.OK));
        CarriesSecurityHeaders((await _client.Get($"/v1/agreements/{draft.Id}", ("If-None-Match", draft.ETag!))).Is(HttpStatusCode.NotModified));
        CarriesSecurityHeaders((await _client.Get("/v1/agreements")).Is(HttpStatusCode.OK));
        CarriesSecurityHeaders((await _client.Get("/v1/nothing-here")).Is(HttpStatusCode.NotFound));
        CarriesSecurityHeaders((await _client.Send(HttpMethod.Put, "/v1/agreements", content: null)).Is(HttpStatusCode.MethodNotAllowed));
        CarriesSecurityHeaders((await _client.Get("/health/live")).Is(HttpStatusCode.OK));
        CarriesSecurityHeaders((await _client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", draft.ETag!))).Is(HttpStatusCode.NoContent));
    }

    [Fact]
    public async Task Bad_requests_are_answered_in_Development_exactly_as_in_Production()
    {
        await using var development = new ServiceHost().In("Development").With("SampleRegister:Load", "false");
        var client = development.ClientOf("penyusun");
        foreach (var (name, failing) in Failing.Requests)
        {
            var there = await failing.Send(client, []);
            var here = await failing.Send(_client, []);

            Assert.Equal($"{name}: {Lasting(here)}", $"{name}: {Lasting(there)}");
        }
    }

    private static string Text(Answered answer, string member) => answer.Body[member]!.GetValue<string>();

    private static string TooLarge() => $$"""{"kind":"jointAgreement","regionCode":"76","notes":"{{new string('a', TwelveMegabytes)}}"}""";

    private static void CarriesSecurityHeaders(Answered answer)
    {
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.CacheControl);
        Assert.Empty(answer.Headers.Server);
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    private static void ShowsNothingOfTheInside(string text)
    {
        foreach (var inside in new[] { "   at ", "Exception", "System.", "Microsoft.", "Npgsql", "SQLite", "Agreements.", "SELECT", "agreement_history", ".cs", "/src/", "LineNumber", "BytePosition", "$." })
        {
            Assert.DoesNotContain(inside, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    // What has to be the same: all but the trace, what is left of a budget, and the ids of what was made for the purpose.
    private static string Lasting(Answered answer)
    {
        var body = answer.Body;
        body["traceId"] = JsonValue.Create("");
        var headers = answer.Headers.Concat(answer.ContentHeaders).Where(header => header.Key is not ("Date" or "Content-Length" or "RateLimit")).OrderBy(header => header.Key, StringComparer.Ordinal);
        var text = $"{(int)answer.Status} {string.Join("; ", headers.Select(header => $"{header.Key}={string.Join(',', header.Value)}"))} {body.ToJsonString()}";
        return Ids().Replace(text, "…");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ids();
}
