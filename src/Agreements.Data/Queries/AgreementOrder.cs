using System.Globalization;
using Agreements.Data.Queries.Served;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>By what a list of agreements is sorted.</summary>
public enum AgreementSort
{
    /// <summary>By the last day in force; those without one come last.</summary>
    EffectiveUntil,

    /// <summary>By the last change.</summary>
    UpdatedAt,

    /// <summary>By title, or subject where there is none, without case or accents.</summary>
    Title,
}

/// <summary>A place in a sorted list: the sort key of a row, as text, and its id.</summary>
public sealed record Position(string Key, Guid Id);

/// <summary>An order of the register, with its walk by key: the next page begins after a row, never at an offset.</summary>
public sealed record AgreementOrder(AgreementSort Sort, bool Descending)
{
    /// <summary>Sorts, from after a position on.</summary>
    /// <remarks>The first condition of each walk, redundant as it looks, is what lets the index seek.</remarks>
    public IQueryable<Agreement> Walk(IQueryable<Agreement> agreements, Position? after) => Sort switch
    {
        AgreementSort.EffectiveUntil => WalkByEnd(agreements, after),
        AgreementSort.UpdatedAt => WalkByUpdate(agreements, after),
        AgreementSort.Title => WalkByTitle(agreements, after),
        _ => throw new ArgumentOutOfRangeException(nameof(agreements), Sort, message: null),
    };

    /// <summary>Where a row stands in this order.</summary>
    public Position PositionOf(StoredRow row) => new(
        Sort switch
        {
            AgreementSort.EffectiveUntil => (row.Day((int)AgreementColumn.EffectiveUntil) ?? DerivedColumns.NoEnd).ToString("O", CultureInfo.InvariantCulture),
            AgreementSort.UpdatedAt => DateTimeOffset.Parse(row.String((int)AgreementColumn.UpdatedAt)!, CultureInfo.InvariantCulture).ToString("O", CultureInfo.InvariantCulture),
            AgreementSort.Title => DerivedColumns.TitleKeyOf(row.String((int)AgreementColumn.Title), row.String((int)AgreementColumn.Subject)),
            _ => throw new ArgumentOutOfRangeException(nameof(row), Sort, message: null),
        },
        Guid.Parse(row.Text((int)AgreementColumn.Id)));

    /// <summary>Whether a position can be one of this order.</summary>
    public bool Knows(Position position) => Sort switch
    {
        AgreementSort.EffectiveUntil => DateOnly.TryParseExact(position.Key, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        AgreementSort.UpdatedAt => DateTimeOffset.TryParseExact(position.Key, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => position.Key is not null,
    };

    private IQueryable<Agreement> WalkByEnd(IQueryable<Agreement> agreements, Position? after)
    {
        if (after is not null)
        {
            var (key, id) = (DateOnly.ParseExact(after.Key, "O", CultureInfo.InvariantCulture), after.Id);
            agreements = Descending
                ? agreements.Where(a => EF.Property<DateOnly>(a, DerivedColumns.EndsOrder) <= key && (EF.Property<DateOnly>(a, DerivedColumns.EndsOrder) < key || a.Id < id))
                : agreements.Where(a => EF.Property<DateOnly>(a, DerivedColumns.EndsOrder) >= key && (EF.Property<DateOnly>(a, DerivedColumns.EndsOrder) > key || a.Id > id));
        }

        return Descending
            ? agreements.OrderByDescending(a => EF.Property<DateOnly>(a, DerivedColumns.EndsOrder)).ThenByDescending(a => a.Id)
            : agreements.OrderBy(a => EF.Property<DateOnly>(a, DerivedColumns.EndsOrder)).ThenBy(a => a.Id);
    }

    private IQueryable<Agreement> WalkByUpdate(IQueryable<Agreement> agreements, Position? after)
    {
        if (after is not null)
        {
            var (key, id) = (DateTimeOffset.ParseExact(after.Key, "O", CultureInfo.InvariantCulture), after.Id);
            agreements = Descending
                ? agreements.Where(a => a.UpdatedAt <= key && (a.UpdatedAt < key || a.Id < id))
                : agreements.Where(a => a.UpdatedAt >= key && (a.UpdatedAt > key || a.Id > id));
        }

        return Descending
            ? agreements.OrderByDescending(a => a.UpdatedAt).ThenByDescending(a => a.Id)
            : agreements.OrderBy(a => a.UpdatedAt).ThenBy(a => a.Id);
    }

    private IQueryable<Agreement> WalkByTitle(IQueryable<Agreement> agreements, Position? after)
    {
        if (after is not null)
        {
            var (key, id) = (after.Key, after.Id);
            agreements = Descending
                ? agreements.Where(a => string.Compare(EF.Property<string>(a, DerivedColumns.TitleKey), key) <= 0 && (EF.Property<string>(a, DerivedColumns.TitleKey) != key || a.Id < id))
                : agreements.Where(a => string.Compare(EF.Property<string>(a, DerivedColumns.TitleKey), key) >= 0 && (EF.Property<string>(a, DerivedColumns.TitleKey) != key || a.Id > id));
        }

        return Descending
            ? agreements.OrderByDescending(a => EF.Property<string>(a, DerivedColumns.TitleKey)).ThenByDescending(a => a.Id)
            : agreements.OrderBy(a => EF.Property<string>(a, DerivedColumns.TitleKey)).ThenBy(a => a.Id);
    }
}
