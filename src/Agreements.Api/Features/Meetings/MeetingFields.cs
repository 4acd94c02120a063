using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Data.Reference;
using Agreements.Domain.Meetings;
using FluentValidation;

namespace Agreements.Api.Features.Meetings;

/// <summary>Who attended a meeting.</summary>
public sealed record AttendeeFields
{
    /// <summary>The institution, by its name or the office of its head.</summary>
    [Required]
    public string? Institution { get; init; }

    /// <summary>Name and title of the office-holder who was there; nobody else is to be named.</summary>
    public string? Person { get; init; }

    internal Attendee ToAttendee() => new(Institution!, Person);
}

/// <summary>Tindak lanjut: what a meeting agreed on, with someone responsible.</summary>
public sealed record FollowUpFields
{
    /// <summary>The follow-up that it changes; left out for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>What is to be done.</summary>
    [Required]
    public string? Action { get; init; }

    /// <summary>Who is to do it.</summary>
    public string? Responsible { get; init; }

    /// <summary>By when; it is a deadline until it is done.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The day on which it was done; not after today in the region's zone.</summary>
    public DateOnly? DoneOn { get; init; }

    internal FollowUp ToFollowUp(DateTimeOffset at) => new(Id ?? Guid.CreateVersion7(at), Action!, Responsible, DueOn, DoneOn);
}

internal sealed class AttendeeFieldsValidator : AbstractValidator<AttendeeFields>
{
    public AttendeeFieldsValidator()
    {
        RuleFor(attendee => attendee.Institution).Required().Text(Meeting.NameMaxLength);
        RuleFor(attendee => attendee.Person).Text(Meeting.NameMaxLength);
    }
}

internal sealed class FollowUpFieldsValidator : AbstractValidator<FollowUpFields>
{
    public FollowUpFieldsValidator()
    {
        RuleFor(followUp => followUp.Action).Required().Text(Meeting.SentenceMaxLength);
        RuleFor(followUp => followUp.Responsible).Text(Meeting.NameMaxLength);
        RuleFor(followUp => followUp.DueOn).Date();
        RuleFor(followUp => followUp.DoneOn).Date();
    }
}

/// <summary>What both a new meeting and an edit of one have to keep to.</summary>
internal static class MeetingRules
{
    public static bool IsRegion(string? code) => RegionCatalogue.Shipped.Find(code) is not null;

    /// <summary>The lists, as far as they are given.</summary>
    public static void AddLists<T>(
        this AbstractValidator<T> validator,
        Func<T, IReadOnlyList<AttendeeFields>?> attendees,
        Func<T, IReadOnlyList<string>?> decisions,
        Func<T, IReadOnlyList<FollowUpFields>?> followUps)
    {
        validator.RuleForEach(body => (attendees(body) ?? Array.Empty<AttendeeFields>()).Take(Meeting.ListMaxItems)).Required().SetValidator(new AttendeeFieldsValidator()).OverridePropertyName("Attendees");
        validator.RuleForEach(body => (decisions(body) ?? Array.Empty<string>()).Take(Meeting.ListMaxItems)).Required().Text(Meeting.SentenceMaxLength).OverridePropertyName("Decisions");
        validator.RuleForEach(body => (followUps(body) ?? Array.Empty<FollowUpFields>()).Take(Meeting.ListMaxItems)).Required().SetValidator(new FollowUpFieldsValidator()).OverridePropertyName("FollowUps");
    }
}
