using Agreements.Domain.Access;
using Agreements.Domain.Calendars;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class CalendarFeedConfiguration : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> feed)
    {
        feed.ToTable("calendar_feeds");
        feed.Property(f => f.Id).ValueGeneratedNever();
        feed.Property(f => f.Version).IsConcurrencyToken();
        feed.Property(f => f.Name).HasMaxLength(CalendarFeed.NameMaxLength);
        feed.Property(f => f.RegionCode).HasMaxLength(Region.CodeMaxLength);
        feed.Property(f => f.ProvinceCode).HasMaxLength(Region.CodeMaxLength);
        feed.Property(f => f.Kinds).StoredAsJson<DeadlineKind, IReadOnlyList<DeadlineKind>>();
        feed.Property(f => f.AlarmDaysBefore).StoredAsJson<int, IReadOnlyList<int>>();
        feed.Property(f => f.Hash).HasMaxLength(ApiKey.HashLength);
        feed.Property(f => f.MakerId).HasMaxLength(CalendarFeed.MakerMaxLength);
        feed.Property(f => f.RegionCodes).StoredAsJson<string, IReadOnlyList<string>>();
        feed.Property(f => f.CreatedBy).HasMaxLength(ApiKey.OwnerMaxLength);
        feed.Property(f => f.RevokedBy).HasMaxLength(ApiKey.OwnerMaxLength);
        feed.Ignore(f => f.ReachOfToken);

        // The one look-up of whoever asks for a calendar.
        feed.HasIndex(f => f.Hash).IsUnique();
        feed.HasIndex(f => new { f.MakerId, f.Id });
        feed.HasOne<ApiKey>().WithMany().HasForeignKey(f => f.ApiKeyId).OnDelete(DeleteBehavior.Restrict);
    }
}
