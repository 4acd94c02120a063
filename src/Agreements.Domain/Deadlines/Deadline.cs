using Agreements.Domain.Reminders;

namespace Agreements.Domain.Deadlines;

/// <summary>What somebody must do by a deadline.</summary>
public enum DeadlineKind
{
    /// <summary>Have a signed successor before the agreement ends.</summary>
    Expiry,

    /// <summary>Tell the other party that the agreement is to be renewed, as its renewal clause asks.</summary>
    RenewalNotice,

    /// <summary>Bring a stage of a renewal to its end.</summary>
    RenewalStage,

    /// <summary>Do what a meeting agreed on.</summary>
    FollowUp,

    /// <summary>Have a signed work plan before the year, or the term, begins.</summary>
    WorkPlan,

    /// <summary>Carry out an activity of a signed work plan.</summary>
    Activity,
}

/// <summary>Where a deadline stands, as it is stored.</summary>
public enum DeadlineState
{
    /// <summary>Somebody must act.</summary>
    Open,

    /// <summary>Somebody says that they are at it; holds no longer than to the day that they named, or to the due date.</summary>
    Acknowledged,

    /// <summary>What was due is done.</summary>
    Met,

    /// <summary>The date was moved, or nothing is due any more.</summary>
    Superseded,
}

/// <summary>That somebody is at it.</summary>
/// <param name="Note">What they say.</param>
/// <param name="Until">Last day on which it holds.</param>
/// <param name="At">When they said so.</param>
/// <param name="By">Who.</param>
public sealed record Acknowledgement(string Note, DateOnly Until, DateTimeOffset At, string By);

/// <summary>
/// A date by which somebody must act. It follows from the facts: when a date moves, the deadline is superseded and another one opened, so nothing that was
/// said or sent about the old date passes for the new one.
/// </summary>
public sealed partial class Deadline
{
    /// <summary>Longest note, in characters.</summary>
    public const int NoteMaxLength = 2000;

    // Room is left for the changes that follow.
    private const int LatestFirstSequence = int.MaxValue / 2;

    private static readonly DateTimeOffset SequenceEpoch = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private Deadline()
    {
    }

    internal Deadline(Guid id, Due due, Deadline? before, DateTimeOffset at)
    {
        Sequence = Math.Max(FirstSequenceAt(at), before is null ? 0 : before.Sequence + 1);
        (Id, Version, Key, Kind, DueOn, OpenedAt, UpdatedAt) = (id, 1, due.Key, due.Kind, due.DueOn, at, at);
        (AgreementId, RenewalId, Stage, MeetingId, FollowUpId) = (due.AgreementId, due.RenewalId, due.Stage, due.MeetingId, due.FollowUpId);
        (Year, WorkPlanId, ActivityId) = (due.Year, due.WorkPlanId, due.ActivityId);
        (RegionCode, TimeZone, Owner, About, RemindersHeld) = (due.RegionCode, due.TimeZone, due.Owner, due.About, due.IsDoubtful);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; }

    /// <summary>
    /// Raised by every change that a calendar shows, and higher than that of any deadline with the same key before it: a calendar that knows the day by its key takes
    /// a moved date for a later word about the same thing.
    /// </summary>
    public int Sequence { get; private set; }

    /// <summary>What it is about, whatever its date: of all with one key, one is live at most.</summary>
    public string Key { get; private init; } = "";

    /// <summary>What must be done.</summary>
    public DeadlineKind Kind { get; private init; }

    /// <summary>The day by which it must be done.</summary>
    public DateOnly DueOn { get; private init; }

    /// <summary>The agreement that it is about.</summary>
    public Guid? AgreementId { get; private set; }

    /// <summary>The renewal that it belongs to.</summary>
    public Guid? RenewalId { get; private init; }

    /// <summary>The stage of that renewal.</summary>
    public Renewals.RenewalStage? Stage { get; private init; }

    /// <summary>The meeting that it comes from.</summary>
    public Guid? MeetingId { get; private init; }

    /// <summary>The follow-up of that meeting.</summary>
    public Guid? FollowUpId { get; private init; }

    /// <summary>The year that a work plan is missing for.</summary>
    public int? Year { get; private init; }

    /// <summary>The work plan that an activity belongs to.</summary>
    public Guid? WorkPlanId { get; private init; }

    /// <summary>That activity.</summary>
    public Guid? ActivityId { get; private init; }

    /// <summary>The local government that it concerns.</summary>
    public string RegionCode { get; private init; } = "";

    /// <summary>Zone in which it is judged.</summary>
    public string TimeZone { get; private init; } = "";

    /// <summary>Who must act.</summary>
    public string? Owner { get; private set; }

    /// <summary>What it is about, in words.</summary>
    public string? About { get; private set; }

