using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Documents;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Documents;

/// <summary>How a document that the caller names is found: within the caller's reach, or not at all.</summary>
internal sealed class DocumentAtHand(AgreementsDbContext db, AgreementAtHand agreements, Caller caller)
{
    private IQueryable<Document> Within => db.DocumentsWithin(caller.Reach);

    /// <summary>Refuses what is to be put with a document that is not there, before anything of it is read.</summary>
    public Task RequireAsync(Guid id, CancellationToken cancellationToken) => AgreementOfAsync(id, cancellationToken);

    /// <summary>Takes a document in hand, with its agreement, until the end of the transaction.</summary>
    public async Task<(Document Document, Agreement Agreement)> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await agreements.TakeAsync(await AgreementOfAsync(id, cancellationToken), cancellationToken);
        return (await WithVersions().SingleAsync(document => document.Id == id, cancellationToken), agreement);
    }

    /// <summary>A document to be shown.</summary>
    public async Task<Document> ReadAsync(Guid id, CancellationToken cancellationToken) =>
        await WithVersions().AsNoTracking().SingleOrDefaultAsync(document => document.Id == id, cancellationToken) ?? throw HttpFailureException.NotFound("document");

    private async Task<Guid> AgreementOfAsync(Guid id, CancellationToken cancellationToken) =>
        await Within.Where(document => document.Id == id).Select(document => (Guid?)document.AgreementId).SingleOrDefaultAsync(cancellationToken)
            ?? throw HttpFailureException.NotFound("document");

    private IQueryable<Document> WithVersions() => Within.Include(document => document.Versions.OrderBy(version => version.Number));
}
