using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Reference;
using Agreements.Domain.Access;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Renewals;

namespace Agreements.Api.Features.Deadlines;

/// <summary>Tenggat: a day by which somebody must act. It follows from the facts; when the day moves, this one is superseded and another one opened.</summary>
public sealed record DeadlineView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    [Range(1, int.MaxValue)]
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
    [MaxLength(Meeting.SentenceMaxLength)]
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
    [Range(1, 9999)]
    public required int? Year { get; init; }

    /// <summary>The work plan that an activity belongs to.</summary>
    public required Guid? WorkPlanId { get; init; }

    /// <summary>That activity.</summary>
    public required Guid? ActivityId { get; init; }

    /// <summary>That somebody said that they are at it; the latest.</summary>
    public required AcknowledgementView? Acknowledgement { get; init; }

    /// <summary>When it came to be, in UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was met or superseded, in UTC.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    internal override Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken) =>
        reach.Covers(RegionCode) ? Task.CompletedTask : throw HttpFailureException.NotFound("deadline");

    internal static EntityTag TagOf(Deadline deadline, DateOnly day, WorkCalendar calendar) =>
        new(deadline.Version, Shown: 0, EntityTag.FingerprintOf($"{day:O} {calendar.LastUpTo(deadline.DueOn):O} {deadline.AgreementId}"));

    internal static DeadlineView Of(Deadline deadline, DateOnly day, WorkCalendar calendar) => new()
    {
        Tag = TagOf(deadline, day, calendar).ToString(),
        Id = deadline.Id,
        Version = deadline.Version,
        Kind = deadline.Kind,
        State = deadline.StateOn(day),
        Overdue = deadline.IsOverdueOn(day),
        DueOn = deadline.DueOn,
        LastWorkDayBefore = calendar.LastUpTo(deadline.DueOn),
        DaysLeft = deadline.DueOn.DayNumber - day.DayNumber,
        AsOf = day,
        TimeZone = deadline.TimeZone,
        RegionCode = deadline.RegionCode,
        RegionName = RegionCatalogue.Shipped.Get(deadline.RegionCode).Name,
        Owner = deadline.Owner,
        About = deadline.About,
        AgreementId = deadline.AgreementId,
        RenewalId = deadline.RenewalId,
        Stage = deadline.Stage,
        MeetingId = deadline.MeetingId,
        FollowUpId = deadline.FollowUpId,
        Year = deadline.Year,
        WorkPlanId = deadline.WorkPlanId,
        ActivityId = deadline.ActivityId,
        Acknowledgement = deadline.Acknowledgement is { } said ? new AcknowledgementView { Note = said.Note, SnoozeUntil = said.Until, At = said.At, By = said.By } : null,
        OpenedAt = deadline.OpenedAt,
        ClosedAt = deadline.ClosedAt,
    };
}

/// <summary>That somebody is at it.</summary>
public sealed record AcknowledgementView
{
    /// <summary>What they say.</summary>
    [MaxLength(Deadline.NoteMaxLength)]
    public required string Note { get; init; }

    /// <summary>Last day on which it holds.</summary>
    public required DateOnly SnoozeUntil { get; init; }

    /// <summary>When they said so, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string By { get; init; }
}
