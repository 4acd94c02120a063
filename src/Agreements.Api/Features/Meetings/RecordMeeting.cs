using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Reference;
using Agreements.Domain.Meetings;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Meetings;

/// <summary>Records a meeting, held or still to be held. What it agreed on by a day becomes a deadline.</summary>
public sealed record RecordMeeting : IChange<MeetingView>
{
    /// <summary>What it was held for.</summary>
    [Required]
    public MeetingKind? Kind { get; init; }

    /// <summary>Kemendagri code of the local government that held it.</summary>
    [Required]
    public string? RegionCode { get; init; }

    /// <summary>The day on which it was, or will be, held.</summary>
    [Required]
    public DateOnly? HeldOn { get; init; }

    /// <summary>What it was called.</summary>
    public string? Title { get; init; }

    /// <summary>Where.</summary>
    public string? Place { get; init; }

    /// <summary>Name and title of who chaired it.</summary>
    public string? Chair { get; init; }

    /// <summary>Who attended.</summary>
    public IReadOnlyList<AttendeeFields>? Attendees { get; init; }

    /// <summary>What was on its agenda.</summary>
    public IReadOnlyList<AgendaTopic>? Agenda { get; init; }

    /// <summary>What it decided.</summary>
    public IReadOnlyList<string>? Decisions { get; init; }

    /// <summary>What it agreed on.</summary>
    public IReadOnlyList<FollowUpFields>? FollowUps { get; init; }

    /// <summary>The agreements that it was about: of its region or, of a province, of its regencies and cities.</summary>
    public IReadOnlyList<Guid>? AgreementIds { get; init; }

    /// <summary>The renewals that it was about: of its region or, of a province, of its regencies and cities.</summary>
    public IReadOnlyList<Guid>? RenewalIds { get; init; }
}

internal sealed class RecordMeetingValidator : AbstractValidator<RecordMeeting>
{
    public RecordMeetingValidator()
    {
        RuleFor(body => body.Kind).Required();
        RuleFor(body => body.RegionCode).Required().Must(code => code is null || MeetingRules.IsRegion(code)).WithErrorCode("region.unknown");
        RuleFor(body => body.HeldOn).Required().Date();
        RuleFor(body => body.Title).Text(Meeting.TextMaxLength);
        RuleFor(body => body.Place).Text(Meeting.TextMaxLength);
        RuleFor(body => body.Chair).Text(Meeting.TextMaxLength);
        RuleFor(body => body.Attendees).Items(Meeting.ListMaxItems);
        RuleFor(body => body.Agenda).Items(Meeting.ListMaxItems);
        RuleFor(body => body.Decisions).Items(Meeting.ListMaxItems);
        RuleFor(body => body.FollowUps).Items(Meeting.ListMaxItems);
        RuleFor(body => body.AgreementIds).Items(Meeting.ListMaxItems);
        RuleFor(body => body.RenewalIds).Items(Meeting.ListMaxItems);
        this.AddLists(body => body.Attendees, body => body.Decisions, body => body.FollowUps);
    }
}

internal sealed class RecordMeetingHandler(AgreementsDbContext db, MeetingAtHand hand, Caller caller) : IRequestHandler<RecordMeeting, MeetingView>
{
    public async Task<MeetingView> Handle(RecordMeeting request, CancellationToken cancellationToken)
    {
        var at = caller.Now();
        var content = new MeetingContent
        {
            Kind = request.Kind!.Value,
            RegionCode = request.RegionCode!,
            HeldOn = request.HeldOn!.Value,
            Title = request.Title,
            Place = request.Place,
            Chair = request.Chair,
            Attendees = [.. (request.Attendees ?? []).Select(attendee => attendee.ToAttendee())],
            Agenda = request.Agenda ?? [],
            Decisions = request.Decisions ?? [],
            FollowUps = [.. (request.FollowUps ?? []).Select(followUp => followUp.ToFollowUp(at))],
            AgreementIds = request.AgreementIds ?? [],
            RenewalIds = request.RenewalIds ?? [],
        };
        var region = RegionCatalogue.Shipped.Get(content.RegionCode);
        await hand.CheckAsync(content, (request.FollowUps ?? []).Select(followUp => followUp.Id), known: [], cancellationToken);
        var meeting = new Meeting(Guid.CreateVersion7(at), content, region, IndonesianTime.DateIn(region.TimeZone, at), source: null, at);
        db.Add(meeting);
        return MeetingView.Of(meeting);
    }
}
