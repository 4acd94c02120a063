using Agreements.Domain.Deadlines;

namespace Agreements.Domain.Reminders;

/// <summary>How a reminder reaches people.</summary>
public enum ReminderChannel
{
    /// <summary>By electronic mail.</summary>
    Email,
}

/// <summary>What has become of a reminder, as it is stored.</summary>
public enum ReminderState
{
    /// <summary>Somebody has it in hand, or had when their lease ended.</summary>
    Claimed,

    /// <summary>It was delivered.</summary>
    Delivered,

    /// <summary>It could not be delivered: it is tried again, or given up.</summary>
    Failed,

    /// <summary>A more urgent one of the same deadline took its place.</summary>
    Collapsed,
}

/// <summary>What came of an attempt.</summary>
public enum DeliveryOutcome
{
    /// <summary>It was sent.</summary>
    Delivered,

    /// <summary>It could not be sent.</summary>
    Failed,
}

/// <summary>That somebody has reminders in hand for a while.</summary>
/// <param name="Claim">Version-7 id, by which they report.</param>
/// <param name="Worker">Who they say they are.</param>
/// <param name="At">Since when.</param>
/// <param name="Until">Until when; afterwards others may claim the same.</param>
public sealed record Lease(Guid Claim, string Worker, DateTimeOffset At, DateTimeOffset Until)
{
    /// <summary>The shortest, in seconds.</summary>
    public const int MinSeconds = 10;

    /// <summary>The longest, in seconds.</summary>
    public const int MaxSeconds = 3600;

    /// <summary>The most reminders of a claim.</summary>
    public const int MaxReminders = 200;
}

/// <summary>What somebody who claimed a reminder says about it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Channel">How it was sent.</param>
/// <param name="Detail">More about it.</param>
public sealed record DeliveryReport(Guid Claim, DeliveryOutcome Outcome, ReminderChannel Channel, string? Detail);

/// <summary>
/// One rung of the ladder of a deadline, from when it is first claimed, or passed over for a more urgent one. Of each deadline, due date, offset and channel there
/// is one, so that nothing is sent again that was reported delivered.
/// </summary>
public sealed class Reminder
{
    private Reminder()
    {
    }

    /// <summary>A rung that is about to be claimed or left out.</summary>
    /// <param name="deadline">The deadline.</param>
    /// <param name="offset">Days before its due date.</param>
    /// <param name="at">When.</param>
    public Reminder(Deadline deadline, int offset, DateTimeOffset at)
    {
        (DeadlineId, AgreementId, RegionCode, TimeZone) = (deadline.Id, deadline.AgreementId, deadline.RegionCode, deadline.TimeZone);
        (Kind, DueOn, Offset, FireOn) = (deadline.Kind, deadline.DueOn, offset, ReminderLadder.FireOn(deadline.DueOn, offset));
        Channel = ReminderChannel.Email;
        (Id, State, UpdatedAt) = (ReminderId.Of(deadline.Id, deadline.DueOn, offset, Channel), ReminderState.Collapsed, at);
    }

    /// <summary>See <see cref="ReminderId"/>.</summary>
    public Guid Id { get; private init; }

    /// <summary>Raised by every change; 0 until it is claimed or left out.</summary>
    public int Version { get; private set; }

    /// <summary>The deadline.</summary>
    public Guid DeadlineId { get; private init; }

    /// <summary>The agreement that the deadline was about when the reminder came to be.</summary>
    public Guid? AgreementId { get; private init; }

    /// <summary>The local government that it concerns.</summary>
    public string RegionCode { get; private init; } = "";

    /// <summary>Zone in which its day is judged.</summary>
    public string TimeZone { get; private init; } = "";

    /// <summary>What must be done.</summary>
    public DeadlineKind Kind { get; private init; }

    /// <summary>By when.</summary>
    public DateOnly DueOn { get; private init; }

    /// <summary>Days before the due date.</summary>
    public int Offset { get; private init; }

    /// <summary>The day from which on it is due.</summary>
    public DateOnly FireOn { get; private init; }

    /// <summary>How it reaches people.</summary>
    public ReminderChannel Channel { get; private init; }

    /// <summary>What has become of it.</summary>
    public ReminderState State { get; private set; }

    /// <summary>The claim that has it, or had it last; null where a more urgent reminder took its place.</summary>
    public Guid? Claim { get; private set; }

    /// <summary>Who that is.</summary>
    public string? Worker { get; private set; }

    /// <summary>Until when nobody else may claim it.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>How often it was claimed.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often it was reported as failed.</summary>
    public int Failures { get; private set; }

