using Agreements.Api.Http.Uploads;
using Agreements.Domain.Documents;
using Microsoft.OpenApi;

namespace Agreements.Api.Http.OpenApi;

/// <summary>Describes what comes and goes as bytes: the file of a form, and the answers that are files.</summary>
internal sealed class DescribeFiles(UploadLimit limit)
{
    private const int MaxDispositionLength = 4096;
    private static readonly string SomeTag = $"\"{new string('0', DocumentVersion.HashLength)}\"";

    /// <summary>The file of a form.</summary>
    public static OpenApiSchema Part() => new() { Type = JsonSchemaType.String, Format = "binary" };

    public static Dictionary<string, IOpenApiHeader> ETag() => new(StringComparer.Ordinal)
    {
        ["ETag"] = Header("SHA-256 of the whole content; strong (RFC 9110).", new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = FileAnswer.TagMaxLength, Pattern = "^\"[0-9a-f]{64}\"$" }),
    };

    public static OpenApiHeader ContentRange() =>
        Header("The range, or `*`, and the length of the whole (RFC 9110, 14.4).", new() { Type = JsonSchemaType.String, MaxLength = 100, Pattern = "^bytes ([0-9]+-[0-9]+|\\*)/[0-9]+$" });

    /// <summary>What a request for a part of a file says.</summary>
    public static IEnumerable<IOpenApiParameter> Headers() =>
    [
        Parameter("Range", "The range of bytes to answer with; of several the whole is answered (RFC 9110, 14.2).", "bytes=0-65535"),
        Parameter("If-Range", "The ETag that the range belongs to; the whole is answered when the content is another by now (RFC 9110, 13.1.5).", SomeTag),
        Parameter("If-Match", "ETags that the content may have; 412 when it has another.", SomeTag),
    ];

    /// <summary>The answers that are files.</summary>
    public void Describe(OpenApiOperation operation)
    {
        operation.Responses!["200"] = Answer("The whole content.");
        var part = Answer("The range that was asked for.");
        part.Headers!["Content-Range"] = ContentRange();
        operation.Responses["206"] = part;
    }

    private static OpenApiParameter Parameter(string name, string description, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Example = example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = HttpLimits.MaxHeaderBytes, Pattern = "^[ -~]+$" },
    };

    private OpenApiResponse Answer(string description)
    {
        var headers = ETag();
        headers["Accept-Ranges"] = Header("That ranges can be asked for.", new() { Type = JsonSchemaType.String, Enum = ["bytes"] });
        headers["Content-Disposition"] = Header(
            "To be saved, never shown, under the name it came with and the extension of what it is (RFC 6266).", new() { Type = JsonSchemaType.String, MaxLength = MaxDispositionLength, Pattern = "^attachment; [ -~]+$" });
        return new OpenApiResponse
        {
            Description = description,
            Headers = headers,
            Content = FileType.All.ToDictionary(
                type => type.MediaType,
                _ => new OpenApiMediaType
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", MaxLength = limit.MaxBytes },
                    Example = DocumentExamples.Bytes,
                },
                StringComparer.Ordinal),
        };
    }

    private static OpenApiHeader Header(string description, OpenApiSchema schema) => new() { Description = description, Schema = schema };
}
