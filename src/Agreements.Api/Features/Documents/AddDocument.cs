using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Uploads;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Domain.Documents;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Documents;

/// <summary>
/// Adds a document to an agreement, in whatever state that is. Its type is told by its content: PDF, DOCX without macros, PNG or JPEG; what the sender calls
/// it decides nothing. The agreement's version and ETag stay as they are; its history shows the document.
/// </summary>
public sealed record AddDocument : IChange<DocumentView>, ICarriesFile
{
    /// <summary>The agreement, from the path.</summary>
    [JsonIgnore]
    public Guid AgreementId { get; init; }

    /// <summary>What it is.</summary>
    [Required]
    public DocumentKind? Kind { get; init; }

    /// <summary>What people call it.</summary>
    public string? Title { get; init; }

    /// <summary>The file, with its name.</summary>
    [Required]
    public UploadedFile? File { get; init; }
}

internal sealed class AddDocumentValidator : AbstractValidator<AddDocument>
{
    public AddDocumentValidator()
    {
        RuleFor(form => form.Kind).Required();
        RuleFor(form => form.Title).Text(Document.TitleMaxLength);
        RuleFor(form => form.File).File();
    }
}

internal sealed class AddDocumentHandler(AgreementsDbContext db, AgreementAtHand hand, Caller caller) : IRequestHandler<AddDocument, DocumentView>
{
    public async Task<DocumentView> Handle(AddDocument request, CancellationToken cancellationToken)
    {
        var agreement = await hand.TakeAsync(request.AgreementId, cancellationToken);
        var authorship = caller.Sign();
        var document = agreement.AddDocument(Guid.CreateVersion7(authorship.At), request.Kind!.Value, request.Title, request.File!.ToStored(), authorship);
        db.Add(document);
        return DocumentView.Of(document);
    }
}
