using System.Linq.Expressions;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The named filters of the register. Each narrows what it is given and leaves the order to the keyset.</summary>
public static class AgreementQueries
{
    /// <summary>Those of a province and of its regencies and cities.</summary>
    public static IQueryable<Agreement> InProvince(this IQueryable<Agreement> agreements, string provinceCode)
    {
        // "76", then "76.01" to "76.99": a dot sorts before a slash, so both are seeks on the region's index.
        var (first, beyond) = ($"{provinceCode}.", $"{provinceCode}/");
        return agreements.Where(agreement => agreement.RegionCode == provinceCode
            || (string.Compare(agreement.RegionCode, first) > 0 && string.Compare(agreement.RegionCode, beyond) < 0));
    }

    /// <summary>Those that carry the number on either side, whatever its case, spaces and punctuation.</summary>
    public static IQueryable<Agreement> Numbered(this IQueryable<Agreement> agreements, string number)
    {
        var key = DocumentNumber.LookUpKey(number);
        return agreements.Where(agreement => key != null
            && (EF.Property<string?>(agreement, DerivedColumns.LocalNumberKey) == key || EF.Property<string?>(agreement, DerivedColumns.BpjsNumberKey) == key));
    }

    /// <summary>Those of another record that already carry the local government's number for this kind of document.</summary>
    public static IQueryable<Agreement> WithLocalNumberOf(this IQueryable<Agreement> agreements, Agreement agreement)
    {
        var identity = DocumentNumber.Identity(agreement.LocalNumber);
        return agreements.Where(other => other.Id != agreement.Id && other.Kind == agreement.Kind && other.RegionCode == agreement.RegionCode
            && EF.Property<string?>(other, DerivedColumns.LocalNumberIdentity) == identity);
    }

    /// <summary>Those of another record that already carry the number of BPJS Kesehatan for this kind of document.</summary>
    public static IQueryable<Agreement> WithBpjsNumberOf(this IQueryable<Agreement> agreements, Agreement agreement)
    {
        var identity = DocumentNumber.Identity(agreement.BpjsNumber);
        return agreements.Where(other => other.Id != agreement.Id && other.Kind == agreement.Kind
            && EF.Property<string?>(other, DerivedColumns.BpjsNumberIdentity) == identity);
    }

    /// <summary>Those with a last day on or after this one.</summary>
    public static IQueryable<Agreement> EndingFrom(this IQueryable<Agreement> agreements, DateOnly day) =>
        agreements.Where(agreement => EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) >= day && agreement.EffectiveUntil != null);

    /// <summary>Those with a last day on or before this one.</summary>
    public static IQueryable<Agreement> EndingTo(this IQueryable<Agreement> agreements, DateOnly day) =>
        agreements.Where(agreement => EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) <= day && agreement.EffectiveUntil != null);

    /// <summary>
    /// Those signed and in force on the day whose last day lies between it and so many days later, each judged by the date in its own zone. One whose
    /// termination lies ahead is still in force. The widest span of the zones bounds the walk along the index; the exact one decides.
    /// </summary>
    public static IQueryable<Agreement> ExpiringWithin(this IQueryable<Agreement> agreements, IReadOnlyDictionary<string, DateOnly> todayByZone, int days)
    {
        var (earliest, latest) = (todayByZone.Values.Min(), After(todayByZone.Values.Max(), days));
        var inSpan = agreements.Where(agreement => (agreement.Lifecycle == LifecycleState.Signed || agreement.Lifecycle == LifecycleState.Terminated)
            && EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) >= earliest
            && EF.Property<DateOnly>(agreement, DerivedColumns.EndsOrder) <= latest
            && agreement.EffectiveUntil != null);

        var decide = todayByZone.GroupBy(zone => zone.Value, zone => zone.Key).Select(group => InForceAndEnding([.. group], group.Key, After(group.Key, days)));
        return inSpan.Where(decide.Aggregate(Either));
    }

    /// <summary>The rows as they are served, read without tracking.</summary>
    public static IQueryable<AgreementRow> AsRows(this IQueryable<Agreement> agreements, AgreementsDbContext db) =>
        agreements.AsNoTracking().LeftJoin(
            db.BpjsOffices,
            agreement => agreement.BpjsOfficeId,
            office => (Guid?)office.Id,
            (agreement, office) => new AgreementRow(agreement, office!.Name));

    private static Expression<Func<Agreement, bool>> InForceAndEnding(string[] zones, DateOnly today, DateOnly last) =>
        agreement => zones.Contains(agreement.TimeZone)
            && agreement.EffectiveUntil >= today && agreement.EffectiveUntil <= last
            && (agreement.EffectiveFrom == null || agreement.EffectiveFrom <= today)
            && (agreement.Lifecycle == LifecycleState.Signed || agreement.Termination!.EffectiveOn > today);

    private static Expression<Func<Agreement, bool>> Either(Expression<Func<Agreement, bool>> one, Expression<Func<Agreement, bool>> other)
    {
        var body = new Renamed(other.Parameters[0], one.Parameters[0]).Visit(other.Body);
        return Expression.Lambda<Func<Agreement, bool>>(Expression.OrElse(one.Body, body), one.Parameters);
    }

    // A window that reaches past the end of the calendar ends with it.
    private static DateOnly After(DateOnly day, int days) => days > DateOnly.MaxValue.DayNumber - day.DayNumber ? DateOnly.MaxValue : day.AddDays(days);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

/// <summary>An agreement with what its representation shows of its office.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="OfficeName">Name of the office; null where there is none.</param>
public sealed record AgreementRow(Agreement Agreement, string? OfficeName);
