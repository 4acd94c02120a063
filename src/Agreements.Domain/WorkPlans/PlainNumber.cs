namespace Agreements.Domain.WorkPlans;

/// <summary>Numbers with decimals without zeros at their end, which each store adds in its own way.</summary>
public static class PlainNumber
{
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The same number without zeros at its end.</summary>
    public static decimal Of(decimal value) => value / One;

    /// <summary>The same number without zeros at its end; null stays null.</summary>
    public static decimal? Of(decimal? value) => value / One;
}
