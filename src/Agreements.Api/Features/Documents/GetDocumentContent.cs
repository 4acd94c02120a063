using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Http.Uploads;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Files;
using Agreements.Data.Queries;
using Agreements.Domain.Documents;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Documents;

/// <summary>
/// Downloads a version of a document, whole or a range of it (RFC 9110, 14). Every byte is compared with the version's SHA-256 before the first one leaves;
/// what is missing from the storage, or altered there, is never served.
/// </summary>
public sealed record GetDocumentContent : IRequest<FileContent>
{
    /// <summary>The document.</summary>
    [FromRoute]
    public Guid DocumentId { get; init; }

    /// <summary>The number of the version; the latest when left out.</summary>
    public Param<int>? Version { get; init; }
}

internal sealed class GetDocumentContentValidator : AbstractValidator<GetDocumentContent>
{
    public GetDocumentContentValidator() =>
        RuleFor(query => query.Version!.Value.Value).Parameter("version", 1, Document.MostVersions).When(query => query.Version is not null);
}

internal sealed class GetDocumentContentHandler(AgreementsDbContext db, IFileStore files, Caller caller, IHttpContextAccessor accessor)
    : IRequestHandler<GetDocumentContent, FileContent>
{
    public async Task<FileContent> Handle(GetDocumentContent request, CancellationToken cancellationToken)
    {
        var version = await db.DocumentsWithin(caller.Reach).VersionOf(request.DocumentId, request.Version?.Value).AsNoTracking().SingleOrDefaultAsync(cancellationToken)
            ?? throw HttpFailureException.NotFound("document");
        AcceptableAnswers.Require(accessor.HttpContext!.Request, version.MediaType);
        return new FileContent(await files.OpenAsync(version.Sha256, cancellationToken), version.FileName, version.MediaType, version.Sha256);
    }
}
