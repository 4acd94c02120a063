using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class RegionContactsConfiguration : IEntityTypeConfiguration<RegionContacts>
{
    public void Configure(EntityTypeBuilder<RegionContacts> contacts)
    {
        contacts.ToTable("region_contacts");
        contacts.Property(c => c.Id).ValueGeneratedNever();
        contacts.Property(c => c.RegionCode).HasMaxLength(Region.CodeMaxLength);
        contacts.Property(c => c.Version).IsConcurrencyToken();
        contacts.Property(c => c.Contacts).StoredAsJson<Contact, IReadOnlyList<Contact>>();
        contacts.Property(c => c.UpdatedBy).HasMaxLength(Agreement.NameMaxLength);
        contacts.HasIndex(c => c.RegionCode).IsUnique();
    }
}
