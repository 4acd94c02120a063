using System.Linq.Expressions;
using Agreements.Domain.Instruments;

namespace Agreements.Data.Queries;

/// <summary>Judging every agreement by the date in its own zone within one query.</summary>
internal static class Days
{
    /// <summary>The day so many days later; a window that reaches past the end of the calendar ends with it.</summary>
    public static DateOnly After(DateOnly day, int days) => days > DateOnly.MaxValue.DayNumber - day.DayNumber ? DateOnly.MaxValue : day.AddDays(days);

    /// <summary>Asks a question about each agreement with the day of its zone: once for each day that it is somewhere, three at most.</summary>
    public static Expression<Func<Agreement, bool>> InEachZone(IReadOnlyDictionary<string, DateOnly> dayByZone, Func<DateOnly, Expression<Func<Agreement, bool>>> question)
    {
        var days = dayByZone.GroupBy(zone => zone.Value, zone => zone.Key).ToList();
        return days is [var everywhere]
            ? question(everywhere.Key)
            : days.Select(zones => In([.. zones]).And(question(zones.Key))).Aggregate(Predicates.Or);
    }

    /// <summary>Derives a value of each agreement with the day of its zone.</summary>
    public static Expression<Func<Agreement, T>> InEachZone<T>(IReadOnlyDictionary<string, DateOnly> dayByZone, Func<DateOnly, Expression<Func<Agreement, T>>> value)
    {
        var days = dayByZone.GroupBy(zone => zone.Value, zone => zone.Key).ToList();
        return days.Skip(1).Aggregate(value(days[0].Key), (otherwise, zones) => Predicates.If(In([.. zones]), value(zones.Key), otherwise));
    }

    private static Expression<Func<Agreement, bool>> In(string[] zones) => agreement => zones.Contains(agreement.TimeZone);
}
