using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>
/// A value out of a set that the service may extend. It is a text with names for the values that this version knows, so that a value which came later is
/// passed on as it is where an enumeration would break or forget it.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ICode<out TSelf>
{
    /// <summary>The value as it travels.</summary>
    string Value { get; }

    /// <summary>The code that travels as this text, known or not.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The code.</returns>
    static abstract TSelf Of(string value);
}

/// <summary>Reads and writes a code as its text.</summary>
internal sealed class CodeConverter<T> : JsonConverter<T>
    where T : struct, ICode<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Of(reader.GetString() ?? throw new JsonException());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
