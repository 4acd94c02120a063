using System.Text;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.Problems;
using Agreements.Data.Files;
using Agreements.Domain.Documents;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http.Uploads;

/// <summary>The largest file that is taken, in bytes.</summary>
internal sealed record UploadLimit(int MaxBytes);

/// <summary>
/// Receives forms with a file. The file goes to the disk as it comes, hashed on the way; it is never in memory as a whole, and one that is too large is
/// refused before it is read where its length is given, else as soon as it shows.
/// </summary>
internal sealed class UploadDesk(IHttpContextAccessor accessor, IFileStore files, UploadLimit limit)
{
    /// <summary>The part that holds the file.</summary>
    public const string FilePart = "file";

    /// <summary>The media type of such forms.</summary>
    public const string MediaType = "multipart/form-data";

    private const int MaxFieldBytes = 4096;
    private const int MaxParts = 20;
    private const int MaxBoundaryLength = 70;
    private const int ChunkBytes = 64 * 1024;

    // Boundaries, headers and fields, besides the file.
    private const int MaxFrameBytes = 64 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the whole form: one file, and fields of these names, each once at most.</summary>
    public async Task<UploadForm> ReceiveAsync(params IReadOnlyList<string> fields)
    {
        var context = accessor.HttpContext!;
        var boundary = BoundaryOf(context.Request);

        // What is refused is read to its end, within bounds: most senders look for the answer only once they have sent everything, and would see a broken
        // connection instead of the reason.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = 2L * (limit.MaxBytes + MaxFrameBytes);
        if (context.Request.ContentLength > limit.MaxBytes + MaxFrameBytes)
        {
            throw TooLarge();
        }

        var form = new UploadForm();
        try
        {
            await ReadAsync(new MultipartReader(boundary, context.Request.Body, ChunkBytes), form, fields, context.RequestAborted);
            return form;
        }
        catch (Exception e)
        {
            await form.DisposeAsync();
            switch (e)
            {
                case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                    throw TooLarge();
                case BadHttpRequestException:
                    throw;
                case IOException or InvalidDataException:
                    throw new HttpFailureException(StatusCodes.Status400BadRequest, "form.malformed");
                default:
                    throw;
            }
        }
    }

    private static string BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            throw new HttpFailureException(StatusCodes.Status415UnsupportedMediaType, "media-type.unsupported");
        }

        return HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= MaxBoundaryLength } boundary ? boundary.ToString() : throw Malformed();
    }

    private static HttpFailureException Malformed() => new(StatusCodes.Status400BadRequest, "form.malformed");

    private HttpFailureException TooLarge() => new(StatusCodes.Status413PayloadTooLarge, "document.too-large", limit.MaxBytes);

    private async Task ReadAsync(MultipartReader reader, UploadForm form, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var parts = 0;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (++parts > MaxParts || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase) || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { } name)
            {
                throw Malformed();
            }

            if (name != FilePart && !fields.Contains(name))
            {
                form.AddError(name, "member.unknown");
            }
            else if (!seen.Add(name))
            {
                form.AddError(name, "member.duplicate");
            }
            else if (name == FilePart)
            {
                await TakeInAsync(section, disposition, form, cancellationToken);
            }
            else if (await ReadFieldAsync(section, cancellationToken) is { } value)
            {
                form.Add(name, value);
            }
            else
            {
                form.AddError(name, "value.malformed", Parameters.Expected.Text(MaxFieldBytes));
            }
        }
    }

    private static async Task<string?> ReadFieldAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxFieldBytes + 1];
        var length = await section.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        try
        {
            return length <= MaxFieldBytes && StrictUtf8.GetString(bytes, 0, length) is var text && TextConverter.IsStorable(text) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private async Task TakeInAsync(MultipartSection section, ContentDispositionHeaderValue disposition, UploadForm form, CancellationToken cancellationToken)
    {
        var content = files.Incoming.Begin();
        try
        {
            var chunk = new byte[ChunkBytes];
            int read;
            while ((read = await section.Body.ReadAsync(chunk, cancellationToken)) > 0)
            {
                if (content.Size + read > limit.MaxBytes)
                {
                    throw TooLarge();
                }

                await content.AppendAsync(chunk.AsMemory(0, read), cancellationToken);
            }

            var (type, fault) = FileType.Tell(content.Complete());
            form.Add(new UploadedFile
            {
                // The extended form is exact; the plain one is what browsers send.
                Name = (disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value) ?? "",
                Size = content.Size,
                Sha256 = content.Sha256,
                Type = type,
                Fault = fault,
                Content = content,
            });
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }
}
