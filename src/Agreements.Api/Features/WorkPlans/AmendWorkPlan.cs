using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>
/// Records an addendum of a signed work plan: a signed document that changes what the plan provides from a day on, which may lie before its signature. What had been
/// signed before stays readable; the plan answers with its terms as amended, and counts each month by those in force on its first day.
/// </summary>
public sealed record AmendWorkPlan : IChange<WorkPlanView>
{
    /// <summary>The plan, from the path.</summary>
    [JsonIgnore]
    public Guid WorkPlanId { get; init; }

    /// <summary>The local government's number of the addendum; unique among the addenda of its work plans.</summary>
    public string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan of the addendum; unique among the addenda of all work plans.</summary>
    public string? BpjsNumber { get; init; }

    /// <summary>The later party's day of signing; not after today in the region's zone.</summary>
    [Required]
    public DateOnly? SignedOn { get; init; }

    /// <summary>The day from which it changes the plan: within its period.</summary>
    [Required]
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>What it changes, in words.</summary>
    [Required]
    public string? Summary { get; init; }

    /// <summary>The new last day of the plan; left out where it stays as it is.</summary>
    public DateOnly? PeriodUntil { get; init; }

    /// <summary>The new quota, before the growth of its first month; left out where it stays as it is.</summary>
    public int? ParticipantQuota { get; init; }

    /// <summary>The new growth per month; left out where it stays as it is.</summary>
    public int? QuotaGrowthPerMonth { get; init; }

    /// <summary>The new contribution, in rupiah for each person and month; left out where it stays as it is.</summary>
    public long? ContributionPerPersonMonth { get; init; }

    /// <summary>The new budget, in rupiah; left out where it stays as it is.</summary>
    public long? BudgetAmount { get; init; }

    /// <summary>The signatures of both parties.</summary>
    [Required]
    [MinLength(2)]
    public IReadOnlyList<SignatureFields>? Signatures { get; init; }
}

internal sealed class AmendWorkPlanValidator : AbstractValidator<AmendWorkPlan>
{
    private const int Parties = 2;

    public AmendWorkPlanValidator()
    {
        RuleFor(body => body.LocalNumber).Text(DocumentNumber.MaxLength);
        RuleFor(body => body.BpjsNumber).Text(DocumentNumber.MaxLength);
        RuleFor(body => body.SignedOn).Required().Date();
        RuleFor(body => body.EffectiveOn).Required().Date();
        RuleFor(body => body.Summary).Required().Text(AmendmentContent.SummaryMaxLength);
        RuleFor(body => body.PeriodUntil).Date();
        RuleFor(body => body.ParticipantQuota).Quota();
        RuleFor(body => body.QuotaGrowthPerMonth).Growth();
        RuleFor(body => body.ContributionPerPersonMonth).Contribution();
        RuleFor(body => body.BudgetAmount).Amount();
        RuleFor(body => body.Signatures).Required().Items(Parties);
        RuleForEach(body => body.Signatures!.Take(Parties)).Required().SetValidator(new SignatureFieldsValidator())
            .When(body => body.Signatures is not null).OverridePropertyName("Signatures");
    }
}

internal sealed class AmendWorkPlanHandler(AgreementsDbContext db, AgreementAtHand agreements, WorkPlanAtHand hand, Caller caller) : IRequestHandler<AmendWorkPlan, WorkPlanView>
{
    public async Task<WorkPlanView> Handle(AmendWorkPlan request, CancellationToken cancellationToken)
    {
        var (plan, agreement) = await hand.TakeAsync(request.WorkPlanId, cancellationToken);
        var authorship = caller.Sign();
        var content = new WorkPlanAddendumContent
        {
            LocalNumber = request.LocalNumber,
            BpjsNumber = request.BpjsNumber,
            SignedOn = request.SignedOn!.Value,
            Summary = request.Summary!,
            Terms = new PlanTerms(
                request.EffectiveOn!.Value, request.PeriodUntil, request.ParticipantQuota, request.QuotaGrowthPerMonth, request.ContributionPerPersonMonth, request.BudgetAmount),
            Signatures = [.. request.Signatures!.Select(signature => signature.ToSignature())],
        };
        var addendum = plan.Amend(Guid.CreateVersion7(authorship.At), content, agreement, agreements.Today(agreement), authorship);
        if (addendum.LocalNumber is { } localNumber)
        {
            TakenNumbers.Refuse(await db.HolderOfLocalNumberAsync(addendum, cancellationToken), Party.LocalGovernment, localNumber, caller.Reach);
        }

        if (addendum.BpjsNumber is { } bpjsNumber)
        {
            TakenNumbers.Refuse(await db.HolderOfBpjsNumberAsync(addendum, cancellationToken), Party.Bpjs, bpjsNumber, caller.Reach);
        }

        db.Add(addendum);
        return await hand.ShowAsync(plan, agreement, cancellationToken);
    }
}
