using Agreements.Domain.Documents;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The named queries of the documents.</summary>
public static class DocumentQueries
{
    /// <summary>Those of an agreement by id, which is by age, from after one on.</summary>
    public static IQueryable<Document> WalkOf(this IQueryable<Document> documents, Guid agreementId, Guid? after)
    {
        documents = documents.Where(document => document.AgreementId == agreementId);
        return (after is { } id ? documents.Where(document => document.Id > id) : documents).OrderBy(document => document.Id);
    }

    /// <summary>The names of all contents that there should be: those of documents, and the files of imports that are not over.</summary>
    public static async Task<IReadOnlyList<string>> ListContentsAsync(this AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var waiting = db.Imports.Where(import => db.ImportProgress.Any(progress => progress.ImportId == import.Id && progress.FinishedAt == null));
        return await db.DocumentVersions.Select(version => version.Sha256).Union(waiting.Select(import => import.FileSha256)).ToListAsync(cancellationToken);
    }

    /// <summary>Each with its latest version, read without its others.</summary>
    public static IQueryable<DocumentRow> AsRows(this IQueryable<Document> documents, AgreementsDbContext db) =>
        documents.Join(
            db.DocumentVersions,
            document => new { document.Id, Number = document.Version },
            version => new { Id = version.DocumentId, version.Number },
            (document, version) => new DocumentRow(document, version));

    /// <summary>One version of a document: the one with this number, or the latest.</summary>
    public static IQueryable<DocumentVersion> VersionOf(this IQueryable<Document> documents, Guid id, int? number) =>
        documents.Where(document => document.Id == id).SelectMany(document => document.Versions.Where(version => version.Number == (number ?? document.Version)));

    /// <summary>What was filed with an agreement, in the order of its history, from after a place in it on.</summary>
    /// <param name="db">The store.</param>
    /// <param name="agreementId">An agreement that the caller reaches.</param>
    /// <param name="version">The version of the agreement.</param>
    /// <param name="filing">The version of a document that was filed with it; null for the change that made the version.</param>
    public static IQueryable<Filing> FilingsAfter(this AgreementsDbContext db, Guid agreementId, int version, Guid? filing)
    {
        var filed = db.DocumentVersions.Where(each => each.AgreementId == agreementId);
        filed = filing is { } id
            ? filed.Where(each => each.AgreementVersion >= version && (each.AgreementVersion > version || each.Id > id))
            : filed.Where(each => each.AgreementVersion >= version);
        return from each in filed
               join document in db.Documents on each.DocumentId equals document.Id
               join change in db.AgreementHistory on new { each.AgreementId, Version = each.AgreementVersion } equals new { change.AgreementId, change.Version }
               orderby each.AgreementVersion, each.Id
               select new Filing(document, each, change.To);
    }
}

/// <summary>A document with its latest version.</summary>
/// <param name="Document">The document.</param>
/// <param name="Latest">Its latest version.</param>
public sealed record DocumentRow(Document Document, DocumentVersion Latest);

/// <summary>That a version of a document was filed with an agreement.</summary>
/// <param name="Document">The document.</param>
/// <param name="Version">The version.</param>
/// <param name="State">Where the agreement stood then.</param>
public sealed record Filing(Document Document, DocumentVersion Version, LifecycleState? State);
