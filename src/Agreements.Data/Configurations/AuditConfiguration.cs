using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.By).HasMaxLength(ApiKey.OwnerMaxLength);
        entry.Property(e => e.Credential).HasMaxLength(AuditEntry.CredentialMaxLength);
        entry.Property(e => e.Action).HasMaxLength(AuditEntry.ActionMaxLength);
        entry.Property(e => e.Code).HasMaxLength(AuditEntry.CodeMaxLength);
        entry.Property(e => e.RegionCode).HasMaxLength(Region.CodeMaxLength);
        entry.Property(e => e.TraceId).HasMaxLength(AuditEntry.TraceIdLength);
        entry.Property(e => e.Hash).HasMaxLength(AuditSeal.HashLength);

        // The chain in its order, and what is not in it yet.
        entry.HasIndex(e => e.Sequence).IsUnique();

        // No key to what an entry is about: the entry outlives it.
        entry.HasIndex(e => new { e.At, e.Id });
        entry.HasIndex(e => new { e.AgreementId, e.At, e.Id });
        entry.HasIndex(e => new { e.By, e.At, e.Id });
        entry.HasIndex(e => new { e.RegionCode, e.At, e.Id });
    }
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> head)
    {
        head.ToTable("audit_head");
        head.Property(h => h.Id).ValueGeneratedNever();
        head.Property(h => h.Sequence).IsConcurrencyToken();
        head.Ignore(h => h.Seal);
        head.Property(h => h.Hash).HasMaxLength(AuditSeal.HashLength);
    }
}
