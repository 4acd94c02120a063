using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Adds an activity to a work plan that is a draft.</summary>
public sealed record AddActivity : IChange<ActivityView>
{
    /// <summary>The plan, from the path.</summary>
    [JsonIgnore]
    public Guid WorkPlanId { get; init; }

    /// <summary>Kegiatan: what is done.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>Sasaran: what it is to bring about.</summary>
    public string? Objective { get; init; }

    /// <summary>Indikator: what shows that it did.</summary>
    public string? Indicator { get; init; }

    /// <summary>Target, in its unit, with two decimals at most.</summary>
    public decimal? TargetValue { get; init; }

    /// <summary>Satuan: what the target counts.</summary>
    public string? TargetUnit { get; init; }

    /// <summary>First day, within the plan.</summary>
    [Required]
    public DateOnly? StartsOn { get; init; }

    /// <summary>Last day, within the plan, by which it is to be done: a deadline once the plan is signed.</summary>
    [Required]
    public DateOnly? EndsOn { get; init; }

    /// <summary>Who carries it out.</summary>
    [Required]
    public ResponsibleParty? ResponsibleParty { get; init; }

    /// <summary>The unit that does, by its name.</summary>
    public string? ResponsibleUnit { get; init; }

    /// <summary>Sumber dana.</summary>
    public string? FundingSource { get; init; }

    /// <summary>Rupiah set aside for it.</summary>
    public long? BudgetAmount { get; init; }
}

internal sealed class AddActivityValidator : AbstractValidator<AddActivity>
{
    public AddActivityValidator()
    {
        RuleFor(body => body.Name).Required().Name();
        RuleFor(body => body.Objective).LongText();
        RuleFor(body => body.Indicator).LongText();
        RuleFor(body => body.TargetValue).Target();
        RuleFor(body => body.TargetUnit).Name();
        RuleFor(body => body.StartsOn).Required().Date();
        RuleFor(body => body.EndsOn).Required().Date();
        RuleFor(body => body.ResponsibleParty).Required();
        RuleFor(body => body.ResponsibleUnit).Unit();
        RuleFor(body => body.FundingSource).Name();
        RuleFor(body => body.BudgetAmount).Amount();
    }
}

internal sealed class AddActivityHandler(AgreementsDbContext db, WorkPlanAtHand hand, Caller caller) : IRequestHandler<AddActivity, ActivityView>
{
    public async Task<ActivityView> Handle(AddActivity request, CancellationToken cancellationToken)
    {
        var (plan, agreement) = await hand.TakeAsync(request.WorkPlanId, cancellationToken);
        if (await db.ActivitiesOf(plan.Id).CountAsync(cancellationToken) >= Activity.MostPerPlan)
        {
            throw new RuleViolationException("work-plan.too-many-activities", ("most", Activity.MostPerPlan));
        }

        var authorship = caller.Sign();
        var content = new ActivityContent
        {
            Name = request.Name!,
            Objective = request.Objective,
            Indicator = request.Indicator,
            TargetValue = PlainNumber.Of(request.TargetValue),
            TargetUnit = request.TargetUnit,
            StartsOn = request.StartsOn!.Value,
            EndsOn = request.EndsOn!.Value,
            ResponsibleParty = request.ResponsibleParty!.Value,
            ResponsibleUnit = request.ResponsibleUnit,
            FundingSource = request.FundingSource,
            BudgetAmount = request.BudgetAmount,
        };
        var activity = new Activity(Guid.CreateVersion7(authorship.At), plan, agreement, content, authorship);
        db.Add(activity);
        return ActivityView.Of(activity, hand.Today(activity));
    }
}
