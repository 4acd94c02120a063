using System.Globalization;
using System.Text.Json.Serialization;

namespace Agreements.Api.Http;

/// <summary>
/// The strong ETag of a single resource. It names everything that the representation shows: the version of the record, that of the office whose name it
/// carries, and the day that its dates were judged by. A write compares the versions only, since a record has not changed because a day has passed.
/// </summary>
/// <param name="Version">Version of the record.</param>
/// <param name="RelatedVersion">Version of what the representation shows of another record; 0 where there is none.</param>
/// <param name="Day">The day it was judged by; null where no date is judged.</param>
internal readonly record struct EntityTag(int Version, int RelatedVersion = 0, DateOnly? Day = null)
{
    private const string DayFormat = "yyyyMMdd";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"\"{Version}.{RelatedVersion}{(Day is { } day ? "." + day.ToString(DayFormat, CultureInfo.InvariantCulture) : "")}\"");

    /// <summary>Whether a tag that a caller sent is of the versions of this one.</summary>
    public bool IsSameVersionAs(string tag)
    {
        var parts = tag.Trim('"').Split('.');
        return tag == $"\"{string.Join('.', parts)}\""
            && parts.Length == (Day is null ? 2 : 3)
            && parts[0] == Version.ToString(CultureInfo.InvariantCulture)
            && parts[1] == RelatedVersion.ToString(CultureInfo.InvariantCulture)
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
