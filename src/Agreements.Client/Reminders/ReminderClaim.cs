namespace Agreements.Client;

/// <summary>Takes reminders that are due in hand for a while. Whoever delivers them says so; what nobody says anything about is due again afterwards.</summary>
public sealed record ClaimReminders
{
    /// <summary>Who takes them, for whoever looks at the health of the job: 1–100 characters.</summary>
    public required string Worker { get; init; }

    /// <summary>How many at most, 1–200; 50 when left out.</summary>
    public int? Limit { get; init; }

    /// <summary>For how many seconds they are kept from others, 10–3600; 300 when left out.</summary>
    public int? LeaseSeconds { get; init; }
}

/// <summary>Reminders that are in the caller's hands.</summary>
public sealed record ReminderClaim
{
    /// <summary>Version-7 UUID, by which the caller reports what came of each.</summary>
    public required Guid Claim { get; init; }

    /// <summary>Until when nobody else gets them, in UTC.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>The reminders, the one that waited longest first; none where nothing is due.</summary>
    public required IReadOnlyList<ClaimedReminder> Items { get; init; }
}

/// <summary>A reminder to be sent, with what a message says and whom it goes to.</summary>
public sealed record ClaimedReminder
{
    /// <summary>The same whenever it is claimed again: make the message's id from it, so that one that was sent twice is known as the same.</summary>
    public required Guid Id { get; init; }

    /// <summary>The deadline.</summary>
    public required Guid DeadlineId { get; init; }

    /// <summary>What a calendar entry of the day is known by (<c>UID</c> of RFC 5545): the same in calendar feeds, and when the day moves.</summary>
    public required string CalendarUid { get; init; }

    /// <summary>The revision of that entry (<c>SEQUENCE</c>): the higher one is the later word.</summary>
    public required int CalendarSequence { get; init; }

    /// <summary>What must be done.</summary>
    public required DeadlineKind Kind { get; init; }

    /// <summary>The day by which it must be done.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>So many days before that day it became due.</summary>
    public required int Offset { get; init; }

    /// <summary>The day from which on it is due, in its zone.</summary>
    public required DateOnly FireOn { get; init; }

    /// <summary>How it is to be sent.</summary>
    public required ReminderChannel Channel { get; init; }

    /// <summary>How often it was claimed, this time included: from the second time on it may have been sent before.</summary>
    public required int Attempt { get; init; }

    /// <summary>Whether the due date has passed in its zone.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>Days from today in its zone to the due date: 0 on that day, negative after it.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>What the deadline is about, in words.</summary>
    public required string? About { get; init; }

    /// <summary>The stage of the renewal that the deadline belongs to.</summary>
    public required RenewalStage? Stage { get; init; }

    /// <summary>The year that a work plan is missing for.</summary>
    public required int? Year { get; init; }

    /// <summary>Kemendagri code of the local government that it concerns.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>IANA zone in which its days are judged.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Who must act.</summary>
    public required string? Owner { get; init; }

    /// <summary>The agreement that the deadline is about; null where it is about none in particular.</summary>
    public required RemindedAgreement? Agreement { get; init; }

    /// <summary>Whom to tell, ordered by address, each address once; empty where nobody is known: report it as failed then, and say so.</summary>
    public required IReadOnlyList<Recipient> Recipients { get; init; }
}

/// <summary>What a message says of an agreement.</summary>
public sealed record RemindedAgreement
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the instrument calls itself.</summary>
    public required AgreementKind Kind { get; init; }

    /// <summary>Title as printed.</summary>
    public required string? Title { get; init; }

    /// <summary>What it is about.</summary>
    public required string? Subject { get; init; }

    /// <summary>Who looks after it.</summary>
    public required string? Owner { get; init; }

    /// <summary>First day of the term.</summary>
    public required DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day of the term, included.</summary>
    public required DateOnly? EffectiveUntil { get; init; }

    /// <summary>The local government's number, as printed.</summary>
    public required string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan, as printed.</summary>
    public required string? BpjsNumber { get; init; }

    /// <summary>Name of the office of BPJS Kesehatan.</summary>
    public required string? BpjsOfficeName { get; init; }

    /// <summary>The number of participants by its terms as amended, where it is known.</summary>
    public required int? ParticipantQuota { get; init; }
}

/// <summary>An office to tell.</summary>
public sealed record Recipient
{
    /// <summary>What they are called; the address itself where nobody said.</summary>
    public required string Name { get; init; }

    /// <summary>Its functional mailbox.</summary>
    public required string Email { get; init; }

    /// <summary>The language it is written to in.</summary>
    public required ContactLanguage Language { get; init; }
}

/// <summary>Says what became of a reminder that was claimed.</summary>
public sealed record ReportDelivery
{
    /// <summary>The claim that the reminder came with.</summary>
    public required Guid Claim { get; init; }

    /// <summary>Whether it was delivered.</summary>
    public required DeliveryOutcome Outcome { get; init; }

    /// <summary>What it went out by, as the reminder says.</summary>
    public required ReminderChannel Channel { get; init; }

    /// <summary>Why it failed, or what the mail server said: at most 2000 characters, and nobody's personal numbers.</summary>
    public string? Detail { get; init; }
}
