using Agreements.Domain.Deadlines;

namespace Agreements.Domain.Reminders;

/// <summary>Where a rung of a deadline stands at an instant.</summary>
public enum ReminderStanding
{
    /// <summary>Its day has come and whoever claims next gets it.</summary>
    Due,

    /// <summary>Somebody has it in hand, and their lease is not over.</summary>
    Claimed,

    /// <summary>It was delivered.</summary>
    Delivered,

    /// <summary>It could not be delivered: it rests until it is tried again, or is given up.</summary>
    Failed,

    /// <summary>A more urgent one of the same deadline took its place.</summary>
    Collapsed,

    /// <summary>It was claimed and not delivered, and nobody is to be reminded of its deadline now: that is closed, or acknowledged, or to be confirmed first.</summary>
    Withdrawn,
}

/// <summary>A reminder with its deadline.</summary>
public sealed record RemindedDeadline
{
    /// <summary>The reminder.</summary>
    public required Reminder Reminder { get; init; }

    /// <summary>The deadline.</summary>
    public required Deadline Deadline { get; init; }

    /// <summary>Where it stands. Only what is still to be delivered depends on the instant.</summary>
    /// <param name="ladder">The ladder of the deadline's kind.</param>
    /// <param name="today">The date in its zone.</param>
    /// <param name="at">The instant.</param>
    public ReminderStanding StandingAt(ReminderLadder ladder, DateOnly today, DateTimeOffset at)
    {
        if (!Reminder.IsPending)
        {
            return Reminder.State switch
            {
                ReminderState.Delivered => ReminderStanding.Delivered,
                ReminderState.Failed => ReminderStanding.Failed,
                _ => ReminderStanding.Collapsed,
            };
        }

        if (Deadline.RestsAt(Reminder.LeaseUntil, at))
        {
            return ReminderStanding.Claimed;
        }

        if (!Deadline.IsReminderDueOn(today))
        {
            return ReminderStanding.Withdrawn;
        }

        if (Deadline.RestsAt(Reminder.RetryAt, at))
        {
            return ReminderStanding.Failed;
        }

        return ladder.Current(Deadline.DueOn, Deadline.RemindedOffset, today) == Reminder.Offset ? ReminderStanding.Due : ReminderStanding.Collapsed;
    }
}
