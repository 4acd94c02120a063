using Agreements.Api.Http;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;
using FluentValidation;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Limits that bodies about work plans share.</summary>
internal static class WorkPlanRules
{
    public static readonly int FirstYear = Agreement.EarliestDate.Year;
    public static readonly int LastYear = Agreement.LatestDate.Year;

    public static IRuleBuilderOptions<T, int?> Quota<T>(this IRuleBuilder<T, int?> rule) => rule.Range(0, AmendmentContent.ParticipantQuotaMax);

    public static IRuleBuilderOptions<T, int?> Growth<T>(this IRuleBuilder<T, int?> rule) => rule.Range(0, GrowthMax);

    public static IRuleBuilderOptions<T, long?> Contribution<T>(this IRuleBuilder<T, long?> rule) => rule.Range(0, ContributionRate.MostPerPersonMonth);

    public static IRuleBuilderOptions<T, long?> Amount<T>(this IRuleBuilder<T, long?> rule) => rule.Range(0, ActivityContent.AmountMax);

    private const int GrowthMax = 9_999_999;
}
