using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>A plan with all that its representation shows besides.</summary>
internal sealed record WorkPlanRow(WorkPlan Plan, Agreement Agreement, PlanTotals? Totals, int Late);

/// <summary>Rencana kerja: the document of one year in which an agreement gets its quota of people and its money.</summary>
public sealed record WorkPlanView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change of it or of its activities, starting at 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>The agreement that it belongs to.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>Kemendagri code of the local government that is party to it.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>IANA zone in which its dates are judged.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The calendar year that it is for.</summary>
    public required int Year { get; init; }

    /// <summary>Where it stands.</summary>
    public required WorkPlanStatus Status { get; init; }

    /// <summary>The local government's number, as printed.</summary>
    public required string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan, as printed.</summary>
    public required string? BpjsNumber { get; init; }

    /// <summary>First day of the plan.</summary>
    public required DateOnly PeriodFrom { get; init; }

    /// <summary>Last day of the plan, as amended.</summary>
    public required DateOnly PeriodUntil { get; init; }

    /// <summary>Kuota: how many people it registers, as amended, before the growth of the months.</summary>
    public required int? ParticipantQuota { get; init; }

    /// <summary>By how many people that grows in every month, from the first one on, as amended.</summary>
    public required int QuotaGrowthPerMonth { get; init; }

    /// <summary>Realisasi peserta: how many people are registered.</summary>
    public required int? ParticipantsRegistered { get; init; }

    /// <summary>Iuran: rupiah for each person and month that the local government pays, as amended. A later rate does not change it.</summary>
    public required long? ContributionPerPersonMonth { get; init; }

    /// <summary>Anggaran: rupiah set aside in the local budget (APBD), as amended.</summary>
    public required long? BudgetAmount { get; init; }

    /// <summary>Kode rekening: the line of the budget.</summary>
    public required string? BudgetAccountCode { get; init; }

    /// <summary>Months of one person each that quota and growth add up to; a month that the plan only touches counts whole. Null where the quota or contribution is not known.</summary>
    [Range(0, long.MaxValue)]
    public required long? PersonMonths { get; init; }

    /// <summary>Rupiah that these months cost: the need of the plan.</summary>
    [Range(0, long.MaxValue)]
    public required long? BudgetNeed { get; init; }

    /// <summary>Rupiah that the budget has above the need; negative where it falls short.</summary>
    public required long? BudgetDifference { get; init; }

    /// <summary>The first month (<c>YYYY-MM</c>) that the budget cannot pay in full; null when the whole period is funded, or where that cannot be told.</summary>
    [RegularExpression("^[0-9]{4}-(0[1-9]|1[0-2])$")]
    [MaxLength(7)]
    public required string? FundingHorizon { get; init; }

    /// <summary>The signatures given so far, one for each party at most.</summary>
    [MaxLength(2)]
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>The later party's date of signing; null before both have signed.</summary>
    public required DateOnly? SignedOn { get; init; }

    /// <summary>How many addenda have changed it.</summary>
    [Range(0, WorkPlanAddendumContent.MostPerPlan)]
    public required int Addenda { get; init; }

    /// <summary>What its activities add up to.</summary>
    public required WorkPlanTotals Totals { get; init; }

    /// <summary>That somebody has to look at what is recorded.</summary>
    public required bool NeedsReview { get; init; }

    /// <summary>Remarks.</summary>
    public required string? Notes { get; init; }

    /// <summary>Where a plan that was taken in had been published.</summary>
    [MaxLength(Agreement.SourceMaxLength)]
    public required string? Source { get; init; }

    /// <summary>The day that lateness is judged by: the one asked for, or today in its zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>What the caller can do now, each with the codes of what is in the way.</summary>
    public required IReadOnlyList<AllowedPlanAction> AllowedActions { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal override Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken) =>
        reach.Covers(RegionCode) ? Task.CompletedTask : throw HttpFailureException.NotFound("work-plan");

    internal static EntityTag TagOf(WorkPlanRow row, Viewer viewer, DateOnly day)
    {
        var unmet = ActionsFor(row, viewer).Select(allowed => $"{allowed.Action}:{string.Join(',', allowed.Unmet)}");
        return new EntityTag(row.Plan.Version, Shown: 0, EntityTag.FingerprintOf($"{day:O} {row.Late} {string.Join(' ', unmet)}"));
    }

    internal static WorkPlanView Of(WorkPlanRow row, Viewer viewer, DateOnly day)
    {
        var plan = row.Plan;
        var (latest, funding) = (plan.Latest, plan.Funding);
        return new WorkPlanView
        {
            Tag = TagOf(row, viewer, day).ToString(),
            Id = plan.Id,
            Version = plan.Version,
            AgreementId = plan.AgreementId,
            RegionCode = plan.RegionCode,
            RegionName = RegionCatalogue.Shipped.Get(plan.RegionCode).Name,
            TimeZone = plan.TimeZone,
            Year = plan.Year,
            Status = plan.Status,
            LocalNumber = plan.LocalNumber,
            BpjsNumber = plan.BpjsNumber,
            PeriodFrom = plan.PeriodFrom,
            PeriodUntil = plan.PeriodUntil,
            ParticipantQuota = latest.ParticipantQuota,
            QuotaGrowthPerMonth = latest.QuotaGrowthPerMonth ?? 0,
            ParticipantsRegistered = plan.ParticipantsRegistered,
            ContributionPerPersonMonth = latest.ContributionPerPersonMonth,
            BudgetAmount = latest.BudgetAmount,
            BudgetAccountCode = plan.BudgetAccountCode,
            PersonMonths = funding?.PersonMonths,
            BudgetNeed = funding?.Need,
            BudgetDifference = funding?.Difference,
            FundingHorizon = funding?.Horizon?.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
            Signatures = plan.Signatures,
            SignedOn = plan.SignedOn,
            Addenda = plan.Terms.Count - 1,
            Totals = WorkPlanTotals.Of(row.Totals, row.Late),
            NeedsReview = plan.NeedsReview,
            Notes = plan.Notes,
            Source = plan.Source,
            AsOf = day,
            AllowedActions = ActionsFor(row, viewer),
            CreatedAt = plan.CreatedAt,
            UpdatedAt = plan.UpdatedAt,
        };
    }

    private static IReadOnlyList<AllowedPlanAction> ActionsFor(WorkPlanRow row, Viewer viewer) =>
        [.. row.Plan.AllowedActionsFor(viewer.Grant.Author, row.Agreement).Where(allowed => viewer.Grant.Scopes.Contains(
            allowed.Action is WorkPlanAction.Approve or WorkPlanAction.Return ? Domain.Access.Scope.AgreementsApprove : Domain.Access.Scope.AgreementsWrite))];
}

