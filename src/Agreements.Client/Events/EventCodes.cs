using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>The kinds of things that events are about.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<EventSubjectKind>))]
public readonly record struct EventSubjectKind(string Value) : ICode<EventSubjectKind>
{
    /// <summary>An agreement, with its terms, signatures and amendments.</summary>
    public static readonly EventSubjectKind Agreement = new("agreement");

    /// <summary>A renewal, with its plan and its log.</summary>
    public static readonly EventSubjectKind Renewal = new("renewal");

    /// <summary>A work plan, with its addenda.</summary>
    public static readonly EventSubjectKind WorkPlan = new("workPlan");

    /// <summary>An activity of a work plan, with what is reported about it.</summary>
    public static readonly EventSubjectKind Activity = new("activity");

    /// <summary>A deadline.</summary>
    public static readonly EventSubjectKind Deadline = new("deadline");

    /// <summary>A meeting, with its follow-ups.</summary>
    public static readonly EventSubjectKind Meeting = new("meeting");

    /// <summary>A document of an agreement, with its versions.</summary>
    public static readonly EventSubjectKind Document = new("document");

    /// <summary>A snapshot of a region's coverage.</summary>
    public static readonly EventSubjectKind CoverageSnapshot = new("coverageSnapshot");

    /// <summary>How soon people of a region are activated.</summary>
    public static readonly EventSubjectKind ActivationMode = new("activationMode");

    /// <summary>Who is told of the deadlines of a region.</summary>
    public static readonly EventSubjectKind RegionContacts = new("regionContacts");

    /// <summary>An office of BPJS Kesehatan; agreements show its name.</summary>
    public static readonly EventSubjectKind BpjsOffice = new("bpjsOffice");

    /// <summary>A day on which government offices are closed.</summary>
    public static readonly EventSubjectKind Holiday = new("holiday");

    /// <summary>A contribution rate.</summary>
    public static readonly EventSubjectKind ContributionRate = new("contributionRate");

    /// <summary>A policy on universal health coverage.</summary>
    public static readonly EventSubjectKind UhcPolicy = new("uhcPolicy");

    /// <inheritdoc/>
    public static EventSubjectKind Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>What can have happened.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<EventType>))]
