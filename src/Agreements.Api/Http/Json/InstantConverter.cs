using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agreements.Api.Http.Json;

/// <summary>Instants as RFC 3339 in UTC with <c>Z</c>, to the millisecond.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private const int RoundTripLength = 28;
    private const int MillisecondsEnd = 23;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime() : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        // The round-trip form is the quickest there is; it only says more digits than the store keeps.
        Span<byte> written = stackalloc byte[RoundTripLength];
        value.UtcDateTime.TryFormat(written, out _, "O", CultureInfo.InvariantCulture);
        written[MillisecondsEnd] = (byte)'Z';
        writer.WriteStringValue(written[..(MillisecondsEnd + 1)]);
    }
}
