using Agreements.Domain.Documents;
using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http.Uploads;

/// <summary>A content with what is known of it.</summary>
/// <param name="Bytes">The bytes, verified; whoever answers with them closes them.</param>
/// <param name="Name">The name it came with.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Sha256">SHA-256 of the bytes.</param>
public sealed record FileContent(Stream Bytes, string Name, string MediaType, string Sha256);

/// <summary>
/// Answers with a content, or a range of it, to be saved and never shown: whatever it holds besides being what it is, no browser runs any of it.
/// </summary>
internal sealed class FileAnswer(FileContent content) : IResult
{
    /// <summary>Longest ETag of a content: its hash, in quotes.</summary>
    public const int TagMaxLength = DocumentVersion.HashLength + 2;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var isOtherUnit = RangeHeaderValue.TryParse(httpContext.Request.Headers.Range.ToString(), out var range) && !range.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase);
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        await TypedResults.Stream(
            content.Bytes,
            content.MediaType,
            FileName.ToSaveAs(content.Name, content.MediaType),
            lastModified: null,
            new EntityTagHeaderValue($"\"{content.Sha256}\""),
            enableRangeProcessing: !isOtherUnit).ExecuteAsync(httpContext);

        if (response.StatusCode >= StatusCodes.Status400BadRequest && !response.HasStarted)
        {
            // A failure speaks of the content as little as any other; only how long it is helps to ask again.
            var (status, length) = (response.StatusCode, response.Headers.ContentRange);
            response.Clear();
            response.StatusCode = status;
            response.Headers.ContentRange = length;
        }
    }
}
