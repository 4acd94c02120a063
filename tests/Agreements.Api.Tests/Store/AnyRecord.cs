using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Agreements.Api.Tests.Store;

/// <summary>Which values records are filled with.</summary>
public enum Filling
{
    /// <summary>As little as the model takes: null, empty, false.</summary>
    Least,

    /// <summary>Text that has to be quoted, an instant of another zone and finer than a millisecond, halves.</summary>
    Odd,

    /// <summary>Numbers, days and instants up to the end of what .NET counts, long text, the last of what is enumerated, the greatest rate that is stored.</summary>
    Greatest,
}

/// <summary>Records of any type that is mapped, filled as the model has it and not as the register would: what is the same for two makers comes out the same.</summary>
internal sealed class AnyRecord(Filling filling)
{
    private int _count;

    /// <summary>Has a context add a new one, with the values of these properties as they are given.</summary>
    public EntityEntry Add(DbContext db, IEntityType type, params (string Property, object? Value)[] given)
    {
        var entry = db.Entry(RuntimeHelpers.GetUninitializedObject(type.ClrType));
        foreach (var property in type.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never))
        {
            entry.Property(property).CurrentValue = property.IsNullable && filling == Filling.Least ? null : ValueOf(property.ClrType);
        }

        foreach (var part in type.GetComplexProperties())
        {
            entry.ComplexProperty(part).CurrentValue = part.IsNullable && filling == Filling.Least ? null : ValueOf(part.ClrType);
        }

        foreach (var (property, value) in given)
        {
            entry.Property(property).CurrentValue = value;
        }

        entry.State = EntityState.Added;
        return entry;
    }

    private object ValueOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        _count++;
        return type switch
        {
            { IsEnum: true } => filling == Filling.Least ? Enum.GetValues(type).GetValue(0)! : Enum.GetValues(type).Cast<object>().Last(),
            { IsArray: true } when type == typeof(byte[]) => filling == Filling.Least ? Array.Empty<byte>() : new byte[] { 0, 255, (byte)_count },
            { IsGenericType: true } => ListOf(type.GetGenericArguments().Single()),
            _ when type == typeof(string) || type == typeof(object) => Text(),
            _ when type == typeof(bool) => filling != Filling.Least,
            _ when type == typeof(int) => Number(int.MaxValue),
            _ when type == typeof(long) => (long)Number(0) + (filling == Filling.Greatest ? long.MaxValue : 0),
            _ when type == typeof(decimal) => Amount(),
            _ when type == typeof(Guid) => new Guid(_count, 0x7fff, 0x7abc, [0x80, 0xff, 1, 2, 3, 4, 5, 6]),
            _ when type == typeof(DateOnly) => Day(),
            _ when type == typeof(DateTimeOffset) => Instant(),
            _ => Whole(type),
        };
    }

    private string Text() => filling switch
    {
        Filling.Odd => $"'\"; -- \\ %_ \t\r\n\0 \u202e é 😀 {{\"a\": null}} @p0 ? {_count}",
        Filling.Greatest => $"{_count} {new string('ß', 20_000)}",
        _ => _count.ToString(CultureInfo.InvariantCulture),
    };

    // Each another one, for what may be there only once.
    private int Number(int greatest) => filling switch
    {
        Filling.Odd => -_count,
        Filling.Greatest => greatest - _count,
        _ => _count,
    };

    private decimal Amount() => filling switch
    {
        Filling.Odd => 0.50m,
        Filling.Greatest => 99.99m,
        _ => 0m,
    };

    private DateOnly Day() => filling switch
    {
        Filling.Odd => new DateOnly(2024, 2, 29).AddDays(_count),
        Filling.Greatest => DateOnly.MaxValue.AddDays(-_count),
        _ => DateOnly.MinValue.AddDays(_count),
    };

    private DateTimeOffset Instant() => filling switch
    {
        Filling.Odd => new DateTimeOffset(2024, 2, 29, 3, 4, 5, TimeSpan.FromHours(7)).AddTicks(6_789_999 + _count),
        Filling.Greatest => DateTimeOffset.MaxValue.AddDays(-_count),
        _ => DateTimeOffset.MinValue.AddDays(_count),
    };

    private System.Collections.IList ListOf(Type item)
    {
        var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        for (var i = filling == Filling.Least ? 2 : 0; i < 2; i++)
        {
            list.Add(ValueOf(item));
        }

        return list;
    }

    private object Whole(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(each => each.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(each => ValueOf(each.ParameterType))]);
    }
}
