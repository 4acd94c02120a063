using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Imports;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Exchange.Imports;

/// <summary>Lists the imports that the caller asked for, the latest first; administrators see those of all who reach no further than they do.</summary>
public sealed record ListImports : IRequest<Page<ImportView>>, IPaged
{
    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListImportsValidator : AbstractValidator<ListImports>
{
    public ListImportsValidator() => this.AddPaging();
}

internal sealed class ListImportsHandler(AgreementsDbContext db, PageWalk walk, ImportAtHand hand, IHttpContextAccessor accessor) : IRequestHandler<ListImports, Page<ImportView>>
{
    private const int ReadAtOnce = Page<ImportView>.MaxLimit + 1;

    public async Task<Page<ImportView>> Handle(ListImports request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var rows = await FindAsync(walk.Start<Place>(request.After)?.Id, limit + 1, cancellationToken);
        var (page, next) = walk.Turn(rows, limit, import => new Place(import.Id));
        var progress = await db.ProgressOfImportsAsync([.. page.Select(import => import.Id)], cancellationToken);
        var language = PreferredLanguage.Of(accessor.HttpContext!.Request);
        return new Page<ImportView> { Items = [.. page.Select(import => ImportView.Of(import, progress[import.Id], language))], Next = next };
    }

    // A province brings its regencies and cities by the catalogue, so what lies beyond the caller is left out here and the walk goes on, as with keys.
    private async Task<List<RegisterImport>> FindAsync(Guid? after, int most, CancellationToken cancellationToken)
    {
        var found = new List<RegisterImport>();
        while (true)
        {
            var batch = await hand.Candidates().AsNoTracking().WalkLatestFirst(after).Take(ReadAtOnce).ToListAsync(cancellationToken);
            found.AddRange(batch.Where(hand.IsWithinReach).Take(most - found.Count));
            if (batch.Count < ReadAtOnce || found.Count == most)
            {
                return found;
            }

            after = batch[^1].Id;
        }
    }

    private sealed record Place(Guid Id);
}
