using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Agreements.Api.Http;
using Agreements.Domain.WorkPlans;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Iuran of class III for residents whom a local government registers, from a day on.</summary>
public sealed record ContributionRateView : Resource
{
    /// <summary>The first day on which it holds.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Rupiah for each person and month: the sum of the three shares.</summary>
    public required long PerPersonMonth { get; init; }

    /// <summary>The share of the participant, which the local government pays for those whom it registers.</summary>
    public required long ParticipantShare { get; init; }

    /// <summary>The share of the central government.</summary>
    public required long CentralShare { get; init; }

    /// <summary>The share of the local government.</summary>
    public required long LocalShare { get; init; }

    /// <summary>What a person costs a local government that registers them: the participant's share and its own. Plans begin with it.</summary>
    [Range(0, ContributionRate.MostPerPersonMonth)]
    public required long LocalGovernmentCost { get; init; }

    /// <summary>The law that sets it.</summary>
    public required string LegalBasis { get; init; }

    internal static ContributionRateView Of(ContributionRate rate) => new()
    {
        Tag = new EntityTag(0, EntityTag.FingerprintOf(string.Create(CultureInfo.InvariantCulture, $"{rate.ValidFrom:O} {rate.PerPersonMonth} {rate.ParticipantShare} {rate.CentralShare} {rate.LocalShare} {rate.LegalBasis}"))).ToString(),
        ValidFrom = rate.ValidFrom,
        PerPersonMonth = rate.PerPersonMonth,
        ParticipantShare = rate.ParticipantShare,
        CentralShare = rate.CentralShare,
        LocalShare = rate.LocalShare,
        LocalGovernmentCost = rate.LocalGovernmentCost,
        LegalBasis = rate.LegalBasis,
    };
}
