using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Http;

/// <summary>Every text that a body can carry, found in the served document, so that one that comes with a new operation is tried as well.</summary>
public sealed class PersonalNumbersTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    // Built like an NIK, of nobody.
    private const string PersonalNumber = "3171041508900001";

    // Not free: only what is in the list of regions passes, whose codes are shorter, or is an address.
    private static readonly string[] Listed = ["regionCode", "regionCodes", "provinceCode", "catchmentRegionCodes", "url"];

    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task A_persons_number_is_refused_in_every_text_of_every_operation()
    {
        var document = JsonNode.Parse((await _client.Get("/openapi/v1.json")).Is(HttpStatusCode.OK).Text)!;
        var tried = new List<string>();
        foreach (var (method, path, operation) in Operations(document))
        {
            var (mediaType, content) = operation["requestBody"]!["content"]!.AsObject().GetAt(0);
            if (mediaType is not ("application/json" or "application/merge-patch+json"))
            {
                continue;
            }

            foreach (var (pointer, isFree) in Texts(document, content!["schema"]!, ""))
            {
                var name = $"{method} {path} {pointer}";
                var body = content["example"]?.DeepClone().AsObject() ?? [];
                Put(body, pointer, isFree ? $"a.n. {PersonalNumber}" : PersonalNumber);

                var answer = await _client.Send(new HttpMethod(method.ToUpperInvariant()), Concrete(path), Hosting.Http.Json(body.ToJsonString(), mediaType), ("If-Match", "*"));

                Assert.True(answer.Status == HttpStatusCode.BadRequest, $"{name}: {(int)answer.Status} {answer.Text}");
                Assert.DoesNotContain(PersonalNumber, answer.Text, StringComparison.Ordinal);
                Assert.True(answer.Errors.TryGetValue(pointer, out var code), $"{name}: {answer.Text}");
                Assert.True(!isFree || code == "text.personal-number", $"{name}: {code}");
                tried.Add(name);
            }
        }

        Assert.True(tried.Count > 50, string.Join('\n', tried));
        Assert.Contains("patch /v1/agreements/{agreementId} /dprdApproval/number", tried);
        Assert.Contains("post /v1/agreements/{agreementId}/amendments /signatures/0/name", tried);
    }

    [Fact]
    public async Task A_persons_number_is_refused_in_every_text_of_a_form()
    {
        var draft = await _client.DraftedAsync();
        var document = JsonNode.Parse((await _client.Get("/openapi/v1.json")).Is(HttpStatusCode.OK).Text)!;
        var forms = Operations(document).Where(each => each.Operation["requestBody"]!["content"]!["multipart/form-data"] is not null).ToList();
        var tried = new List<string>();
        foreach (var (method, path, operation) in forms)
        {
            var schema = operation["requestBody"]!["content"]!["multipart/form-data"]!["schema"]!;
            foreach (var (pointer, _) in Texts(document, schema, "").Where(text => text.IsFree))
            {
                Part[] parts = [Part.Field(pointer[1..], $"a.n. {PersonalNumber}"), Part.Field("kind", "minutes"), Part.File(SampleFiles.Pdf)];

                var refused = await _client.PostFormAsync(path.Replace("{agreementId}", draft.Id, StringComparison.Ordinal), Forms.Of(parts));

                Assert.Equal("text.personal-number", Assert.Contains(pointer, refused.Is(HttpStatusCode.BadRequest).Errors));
                Assert.DoesNotContain(PersonalNumber, refused.Text, StringComparison.Ordinal);
                tried.Add($"{method} {path} {pointer}");
            }
        }

        Assert.Equal(["post /v1/agreements/{agreementId}/documents /title", "post /v1/imports /mapping"], tried.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Method, string Path, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value is JsonObject && operation.Value["requestBody"] is not null
        select (operation.Key, path.Key, operation.Value);

    // Each string of a schema by its JSON pointer, the first item standing for a list; free unless its format, its values or a list bound it.
    private static IEnumerable<(string Pointer, bool IsFree)> Texts(JsonNode document, JsonNode schema, string pointer)
    {
        schema = Resolve(document, schema);
        if (schema["properties"] is JsonObject properties)
        {
            return properties.SelectMany(property => Texts(document, property.Value!, $"{pointer}/{property.Key}"));
        }

        if (schema["items"] is { } items)
        {
            return Texts(document, items, $"{pointer}/0");
        }

        var types = schema["type"] switch
        {
            JsonArray several => several.Select(type => type!.GetValue<string>()),
            { } one => [one.GetValue<string>()],
            null => [],
        };
        return types.Contains("string") ? [(pointer, schema["format"] is null && schema["enum"] is null && !Listed.Contains(pointer.Split('/').Last(step => step != "0")))] : [];
    }

    private static JsonNode Resolve(JsonNode document, JsonNode schema)
    {
        var reference = schema["$ref"] ?? (schema["allOf"] ?? schema["oneOf"] ?? schema["anyOf"])?.AsArray().Select(each => each!["$ref"]).FirstOrDefault(each => each is not null);
        return reference is null ? schema : reference.GetValue<string>().Split('/').Skip(1).Aggregate(document, (node, step) => node[step]!);
    }

    private static void Put(JsonNode body, string pointer, string text)
    {
        var steps = pointer.Split('/')[1..];
        for (var i = 0; i < steps.Length; i++)
        {
            var next = i == steps.Length - 1 ? JsonValue.Create(text) : Container(steps[i + 1]);
            switch (body)
            {
                case JsonArray { Count: 0 } list:
                    list.Add(next);
                    break;
                case JsonArray list when i == steps.Length - 1:
                    list[0] = next;
                    break;
                case JsonObject members when i == steps.Length - 1 || members[steps[i]] is null:
                    members[steps[i]] = next;
                    break;
            }

            body = body is JsonArray items ? items[0]! : body[steps[i]]!;
        }
    }

    private static JsonNode Container(string step) => step == "0" ? new JsonArray() : new JsonObject();

    private static string Concrete(string path) =>
        string.Join('/', path.Split('/').Select(step => step.StartsWith('{') ? $"{Guid.CreateVersion7()}" : step));
}
