using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Client.Tests.Document;

/// <summary>The API document, as far as a client cares.</summary>
internal sealed class ApiDocument(JsonNode root)
{
    private static readonly Lazy<string> Committed = new(() => File.ReadAllText(Repository.PathOf("api-spec", "openapi.json")));

    private readonly Dictionary<string, DocumentedOperation> _operations = (
        from path in root["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value!["operationId"] is not null
        select new DocumentedOperation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject()))
        .ToDictionary(operation => operation.Id, StringComparer.Ordinal);

    /// <summary>A copy of the committed document, to be changed at will.</summary>
    public static JsonNode Copy() => JsonNode.Parse(Committed.Value)!;

    public DocumentedOperation? Operation(string id) => _operations.GetValueOrDefault(id);

    /// <summary>What a schema comes down to.</summary>
    public Shape ShapeOf(JsonNode schema)
    {
        var node = schema.AsObject();
        if (node["$ref"]?.GetValue<string>() is { } reference)
        {
            var name = reference.Split('/')[^1];
            return root["components"]!["schemas"]![name] is { } target ? ShapeOf(target) with { Name = name } : new Shape([], name, IsNullable: false);
        }

        if (node["allOf"] is JsonArray and [{ } whole])
        {
            return ShapeOf(whole);
        }

        if (node["oneOf"] is JsonArray choices)
        {
            var others = choices.Where(choice => choice!["type"] is not JsonValue type || type.GetValue<string>() != "null").ToList();
            return others is [{ } only] ? ShapeOf(only) with { IsNullable = others.Count < choices.Count } : new Shape(node, Name: null, IsNullable: false);
        }

        var isNullable = node["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null");
        return new Shape(node, Name: null, isNullable);
    }
}

/// <summary>An operation of the document.</summary>
internal sealed record DocumentedOperation(string Method, string Path, JsonObject Node)
{
    public string Id => Node["operationId"]!.GetValue<string>();

    public IEnumerable<DocumentedParameter> Parameters => (Node["parameters"]?.AsArray() ?? []).Select(parameter => new DocumentedParameter(
        parameter!["in"]!.GetValue<string>(),
        parameter["name"]!.GetValue<string>(),
        parameter["required"]?.GetValue<bool>() ?? false,
        parameter["schema"]!));

    /// <summary>The schema of the body for a media type.</summary>
    public JsonNode? BodyOf(string mediaType) => Node["requestBody"]?["content"]?[mediaType]?["schema"];

    public bool WantsBody => Node["requestBody"]?["required"]?.GetValue<bool>() ?? false;

    /// <summary>What a success is answered with.</summary>
    public JsonObject? Success => Node["responses"]!.AsObject().FirstOrDefault(response => response.Key.StartsWith('2')).Value?.AsObject();

    /// <summary>The schema of a success; null where nothing is answered.</summary>
    public JsonNode? Answer => Success?["content"]?["application/json"]?["schema"];

    /// <summary>The schemas of the failures.</summary>
    public IEnumerable<JsonNode> Problems => Node["responses"]!.AsObject().Where(response => response.Key[0] is '4' or '5')
        .Select(response => response.Value!["content"]?["application/problem+json"]?["schema"]).OfType<JsonNode>();
}

/// <summary>A parameter of an operation.</summary>
internal sealed record DocumentedParameter(string In, string Name, bool IsRequired, JsonNode Schema);

/// <summary>What a schema comes down to: its own members, the name it is known by, and whether null will do.</summary>
internal sealed record Shape(JsonObject Node, string? Name, bool IsNullable)
{
    /// <summary>Its type, apart from null.</summary>
    public string? Type => Node["type"] switch
    {
        JsonArray types => types.Select(type => type!.GetValue<string>()).SingleOrDefault(type => type != "null"),
        JsonValue type => type.GetValue<string>(),
        _ => null,
    };

    public string? Format => Node["format"]?.GetValue<string>();

    public IReadOnlySet<string>? Enum => Node["enum"]?.AsArray().Select(value => value!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, JsonNode> Properties => Node["properties"]?.AsObject().ToDictionary(property => property.Key, property => property.Value!, StringComparer.Ordinal)
        ?? [];

    public IReadOnlySet<string> Required => Node["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) ?? [];
}
