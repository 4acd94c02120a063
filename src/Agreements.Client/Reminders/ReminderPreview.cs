namespace Agreements.Client;

/// <summary>The days whose reminders to list.</summary>
public sealed record PreviewReminders
{
    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day; at most 366 days in all.</summary>
    public required DateOnly To { get; init; }
}

/// <summary>A reminder that goes out on a day to come, as things stand now.</summary>
public sealed record ReminderPreview
{
    /// <summary>The id that the reminder will have.</summary>
    public required Guid Id { get; init; }

    /// <summary>The deadline.</summary>
    public required Guid DeadlineId { get; init; }

    /// <summary>What must be done.</summary>
    public required DeadlineKind Kind { get; init; }

    /// <summary>The day on which it goes out: its fire date, or the day after one until which the deadline is snoozed.</summary>
    public required DateOnly GoesOutOn { get; init; }

    /// <summary>The due date less the offset.</summary>
    public required DateOnly FireOn { get; init; }

    /// <summary>Days before the due date.</summary>
    public required int Offset { get; init; }

    /// <summary>The day by which it must be done.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>How it reaches people.</summary>
    public required ReminderChannel Channel { get; init; }

    /// <summary>What it is about: the subject of the agreement, what the meeting agreed on, or the activity.</summary>
    public required string? About { get; init; }

    /// <summary>The stage of the renewal.</summary>
    public required RenewalStage? Stage { get; init; }

    /// <summary>The year that a work plan is missing for.</summary>
    public required int? Year { get; init; }

    /// <summary>Who must act.</summary>
    public required string? Owner { get; init; }

    /// <summary>The agreement that it is about.</summary>
    public required Guid? AgreementId { get; init; }

    /// <summary>Kemendagri code of the local government that it concerns.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>IANA zone in which its day begins.</summary>
    public required string TimeZone { get; init; }
}
