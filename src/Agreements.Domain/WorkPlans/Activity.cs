using Agreements.Domain.Instruments;

namespace Agreements.Domain.WorkPlans;

/// <summary>What an activity has achieved and spent in a quarter of its plan's year, by the days of the reports.</summary>
/// <param name="Realised">In the unit of the target.</param>
/// <param name="Spent">Rupiah.</param>
public sealed record QuarterRealisation(decimal Realised, long Spent)
{
    /// <summary>Quarters of a year.</summary>
    public const int PerYear = 4;

    /// <summary>Nothing yet.</summary>
    public static QuarterRealisation None { get; } = new(0, 0);
}

/// <summary>Kegiatan of a work plan. What it achieves is reported, entry by entry; it never changes but by another entry.</summary>
public sealed class Activity
{
    /// <summary>Most activities of one plan.</summary>
    public const int MostPerPlan = 200;

    /// <summary>What all of it is, in hundredths of a percent.</summary>
    public const int Whole = 10_000;

    private List<QuarterRealisation> _quarters = [.. Enumerable.Repeat(QuarterRealisation.None, QuarterRealisation.PerYear)];

    private Activity()
    {
    }

    /// <summary>Adds an activity to a plan that is a draft.</summary>
    /// <param name="id">Version-7 id.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="agreement">The agreement that the plan belongs to.</param>
    /// <param name="content">What it is.</param>
    /// <param name="authorship">Who adds it, and when.</param>
    public Activity(Guid id, WorkPlan plan, Agreement agreement, ActivityContent content, Authorship authorship)
    {
        var move = plan.Permit(WorkPlanAction.AddActivity, agreement, authorship.Author);
        (Id, WorkPlanId, AgreementId, CreatedAt) = (id, plan.Id, plan.AgreementId, authorship.At);
        Write(content, plan);
        Touch(authorship.At);
        plan.Witness(move, authorship, [new FieldChange("activities", Before: null, new { Id, Name })]);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; }

    /// <summary>The plan that it belongs to.</summary>
    public Guid WorkPlanId { get; private init; }

    /// <summary>The agreement that the plan belongs to.</summary>
    public Guid AgreementId { get; private init; }

    /// <summary>The local government that is party to it.</summary>
    public string RegionCode { get; private set; } = "";

    /// <summary>Zone of its region, in which its dates are judged.</summary>
    public string TimeZone { get; private set; } = "";

    /// <inheritdoc cref="ActivityContent.Name"/>
    public string Name { get; private set; } = "";

    /// <inheritdoc cref="ActivityContent.Objective"/>
    public string? Objective { get; private set; }

    /// <inheritdoc cref="ActivityContent.Indicator"/>
    public string? Indicator { get; private set; }

    /// <inheritdoc cref="ActivityContent.TargetValue"/>
    public decimal? TargetValue { get; private set; }

    /// <inheritdoc cref="ActivityContent.TargetUnit"/>
    public string? TargetUnit { get; private set; }

    /// <inheritdoc cref="ActivityContent.StartsOn"/>
    public DateOnly StartsOn { get; private set; }

    /// <inheritdoc cref="ActivityContent.EndsOn"/>
    public DateOnly EndsOn { get; private set; }

    /// <inheritdoc cref="ActivityContent.ResponsibleParty"/>
    public ResponsibleParty ResponsibleParty { get; private set; }

    /// <inheritdoc cref="ActivityContent.ResponsibleUnit"/>
    public string? ResponsibleUnit { get; private set; }

    /// <inheritdoc cref="ActivityContent.FundingSource"/>
    public string? FundingSource { get; private set; }

    /// <inheritdoc cref="ActivityContent.BudgetAmount"/>
    public long? BudgetAmount { get; private set; }

    /// <summary>What it has achieved so far, in the unit of the target: the sum of all reports.</summary>
    public decimal RealisedValue => _quarters.Sum(quarter => quarter.Realised);

    /// <summary>Rupiah spent so far: the sum of all reports.</summary>
    public long SpentAmount { get; private set; }

    /// <summary>Quarter by quarter, as far as it was reported.</summary>
    public IReadOnlyList<QuarterRealisation> Quarters => _quarters;

    /// <summary>The day on which somebody said that it is done.</summary>
    public DateOnly? CompletedOn { get; private set; }

    /// <summary>How much of it is done, in hundredths of a percent: of its target where it has one, and never more than all of it.</summary>
    public int DoneShare { get; private set; }

