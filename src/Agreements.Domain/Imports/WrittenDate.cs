using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Agreements.Domain.Imports;

/// <summary>
/// Reads dates as people in Indonesia write them: day first, months by their names, a weekday or <c>tanggal</c> in front. What leaves a doubt is no date, so that somebody
/// looks at it rather than being reminded on a wrong day.
/// </summary>
public static partial class WrittenDate
{
    // Longer than any date with all that may stand around it.
    private const int MaxLength = 80;

    // Excel takes 1900 for a leap year, which makes no difference from March 1900 on.
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    private static readonly DateOnly First = new(1945, 1, 1);
    private static readonly DateOnly Last = new(2200, 12, 31);

    private static readonly FrozenDictionary<string, int> Months = NumbersOf(
        firstNumber: 1,
        "januari jan january",
        "februari feb february pebruari peb",
        "maret mar mrt march",
        "april apr",
        "mei may",
        "juni jun june",
        "juli jul july",
        "agustus agt agu ags agst agus august aug",
        "september sep sept",
        "oktober okt october oct",
        "november nov nopember nop",
        "desember des december dec");

    private static readonly FrozenDictionary<string, int> Weekdays = NumbersOf(
        firstNumber: (int)DayOfWeek.Sunday,
        "minggu ahad sunday",
        "senin monday",
        "selasa tuesday",
        "rabu wednesday",
        "kamis thursday",
        "jumat jum'at friday",
        "sabtu saturday");

    /// <summary>The day that a text says without a doubt; null where it says none, or leaves a doubt.</summary>
    public static DateOnly? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Plain(text) is not { Length: > 0 and <= MaxLength } plain)
        {
            return null;
        }

        var front = Front().Match(plain);
        var rest = plain[front.Length..];
        var day = DayFirst(rest) ?? YearFirst(rest) ?? ByMonthName(rest);
        return day is { } found && front.Groups["weekday"] is var weekday && (!weekday.Success || Weekdays[weekday.Value] == (int)found.DayOfWeek) ? found : null;
    }

    /// <summary>
    /// The day that a spreadsheet's serial number stands for, counted as Excel does by default (1900), from 1945 to 2200; null otherwise. The time of day is dropped.
    /// </summary>
    public static DateOnly? FromSerial(double serial) =>
        serial >= First.DayNumber - DayZero.DayNumber && serial < Last.DayNumber - DayZero.DayNumber + 1 ? DayZero.AddDays((int)serial) : null;

    // One space for each run of white space, none at the ends, nothing that cannot be seen, one kind of dash and of apostrophe.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, MaxLength + 1));
        foreach (var c in text)
        {
            if (plain.Length > MaxLength)
            {
                break;
            }

            if (char.IsWhiteSpace(c))
            {
                if (plain.Length > 0 && plain[^1] != ' ')
                {
                    plain.Append(' ');
                }
            }
            else if (char.GetUnicodeCategory(c) is not UnicodeCategory.Format)
            {
                plain.Append(c switch { '\u2010' or '\u2011' or '\u2012' or '\u2013' => '-', '\u2018' or '\u2019' or '`' => '\'', _ => c });
            }
        }

        return plain.ToString().TrimEnd();
    }

    private static DateOnly? DayFirst(string text) => Of(DayFirstForm().Match(text));

    private static DateOnly? YearFirst(string text) => Of(YearFirstForm().Match(text));

    private static DateOnly? ByMonthName(string text)
    {
        var match = MonthNameForm().Match(text);
        return match.Success && Months.TryGetValue(match.Groups["month"].Value, out var month) ? Of(match, month) : null;
    }

    private static DateOnly? Of(Match match) => match.Success && match.Groups["one"].Value.Trim() == match.Groups["other"].Value.Trim() ? Of(match, NumberOf(match, "month")) : null;

    private static DateOnly? Of(Match match, int month)
    {
        var (year, day) = (NumberOf(match, "year"), NumberOf(match, "day"));
        return year >= First.Year && year <= Last.Year && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int NumberOf(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, int> NumbersOf(int firstNumber, params string[] spellings) => spellings
        .SelectMany((each, i) => each.Split(' ').Select(spelling => (spelling, number: firstNumber + i)))
        .ToFrozenDictionary(each => each.spelling, each => each.number, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"^(?:hari )?(?:(?<weekday>minggu|ahad|sunday|senin|monday|selasa|tuesday|rabu|wednesday|kamis|thursday|jum'?at|friday|sabtu|saturday)(?:, ?| ))?(?:(?:tanggal:? ?|tgl[.:]? ?)(?=[0-9]))?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Front();

    [GeneratedRegex(@"^(?<day>[0-9]{1,2})(?<one> ?[/.-] ?| )(?<month>[0-9]{1,2})(?<other> ?[/.-] ?| )(?<year>[0-9]{4})( 0?0[:.]00([:.]00)?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DayFirstForm();

    [GeneratedRegex(@"^(?<year>[0-9]{4})(?<one> ?[/.-] ?)(?<month>[0-9]{1,2})(?<other> ?[/.-] ?)(?<day>[0-9]{1,2})([T ]0?0[:.]00([:.]00(\.0{1,7})?)?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex YearFirstForm();

    [GeneratedRegex(@"^(?<day>[0-9]{1,2})( ?[-/.,] ?| )?(?<month>[A-Za-z]{3,9})\.?( ?[-/,] ?| )?(?<year>[0-9]{4})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MonthNameForm();
}
