using System.Collections.Frozen;
using System.Text.Json;

namespace Agreements.Domain.Events;

/// <summary>The kinds of things that events are about.</summary>
public enum EventSubjectKind
{
    /// <summary>An agreement, with its terms, signatures and amendments.</summary>
    Agreement,

    /// <summary>A renewal, with its plan and its log.</summary>
    Renewal,

    /// <summary>A work plan, with its addenda.</summary>
    WorkPlan,

    /// <summary>An activity of a work plan, with what is reported about it.</summary>
    Activity,

    /// <summary>A deadline.</summary>
    Deadline,

    /// <summary>A meeting, with its follow-ups.</summary>
    Meeting,

    /// <summary>A document of an agreement, with its versions.</summary>
    Document,

    /// <summary>A snapshot of a region's coverage.</summary>
    CoverageSnapshot,

    /// <summary>How soon people of a region are activated.</summary>
    ActivationMode,

    /// <summary>Who is told of the deadlines of a region.</summary>
    RegionContacts,

    /// <summary>An office of BPJS Kesehatan; agreements show its name.</summary>
    BpjsOffice,

    /// <summary>A day on which government offices are closed.</summary>
    Holiday,

    /// <summary>A contribution rate.</summary>
    ContributionRate,

    /// <summary>A policy on universal health coverage.</summary>
    UhcPolicy,
}

/// <summary>
/// What can have happened. A type is called by its kind of thing and what became of it: <c>agreement.signed</c>. Of each thing a change gives one event, the most telling
/// one; <c>movedAway</c> comes besides, for those who reach the region that it left and not the one that it went to.
/// </summary>
public enum EventType
{
    /// <summary>An agreement was drafted, or taken in as it was published.</summary>
    AgreementCreated,

    /// <summary>Something about an agreement changed that no other type names: its fields, its renewal, its successor.</summary>
    AgreementUpdated,

    /// <summary>An agreement went to the reviewers.</summary>
    AgreementSubmitted,

    /// <summary>An agreement went back to its authors.</summary>
    AgreementReturned,

    /// <summary>An agreement was released for signature.</summary>
    AgreementApproved,

    /// <summary>The first party signed an agreement.</summary>
    AgreementPartiallySigned,

    /// <summary>Both parties have signed an agreement.</summary>
    AgreementSigned,

    /// <summary>An amendment changed the terms of an agreement.</summary>
    AgreementAmended,

    /// <summary>An agreement was terminated, from a day on that may be to come.</summary>
    AgreementTerminated,

    /// <summary>An agreement was given up before it was signed.</summary>
    AgreementCancelled,

    /// <summary>The draft of an agreement was removed.</summary>
    AgreementDeleted,

    /// <summary>The draft of an agreement left the region that the event names.</summary>
    AgreementMovedAway,

    /// <summary>A renewal was opened.</summary>
    RenewalOpened,

    /// <summary>A renewal changed: its plan, its log, its successor, who looks after it.</summary>
    RenewalUpdated,

    /// <summary>A renewal ended.</summary>
    RenewalClosed,

    /// <summary>A work plan was drafted, or taken in as it was published.</summary>
    WorkPlanCreated,

    /// <summary>Something about a work plan changed that no other type names: its fields, its activities.</summary>
    WorkPlanUpdated,

    /// <summary>A work plan went to the reviewers.</summary>
    WorkPlanSubmitted,

    /// <summary>A work plan went back to its authors.</summary>
    WorkPlanReturned,

    /// <summary>A work plan was released for signature.</summary>
    WorkPlanApproved,

    /// <summary>The first party signed a work plan.</summary>
    WorkPlanPartiallySigned,

    /// <summary>Both parties have signed a work plan.</summary>
    WorkPlanSigned,

    /// <summary>An addendum changed the terms of a work plan.</summary>
    WorkPlanAmended,

    /// <summary>A signed work plan is over.</summary>
    WorkPlanClosed,

    /// <summary>A work plan was given up before it was signed.</summary>
    WorkPlanCancelled,

    /// <summary>The draft of a work plan was removed.</summary>
    WorkPlanDeleted,

    /// <summary>The draft of a work plan left the region that the event names, with its agreement.</summary>
    WorkPlanMovedAway,

    /// <summary>An activity was added to a work plan.</summary>
    ActivityCreated,

    /// <summary>An activity changed, or progress was reported about it.</summary>
    ActivityUpdated,

    /// <summary>An activity was removed.</summary>
    ActivityDeleted,

    /// <summary>An activity left the region that the event names, with its work plan.</summary>
    ActivityMovedAway,

    /// <summary>Somebody has to act by a day.</summary>
    DeadlineOpened,

    /// <summary>Who has to act by a deadline, or what it is about, changed.</summary>
    DeadlineUpdated,

    /// <summary>Somebody said that they are at it.</summary>
    DeadlineAcknowledged,

    /// <summary>What was due is done.</summary>
    DeadlineMet,

    /// <summary>The day of a deadline was moved, for which another one is opened, or nothing is due any more.</summary>
    DeadlineSuperseded,

    /// <summary>A meeting was recorded.</summary>
    MeetingCreated,

    /// <summary>The record of a meeting changed.</summary>
    MeetingUpdated,

    /// <summary>A document was put with an agreement.</summary>
    DocumentCreated,

    /// <summary>A further version of a document came, or its agreement moved here.</summary>
    DocumentUpdated,

    /// <summary>A document left the region that the event names, with its agreement.</summary>
    DocumentMovedAway,

    /// <summary>The coverage of a region was recorded; the snapshot of a day that counts is the latest.</summary>
    CoverageSnapshotCreated,

    /// <summary>It was said how soon people of a region are activated.</summary>
    ActivationModeCreated,

    /// <summary>It was said who is told of the deadlines of a region.</summary>
    RegionContactsUpdated,

    /// <summary>An office was recorded.</summary>
    BpjsOfficeCreated,

    /// <summary>An office changed: its name, its tier, its parent, its catchment.</summary>
    BpjsOfficeUpdated,

    /// <summary>An office was removed.</summary>
    BpjsOfficeDeleted,

    /// <summary>A day became a holiday.</summary>
    HolidayCreated,

    /// <summary>A day became a work day.</summary>
    HolidayDeleted,

    /// <summary>A contribution rate was added.</summary>
    ContributionRateCreated,

    /// <summary>A policy on universal health coverage was added.</summary>
    UhcPolicyCreated,
}

/// <summary>What types of events are called, and what they are about: both follow from the names of their members.</summary>
public static class EventTypes
{
    private static readonly FrozenDictionary<EventType, (EventSubjectKind Kind, string Name)> Known = Enum.GetValues<EventType>().ToFrozenDictionary(type => type, Read);

    /// <summary>What it is called: <c>agreement.signed</c>.</summary>
    public static string NameOf(EventType type) => Known[type].Name;

    /// <summary>What it is about.</summary>
    public static EventSubjectKind SubjectOf(EventType type) => Known[type].Kind;

    /// <summary>The type that says this of such a thing.</summary>
    /// <param name="kind">The kind of thing.</param>
    /// <param name="change">What became of it, as the names of the members end.</param>
    public static EventType Of(EventSubjectKind kind, string change) => Enum.Parse<EventType>($"{kind}{change}");

    private static (EventSubjectKind Kind, string Name) Read(EventType type)
    {
        var name = type.ToString();
        var kind = Enum.GetValues<EventSubjectKind>().Single(each => name.StartsWith(each.ToString(), StringComparison.Ordinal));
        return (kind, $"{JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}.{JsonNamingPolicy.CamelCase.ConvertName(name[kind.ToString().Length..])}");
    }
}
