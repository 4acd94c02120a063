using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>
/// Drafts the work plan of an agreement for a year: one for each year, but for such as were given up. Without a period it runs through the days of the year that the
/// agreement's term covers; without a contribution it takes the rate that holds on its first day, which no later rate changes.
/// </summary>
public sealed record DraftWorkPlan : IChange<WorkPlanView>
{
    /// <summary>The agreement, from the path.</summary>
    [JsonIgnore]
    public Guid AgreementId { get; init; }

    /// <summary>The calendar year that it is for.</summary>
    [Required]
    public int? Year { get; init; }

    /// <summary>
    /// A plan of this agreement, or of the one that it continues, to begin with: its quota before growth, its growth, its account code, and its activities with their dates moved to the
    /// year. Contribution and budget are not copied: what next year costs has to be decided anew.
    /// </summary>
    public Guid? CopyOf { get; init; }

    /// <summary>The local government's number; unique among the work plans of its region.</summary>
    public string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan; unique among all work plans.</summary>
    public string? BpjsNumber { get; init; }

    /// <summary>First day of the plan: within the year and the agreement's term.</summary>
    public DateOnly? PeriodFrom { get; init; }

    /// <summary>Last day of the plan: within the year and the agreement's term.</summary>
    public DateOnly? PeriodUntil { get; init; }

    /// <summary>Kuota: how many people it registers, before the first month's growth.</summary>
    public int? ParticipantQuota { get; init; }

    /// <summary>By how many people that grows in every month, from the first one on; 0 when left out.</summary>
    public int? QuotaGrowthPerMonth { get; init; }

    /// <summary>Realisasi peserta: how many people are registered.</summary>
    public int? ParticipantsRegistered { get; init; }

    /// <summary>Iuran: rupiah for each person and month that the local government pays.</summary>
    public long? ContributionPerPersonMonth { get; init; }

    /// <summary>Anggaran: rupiah set aside in the local budget (APBD).</summary>
    public long? BudgetAmount { get; init; }

    /// <summary>Kode rekening: the line of the budget.</summary>
    public string? BudgetAccountCode { get; init; }

    /// <summary>That somebody has to look at what is recorded.</summary>
    public bool? NeedsReview { get; init; }

    /// <summary>Remarks.</summary>
    public string? Notes { get; init; }
}

internal sealed class DraftWorkPlanValidator : AbstractValidator<DraftWorkPlan>
{
    public DraftWorkPlanValidator()
    {
        RuleFor(body => body.Year).Required().Range(WorkPlanRules.FirstYear, WorkPlanRules.LastYear);
        RuleFor(body => body.LocalNumber).Text(DocumentNumber.MaxLength);
        RuleFor(body => body.BpjsNumber).Text(DocumentNumber.MaxLength);
        RuleFor(body => body.PeriodFrom).Date();
        RuleFor(body => body.PeriodUntil).Date();
        RuleFor(body => body.ParticipantQuota).Quota();
        RuleFor(body => body.QuotaGrowthPerMonth).Growth();
        RuleFor(body => body.ParticipantsRegistered).Quota();
        RuleFor(body => body.ContributionPerPersonMonth).Contribution();
        RuleFor(body => body.BudgetAmount).Amount();
        RuleFor(body => body.BudgetAccountCode).Text(DocumentNumber.MaxLength);
        RuleFor(body => body.Notes).Text(Agreement.NotesMaxLength);
    }
}

internal sealed class DraftWorkPlanHandler(AgreementsDbContext db, AgreementAtHand agreements, WorkPlanAtHand hand, Caller caller) : IRequestHandler<DraftWorkPlan, WorkPlanView>
{
    public async Task<WorkPlanView> Handle(DraftWorkPlan request, CancellationToken cancellationToken)
    {
        var agreement = await agreements.TakeAsync(request.AgreementId, cancellationToken);
        var year = request.Year!.Value;
        if (await db.PlanForAsync(agreement.Id, year, cancellationToken) is { } there)
        {
            throw new RuleViolationException("work-plan.year-taken", ("workPlanId", there.Id), ("workPlanStatus", there.Status));
        }

        var copied = request.CopyOf is { } id ? await SourceAsync(id, agreement, cancellationToken) : null;
        var period = WorkPlan.PeriodOf(agreement, year) ?? (From: new DateOnly(year, 1, 1), Until: new DateOnly(year, 12, 31));
        var from = request.PeriodFrom ?? period.From;
        var content = new WorkPlanContent
        {
            LocalNumber = request.LocalNumber,
            BpjsNumber = request.BpjsNumber,
            PeriodFrom = from,
            PeriodUntil = request.PeriodUntil ?? period.Until,
            ParticipantQuota = request.ParticipantQuota ?? copied?.Latest.ParticipantQuota,
            QuotaGrowthPerMonth = request.QuotaGrowthPerMonth ?? copied?.Latest.QuotaGrowthPerMonth ?? 0,
            ParticipantsRegistered = request.ParticipantsRegistered,
            ContributionPerPersonMonth = request.ContributionPerPersonMonth
                ?? (await db.ContributionRatesAsync(cancellationToken)).FirstOrDefault(rate => rate.ValidFrom <= from)?.LocalGovernmentCost,
            BudgetAmount = request.BudgetAmount,
            BudgetAccountCode = request.BudgetAccountCode ?? copied?.BudgetAccountCode,
            NeedsReview = request.NeedsReview ?? false,
            Notes = request.Notes,
        };
        var authorship = caller.Sign();
        var plan = WorkPlan.Draft(Guid.CreateVersion7(authorship.At), agreement, year, content, authorship);
        await hand.RequireFreeNumbersAsync(plan, cancellationToken);
        db.Add(plan);
        var activities = copied is null ? [] : await db.ActivitiesOf(copied.Id).AsNoTracking().ToListAsync(cancellationToken);
        var moved = activities.ConvertAll(activity => new Activity(Guid.CreateVersion7(authorship.At), plan, agreement, activity.Content.After(year - copied!.Year).Within(plan), authorship));
        db.AddRange(moved);
        return hand.ShowNew(plan, agreement, moved);
    }

    private async Task<WorkPlan> SourceAsync(Guid id, Agreement agreement, CancellationToken cancellationToken) =>
        await db.WorkPlansWithin(caller.Reach).AsNoTracking()
            .SingleOrDefaultAsync(plan => plan.Id == id && (plan.AgreementId == agreement.Id || plan.AgreementId == agreement.PredecessorId), cancellationToken)
        ?? throw new InvalidInputException(new InputFault("copyOf", "work-plan.unknown"));
}
