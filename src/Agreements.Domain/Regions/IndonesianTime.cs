namespace Agreements.Domain.Regions;

/// <summary>
/// The three zones of Indonesia, none with daylight saving. A legal date begins and ends at the local midnight of the region it is about,
/// so "today" is never the host's date.
/// </summary>
public static class IndonesianTime
{
    private static readonly Dictionary<string, TimeZoneInfo> Zones = new[] { "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura" }
        .ToDictionary(id => id, TimeZoneInfo.FindSystemTimeZoneById, StringComparer.Ordinal);

    /// <summary>The identifiers of the three zones, west to east (WIB, WITA, WIT).</summary>
    public static IReadOnlyCollection<string> ZoneIds => Zones.Keys;

    /// <summary>The date in a zone at an instant.</summary>
    public static DateOnly DateIn(string zone, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zones[zone]).DateTime);

    /// <summary>The date in each zone at an instant.</summary>
    public static IReadOnlyDictionary<string, DateOnly> DatesAt(DateTimeOffset at) =>
        Zones.Keys.ToDictionary(zone => zone, zone => DateIn(zone, at), StringComparer.Ordinal);
}
