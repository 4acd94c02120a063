using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class RegionActivationConfiguration : IEntityTypeConfiguration<RegionActivation>
{
    public void Configure(EntityTypeBuilder<RegionActivation> activation)
    {
        activation.ToTable("region_activations");
        activation.Property(a => a.Id).ValueGeneratedNever();
        activation.Property(a => a.RegionCode).HasMaxLength(Region.CodeMaxLength);
        activation.Property(a => a.Source).HasMaxLength(RegionActivation.SourceMaxLength);
        activation.Property(a => a.RecordedBy).HasMaxLength(Agreement.NameMaxLength);

        // The list of a region walks it by (valid from, revision), and what holds on a day is the first one met.
        activation.HasIndex(a => new { a.RegionCode, a.ValidFrom, a.Revision }).IsUnique();
    }
}
