using Agreements.Domain.Reminders;

namespace Agreements.Domain.Deadlines;

/// <content>How far its reminders are. None of it changes what people read about the deadline, nor its version.</content>
public sealed partial class Deadline
{
    /// <summary>The most urgent rung that was settled: delivered, given up, or left out for a more urgent one; null where none was.</summary>
    public int? RemindedOffset { get; private set; }

    /// <summary>The day from which on the next reminder is due; null where none is left, or somebody is at it until the due date.</summary>
    public DateOnly? RemindOn { get; private set; }

    /// <summary>Until when its reminder rests: somebody has it in hand, or it could not be delivered.</summary>
    public DateTimeOffset? RemindNotBefore { get; private set; }

    /// <summary>Whether it stays silent because what it follows from has still to be confirmed.</summary>
    public bool RemindersHeld { get; private set; }

    /// <summary>The longest that a reminder can rest. A rest beyond it was written by a clock that ran ahead, and means nothing.</summary>
    public static TimeSpan LongestRest => BackOff.Longest;

    /// <summary>Whether a reminder of it can be claimed.</summary>
    /// <param name="today">The date in its zone.</param>
    /// <param name="at">The instant.</param>
    public bool IsReminderDueAt(DateOnly today, DateTimeOffset at) => IsReminderDueOn(today) && !RestsAt(RemindNotBefore, at);

    /// <summary>Whether there is a reminder to be sent of it, in somebody's hands or not.</summary>
    public bool IsReminderDueOn(DateOnly today) => IsLive && !RemindersHeld && RemindOn <= today;

    /// <summary>Whether what rests until an instant still does.</summary>
    public static bool RestsAt(DateTimeOffset? until, DateTimeOffset at) => until > at && until <= at + LongestRest;

    /// <summary>Sets the day of the next reminder by the ladder of its kind and by who is at it.</summary>
    public void Arm(ReminderLadder ladder)
    {
        RemindOn = IsLive && !(Acknowledgement?.Until >= DueOn) ? ladder.NextOn(DueOn, RemindedOffset) : null;
        if (Acknowledgement?.Until >= RemindOn)
        {
            RemindOn = Acknowledgement.Until.AddDays(1);
        }
    }

    internal void RestReminders(DateTimeOffset until)
    {
        if (IsLive)
        {
            RemindNotBefore = until;
        }
    }

    internal void SettleReminder(int offset, ReminderLadder ladder, bool wasResting)
    {
        if (!IsLive)
        {
            return;
        }

        RemindedOffset = Math.Min(RemindedOffset ?? offset, offset);
        RemindNotBefore = wasResting ? null : RemindNotBefore;
        Arm(ladder);
    }
}
