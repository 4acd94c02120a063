using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Agreements.Client.Tests.Document;

/// <summary>
/// Where the client and the document part. Nothing is listed here: what the client does is seen by calling it, what its records hold is asked of the
/// serializer that reads and writes them, and all else is in the document.
/// </summary>
internal sealed class Drift(ApiDocument document)
{
    private const string IdempotencyKey = "Idempotency-Key";
    private const string IfMatch = "If-Match";
    private const string IfNoneMatch = "If-None-Match";

    private readonly HashSet<string> _findings = new(StringComparer.Ordinal);
    private SchemaComparison? _schemas;

    private SchemaComparison Schemas => _schemas ??= new SchemaComparison(document, Report);

    public static IReadOnlyList<string> Between(IReadOnlyList<ClientMethod> client, JsonNode document)
    {
        var drift = new Drift(new ApiDocument(document));
        foreach (var method in client.Where(method => method.OperationId is null))
        {
            drift.Report(method.Name, "does not say which operation it calls");
        }

        foreach (var methods in client.Where(method => method.OperationId is not null).GroupBy(method => method.OperationId!, StringComparer.Ordinal))
        {
            drift.Compare(methods.Key, [.. methods]);
        }

        return [.. drift._findings.Order(StringComparer.Ordinal)];
    }

    private void Compare(string id, IReadOnlyList<ClientMethod> methods)
    {
        if (document.Operation(id) is not { } operation)
        {
            Report(id, "is not in the document");
            return;
        }

        foreach (var method in methods)
        {
            ComparePath(method, operation);
            CompareQuery(method, operation);
            CompareHeaders(method, operation);
            CompareBody(method, operation);
            CompareAnswer(method, operation);
        }

        // What one method leaves out another one may say. A list is walked whole: that one of its pages has not changed says nothing of the others.
        var said = methods.SelectMany(method => method.Everything.Query.Concat(method.Everything.Headers)).ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.In != "path" && !said.Contains(parameter.Name)
            && !(parameter.Name == IfNoneMatch && operation.Parameters.Any(other => other.Name == "after"))))
        {
            Report(id, $"cannot be sent {parameter.Name}");
        }

        foreach (var problem in operation.Problems)
        {
            Schemas.Compare($"{id} failure", typeof(Problem), mayBeNull: false, problem, isSent: false);
        }
    }

    private void ComparePath(ClientMethod method, DocumentedOperation operation)
    {
        if (method.Everything.Method.Method != operation.Method)
        {
            Report(operation.Id, $"is {operation.Method}, and {method.Name} sends {method.Everything.Method}");
        }

        var names = operation.Parameters.Where(parameter => parameter.In == "path").ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var pattern = Regex.Replace(Regex.Escape(operation.Path), @"\\\{(?<name>\w+)}", "(?<${name}>[^/]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        var match = Regex.Match(method.Everything.Path, $"^{pattern}$", RegexOptions.None, TimeSpan.FromSeconds(1));
        var isWithin = match.Success && names.All(name => Fits(document.ShapeOf(name.Value.Schema), match.Groups[name.Key].Value));
        if (!isWithin)
        {
            Report(operation.Id, $"is at {operation.Path}, and {method.Name} asks {method.Everything.Path}");
        }
    }

    private static bool Fits(Shape shape, string value) => shape.Format switch
    {
        "uuid" => Guid.TryParse(value, out _),
        null => shape.Type == "string",
        _ => false,
    };

    private void CompareQuery(ClientMethod method, DocumentedOperation operation)
    {
        var documented = operation.Parameters.Where(parameter => parameter.In == "query").ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        foreach (var name in method.Everything.Query)
        {
            if (!documented.TryGetValue(name, out var parameter))
            {
                Report(operation.Id, $"does not take {name}");
            }
            else if (!method.Questions.TryGetValue(name, out var type))
            {
                Report(operation.Id, $"is sent {name}, which {method.Name} has under another name");
            }
            else if (!IsListOfTexts(type, document.ShapeOf(parameter.Schema)))
            {
                Schemas.Compare($"{operation.Id} {name}", type, mayBeNull: false, parameter.Schema, isSent: true);
            }
        }

        foreach (var parameter in documented.Values.Where(parameter => parameter.IsRequired && !method.Least.Query.Contains(parameter.Name)))
        {
            Report(operation.Id, $"needs {parameter.Name}");
        }
    }

    // Codes of regions are one text with commas in it.
    private static bool IsListOfTexts(Type type, Shape shape) => type == typeof(IReadOnlyList<string>) && shape is { Type: "string", Format: null, Enum: null }
        && shape.Node["pattern"]?.GetValue<string>() is { } pattern && pattern.Contains("(,", StringComparison.Ordinal);

    private void CompareHeaders(ClientMethod method, DocumentedOperation operation)
    {
        var documented = operation.Parameters.Where(parameter => parameter.In == "header").ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        foreach (var header in method.Everything.Headers.Where(header => !documented.ContainsKey(header)))
        {
            Report(operation.Id, $"does not take {header}");
        }

        foreach (var header in documented.Values.Where(header => !method.Least.Headers.Contains(header.Name)))
        {
            // A key is always sent, so that every POST can be repeated.
            if (header.IsRequired || header.Name == IdempotencyKey)
            {
                Report(operation.Id, $"needs {header.Name}");
            }
        }

        var known = new[] { IdempotencyKey, IfMatch, IfNoneMatch };
        foreach (var header in method.Everything.Headers.Except(known, StringComparer.Ordinal))
        {
            Report(operation.Id, $"is sent {header}, which nobody compares");
        }
    }

    private void CompareBody(ClientMethod method, DocumentedOperation operation)
    {
        if (method.Everything.Body is { } body)
        {
            if (operation.BodyOf(method.Everything.BodyMediaType!) is not { } schema)
            {
                Report(operation.Id, $"does not take a body of {method.Everything.BodyMediaType}");
                return;
            }

            Schemas.Compare($"{operation.Id} body", body.Type, mayBeNull: false, schema, isSent: true);
        }
        else if (operation.WantsBody || (operation.BodyOf("application/json") is { } schema && document.ShapeOf(schema).Properties.Count > 0))
        {
            Report(operation.Id, $"takes a body, and {method.Name} sends none");
        }
    }

    private void CompareAnswer(ClientMethod method, DocumentedOperation operation)
    {
        var (type, isTagged, isRow) = method.Answer;
        if (isTagged && operation.Success?["headers"]?["ETag"] is null)
        {
            Report(operation.Id, $"answers no ETag, and {method.Name} needs one");
        }

        if (type is null || operation.Answer is not { } schema)
        {
            if (type is not null || operation.Answer is not null)
            {
                Report(operation.Id, $"answers {(type is null ? "something" : "nothing")}, which {method.Name} does not expect");
            }

            return;
        }

        if (isRow)
        {
            if (document.ShapeOf(schema).Properties.GetValueOrDefault("items")?["items"] is not { } rows)
            {
                Report(operation.Id, "answers no rows");
                return;
            }

            schema = rows;
        }

        Schemas.Compare($"{operation.Id} answer", type, mayBeNull: false, schema, isSent: false);
    }

    private void Report(string where, string what) => _findings.Add($"{where} {what}");
}
