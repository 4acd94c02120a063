namespace Agreements.Domain.Deadlines;

/// <summary>
/// The days on which government offices work: Monday to Friday, holidays apart. It serves planning and advice; no legal date is ever moved by it.
/// </summary>
/// <param name="holidays">The days that are free of work beside weekends.</param>
public sealed class WorkCalendar(IEnumerable<DateOnly> holidays)
{
    private readonly HashSet<DateOnly> _holidays = [.. holidays];

    /// <summary>Whether offices work on the day.</summary>
    public bool IsWorkDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(day);

    /// <summary>The day itself if offices work on it, else the last work day before it.</summary>
    public DateOnly LastUpTo(DateOnly day) => Find(day, step: -1);

    /// <summary>The day itself if offices work on it, else the first work day after it.</summary>
    public DateOnly FirstFrom(DateOnly day) => Find(day, step: 1);

    /// <summary>First of so many work days of which the given one is the last.</summary>
    public DateOnly FirstOf(int workDays, DateOnly last) => Walk(LastUpTo(last), workDays, step: -1);

    /// <summary>Last of so many work days of which the given one is the first.</summary>
    public DateOnly LastOf(int workDays, DateOnly first) => Walk(FirstFrom(first), workDays, step: 1);

    private DateOnly Walk(DateOnly day, int workDays, int step)
    {
        for (var left = workDays - 1; left > 0; left--)
        {
            day = Find(day.AddDays(step), step);
        }

        return day;
    }

    private DateOnly Find(DateOnly day, int step)
    {
        while (!IsWorkDay(day))
        {
            day = day.AddDays(step);
        }

        return day;
    }
}
