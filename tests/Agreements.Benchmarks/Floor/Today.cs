using System.Globalization;

namespace Agreements.Benchmarks.Floor;

/// <summary>The date in each zone, as text: dates of the same length are compared as they are written.</summary>
internal sealed class Today
{
    /// <summary>Days ahead within which an agreement counts as expiring.</summary>
    public const int HorizonDays = 90;

    /// <summary>Where agreements without an end are sorted.</summary>
    public const string NoEnd = "9999-12-31";

    private static Today? _current;

    private readonly long _hour;
    private readonly Day[] _days;

    private Today(long hour, DateTimeOffset at)
    {
        _hour = hour;
        _days = [Day.At(at, "Asia/Jakarta", 7), Day.At(at, "Asia/Makassar", 8), Day.At(at, "Asia/Jayapura", 9)];
    }

    /// <summary>The days west to east.</summary>
    public IReadOnlyList<Day> Days => _days;

    /// <summary>The day that it is in the west.</summary>
    public Day Earliest => _days[0];

    /// <summary>The day that it is in the east.</summary>
    public Day Latest => _days[^1];

    /// <summary>The day that it is now in each zone: it changes at full hours only.</summary>
    public static Today Now()
    {
        var at = TimeProvider.System.GetUtcNow();
        var hour = at.Ticks / TimeSpan.TicksPerHour;
        if (_current is { } known && known._hour == hour)
        {
            return known;
        }

        var today = new Today(hour, at);
        _current = today;
        return today;
    }

    /// <summary>The day in a zone.</summary>
    public Day In(string zone) => zone switch
    {
        "Asia/Jakarta" => _days[0],
        "Asia/Makassar" => _days[1],
        _ => _days[2],
    };
}

/// <summary>The day in one zone.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Number">The day, counted.</param>
/// <param name="Text">The day, as written.</param>
/// <param name="Horizon">The last day of the horizon, as written.</param>
internal sealed record Day(string Zone, int Number, string Text, string Horizon)
{
    public static Day At(DateTimeOffset at, string zone, int hoursAhead)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime.AddHours(hoursAhead));
        return new Day(zone, day.DayNumber, Write(day), Write(day.AddDays(Today.HorizonDays)));
    }

    /// <summary>A day as it is written.</summary>
    public static string Write(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A day as it is counted.</summary>
    public static int Count(string day) =>
        new DateOnly((Digit(day, 0) * 1000) + (Digit(day, 1) * 100) + (Digit(day, 2) * 10) + Digit(day, 3), (Digit(day, 5) * 10) + Digit(day, 6), (Digit(day, 8) * 10) + Digit(day, 9)).DayNumber;

    private static int Digit(string day, int index) => day[index] - '0';
}
