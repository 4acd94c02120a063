using Agreements.Domain.Calendars;

namespace Agreements.Domain.Tests.Calendars;

public sealed class CalendarFileTests
{
    private static readonly CalendarEntry Entry = new(
        "expiry-019a8f00-0000-7000-8000-000000000003", 7, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(7)), new DateOnly(2026, 12, 31), "Berakhir; segera", "Satu\nDua", "Akhir perjanjian");

    [Fact]
    public void A_calendar_is_a_head_its_days_and_an_end()
    {
        var calendar = CalendarFile.Begin(new CalendarHead("Tenggat, Kendari", RefreshHours: 6)) + CalendarFile.Of(Entry) + CalendarFile.End(isEmpty: false);

        Assert.Equal(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Agreements//Deadlines//ID
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            NAME:Tenggat\, Kendari
            X-WR-CALNAME:Tenggat\, Kendari
            REFRESH-INTERVAL;VALUE=DURATION:PT6H
            X-PUBLISHED-TTL:PT6H
            BEGIN:VEVENT
            UID:expiry-019a8f00-0000-7000-8000-000000000003
            SEQUENCE:7
            DTSTAMP:20261121T020000Z
            LAST-MODIFIED:20261121T020000Z
            DTSTART;VALUE=DATE:20261231
            DTEND;VALUE=DATE:20270101
            SUMMARY:Berakhir\; segera
            DESCRIPTION:Satu\nDua
            CATEGORIES:Akhir perjanjian
            STATUS:CONFIRMED
            TRANSP:TRANSPARENT
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"),
            calendar);
    }

    [Fact]
    public void Alarms_speak_up_so_many_days_before_and_on_the_day()
    {
        var day = CalendarFile.Of(Entry with { AlarmDaysBefore = [30, 0], Link = "https://perjanjian.example/v1/agreements/1", IsTentative = true });

        Assert.Contains("\r\nURL:https://perjanjian.example/v1/agreements/1\r\nSTATUS:TENTATIVE\r\n", day, StringComparison.Ordinal);
        Assert.EndsWith(
            """
            BEGIN:VALARM
            ACTION:DISPLAY
            TRIGGER:-P30D
            DESCRIPTION:Berakhir\; segera
            END:VALARM
            BEGIN:VALARM
            ACTION:DISPLAY
            TRIGGER:PT0S
            DESCRIPTION:Berakhir\; segera
            END:VALARM
            END:VEVENT

            """.ReplaceLineEndings("\r\n"),
            day,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_day_of_the_calendar_has_no_day_after_it() =>
        Assert.DoesNotContain("DTEND", CalendarFile.Of(Entry with { Day = DateOnly.MaxValue }), StringComparison.Ordinal);

    [Fact]
    public void A_calendar_without_a_day_has_a_component_all_the_same()
    {
        Assert.StartsWith("BEGIN:VTIMEZONE\r\n", CalendarFile.End(isEmpty: true), StringComparison.Ordinal);
        Assert.Equal("END:VCALENDAR\r\n", CalendarFile.End(isEmpty: false));
    }
}
