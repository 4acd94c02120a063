using Microsoft.OpenApi;

namespace Agreements.Api.Http.OpenApi;

/// <summary>Describes the answers that stream as many rows as there are.</summary>
internal static class DescribeExports
{
    private const int MaxDispositionLength = 200;

    public static void Describe(OpenApiOperation operation, IEnumerable<string> mediaTypes, Func<string, string> exampleOf) => operation.Responses!["200"] = new OpenApiResponse
    {
        Description = "Every row; cut off where the connection ends before its time.",
        Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
        {
            ["Content-Disposition"] = new OpenApiHeader
            {
                Description = "To be saved under this name (RFC 6266).",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = MaxDispositionLength, Pattern = "^attachment; filename=\"[a-z0-9.-]+\"$" },
            },
        },
        Content = mediaTypes.ToDictionary(
            mediaType => mediaType,
            mediaType => new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", MaxLength = int.MaxValue },
                Example = exampleOf(mediaType),
            },
            StringComparer.Ordinal),
    };
}