    /// <summary>Whether it is over: met or superseded.</summary>
    public DeadlineState? ClosedAs { get; private set; }

    /// <summary>That somebody is at it.</summary>
    public Acknowledgement? Acknowledgement { get; private set; }

    /// <summary>When it came to be.</summary>
    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>When it was over.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Whether somebody must still act.</summary>
    public bool IsLive => ClosedAs is null;

    /// <summary>Where it stands on a day. An acknowledgement never holds beyond the due date.</summary>
    public DeadlineState StateOn(DateOnly day) => ClosedAs ?? (day <= Acknowledgement?.Until ? DeadlineState.Acknowledged : DeadlineState.Open);

    /// <summary>Whether its day has passed and nobody has done it.</summary>
    public bool IsOverdueOn(DateOnly day) => IsLive && day > DueOn;

    /// <summary>Notes that somebody is at it, until a day that is not past the due date.</summary>
    /// <param name="id">Version-7 id of the acknowledgement.</param>
    /// <param name="note">What they say.</param>
    /// <param name="snoozeUntil">Last day on which it holds; the due date when left out.</param>
    /// <param name="today">The date in its zone.</param>
    /// <param name="ladder">The ladder of its kind: its reminders stay silent for as long.</param>
    /// <param name="authorship">Who, and when.</param>
    public DeadlineAcknowledgement Acknowledge(Guid id, string note, DateOnly? snoozeUntil, DateOnly today, ReminderLadder ladder, Authorship authorship)
    {
        if (!IsLive)
        {
            throw new RuleViolationException("deadline.closed", ("state", ClosedAs));
        }

        if (IsOverdueOn(today))
        {
            throw new RuleViolationException("deadline.overdue", ("dueOn", DueOn));
        }

        if (snoozeUntil > DueOn)
        {
            throw new InvalidInputException(new InputFault("snoozeUntil", "deadline.snoozed-past-due", DueOn));
        }

        if (snoozeUntil < today)
        {
            throw new InvalidInputException(new InputFault("snoozeUntil", "deadline.snoozed-into-past", today));
        }

        Acknowledgement = new Acknowledgement(note, snoozeUntil ?? DueOn, authorship.At, authorship.By);
        Arm(ladder);
        Touch(authorship.At);
        return new DeadlineAcknowledgement(id, this, Acknowledgement);
    }

    internal void Close(DeadlineState state, DateTimeOffset at)
    {
        (ClosedAs, ClosedAt) = (state, at);
        (RemindOn, RemindNotBefore) = (null, null);
        Touch(at);
    }

    internal void KeepUpWith(Due due, DateTimeOffset at)
    {
        if (RemindersHeld != due.IsDoubtful)
        {
            (RemindersHeld, Sequence) = (due.IsDoubtful, Sequence + 1);
        }

        if ((Owner, About, AgreementId) != (due.Owner, due.About, due.AgreementId))
        {
            (Owner, About, AgreementId) = (due.Owner, due.About, due.AgreementId);
            Touch(at);
        }
    }

    private void Touch(DateTimeOffset at)
    {
        Version++;
        Sequence++;
        UpdatedAt = at;
    }

    // Seconds, so that what is opened anew after it was over comes after what was said then, without anybody having to remember it. They last until 2059.
    private static int FirstSequenceAt(DateTimeOffset at) => (int)Math.Clamp((at - SequenceEpoch).TotalSeconds, 0, LatestFirstSequence);
}

/// <summary>An acknowledgement as it was given. Each is kept, also after another one took its place.</summary>
public sealed class DeadlineAcknowledgement
{
    private DeadlineAcknowledgement()
    {
    }

    internal DeadlineAcknowledgement(Guid id, Deadline deadline, Acknowledgement said)
    {
        (Id, DeadlineId, AgreementId, RegionCode) = (id, deadline.Id, deadline.AgreementId, deadline.RegionCode);
        (Note, Until, At, By) = (said.Note, said.Until, said.At, said.By);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The deadline.</summary>
    public Guid DeadlineId { get; private init; }

    /// <summary>The agreement that the deadline is about.</summary>
    public Guid? AgreementId { get; private init; }

    /// <summary>The local government that the deadline concerns.</summary>
    public string RegionCode { get; private init; } = "";

    /// <inheritdoc cref="Acknowledgement.Note"/>
    public string Note { get; private init; } = "";

    /// <inheritdoc cref="Acknowledgement.Until"/>
    public DateOnly Until { get; private init; }

    /// <inheritdoc cref="Acknowledgement.At"/>
    public DateTimeOffset At { get; private init; }

    /// <inheritdoc cref="Acknowledgement.By"/>
    public string By { get; private init; } = "";
}