    /// <summary>Whether it is done: because its target is reached or somebody said so.</summary>
    public bool IsDone { get; private set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>What people have written, as one value.</summary>
    public ActivityContent Content => new()
    {
        Name = Name,
        Objective = Objective,
        Indicator = Indicator,
        TargetValue = PlainNumber.Of(TargetValue),
        TargetUnit = TargetUnit,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        ResponsibleParty = ResponsibleParty,
        ResponsibleUnit = ResponsibleUnit,
        FundingSource = FundingSource,
        BudgetAmount = BudgetAmount,
    };

    /// <summary>Percent of the target that is realised, cut after two decimals; may exceed 100, and is null without a target.</summary>
    public decimal? RealisedPercent => TargetValue > 0 ? decimal.Truncate(RealisedValue * Whole / TargetValue.Value) / 100 : null;

    /// <summary>Whether its last day has passed and it is not done.</summary>
    public bool IsLateOn(DateOnly day) => !IsDone && day > EndsOn;

    /// <summary>Replaces what people write. What both parties sign is locked with the plan; when and by whom it is carried out stays open until the plan is over.</summary>
    public void Edit(ActivityContent content, WorkPlan plan, Agreement agreement, Authorship authorship)
    {
        var changes = Content.Fields.Zip(content.Fields).Where(pair => !Equals(pair.First.Value, pair.Second.Value)).ToList();
        if (changes.Count == 0)
        {
            return;
        }

        var move = plan.Permit(WorkPlanAction.EditActivity, agreement, authorship.Author);
        var locked = changes.Where(pair => pair.First.IsOfPlan && plan.Status != WorkPlanStatus.Draft).Select(pair => pair.First.Name).ToList();
        if (locked.Count > 0)
        {
            throw new RuleViolationException("work-plan.locked", ("current", plan.Status), ("fields", locked));
        }

        Write(content, plan);
        Touch(authorship.At);
        plan.Witness(move, authorship, [.. changes.Select(pair => new FieldChange($"activities/{Id}/{pair.First.Name}", pair.First.Value, pair.Second.Value))]);
    }

    /// <summary>Is taken out of a plan that is a draft.</summary>
    public void Remove(WorkPlan plan, Agreement agreement, Authorship authorship)
    {
        var move = plan.Permit(WorkPlanAction.RemoveActivity, agreement, authorship.Author);
        plan.Witness(move, authorship, [new FieldChange("activities", new { Id, Name }, After: null)]);
    }

    /// <summary>Reports what it has achieved and spent since the last report. What was wrong is put right by another report, with the difference.</summary>
    /// <param name="id">Version-7 id of the report.</param>
    /// <param name="content">What is reported.</param>
    /// <param name="plan">The plan that it belongs to.</param>
    /// <param name="agreement">The agreement that the plan belongs to.</param>
    /// <param name="today">The date in the region's zone.</param>
    /// <param name="authorship">Who reports it, and when.</param>
    public ActivityProgress Report(Guid id, ProgressContent content, WorkPlan plan, Agreement agreement, DateOnly today, Authorship authorship)
    {
        var move = plan.Permit(WorkPlanAction.ReportProgress, agreement, authorship.Author);
        if (content.ReportedOn > today)
        {
            throw new InvalidInputException(new InputFault("reportedOn", "date.not-yet", today));
        }

        if (content.ReportedOn < plan.PeriodFrom)
        {
            throw new InvalidInputException(new InputFault("reportedOn", "progress.before-period", plan.PeriodFrom));
        }

        if (RealisedValue + content.RealisedValue > ActivityContent.ValueMax || SpentAmount + content.SpentAmount > ActivityContent.AmountMax)
        {
            throw new RuleViolationException("progress.above-limit", ("realisedValue", RealisedValue), ("spentAmount", SpentAmount));
        }

        if (RealisedValue + content.RealisedValue < 0 || SpentAmount + content.SpentAmount < 0)
        {
            throw new RuleViolationException("progress.below-zero", ("realisedValue", RealisedValue), ("spentAmount", SpentAmount));
        }

        // What is reported after the year is of its last quarter.
        var quarter = content.ReportedOn.Year > plan.Year ? QuarterRealisation.PerYear - 1 : (content.ReportedOn.Month - 1) / 3;
        var before = _quarters[quarter];
        _quarters = [.. _quarters.Select((each, index) => index == quarter ? new QuarterRealisation(before.Realised + content.RealisedValue, before.Spent + content.SpentAmount) : each)];
        SpentAmount += content.SpentAmount;
        if (content.Completed is { } completed)
        {
            CompletedOn = completed ? content.ReportedOn : null;
        }

        Judge();
        Touch(authorship.At);
        plan.Witness(move, authorship, [new FieldChange($"activities/{Id}/progress", Before: null, content)]);
        return new ActivityProgress(id, this, content, authorship);
    }

    /// <summary>Goes with a draft of an agreement to another region.</summary>
    public void FollowRegion(WorkPlan plan, DateTimeOffset at)
    {
        (RegionCode, TimeZone) = (plan.RegionCode, plan.TimeZone);
        Touch(at);
    }

    private void Write(ActivityContent content, WorkPlan plan)
    {
        var faults = new List<InputFault>();
        if (content.EndsOn < content.StartsOn)
        {
            faults.Add(new InputFault("endsOn", "term.ends-before-start", content.StartsOn));
        }
        else if ((content.StartsOn, content.EndsOn) != (StartsOn, EndsOn) && (content.StartsOn < plan.PeriodFrom || content.EndsOn > plan.PeriodUntil))
        {
            faults.Add(new InputFault(content.StartsOn < plan.PeriodFrom ? "startsOn" : "endsOn", "activity.outside-period", plan.PeriodFrom, plan.PeriodUntil));
        }

        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        (RegionCode, TimeZone) = (plan.RegionCode, plan.TimeZone);
        (Name, Objective, Indicator, TargetValue, TargetUnit) = (content.Name, content.Objective, content.Indicator, content.TargetValue, content.TargetUnit);
        (StartsOn, EndsOn, ResponsibleParty, ResponsibleUnit) = (content.StartsOn, content.EndsOn, content.ResponsibleParty, content.ResponsibleUnit);
        (FundingSource, BudgetAmount) = (content.FundingSource, content.BudgetAmount);
        Judge();
    }

    private void Judge()
    {
        IsDone = CompletedOn is not null || (TargetValue > 0 && RealisedValue >= TargetValue);
        var ofTarget = TargetValue > 0 ? (int)Math.Min(Whole, RealisedValue * Whole / TargetValue.Value) : 0;
        DoneShare = IsDone ? Whole : ofTarget;
    }

    private void Touch(DateTimeOffset at)
    {
        Version++;
        UpdatedAt = at;
    }
}
