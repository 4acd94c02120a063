using System.Globalization;
using Agreements.Data.Search;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Agreements.Domain.Calendars;
using Agreements.Domain.Coverage;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Documents;
using Agreements.Domain.Events;
using Agreements.Domain.Imports;
using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using Agreements.Domain.Renewals;
using Agreements.Domain.Webhooks;
using Agreements.Domain.WorkPlans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Agreements.Data.Store;

/// <summary>
/// Adds to the feed what a change is about to change, whoever wrote the code that makes it: it looks at what the context would save. Each thing gives one event, and one
/// more for the region that it leaves.
/// </summary>
internal sealed class EventLog
{
    private readonly AgreementsDbContext _db;
    private readonly Act _act;
    private readonly List<EntityEntry> _changed;

    private EventLog(AgreementsDbContext db, Act act)
    {
        (_db, _act) = (db, act);
        _changed = [.. db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)];
    }

    /// <summary>Adds the events of what is about to be saved.</summary>
    public static Task WriteAsync(AgreementsDbContext db, Act act, CancellationToken cancellationToken) => new EventLog(db, act).WriteAsync(cancellationToken);

    /// <summary>What an event about this record is about; null for what shows as a change of another record, or of none that the feed tells of.</summary>
    public static EventSubject? SubjectOf(object record) => record switch
    {
        Agreement agreement => AboutAgreement(agreement.Id, agreement.RegionCode, agreement.Version),
        Renewal renewal => new(EventSubjectKind.Renewal, renewal.Id, $"renewals/{renewal.Id}", renewal.RegionCode, renewal.AgreementId, renewal.Version),
        WorkPlan plan => new(EventSubjectKind.WorkPlan, plan.Id, $"work-plans/{plan.Id}", plan.RegionCode, plan.AgreementId, plan.Version),
        Activity activity => new(EventSubjectKind.Activity, activity.Id, $"activities/{activity.Id}", activity.RegionCode, activity.AgreementId, activity.Version),
        Deadline deadline => new(EventSubjectKind.Deadline, deadline.Id, $"deadlines/{deadline.Id}", deadline.RegionCode, deadline.AgreementId, deadline.Version),
        Meeting meeting => new(EventSubjectKind.Meeting, meeting.Id, $"meetings/{meeting.Id}", meeting.RegionCode, Version: meeting.Version),
        Document document => new(EventSubjectKind.Document, document.Id, $"documents/{document.Id}", RegionCode: null, document.AgreementId, document.Version),
        CoverageSnapshot snapshot => new(EventSubjectKind.CoverageSnapshot, snapshot.Id, $"regions/{snapshot.RegionCode}/coverage/{snapshot.Id}", snapshot.RegionCode),
        RegionActivation mode => new(EventSubjectKind.ActivationMode, mode.Id, $"regions/{mode.RegionCode}/activation-modes/{mode.Id}", mode.RegionCode),
        RegionContacts contacts => new(EventSubjectKind.RegionContacts, contacts.Id, $"regions/{contacts.RegionCode}/contacts", contacts.RegionCode, Version: contacts.Version),
        BpjsOffice office => new(EventSubjectKind.BpjsOffice, office.Id, $"bpjs-offices/{office.Id}", RegionCode: null, Version: office.Version),
        HolidayCorrection day => new(EventSubjectKind.Holiday, day.Id, $"holidays/{Day(day.On)}", RegionCode: null),
        AddedContributionRate rate => new(EventSubjectKind.ContributionRate, rate.Id, $"contribution-rates/{Day(rate.ValidFrom)}", RegionCode: null),
        AddedUhcPolicy policy => new(EventSubjectKind.UhcPolicy, policy.Id, $"uhc-policies/{Day(policy.ValidFrom)}", RegionCode: null),

        // Each changes together with a record above.
        Amendment or AgreementChange or AgreementText or DocumentVersion or RenewalEntry or MeetingAgreement or MeetingRenewal or DeadlineAcknowledgement => null,
        WorkPlanAddendum or WorkPlanChange or ActivityProgress or OfficeCatchment => null,

        // Keys and reminders have lists of their own; the rest the store keeps for itself.
        CalendarFeed or Webhook or WebhookProgress or WebhookDelivery or StoredSealingKey => null,
        RegisterImport or ImportProgress or ImportFinding => null,
        ApiKey or Reminder or ReminderAttempt or ReminderWorker or ReminderRules or ReminderRung => null,
        IdempotencyRecord or ImportedRecord or AuditEntry or AuditHead or FeedEvent or FeedHead => null,
        _ => throw new InvalidOperationException($"Say in {nameof(EventLog)} what the feed is to tell of {record.GetType().Name}."),
    };

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in _changed)
        {
            if (SubjectOf(entry.Entity) is not { } subject)
            {
                continue;
            }

            var before = RegionBefore(entry);
            if (before is not null)
            {
                Add("MovedAway", subject with { RegionCode = before });
            }

            if (before is not null || HasChanged(entry))
            {
                Add(WhatBecameOf(entry), await InItsRegionAsync(subject, cancellationToken));
            }

            if (before is not null && entry.Entity is Agreement moved)
            {
                await TakeDocumentsAlongAsync(moved, before, cancellationToken);
            }
        }

        await TellOfContinuedAsync(cancellationToken);
    }

    private void Add(string change, EventSubject subject) => _db.FeedEvents.Add(new FeedEvent(EventTypes.Of(subject.Kind, change), subject, _act));

    // The region that it leaves; null where it stays where it is.
    private static string? RegionBefore(EntityEntry entry)
    {
        const string Region = nameof(Agreement.RegionCode);
        if (entry.State != EntityState.Modified || entry.Metadata.FindProperty(Region) is null)
        {
            return null;
        }

        var (before, now) = ((string?)entry.Property(Region).OriginalValue, (string?)entry.Property(Region).CurrentValue);
        return before == now ? null : before;
    }

    // What the store alone keeps of a record, as when a deadline is next reminded of, leaves its version as it is.
    private static bool HasChanged(EntityEntry entry)
    {
        const string Version = nameof(Agreement.Version);
        return entry.State != EntityState.Modified || entry.Metadata.FindProperty(Version) is null || !Equals(entry.Property(Version).OriginalValue, entry.Property(Version).CurrentValue);
    }

    // Documents lie where their agreement does, which whoever changes them has in hand. What lies in no region everybody hears of: that must not come of an agreement that is not found.
    private async Task<EventSubject> InItsRegionAsync(EventSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Kind != EventSubjectKind.Document)
        {
            return subject;
        }

        var agreement = await _db.Agreements.FindAsync([subject.AgreementId], cancellationToken) ?? throw new InvalidOperationException($"The document {subject.Id} has no agreement to lie where it does.");
        return subject with { RegionCode = agreement.RegionCode };
    }

    private async Task TakeDocumentsAlongAsync(Agreement moved, string before, CancellationToken cancellationToken)
    {
        foreach (var document in await _db.Documents.AsNoTracking().Where(document => document.AgreementId == moved.Id).ToListAsync(cancellationToken))
        {
            var subject = SubjectOf(document)!;
            Add("MovedAway", subject with { RegionCode = before });
            Add("Updated", subject with { RegionCode = moved.RegionCode });
        }
    }

    // An agreement shows what continues it, and stands by it: it is served differently, though nothing of its own has changed.
    private async Task TellOfContinuedAsync(CancellationToken cancellationToken)
    {
        var continued = _changed.SelectMany(ContinuedThrough).ToHashSet();
        continued.ExceptWith(_changed.Where(HasChanged).Select(entry => entry.Entity).OfType<Agreement>().Select(agreement => agreement.Id));
        if (continued.Count == 0)
        {
            return;
        }

        foreach (var agreement in await _db.Agreements.Where(agreement => continued.Contains(agreement.Id)).Select(agreement => new { agreement.Id, agreement.RegionCode, agreement.Version }).ToListAsync(cancellationToken))
        {
            Add("Updated", AboutAgreement(agreement.Id, agreement.RegionCode, agreement.Version));
        }
    }

    private static IEnumerable<Guid> ContinuedThrough(EntityEntry entry)
    {
        if (entry.Entity is not Agreement successor)
        {
            return [];
        }

        // What is done to a draft does not show, but for where it lies and what becomes of it.
        var (before, now) = ((Guid?)entry.Property(nameof(Agreement.PredecessorId)).OriginalValue, successor.PredecessorId);
        var shows = entry.State != EntityState.Modified
            || before != now
            || RegionBefore(entry) is not null
            || (HasChanged(entry) && (successor.IsSigned || successor.Lifecycle == LifecycleState.Cancelled));
        return shows ? new[] { before, now }.OfType<Guid>().Distinct() : [];
    }

    private string WhatBecameOf(EntityEntry entry) => (entry.State, entry.Entity) switch
    {
        (_, HolidayCorrection day) => day.Holiday is null ? "Deleted" : "Created",
        (_, RegionContacts) => "Updated",
        (EntityState.Added, Renewal or Deadline) => "Opened",
        (EntityState.Added, _) => "Created",
        (EntityState.Deleted, _) => "Deleted",
        (_, Agreement agreement) => MoveOf(agreement),
        (_, WorkPlan plan) => MoveOf(plan),
        (_, Renewal renewal) when entry.Property(nameof(Renewal.State)).IsModified && !renewal.IsOpen => "Closed",
        (_, Deadline deadline) => WhatBecameOf(deadline, entry),
        _ => "Updated",
    };

    private string WhatBecameOf(Deadline deadline, EntityEntry entry)
    {
        if (deadline.ClosedAs is { } end && entry.Property(nameof(Deadline.ClosedAs)).IsModified)
        {
            return end.ToString();
        }

        return Added<DeadlineAcknowledgement>().Any(said => said.DeadlineId == deadline.Id) ? "Acknowledged" : "Updated";
    }

    // The history says what was done; of several entries, as of a signature that also closed a renewal, the one that moved it.
    private string MoveOf(Agreement agreement) => Added<AgreementChange>().Where(change => change.AgreementId == agreement.Id).Select(change => change.Action switch
    {
        AgreementAction.Submit => "Submitted",
        AgreementAction.Return => "Returned",
        AgreementAction.Approve => "Approved",
        AgreementAction.Sign => change.To.ToString(),
        AgreementAction.Amend => "Amended",
        AgreementAction.Terminate => "Terminated",
        AgreementAction.Cancel => "Cancelled",
        _ => null,
    }).FirstOrDefault(move => move is not null) ?? "Updated";

    private string MoveOf(WorkPlan plan) => Added<WorkPlanChange>().Where(change => change.WorkPlanId == plan.Id).Select(change => change.Action switch
    {
        WorkPlanAction.Submit => "Submitted",
        WorkPlanAction.Return => "Returned",
        WorkPlanAction.Approve => "Approved",
        WorkPlanAction.Sign => change.To.ToString(),
        WorkPlanAction.Amend => "Amended",
        WorkPlanAction.Close => change.To.ToString(),
        _ => null,
    }).FirstOrDefault(move => move is not null) ?? "Updated";

    private IEnumerable<T> Added<T>()
        where T : class => _changed.Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity).OfType<T>();

    private static EventSubject AboutAgreement(Guid id, string regionCode, int version) => new(EventSubjectKind.Agreement, id, $"agreements/{id}", regionCode, id, version);

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
