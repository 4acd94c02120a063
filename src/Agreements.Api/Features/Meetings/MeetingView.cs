using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Reference;
using Agreements.Domain.Access;
using Agreements.Domain.Meetings;

namespace Agreements.Api.Features.Meetings;

/// <summary>Rapat: a meeting with what it decided and what is to follow from it.</summary>
public sealed record MeetingView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>What it was held for.</summary>
    public required MeetingKind Kind { get; init; }

    /// <summary>Kemendagri code of the local government that held it.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>The day on which it was, or will be, held.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>What it was called.</summary>
    [MaxLength(Meeting.TextMaxLength)]
    public required string? Title { get; init; }

    /// <summary>Where.</summary>
    public required string? Place { get; init; }

    /// <summary>Name and title of who chaired it.</summary>
    public required string? Chair { get; init; }

    /// <summary>Who attended.</summary>
    [MaxLength(Meeting.ListMaxItems)]
    public required IReadOnlyList<AttendeeView> Attendees { get; init; }

    /// <summary>What was on its agenda.</summary>
    [MaxLength(Meeting.ListMaxItems)]
    public required IReadOnlyList<AgendaTopic> Agenda { get; init; }

    /// <summary>What it decided.</summary>
    [MaxLength(Meeting.ListMaxItems)]
    public required IReadOnlyList<string> Decisions { get; init; }

    /// <summary>What it agreed on.</summary>
    [MaxLength(Meeting.ListMaxItems)]
    public required IReadOnlyList<FollowUpView> FollowUps { get; init; }

    /// <summary>The agreements that it was about.</summary>
    [MaxLength(Meeting.ListMaxItems)]
    public required IReadOnlyList<Guid> AgreementIds { get; init; }

    /// <summary>The renewals that it was about.</summary>
    [MaxLength(Meeting.ListMaxItems)]
    public required IReadOnlyList<Guid> RenewalIds { get; init; }

    /// <summary>Where a meeting that was taken in had been published.</summary>
    [MaxLength(Meeting.SourceMaxLength)]
    public required string? Source { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal override Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken) =>
        reach.Covers(RegionCode) ? Task.CompletedTask : throw HttpFailureException.NotFound("meeting");

    internal static EntityTag TagOf(Meeting meeting) => new(meeting.Version);

    internal static MeetingView Of(Meeting meeting) => new()
    {
        Tag = TagOf(meeting).ToString(),
        Id = meeting.Id,
        Version = meeting.Version,
        Kind = meeting.Kind,
        RegionCode = meeting.RegionCode,
        RegionName = RegionCatalogue.Shipped.Get(meeting.RegionCode).Name,
        HeldOn = meeting.HeldOn,
        Title = meeting.Title,
        Place = meeting.Place,
        Chair = meeting.Chair,
        Attendees = [.. meeting.Attendees.Select(attendee => new AttendeeView { Institution = attendee.Institution, Person = attendee.Person })],
        Agenda = meeting.Agenda,
        Decisions = meeting.Decisions,
        FollowUps =
        [
            .. meeting.FollowUps.Select(followUp => new FollowUpView
            {
                Id = followUp.Id,
                Action = followUp.Action,
                Responsible = followUp.Responsible,
                DueOn = followUp.DueOn,
                DoneOn = followUp.DoneOn,
            }),
        ],
        AgreementIds = meeting.AgreementIds,
        RenewalIds = meeting.RenewalIds,
        Source = meeting.Source,
        CreatedAt = meeting.CreatedAt,
        UpdatedAt = meeting.UpdatedAt,
    };
}

/// <summary>Who attended a meeting.</summary>
public sealed record AttendeeView
{
    /// <summary>The institution, by its name or the office of its head.</summary>
    public required string Institution { get; init; }

    /// <summary>Name and title of the office-holder who was there.</summary>
    public required string? Person { get; init; }
}

/// <summary>Tindak lanjut: what a meeting agreed on.</summary>
public sealed record FollowUpView
{
    /// <summary>Version-7 UUID, which it keeps when it is changed.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is to be done.</summary>
    [MaxLength(Meeting.SentenceMaxLength)]
    public required string Action { get; init; }

    /// <summary>Who is to do it.</summary>
    public required string? Responsible { get; init; }

    /// <summary>By when.</summary>
    public required DateOnly? DueOn { get; init; }

    /// <summary>The day on which it was done; null while it is not.</summary>
    public required DateOnly? DoneOn { get; init; }
}
