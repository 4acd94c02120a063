namespace Agreements.Domain.Instruments;

/// <summary>Where an agreement stands on its way to signature. Moved only by actions.</summary>
public enum LifecycleState
{
    /// <summary>Penyusunan: being written.</summary>
    Draft,

    /// <summary>Before the coordination team (TKKSD).</summary>
    InReview,

    /// <summary>Ready for signature.</summary>
    Approved,

    /// <summary>One party has signed.</summary>
    PartiallySigned,

    /// <summary>Both parties have signed.</summary>
    Signed,

    /// <summary>Ended on one of the law's grounds.</summary>
    Terminated,

    /// <summary>Given up before it was signed.</summary>
    Cancelled,
}

/// <summary>
/// What can be done to an agreement. All go through the table but <see cref="Edit"/>, <see cref="AddDocument"/> and what is done to a renewal that is open, none of
/// which moves its state.
/// </summary>
public enum AgreementAction
{
    /// <summary>Begin a draft.</summary>
    Create,

    /// <summary>Take in a record as it was published.</summary>
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

    /// <summary>Give it up before it is signed.</summary>
    Cancel,

    /// <summary>End a signed agreement on one of the law's grounds.</summary>
    Terminate,

    /// <summary>Change the terms of a signed agreement by an amendment.</summary>
    Amend,

    /// <summary>Remove a draft.</summary>
    Delete,

    /// <summary>Put a document, or a further version of one, with it; the record itself stays as it is.</summary>
    AddDocument,

    /// <summary>Open a renewal of a signed agreement.</summary>
    OpenRenewal,

    /// <summary>Change who looks after its renewal, or the plan of it.</summary>
    EditRenewal,

    /// <summary>Write in the log of its renewal.</summary>
    LogRenewalEntry,

    /// <summary>Draft the agreement that is to continue it.</summary>
    DraftSuccessor,

    /// <summary>End its renewal.</summary>
    CloseRenewal,
}

/// <summary>One row of the table.</summary>
/// <param name="From">The state it leaves; null where a record begins.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">The state it reaches; null where the record is gone.</param>
public sealed record Transition(LifecycleState? From, AgreementAction Action, LifecycleState? To);

/// <summary>The transition table: the only place that says which action leads from which state to which.</summary>
public static class AgreementLifecycle
{
    /// <summary>Every transition there is.</summary>
    public static IReadOnlyList<Transition> Table { get; } =
    [
        new(null, AgreementAction.Create, LifecycleState.Draft),
        new(null, AgreementAction.Import, LifecycleState.Draft),
        new(null, AgreementAction.Import, LifecycleState.InReview),
        new(null, AgreementAction.Import, LifecycleState.Approved),
        new(null, AgreementAction.Import, LifecycleState.PartiallySigned),
        new(null, AgreementAction.Import, LifecycleState.Signed),
        new(null, AgreementAction.Import, LifecycleState.Terminated),
        new(null, AgreementAction.Import, LifecycleState.Cancelled),

        new(LifecycleState.Draft, AgreementAction.Submit, LifecycleState.InReview),
        new(LifecycleState.Draft, AgreementAction.Cancel, LifecycleState.Cancelled),
        new(LifecycleState.Draft, AgreementAction.Delete, null),

        new(LifecycleState.InReview, AgreementAction.Return, LifecycleState.Draft),
        new(LifecycleState.InReview, AgreementAction.Approve, LifecycleState.Approved),
        new(LifecycleState.InReview, AgreementAction.Cancel, LifecycleState.Cancelled),

        new(LifecycleState.Approved, AgreementAction.Sign, LifecycleState.PartiallySigned),
        new(LifecycleState.Approved, AgreementAction.Cancel, LifecycleState.Cancelled),

        new(LifecycleState.PartiallySigned, AgreementAction.Sign, LifecycleState.Signed),
        new(LifecycleState.PartiallySigned, AgreementAction.Cancel, LifecycleState.Cancelled),

        new(LifecycleState.Signed, AgreementAction.Terminate, LifecycleState.Terminated),
        new(LifecycleState.Signed, AgreementAction.Amend, LifecycleState.Signed),
        new(LifecycleState.Signed, AgreementAction.OpenRenewal, LifecycleState.Signed),
    ];

    // Every representation asks for them.
    private static readonly AgreementAction[][] ActionsByState =
        [.. Enum.GetValues<LifecycleState>().Select(state => Table.Where(row => row.From == state).Select(row => row.Action).ToArray())];

    /// <summary>The row for an action in a state, or null where the action is not allowed.</summary>
    public static Transition? Find(LifecycleState from, AgreementAction action) => Table.SingleOrDefault(row => row.From == from && row.Action == action);

    /// <summary>What can be done in a state, in the order of the table.</summary>
    public static IReadOnlyList<AgreementAction> ActionsFrom(LifecycleState from) => ActionsByState[(int)from];
}
