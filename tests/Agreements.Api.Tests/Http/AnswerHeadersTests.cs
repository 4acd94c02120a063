using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Http;

/// <summary>The security headers, on answers of every kind.</summary>
public sealed class AnswerHeadersTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Theory]
    [MemberData(nameof(Failing.Names), MemberType = typeof(Failing))]
    public async Task Every_failure_carries_them(string name)
    {
        var answer = await Failing.Requests[name].Send(_client, []);

        CarriesSecurityHeaders(answer.Is(Failing.Requests[name].Status));
    }

    [Fact]
    public async Task So_do_refusals_of_who_is_not_known_or_not_allowed()
    {
        using var nobody = host.CreateClient();
        using var reader = host.ClientOf("pembaca", [Scope.AgreementsRead]);

        CarriesSecurityHeaders((await nobody.Get("/v1/agreements")).Is(HttpStatusCode.Unauthorized));
        CarriesSecurityHeaders((await reader.Post("/v1/agreements", "{}")).Is(HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("GET", "/health/live")]
    [InlineData("GET", "/health/ready")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("HEAD", "/v1/agreements")]
    [InlineData("HEAD", "/v1/nothing-here")]
    [InlineData("OPTIONS", "/v1/agreements")]
    [InlineData("TRACE", "/v1/agreements")]
    public async Task So_do_probes_the_document_and_answers_without_a_body(string method, string path)
    {
        CarriesSecurityHeaders(await _client.Send(new HttpMethod(method), path, content: null));
    }

    [Theory]
    [InlineData("/swagger/index.html")]
    [InlineData("/swagger/swagger-ui.css")]
    [InlineData("/swagger/nothing-here.js")]
    public async Task The_page_may_load_what_is_its_own_and_be_framed_by_nobody(string path)
    {
        var page = await _client.Get(path);

        CarriesSecurityHeaders(page, "default-src 'self'");
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_does_the_answer_of_a_store_that_is_gone()
    {
        await using var broken = new ServiceHost();
        using var client = broken.ClientOf("penyusun");
        await broken.Store.ExecuteAsync("ALTER TABLE agreements RENAME TO agreements_gone");

        CarriesSecurityHeaders((await client.Get("/v1/agreements")).Is(HttpStatusCode.InternalServerError));
        CarriesSecurityHeaders((await client.Get("/health/ready")).Is(HttpStatusCode.ServiceUnavailable));
    }

    [Fact]
    public async Task Https_is_insisted_on_where_a_known_proxy_says_that_the_request_came_by_it()
    {
        await using var proxied = new ServiceHost().With("Proxies:Known", "10.0.0.0/8, 127.0.0.1");
        using var behind = proxied.ClientOf("penyusun");
        (string, string) https = ("X-Forwarded-Proto", "https"), http = ("X-Forwarded-Proto", "http");

        Assert.Equal(["max-age=31536000"], Insisted(await behind.Get("/v1/agreements", https)));
        Assert.Equal(["max-age=31536000"], Insisted(await behind.Get("/v1/nothing-here", https)));
        Assert.Equal(["max-age=31536000"], Insisted(await behind.Get("/health/live", https)));
        Assert.Empty(Insisted(await behind.Get("/v1/agreements", http)));
        Assert.Empty(Insisted(await behind.Get("/v1/agreements")));

        // Anybody can say so.
        Assert.Empty(Insisted(await _client.Get("/v1/agreements", https)));
    }

    [Fact]
    public async Task Addresses_in_answers_are_made_of_nothing_that_a_request_says_about_its_host()
    {
        await using var proxied = new ServiceHost().With("Proxies:Known", "127.0.0.1");
        using var client = proxied.ClientOf("penyusun");
        (string, string)[] claims = [("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Prefix", "/evil"), ("X-Forwarded-Proto", "https"), ("Forwarded", "host=evil.example")];

        var made = (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" }, claims)).Is(HttpStatusCode.Created);
        (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
        var page = (await client.Get("/v1/agreements?limit=1", claims)).Is(HttpStatusCode.OK);
        var document = (await client.Get("/openapi/v1.json", claims)).Is(HttpStatusCode.OK);

        Assert.Equal($"/v1/agreements/{made.Id}", made.Headers.Location!.ToString());
        Assert.StartsWith("</v1/agreements?limit=1&after=", page.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        Assert.All([made, page, document], answer => Assert.DoesNotContain("evil", $"{answer.Headers}{answer.Text}", StringComparison.Ordinal));
    }

    internal static void CarriesSecurityHeaders(Answered answer, string policy = "default-src 'none'")
    {
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.Equal(["same-origin"], answer.Headers.GetValues("Cross-Origin-Resource-Policy"));
        Assert.Equal(["camera=(), geolocation=(), microphone=()"], answer.Headers.GetValues("Permissions-Policy"));
        Assert.StartsWith(policy, answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.CacheControl);
        Assert.Empty(answer.Headers.Server);
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    private static IEnumerable<string> Insisted(Answered answer) => answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values : [];
}
