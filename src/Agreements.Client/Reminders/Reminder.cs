namespace Agreements.Client;

/// <summary>Pengingat: one rung of the ladder of a deadline, which is due so many days before the due date.</summary>
public record ListedReminder
{
    /// <summary>
    /// UUID of version 7 that follows from the deadline, the due date, the offset and the channel: a rung has it before it is claimed and keeps it however often it is, so that a
    /// message that bears it can be told from another one.
    /// </summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1; 0 while nobody has claimed it.</summary>
    public required int Version { get; init; }

    /// <summary>Where it stands now.</summary>
    public required ReminderStanding State { get; init; }

    /// <summary>The deadline.</summary>
    public required Guid DeadlineId { get; init; }

    /// <summary>The agreement that the deadline is about.</summary>
    public required Guid? AgreementId { get; init; }

    /// <summary>What must be done.</summary>
    public required DeadlineKind Kind { get; init; }

    /// <summary>The day by which it must be done.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>So many days before that day it is due.</summary>
    public required int Offset { get; init; }

    /// <summary>The day from which on it is due, in its zone.</summary>
    public required DateOnly FireOn { get; init; }

    /// <summary>How it reaches people.</summary>
    public required ReminderChannel Channel { get; init; }

    /// <summary>What the deadline is about, in words.</summary>
    public required string? About { get; init; }

    /// <summary>Who must act.</summary>
    public required string? Owner { get; init; }

    /// <summary>Kemendagri code of the local government that it concerns.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>IANA zone in which its day is judged.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The claim that has it, had it last, or delivered it.</summary>
    public required Guid? Claim { get; init; }

    /// <summary>Who that is, as they called themselves.</summary>
    public required string? Worker { get; init; }

    /// <summary>Until when nobody else can claim it, in UTC.</summary>
    public required DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>How often it was claimed.</summary>
    public required int AttemptCount { get; init; }

    /// <summary>How often it was reported as failed.</summary>
    public required int FailureCount { get; init; }

    /// <summary>From when on it is tried again, in UTC; null for one that did not fail, and for one that is given up.</summary>
    public required DateTimeOffset? RetryAt { get; init; }

    /// <summary>When it was first claimed, in UTC.</summary>
    public required DateTimeOffset? FirstClaimedAt { get; init; }

    /// <summary>When its delivery was reported, in UTC.</summary>
    public required DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When it was last changed, in UTC; null while nobody has claimed it.</summary>
    public required DateTimeOffset? UpdatedAt { get; init; }
}

/// <summary>A reminder with everybody who had it in hand, and what they said.</summary>
public sealed record Reminder : ListedReminder
{
    /// <summary>The attempts, the latest first, 200 at most.</summary>
    public required IReadOnlyList<ReminderAttempt> Attempts { get; init; }
}

/// <summary>That somebody had a reminder in hand, and what they said.</summary>
public sealed record ReminderAttempt
{
    /// <summary>The claim.</summary>
    public required Guid Claim { get; init; }

    /// <summary>Who claimed it, as they called themselves.</summary>
    public required string Worker { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>Until when it was theirs alone, in UTC.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>What came of it; null where they have not said.</summary>
    public required DeliveryOutcome? Outcome { get; init; }

    /// <summary>More about it.</summary>
    public required string? Detail { get; init; }

    /// <summary>When they said so, in UTC.</summary>
    public required DateTimeOffset? ReportedAt { get; init; }
}

/// <summary>Which reminders to list; what is left out does not narrow the list.</summary>
public sealed record ReminderFilter
{
    /// <summary>What has become of them; those that are due when left out.</summary>
    public ReminderStanding? State { get; init; }

    /// <summary>What has to be done.</summary>
    public IReadOnlyList<DeadlineKind>? Kind { get; init; }

    /// <summary>Kemendagri codes: exactly these regions.</summary>
    public IReadOnlyList<string>? RegionCode { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Of this agreement.</summary>
    public Guid? AgreementId { get; init; }

    /// <summary>Of this deadline.</summary>
    public Guid? DeadlineId { get; init; }
}
