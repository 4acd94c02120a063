using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Agreements.Api.Http;

/// <summary>
/// The strong ETag of a single resource. It names everything that the representation shows: the version of the record, what it shows of another one, and
/// the day that its dates were judged by. A write does not compare the day, since a record has not changed because a day has passed.
/// </summary>
/// <param name="Version">Version of the record.</param>
/// <param name="Shown">Fingerprint of what the representation shows of another record; 0 where there is none.</param>
/// <param name="Day">The day it was judged by; null where no date is judged.</param>
internal readonly record struct EntityTag(int Version, uint Shown = 0, DateOnly? Day = null)
{
    private const string DayFormat = "yyyyMMdd";

    /// <summary>The fingerprint of a text.</summary>
    public static uint FingerprintOf(string? text) =>
        text is null ? 0 : BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"\"{Version}.{Shown:x}{(Day is { } day ? "." + day.ToString(DayFormat, CultureInfo.InvariantCulture) : "")}\"");

    /// <summary>Whether a tag that a caller sent is of the versions of this one.</summary>
    public bool IsSameVersionAs(string tag)
    {
        var parts = tag.Trim('"').Split('.');
        return tag == $"\"{string.Join('.', parts)}\""
            && parts.Length == (Day is null ? 2 : 3)
            && parts[0] == Version.ToString(CultureInfo.InvariantCulture)
            && parts[1] == Shown.ToString("x", CultureInfo.InvariantCulture)
            && (Day is null || DateOnly.TryParseExact(parts[2], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }
}

/// <summary>The representation of a single resource, with its ETag.</summary>
public abstract record Resource
{
    /// <summary>The ETag, quotes included; it travels as a header.</summary>
    [JsonIgnore]
    public string Tag { get; set; } = "";
}
