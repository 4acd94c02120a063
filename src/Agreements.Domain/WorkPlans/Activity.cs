using Agreements.Domain.Instruments;

namespace Agreements.Domain.WorkPlans;

/// <summary>Who carries an activity out.</summary>
public enum ResponsibleParty
{
    /// <summary>Pihak Kesatu, the local government.</summary>
    LocalGovernment,

    /// <summary>Pihak Kedua, BPJS Kesehatan.</summary>
    Bpjs,

    /// <summary>Both.</summary>
    Both,
}

/// <summary>Everything about an activity that people write, as one value.</summary>
public sealed record ActivityContent
{
    /// <summary>Longest name, unit or source of funding, in characters.</summary>
    public const int NameMaxLength = 300;

    /// <summary>Longest objective or indicator, in characters.</summary>
    public const int TextMaxLength = 2000;

    /// <summary>Largest target or realised value.</summary>
    public const long ValueMax = 99_999_999_999;

    /// <summary>Most rupiah of a budget, for a plan or one of its activities.</summary>
    public const long AmountMax = 999_999_999_999_999;

    /// <summary>Kegiatan: what is done.</summary>
    public required string Name { get; init; }

    /// <summary>Sasaran: what it is to bring about.</summary>
    public string? Objective { get; init; }

    /// <summary>Indikator: what shows that it did.</summary>
    public string? Indicator { get; init; }

    /// <summary>Target, in its unit.</summary>
    public decimal? TargetValue { get; init; }

    /// <summary>Satuan: what the target counts.</summary>
    public string? TargetUnit { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day, by which it is to be done.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Who carries it out.</summary>
    public required ResponsibleParty ResponsibleParty { get; init; }

    /// <summary>The unit that does, by its name.</summary>
    public string? ResponsibleUnit { get; init; }

    /// <summary>Sumber dana.</summary>
    public string? FundingSource { get; init; }

    /// <summary>Rupiah set aside for it.</summary>
    public long? BudgetAmount { get; init; }

    internal IReadOnlyList<(string Name, bool IsOfPlan, object? Value)> Fields =>
    [
        ("name", true, Name),
        ("objective", true, Objective),
        ("indicator", true, Indicator),
        ("targetValue", true, TargetValue),
        ("targetUnit", true, TargetUnit),
        ("startsOn", false, StartsOn),
        ("endsOn", false, EndsOn),
        ("responsibleParty", false, ResponsibleParty),
        ("responsibleUnit", false, ResponsibleUnit),
        ("fundingSource", true, FundingSource),
        ("budgetAmount", true, BudgetAmount),
    ];

    /// <summary>The same, begun anew so many years later; a 29th of February becomes the 28th.</summary>
    public ActivityContent After(int years) => this with { StartsOn = StartsOn.AddYears(years), EndsOn = EndsOn.AddYears(years) };

    /// <summary>The same, on the days nearest to its own that lie within a plan.</summary>
    public ActivityContent Within(WorkPlan plan) => this with { StartsOn = Nearest(StartsOn, plan), EndsOn = Nearest(EndsOn, plan) };

    private static DateOnly Nearest(DateOnly day, WorkPlan plan) => DateOnly.FromDayNumber(Math.Clamp(day.DayNumber, plan.PeriodFrom.DayNumber, plan.PeriodUntil.DayNumber));
}

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

/// <summary>What a report says: how much was achieved and spent since the one before.</summary>
/// <param name="ReportedOn">The day that it speaks of.</param>
/// <param name="RealisedValue">What was achieved, in the unit of the target; negative where an earlier report said too much.</param>
/// <param name="SpentAmount">Rupiah spent; negative where an earlier report said too much.</param>
/// <param name="Note">What happened.</param>
/// <param name="Completed">That it is done, or is not after all; null leaves that as it is.</param>
/// <param name="CorrectsId">The report that it puts right.</param>
public sealed record ProgressContent(DateOnly ReportedOn, decimal RealisedValue, long SpentAmount, string? Note, bool? Completed, Guid? CorrectsId);

/// <summary>A report about an activity. Reports are appended, never changed.</summary>
public sealed class ActivityProgress
{
    /// <summary>Longest note, in characters.</summary>
    public const int NoteMaxLength = 2000;

    private ActivityProgress()
    {
    }

    internal ActivityProgress(Guid id, Activity activity, ProgressContent content, Authorship authorship)
    {
        (Id, ActivityId, AgreementId, RegionCode, Ordinal) = (id, activity.Id, activity.AgreementId, activity.RegionCode, activity.Version);
        (ReportedOn, RealisedValue, SpentAmount, Note, Completed, CorrectsId) =
            (content.ReportedOn, content.RealisedValue, content.SpentAmount, content.Note, content.Completed, content.CorrectsId);
        (RecordedAt, RecordedBy) = (authorship.At, authorship.By);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The activity.</summary>
    public Guid ActivityId { get; private init; }

    /// <summary>The agreement that its plan belongs to.</summary>
    public Guid AgreementId { get; private init; }

    /// <summary>The local government that is party to it.</summary>
    public string RegionCode { get; private init; } = "";

    /// <summary>The version of the activity that it made: its place in the order of recording.</summary>
    public int Ordinal { get; private init; }

    /// <inheritdoc cref="ProgressContent.ReportedOn"/>
    public DateOnly ReportedOn { get; private init; }

    /// <inheritdoc cref="ProgressContent.RealisedValue"/>
    public decimal RealisedValue { get; private init; }

    /// <inheritdoc cref="ProgressContent.SpentAmount"/>
    public long SpentAmount { get; private init; }

    /// <inheritdoc cref="ProgressContent.Note"/>
    public string? Note { get; private init; }

    /// <inheritdoc cref="ProgressContent.Completed"/>
    public bool? Completed { get; private init; }

    /// <inheritdoc cref="ProgressContent.CorrectsId"/>
    public Guid? CorrectsId { get; private init; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private init; } = "";
}
