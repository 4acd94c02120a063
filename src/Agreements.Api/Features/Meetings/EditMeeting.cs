using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data.Reference;
using Agreements.Domain.Meetings;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Meetings;

/// <summary>
/// Changes a meeting by JSON Merge Patch (RFC 7396): an absent member keeps its value, null clears it, a list is replaced as a whole. A follow-up that names its
/// id is changed, one without is new, and one that is left out is due no more.
/// </summary>
public sealed record EditMeeting : IChange<MeetingView>
{
    /// <summary>The meeting, from the path.</summary>
    [JsonIgnore]
    public Guid MeetingId { get; init; }

    /// <summary>What it was held for; cannot be cleared.</summary>
    public Optional<MeetingKind?> Kind { get; init; }

    /// <summary>The day on which it was, or will be, held; cannot be cleared.</summary>
    public Optional<DateOnly?> HeldOn { get; init; }

    /// <summary>What it was called.</summary>
    public Optional<string?> Title { get; init; }

    /// <summary>Where.</summary>
    public Optional<string?> Place { get; init; }

    /// <summary>Name and title of who chaired it.</summary>
    public Optional<string?> Chair { get; init; }

    /// <summary>Who attended, replaced as a whole.</summary>
    public Optional<IReadOnlyList<AttendeeFields>?> Attendees { get; init; }

    /// <summary>What was on its agenda, replaced as a whole.</summary>
    public Optional<IReadOnlyList<AgendaTopic>?> Agenda { get; init; }

    /// <summary>What it decided, replaced as a whole.</summary>
    public Optional<IReadOnlyList<string>?> Decisions { get; init; }

    /// <summary>What it agreed on, replaced as a whole.</summary>
    public Optional<IReadOnlyList<FollowUpFields>?> FollowUps { get; init; }

    /// <summary>The agreements that it was about, replaced as a whole.</summary>
    public Optional<IReadOnlyList<Guid>?> AgreementIds { get; init; }

    /// <summary>The renewals that it was about, replaced as a whole.</summary>
    public Optional<IReadOnlyList<Guid>?> RenewalIds { get; init; }

    internal MeetingContent ApplyTo(MeetingContent before, DateTimeOffset at) => before with
    {
        Kind = Kind.Or(before.Kind)!.Value,
        HeldOn = HeldOn.Or(before.HeldOn)!.Value,
        Title = Title.Or(before.Title),
        Place = Place.Or(before.Place),
        Chair = Chair.Or(before.Chair),
        Attendees = Attendees.IsSet ? [.. (Attendees.Value ?? []).Select(attendee => attendee.ToAttendee())] : before.Attendees,
        Agenda = Agenda.Or(before.Agenda) ?? [],
        Decisions = Decisions.Or(before.Decisions) ?? [],
        FollowUps = FollowUps.IsSet ? [.. (FollowUps.Value ?? []).Select(followUp => followUp.ToFollowUp(at))] : before.FollowUps,
        AgreementIds = AgreementIds.Or(before.AgreementIds) ?? [],
        RenewalIds = RenewalIds.Or(before.RenewalIds) ?? [],
    };
}

internal sealed class EditMeetingValidator : AbstractValidator<EditMeeting>
{
    public EditMeetingValidator()
    {
        RuleFor(body => body.Kind.Value).Required().When(body => body.Kind.IsSet);
        RuleFor(body => body.HeldOn.Value).Required().When(body => body.HeldOn.IsSet);
        RuleFor(body => body.HeldOn.Value).Date();
        RuleFor(body => body.Title.Value).Text(Meeting.TextMaxLength);
        RuleFor(body => body.Place.Value).Text(Meeting.TextMaxLength);
        RuleFor(body => body.Chair.Value).Text(Meeting.TextMaxLength);
        RuleFor(body => body.Attendees.Value).Items(Meeting.ListMaxItems);
        RuleFor(body => body.Agenda.Value).Items(Meeting.ListMaxItems);
        RuleFor(body => body.Decisions.Value).Items(Meeting.ListMaxItems);
        RuleFor(body => body.FollowUps.Value).Items(Meeting.ListMaxItems);
        RuleFor(body => body.AgreementIds.Value).Items(Meeting.ListMaxItems);
        RuleFor(body => body.RenewalIds.Value).Items(Meeting.ListMaxItems);
        this.AddLists(body => body.Attendees.Value, body => body.Decisions.Value, body => body.FollowUps.Value);
    }
}

internal sealed class EditMeetingHandler(MeetingAtHand hand, Caller caller) : IRequestHandler<EditMeeting, MeetingView>
{
    public async Task<MeetingView> Handle(EditMeeting request, CancellationToken cancellationToken)
    {
        var at = caller.Now();
        var meeting = await hand.TakeAsync(request.MeetingId, cancellationToken);
        var content = request.ApplyTo(meeting.Content, at);
        await hand.CheckAsync(content, (request.FollowUps.Value ?? []).Select(followUp => followUp.Id), [.. meeting.FollowUps.Select(followUp => followUp.Id)], cancellationToken);
        var region = RegionCatalogue.Shipped.Get(content.RegionCode);
        meeting.Revise(content, region, IndonesianTime.DateIn(region.TimeZone, at), at);
        return MeetingView.Of(meeting);
    }
}
