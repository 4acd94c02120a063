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
        await Candidates().AsNoTracking().SingleOrDefaultAsync(import => import.Id == id, cancellationToken) is { } import && IsWithinReach(import) ? import : throw HttpFailureException.NotFound("import");

    /// <summary>Those that the caller may see, but for how far they reach: <see cref="IsWithinReach"/> says that.</summary>
    public IQueryable<RegisterImport> Candidates() => caller.Grant.Scopes.Contains(Scope.Admin) ? db.Imports : db.Imports.Where(import => import.Credential == caller.Id);

    public bool IsWithinReach(RegisterImport import) => caller.Reach.Includes(import.Reach);
}
