using System.Linq.Expressions;
using Agreements.Domain.Instruments;

namespace Agreements.Data.Queries;

/// <summary>Judging every row by the date in its own zone within one query.</summary>
internal static class Days
{
    /// <summary>The day so many days later; a window that reaches past the end of the calendar ends with it.</summary>
    public static DateOnly After(DateOnly day, int days) => days > DateOnly.MaxValue.DayNumber - day.DayNumber ? DateOnly.MaxValue : day.AddDays(days);

    /// <summary>Asks a question about each row that has a zone with the day of it: once for each day that it is somewhere, three at most.</summary>
    public static Expression<Func<TRow, bool>> InEachZone<TRow>(IReadOnlyDictionary<string, DateOnly> dayByZone, Func<DateOnly, Expression<Func<TRow, bool>>> question)
    {
        var days = dayByZone.GroupBy(zone => zone.Value, zone => zone.Key).ToList();
        return days is [var everywhere]
            ? question(everywhere.Key)
            : days.Select(zones => In<TRow>([.. zones]).And(question(zones.Key))).Aggregate(Predicates.Or);
    }

    /// <summary>Derives a value of each row that has a zone with the day of it.</summary>
    public static Expression<Func<TRow, TValue>> InEachZone<TRow, TValue>(IReadOnlyDictionary<string, DateOnly> dayByZone, Func<DateOnly, Expression<Func<TRow, TValue>>> value)
    {
        var days = dayByZone.GroupBy(zone => zone.Value, zone => zone.Key).ToList();
        return days.Skip(1).Aggregate(value(days[0].Key), (otherwise, zones) => Predicates.If(In<TRow>([.. zones]), value(zones.Key), otherwise));
    }

    private static Expression<Func<TRow, bool>> In<TRow>(IReadOnlyCollection<string> zones) => Predicates.About<TRow, string>(nameof(Agreement.TimeZone), zone => zones.Contains(zone));
}
