using System.Globalization;
using System.Text;

namespace Agreements.ReminderJob.Letters;

/// <summary>
/// The due date as an all-day event that any calendar takes in (RFC 5545, published by RFC 5546). It is the same event whichever reminder brings it, and the same as in
/// the calendars of the service, which name it and count its revisions: when the day moves, the next letter moves the entry. Of two copies of one revision the DTSTAMP says
/// which is the later one.
/// </summary>
internal static class CalendarFile
{
    private const int MostOctets = 75;

    /// <summary>Writes it.</summary>
    /// <param name="notice">What is due.</param>
    /// <param name="summary">What the calendar shows.</param>
    /// <param name="description">What it tells when opened.</param>
    /// <param name="link">Where the agreement is seen.</param>
    /// <param name="organizer">Who published it.</param>
    /// <param name="at">When.</param>
    public static string Of(Notice notice, string summary, string description, string? link, string organizer, DateTimeOffset at)
    {
        var file = new StringBuilder();
        Add("BEGIN:VCALENDAR");
        Add("VERSION:2.0");
        Add("PRODID:-//Agreements//Reminder job//ID");
        Add("CALSCALE:GREGORIAN");
        Add("METHOD:PUBLISH");
        Add("BEGIN:VEVENT");
        Add($"UID:{notice.CalendarUid ?? notice.DeadlineId.ToString()}");
        Add(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{notice.CalendarSequence}"));
        Add(string.Create(CultureInfo.InvariantCulture, $"DTSTAMP:{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"));
        Add($"DTSTART;VALUE=DATE:{Day(notice.DueOn)}");
        if (notice.DueOn < DateOnly.MaxValue)
        {
            // The first day that is no longer part of it.
            Add($"DTEND;VALUE=DATE:{Day(notice.DueOn.AddDays(1))}");
        }

        Add($"ORGANIZER:mailto:{organizer}");
        Add($"SUMMARY:{Escaped(summary)}");
        Add($"DESCRIPTION:{Escaped(description)}");
        if (link is not null)
        {
            Add($"URL:{link}");
        }

        Add("STATUS:CONFIRMED");
        Add("TRANSP:TRANSPARENT");
        Add("END:VEVENT");
        Add("END:VCALENDAR");
        return file.ToString();

        void Add(string line) => file.Append(Folded(line)).Append("\r\n");
    }

    /// <summary>A line in pieces of at most 75 octets, each after the first with a space before it; no character is cut.</summary>
    internal static string Folded(string line)
    {
        var folded = new StringBuilder(line.Length);
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }

    /// <summary>Text as a value: what has a meaning in the format is escaped, line breaks become <c>\n</c>, other control characters go.</summary>
    internal static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            _ = c switch
            {
                '\n' => escaped.Append("\\n"),
                '\\' or ';' or ',' => escaped.Append('\\').Append(c),
                _ when char.IsControl(c) => escaped,
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
