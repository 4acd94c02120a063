using Agreements.Domain.Documents;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> document)
    {
        document.ToTable("documents");
        document.Property(d => d.Id).ValueGeneratedNever();
        document.Property(d => d.Version).IsConcurrencyToken();
        document.Property(d => d.Title).HasMaxLength(Document.TitleMaxLength);
        document.Property(d => d.CreatedBy).HasMaxLength(Agreement.NameMaxLength);
        document.HasIndex(d => new { d.AgreementId, d.Id });
        document.HasOne<Agreement>().WithMany().HasForeignKey(d => d.AgreementId).OnDelete(DeleteBehavior.Restrict);
        document.HasMany(d => d.Versions).WithOne().HasForeignKey(version => version.DocumentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DocumentVersionConfiguration : IEntityTypeConfiguration<DocumentVersion>
{
    public void Configure(EntityTypeBuilder<DocumentVersion> version)
    {
        version.ToTable("document_versions");
        version.Property(v => v.Id).ValueGeneratedNever();
        version.Property(v => v.FileName).HasMaxLength(FileName.MaxLength);
        version.Property(v => v.MediaType).HasMaxLength(DocumentVersion.MediaTypeMaxLength);
        version.Property(v => v.Sha256).HasMaxLength(DocumentVersion.HashLength);
        version.Property(v => v.UploadedBy).HasMaxLength(Agreement.NameMaxLength);
        version.HasIndex(v => new { v.DocumentId, v.Number }).IsUnique();

        // The agreement's history, in its order.
        version.HasIndex(v => new { v.AgreementId, v.AgreementVersion, v.Id });
    }
}
