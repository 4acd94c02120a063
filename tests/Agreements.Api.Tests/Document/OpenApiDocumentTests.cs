using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Document;

public sealed class OpenApiDocumentTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    [Fact]
    public async Task The_committed_document_is_the_one_served()
    {
        var path = Repository.PathOf("api-spec", "openapi.json");
        var served = await ServedAsync();

        if (Environment.GetEnvironmentVariable("UPDATE_API_SPEC") == "1")
        {
            await File.WriteAllTextAsync(path, served);
        }

        Assert.True(
            served == await File.ReadAllTextAsync(path),
            "The document has changed. If it was meant to, refresh it with UPDATE_API_SPEC=1 dotnet test --filter OpenApiDocumentTests and commit it.");
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_for_and_how_it_can_fail()
    {
        foreach (var (name, operation) in Operations(JsonNode.Parse(await ServedAsync())!))
        {
            Assert.False(string.IsNullOrWhiteSpace(operation["operationId"]?.GetValue<string>()), name);
            Assert.False(string.IsNullOrWhiteSpace(operation["summary"]?.GetValue<string>()), name);
            Assert.False(string.IsNullOrWhiteSpace(operation["description"]?.GetValue<string>()), name);
            foreach (var status in new[] { "400", "406", "500", "503" })
            {
                Assert.NotNull(operation["responses"]![status]?["content"]?["application/problem+json"]);
            }
        }
    }

    [Fact]
    public async Task Every_answer_and_every_body_that_must_be_sent_has_an_example()
    {
        foreach (var (name, operation) in Operations(JsonNode.Parse(await ServedAsync())!))
        {
            var body = operation["requestBody"]?["required"]?.GetValue<bool>() == true ? operation["requestBody"]!["content"] : null;
            var contents = operation["responses"]!.AsObject().Select(response => response.Value!["content"]).Append(body).OfType<JsonObject>();
            foreach (var content in contents.SelectMany(types => types))
            {
                Assert.True(content.Value!["example"] is not null, $"{name} {content.Key}");
            }
        }
    }

    [Fact]
    public async Task Every_parameter_is_described()
    {
        foreach (var (name, operation) in Operations(JsonNode.Parse(await ServedAsync())!))
        {
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            {
                Assert.False(string.IsNullOrWhiteSpace(parameter!["description"]?.GetValue<string>()), $"{name} {parameter["name"]}");
            }
        }
    }

    [Fact]
    public async Task Many_who_ask_for_the_document_at_once_get_the_same()
    {
        await using var fresh = new ServiceHost();
        using var client = fresh.CreateClient();

        var served = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => client.Get("/openapi/v1.json"))));

        Assert.Single(served.Select(answer => answer.Is(HttpStatusCode.OK).Text).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_document_can_be_explored()
    {
        using var client = host.CreateClient();

        var page = (await client.Get("/swagger/index.html")).Is(HttpStatusCode.OK);

        Assert.Equal("text/html", page.ContentHeaders.ContentType?.MediaType);
    }

    private static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Verbs.Contains(operation.Key)
        select ($"{operation.Key} {path.Key}", operation.Value!);

    private async Task<string> ServedAsync()
    {
        using var client = host.CreateClient();
        return (await client.Get("/openapi/v1.json")).Is(HttpStatusCode.OK).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}
