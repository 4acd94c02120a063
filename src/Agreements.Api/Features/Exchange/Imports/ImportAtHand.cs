using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Domain.Access;
using Agreements.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Exchange.Imports;

/// <summary>How an import is found: by whoever asked for it, and by administrators who reach as far as it does.</summary>
internal sealed class ImportAtHand(AgreementsDbContext db, Caller caller)
{
    /// <summary>The import.</summary>
    public async Task<RegisterImport> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Imports.AsNoTracking().SingleOrDefaultAsync(import => import.Id == id, cancellationToken) is { } import && IsVisible(import) ? import : throw HttpFailureException.NotFound("import");

    public bool IsVisible(RegisterImport import) =>
        caller.Reach.Includes(import.Reach) && (import.Credential == caller.Id || (import.Holder is { } holder && holder == caller.Author.Holder) || caller.Grant.Scopes.Contains(Scope.Admin));
}
