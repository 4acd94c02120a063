using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http;

/// <summary>Headers that every answer carries, failures included: they are set when the answer starts, so that nothing drops them on the way.</summary>
internal sealed class AnswerHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (context.Request.IsHttps)
        {
            // This host alone: others of its domain are not for this service to decide about.
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        // The interactive document is the only page there is. What is served to be saved has said more of itself already.
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase)
                ? "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
                : "default-src 'none'; frame-ancestors 'none'";
        }

        if (headers.CacheControl.Count == 0)
        {
            // Kept by the caller alone, and asked about before each use: dates are judged anew every day.
            headers.CacheControl = "private, no-cache";
        }

        headers.Append(HeaderNames.Vary, HeaderNames.Authorization);
        headers.Append(HeaderNames.Vary, Security.ApiKeyScheme.Header);
        return Task.CompletedTask;
    }
}
