using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Agreements.Domain.Events;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class FeedEventConfiguration : IEntityTypeConfiguration<FeedEvent>
{
    /// <summary>The index of what waits to be placed.</summary>
    public const string Unplaced = "ix_feed_events_unplaced";

    public void Configure(EntityTypeBuilder<FeedEvent> each)
    {
        each.ToTable("feed_events");
        each.HasKey(e => e.Entry);
        each.Property(e => e.Path).HasMaxLength(FeedEvent.PathMaxLength);
        each.Property(e => e.Reaches).HasMaxLength(Region.CodeMaxLength);
        each.Property(e => e.Operation).HasMaxLength(AuditEntry.ActionMaxLength);
        each.Property(e => e.By).HasMaxLength(ApiKey.OwnerMaxLength);
        each.Ignore(e => e.Kind);
        each.Ignore(e => e.RegionCode);

        // The feed in its order, that of a region, and what has no place in it yet.
        each.HasIndex(e => e.Position).IsUnique();
        each.HasIndex(e => new { e.Reaches, e.Position });
        each.HasIndex(e => e.Entry).HasFilter("position IS NULL").HasDatabaseName(Unplaced);
    }
}

internal sealed class FeedHeadConfiguration : IEntityTypeConfiguration<FeedHead>
{
    public void Configure(EntityTypeBuilder<FeedHead> head)
    {
        head.ToTable("feed_head");
        head.Property(h => h.Id).ValueGeneratedNever();
        head.Property(h => h.Last).IsConcurrencyToken();
        head.Property(h => h.LastMark).HasMaxLength(FeedPlace.MarkLength);
        head.Property(h => h.TrimmedMark).HasMaxLength(FeedPlace.MarkLength);
        head.Ignore(h => h.End);
        head.Ignore(h => h.Start);
    }
}
