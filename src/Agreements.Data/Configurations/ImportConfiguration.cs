using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Agreements.Domain.Documents;
using Agreements.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class RegisterImportConfiguration : IEntityTypeConfiguration<RegisterImport>
{
    public void Configure(EntityTypeBuilder<RegisterImport> import)
    {
        import.ToTable("imports");
        import.Property(i => i.Id).ValueGeneratedNever();
        import.Property(i => i.Mapping).StoredAsJson<ColumnMapping, IReadOnlyList<ColumnMapping>>();
        import.Property(i => i.FileName).HasMaxLength(FileName.MaxLength);
        import.Property(i => i.FileSha256).HasMaxLength(DocumentVersion.HashLength);
        import.Property(i => i.RegionCodes).StoredAsJson<string, IReadOnlyList<string>>();
        import.Property(i => i.Credential).HasMaxLength(AuditEntry.CredentialMaxLength);
        import.Property(i => i.CreatedBy).HasMaxLength(ApiKey.OwnerMaxLength);
        import.Property(i => i.Holder).HasMaxLength(ApiKey.HolderMaxLength);
        import.Ignore(i => i.Reach);
        import.Ignore(i => i.Author);

        // Listed for whoever asked for them.
        import.HasIndex(i => new { i.Credential, i.Id });
        import.HasOne<ApiKey>().WithMany().HasForeignKey(i => i.KeyId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ImportProgressConfiguration : IEntityTypeConfiguration<ImportProgress>
{
    /// <summary>The index of what is not over.</summary>
    public const string Open = "ix_import_progress_open";

    public void Configure(EntityTypeBuilder<ImportProgress> progress)
    {
        progress.ToTable("import_progress");
        progress.HasKey(p => p.ImportId);
        progress.Property(p => p.ImportId).ValueGeneratedNever();
        progress.Property(p => p.Version).IsConcurrencyToken();
        progress.Property(p => p.Fault).HasMaxLength(ImportProgress.FaultMaxLength);
        progress.Property(p => p.FaultArguments).StoredAsJson<string, IReadOnlyList<string>>();

        // What is to be done is asked after again and again.
        progress.HasIndex(p => p.ImportId).HasFilter("finished_at IS NULL").HasDatabaseName(Open);
        progress.HasOne<RegisterImport>().WithOne().HasForeignKey<ImportProgress>(p => p.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportFindingConfiguration : IEntityTypeConfiguration<ImportFinding>
{
    public void Configure(EntityTypeBuilder<ImportFinding> finding)
    {
        finding.ToTable("import_findings");
        finding.HasKey(f => new { f.ImportId, f.Ordinal });
        finding.Property(f => f.Ordinal).ValueGeneratedNever();
        finding.Property(f => f.Column).HasMaxLength(ImportFinding.ColumnMaxLength);
        finding.Property(f => f.Header).HasMaxLength(RegisterImport.HeaderMaxLength);
        finding.Property(f => f.Code).HasMaxLength(AuditEntry.CodeMaxLength);
        finding.Property(f => f.Arguments).StoredAsJson<string, IReadOnlyList<string>>();
        finding.Property(f => f.Value).HasMaxLength(ImportFinding.ValueMaxLength);

        // Listed by row, all or those of one severity.
        finding.HasIndex(f => new { f.ImportId, f.Row, f.Ordinal });
        finding.HasIndex(f => new { f.ImportId, f.Severity, f.Row, f.Ordinal });
        finding.HasOne<RegisterImport>().WithMany().HasForeignKey(f => f.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}
