using Agreements.Data.Store;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable("idempotency_records");
        record.HasKey(r => new { r.Caller, r.Key });
        record.Property(r => r.Caller).HasMaxLength(Agreement.NameMaxLength);
        record.Property(r => r.Key).HasMaxLength(IdempotencyRecord.KeyMaxLength);
        record.Property(r => r.Fingerprint).HasMaxLength(64);
        record.HasIndex(r => r.At);
    }
}

internal sealed class ImportedRecordConfiguration : IEntityTypeConfiguration<ImportedRecord>
{
    public void Configure(EntityTypeBuilder<ImportedRecord> record)
    {
        record.ToTable("imported_records");
        record.HasKey(r => new { r.Source, r.Key });
        record.Property(r => r.Source).HasMaxLength(ImportedRecord.KeyMaxLength);
        record.Property(r => r.Key).HasMaxLength(ImportedRecord.KeyMaxLength);
    }
}
