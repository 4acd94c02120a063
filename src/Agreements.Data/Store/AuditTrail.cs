using System.Text.Json;
using Agreements.Data.Configurations;
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
using Microsoft.EntityFrameworkCore.Metadata;

namespace Agreements.Data.Store;

/// <summary>Writes down what a change is about to change, whoever wrote the code that makes it: it looks at what the context would save.</summary>
internal static class AuditTrail
{
    // Who knows a hash can look for what it is of; what is sealed may come to be opened.
    private static readonly HashSet<string> Secret = [nameof(ApiKey.Hash), nameof(Webhook.SealedSecret), nameof(Webhook.FormerSealedSecret)];

    /// <summary>Adds an entry for each thing that changes.</summary>
    public static void Write(AgreementsDbContext db, Act act) => db.AuditEntries.AddRange(Changed(db)
        .GroupBy(changed => (changed.Subject.Kind, changed.Subject.Id))
        .Select(changed => AuditEntry.Done(act, changed.Select(each => each.Subject).OrderByDescending(subject => subject.RegionCode is not null).First(), StoredAs.Write(changed.SelectMany(each => ChangesOf(each.Entry)).ToList())))
        .ToList());

    /// <summary>The entry about a new record that nobody tracks, to the letter what <see cref="Write"/> would add.</summary>
    public static AuditEntry OfNew(AgreementsDbContext db, Act act, object record) => AuditEntry.Done(
        act,
        SubjectOf(record) ?? throw new InvalidOperationException($"The audit keeps nothing of {record.GetType().Name}."),
        StoredAs.Write(ChangesOf(db.TypeOf(record).GetProperties(), _ => null, property => property.PropertyInfo!.GetValue(record)).ToList()));

    /// <summary>Sees to it that nothing changes which somebody has to answer for.</summary>
    public static void RequireNothingToKeep(AgreementsDbContext db)
    {
        if (Changed(db).Select(changed => changed.Subject).FirstOrDefault() is { } subject)
        {
            throw new InvalidOperationException($"Say who changes the {subject.Kind}.");
        }
    }

