using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Agreements.Domain.Documents;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Documents;

/// <summary>A document of an agreement.</summary>
public sealed record DocumentView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>The agreement that it belongs to.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>What it is.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>What people call it.</summary>
    public required string? Title { get; init; }

    /// <summary>The number of its latest version.</summary>
    [Range(1, Document.MostVersions)]
    public required int Version { get; init; }

    /// <summary>Every version, oldest first; none is ever overwritten or removed.</summary>
    [MaxLength(Document.MostVersions)]
    public required IReadOnlyList<DocumentVersionView> Versions { get; init; }

    /// <summary>When its first version came, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its latest version came, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal override async Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken)
    {
        if (!await db.AgreementsWithin(reach).AnyAsync(agreement => agreement.Id == AgreementId, cancellationToken))
        {
            throw HttpFailureException.NotFound("document");
        }
    }

    internal static DocumentView Of(Document document) => new()
    {
        Tag = new EntityTag(document.Version).ToString(),
        Id = document.Id,
        AgreementId = document.AgreementId,
        Kind = document.Kind,
        Title = document.Title,
        Version = document.Version,
        Versions = [.. document.Versions.Select(DocumentVersionView.Of)],
        CreatedAt = document.CreatedAt,
        UpdatedAt = document.UpdatedAt,
    };
}

/// <summary>One version of a document.</summary>
public sealed record DocumentVersionView
{
    /// <summary>Its place among the versions, from 1.</summary>
    [Range(1, Document.MostVersions)]
    public required int Number { get; init; }

    /// <summary>The name it came with.</summary>
    [MaxLength(Domain.Documents.FileName.MaxLength)]
    public required string FileName { get; init; }

    /// <summary>What it is, told by its content.</summary>
    [MaxLength(DocumentVersion.MediaTypeMaxLength)]
    public required string MediaType { get; init; }

    /// <summary>Its length, in bytes.</summary>
    [Range(0, DocumentVersion.MostBytes)]
    public required long Size { get; init; }

    /// <summary>SHA-256 of its content, in lower-case hexadecimal digits.</summary>
    [RegularExpression("^[0-9a-f]{64}$")]
    [MaxLength(DocumentVersion.HashLength)]
    public required string Sha256 { get; init; }

    /// <summary>When it came, in UTC.</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Who brought it.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string UploadedBy { get; init; }

    internal static DocumentVersionView Of(DocumentVersion version) => new()
    {
        Number = version.Number,
        FileName = version.FileName,
        MediaType = version.MediaType,
        Size = version.Size,
        Sha256 = version.Sha256,
        UploadedAt = version.UploadedAt,
        UploadedBy = version.UploadedBy,
    };
}

/// <summary>A document of an agreement, as lists show it.</summary>
public sealed record DocumentRowView
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>The agreement that it belongs to.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>What it is.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>What people call it.</summary>
    [MaxLength(Document.TitleMaxLength)]
    public required string? Title { get; init; }

    /// <summary>The number of its latest version.</summary>
    [Range(1, Document.MostVersions)]
    public required int Version { get; init; }

    /// <summary>Its latest version.</summary>
    public required DocumentVersionView Latest { get; init; }

    /// <summary>When its first version came, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its latest version came, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static DocumentRowView Of(DocumentRow row) => new()
    {
        Id = row.Document.Id,
        AgreementId = row.Document.AgreementId,
        Kind = row.Document.Kind,
        Title = row.Document.Title,
        Version = row.Document.Version,
        Latest = DocumentVersionView.Of(row.Latest),
        CreatedAt = row.Document.CreatedAt,
        UpdatedAt = row.Document.UpdatedAt,
    };
}
