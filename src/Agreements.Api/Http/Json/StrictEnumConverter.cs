using System.Text.Json;
using System.Text.Json.Serialization;
using Agreements.Domain.Access;
using Agreements.Domain.Events;

namespace Agreements.Api.Http.Json;

/// <summary>Enums by their one camel-case spelling: never a number, never another case.</summary>
internal sealed class StrictEnumConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(StrictEnumConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class StrictEnumConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && EnumNames<T>.TryParse(reader.GetString(), out var value) ? value : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(EnumNames<T>.WrittenOf(value));
    }
}

/// <summary>The spellings of an enum in the API, for whoever knows it at run time only.</summary>
internal static class EnumNames
{
    public static IEnumerable<string> All(Type type) => Enum.GetValues(type).Cast<Enum>().Select(Of);

    // Scopes are spelled as OAuth 2.0 has them, types of events as integrators know them, everything else in camel case.
    public static string Of(Enum value) => value switch
    {
        Scope scope => Scopes.NameOf(scope),
        EventType type => EventTypes.NameOf(type),
        _ => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()),
    };
}

/// <summary>The spellings of an enum in the API, in bodies and in queries alike.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> ByName = Enum.GetValues<T>().ToDictionary(value => EnumNames.Of(value), StringComparer.Ordinal);
    private static readonly Dictionary<T, string> ByValue = ByName.ToDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly Dictionary<T, JsonEncodedText> Written = ByName.ToDictionary(pair => pair.Value, pair => JsonEncodedText.Encode(pair.Key));

    public static IEnumerable<string> All => ByName.Keys;

    public static JsonEncodedText WrittenOf(T value) => Written[value];

    public static string Of(T value) => ByValue[value];

    public static bool TryParse(string? name, out T value)
    {
        value = default;
        return name is not null && ByName.TryGetValue(name, out value);
    }
}
