using Agreements.Api.Setup;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Agreements.Api.Http.OpenApi;

/// <summary>Writes the document once. It takes half a second of a core, anybody may ask for it, and it is the same for everybody.</summary>
internal sealed class DocumentOnce(IServiceProvider services) : IAsyncSwaggerProvider
{
    private readonly Lock _door = new();
    private Task<OpenApiDocument>? _document;

    public Task<OpenApiDocument> GetSwaggerAsync(string documentName, string? host = null, string? basePath = null)
    {
        if (documentName != OpenApiSetup.Document)
        {
            throw new UnknownSwaggerDocument(documentName, [OpenApiSetup.Document]);
        }

        lock (_door)
        {
            // Whoever asks after a failure tries again.
            if (_document is null or { IsFaulted: true })
            {
                _document = Task.Run(() => services.GetRequiredService<SwaggerGenerator>().GetSwaggerAsync(documentName));
            }

            return _document;
        }
    }
}
