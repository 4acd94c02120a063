using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using FluentValidation;
using Microsoft.AspNetCore.Http.Metadata;

namespace Agreements.Api.Http.Json;

/// <summary>
/// Says everything that is wrong with a body that could not be read. The serializer stops at the first fault and speaks of .NET types; a caller wants
/// all of them, by JSON pointer. Only bodies that failed come here.
/// </summary>
internal static class BodyDiagnosis
{
    private static readonly JsonDocumentOptions Syntax = new() { MaxDepth = JsonRules.MaxDepth };
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is wrong, or null when the body is not at fault.</summary>
    public static async Task<Failure?> ExplainAsync(HttpContext context, JsonSerializerOptions options)
    {
        var type = context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        if (type is null || !context.Request.Body.CanSeek)
        {
            return null;
        }

        context.Request.Body.Position = 0;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length == 0)
        {
            return new Failure(StatusCodes.Status400BadRequest, "body.missing");
        }

        JsonDocument document;
        try
        {
            _ = StrictUtf8.GetCharCount(body.GetBuffer(), 0, (int)body.Length);
            document = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length), Syntax);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return new Failure(StatusCodes.Status400BadRequest, "body.malformed");
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new Failure(StatusCodes.Status400BadRequest, "body.not-an-object");
            }

            var errors = new List<InputError>();
            var readable = Inspect(document.RootElement, options.GetTypeInfo(type), "", errors, options);
            errors.AddRange(Validate(context, type, readable, options).Where(found => !errors.Exists(error => Covers(error.Pointer!, found.Pointer))));
            return errors.Count == 0 ? null : Failure.OfInput(errors);
        }
    }

    // What is said of a list or an object without the part that could not be read may not hold.
    private static bool Covers(string pointer, string? other) =>
        other is { Length: > 0 } && (other == pointer || other.StartsWith($"{pointer}/", StringComparison.Ordinal) || pointer.StartsWith($"{other}/", StringComparison.Ordinal));

    // Collects the faults of an object's members and returns the object without them.
    private static JsonObject Inspect(JsonElement element, JsonTypeInfo type, string pointer, List<InputError> errors, JsonSerializerOptions options)
    {
        var readable = new JsonObject();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (errors.Count >= Failure.MostErrors)
            {
                break;
            }

            var (name, at) = NameOf(member, pointer);
            if (name is null || type.Properties.FirstOrDefault(property => property.Name == name) is not { } property)
            {
                errors.Add(InputError.InBody(at, "member.unknown"));
            }
            else if (!seen.Add(name))
            {
                errors.Add(InputError.InBody(at, "member.duplicate"));
            }
            else if (TryRead(member.Value, property.PropertyType, at, errors, options, out var value))
            {
                readable[name] = value;
            }
        }

        return readable;
    }

    private static (string? Name, string Pointer) NameOf(JsonProperty member, string pointer)
    {
        try
        {
            return (member.Name, $"{pointer}/{JsonPointers.Escape(member.Name)}");
        }
        catch (InvalidOperationException)
        {
            // A name with half of a surrogate pair cannot even be said.
            return (null, $"{pointer}/");
        }
    }

    private static bool TryRead(JsonElement value, Type type, string pointer, List<InputError> errors, JsonSerializerOptions options, out JsonNode? read)
    {
        read = null;
        var inner = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>) ? type.GetGenericArguments()[0] : type;
        inner = Nullable.GetUnderlyingType(inner) ?? inner;
        var info = options.GetTypeInfo(inner);
        if (value.ValueKind == JsonValueKind.Object && info.Kind == JsonTypeInfoKind.Object)
        {
            read = Inspect(value, info, pointer, errors, options);
            return true;
        }

        if (value.ValueKind == JsonValueKind.Array && info.ElementType is { } item)
        {
            var items = new JsonArray();
            var index = 0;
            foreach (var each in value.EnumerateArray())
            {
                if (errors.Count >= Failure.MostErrors)
                {
                    break;
                }

                if (TryRead(each, item, $"{pointer}/{index++}", errors, options, out var element))
                {
                    items.Add(element);
                }
            }

            read = items;
            return true;
        }

        try
        {
            _ = value.Deserialize(type, options);
            read = JsonNode.Parse(value.GetRawText());
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            errors.Add(inner.IsEnum && value.ValueKind == JsonValueKind.String
                ? InputError.InBody(pointer, "value.unknown", Expected.Of(inner))
                : InputError.InBody(pointer, "value.malformed", Expected.Of(inner)));
            return false;
        }
    }

    // What can be read is judged as well, so that one answer names everything.
    private static IEnumerable<InputError> Validate(HttpContext context, Type type, JsonObject readable, JsonSerializerOptions options)
    {
        try
        {
            if (context.RequestServices.GetService(typeof(IValidator<>).MakeGenericType(type)) is IValidator validator
                && readable.Deserialize(type, options) is { } request)
            {
                var result = validator.Validate(new ValidationContext<object>(request));
                return [.. result.Errors.Select(ProblemSwitch.Error)];
            }
        }
        catch (JsonException)
        {
            // Something that only shows as a whole; what was found member by member stands.
        }

        return [];
    }
}
