using Agreements.Api.Http;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Http.Uploads;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using Agreements.Domain.Documents;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Documents;

/// <summary>The papers that belong to an agreement, version after version.</summary>
internal static class DocumentsEndpoints
{
    public static void MapDocuments(this IEndpointRouteBuilder v1)
    {
        var ofAgreement = v1.MapGroup("/agreements/{agreementId:guid}/documents").WithTags("Documents");

        ofAgreement.MapPost("/", async (Guid agreementId, AgreementAtHand hand, UploadDesk desk, IValidator<AddDocument> validator, IMediator mediator, CancellationToken cancellationToken) =>
            {
                await hand.RequireAsync(agreementId, cancellationToken);
                await using var form = await desk.ReceiveAsync("kind", "title");
                var request = new AddDocument { AgreementId = agreementId, Kind = form.Choice<DocumentKind>("kind"), Title = form.Text("title"), File = form.File };
                var document = await mediator.Send(form.Requested(request, validator), cancellationToken);
                return Answer.Created(document, $"/v1/documents/{document.Id}");
            })
            .Operation("addDocument", "Add a document to an agreement").Needs(Scope.AgreementsWrite).Creates<DocumentView>().TakesFile<AddDocument>().Fails(404, 409);

        ofAgreement.MapGet("/", async ([AsParameters] ListDocuments query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listDocuments", "List an agreement's documents").Needs(Scope.AgreementsRead).Returns<Page<DocumentRowView>>().Fails(404);

        var documents = v1.MapGroup("/documents/{documentId:guid}").WithTags("Documents");

        documents.MapGet("/", async ([AsParameters] GetDocument query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getDocument", "Read a document with its versions").Needs(Scope.AgreementsRead).ReturnsTagged<DocumentView>().Fails(404);

        documents.MapPost("/versions", async (Guid documentId, DocumentAtHand hand, UploadDesk desk, IValidator<AddDocumentVersion> validator, IMediator mediator, CancellationToken cancellationToken) =>
            {
                await hand.RequireAsync(documentId, cancellationToken);
                await using var form = await desk.ReceiveAsync();
                var document = await mediator.Send(form.Requested(new AddDocumentVersion { DocumentId = documentId, File = form.File }, validator), cancellationToken);
                return Answer.Created(document, $"/v1/documents/{document.Id}");
            })
            .Operation("addDocumentVersion", "Append a version to a document").Needs(Scope.AgreementsWrite).Creates<DocumentView>().TakesFile<AddDocumentVersion>().Fails(404, 409);

        documents.MapGet("/content", async ([AsParameters] GetDocumentContent query, IMediator mediator, CancellationToken cancellationToken) =>
                new FileAnswer(await mediator.Send(query, cancellationToken)))
            .Operation("getDocumentContent", "Download a document").Needs(Scope.AgreementsRead).ServesFiles().Fails(404, 412, 416);
    }
}
