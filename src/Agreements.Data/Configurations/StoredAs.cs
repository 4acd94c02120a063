using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Agreements.Data.Configurations;

/// <summary>How values are written that are neither text, number nor date.</summary>
public static class StoredAs
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a list as JSON.</summary>
    public static string Write<T>(T list) => JsonSerializer.Serialize(list, Options);

    /// <summary>Reads a list.</summary>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    /// <summary>A list of values that belongs to its row and is only ever read with it.</summary>
    internal static void StoredAsJson<TItem, TList>(this PropertyBuilder<TList> property)
        where TList : IEnumerable<TItem> =>
        property.HasConversion(
            new ValueConverter<TList, string>(list => Write(list), json => Read<TList>(json)),
            new ValueComparer<TList>((one, other) => one!.SequenceEqual(other!), list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)), list => list));
}

/// <summary>Writes an enum by its API name, so that rows read as answers do and the order of members means nothing.</summary>
public sealed class EnumNameConverter<T>() : ValueConverter<T, string>(value => StoredNames<T>.NameOf(value), name => StoredNames<T>.Named(name))
    where T : struct, Enum;

/// <summary>The names of an enum in the store, found once: a page of a list asks for hundreds of them.</summary>
public static class StoredNames<T>
    where T : struct, Enum
{
    private const int LongestName = 64;

    private static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
    private static readonly FrozenDictionary<string, T> Values = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> ByText = Values.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name of a value.</summary>
    public static string NameOf(T value) => Names[value];

    /// <summary>The value of a name.</summary>
    public static T Named(string name) => Values[name];

    /// <summary>The value of a name in UTF-8.</summary>
    public static T Named(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[LongestName];
        return name.Length <= LongestName ? ByText[text[..Encoding.UTF8.GetChars(name, text)]] : Named(Encoding.UTF8.GetString(name));
    }
}
