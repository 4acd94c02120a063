namespace Agreements.Domain.Deadlines;

/// <summary>What makes a day free of work.</summary>
public enum HolidayKind
{
    /// <summary>Hari libur nasional.</summary>
    National,

    /// <summary>Cuti bersama: a day on which government offices are closed by joint decree.</summary>
    JointLeave,
}

/// <summary>A day on which government offices are closed: data, with the text that says so.</summary>
/// <param name="On">The day; no day is a holiday twice.</param>
/// <param name="Name">What is celebrated, in Indonesian.</param>
/// <param name="Kind">What makes it free of work.</param>
/// <param name="IsProvisional">That it was calculated, and no decree says so yet.</param>
/// <param name="Source">The decree or calculation that says so.</param>
public sealed record Holiday(DateOnly On, string Name, HolidayKind Kind, bool IsProvisional, string Source)
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Longest source, in characters.</summary>
    public const int SourceMaxLength = 500;
}

/// <summary>What somebody has put right about one day: that it is a holiday, or that it is none. It goes before what ships with the service.</summary>
public sealed class HolidayCorrection
{
    private HolidayCorrection()
    {
    }

    /// <summary>Begins without saying anything.</summary>
    public HolidayCorrection(Guid id, DateOnly on) => (Id, On) = (id, on);

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The day.</summary>
    public DateOnly On { get; private init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; }

    /// <summary>What is celebrated; null where the day is no holiday.</summary>
    public string? Name { get; private set; }

    /// <summary>What makes it free of work.</summary>
    public HolidayKind Kind { get; private set; }

    /// <summary>That it was calculated, and no decree says so yet.</summary>
    public bool IsProvisional { get; private set; }

    /// <summary>The decree or calculation that says so.</summary>
    public string? Source { get; private set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The holiday that the day is; null where it is none.</summary>
    public Holiday? Holiday => Name is null ? null : new Holiday(On, Name, Kind, IsProvisional, Source!);

    /// <summary>Says that the day is a holiday.</summary>
    public void Set(Holiday holiday, DateTimeOffset at)
    {
        (Name, Kind, IsProvisional, Source) = (holiday.Name, holiday.Kind, holiday.IsProvisional, holiday.Source);
        (Version, UpdatedAt) = (Version + 1, at);
    }

    /// <summary>Says that the day is none.</summary>
    public void Withdraw(DateTimeOffset at)
    {
        (Name, Kind, IsProvisional, Source) = (null, HolidayKind.National, false, null);
        (Version, UpdatedAt) = (Version + 1, at);
    }
}
