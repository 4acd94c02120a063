using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class DeadlineConfiguration : IEntityTypeConfiguration<Deadline>
{
    private const string Live = "closed_as IS NULL";

    public void Configure(EntityTypeBuilder<Deadline> deadline)
    {
        deadline.ToTable("deadlines");
        deadline.Property(d => d.Id).ValueGeneratedNever();
        deadline.Property(d => d.Version).IsConcurrencyToken();
        deadline.Property(d => d.Key).HasMaxLength(100);
        deadline.Property(d => d.RegionCode).HasMaxLength(Region.CodeMaxLength);
        deadline.Property(d => d.TimeZone).HasMaxLength(20);
        deadline.Property(d => d.Owner).HasMaxLength(Agreement.NameMaxLength);
        deadline.Property(d => d.About).HasMaxLength(Meeting.SentenceMaxLength);
        deadline.ComplexProperty(d => d.Acknowledgement, said =>
        {
            said.Property(a => a.Note).HasColumnName("AcknowledgementNote").HasMaxLength(Deadline.NoteMaxLength);
            said.Property(a => a.Until).HasColumnName("AcknowledgedUntil");
            said.Property(a => a.At).HasColumnName("AcknowledgedAt");
            said.Property(a => a.By).HasColumnName("AcknowledgedBy").HasMaxLength(Agreement.NameMaxLength);
        });

        // None is doubled, whatever the code intends.
        deadline.HasIndex(d => d.Key).IsUnique().HasFilter(Live).HasDatabaseName("ix_deadlines_live");

        // Each list walks one of these by (due on, id): the live ones, or the closed.
        deadline.HasIndex(d => new { d.DueOn, d.Id }, "ix_deadlines_live_due").HasFilter(Live);
        deadline.HasIndex(d => new { d.RegionCode, d.DueOn, d.Id }).HasFilter(Live).HasDatabaseName("ix_deadlines_live_region");
        deadline.HasIndex(d => new { d.Owner, d.DueOn, d.Id }).HasFilter(Live).HasDatabaseName("ix_deadlines_live_owner");
        deadline.HasIndex(d => new { d.Kind, d.DueOn, d.Id }).HasFilter(Live).HasDatabaseName("ix_deadlines_live_kind");

        // Whoever claims reminders walks those that have one coming, the one that waits longest first.
        deadline.HasIndex(d => new { d.RemindOn, d.Id }).HasFilter("closed_as IS NULL AND remind_on IS NOT NULL AND NOT reminders_held").HasDatabaseName("ix_deadlines_to_remind");
        deadline.HasIndex(d => new { d.RegionCode, d.RemindOn, d.Id }).HasFilter("closed_as IS NULL AND remind_on IS NOT NULL AND NOT reminders_held").HasDatabaseName("ix_deadlines_to_remind_region");

        deadline.HasIndex(d => new { d.DueOn, d.Id }, "ix_deadlines_closed_due").HasFilter("closed_as IS NOT NULL");
        deadline.HasIndex(d => new { d.AgreementId, d.DueOn, d.Id });
        deadline.HasIndex(d => d.MeetingId);

        // A draft can be deleted although a meeting agreed on something about it, which stays due.
        deadline.HasOne<Agreement>().WithMany().HasForeignKey(d => d.AgreementId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class DeadlineAcknowledgementConfiguration : IEntityTypeConfiguration<DeadlineAcknowledgement>
{
    public void Configure(EntityTypeBuilder<DeadlineAcknowledgement> said)
    {
        said.ToTable("deadline_acknowledgements");
        said.Property(a => a.Id).ValueGeneratedNever();
        said.Property(a => a.RegionCode).HasMaxLength(Region.CodeMaxLength);
        said.Property(a => a.Note).HasMaxLength(Deadline.NoteMaxLength);
        said.Property(a => a.By).HasMaxLength(Agreement.NameMaxLength);
        said.HasOne<Deadline>().WithMany().HasForeignKey(a => a.DeadlineId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HolidayCorrectionConfiguration : IEntityTypeConfiguration<HolidayCorrection>
{
    public void Configure(EntityTypeBuilder<HolidayCorrection> correction)
    {
        correction.ToTable("holiday_corrections");
        correction.Property(c => c.Id).ValueGeneratedNever();
        correction.Property(c => c.Version).IsConcurrencyToken();
        correction.Property(c => c.On).HasColumnName("Day");
        correction.Property(c => c.Name).HasMaxLength(Holiday.NameMaxLength);
        correction.Property(c => c.Source).HasMaxLength(Holiday.SourceMaxLength);
        correction.Ignore(c => c.Holiday);
        correction.HasIndex(c => c.On).IsUnique();
    }
}