    private static IEnumerable<(AuditSubject Subject, EntityEntry Entry)> Changed(AgreementsDbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            if (SubjectOf(entry.Entity) is { } subject)
            {
                // Whoever changes what belongs to an agreement has it in hand.
                var region = subject.RegionCode ?? (subject.AgreementId is { } id ? db.Agreements.Local.FindEntry(id)?.Entity.RegionCode : null);
                yield return (subject with { RegionCode = region }, entry);
            }
        }
    }

    /// <summary>What an entry about this record is about; null for what the store keeps for itself.</summary>
    public static AuditSubject? SubjectOf(object record) => record switch
    {
        Agreement agreement => new(AuditSubjectKind.Agreement, agreement.Id, agreement.Id, agreement.RegionCode),
        Amendment amendment => new(AuditSubjectKind.Amendment, amendment.Id, amendment.AgreementId, amendment.RegionCode),
        BpjsOffice office => new(AuditSubjectKind.BpjsOffice, office.Id),
        OfficeCatchment catchment => new(AuditSubjectKind.BpjsOffice, catchment.OfficeId),
        ApiKey key => new(AuditSubjectKind.ApiKey, key.Id),
        CalendarFeed feed => new(AuditSubjectKind.CalendarFeed, feed.Id, RegionCode: feed.RegionCode ?? feed.ProvinceCode),
        Document document => new(AuditSubjectKind.Document, document.Id, document.AgreementId),
        DocumentVersion version => new(AuditSubjectKind.Document, version.DocumentId, version.AgreementId),

        Renewal renewal => new(AuditSubjectKind.Renewal, renewal.Id, renewal.AgreementId, renewal.RegionCode),
        RenewalEntry entry => new(AuditSubjectKind.Renewal, entry.RenewalId, entry.AgreementId),
        Meeting meeting => new(AuditSubjectKind.Meeting, meeting.Id, RegionCode: meeting.RegionCode),
        MeetingAgreement link => new(AuditSubjectKind.Meeting, link.MeetingId),
        MeetingRenewal link => new(AuditSubjectKind.Meeting, link.MeetingId),
        DeadlineAcknowledgement said => new(AuditSubjectKind.Deadline, said.DeadlineId, said.AgreementId, said.RegionCode),
        HolidayCorrection correction => new(AuditSubjectKind.Holiday, correction.Id),
        CoverageSnapshot snapshot => new(AuditSubjectKind.CoverageSnapshot, snapshot.Id, RegionCode: snapshot.RegionCode),
        AddedUhcPolicy policy => new(AuditSubjectKind.UhcPolicy, policy.Id),

        WorkPlan plan => new(AuditSubjectKind.WorkPlan, plan.Id, plan.AgreementId, plan.RegionCode),
        WorkPlanAddendum addendum => new(AuditSubjectKind.WorkPlan, addendum.WorkPlanId, addendum.AgreementId, addendum.RegionCode),
        Activity activity => new(AuditSubjectKind.Activity, activity.Id, activity.AgreementId, activity.RegionCode),
        ActivityProgress progress => new(AuditSubjectKind.Activity, progress.ActivityId, progress.AgreementId, progress.RegionCode),
        AddedContributionRate rate => new(AuditSubjectKind.ContributionRate, rate.Id),
        RegionActivation activation => new(AuditSubjectKind.ActivationMode, activation.Id, RegionCode: activation.RegionCode),
        RegionContacts contacts => new(AuditSubjectKind.RegionContacts, contacts.Id, RegionCode: contacts.RegionCode),

        Reminder { State: not ReminderState.Collapsed } reminder => new(AuditSubjectKind.Reminder, reminder.Id, reminder.AgreementId, reminder.RegionCode),
        ReminderAttempt attempt => new(AuditSubjectKind.Reminder, attempt.ReminderId),
        ReminderRules or ReminderRung => new(AuditSubjectKind.ReminderRules, Id: null),

        Webhook webhook => new(AuditSubjectKind.Webhook, webhook.Id),
        RegisterImport import => new(AuditSubjectKind.Import, import.Id),

        // Each follows from a record above, or from nothing that anybody did to the register.
        AgreementChange or WorkPlanChange or AgreementText or Deadline or Reminder or ReminderWorker or WebhookProgress or WebhookDelivery or ImportProgress or ImportFinding or StoredSealingKey or IdempotencyRecord or ImportedRecord or AuditEntry or AuditHead or FeedEvent or FeedHead => null,
        _ => throw new InvalidOperationException($"Say in {nameof(AuditTrail)} what the audit is to keep of {record.GetType().Name}."),
    };

    private static IEnumerable<FieldChange> ChangesOf(EntityEntry entry) => ChangesOf(
        entry.Metadata.GetFlattenedProperties(),
        property => entry.State == EntityState.Added ? null : entry.OriginalValues[property],
        property => entry.State == EntityState.Deleted ? null : entry.CurrentValues[property]);

    private static IEnumerable<FieldChange> ChangesOf(IEnumerable<IProperty> properties, Func<IProperty, object?> valueBefore, Func<IProperty, object?> valueAfter)
    {
        // A shadow property follows from the others, or names the record that this one belongs to.
        foreach (var property in properties.Where(property => !property.IsShadowProperty() && !Secret.Contains(property.Name)))
        {
            var (before, after) = (valueBefore(property), valueAfter(property));
            if (before is null || after is null ? before != after : !property.GetValueComparer().Equals(before, after))
            {
                yield return new FieldChange(NameOf(property), before, after);
            }
        }
    }

    private static string NameOf(IProperty property)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name.TrimStart('_'));
        return property.DeclaringType is IComplexType whole ? $"{JsonNamingPolicy.CamelCase.ConvertName(whole.ComplexProperty.Name)}/{name}" : name;
    }
}
