using System.Globalization;
using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;

namespace Agreements.Api.Tests.Registers;

/// <summary>A local government, with its zone as everybody knows it.</summary>
public sealed record Place(string RegionCode, string Zone, int HoursAhead)
{
    public static readonly IReadOnlyList<Place> All =
    [
        new("33", "Asia/Jakarta", 7),
        new("76", "Asia/Makassar", 8),
        new("96.71", "Asia/Jayapura", 9),
        new("76.02", "Asia/Makassar", 8),
        new("33.05", "Asia/Jakarta", 7),
        new("82.03", "Asia/Jayapura", 9),
        new("53.10", "Asia/Makassar", 8),
        new("11", "Asia/Jakarta", 7),
        new("92.02", "Asia/Jayapura", 9),
    ];

    public string ProvinceCode => RegionCode[..2];
}

/// <summary>An amendment as it was recorded.</summary>
public sealed record Amended(DateOnly SignedOn, DateOnly EffectiveOn, DateOnly? Until, int? Quota);

/// <summary>What is recorded of one agreement, as on paper: dates and numbers, and nothing that follows from them.</summary>
public sealed record Recorded
{
    public required int Number { get; init; }

    public required Guid Id { get; init; }

    public required Place Place { get; init; }

    public required Segment Segment { get; init; }

    public required LifecycleState Lifecycle { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>The last day as it was signed first.</summary>
    public DateOnly? Until { get; init; }

    public bool OpenEnded { get; init; }

    public DateOnly? CoverageFrom { get; init; }

    /// <summary>When both had signed, of what is signed.</summary>
    public DateOnly? SignedOn { get; init; }

    public DateOnly? HandedOverOn { get; init; }

    public ActivationMode? Activation { get; init; }

    public int? NoticeMonths { get; init; }

    /// <summary>The number of the one that it names as its predecessor.</summary>
    public int? Continues { get; init; }

    /// <summary>Whether its renewal is open.</summary>
    public bool InRenewal { get; init; }

    /// <summary>In the order in which they were recorded.</summary>
    public IReadOnlyList<Amended> Amendments { get; init; } = [];

    public DateOnly? TerminatedOn { get; init; }

    public bool IsSigned => Lifecycle is LifecycleState.Signed or LifecycleState.Terminated;

    /// <summary>The segment of the region.</summary>
    public (string RegionCode, Segment Segment) Line => (Place.RegionCode, Segment);

    public override string ToString() => string.Join(", ",
    [
        $"#{Number} {Id} {Place.RegionCode} {Segment} {Lifecycle} {Told(From)} to {(OpenEnded ? "no end" : Told(Until))}",
        .. CoverageFrom is null ? [] : new[] { $"covered from {Told(CoverageFrom)}" },
        .. Activation is null ? [] : new[] { $"signed {Told(SignedOn)}, handed over {Told(HandedOverOn)}, activated {Activation}" },
        .. NoticeMonths is null ? [] : new[] { $"notice {NoticeMonths} months before" },
        .. Amendments.Select(amended => $"amended: signed {Told(amended.SignedOn)}, from {Told(amended.EffectiveOn)}, until {Told(amended.Until)}, quota {amended.Quota}"),
        .. TerminatedOn is null ? [] : new[] { $"terminated {Told(TerminatedOn)}" },
        .. Continues is null ? [] : new[] { $"continues #{Continues}" },
    ]);

    private static string Told(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "?";
}

/// <summary>When a register is judged, and how many days are looked ahead: a day asked for, or an instant, which is a date of its own in each zone.</summary>
public sealed record Moment(DateOnly? AsOf, DateTimeOffset At, int Days)
{
    public IReadOnlyDictionary<string, DateOnly> ByZone => Place.All.DistinctBy(place => place.Zone).ToDictionary(place => place.Zone, In, StringComparer.Ordinal);

    /// <summary>The date there.</summary>
    public DateOnly In(Place place) => AsOf ?? DateOnly.FromDateTime(At.UtcDateTime.AddHours(place.HoursAhead));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(AsOf is { } day ? $"as of {day:O}" : $"at {At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}")}, {Days} days ahead");
}

/// <summary>A register, and when it is judged.</summary>
public sealed record Case(MadeUpRegister Register, IReadOnlyList<Moment> Moments)
{
    public override string ToString() => string.Join("\n  ", [.. Register.Records.Select(record => record.ToString()), .. Moments.Select(moment => moment.ToString())]);
}