/// <summary>What the activities of a work plan add up to.</summary>
public sealed record WorkPlanTotals
{
    /// <summary>How many there are.</summary>
    [Range(0, Activity.MostPerPlan)]
    public required int Activities { get; init; }

    /// <summary>How many of them are done.</summary>
    [Range(0, Activity.MostPerPlan)]
    public required int Done { get; init; }

    /// <summary>How many are past their last day and not done.</summary>
    [Range(0, Activity.MostPerPlan)]
    public required int Late { get; init; }

    /// <summary>Rupiah set aside for them.</summary>
    [Range(0, long.MaxValue)]
    public required long BudgetAmount { get; init; }

    /// <summary>Rupiah spent, as reported.</summary>
    [Range(0, long.MaxValue)]
    public required long SpentAmount { get; init; }

    /// <summary>Percent realised: the mean over the activities, each by its target and never more than 100; cut after two decimals, null without activities.</summary>
    [Range(0, 100)]
    public required decimal? RealisedPercent { get; init; }

    internal static WorkPlanTotals Of(PlanTotals? totals, int late) => new()
    {
        Activities = totals?.Activities ?? 0,
        Done = totals?.Done ?? 0,
        Late = late,
        BudgetAmount = totals?.Budget ?? 0,
        SpentAmount = totals?.Spent ?? 0,
        RealisedPercent = totals is null ? null : PlainNumber.Of(decimal.Truncate((decimal)totals.DoneShares / totals.Activities) / 100),
    };
}

/// <summary>One page of work plans, with the day that lateness was judged by.</summary>
public sealed record WorkPlanPage : Page<WorkPlanView>
{
    /// <summary>The day asked for; null for today.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Today's date in each zone, by which the plans were judged; null when a day was asked for.</summary>
    public required IReadOnlyDictionary<string, DateOnly>? Today { get; init; }
}
