using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

/// <summary>The service answers to the names of this machine only, so that no page in a browser can point a name of its own at it.</summary>
public sealed class LocalHostsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Theory]
    [InlineData("register.example")]
    [InlineData("register.example:5080")]
    [InlineData("localhost.register.example")]
    [InlineData("127.0.0.1.register.example")]
    [InlineData("192.0.2.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[2001:db8::1]:5080")]
    public async Task A_name_of_another_machine_is_refused_everywhere(string name)
    {
        foreach (var path in new[] { "/v1/regions/76", "/v1/agreements", "/health/ready", "/openapi/v1.json", "/swagger/index.html", "/nothing-here" })
        {
            (await _client.Get(path, ("Host", name))).IsProblem(HttpStatusCode.MisdirectedRequest, "host.not-local");
        }
    }

    [Fact]
    public async Task Nothing_is_written_in_the_name_of_another_machine()
    {
        var owner = $"pemilik {Guid.CreateVersion7()}";

        (await _client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", owner }, ("Host", "register.example")))
            .IsProblem(HttpStatusCode.MisdirectedRequest, "host.not-local");

        Assert.Empty((await _client.Get($"/v1/agreements?owner={owner}")).Is(HttpStatusCode.OK).Items);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("localhost:5080")]
    [InlineData("localhost:1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("[::1]")]
    [InlineData("[::1]:5080")]
    public async Task This_machine_is_served_by_each_of_its_names_with_any_port(string name)
    {
        (await _client.Get("/v1/regions/76", ("Host", name))).Is(HttpStatusCode.OK);
    }
}
