using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Regions;
using Agreements.Domain.Renewals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class MeetingConfiguration : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.ToTable("meetings");
        meeting.Property(m => m.Id).ValueGeneratedNever();
        meeting.Property(m => m.Version).IsConcurrencyToken();
        meeting.Property(m => m.RegionCode).HasMaxLength(Region.CodeMaxLength);
        meeting.Property(m => m.TimeZone).HasMaxLength(20);
        meeting.Property(m => m.Title).HasMaxLength(Meeting.TextMaxLength);
        meeting.Property(m => m.Place).HasMaxLength(Meeting.TextMaxLength);
        meeting.Property(m => m.Chair).HasMaxLength(Meeting.TextMaxLength);
        meeting.Property(m => m.Source).HasMaxLength(Meeting.SourceMaxLength);
        meeting.Property(m => m.Attendees).StoredAsJson<Attendee, IReadOnlyList<Attendee>>();
        meeting.Property(m => m.Agenda).StoredAsJson<AgendaTopic, IReadOnlyList<AgendaTopic>>();
        meeting.Property(m => m.Decisions).StoredAsJson<string, IReadOnlyList<string>>();
        meeting.Property(m => m.FollowUps).StoredAsJson<FollowUp, IReadOnlyList<FollowUp>>();
        meeting.Ignore(m => m.AgreementIds);
        meeting.Ignore(m => m.RenewalIds);
        meeting.Ignore(m => m.Content);

        // Each list walks one of these by (held on, id), the latest first.
        meeting.HasIndex(m => new { m.HeldOn, m.Id });
        meeting.HasIndex(m => new { m.RegionCode, m.HeldOn, m.Id });
        meeting.HasIndex(m => new { m.Kind, m.HeldOn, m.Id });
        meeting.HasMany(m => m.Agreements).WithOne().HasForeignKey(link => link.MeetingId).OnDelete(DeleteBehavior.Cascade);
        meeting.HasMany(m => m.Renewals).WithOne().HasForeignKey(link => link.MeetingId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MeetingAgreementConfiguration : IEntityTypeConfiguration<MeetingAgreement>
{
    public void Configure(EntityTypeBuilder<MeetingAgreement> link)
    {
        link.ToTable("meeting_agreements");
        link.HasKey(l => new { l.MeetingId, l.AgreementId });
        link.HasIndex(l => l.AgreementId);
        link.HasOne<Agreement>().WithMany().HasForeignKey(l => l.AgreementId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MeetingRenewalConfiguration : IEntityTypeConfiguration<MeetingRenewal>
{
    public void Configure(EntityTypeBuilder<MeetingRenewal> link)
    {
        link.ToTable("meeting_renewals");
        link.HasKey(l => new { l.MeetingId, l.RenewalId });
        link.HasIndex(l => l.RenewalId);
        link.HasOne<Renewal>().WithMany().HasForeignKey(l => l.RenewalId).OnDelete(DeleteBehavior.Restrict);
    }
}
