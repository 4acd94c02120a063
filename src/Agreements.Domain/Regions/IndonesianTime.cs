namespace Agreements.Domain.Regions;

/// <summary>
/// The three zones of Indonesia, none with daylight saving. A legal date begins and ends at the local midnight of the region it is about,
/// so "today" is never the host's date.
/// </summary>
public static class IndonesianTime
{
    private static readonly string[] Ids = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];

    private static readonly Lazy<Dictionary<string, TimeZoneInfo>> Zones = new(() => Ids.ToDictionary(id => id, TimeZoneInfo.FindSystemTimeZoneById, StringComparer.Ordinal));

    /// <summary>The identifiers of the three zones, west to east (WIB, WITA, WIT).</summary>
    public static IReadOnlyCollection<string> ZoneIds => Ids;

    /// <summary>Resolves the three zones, which otherwise happens at the first date that is judged.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know one of them.</exception>
    /// <exception cref="InvalidTimeZoneException">What this machine knows of one of them cannot be read.</exception>
    public static void Resolve() => _ = Zones.Value;

    /// <summary>The date in a zone at an instant.</summary>
    public static DateOnly DateIn(string zone, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zones.Value[zone]).DateTime);

    /// <summary>The instant at which a date begins in a zone.</summary>
    public static DateTimeOffset BeginningOf(DateOnly day, string zone) => new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Zones.Value[zone]), TimeSpan.Zero);

    /// <summary>The date in each zone at an instant.</summary>
    public static IReadOnlyDictionary<string, DateOnly> DatesAt(DateTimeOffset at) =>
        Ids.ToDictionary(zone => zone, zone => DateIn(zone, at), StringComparer.Ordinal);
}
