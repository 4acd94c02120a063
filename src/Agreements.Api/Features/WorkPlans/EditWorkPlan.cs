using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>
/// Changes fields of a work plan by JSON Merge Patch (RFC 7396): an absent member keeps its value, null clears it. The terms are open in a draft, the numbers until the first
/// signature; how many people are registered, remarks and the review flag until it is over. After the signature an addendum changes the terms.
/// </summary>
public sealed record EditWorkPlan : IChange<WorkPlanView>
{
    /// <summary>The plan, from the path.</summary>
    [JsonIgnore]
    public Guid WorkPlanId { get; init; }

    /// <summary>The local government's number; unique among the work plans of its region.</summary>
    public Optional<string?> LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan; unique among all work plans.</summary>
    public Optional<string?> BpjsNumber { get; init; }

    /// <summary>First day of the plan: within the year and the agreement's term; cannot be cleared.</summary>
    public Optional<DateOnly?> PeriodFrom { get; init; }

    /// <summary>Last day of the plan: within the year and the agreement's term; cannot be cleared.</summary>
    public Optional<DateOnly?> PeriodUntil { get; init; }

    /// <summary>Kuota: how many people it registers, before the first month's growth.</summary>
    public Optional<int?> ParticipantQuota { get; init; }

    /// <summary>By how many people that grows in every month, from the first one on; null is 0.</summary>
    public Optional<int?> QuotaGrowthPerMonth { get; init; }

    /// <summary>Realisasi peserta: how many people are registered.</summary>
    public Optional<int?> ParticipantsRegistered { get; init; }

    /// <summary>Iuran: rupiah for each person and month that the local government pays.</summary>
    public Optional<long?> ContributionPerPersonMonth { get; init; }

    /// <summary>Anggaran: rupiah set aside in the local budget (APBD).</summary>
    public Optional<long?> BudgetAmount { get; init; }

    /// <summary>Kode rekening: the line of the budget.</summary>
    public Optional<string?> BudgetAccountCode { get; init; }

    /// <summary>That somebody has to look at what is recorded.</summary>
    public Optional<bool?> NeedsReview { get; init; }

    /// <summary>Remarks.</summary>
    public Optional<string?> Notes { get; init; }

    internal WorkPlanContent ApplyTo(WorkPlanContent before) => before with
    {
        LocalNumber = LocalNumber.Or(before.LocalNumber),
        BpjsNumber = BpjsNumber.Or(before.BpjsNumber),
        PeriodFrom = PeriodFrom.Or(before.PeriodFrom)!.Value,
        PeriodUntil = PeriodUntil.Or(before.PeriodUntil)!.Value,
        ParticipantQuota = ParticipantQuota.Or(before.ParticipantQuota),
        QuotaGrowthPerMonth = QuotaGrowthPerMonth.Or(before.QuotaGrowthPerMonth) ?? 0,
        ParticipantsRegistered = ParticipantsRegistered.Or(before.ParticipantsRegistered),
        ContributionPerPersonMonth = ContributionPerPersonMonth.Or(before.ContributionPerPersonMonth),
        BudgetAmount = BudgetAmount.Or(before.BudgetAmount),
        BudgetAccountCode = BudgetAccountCode.Or(before.BudgetAccountCode),
        NeedsReview = NeedsReview.Or(before.NeedsReview) ?? false,
        Notes = Notes.Or(before.Notes),
    };
}

internal sealed class EditWorkPlanValidator : AbstractValidator<EditWorkPlan>
{
    public EditWorkPlanValidator()
    {
        RuleFor(body => body.LocalNumber.Value).Text(DocumentNumber.MaxLength);
        RuleFor(body => body.BpjsNumber.Value).Text(DocumentNumber.MaxLength);
        RuleFor(body => body.PeriodFrom.Value).Required().When(body => body.PeriodFrom.IsSet);
        RuleFor(body => body.PeriodFrom.Value).Date();
        RuleFor(body => body.PeriodUntil.Value).Required().When(body => body.PeriodUntil.IsSet);
        RuleFor(body => body.PeriodUntil.Value).Date();
        RuleFor(body => body.ParticipantQuota.Value).Quota();
        RuleFor(body => body.QuotaGrowthPerMonth.Value).Growth();
        RuleFor(body => body.ParticipantsRegistered.Value).Quota();
        RuleFor(body => body.ContributionPerPersonMonth.Value).Contribution();
        RuleFor(body => body.BudgetAmount.Value).Amount();
        RuleFor(body => body.BudgetAccountCode.Value).Text(DocumentNumber.MaxLength);
        RuleFor(body => body.Notes.Value).Text(Agreement.NotesMaxLength);
    }
}

internal sealed class EditWorkPlanHandler(WorkPlanAtHand hand, Caller caller) : IRequestHandler<EditWorkPlan, WorkPlanView>
{
    public async Task<WorkPlanView> Handle(EditWorkPlan request, CancellationToken cancellationToken)
    {
        var (plan, agreement) = await hand.TakeAsync(request.WorkPlanId, cancellationToken);
        await hand.RequireMatchAsync(plan, agreement, cancellationToken);
        plan.Edit(request.ApplyTo(plan.Content), agreement, caller.Sign());
        if (request.PeriodFrom.IsSet || request.PeriodUntil.IsSet)
        {
            await hand.RequireActivitiesWithinAsync(plan, cancellationToken);
        }

        await hand.RequireFreeNumbersAsync(plan, cancellationToken);
        return await hand.ShowAsync(plan, agreement, cancellationToken);
    }
}
