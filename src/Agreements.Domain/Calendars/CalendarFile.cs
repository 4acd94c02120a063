using System.Globalization;

namespace Agreements.Domain.Calendars;

/// <summary>The head of a calendar that programs subscribe to.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="RefreshHours">After how many hours it is worth asking for again.</param>
public sealed record CalendarHead(string Name, int RefreshHours);

/// <summary>A day in a calendar, which says what must be done by it.</summary>
/// <param name="Uid">The same as long as it is about the same thing, whatever its day.</param>
/// <param name="Sequence">Higher with every change of it.</param>
/// <param name="ChangedAt">When it last changed.</param>
/// <param name="Day">The day.</param>
/// <param name="Summary">What the calendar shows.</param>
/// <param name="Description">What it tells when opened.</param>
/// <param name="Category">What kind of thing it is.</param>
public sealed record CalendarEntry(string Uid, int Sequence, DateTimeOffset ChangedAt, DateOnly Day, string Summary, string Description, string Category)
{
    /// <summary>Where more is to be read, as an absolute address.</summary>
    public string? Link { get; init; }

    /// <summary>Whether it follows from a record that has still to be confirmed.</summary>
    public bool IsTentative { get; init; }

    /// <summary>How many days before it people are told.</summary>
    public IReadOnlyList<int> AlarmDaysBefore { get; init; } = [];
}

/// <summary>
/// A calendar of all-day events as RFC 5545 has it, with the name and the refresh interval of RFC 7986 and what common programs ask for instead. It is written
/// piece by piece, so that nobody has to hold all of it.
/// </summary>
public static class CalendarFile
{
    private const string ProductId = "-//Agreements//Deadlines//ID";

    /// <summary>What it begins with.</summary>
    public static string Begin(CalendarHead head)
    {
        var (name, refresh) = (ContentLine.Text(head.Name), string.Create(CultureInfo.InvariantCulture, $"PT{head.RefreshHours}H"));
        return string.Concat(
            ContentLine.Of("BEGIN", "VCALENDAR"),
            ContentLine.Of("VERSION", "2.0"),
            ContentLine.Of("PRODID", ProductId),
            ContentLine.Of("CALSCALE", "GREGORIAN"),
            ContentLine.Of("METHOD", "PUBLISH"),
            ContentLine.Of("NAME", name),
            ContentLine.Of("X-WR-CALNAME", name),
            ContentLine.Of("REFRESH-INTERVAL;VALUE=DURATION", refresh),
            ContentLine.Of("X-PUBLISHED-TTL", refresh));
    }

    /// <summary>A day of it.</summary>
    public static string Of(CalendarEntry entry)
    {
        // Of a published entry this is when the revision was made, not when somebody fetched it: the same state is the same to the byte.
        var changedAt = entry.ChangedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var lines = new List<string>
        {
            ContentLine.Of("BEGIN", "VEVENT"),
            ContentLine.Of("UID", entry.Uid),
            ContentLine.Of("SEQUENCE", entry.Sequence.ToString(CultureInfo.InvariantCulture)),
            ContentLine.Of("DTSTAMP", changedAt),
            ContentLine.Of("LAST-MODIFIED", changedAt),
            ContentLine.Of("DTSTART;VALUE=DATE", Day(entry.Day)),
        };
        if (entry.Day < DateOnly.MaxValue)
        {
            // The first day that is no longer part of it.
            lines.Add(ContentLine.Of("DTEND;VALUE=DATE", Day(entry.Day.AddDays(1))));
        }

        lines.Add(ContentLine.Of("SUMMARY", ContentLine.Text(entry.Summary)));
        lines.Add(ContentLine.Of("DESCRIPTION", ContentLine.Text(entry.Description)));
        lines.Add(ContentLine.Of("CATEGORIES", ContentLine.Text(entry.Category)));
        if (entry.Link is { } link)
        {
            lines.Add(ContentLine.Of("URL", link));
        }

        lines.Add(ContentLine.Of("STATUS", entry.IsTentative ? "TENTATIVE" : "CONFIRMED"));
        lines.Add(ContentLine.Of("TRANSP", "TRANSPARENT"));
        lines.AddRange(entry.AlarmDaysBefore.Select(days => Alarm(days, entry.Summary)));
        lines.Add(ContentLine.Of("END", "VEVENT"));
        return string.Concat(lines);
    }

    /// <summary>What it ends with. One without a day has a zone instead: RFC 5545, 3.6, wants a component in every calendar.</summary>
    public static string End(bool isEmpty) => string.Concat(isEmpty ? Zone() : "", ContentLine.Of("END", "VCALENDAR"));

    private static string Alarm(int daysBefore, string summary) => string.Concat(
        ContentLine.Of("BEGIN", "VALARM"),
        ContentLine.Of("ACTION", "DISPLAY"),
        ContentLine.Of("TRIGGER", daysBefore == 0 ? "PT0S" : string.Create(CultureInfo.InvariantCulture, $"-P{daysBefore}D")),
        ContentLine.Of("DESCRIPTION", ContentLine.Text(summary)),
        ContentLine.Of("END", "VALARM"));

    private static string Zone() => string.Concat(
        ContentLine.Of("BEGIN", "VTIMEZONE"),
        ContentLine.Of("TZID", "Asia/Jakarta"),
        ContentLine.Of("BEGIN", "STANDARD"),
        ContentLine.Of("DTSTART", "19700101T000000"),
        ContentLine.Of("TZOFFSETFROM", "+0700"),
        ContentLine.Of("TZOFFSETTO", "+0700"),
        ContentLine.Of("TZNAME", "WIB"),
        ContentLine.Of("END", "STANDARD"),
        ContentLine.Of("END", "VTIMEZONE"));

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
