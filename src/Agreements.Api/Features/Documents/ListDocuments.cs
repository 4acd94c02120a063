using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Documents;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Documents;

/// <summary>Lists the documents of an agreement, oldest first, each with its latest version.</summary>
public sealed record ListDocuments : IRequest<Page<DocumentRowView>>, IPaged
{
    /// <summary>The agreement.</summary>
    [FromRoute]
    public Guid AgreementId { get; init; }

    /// <summary>What they are; comma-separated.</summary>
    public Params<DocumentKind>? Kind { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListDocumentsValidator : AbstractValidator<ListDocuments>
{
    public ListDocumentsValidator() => this.AddPaging();
}

internal sealed class ListDocumentsHandler(AgreementsDbContext db, AgreementAtHand hand, PageWalk walk, Caller caller)
    : IRequestHandler<ListDocuments, Page<DocumentRowView>>
{
    public async Task<Page<DocumentRowView>> Handle(ListDocuments request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var documents = db.DocumentsWithin(caller.Reach).AsNoTracking().WalkOf(request.AgreementId, walk.Start<Place>(request.After)?.Id);
        if (request.Kind is { Values: var kinds })
        {
            documents = documents.Where(document => kinds.Contains(document.Kind));
        }

        var rows = await documents.AsRows(db).Take(limit + 1).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            await hand.RequireAsync(request.AgreementId, cancellationToken);
        }

        var (page, next) = walk.Turn(rows, limit, row => new Place(row.Document.Id));
        return new Page<DocumentRowView> { Items = [.. page.Select(DocumentRowView.Of)], Next = next };
    }

    private sealed record Place(Guid Id);
}