public readonly record struct EventType(string Value) : ICode<EventType>
{
    /// <summary>An agreement was drafted, or taken in as it was published.</summary>
    public static readonly EventType AgreementCreated = new("agreement.created");

    /// <summary>Something about an agreement changed that no other type names: its fields, its renewal, its successor.</summary>
    public static readonly EventType AgreementUpdated = new("agreement.updated");

    /// <summary>An agreement went to the reviewers.</summary>
    public static readonly EventType AgreementSubmitted = new("agreement.submitted");

    /// <summary>An agreement went back to its authors.</summary>
    public static readonly EventType AgreementReturned = new("agreement.returned");

    /// <summary>An agreement was released for signature.</summary>
    public static readonly EventType AgreementApproved = new("agreement.approved");

    /// <summary>The first party signed an agreement.</summary>
    public static readonly EventType AgreementPartiallySigned = new("agreement.partiallySigned");

    /// <summary>Both parties have signed an agreement.</summary>
    public static readonly EventType AgreementSigned = new("agreement.signed");

    /// <summary>An amendment changed the terms of an agreement.</summary>
    public static readonly EventType AgreementAmended = new("agreement.amended");

    /// <summary>An agreement was terminated, from a day on that may be to come.</summary>
    public static readonly EventType AgreementTerminated = new("agreement.terminated");

    /// <summary>An agreement was given up before it was signed.</summary>
    public static readonly EventType AgreementCancelled = new("agreement.cancelled");

    /// <summary>The draft of an agreement was removed.</summary>
    public static readonly EventType AgreementDeleted = new("agreement.deleted");

    /// <summary>The draft of an agreement left the region that the event names.</summary>
    public static readonly EventType AgreementMovedAway = new("agreement.movedAway");

    /// <summary>A renewal was opened.</summary>
    public static readonly EventType RenewalOpened = new("renewal.opened");

    /// <summary>A renewal changed: its plan, its log, its successor, who looks after it.</summary>
    public static readonly EventType RenewalUpdated = new("renewal.updated");

    /// <summary>A renewal ended.</summary>
    public static readonly EventType RenewalClosed = new("renewal.closed");

    /// <summary>A work plan was drafted, or taken in as it was published.</summary>
    public static readonly EventType WorkPlanCreated = new("workPlan.created");

    /// <summary>Something about a work plan changed that no other type names: its fields, its activities.</summary>
    public static readonly EventType WorkPlanUpdated = new("workPlan.updated");

    /// <summary>A work plan went to the reviewers.</summary>
    public static readonly EventType WorkPlanSubmitted = new("workPlan.submitted");

    /// <summary>A work plan went back to its authors.</summary>
    public static readonly EventType WorkPlanReturned = new("workPlan.returned");

    /// <summary>A work plan was released for signature.</summary>
    public static readonly EventType WorkPlanApproved = new("workPlan.approved");

    /// <summary>The first party signed a work plan.</summary>
    public static readonly EventType WorkPlanPartiallySigned = new("workPlan.partiallySigned");

    /// <summary>Both parties have signed a work plan.</summary>
    public static readonly EventType WorkPlanSigned = new("workPlan.signed");

    /// <summary>An addendum changed the terms of a work plan.</summary>
    public static readonly EventType WorkPlanAmended = new("workPlan.amended");

    /// <summary>A signed work plan is over.</summary>
    public static readonly EventType WorkPlanClosed = new("workPlan.closed");

    /// <summary>A work plan was given up before it was signed.</summary>
    public static readonly EventType WorkPlanCancelled = new("workPlan.cancelled");

    /// <summary>The draft of a work plan was removed.</summary>
    public static readonly EventType WorkPlanDeleted = new("workPlan.deleted");

    /// <summary>The draft of a work plan left the region that the event names, with its agreement.</summary>
    public static readonly EventType WorkPlanMovedAway = new("workPlan.movedAway");

    /// <summary>An activity was added to a work plan.</summary>
    public static readonly EventType ActivityCreated = new("activity.created");

    /// <summary>An activity changed, or progress was reported about it.</summary>
    public static readonly EventType ActivityUpdated = new("activity.updated");

    /// <summary>An activity was removed.</summary>
    public static readonly EventType ActivityDeleted = new("activity.deleted");

    /// <summary>An activity left the region that the event names, with its work plan.</summary>
    public static readonly EventType ActivityMovedAway = new("activity.movedAway");

    /// <summary>Somebody has to act by a day.</summary>
    public static readonly EventType DeadlineOpened = new("deadline.opened");

    /// <summary>Who has to act by a deadline, or what it is about, changed.</summary>
    public static readonly EventType DeadlineUpdated = new("deadline.updated");

    /// <summary>Somebody said that they are at it.</summary>
    public static readonly EventType DeadlineAcknowledged = new("deadline.acknowledged");

    /// <summary>What was due is done.</summary>
    public static readonly EventType DeadlineMet = new("deadline.met");

    /// <summary>The day of a deadline was moved, for which another one is opened, or nothing is due any more.</summary>
    public static readonly EventType DeadlineSuperseded = new("deadline.superseded");

    /// <summary>A meeting was recorded.</summary>
    public static readonly EventType MeetingCreated = new("meeting.created");

    /// <summary>The record of a meeting changed.</summary>
    public static readonly EventType MeetingUpdated = new("meeting.updated");

    /// <summary>A document was put with an agreement.</summary>
    public static readonly EventType DocumentCreated = new("document.created");

    /// <summary>A further version of a document came, or its agreement moved here.</summary>
    public static readonly EventType DocumentUpdated = new("document.updated");

    /// <summary>A document left the region that the event names, with its agreement.</summary>
    public static readonly EventType DocumentMovedAway = new("document.movedAway");

    /// <summary>The coverage of a region was recorded; the snapshot of a day that counts is the latest.</summary>
    public static readonly EventType CoverageSnapshotCreated = new("coverageSnapshot.created");

    /// <summary>It was said how soon people of a region are activated.</summary>
    public static readonly EventType ActivationModeCreated = new("activationMode.created");

    /// <summary>It was said who is told of the deadlines of a region.</summary>
    public static readonly EventType RegionContactsUpdated = new("regionContacts.updated");

    /// <summary>An office was recorded.</summary>
    public static readonly EventType BpjsOfficeCreated = new("bpjsOffice.created");

    /// <summary>An office changed: its name, its tier, its parent, its catchment.</summary>
    public static readonly EventType BpjsOfficeUpdated = new("bpjsOffice.updated");

    /// <summary>An office was removed.</summary>
    public static readonly EventType BpjsOfficeDeleted = new("bpjsOffice.deleted");

    /// <summary>A day became a holiday.</summary>
    public static readonly EventType HolidayCreated = new("holiday.created");

    /// <summary>A day became a work day.</summary>
    public static readonly EventType HolidayDeleted = new("holiday.deleted");

    /// <summary>A contribution rate was added.</summary>
    public static readonly EventType ContributionRateCreated = new("contributionRate.created");

    /// <summary>A policy on universal health coverage was added.</summary>
    public static readonly EventType UhcPolicyCreated = new("uhcPolicy.created");

    /// <inheritdoc/>
    public static EventType Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
