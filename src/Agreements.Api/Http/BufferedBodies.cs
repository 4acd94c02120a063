using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http;

/// <summary>
/// Refuses a body that is not sent as what the operation takes, and keeps the others in memory, so that one that cannot be read can be looked at again to
/// say all that is wrong with it. Routing by itself takes anything that ends in <c>+json</c>.
/// </summary>
internal sealed class BufferedBodies(RequestDelegate next)
{
    // Kestrel stops reading at the limit, so the buffer never has to spill to disk. It grows with what comes where it may hold more than a megabyte; otherwise all of that would be taken at
    // once for the smallest body, and kept for the next.
    private const int MostInMemory = 2 * (int)HttpLimits.MaxBodyBytes;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentType is { } given && context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepted)
        {
            if (!MediaTypeHeaderValue.TryParse(given, out var mediaType)
                || !accepted.ContentTypes.Contains(mediaType.MediaType.Value, StringComparer.OrdinalIgnoreCase)
                || !(mediaType.Charset.Length == 0 || mediaType.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            {
                context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                return Task.CompletedTask;
            }

            // What comes with a file goes to the disk as it comes.
            if (mediaType.MediaType.Equals(Uploads.UploadDesk.MediaType, StringComparison.OrdinalIgnoreCase))
            {
                return next(context);
            }

            context.Request.EnableBuffering(MostInMemory);
        }

        return next(context);
    }
}
