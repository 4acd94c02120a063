using Agreements.Domain.Access;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("api_keys");
        key.Property(k => k.Id).ValueGeneratedNever();
        key.Property(k => k.Version).IsConcurrencyToken();
        key.Property(k => k.Name).HasMaxLength(ApiKey.NameMaxLength);
        key.Property(k => k.Owner).HasMaxLength(ApiKey.OwnerMaxLength);
        key.Property(k => k.Holder).HasMaxLength(ApiKey.HolderMaxLength);
        key.Property(k => k.CreatedBy).HasMaxLength(ApiKey.OwnerMaxLength);
        key.Property(k => k.RevokedBy).HasMaxLength(ApiKey.OwnerMaxLength);
        key.Property(k => k.Prefix).HasMaxLength(ApiKey.PrefixLength);
        key.Property(k => k.Hash).HasMaxLength(ApiKey.HashLength);
        key.Property(k => k.Scopes).StoredAsJson<Scope, IReadOnlyList<Scope>>();
        key.Property(k => k.RegionCodes).StoredAsJson<string, IReadOnlyList<string>>();
        key.Ignore(k => k.Author);
        key.HasIndex(k => k.Prefix);
        key.HasOne<BpjsOffice>().WithMany().HasForeignKey(k => k.BpjsOfficeId).OnDelete(DeleteBehavior.Restrict);
    }
}
