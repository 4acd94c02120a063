using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Agreements.Api.Http.Json;

/// <summary>How the service reads and writes JSON: strictly, and in one way only.</summary>
internal static class JsonRules
{
    /// <summary>Deeper bodies than any that the API knows are refused.</summary>
    public const int MaxDepth = 16;

    /// <summary>Indonesian text stays readable; the answers are never embedded in a page.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowTrailingCommas = false;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.MaxDepth = MaxDepth;

        options.Encoder = Encoder;
        options.Converters.Add(new StrictEnumConverterFactory());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new TextConverter());
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine(BusyAnswers.Default, new DefaultJsonTypeInfoResolver()).WithAddedModifier(Adjust);
    }

    // An ignored member would be skipped silently; forgotten, it is as unknown as any other and refused. What is required of bodies is not required of
    // answers: one that an earlier release gave may lack a member.
    private static void Adjust(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Always }])
            {
                type.Properties.RemoveAt(i);
            }
            else if (type.Properties[i] is { Get: not null, PropertyType.IsValueType: false } member)
            {
                member.IsGetNullable = true;
            }
        }
    }
}
