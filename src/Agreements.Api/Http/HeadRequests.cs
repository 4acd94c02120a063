using Microsoft.AspNetCore.Http.Features;

namespace Agreements.Api.Http;

/// <summary>Answers HEAD as GET without the body, for every GET there is, and says so in <c>Allow</c>.</summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    /// <summary>Whether nobody sees the body, so that what is long need not be written at all.</summary>
    public static bool LeavesBodyOut(HttpContext context) => ReferenceEquals(context.Response.Body, Stream.Null);

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(
            static state =>
            {
                var headers = ((HttpResponse)state).Headers;
                if (headers.Allow.Count > 0 && headers.Allow.ToString() is var allow && allow.Contains("GET", StringComparison.Ordinal) && !allow.Contains("HEAD", StringComparison.Ordinal))
                {
                    headers.Allow = $"{allow}, HEAD";
                }

                return Task.CompletedTask;
            },
            context.Response);

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var body = context.Features.Get<IHttpResponseBodyFeature>()!;
        context.Request.Method = HttpMethods.Get;
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null, body));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(body);
            context.Request.Method = HttpMethods.Head;
        }
    }
}
