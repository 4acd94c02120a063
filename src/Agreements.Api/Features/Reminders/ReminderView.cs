using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Reference;
using Agreements.Domain.Access;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Meetings;
using Agreements.Domain.Reminders;

namespace Agreements.Api.Features.Reminders;

/// <summary>Pengingat: one rung of the ladder of a deadline, which is due so many days before the due date.</summary>
public record ListedReminderView : Resource
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
    [Range(0, ReminderLadder.MaxOffset)]
    public required int Offset { get; init; }

    /// <summary>The day from which on it is due, in its zone.</summary>
    public required DateOnly FireOn { get; init; }

    /// <summary>How it reaches people.</summary>
    public required ReminderChannel Channel { get; init; }

    /// <summary>What the deadline is about, in words.</summary>
    [MaxLength(Meeting.SentenceMaxLength)]
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
    [MaxLength(ReminderAttempt.WorkerMaxLength)]
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

    internal override Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken) =>
        reach.Covers(RegionCode) ? Task.CompletedTask : throw HttpFailureException.NotFound("reminder");

    internal static ListedReminderView Of(RemindedDeadline row, ReminderStanding standing) => new()
    {
        Id = row.Reminder.Id,
        Version = row.Reminder.Version,
        State = standing,
        DeadlineId = row.Deadline.Id,
        AgreementId = row.Reminder.AgreementId,
        Kind = row.Reminder.Kind,
        DueOn = row.Reminder.DueOn,
        Offset = row.Reminder.Offset,
        FireOn = row.Reminder.FireOn,
        Channel = row.Reminder.Channel,
        About = row.Deadline.About,
        Owner = row.Deadline.Owner,
        RegionCode = row.Reminder.RegionCode,
        RegionName = RegionCatalogue.Shipped.Get(row.Reminder.RegionCode).Name,
        TimeZone = row.Reminder.TimeZone,
        Claim = row.Reminder.Claim,
        Worker = row.Reminder.Worker,
        LeaseUntil = row.Reminder.LeaseUntil,
        AttemptCount = row.Reminder.Attempts,
        FailureCount = row.Reminder.Failures,
        RetryAt = row.Reminder.RetryAt,
        FirstClaimedAt = row.Reminder.FirstClaimedAt,
        DeliveredAt = row.Reminder.DeliveredAt,
        UpdatedAt = row.Reminder.UpdatedAt,
    };

    /// <summary>A rung that nobody has claimed.</summary>
    internal static ListedReminderView OfUnclaimed(Deadline deadline, int offset)
    {
        var reminder = new Reminder(deadline, offset, deadline.UpdatedAt);
        return Of(new RemindedDeadline { Reminder = reminder, Deadline = deadline }, ReminderStanding.Due) with { UpdatedAt = null };
    }
}

/// <summary>A reminder with everybody who had it in hand, and what they said.</summary>
public sealed record ReminderView : ListedReminderView
{
    /// <summary>The most attempts that are shown.</summary>
    public const int MostAttempts = 200;

    /// <summary>For what is read back.</summary>
    [JsonConstructor]
    public ReminderView()
    {
    }

    [SetsRequiredMembers]
    private ReminderView(ListedReminderView listed)
        : base(listed) => Attempts = [];

    /// <summary>The attempts, the latest first, 200 at most.</summary>
    [JsonPropertyOrder(1)]
    [MaxLength(MostAttempts)]
    public required IReadOnlyList<ReminderAttemptView> Attempts { get; init; }

    internal static ReminderView Of(RemindedDeadline row, ReminderStanding standing, IEnumerable<ReminderAttempt> attempts) => new(ListedReminderView.Of(row, standing))
    {
        Tag = new EntityTag(row.Reminder.Version, Shown: 0, EntityTag.FingerprintOf($"{standing} {row.Deadline.Owner} {row.Deadline.About}")).ToString(),
        Attempts = [.. attempts.Select(ReminderAttemptView.Of)],
    };
}

/// <summary>That somebody had a reminder in hand, and what they said.</summary>
public sealed record ReminderAttemptView
{
    /// <summary>The claim.</summary>
    public required Guid Claim { get; init; }

    /// <summary>Who claimed it, as they called themselves.</summary>
    [MaxLength(ReminderAttempt.WorkerMaxLength)]
    public required string Worker { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>Until when it was theirs alone, in UTC.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>What came of it; null where they have not said.</summary>
    public required DeliveryOutcome? Outcome { get; init; }

    /// <summary>More about it.</summary>
    [MaxLength(ReminderAttempt.DetailMaxLength)]
    public required string? Detail { get; init; }

    /// <summary>When they said so, in UTC.</summary>
    public required DateTimeOffset? ReportedAt { get; init; }

    internal static ReminderAttemptView Of(ReminderAttempt attempt) => new()
    {
        Claim = attempt.Claim,
        Worker = attempt.Worker,
        ClaimedAt = attempt.ClaimedAt,
        LeaseUntil = attempt.LeaseUntil,
        Outcome = attempt.Outcome,
        Detail = attempt.Detail,
        ReportedAt = attempt.ReportedAt,
    };
}
