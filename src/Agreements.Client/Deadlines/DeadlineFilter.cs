namespace Agreements.Client;

/// <summary>Which deadlines to list; what is left out does not narrow the list.</summary>
public sealed record DeadlineFilter
{
    /// <summary>What must be done.</summary>
    public IReadOnlyList<DeadlineKind>? Kind { get; init; }

    /// <summary>Where they stand. <c>open</c> and <c>acknowledged</c> when left out.</summary>
    public IReadOnlyList<DeadlineState>? State { get; init; }

    /// <summary>Whether their day has passed and nobody has done them.</summary>
    public bool? Overdue { get; init; }

    /// <summary>Due on or after this day.</summary>
    public DateOnly? DueFrom { get; init; }

    /// <summary>Due on or before this day.</summary>
    public DateOnly? DueTo { get; init; }

    /// <summary>Due from today on, within so many days: 0 for today alone.</summary>
    public int? WithinDays { get; init; }

    /// <summary>Kemendagri codes: of exactly these regions.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Who must act, as written.</summary>
    public string? Owner { get; init; }

    /// <summary>About this agreement: its own, and what meetings about it agreed on.</summary>
    public Guid? AgreementId { get; init; }

    /// <summary>The day to judge them by; today in each zone when left out.</summary>
    public DateOnly? AsOf { get; init; }
}
