using Agreements.Data.Reference;
using Agreements.Data.Search;
using Agreements.Data.Store;
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

namespace Agreements.Data;

/// <summary>The register, as one model for both stores; each store adds only how it writes ids, instants and text.</summary>
public abstract class AgreementsDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>The agreements. From outside they are reached through <see cref="Queries.ReachQueries"/> alone.</summary>
    internal DbSet<Agreement> Agreements => Set<Agreement>();

    /// <summary>Their histories.</summary>
    internal DbSet<AgreementChange> AgreementHistory => Set<AgreementChange>();

    /// <summary>Their amendments.</summary>
    internal DbSet<Amendment> Amendments => Set<Amendment>();

    /// <summary>Their documents.</summary>
    internal DbSet<Document> Documents => Set<Document>();

    /// <summary>The versions of those.</summary>
    internal DbSet<DocumentVersion> DocumentVersions => Set<DocumentVersion>();

    /// <summary>Their renewals.</summary>
    internal DbSet<Renewal> Renewals => Set<Renewal>();

    /// <summary>The logs of those.</summary>
    internal DbSet<RenewalEntry> RenewalEntries => Set<RenewalEntry>();

    /// <summary>What must be done by when.</summary>
    internal DbSet<Deadline> Deadlines => Set<Deadline>();

    /// <summary>The rungs of their ladders that somebody claimed, or that were left out for more urgent ones.</summary>
    internal DbSet<Reminder> Reminders => Set<Reminder>();

    /// <summary>Who had those in hand, and what they said.</summary>
    internal DbSet<ReminderAttempt> ReminderAttempts => Set<ReminderAttempt>();

    /// <summary>Who asks for them.</summary>
    public DbSet<ReminderWorker> ReminderWorkers => Set<ReminderWorker>();

    /// <summary>The ladders, rung by rung.</summary>
    public DbSet<ReminderRung> ReminderRungs => Set<ReminderRung>();

    /// <summary>Who last changed the ladders: one row.</summary>
    public DbSet<ReminderRules> ReminderRules => Set<ReminderRules>();

    /// <summary>The meetings.</summary>
    internal DbSet<Meeting> Meetings => Set<Meeting>();

    /// <summary>The work plans.</summary>
    internal DbSet<WorkPlan> WorkPlans => Set<WorkPlan>();

    /// <summary>Their histories.</summary>
    internal DbSet<WorkPlanChange> WorkPlanHistory => Set<WorkPlanChange>();

    /// <summary>Their addenda.</summary>
    internal DbSet<WorkPlanAddendum> WorkPlanAddenda => Set<WorkPlanAddendum>();

    /// <summary>Their activities.</summary>
    internal DbSet<Activity> Activities => Set<Activity>();

    /// <summary>What was reported about those.</summary>
    internal DbSet<ActivityProgress> ActivityProgress => Set<ActivityProgress>();

    /// <summary>The contribution rates that were added to those that ship with the service.</summary>
    public DbSet<AddedContributionRate> ContributionRates => Set<AddedContributionRate>();

    /// <summary>What has been put right about single days.</summary>
    public DbSet<HolidayCorrection> HolidayCorrections => Set<HolidayCorrection>();

    /// <summary>What is said about the coverage of regions.</summary>
    internal DbSet<CoverageSnapshot> CoverageSnapshots => Set<CoverageSnapshot>();

    /// <summary>The policies on universal health coverage that were added to those that ship with the service.</summary>
    public DbSet<AddedUhcPolicy> AddedUhcPolicies => Set<AddedUhcPolicy>();

    /// <summary>How soon people of regions are activated.</summary>
    internal DbSet<RegionActivation> RegionActivations => Set<RegionActivation>();

    /// <summary>Who is told of the deadlines of regions.</summary>
    internal DbSet<RegionContacts> RegionContacts => Set<RegionContacts>();

    /// <summary>What a search looks through.</summary>
    internal DbSet<AgreementText> AgreementTexts => Set<AgreementText>();

    /// <summary>The offices of BPJS Kesehatan.</summary>
    public DbSet<BpjsOffice> BpjsOffices => Set<BpjsOffice>();

    /// <summary>The keys of integrations, jobs and people.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <summary>The calendars that programs subscribe to.</summary>
    internal DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();

    /// <summary>What was done and what was refused.</summary>
    internal DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Where its chain ends.</summary>
    internal DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    /// <summary>The feed of events.</summary>
    internal DbSet<FeedEvent> FeedEvents => Set<FeedEvent>();

    /// <summary>Where it begins and ends.</summary>
    internal DbSet<FeedHead> FeedHeads => Set<FeedHead>();

    /// <summary>Who is told of changes at addresses of their own.</summary>
    public DbSet<Webhook> Webhooks => Set<Webhook>();

    /// <summary>How far each has been told, and how it fares.</summary>
    public DbSet<WebhookProgress> WebhookProgress => Set<WebhookProgress>();

    /// <summary>What each was told, and what came of it.</summary>
    internal DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    /// <summary>What secrets are sealed with that have to be read again.</summary>
    internal DbSet<StoredSealingKey> SealingKeys => Set<StoredSealingKey>();

    /// <summary>What registers were had taken in from files.</summary>
    public DbSet<RegisterImport> Imports => Set<RegisterImport>();

    /// <summary>How far those have come.</summary>
    public DbSet<ImportProgress> ImportProgress => Set<ImportProgress>();

    /// <summary>What was found in those files.</summary>
    internal DbSet<ImportFinding> ImportFindings => Set<ImportFinding>();

    /// <summary>Answers kept for repeated requests.</summary>
    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    /// <summary>What has been taken in from elsewhere.</summary>
    public DbSet<ImportedRecord> ImportedRecords => Set<ImportedRecord>();

    /// <summary>Whether an agreement is only being written down. To ask EF for its entry compares all of it with what it was.</summary>
    public bool IsNew(Agreement agreement)
    {
        var looks = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return Entry(agreement).State == EntityState.Added;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = looks;
        }
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Derived columns are written by SaveChangesAsync.");

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (ChangeTracker.AutoDetectChangesEnabled)
        {
            ChangeTracker.DetectChanges();
            ChangeTracker.AutoDetectChangesEnabled = false;
        }

        try
        {
            await WriteDerivedAsync(cancellationToken);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AgreementsDbContext).Assembly);
        SnakeCase.Apply(modelBuilder.Model);
    }

    private static bool HasNewName(EntityEntry<BpjsOffice> entry) =>
        entry.State == EntityState.Modified && entry.Property(office => office.Name).IsModified;

    // What changed is known by now: to look again for every kind of record would take as long as to save a large change.
    private async Task WriteDerivedAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in ChangeTracker.Entries<Agreement>().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList())
        {
            DerivedColumns.Write(entry);
            await WriteTextAsync(entry.Entity, cancellationToken);
        }

        foreach (var entry in ChangeTracker.Entries<Amendment>().Where(entry => entry.State == EntityState.Added))
        {
            DerivedColumns.Write(entry);
        }

        foreach (var entry in ChangeTracker.Entries<WorkPlan>().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            DerivedColumns.Write(entry);
        }

        foreach (var entry in ChangeTracker.Entries<WorkPlanAddendum>().Where(entry => entry.State == EntityState.Added))
        {
            DerivedColumns.Write(entry);
        }

        foreach (var office in ChangeTracker.Entries<BpjsOffice>().Where(HasNewName).Select(entry => entry.Entity).ToList())
        {
            foreach (var agreement in await Agreements.Where(agreement => agreement.BpjsOfficeId == office.Id).ToListAsync(cancellationToken))
            {
                await WriteTextAsync(agreement, cancellationToken);
            }
        }
    }

    private async Task WriteTextAsync(Agreement agreement, CancellationToken cancellationToken)
    {
        var region = RegionCatalogue.Shipped.Get(agreement.RegionCode);
        var office = agreement.BpjsOfficeId is { } id ? await BpjsOffices.FindAsync([id], cancellationToken) : null;
        var composed = AgreementText.Compose(agreement, region, RegionCatalogue.Shipped.Get(region.ProvinceCode), office?.Name);
        var text = Entry(agreement).State == EntityState.Added
            ? null
            : await AgreementTexts.SingleOrDefaultAsync(text => text.AgreementId == agreement.Id, cancellationToken);
        if (text is null)
        {
            AgreementTexts.Add(new AgreementText { AgreementId = agreement.Id, Text = composed });
        }
        else
        {
            Entry(text).Property(kept => kept.Text).CurrentValue = composed;
        }
    }
}
