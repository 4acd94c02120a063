using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Agreements.Domain.WorkPlans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class WorkPlanConfiguration : IEntityTypeConfiguration<WorkPlan>
{
    /// <summary>Of each agreement and year there is one plan that is not given up.</summary>
    public const string OneForEachYear = "ix_work_plans_year";

    public void Configure(EntityTypeBuilder<WorkPlan> plan)
    {
        plan.ToTable("work_plans");
        plan.Property(p => p.Id).ValueGeneratedNever();
        plan.Property(p => p.Version).IsConcurrencyToken();
        plan.Property(p => p.RegionCode).HasMaxLength(Region.CodeMaxLength);
        plan.Property(p => p.TimeZone).HasMaxLength(20);
        plan.Property(p => p.LocalNumber).HasMaxLength(DocumentNumber.MaxLength);
        plan.Property(p => p.BpjsNumber).HasMaxLength(DocumentNumber.MaxLength);
        plan.Property(p => p.BudgetAccountCode).HasMaxLength(DocumentNumber.MaxLength);
        plan.Property(p => p.Notes).HasMaxLength(Agreement.NotesMaxLength);
        plan.Property(p => p.Source).HasMaxLength(Agreement.SourceMaxLength);
        plan.Property(p => p.SubmittedBy).HasMaxLength(Agreement.NameMaxLength);
        plan.Property(p => p.SubmittedByHolder).HasMaxLength(ApiKey.HolderMaxLength);
        plan.Property<string?>(DerivedColumns.LocalNumberIdentity);
        plan.Property<string?>(DerivedColumns.BpjsNumberIdentity);
        plan.Ignore(p => p.Signatures);
        plan.Ignore(p => p.Terms);
        plan.Ignore(p => p.Latest);
        plan.Ignore(p => p.Funding);
        plan.Ignore(p => p.Content);
        plan.Property<List<Signature>>("_signatures").HasColumnName("Signatures").StoredAsJson<Signature, List<Signature>>();
        plan.Property<List<PlanTerms>>("_terms").HasColumnName("Terms").StoredAsJson<PlanTerms, List<PlanTerms>>();

        plan.HasIndex(p => new { p.AgreementId, p.Year }).IsUnique().HasFilter("status <> 'cancelled'").HasDatabaseName(OneForEachYear);
        plan.HasIndex(nameof(WorkPlan.RegionCode), DerivedColumns.LocalNumberIdentity).IsUnique();
        plan.HasIndex(DerivedColumns.BpjsNumberIdentity).IsUnique();

        // Each list walks one of these by (year, id), the latest first.
        plan.HasIndex(p => new { p.Year, p.Id });
        plan.HasIndex(p => new { p.AgreementId, p.Year, p.Id });
        plan.HasIndex(p => new { p.RegionCode, p.Year, p.Id });
        plan.HasIndex(p => new { p.Status, p.Year, p.Id });

        // Whether an agreement has a signed one for a year, without reading any plan.
        plan.HasIndex(p => new { p.Year, p.AgreementId, p.Status });
        plan.HasOne<Agreement>().WithMany().HasForeignKey(p => p.AgreementId).OnDelete(DeleteBehavior.Restrict);
        plan.HasMany(p => p.History).WithOne().HasForeignKey(change => change.WorkPlanId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WorkPlanChangeConfiguration : IEntityTypeConfiguration<WorkPlanChange>
{
    public void Configure(EntityTypeBuilder<WorkPlanChange> change)
    {
        change.ToTable("work_plan_history");
        change.HasKey(c => new { c.WorkPlanId, c.Version });
        change.Property(c => c.Version).ValueGeneratedNever();
        change.Property(c => c.By).HasMaxLength(Agreement.NameMaxLength);
        change.Property(c => c.Reason).HasMaxLength(Agreement.ReasonMaxLength);
        change.Property(c => c.Changes).StoredAsJson<FieldChange, IReadOnlyList<FieldChange>>();
    }
}

internal sealed class WorkPlanAddendumConfiguration : IEntityTypeConfiguration<WorkPlanAddendum>
{
    public void Configure(EntityTypeBuilder<WorkPlanAddendum> addendum)
    {
        addendum.ToTable("work_plan_addenda");
        addendum.Property(a => a.Id).ValueGeneratedNever();
        addendum.Property(a => a.RegionCode).HasMaxLength(Region.CodeMaxLength);
        addendum.Property(a => a.LocalNumber).HasMaxLength(DocumentNumber.MaxLength);
        addendum.Property(a => a.BpjsNumber).HasMaxLength(DocumentNumber.MaxLength);
        addendum.Property(a => a.Summary).HasMaxLength(AmendmentContent.SummaryMaxLength);
        addendum.Property(a => a.RecordedBy).HasMaxLength(Agreement.NameMaxLength);
        addendum.Property(a => a.Signatures).StoredAsJson<Signature, IReadOnlyList<Signature>>();
        addendum.Property<string?>(DerivedColumns.LocalNumberIdentity);
        addendum.Property<string?>(DerivedColumns.BpjsNumberIdentity);

        addendum.HasIndex(nameof(WorkPlanAddendum.WorkPlanId), nameof(WorkPlanAddendum.Ordinal)).IsUnique();
        addendum.HasIndex(nameof(WorkPlanAddendum.RegionCode), DerivedColumns.LocalNumberIdentity).IsUnique();
        addendum.HasIndex(DerivedColumns.BpjsNumberIdentity).IsUnique();
        addendum.HasOne<WorkPlan>().WithMany().HasForeignKey(a => a.WorkPlanId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ActivityConfiguration : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.ToTable("activities");
        activity.Property(a => a.Id).ValueGeneratedNever();
        activity.Property(a => a.Version).IsConcurrencyToken();
        activity.Property(a => a.RegionCode).HasMaxLength(Region.CodeMaxLength);
        activity.Property(a => a.TimeZone).HasMaxLength(20);
        activity.Property(a => a.Name).HasMaxLength(ActivityContent.NameMaxLength);
        activity.Property(a => a.Objective).HasMaxLength(ActivityContent.TextMaxLength);
        activity.Property(a => a.Indicator).HasMaxLength(ActivityContent.TextMaxLength);
        activity.Property(a => a.TargetValue).HasPrecision(18, 2);
        activity.Property(a => a.TargetUnit).HasMaxLength(ActivityContent.NameMaxLength);
        activity.Property(a => a.ResponsibleUnit).HasMaxLength(Agreement.NameMaxLength);
        activity.Property(a => a.FundingSource).HasMaxLength(ActivityContent.NameMaxLength);
        activity.Ignore(a => a.RealisedValue);
        activity.Ignore(a => a.RealisedPercent);
        activity.Ignore(a => a.Quarters);
        activity.Ignore(a => a.Content);
        activity.Property<List<QuarterRealisation>>("_quarters").HasColumnName("Quarters").StoredAsJson<QuarterRealisation, List<QuarterRealisation>>();

        // The list of a plan walks it by (ends on, id); what is late of a plan is counted along it.
        activity.HasIndex(a => new { a.WorkPlanId, a.EndsOn, a.Id });
        activity.HasOne<WorkPlan>().WithMany().HasForeignKey(a => a.WorkPlanId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ActivityProgressConfiguration : IEntityTypeConfiguration<ActivityProgress>
{
    public void Configure(EntityTypeBuilder<ActivityProgress> progress)
    {
        progress.ToTable("activity_progress");
        progress.Property(p => p.Id).ValueGeneratedNever();
        progress.Property(p => p.RegionCode).HasMaxLength(Region.CodeMaxLength);
        progress.Property(p => p.RealisedValue).HasPrecision(18, 2);
        progress.Property(p => p.Note).HasMaxLength(ActivityProgress.NoteMaxLength);
        progress.Property(p => p.RecordedBy).HasMaxLength(Agreement.NameMaxLength);
        progress.HasIndex(p => new { p.ActivityId, p.Ordinal }).IsUnique();
        progress.HasOne<Activity>().WithMany().HasForeignKey(p => p.ActivityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ContributionRateConfiguration : IEntityTypeConfiguration<AddedContributionRate>
{
    public void Configure(EntityTypeBuilder<AddedContributionRate> rate)
    {
        rate.ToTable("contribution_rates");
        rate.Property(r => r.Id).ValueGeneratedNever();
        rate.Property(r => r.LegalBasis).HasMaxLength(ContributionRate.LegalBasisMaxLength);
        rate.Property(r => r.RecordedBy).HasMaxLength(Agreement.NameMaxLength);
        rate.Ignore(r => r.Rate);
        rate.HasIndex(r => r.ValidFrom).IsUnique();
    }
}
