using Agreements.Data.Search;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class AgreementConfiguration : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> agreement)
    {
        agreement.ToTable("agreements");
        agreement.Property(a => a.Id).ValueGeneratedNever();
        agreement.Property(a => a.Version).IsConcurrencyToken();

        agreement.Property(a => a.Title).HasMaxLength(Agreement.TitleMaxLength);
        agreement.Property(a => a.Subject).HasMaxLength(Agreement.SubjectMaxLength);
        agreement.Property(a => a.RegionCode).HasMaxLength(Region.CodeMaxLength);
        agreement.Property(a => a.TimeZone).HasMaxLength(20);
        agreement.Property(a => a.Agency).HasMaxLength(Agreement.NameMaxLength);
        agreement.Property(a => a.LocalNumber).HasMaxLength(DocumentNumber.MaxLength);
        agreement.Property(a => a.BpjsNumber).HasMaxLength(DocumentNumber.MaxLength);
        agreement.Property(a => a.TermText).HasMaxLength(Agreement.TermTextMaxLength);
        agreement.Property(a => a.Owner).HasMaxLength(Agreement.NameMaxLength);
        agreement.Property(a => a.Notes).HasMaxLength(Agreement.NotesMaxLength);
        agreement.Property(a => a.Source).HasMaxLength(Agreement.SourceMaxLength);
        agreement.Property(a => a.SubmittedBy).HasMaxLength(Agreement.NameMaxLength);
        agreement.Property(a => a.SubmittedByHolder).HasMaxLength(ApiKey.HolderMaxLength);
        agreement.Property(a => a.Scope).StoredAsJson<string, IReadOnlyList<string>>();
        agreement.Property(a => a.LegalBasis).StoredAsJson<string, IReadOnlyList<string>>();

        agreement.Ignore(a => a.Signatures);
        agreement.Property<List<Signature>>("_signatures").HasColumnName("Signatures").StoredAsJson<Signature, List<Signature>>();

        agreement.ComplexProperty(a => a.DprdApproval, approval =>
        {
            approval.Property(d => d.Required).HasColumnName("DprdRequired");
            approval.Property(d => d.Number).HasColumnName("DprdNumber").HasMaxLength(DocumentNumber.MaxLength);
            approval.Property(d => d.ApprovedOn).HasColumnName("DprdApprovedOn");
        });
        agreement.ComplexProperty(a => a.Termination, termination =>
        {
            termination.Property(t => t.Ground).HasColumnName("TerminationGround");
            termination.Property(t => t.EffectiveOn).HasColumnName("TerminationEffectiveOn");
            termination.Property(t => t.Reason).HasColumnName("TerminationReason").HasMaxLength(Agreement.ReasonMaxLength);
        });

        agreement.ComplexProperty(a => a.OriginalTerm, original =>
        {
            original.Property(o => o.EffectiveUntil).HasColumnName("OriginalEffectiveUntil");
            original.Property(o => o.OpenEnded).HasColumnName("OriginalOpenEnded");
        });

        ConfigureDerivedColumns(agreement);
        ConfigureIndexes(agreement);
        ConfigureRelations(agreement);
    }

    private static void ConfigureDerivedColumns(EntityTypeBuilder<Agreement> agreement)
    {
        // Without a length: folding a character can yield several.
        agreement.Property<string?>(DerivedColumns.LocalNumberIdentity);
        agreement.Property<string?>(DerivedColumns.LocalNumberKey);
        agreement.Property<string?>(DerivedColumns.BpjsNumberIdentity);
        agreement.Property<string?>(DerivedColumns.BpjsNumberKey);
        agreement.Property<string>(DerivedColumns.TitleKey).HasMaxLength(DerivedColumns.TitleKeyMaxLength).IsRequired();
        agreement.Property<DateOnly>(DerivedColumns.EndsOrder);
        agreement.Property<bool>(DerivedColumns.Signed);
        agreement.Property<DateOnly>(DerivedColumns.NoticeOrder);
        agreement.Property<DateOnly>(DerivedColumns.CoverEnds);
        agreement.Property<DateOnly>(DerivedColumns.CoverBegins);
        agreement.Property<DateOnly>(DerivedColumns.CoverageBegins);
        agreement.Property<DateOnly>(DerivedColumns.TerminatedOrder);
        agreement.Property<int>(DerivedColumns.QuotaOrder);
    }

    private static void ConfigureIndexes(EntityTypeBuilder<Agreement> agreement)
    {
        // The local government's series is its own, that of BPJS Kesehatan runs through the country.
        agreement.HasIndex(nameof(Agreement.Kind), nameof(Agreement.RegionCode), DerivedColumns.LocalNumberIdentity).IsUnique();
        agreement.HasIndex(nameof(Agreement.Kind), DerivedColumns.BpjsNumberIdentity).IsUnique();

        // Each list walks one of these by (sort column, id).
        agreement.HasIndex(nameof(Agreement.Lifecycle), DerivedColumns.EndsOrder, nameof(Agreement.Id));
        agreement.HasIndex(nameof(Agreement.RegionCode), nameof(Agreement.Lifecycle), DerivedColumns.EndsOrder, nameof(Agreement.Id));
        agreement.HasIndex(nameof(Agreement.RegionCode), DerivedColumns.Signed, DerivedColumns.EndsOrder, nameof(Agreement.Id));
        agreement.HasIndex(nameof(Agreement.BpjsOfficeId), DerivedColumns.EndsOrder, nameof(Agreement.Id));
        agreement.HasIndex(nameof(Agreement.Owner), DerivedColumns.EndsOrder, nameof(Agreement.Id));
        agreement.HasIndex(nameof(Agreement.NeedsReview), DerivedColumns.EndsOrder, nameof(Agreement.Id));
        agreement.HasIndex(DerivedColumns.EndsOrder, nameof(Agreement.Id));
        agreement.HasIndex(nameof(Agreement.UpdatedAt), nameof(Agreement.Id));
        agreement.HasIndex(DerivedColumns.TitleKey, nameof(Agreement.Id));
        agreement.HasIndex(DerivedColumns.LocalNumberKey);
        agreement.HasIndex(DerivedColumns.BpjsNumberKey);

        // The successor to show is the last one of a predecessor.
        agreement.HasIndex(nameof(Agreement.PredecessorId), DerivedColumns.Signed, nameof(Agreement.Id));

        // What an import brought, for whoever confirms it.
        agreement.HasIndex(nameof(Agreement.ImportId), nameof(Agreement.NeedsReview), nameof(Agreement.Id)).HasFilter("import_id IS NOT NULL").HasDatabaseName("ix_agreements_imported");

        // What stands in some way on a day, and what ends within a span.
        agreement.HasIndex(DerivedColumns.Signed, DerivedColumns.EndsOrder, nameof(Agreement.Id));
        agreement.HasIndex(DerivedColumns.Signed, DerivedColumns.CoverEnds, nameof(Agreement.Id));

        // The few whose coverage begins later than their term.
        agreement.HasIndex(DerivedColumns.Signed, DerivedColumns.CoverBegins).HasFilter("cover_begins < coverage_begins").HasDatabaseName("ix_agreements_covered_late");

        // Whether anything on the same line goes on. It holds all that standing and cover are judged by, so that counting walks along it.
        agreement.HasIndex(
            nameof(Agreement.RegionCode),
            nameof(Agreement.Segment),
            DerivedColumns.Signed,
            DerivedColumns.CoverEnds,
            DerivedColumns.CoverBegins,
            DerivedColumns.CoverageBegins,
            DerivedColumns.QuotaOrder,
            nameof(Agreement.TimeZone),
            DerivedColumns.TerminatedOrder,
            nameof(Agreement.EffectiveFrom),
            DerivedColumns.EndsOrder,
            DerivedColumns.NoticeOrder,
            nameof(Agreement.RenewalId),
            nameof(Agreement.Id)).HasDatabaseName("ix_agreements_line");
    }

    private static void ConfigureRelations(EntityTypeBuilder<Agreement> agreement)
    {
        agreement.HasOne<BpjsOffice>().WithMany().HasForeignKey(a => a.BpjsOfficeId).OnDelete(DeleteBehavior.Restrict);
        agreement.HasOne<Agreement>().WithMany().HasForeignKey(a => a.PredecessorId).OnDelete(DeleteBehavior.Restrict);
        agreement.HasMany(a => a.History).WithOne().HasForeignKey(change => change.AgreementId).OnDelete(DeleteBehavior.Cascade);
        agreement.HasOne<AgreementText>().WithOne().HasForeignKey<AgreementText>(text => text.AgreementId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AgreementChangeConfiguration : IEntityTypeConfiguration<AgreementChange>
{
    public void Configure(EntityTypeBuilder<AgreementChange> change)
    {
        change.ToTable("agreement_history");
        change.HasKey(c => new { c.AgreementId, c.Version });
        change.Property(c => c.Version).ValueGeneratedNever();
        change.Property(c => c.By).HasMaxLength(Agreement.NameMaxLength);
        change.Property(c => c.Reason).HasMaxLength(Agreement.ReasonMaxLength);
        change.Property(c => c.Changes).StoredAsJson<FieldChange, IReadOnlyList<FieldChange>>();
    }
}

internal sealed class AmendmentConfiguration : IEntityTypeConfiguration<Amendment>
{
    public void Configure(EntityTypeBuilder<Amendment> amendment)
    {
        amendment.ToTable("agreement_amendments");
        amendment.Property(a => a.Id).ValueGeneratedNever();
        amendment.Property(a => a.RegionCode).HasMaxLength(Region.CodeMaxLength);
        amendment.Property(a => a.LocalNumber).HasMaxLength(DocumentNumber.MaxLength);
        amendment.Property(a => a.BpjsNumber).HasMaxLength(DocumentNumber.MaxLength);
        amendment.Property(a => a.Summary).HasMaxLength(AmendmentContent.SummaryMaxLength);
        amendment.Property(a => a.RecordedBy).HasMaxLength(Agreement.NameMaxLength);
        amendment.Property(a => a.Signatures).StoredAsJson<Signature, IReadOnlyList<Signature>>();
        amendment.Property<string?>(DerivedColumns.LocalNumberIdentity);
        amendment.Property<string?>(DerivedColumns.BpjsNumberIdentity);

        amendment.HasIndex(nameof(Amendment.AgreementId), nameof(Amendment.Ordinal)).IsUnique();
        amendment.HasIndex(nameof(Amendment.RegionCode), DerivedColumns.LocalNumberIdentity).IsUnique();
        amendment.HasIndex(DerivedColumns.BpjsNumberIdentity).IsUnique();
        amendment.HasOne<Agreement>().WithMany().HasForeignKey(a => a.AgreementId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AgreementTextConfiguration : IEntityTypeConfiguration<AgreementText>
{
    public void Configure(EntityTypeBuilder<AgreementText> text)
    {
        text.ToTable("agreement_search");
        text.HasKey(t => t.Row);
        text.HasIndex(t => t.AgreementId).IsUnique();
    }
}
