namespace Agreements.Domain.WorkPlans;

/// <summary>Where a work plan stands. Moved only by actions.</summary>
public enum WorkPlanStatus
{
    /// <summary>Penyusunan: being written.</summary>
    Draft,

    /// <summary>Before the coordination team (TKKSD).</summary>
    InReview,

    /// <summary>Ready for signature.</summary>
    Approved,

    /// <summary>One party has signed.</summary>
    PartiallySigned,

    /// <summary>Both parties have signed; it is carried out.</summary>
    Signed,

    /// <summary>Signed, and over: nothing is reported any more.</summary>
    Closed,

    /// <summary>Given up before it was signed.</summary>
    Cancelled,
}

/// <summary>What can be done to a work plan. What is done to its activities moves its state no more than an edit does.</summary>
public enum WorkPlanAction
{
    /// <summary>Begin a draft.</summary>
    Create,

    /// <summary>Take in a plan as it was published.</summary>
    Import,

    /// <summary>Change fields that its state leaves open.</summary>
    Edit,

    /// <summary>Hand it to the reviewers.</summary>
    Submit,

    /// <summary>Hand it back to its authors.</summary>
    Return,

    /// <summary>Release it for signature.</summary>
    Approve,

    /// <summary>Record one party's signature.</summary>
    Sign,

    /// <summary>Change the terms of a signed plan by an addendum.</summary>
    Amend,

    /// <summary>End it: a signed plan is closed, one that was never signed is cancelled.</summary>
    Close,

    /// <summary>Remove a draft.</summary>
    Delete,

    /// <summary>Add an activity to a draft.</summary>
    AddActivity,

    /// <summary>Change an activity.</summary>
    EditActivity,

    /// <summary>Remove an activity from a draft.</summary>
    RemoveActivity,

    /// <summary>Report what an activity has achieved and spent.</summary>
    ReportProgress,
}

/// <summary>One row of the table.</summary>
/// <param name="From">The state it leaves; null where a plan begins.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">The state it reaches; null where the plan is gone.</param>
public sealed record WorkPlanTransition(WorkPlanStatus? From, WorkPlanAction Action, WorkPlanStatus? To);

/// <summary>The transition table of work plans: the only place that says which action leads from which state to which.</summary>
public static class WorkPlanLifecycle
{
    /// <summary>Every transition there is.</summary>
    public static IReadOnlyList<WorkPlanTransition> Table { get; } =
    [
        new(null, WorkPlanAction.Create, WorkPlanStatus.Draft),
        new(null, WorkPlanAction.Import, WorkPlanStatus.Draft),
        new(null, WorkPlanAction.Import, WorkPlanStatus.Signed),

        new(WorkPlanStatus.Draft, WorkPlanAction.Submit, WorkPlanStatus.InReview),
        new(WorkPlanStatus.Draft, WorkPlanAction.Close, WorkPlanStatus.Cancelled),
        new(WorkPlanStatus.Draft, WorkPlanAction.Delete, null),
        new(WorkPlanStatus.Draft, WorkPlanAction.AddActivity, WorkPlanStatus.Draft),
        new(WorkPlanStatus.Draft, WorkPlanAction.EditActivity, WorkPlanStatus.Draft),
        new(WorkPlanStatus.Draft, WorkPlanAction.RemoveActivity, WorkPlanStatus.Draft),

        new(WorkPlanStatus.InReview, WorkPlanAction.Return, WorkPlanStatus.Draft),
        new(WorkPlanStatus.InReview, WorkPlanAction.Approve, WorkPlanStatus.Approved),
        new(WorkPlanStatus.InReview, WorkPlanAction.Close, WorkPlanStatus.Cancelled),

        new(WorkPlanStatus.Approved, WorkPlanAction.Sign, WorkPlanStatus.PartiallySigned),
        new(WorkPlanStatus.Approved, WorkPlanAction.Close, WorkPlanStatus.Cancelled),

        new(WorkPlanStatus.PartiallySigned, WorkPlanAction.Sign, WorkPlanStatus.Signed),
        new(WorkPlanStatus.PartiallySigned, WorkPlanAction.Close, WorkPlanStatus.Cancelled),

        new(WorkPlanStatus.Signed, WorkPlanAction.Amend, WorkPlanStatus.Signed),
        new(WorkPlanStatus.Signed, WorkPlanAction.EditActivity, WorkPlanStatus.Signed),
        new(WorkPlanStatus.Signed, WorkPlanAction.ReportProgress, WorkPlanStatus.Signed),
        new(WorkPlanStatus.Signed, WorkPlanAction.Close, WorkPlanStatus.Closed),
    ];

    /// <summary>The row for an action in a state, or null where the action is not allowed.</summary>
    public static WorkPlanTransition? Find(WorkPlanStatus from, WorkPlanAction action) => Table.SingleOrDefault(row => row.From == from && row.Action == action);

    /// <summary>What can be done in a state, in the order of the table.</summary>
    public static IEnumerable<WorkPlanAction> ActionsFrom(WorkPlanStatus from) => Table.Where(row => row.From == from).Select(row => row.Action);
}
