namespace Agreements.Api.Features.WorkPlans;

/// <summary>Numbers with decimals as they are shown: without trailing zeros, which each store adds in its own way.</summary>
internal static class Plain
{
    private const decimal One = 1.0000000000000000000000000000m;

    public static decimal Of(decimal value) => value / One;

    public static decimal? Of(decimal? value) => value / One;
}
