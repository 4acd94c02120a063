using Agreements.Domain.Instruments;

namespace Agreements.Domain.Documents;

/// <summary>What a document is to its agreement.</summary>
public enum DocumentKind
{
    /// <summary>Naskah rancangan: the text as negotiated.</summary>
    Draft,

    /// <summary>Pindaian naskah bertanda tangan: the scan of what both parties signed.</summary>
    SignedScan,

    /// <summary>Surat penawaran kerja sama.</summary>
    OfferLetter,

    /// <summary>Kerangka acuan kerja.</summary>
    TermsOfReference,

    /// <summary>Berita acara or notulen.</summary>
    Minutes,

    /// <summary>Anything else that belongs to it.</summary>
    Other,
}

/// <summary>A file as it was taken in: its content is known by its hash, and kept under it.</summary>
/// <param name="Name">The name it came with.</param>
/// <param name="MediaType">What it is, told by its content.</param>
/// <param name="Size">Its length, in bytes.</param>
/// <param name="Sha256">SHA-256 of its content, in lower-case hexadecimal digits.</param>
public sealed record StoredFile(string Name, string MediaType, long Size, string Sha256);

/// <summary>A document of an agreement. Versions are appended; none is ever overwritten or removed.</summary>
public sealed class Document
{
    /// <summary>Longest title, in characters.</summary>
    public const int TitleMaxLength = 200;

    /// <summary>Most versions of one document.</summary>
    public const int MostVersions = 100;

    private readonly List<DocumentVersion> _versions = [];

    private Document()
    {
    }

    internal Document(Guid id, Agreement agreement, DocumentKind kind, string? title, StoredFile file, Authorship authorship)
    {
        (Id, AgreementId, Kind, Title) = (id, agreement.Id, kind, title);
        (CreatedAt, CreatedBy) = (authorship.At, authorship.By);
        Append(id, agreement, file, authorship);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The agreement that it belongs to.</summary>
    public Guid AgreementId { get; private init; }

    /// <summary>What it is.</summary>
    public DocumentKind Kind { get; private init; }

    /// <summary>What people call it.</summary>
    public string? Title { get; private init; }

    /// <summary>The number of its latest version.</summary>
    public int Version { get; private set; }

    /// <summary>When its first version came.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Who brought it.</summary>
    public string CreatedBy { get; private init; } = "";

    /// <summary>When its latest version came.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Its versions, as far as they were read.</summary>
    public IReadOnlyList<DocumentVersion> Versions => _versions;

    /// <summary>Appends a version.</summary>
    /// <param name="id">Version-7 id of the version.</param>
    /// <param name="agreement">The agreement that it belongs to.</param>
    /// <param name="file">The file, stored already.</param>
    /// <param name="authorship">Who brings it, and when.</param>
    public void Append(Guid id, Agreement agreement, StoredFile file, Authorship authorship)
    {
        if (Version >= MostVersions)
        {
            throw new RuleViolationException("document.too-many-versions", ("most", MostVersions));
        }

        Version++;
        UpdatedAt = authorship.At;
        _versions.Add(new DocumentVersion(id, this, agreement, file, authorship));
    }
}

/// <summary>One version of a document, as it came.</summary>
public sealed class DocumentVersion
{
    /// <summary>The most bytes that a version can have, whatever lower limit the operator sets.</summary>
    public const int MostBytes = 1024 * 1024 * 1024;

    /// <summary>Longest media type, in characters.</summary>
    public const int MediaTypeMaxLength = 100;

    /// <summary>Length of the hash, in hexadecimal digits.</summary>
    public const int HashLength = 64;

    private DocumentVersion()
    {
    }

    internal DocumentVersion(Guid id, Document document, Agreement agreement, StoredFile file, Authorship authorship)
    {
        (Id, DocumentId, Number, AgreementId, AgreementVersion) = (id, document.Id, document.Version, agreement.Id, agreement.Version);
        (FileName, MediaType, Size, Sha256) = (file.Name, file.MediaType, file.Size, file.Sha256);
        (UploadedAt, UploadedBy) = (authorship.At, authorship.By);
    }

    /// <summary>Version-7 id; that of the first version is the document's own.</summary>
    public Guid Id { get; private init; }

    /// <summary>The document.</summary>
    public Guid DocumentId { get; private init; }

    /// <summary>Its place among the versions, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The agreement that the document belongs to.</summary>
    public Guid AgreementId { get; private init; }

    /// <summary>The version in which the agreement was when this came: its place in the agreement's history.</summary>
    public int AgreementVersion { get; private init; }

    /// <inheritdoc cref="StoredFile.Name"/>
    public string FileName { get; private init; } = "";

    /// <inheritdoc cref="StoredFile.MediaType"/>
    public string MediaType { get; private init; } = "";

    /// <inheritdoc cref="StoredFile.Size"/>
    public long Size { get; private init; }

    /// <inheritdoc cref="StoredFile.Sha256"/>
    public string Sha256 { get; private init; } = "";

    /// <summary>When it came.</summary>
    public DateTimeOffset UploadedAt { get; private init; }

    /// <summary>Who brought it.</summary>
    public string UploadedBy { get; private init; } = "";
}
