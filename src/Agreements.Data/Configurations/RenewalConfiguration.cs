using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Agreements.Domain.Renewals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class RenewalConfiguration : IEntityTypeConfiguration<Renewal>
{
    public void Configure(EntityTypeBuilder<Renewal> renewal)
    {
        renewal.ToTable("renewals");
        renewal.Property(r => r.Id).ValueGeneratedNever();
        renewal.Property(r => r.Version).IsConcurrencyToken();
        renewal.Property(r => r.RegionCode).HasMaxLength(Region.CodeMaxLength);
        renewal.Property(r => r.TimeZone).HasMaxLength(20);
        renewal.Property(r => r.Owner).HasMaxLength(Agreement.NameMaxLength);
        renewal.Property(r => r.OpenedBy).HasMaxLength(Agreement.NameMaxLength);
        renewal.Ignore(r => r.Stages);
        renewal.Property<List<StagePlan>>("_stages").HasColumnName("Stages").StoredAsJson<StagePlan, List<StagePlan>>();
        renewal.ComplexProperty(r => r.Closing, closing =>
        {
            closing.Property(c => c.Outcome).HasColumnName("Outcome");
            closing.Property(c => c.Reason).HasColumnName("ClosingReason").HasMaxLength(Agreement.ReasonMaxLength);
            closing.Property(c => c.At).HasColumnName("ClosedAt");
            closing.Property(c => c.By).HasColumnName("ClosedBy").HasMaxLength(Agreement.NameMaxLength);
        });

        // One is open at a time, whatever the code intends.
        renewal.HasIndex(r => r.AgreementId).IsUnique().HasFilter("state = 'open'").HasDatabaseName("ix_renewals_open");

        // Each list walks one of these by (due on, id).
        renewal.HasIndex(r => new { r.AgreementId, r.DueOn, r.Id });
        renewal.HasIndex(r => new { r.State, r.DueOn, r.Id });
        renewal.HasIndex(r => new { r.RegionCode, r.State, r.DueOn, r.Id });
        renewal.HasIndex(r => new { r.Owner, r.State, r.DueOn, r.Id });
        renewal.HasIndex(r => new { r.DueOn, r.Id });
        renewal.HasOne<Agreement>().WithMany().HasForeignKey(r => r.AgreementId).OnDelete(DeleteBehavior.Restrict);
        renewal.HasOne<Agreement>().WithMany().HasForeignKey(r => r.SuccessorId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class RenewalEntryConfiguration : IEntityTypeConfiguration<RenewalEntry>
{
    public void Configure(EntityTypeBuilder<RenewalEntry> entry)
    {
        entry.ToTable("renewal_entries");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Summary).HasMaxLength(RenewalEntryContent.SummaryMaxLength);
        entry.Property(e => e.RecordedBy).HasMaxLength(Agreement.NameMaxLength);
        entry.HasIndex(e => new { e.RenewalId, e.Id });
        entry.HasOne<Renewal>().WithMany().HasForeignKey(e => e.RenewalId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Domain.Meetings.Meeting>().WithMany().HasForeignKey(e => e.MeetingId).OnDelete(DeleteBehavior.Restrict);
    }
}
