using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Domain.Access;
using Agreements.Domain.WorkPlans;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Kegiatan of a work plan, with what has become of it as reported.</summary>
public sealed record ActivityView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>The plan that it belongs to.</summary>
    public required Guid WorkPlanId { get; init; }

    /// <summary>The agreement that the plan belongs to.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>Kemendagri code of the local government that is party to it.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Kegiatan: what is done.</summary>
    public required string Name { get; init; }

    /// <summary>Sasaran: what it is to bring about.</summary>
    public required string? Objective { get; init; }

    /// <summary>Indikator: what shows that it did.</summary>
    public required string? Indicator { get; init; }

    /// <summary>Target, in its unit.</summary>
    public required decimal? TargetValue { get; init; }

    /// <summary>Satuan: what the target counts.</summary>
    public required string? TargetUnit { get; init; }

    /// <summary>First day, within the plan.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day, within the plan, by which it is to be done.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Who carries it out.</summary>
    public required ResponsibleParty ResponsibleParty { get; init; }

    /// <summary>The unit that does, by its name.</summary>
    public required string? ResponsibleUnit { get; init; }

    /// <summary>Sumber dana.</summary>
    public required string? FundingSource { get; init; }

    /// <summary>Rupiah set aside for it.</summary>
    public required long? BudgetAmount { get; init; }

    /// <summary>Realisasi: what it has achieved, in the unit of the target; the sum of all reports.</summary>
    [Range(0, 9007199254740991)]
    public required decimal RealisedValue { get; init; }

    /// <summary>Percent of the target that is realised, cut after two decimals; may exceed 100, and is null without a target.</summary>
    [Range(0, 9007199254740991)]
    public required decimal? RealisedPercent { get; init; }

    /// <summary>Rupiah spent; the sum of all reports.</summary>
    [Range(0, long.MaxValue)]
    public required long SpentAmount { get; init; }

    /// <summary>The day on which somebody reported it completed.</summary>
    public required DateOnly? CompletedOn { get; init; }

    /// <summary>Whether it is done: its target is reached, or somebody reported it completed.</summary>
    public required bool Done { get; init; }

    /// <summary>Whether its last day has passed and it is not done.</summary>
    public required bool Late { get; init; }

    /// <summary>The day that lateness is judged by: the one asked for, or today in its zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal override Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken) =>
        reach.Covers(RegionCode) ? Task.CompletedTask : throw HttpFailureException.NotFound("activity");

    internal static EntityTag TagOf(Activity activity, DateOnly day) => new(activity.Version, Shown: 0, EntityTag.FingerprintOf($"{day:O} {activity.IsLateOn(day)}"));

    internal static ActivityView Of(Activity activity, DateOnly day) => new()
    {
        Tag = TagOf(activity, day).ToString(),
        Id = activity.Id,
        Version = activity.Version,
        WorkPlanId = activity.WorkPlanId,
        AgreementId = activity.AgreementId,
        RegionCode = activity.RegionCode,
        Name = activity.Name,
        Objective = activity.Objective,
        Indicator = activity.Indicator,
        TargetValue = PlainNumber.Of(activity.TargetValue),
        TargetUnit = activity.TargetUnit,
        StartsOn = activity.StartsOn,
        EndsOn = activity.EndsOn,
        ResponsibleParty = activity.ResponsibleParty,
        ResponsibleUnit = activity.ResponsibleUnit,
        FundingSource = activity.FundingSource,
        BudgetAmount = activity.BudgetAmount,
        RealisedValue = PlainNumber.Of(activity.RealisedValue),
        RealisedPercent = PlainNumber.Of(activity.RealisedPercent),
        SpentAmount = activity.SpentAmount,
        CompletedOn = activity.CompletedOn,
        Done = activity.IsDone,
        Late = activity.IsLateOn(day),
        AsOf = day,
        CreatedAt = activity.CreatedAt,
        UpdatedAt = activity.UpdatedAt,
    };
}
