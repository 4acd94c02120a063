namespace Agreements.Domain.WorkPlans;

/// <summary>Who carries an activity out.</summary>
public enum ResponsibleParty
{
    /// <summary>Pihak Kesatu, the local government.</summary>
    LocalGovernment,

    /// <summary>Pihak Kedua, BPJS Kesehatan.</summary>
    Bpjs,

    /// <summary>Both.</summary>
    Both,
}

/// <summary>Everything about an activity that people write, as one value.</summary>
public sealed record ActivityContent
{
    /// <summary>Longest name, unit or source of funding, in characters.</summary>
    public const int NameMaxLength = 300;

    /// <summary>Longest objective or indicator, in characters.</summary>
    public const int TextMaxLength = 2000;

    /// <summary>Largest target or realised value.</summary>
    public const long ValueMax = 99_999_999_999;

    /// <summary>Most rupiah of a budget, for a plan or one of its activities.</summary>
    public const long AmountMax = 999_999_999_999_999;

    /// <summary>Kegiatan: what is done.</summary>
    public required string Name { get; init; }

    /// <summary>Sasaran: what it is to bring about.</summary>
    public string? Objective { get; init; }

    /// <summary>Indikator: what shows that it did.</summary>
    public string? Indicator { get; init; }

    /// <summary>Target, in its unit.</summary>
    public decimal? TargetValue { get; init; }

    /// <summary>Satuan: what the target counts.</summary>
    public string? TargetUnit { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day, by which it is to be done.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Who carries it out.</summary>
    public required ResponsibleParty ResponsibleParty { get; init; }

    /// <summary>The unit that does, by its name.</summary>
    public string? ResponsibleUnit { get; init; }

    /// <summary>Sumber dana.</summary>
    public string? FundingSource { get; init; }

    /// <summary>Rupiah set aside for it.</summary>
    public long? BudgetAmount { get; init; }

    internal IReadOnlyList<(string Name, bool IsOfPlan, object? Value)> Fields =>
    [
        ("name", true, Name),
        ("objective", true, Objective),
        ("indicator", true, Indicator),
        ("targetValue", true, TargetValue),
        ("targetUnit", true, TargetUnit),
        ("startsOn", false, StartsOn),
        ("endsOn", false, EndsOn),
        ("responsibleParty", false, ResponsibleParty),
        ("responsibleUnit", false, ResponsibleUnit),
        ("fundingSource", true, FundingSource),
        ("budgetAmount", true, BudgetAmount),
    ];

    /// <summary>The same, begun anew so many years later; a 29th of February becomes the 28th.</summary>
    public ActivityContent After(int years) => this with { StartsOn = StartsOn.AddYears(years), EndsOn = EndsOn.AddYears(years) };

    /// <summary>The same, on the days nearest to its own that lie within a plan.</summary>
    public ActivityContent Within(WorkPlan plan) => this with { StartsOn = Nearest(StartsOn, plan), EndsOn = Nearest(EndsOn, plan) };

    private static DateOnly Nearest(DateOnly day, WorkPlan plan) => DateOnly.FromDayNumber(Math.Clamp(day.DayNumber, plan.PeriodFrom.DayNumber, plan.PeriodUntil.DayNumber));
}
