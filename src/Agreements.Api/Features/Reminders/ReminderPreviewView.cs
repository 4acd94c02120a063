using System.ComponentModel.DataAnnotations;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Meetings;
using Agreements.Domain.Reminders;
using Agreements.Domain.Renewals;

namespace Agreements.Api.Features.Reminders;

/// <summary>A reminder that goes out on a day to come, as things stand now.</summary>
public sealed record ReminderPreviewView
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
    [Range(0, ReminderLadder.MaxOffset)]
    public required int Offset { get; init; }

    /// <summary>The day by which it must be done.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>How it reaches people.</summary>
    public required ReminderChannel Channel { get; init; }

    /// <summary>What it is about: the subject of the agreement, what the meeting agreed on, or the activity.</summary>
    [MaxLength(Meeting.SentenceMaxLength)]
    public required string? About { get; init; }

    /// <summary>The stage of the renewal.</summary>
    public required RenewalStage? Stage { get; init; }

    /// <summary>The year that a work plan is missing for.</summary>
    [Range(1, 9999)]
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

    internal static ReminderPreviewView Of(GoingOut row) => new()
    {
        Id = ReminderId.Of(row.Deadline.Id, row.Deadline.DueOn, row.Offset, ReminderChannel.Email),
        DeadlineId = row.Deadline.Id,
        Kind = row.Deadline.Kind,
        GoesOutOn = row.On,
        FireOn = ReminderLadder.FireOn(row.Deadline.DueOn, row.Offset),
        Offset = row.Offset,
        DueOn = row.Deadline.DueOn,
        Channel = ReminderChannel.Email,
        About = row.Deadline.About,
        Stage = row.Deadline.Stage,
        Year = row.Deadline.Year,
        Owner = row.Deadline.Owner,
        AgreementId = row.Deadline.AgreementId,
        RegionCode = row.Deadline.RegionCode,
        RegionName = RegionCatalogue.Shipped.Get(row.Deadline.RegionCode).Name,
        TimeZone = row.Deadline.TimeZone,
    };
}
