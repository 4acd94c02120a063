using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Imports;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Exchange.Imports;

/// <summary>Lists what was found in the file of an import, by row and column: what keeps a row out, and what somebody should look at in one that came in.</summary>
public sealed record ListImportFindings : IRequest<Page<ImportFindingView>>, IPaged
{
    /// <summary>The import.</summary>
    [FromRoute]
    public Guid ImportId { get; init; }

    /// <summary>Only what means this for its row.</summary>
    public Param<ImportSeverity>? Severity { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListImportFindingsValidator : AbstractValidator<ListImportFindings>
{
    public ListImportFindingsValidator() => this.AddPaging();
}

internal sealed class ListImportFindingsHandler(AgreementsDbContext db, PageWalk walk, ImportAtHand hand, IHttpContextAccessor accessor) : IRequestHandler<ListImportFindings, Page<ImportFindingView>>
{
    public async Task<Page<ImportFindingView>> Handle(ListImportFindings request, CancellationToken cancellationToken)
    {
        var import = await hand.FindAsync(request.ImportId, cancellationToken);
        var (limit, after) = (request.LimitOrDefault(), walk.Start<Place>(request.After));
        var rows = await db.FindingsOf(import.Id, request.Severity?.Value, after?.Row, after?.Ordinal ?? 0).AsNoTracking().Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, finding => new Place(finding.Row, finding.Ordinal));
        var language = PreferredLanguage.Of(accessor.HttpContext!.Request);
        return new Page<ImportFindingView> { Items = [.. page.Select(finding => ImportFindingView.Of(finding, language))], Next = next };
    }

    private sealed record Place(int Row, int Ordinal);
}
