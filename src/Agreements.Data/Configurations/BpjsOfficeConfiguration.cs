using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class BpjsOfficeConfiguration : IEntityTypeConfiguration<BpjsOffice>
{
    public void Configure(EntityTypeBuilder<BpjsOffice> office)
    {
        office.ToTable("bpjs_offices");
        office.Property(o => o.Id).ValueGeneratedNever();
        office.Property(o => o.Version).IsConcurrencyToken();
        office.Property(o => o.Name).HasMaxLength(BpjsOffice.NameMaxLength);
        office.HasIndex(o => new { o.Kind, o.Name }).IsUnique();
        office.HasIndex(o => new { o.Name, o.Id });
        office.HasIndex(o => o.ParentId);
        office.HasOne<BpjsOffice>().WithMany().HasForeignKey(o => o.ParentId).OnDelete(DeleteBehavior.Restrict);
        office.HasMany(o => o.Catchment).WithOne().HasForeignKey(catchment => catchment.OfficeId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OfficeCatchmentConfiguration : IEntityTypeConfiguration<OfficeCatchment>
{
    public void Configure(EntityTypeBuilder<OfficeCatchment> catchment)
    {
        catchment.ToTable("bpjs_office_catchments");
        catchment.HasKey(c => new { c.OfficeId, c.RegionCode });
        catchment.Property(c => c.RegionCode).HasMaxLength(Region.CodeMaxLength);
        catchment.HasIndex(c => c.RegionCode);
    }
}
