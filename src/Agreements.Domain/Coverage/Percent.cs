namespace Agreements.Domain.Coverage;

/// <summary>Percentages with two decimals, by exact arithmetic: never floating point.</summary>
public static class Percent
{
    /// <summary>Most decimals that one has.</summary>
    public const int Decimals = 2;

    /// <summary>A part of a whole, rounded half away from zero; null where either is not known, or where there is nothing to be a part of.</summary>
    public static decimal? Of(int? part, int? whole) =>
        part is { } counted && whole is > 0 and { } all ? Plain(decimal.Round(counted * 100m / all, Decimals, MidpointRounding.AwayFromZero)) : null;

    /// <summary>The same number without zeros at its end, so that 98 and 98.00 are written alike.</summary>
    public static decimal Plain(decimal percent) => OfHundredths(Hundredths(percent));

    /// <summary>As a whole number of hundredths, in which it is stored.</summary>
    public static long Hundredths(decimal percent) => (long)(percent * 100);

    /// <summary>From a whole number of hundredths.</summary>
    public static decimal OfHundredths(long hundredths) => hundredths / 100m;
}
