using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Documents;

/// <summary>Reads one document with all its versions.</summary>
public sealed record GetDocument : IRequest<DocumentView>
{
    /// <summary>The document.</summary>
    [FromRoute]
    public Guid DocumentId { get; init; }
}

internal sealed class GetDocumentHandler(DocumentAtHand hand) : IRequestHandler<GetDocument, DocumentView>
{
    public async Task<DocumentView> Handle(GetDocument request, CancellationToken cancellationToken) => DocumentView.Of(await hand.ReadAsync(request.DocumentId, cancellationToken));
}
