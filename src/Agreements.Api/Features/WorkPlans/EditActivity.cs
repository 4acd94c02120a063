using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>
/// Changes an activity by JSON Merge Patch (RFC 7396): an absent member keeps its value, null clears it. What both parties sign is open in a draft of the plan alone; when and
/// by whom it is carried out also once the plan is signed, until that is closed.
/// </summary>
public sealed record EditActivity : IChange<ActivityView>
{
    /// <summary>The activity, from the path.</summary>
    [JsonIgnore]
    public Guid ActivityId { get; init; }

    /// <summary>Kegiatan: what is done; cannot be cleared.</summary>
    public Optional<string?> Name { get; init; }

    /// <summary>Sasaran: what it is to bring about.</summary>
    public Optional<string?> Objective { get; init; }

    /// <summary>Indikator: what shows that it did.</summary>
    public Optional<string?> Indicator { get; init; }

    /// <summary>Target, in its unit, with two decimals at most.</summary>
    public Optional<decimal?> TargetValue { get; init; }

    /// <summary>Satuan: what the target counts.</summary>
    public Optional<string?> TargetUnit { get; init; }

    /// <summary>First day, within the plan; cannot be cleared.</summary>
    public Optional<DateOnly?> StartsOn { get; init; }

    /// <summary>Last day, within the plan, by which it is to be done: a deadline once the plan is signed; cannot be cleared.</summary>
    public Optional<DateOnly?> EndsOn { get; init; }

    /// <summary>Who carries it out; cannot be cleared.</summary>
    public Optional<ResponsibleParty?> ResponsibleParty { get; init; }

    /// <summary>The unit that does, by its name.</summary>
    public Optional<string?> ResponsibleUnit { get; init; }

    /// <summary>Sumber dana.</summary>
    public Optional<string?> FundingSource { get; init; }

    /// <summary>Rupiah set aside for it.</summary>
    public Optional<long?> BudgetAmount { get; init; }

    internal ActivityContent ApplyTo(ActivityContent before) => before with
    {
        Name = Name.Or(before.Name)!,
        Objective = Objective.Or(before.Objective),
        Indicator = Indicator.Or(before.Indicator),
        TargetValue = PlainNumber.Of(TargetValue.Or(before.TargetValue)),
        TargetUnit = TargetUnit.Or(before.TargetUnit),
        StartsOn = StartsOn.Or(before.StartsOn)!.Value,
        EndsOn = EndsOn.Or(before.EndsOn)!.Value,
        ResponsibleParty = ResponsibleParty.Or(before.ResponsibleParty)!.Value,
        ResponsibleUnit = ResponsibleUnit.Or(before.ResponsibleUnit),
        FundingSource = FundingSource.Or(before.FundingSource),
        BudgetAmount = BudgetAmount.Or(before.BudgetAmount),
    };
}

internal sealed class EditActivityValidator : AbstractValidator<EditActivity>
{
    public EditActivityValidator()
    {
        RuleFor(body => body.Name.Value).Required().When(body => body.Name.IsSet);
        RuleFor(body => body.Name.Value).Name();
        RuleFor(body => body.Objective.Value).LongText();
        RuleFor(body => body.Indicator.Value).LongText();
        RuleFor(body => body.TargetValue.Value).Target();
        RuleFor(body => body.TargetUnit.Value).Name();
        RuleFor(body => body.StartsOn.Value).Required().When(body => body.StartsOn.IsSet);
        RuleFor(body => body.StartsOn.Value).Date();
        RuleFor(body => body.EndsOn.Value).Required().When(body => body.EndsOn.IsSet);
        RuleFor(body => body.EndsOn.Value).Date();
        RuleFor(body => body.ResponsibleParty.Value).Required().When(body => body.ResponsibleParty.IsSet);
        RuleFor(body => body.ResponsibleUnit.Value).Unit();
        RuleFor(body => body.FundingSource.Value).Name();
        RuleFor(body => body.BudgetAmount.Value).Amount();
    }
}

internal sealed class EditActivityHandler(WorkPlanAtHand hand, Caller caller) : IRequestHandler<EditActivity, ActivityView>
{
    public async Task<ActivityView> Handle(EditActivity request, CancellationToken cancellationToken)
    {
        var (activity, plan, agreement) = await hand.TakeActivityAsync(request.ActivityId, cancellationToken);
        hand.RequireMatch(activity);
        activity.Edit(request.ApplyTo(activity.Content), plan, agreement, caller.Sign());
        return ActivityView.Of(activity, hand.Today(activity));
    }
}
