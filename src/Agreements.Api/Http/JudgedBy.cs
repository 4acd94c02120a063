using Agreements.Api.Http.Parameters;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using FluentValidation;

namespace Agreements.Api.Http;

/// <summary>The part of a query that every answer with a standing shares.</summary>
public interface IShowsStanding
{
    /// <summary>The day to judge dates by; today in each agreement's zone when left out.</summary>
    Param<DateOnly>? AsOf { get; }

    /// <summary>Days ahead within which an agreement counts as <c>expiring</c>; 90 when left out.</summary>
    Param<int>? HorizonDays { get; }
}

/// <summary>Limits that every answer with a standing shares.</summary>
internal static class StandingRules
{
    public static int HorizonOrDefault(this IShowsStanding query) => query.HorizonDays?.Value ?? StandingFacts.DefaultHorizonDays;

    public static void AddHorizon<T>(this AbstractValidator<T> validator)
        where T : IShowsStanding =>
        validator.RuleFor(query => query.HorizonDays!.Value.Value).Parameter("horizonDays", 0, StandingFacts.MaxHorizonDays).When(query => query.HorizonDays is not null);
}

/// <summary>The day that dates are judged by: the one asked for, or today, which is the date in each agreement's own zone.</summary>
internal sealed class JudgedBy : IEquatable<JudgedBy>
{
    private JudgedBy(DateOnly? asOf, IReadOnlyDictionary<string, DateOnly> byZone) => (AsOf, ByZone) = (asOf, byZone);

    /// <summary>The day asked for; null for today.</summary>
    public DateOnly? AsOf { get; }

    /// <summary>The day in each zone.</summary>
    public IReadOnlyDictionary<string, DateOnly> ByZone { get; }

    /// <summary>The date per zone where no day was asked for, as answers echo it.</summary>
    public IReadOnlyDictionary<string, DateOnly>? Today => AsOf is null ? ByZone : null;

    public static JudgedBy Day(Param<DateOnly>? asOf, TimeProvider clock)
    {
        if (asOf is not { } given)
        {
            return new JudgedBy(null, IndonesianTime.DatesAt(clock.GetUtcNow()));
        }

        return new JudgedBy(given.Value, IndonesianTime.ZoneIds.ToDictionary(zone => zone, _ => given.Value, StringComparer.Ordinal));
    }

    public DateOnly In(string zone) => ByZone[zone];

    public bool Equals(JudgedBy? other) => other is not null && AsOf == other.AsOf && ByZone.All(zone => other.In(zone.Key) == zone.Value);

    public override bool Equals(object? obj) => Equals(obj as JudgedBy);

    public override int GetHashCode() => HashCode.Combine(AsOf, ByZone.Values.Min(), ByZone.Values.Max());
}
