using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Agreements.Client.Tests.Document;

/// <summary>Compares a type of the client with a schema, and whatever both are made of.</summary>
internal sealed class SchemaComparison(ApiDocument document, Action<string, string> report)
{
    private static readonly Dictionary<Type, (string Type, string? Format)> Plain = new()
    {
        [typeof(string)] = ("string", null),
        [typeof(Guid)] = ("string", "uuid"),
        [typeof(DateOnly)] = ("string", "date"),
        [typeof(DateTimeOffset)] = ("string", "date-time"),
        [typeof(bool)] = ("boolean", null),
        [typeof(int)] = ("integer", "int32"),
        [typeof(long)] = ("integer", "int64"),
        [typeof(decimal)] = ("number", "decimal"),
    };

    // A record has one schema, by its name: what was compared once is the same everywhere.
    private readonly HashSet<(Type, bool)> _seen = [];

    /// <summary>Compares a type with a schema.</summary>
    /// <param name="where">Where they stand, for the report.</param>
    /// <param name="type">The type.</param>
    /// <param name="mayBeNull">Whether the client takes null there, or sends it.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="isSent">Whether the client sends it; else it is answered.</param>
    public void Compare(string where, Type type, bool mayBeNull, JsonNode schema, bool isSent)
    {
        var shape = document.ShapeOf(schema);
        if (shape.IsNullable != mayBeNull && (!isSent || mayBeNull))
        {
            report(where, shape.IsNullable ? "may be null" : "is never null");
        }

        CompareWhole(where, Nullable.GetUnderlyingType(type) ?? type, shape, isSent);
    }

    private void CompareWhole(string where, Type type, Shape shape, bool isSent)
    {
        if (Codes.Is(type))
        {
            CompareCode(where, type, shape);
        }
        else if (Plain.TryGetValue(type, out var plain))
        {
            // Zones are listed where they are shown, and stay texts; so do addresses.
            if ((shape.Type, shape.Format == "email" ? null : shape.Format) != plain || (shape.Enum is not null && shape.Name is not null))
            {
                report(where, $"is {Describe(shape)}, not {type.Name}");
            }
        }
        else if (type == typeof(JsonElement))
        {
            if (shape.Type is not null)
            {
                report(where, $"is {Describe(shape)}, not just anything");
            }
        }
        else if (ItemOf(type) is { } item)
        {
            CompareItems(where, item, shape, shape.Node["items"], "array", isSent);
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            CompareItems(where, type.GetGenericArguments()[1], shape, shape.Node["additionalProperties"], "object", isSent);
        }
        else
        {
            CompareRecord(where, type, shape, isSent);
        }
    }

    private void CompareItems(string where, Type item, Shape shape, JsonNode? items, string kind, bool isSent)
    {
        if (shape.Type != kind || items is null)
        {
            report(where, $"is {Describe(shape)}, not {kind} of {item.Name}");
        }
        else
        {
            Compare($"{where}[]", item, mayBeNull: false, items, isSent);
        }
    }

    private void CompareCode(string where, Type type, Shape shape)
    {
        if (shape.Enum is not { } documented || shape.Name is not null && shape.Name != type.Name)
        {
            report(where, $"is {Describe(shape)}, not {type.Name}");
            return;
        }

        var known = Codes.Of(type).Select(code => code.ToString()!).ToHashSet(StringComparer.Ordinal);
        foreach (var value in documented.Except(known))
        {
            report(type.Name, $"may be {value}, which the client does not know");
        }

        foreach (var value in known.Except(documented))
        {
            report(type.Name, $"is never {value}");
        }
    }

    private void CompareRecord(string where, Type type, Shape shape, bool isSent)
    {
        if (shape.Type != "object" || (shape.Name is not null && shape.Name != NameOf(type)))
        {
            report(where, $"is {Describe(shape)}, not {NameOf(type)}");
            return;
        }

        if (!_seen.Add((type, isSent)))
        {
            return;
        }

        var members = AgreementsJson.Default.GetTypeInfo(type)!.Properties.Where(member => !member.IsExtensionData).ToDictionary(member => member.Name, StringComparer.Ordinal);
        foreach (var (name, schema) in shape.Properties)
        {
            if (members.Remove(name, out var member))
            {
                CompareMember($"{NameOf(type)}.{name}", member, shape.Required.Contains(name), schema, isSent);
            }
            else
            {
                report($"{NameOf(type)}.{name}", $"is not in the client");
            }
        }

        foreach (var name in members.Keys)
        {
            report($"{NameOf(type)}.{name}", "is not in the document");
        }
    }

    private void CompareMember(string where, JsonPropertyInfo member, bool isRequired, JsonNode schema, bool isSent)
    {
        if (member.IsRequired != isRequired)
        {
            report(where, isRequired ? "is required" : "is not required");
        }

        if (member.PropertyType.IsGenericType && member.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            Compare(where, member.PropertyType.GetGenericArguments()[0], mayBeNull: true, schema, isSent);
            return;
        }

        var isNullable = member.PropertyType.IsValueType ? Nullable.GetUnderlyingType(member.PropertyType) is not null : member.IsSetNullable;
        if (document.ShapeOf(schema) is { Type: null, IsNullable: false } && isNullable)
        {
            // Anything at all: null as well.
            CompareWhole(where, Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType, document.ShapeOf(schema), isSent);
        }
        else if (isRequired)
        {
            Compare(where, member.PropertyType, isNullable, schema, isSent);
        }
        else
        {
            // Null in the client is a member that is left out, whether the document takes null there or not.
            if (!isNullable)
            {
                report(where, "may be left out");
            }

            Compare(where, member.PropertyType, document.ShapeOf(schema).IsNullable, schema, isSent);
        }
    }

    private static Type? ItemOf(Type type)
    {
        if (type.IsArray)
        {
            return type.GetElementType();
        }

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
    }

    // The page of a record is called by the record's name.
    private static string NameOf(Type type) =>
        type.IsGenericType ? string.Concat(type.GetGenericArguments().Select(NameOf)) + type.Name.Split('`')[0] : type.Name;

    private static string Describe(Shape shape) => shape.Name ?? $"{shape.Type} {shape.Format}".TrimEnd();
}
