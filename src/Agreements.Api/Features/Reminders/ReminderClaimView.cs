using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Reference;
using Agreements.Domain.Access;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using Agreements.Domain.Renewals;
using Agreements.Domain.Text;

namespace Agreements.Api.Features.Reminders;

/// <summary>Reminders that are in the caller's hands.</summary>
public sealed record ReminderClaimView : Resource
{
    /// <summary>Version-7 UUID, by which the caller reports what came of each.</summary>
    public required Guid Claim { get; init; }

    /// <summary>Until when nobody else gets them, in UTC.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>The reminders, the one that waited longest first; none where nothing is due.</summary>
    [MaxLength(Lease.MaxReminders)]
    public required IReadOnlyList<ClaimedReminderView> Items { get; init; }

    internal override Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken) =>
        Items.All(item => reach.Covers(item.RegionCode)) ? Task.CompletedTask : throw HttpFailureException.NotFound("reminder");
}

/// <summary>A reminder to be sent, with what a message says and whom it goes to.</summary>
public sealed record ClaimedReminderView
{
    /// <summary>The most recipients that one can have: the contacts of a region, its owner and that of the agreement.</summary>
    public const int MostRecipients = RegionContacts.MostContacts + 2;

    /// <summary>The same whenever it is claimed again: make the message's id from it, so that one that was sent twice is known as the same.</summary>
    public required Guid Id { get; init; }

    /// <summary>The deadline.</summary>
    public required Guid DeadlineId { get; init; }

    /// <summary>What a calendar entry of the day is known by (<c>UID</c> of RFC 5545): the same in calendar feeds, and when the day moves.</summary>
    [MaxLength(Domain.Calendars.CalendarUid.MaxLength)]
    public required string CalendarUid { get; init; }

    /// <summary>The revision of that entry (<c>SEQUENCE</c>): the higher one is the later word.</summary>
    public required int CalendarSequence { get; init; }

    /// <summary>What must be done.</summary>
    public required DeadlineKind Kind { get; init; }

    /// <summary>The day by which it must be done.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>So many days before that day it became due.</summary>
    [Range(0, ReminderLadder.MaxOffset)]
    public required int Offset { get; init; }

    /// <summary>The day from which on it is due, in its zone.</summary>
    public required DateOnly FireOn { get; init; }

    /// <summary>How it is to be sent.</summary>
    public required ReminderChannel Channel { get; init; }

    /// <summary>How often it was claimed, this time included: from the second time on it may have been sent before.</summary>
    [Range(1, int.MaxValue)]
    public required int Attempt { get; init; }

    /// <summary>Whether the due date has passed in its zone.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>Days from today in its zone to the due date: 0 on that day, negative after it.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>What the deadline is about, in words.</summary>
    [MaxLength(Meeting.SentenceMaxLength)]
    public required string? About { get; init; }

    /// <summary>The stage of the renewal that the deadline belongs to.</summary>
    public required RenewalStage? Stage { get; init; }

    /// <summary>The year that a work plan is missing for.</summary>
    [Range(1, 9999)]
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
    public required RemindedAgreementView? Agreement { get; init; }

    /// <summary>Whom to tell, ordered by address, each address once; empty where nobody is known: report it as failed then, and say so.</summary>
    [MaxLength(MostRecipients)]
    public required IReadOnlyList<RecipientView> Recipients { get; init; }

    internal static ClaimedReminderView Of(RemindedDeadline row, DateOnly today, RemindedAgreementView? agreement, IReadOnlyList<Recipient> recipients) => new()
    {
        Id = row.Reminder.Id,
        DeadlineId = row.Deadline.Id,
        CalendarUid = Domain.Calendars.CalendarUid.Of(row.Deadline),
        CalendarSequence = row.Deadline.Sequence,
        Kind = row.Reminder.Kind,
        DueOn = row.Reminder.DueOn,
        Offset = row.Reminder.Offset,
        FireOn = row.Reminder.FireOn,
        Channel = row.Reminder.Channel,
        Attempt = row.Reminder.Attempts,
        IsOverdue = row.Deadline.IsOverdueOn(today),
        DaysLeft = row.Deadline.DueOn.DayNumber - today.DayNumber,
        About = row.Deadline.About,
        Stage = row.Deadline.Stage,
        Year = row.Deadline.Year,
        RegionCode = row.Deadline.RegionCode,
        RegionName = RegionCatalogue.Shipped.Get(row.Deadline.RegionCode).Name,
        TimeZone = row.Deadline.TimeZone,
        Owner = row.Deadline.Owner,
        Agreement = agreement,
        Recipients = [.. recipients.Select(RecipientView.Of)],
    };
}

/// <summary>Somebody to tell.</summary>
public sealed record RecipientView
{
    /// <summary>What they are called; the address itself where nobody said.</summary>
    [MaxLength(Contact.NameMaxLength)]
    public required string Name { get; init; }

    /// <summary>Their e-mail address.</summary>
    [MaxLength(EmailAddress.MaxLength)]
    public required string Email { get; init; }

    /// <summary>The language to write to them in.</summary>
    public required ContactLanguage Language { get; init; }

    internal static RecipientView Of(Recipient recipient) => new() { Name = recipient.Name, Email = recipient.Email, Language = recipient.Language };
}

/// <summary>What a message says of an agreement.</summary>
public sealed record RemindedAgreementView
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
    [MaxLength(BpjsOffice.NameMaxLength)]
    public required string? BpjsOfficeName { get; init; }

    /// <summary>The number of participants by its terms as amended, where it is known.</summary>
    public required int? ParticipantQuota { get; init; }
}
