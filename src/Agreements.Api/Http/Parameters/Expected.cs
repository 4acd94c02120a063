using Agreements.Api.Http.Json;

namespace Agreements.Api.Http.Parameters;

/// <summary>Says in a few words, the same in both languages, what a value should have looked like.</summary>
internal static class Expected
{
    public static string Of(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            _ when value == typeof(DateOnly) => "YYYY-MM-DD",
            _ when value == typeof(DateTimeOffset) => "YYYY-MM-DDThh:mm:ssZ",
            _ when value == typeof(Guid) => "UUID",
            _ when value == typeof(bool) => "true | false",
            _ when value == typeof(int) || value == typeof(long) => "integer",
            _ when value == typeof(decimal) => "number",
            _ when value == typeof(string) => "string (UTF-8)",
            _ when value == typeof(Sort) => string.Join(" | ", Sort.Names),
            { IsEnum: true } => string.Join(" | ", EnumNames.All(value)),
            _ when value != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(value) => "array",
            _ => "object",
        };
    }

    public static string Text(int most) => $"string (UTF-8, ≤ {most})";
}
