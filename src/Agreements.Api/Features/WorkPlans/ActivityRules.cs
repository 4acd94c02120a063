using Agreements.Api.Http;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;
using FluentValidation;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Limits that bodies about activities share.</summary>
internal static class ActivityRules
{
    public static IRuleBuilderOptions<T, string?> Name<T>(this IRuleBuilder<T, string?> rule) => rule.Text(ActivityContent.NameMaxLength);

    public static IRuleBuilderOptions<T, string?> LongText<T>(this IRuleBuilder<T, string?> rule) => rule.Text(ActivityContent.TextMaxLength);

    public static IRuleBuilderOptions<T, string?> Unit<T>(this IRuleBuilder<T, string?> rule) => rule.Text(Agreement.NameMaxLength);

    public static IRuleBuilderOptions<T, decimal?> Target<T>(this IRuleBuilder<T, decimal?> rule) => rule.Range(0m, ActivityContent.ValueMax);
}
