namespace Agreements.Client;

/// <summary>Which renewals to list; what is left out does not narrow the list.</summary>
public sealed record RenewalFilter
{
    /// <summary>Whether they are under way.</summary>
    public RenewalState? State { get; init; }

    /// <summary>How they ended.</summary>
    public IReadOnlyList<RenewalOutcome>? Outcome { get; init; }

    /// <summary>Kemendagri codes of the parties: exactly these regions.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Last day in force of the agreement before this day.</summary>
    public DateOnly? DueBefore { get; init; }

    /// <summary>Who looks after them, as written.</summary>
    public string? Owner { get; init; }

    /// <summary>Of this agreement.</summary>
    public Guid? AgreementId { get; init; }

    /// <summary>The day to judge them by; today in each zone when left out.</summary>
    public DateOnly? AsOf { get; init; }
}
