namespace Agreements.Client;

/// <summary>
/// Tenggat: a day by which somebody must act. It follows from the facts; when the day moves, this one is superseded and another one opened.
/// </summary>
public sealed record Deadline
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public required int Version { get; init; }

    /// <summary>What must be done.</summary>
    public required DeadlineKind Kind { get; init; }

    /// <summary>Where it stands on the day it is judged by; an acknowledgement holds to its day and never beyond the due date.</summary>
    public required DeadlineState State { get; init; }

    /// <summary>Whether its day has passed and nobody has done it.</summary>
    public required bool Overdue { get; init; }

    /// <summary>The day by which it must be done, whatever day of the week that is.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The last day up to the due date on which government offices work: the due date itself where they work on it.</summary>
    public required DateOnly LastWorkDayBefore { get; init; }

    /// <summary>Days from the day it is judged by to the due date: 0 on that day, negative after it.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>The day it is judged by: the one asked for, or today in its zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>IANA zone in which it is judged.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Kemendagri code of the local government that it concerns.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>Who must act: whoever looks after the agreement or renewal, or is responsible for the follow-up or activity.</summary>
    public required string? Owner { get; init; }

    /// <summary>What it is about: the subject of the agreement, what the meeting agreed on, or the activity.</summary>
    public required string? About { get; init; }

    /// <summary>The agreement that it is about.</summary>
    public required Guid? AgreementId { get; init; }

    /// <summary>The renewal that it belongs to.</summary>
    public required Guid? RenewalId { get; init; }

    /// <summary>The stage of that renewal.</summary>
    public required RenewalStage? Stage { get; init; }

    /// <summary>The meeting that it comes from.</summary>
    public required Guid? MeetingId { get; init; }

    /// <summary>The follow-up of that meeting.</summary>
    public required Guid? FollowUpId { get; init; }

    /// <summary>The year that a work plan is missing for.</summary>
    public required int? Year { get; init; }

    /// <summary>The work plan that an activity belongs to.</summary>
    public required Guid? WorkPlanId { get; init; }

    /// <summary>That activity.</summary>
    public required Guid? ActivityId { get; init; }

    /// <summary>That somebody said that they are at it; the latest.</summary>
    public required Acknowledgement? Acknowledgement { get; init; }

    /// <summary>When it came to be, in UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was met or superseded, in UTC.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>That somebody is at it.</summary>
public sealed record Acknowledgement
{
    /// <summary>What they say.</summary>
    public required string Note { get; init; }

    /// <summary>Last day on which it holds.</summary>
    public required DateOnly SnoozeUntil { get; init; }

    /// <summary>When they said so, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    public required string By { get; init; }
}

/// <summary>One page of deadlines, with the day that they were judged by.</summary>
public sealed record DeadlinePage : IPage<Deadline>
{
    /// <summary>The rows, in the order of the list.</summary>
    public required IReadOnlyList<Deadline> Items { get; init; }

    /// <summary>Opaque cursor to pass as <c>after</c> for the next page; null on the last one.</summary>
    public required string? Next { get; init; }

    /// <summary>The day asked for; null for today.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Today's date in each zone, by which the deadlines were judged; null when a day was asked for.</summary>
    public required IReadOnlyDictionary<string, DateOnly>? Today { get; init; }

    /// <summary>What the answer assumed because the caller did not say.</summary>
    public required AppliedDefaults AppliedDefaults { get; init; }
}

/// <summary>Says that somebody is at it, until a day that is not past the due date. What is overdue waits for the deed itself.</summary>
public sealed record AcknowledgeDeadline
{
    /// <summary>What is being done about it.</summary>
    public required string Note { get; init; }

    /// <summary>Last day on which the acknowledgement holds; the due date when left out. From 1945-08-17 to 2199-12-31.</summary>
    public DateOnly? SnoozeUntil { get; init; }
}
