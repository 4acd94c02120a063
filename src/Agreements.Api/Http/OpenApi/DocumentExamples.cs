using System.Text.Json.Nodes;
using Agreements.Api.Features.Documents;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Documents;
using Agreements.Domain.Instruments;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The examples of the documents: the scan of the agreement that the others show.</summary>
internal static class DocumentExamples
{
    /// <summary>How a file begins; examples of bytes cannot be had in JSON.</summary>
    public const string Bytes = "%PDF-1.7 …";

    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public static readonly Guid DocumentId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e04");

    public static JsonNode? OfForm(Type type) => type switch
    {
        _ when type == typeof(AddDocument) => new JsonObject { ["kind"] = "signedScan", ["title"] = "Nota Kesepakatan bertanda tangan", ["file"] = Bytes },
        _ when type == typeof(AddDocumentVersion) => new JsonObject { ["file"] = Bytes },
        _ => null,
    };

    public static Dictionary<string, object> Answers(Agreement agreement)
    {
        var authorship = new Authorship("Biro Pemkesra", new DateTimeOffset(2025, 11, 27, 2, 30, 0, TimeSpan.Zero));
        var document = agreement.AddDocument(
            DocumentId, DocumentKind.SignedScan, "Nota Kesepakatan bertanda tangan", new StoredFile("Nota Kesepakatan 2025.pdf", FileType.Pdf.MediaType, 1_482_307, Hash), authorship);
        var view = DocumentView.Of(document);
        return new(StringComparer.Ordinal)
        {
            ["addDocument"] = view,
            ["addDocumentVersion"] = view,
            ["getDocument"] = view,
            ["listDocuments"] = new Page<DocumentRowView> { Items = [DocumentRowView.Of(new DocumentRow(document, document.Versions[0]))], Next = null },
        };
    }
}
