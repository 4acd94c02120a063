using System.Globalization;
using Agreements.Api.Http;
using Agreements.Domain.Coverage;

namespace Agreements.Api.Features.Coverage;

/// <summary>What it takes to be called a region of universal health coverage from a day on, until the next policy is valid.</summary>
public sealed record UhcPolicyView : Resource
{
    /// <summary>The first day that it is valid on.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The bound of coverage, in members per hundred residents.</summary>
    public required decimal CoverageAbove { get; init; }

    /// <summary>The bound of activity, in active members per hundred members; null where there is none.</summary>
    public required decimal? ActiveAbove { get; init; }

    /// <summary>Whether it takes more than the bounds; otherwise it takes at least as much.</summary>
    public required bool Strict { get; init; }

    /// <summary>Whether those that reach the bounds and owe nothing are <c>uhcPrioritas</c>; otherwise nobody is.</summary>
    public required bool RequiresNoArrears { get; init; }

    /// <summary>Who says so, and what is uncertain about it.</summary>
    public required string Source { get; init; }

    internal static UhcPolicyView Of(UhcPolicy policy) => new()
    {
        Tag = new EntityTag(0, EntityTag.FingerprintOf(string.Create(CultureInfo.InvariantCulture, $"{policy.ValidFrom:O} {policy.CoverageAbove} {policy.ActiveAbove} {policy.Strict} {policy.RequiresNoArrears} {policy.Source}"))).ToString(),
        ValidFrom = policy.ValidFrom,
        CoverageAbove = policy.CoverageAbove,
        ActiveAbove = policy.ActiveAbove,
        Strict = policy.Strict,
        RequiresNoArrears = policy.RequiresNoArrears,
        Source = policy.Source,
    };
}
