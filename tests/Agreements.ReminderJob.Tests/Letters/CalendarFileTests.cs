using System.Text;
using Agreements.ReminderJob.Letters;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.ReminderJob.Tests.Letters;

public sealed class CalendarFileTests
{
    [Fact]
    public void The_due_date_is_an_all_day_event_of_its_own()
    {
        var calendar = CalendarFile.Of(
            Notices.Of(Matter.Expiry, 40), "Berakhir; segera, kata \"A\\B\"", "Baris satu\nbaris dua", "https://perjanjian.example/a", "register@kendari.example", Notices.Now);

        Assert.Equal(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Agreements//Reminder job//ID
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            BEGIN:VEVENT
            UID:expiry-019a8f00-0000-7000-8000-000000000003
            SEQUENCE:3
            DTSTAMP:20261121T020000Z
            DTSTART;VALUE=DATE:20261231
            DTEND;VALUE=DATE:20270101
            ORGANIZER:mailto:register@kendari.example
            SUMMARY:Berakhir\; segera\, kata "A\\B"
            DESCRIPTION:Baris satu\nbaris dua
            URL:https://perjanjian.example/a
            STATUS:CONFIRMED
            TRANSP:TRANSPARENT
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"),
            calendar);
    }

    [Fact]
    public void All_reminders_of_a_deadline_bring_the_same_event()
    {
        static string Uid(int daysLeft) => Notices.Written(Notices.Of(Matter.Expiry, daysLeft), linkTemplate: null, Notices.Indonesian).Calendar!.Split("\r\n").Single(line => line.StartsWith("UID:", StringComparison.Ordinal));

        Assert.Equal(Uid(60), Uid(7));
    }

    [Fact]
    public void Lines_are_folded_at_75_octets_without_cutting_a_character_and_unfold_to_what_they_were() => Prop.ForAll<string>(text =>
    {
        var line = $"SUMMARY:{OneLine.Of(text ?? "")}{new string('é', 40)}𝒥{new string('x', 80)}";
        var folded = CalendarFile.Folded(line);

        Assert.Equal(Valid(line), folded.Replace("\r\n ", "", StringComparison.Ordinal));
        Assert.All(folded.Split("\r\n"), piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, 75));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_a_value_holds_it_stays_one_line_and_reads_back() => Prop.ForAll<string>(text =>
    {
        var escaped = CalendarFile.Escaped(text ?? "");

        Assert.DoesNotContain(escaped, char.IsControl);
        Assert.Equal(new string([.. (text ?? "").ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))]), Read(escaped));
    }).QuickCheckThrowOnFailure();

    // What is no text, as a half of a surrogate pair, is replaced.
    private static string Valid(string text) => string.Concat(text.EnumerateRunes());

    private static string Read(string escaped)
    {
        var read = new StringBuilder();
        var isEscaped = false;
        foreach (var c in escaped)
        {
            if (!isEscaped && c == '\\')
            {
                isEscaped = true;
                continue;
            }

            read.Append(isEscaped && c == 'n' ? '\n' : c);
            isEscaped = false;
        }

        return read.ToString();
    }
}
