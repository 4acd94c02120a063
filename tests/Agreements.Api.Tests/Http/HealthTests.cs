using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

public sealed class HealthTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.CreateClient();
    private readonly HttpClient _known = host.ClientOf("pembaca");

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_service_that_runs_and_has_its_store_is_healthy(string path)
    {
        var answer = (await _client.Get(path)).Is(HttpStatusCode.OK);

        Assert.Equal("application/json", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Equal("""{"status":"healthy"}""", answer.Text);
    }

    [Theory]
    [InlineData("DELETE", "/health/ready")]
    [InlineData("POST", "/health/ready")]
    [InlineData("DELETE", "/health/live")]
    public async Task Health_can_only_be_asked_for(string method, string path)
    {
        var answer = await _known.Send(new HttpMethod(method), path, content: null);

        answer.IsProblem(HttpStatusCode.MethodNotAllowed, "method.not-allowed");
        Assert.Contains("GET", answer.ContentHeaders.Allow);
        Assert.DoesNotContain(method, answer.ContentHeaders.Allow);
    }

    [Fact]
    public async Task A_service_whose_store_is_gone_lives_but_is_not_ready()
    {
        await using var broken = new ServiceHost();
        var client = broken.CreateClient();
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
        await broken.Store.ExecuteAsync("ALTER TABLE agreements RENAME TO agreements_gone");

        var ready = await client.Get("/health/ready");

        ready.IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");
        Assert.True(ready.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        (await client.Get("/health/live")).Is(HttpStatusCode.OK);

        await broken.Store.ExecuteAsync("ALTER TABLE agreements_gone RENAME TO agreements");
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
    }
}
