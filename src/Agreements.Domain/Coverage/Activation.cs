namespace Agreements.Domain.Coverage;

/// <summary>How soon BPJS Kesehatan activates the people whom a signed agreement covers.</summary>
public enum ActivationMode
{
    /// <summary>On the day on which it has both the signatures and the list of participants, as in regions where nearly everybody is covered already.</summary>
    SameDay,

    /// <summary>On the first day of the month after that.</summary>
    NextMonth,
}

/// <summary>When people are really covered: nobody is by signatures alone.</summary>
public static class Activation
{
    /// <summary>
    /// The first day on which people are covered. BPJS Kesehatan activates them once it has the signatures and the list of participants, never before the term begins.
    /// Halmahera Utara signed on 27 March 2025 for a term from 1 April, and was activated on 1 May.
    /// </summary>
    /// <param name="mode">How soon they are activated; null where nobody knows: then they are taken to be covered from the first day of the term.</param>
    /// <param name="signedOn">The later party's date; null before both have signed, or where it is unknown: then as without a mode.</param>
    /// <param name="handedOverOn">The day on which the list of participants was handed over; null where that came with the signatures.</param>
    /// <param name="effectiveFrom">First day in force.</param>
    public static DateOnly FirstCovered(ActivationMode? mode, DateOnly? signedOn, DateOnly? handedOverOn, DateOnly effectiveFrom)
    {
        if (mode is null || signedOn is not { } signed)
        {
            return effectiveFrom;
        }

        var ready = handedOverOn is { } handedOver && handedOver > signed ? handedOver : signed;
        var activated = mode == ActivationMode.NextMonth ? new DateOnly(ready.Year, ready.Month, 1).AddMonths(1) : ready;
        return activated > effectiveFrom ? activated : effectiveFrom;
    }
}
