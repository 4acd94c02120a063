using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agreements.Api.Http.Json;

/// <summary>Text as it came, or not at all: control characters that one of the stores could not keep are refused here, for both.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    /// <summary>What <see cref="IsStorable"/> says of control characters, as the document says it.</summary>
    public const string Pattern = @"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$";

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        var text = reader.GetString()!;
        return IsStorable(text) ? text : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <summary>No control characters but tab and line breaks, and no half of a surrogate pair.</summary>
    public static bool IsStorable(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune) || (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r')))
            {
                return false;
            }

            at += rune.Utf16SequenceLength;
        }

        return true;
    }
}
