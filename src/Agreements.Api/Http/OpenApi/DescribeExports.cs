using Agreements.Api.Http.Exports;
using Microsoft.OpenApi;

namespace Agreements.Api.Http.OpenApi;

/// <summary>Describes the answers that stream as many rows as there are.</summary>
internal static class DescribeExports
{
    public static void Describe(OpenApiOperation operation, IEnumerable<string> mediaTypes) => operation.Responses!["200"] = new OpenApiResponse
    {
        Description = "Every row, one a line.",
        Content = mediaTypes.ToDictionary(
            mediaType => mediaType,
            mediaType => new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", MaxLength = int.MaxValue },
                Example = mediaType == Export.Csv ? "id,at,by\r\n" : "{}\n",
            },
            StringComparer.Ordinal),
    };
}
