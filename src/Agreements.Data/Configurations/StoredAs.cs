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
public sealed class EnumNameConverter<T>() : ValueConverter<T, string>(
    value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), name => Enum.Parse<T>(name, true))
    where T : struct, Enum;
