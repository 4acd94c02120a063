namespace Agreements.Api.Http;

/// <summary>Keeps a JSON body in memory, so that one that cannot be read can be looked at again to say all that is wrong with it.</summary>
internal sealed class BufferedBodies(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not 0 && context.Request.HasJsonContentType())
        {
            // Kestrel stops reading at the limit, so the buffer never has to spill to disk.
            context.Request.EnableBuffering(bufferThreshold: (int)Setup.HttpLimits.MaxBodyBytes);
        }

        return next(context);
    }
}