    /// <summary>From when on it is tried again; null where it did not fail, or is given up.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <summary>When its delivery was reported.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>When it was first claimed.</summary>
    public DateTimeOffset? FirstClaimedAt { get; private set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Whether it is still to be delivered, by whoever has it in hand or by the next to claim it.</summary>
    public bool IsPending => State == ReminderState.Claimed || (State == ReminderState.Failed && RetryAt is not null);

    /// <summary>Puts it into somebody's hands, and keeps the deadline from being claimed by others meanwhile.</summary>
    /// <param name="id">Version-7 id of the attempt.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="deadline">Its deadline.</param>
    public ReminderAttempt Take(Guid id, Lease lease, Deadline deadline)
    {
        if (State == ReminderState.Delivered)
        {
            throw new InvalidOperationException($"The reminder {Id} was delivered.");
        }

        (State, Claim, Worker, LeaseUntil, RetryAt) = (ReminderState.Claimed, lease.Claim, lease.Worker, lease.Until, null);
        FirstClaimedAt ??= lease.At;
        Attempts++;
        Touch(lease.At);
        deadline.RestReminders(lease.Until);
        return new ReminderAttempt(id, Id, lease);
    }

    /// <summary>Leaves it out for a more urgent one.</summary>
    public void Collapse(DateTimeOffset at)
    {
        if (IsPending || Version == 0)
        {
            (State, Claim, Worker, LeaseUntil, RetryAt) = (ReminderState.Collapsed, null, null, null, null);
            Touch(at);
        }
    }

    /// <summary>
    /// Takes down what came of an attempt, and moves the deadline on. The same report once more changes nothing. What was sent counts whoever has the reminder
    /// now: it is not to be sent again.
    /// </summary>
    /// <param name="attempt">The attempt of the claim that reports; null where it never had the reminder.</param>
    /// <param name="report">What came of it.</param>
    /// <param name="deadline">Its deadline.</param>
    /// <param name="ladder">The ladder of the deadline's kind.</param>
    /// <param name="backOff">How often it is tried.</param>
    /// <param name="at">When.</param>
    public void Report(ReminderAttempt? attempt, DeliveryReport report, Deadline deadline, ReminderLadder ladder, BackOff backOff, DateTimeOffset at)
    {
        if (attempt is null)
        {
            throw new RuleViolationException("reminder.claim-unknown", ("claim", report.Claim));
        }

        if (attempt.Outcome is { } said)
        {
            if (said != report.Outcome)
            {
                throw new RuleViolationException("reminder.already-reported", ("outcome", said), ("reportedAt", attempt.ReportedAt));
            }

            return;
        }

        if (State == ReminderState.Delivered)
        {
            throw new RuleViolationException("reminder.already-delivered", ("claim", Claim), ("deliveredAt", DeliveredAt));
        }

        if (report.Outcome == DeliveryOutcome.Failed && (Claim != report.Claim || State != ReminderState.Claimed))
        {
            throw new RuleViolationException("reminder.claim-lost", ("leaseUntil", attempt.LeaseUntil));
        }

        attempt.Say(report, at);
        if (report.Outcome == DeliveryOutcome.Delivered)
        {
            Deliver(report.Claim, attempt.Worker, deadline, ladder, at);
        }
        else
        {
            Fail(deadline, ladder, backOff, at);
        }

        Touch(at);
    }

    // One that was collapsed rests no more: the deadline rests for the one that took its place.
    private void Deliver(Guid claim, string worker, Deadline deadline, ReminderLadder ladder, DateTimeOffset at)
    {
        deadline.SettleReminder(Offset, ladder, wasResting: IsPending);
        (State, Claim, Worker, LeaseUntil, RetryAt, DeliveredAt) = (ReminderState.Delivered, claim, worker, null, null, at);
    }

    private void Fail(Deadline deadline, ReminderLadder ladder, BackOff backOff, DateTimeOffset at)
    {
        Failures++;
        (State, LeaseUntil, RetryAt) = (ReminderState.Failed, null, at + backOff.After(Failures));
        if (RetryAt is { } again)
        {
            deadline.RestReminders(again);
        }
        else
        {
            deadline.SettleReminder(Offset, ladder, wasResting: true);
        }
    }

    private void Touch(DateTimeOffset at)
    {
        Version++;
        UpdatedAt = at;
    }
}

/// <summary>That somebody had a reminder in hand, and what they said about it. Each is kept.</summary>
public sealed class ReminderAttempt
{
    /// <summary>Longest name of a worker, in characters.</summary>
    public const int WorkerMaxLength = 100;

    /// <summary>Longest detail, in characters.</summary>
    public const int DetailMaxLength = 2000;

    private ReminderAttempt()
    {
    }

    internal ReminderAttempt(Guid id, Guid reminderId, Lease lease)
    {
        (Id, ReminderId, Claim, Worker) = (id, reminderId, lease.Claim, lease.Worker);
        (ClaimedAt, LeaseUntil) = (lease.At, lease.Until);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The reminder.</summary>
    public Guid ReminderId { get; private init; }

    /// <summary>The claim; of a reminder each has one attempt.</summary>
    public Guid Claim { get; private init; }

    /// <summary>Who claimed it.</summary>
    public string Worker { get; private init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset ClaimedAt { get; private init; }

    /// <summary>Until when it was theirs alone.</summary>
    public DateTimeOffset LeaseUntil { get; private init; }

    /// <summary>What came of it; null where they have not said.</summary>
    public DeliveryOutcome? Outcome { get; private set; }

    /// <summary>How it was sent.</summary>
    public ReminderChannel? Channel { get; private set; }

    /// <summary>More about it.</summary>
    public string? Detail { get; private set; }

    /// <summary>When they said so.</summary>
    public DateTimeOffset? ReportedAt { get; private set; }

    internal void Say(DeliveryReport report, DateTimeOffset at) => (Outcome, Channel, Detail, ReportedAt) = (report.Outcome, report.Channel, report.Detail, at);
}
