using Agreements.Data.Store;
using Agreements.Domain.Access;
using Agreements.Domain.Events;
using Agreements.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> webhook)
    {
        webhook.ToTable("webhooks");
        webhook.Property(w => w.Id).ValueGeneratedNever();
        webhook.Property(w => w.Version).IsConcurrencyToken();
        webhook.Property(w => w.Name).HasMaxLength(Webhook.NameMaxLength);
        webhook.Property(w => w.Url).HasMaxLength(WebhookAddress.MaxLength);
        webhook.Property(w => w.EventTypes).StoredAsJson<EventType, IReadOnlyList<EventType>>();
        webhook.Property(w => w.RegionCodes).StoredAsJson<string, IReadOnlyList<string>>();
        webhook.Property(w => w.SealedSecret).HasMaxLength(Webhook.SealedMaxLength);
        webhook.Property(w => w.FormerSealedSecret).HasMaxLength(Webhook.SealedMaxLength);
        webhook.Property(w => w.CreatedBy).HasMaxLength(ApiKey.OwnerMaxLength);
        webhook.Property(w => w.UpdatedBy).HasMaxLength(ApiKey.OwnerMaxLength);

        // Those that are called are asked after again and again.
        webhook.HasIndex(w => new { w.State, w.Id });
        webhook.HasOne<ApiKey>().WithMany().HasForeignKey(w => w.KeyId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WebhookProgressConfiguration : IEntityTypeConfiguration<WebhookProgress>
{
    public void Configure(EntityTypeBuilder<WebhookProgress> progress)
    {
        progress.ToTable("webhook_progress");
        progress.HasKey(p => p.WebhookId);
        progress.Property(p => p.Mark).HasMaxLength(FeedPlace.MarkLength);
        progress.Ignore(p => p.Place);
        progress.HasOne<Webhook>().WithOne().HasForeignKey<WebhookProgress>(p => p.WebhookId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    /// <summary>The index of what is to be tried.</summary>
    public const string Due = "ix_webhook_deliveries_due";

    public void Configure(EntityTypeBuilder<WebhookDelivery> delivery)
    {
        delivery.ToTable("webhook_deliveries");
        delivery.Property(d => d.Id).ValueGeneratedNever();
        delivery.Property(d => d.Version).IsConcurrencyToken();

        // None is doubled, whatever the code intends. No key to the event: the feed forgets it.
        delivery.HasIndex(d => new { d.WebhookId, d.EventId }).IsUnique();

        // What is to be tried, the log, and what is old enough to be forgotten.
        delivery.HasIndex(d => new { d.WebhookId, d.NextAttemptAt, d.Position }).HasFilter("next_attempt_at IS NOT NULL").HasDatabaseName(Due);
        delivery.HasIndex(d => new { d.WebhookId, d.CreatedAt }).HasFilter("next_attempt_at IS NOT NULL").HasDatabaseName("ix_webhook_deliveries_waiting");
        delivery.HasIndex(d => new { d.WebhookId, d.Id });
        delivery.HasIndex(d => new { d.WebhookId, d.State, d.Id });
        delivery.HasIndex(d => d.UpdatedAt).HasFilter("next_attempt_at IS NULL").HasDatabaseName("ix_webhook_deliveries_settled");
        delivery.HasOne<Webhook>().WithMany().HasForeignKey(d => d.WebhookId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SealingKeyConfiguration : IEntityTypeConfiguration<StoredSealingKey>
{
    public void Configure(EntityTypeBuilder<StoredSealingKey> key)
    {
        key.ToTable("sealing_keys");
        key.HasKey(k => k.Name);
        key.Property(k => k.Name).HasMaxLength(SealingKey.NameLength);
        key.Property(k => k.Text).HasMaxLength(StoredSealingKey.TextLength);
    }
}
