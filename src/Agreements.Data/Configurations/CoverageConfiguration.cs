using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Agreements.Data.Configurations;

internal sealed class CoverageSnapshotConfiguration : IEntityTypeConfiguration<CoverageSnapshot>
{
    public void Configure(EntityTypeBuilder<CoverageSnapshot> snapshot)
    {
        snapshot.ToTable("coverage_snapshots");
        snapshot.Property(s => s.Id).ValueGeneratedNever();
        snapshot.Property(s => s.RegionCode).HasMaxLength(Region.CodeMaxLength);
        snapshot.Property(s => s.CoveragePercentPrinted).HasConversion<PercentConverter>();
        snapshot.Property(s => s.ActivePercentPrinted).HasConversion<PercentConverter>();
        snapshot.Property(s => s.Source).HasMaxLength(CoverageSnapshot.SourceMaxLength);
        snapshot.Property(s => s.RecordedBy).HasMaxLength(Agreement.NameMaxLength);
        snapshot.Ignore(s => s.Figures);

        // The latest of a region is the last of its entries up to a day; none of a day is the last twice.
        snapshot.HasIndex(s => new { s.RegionCode, s.AsOf, s.Revision }).IsUnique();
    }
}

internal sealed class AddedUhcPolicyConfiguration : IEntityTypeConfiguration<AddedUhcPolicy>
{
    public void Configure(EntityTypeBuilder<AddedUhcPolicy> policy)
    {
        policy.ToTable("uhc_policies");
        policy.Property(p => p.Id).ValueGeneratedNever();
        policy.Property(p => p.CoverageAbove).HasConversion<PercentConverter>();
        policy.Property(p => p.ActiveAbove).HasConversion<PercentConverter>();
        policy.Property(p => p.Source).HasMaxLength(UhcPolicy.SourceMaxLength);
        policy.Property(p => p.AddedBy).HasMaxLength(Agreement.NameMaxLength);
        policy.Ignore(p => p.Policy);
        policy.HasIndex(p => p.ValidFrom).IsUnique();
    }
}

/// <summary>Writes a percentage as a whole number of hundredths: SQLite has no decimals.</summary>
public sealed class PercentConverter() : ValueConverter<decimal, long>(percent => Percent.Hundredths(percent), hundredths => Percent.OfHundredths(hundredths));
