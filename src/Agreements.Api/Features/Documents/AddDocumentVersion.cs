using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http.Uploads;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Documents;

/// <summary>Appends a version to a document. The earlier ones stay as they are and can still be downloaded.</summary>
public sealed record AddDocumentVersion : IChange<DocumentView>, ICarriesFile
{
    /// <summary>The document, from the path.</summary>
    [JsonIgnore]
    public Guid DocumentId { get; init; }

    /// <summary>The file, with its name.</summary>
    [Required]
    public UploadedFile? File { get; init; }
}

internal sealed class AddDocumentVersionValidator : AbstractValidator<AddDocumentVersion>
{
    public AddDocumentVersionValidator() => RuleFor(form => form.File).File();
}

internal sealed class AddDocumentVersionHandler(DocumentAtHand hand, Caller caller) : IRequestHandler<AddDocumentVersion, DocumentView>
{
    public async Task<DocumentView> Handle(AddDocumentVersion request, CancellationToken cancellationToken)
    {
        var (document, agreement) = await hand.TakeAsync(request.DocumentId, cancellationToken);
        var authorship = caller.Sign();
        document.Append(Guid.CreateVersion7(authorship.At), agreement, request.File!.ToStored(), authorship);
        return DocumentView.Of(document);
    }
}
