using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agreements.Api.Http.Json;

/// <summary>A member of a merge patch (RFC 7396): absent keeps, null clears, a value sets.</summary>
/// <param name="IsSet">Whether the member was there.</param>
/// <param name="Value">Its value.</param>
[JsonConverter(typeof(OptionalConverterFactory))]
public readonly record struct Optional<T>(bool IsSet, T? Value)
{
    /// <summary>The value if the member was there, else what was there before.</summary>
    public T? Or(T? before) => IsSet ? Value : before;
}

/// <summary>Reads the members that are there; the others keep their default, which says that they were not.</summary>
internal sealed class OptionalConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(OptionalConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(IsSet: true, JsonSerializer.Deserialize<T>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Value, options);
    }
}
