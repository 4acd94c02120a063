using Agreements.Api.Http.Problems;
using Agreements.Data;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Exchange.Imports;

/// <summary>Reads how far an import has come. Ask again until <c>state</c> is <c>completed</c> or <c>failed</c>; what was found is listed row by row by <c>listImportFindings</c>.</summary>
public sealed record GetImport : IRequest<ImportView>
{
    /// <summary>The import.</summary>
    [FromRoute]
    public Guid ImportId { get; init; }
}

internal sealed class GetImportHandler(AgreementsDbContext db, ImportAtHand hand, IHttpContextAccessor accessor) : IRequestHandler<GetImport, ImportView>
{
    public async Task<ImportView> Handle(GetImport request, CancellationToken cancellationToken)
    {
        var import = await hand.FindAsync(request.ImportId, cancellationToken);
        var progress = await db.ImportProgress.AsNoTracking().SingleAsync(progress => progress.ImportId == import.Id, cancellationToken);
        return ImportView.Of(import, progress, PreferredLanguage.Of(accessor.HttpContext!.Request));
    }
}
