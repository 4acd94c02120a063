using Agreements.Domain.Access;

namespace Agreements.Api.Http;

/// <summary>
/// One line for each request that was answered, probes aside. It names the route instead of the path, which may say too much, and the credential instead of
/// the person.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider clock, ILogger<RequestLog> logger)
{
    private const string Nothing = "-";

    // What proxies write where the caller has gone before there was an answer.
    private const int Abandoned = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var came = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            if (logger.IsEnabled(LogLevel.Information))
            {
                Note(context, clock.GetElapsedTime(came));
            }
        }
    }

    private void Note(HttpContext context, TimeSpan elapsed)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? Nothing;
        var status = context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted ? Abandoned : context.Response.StatusCode;
        var caller = context.Features.Get<Grant>()?.CallerId ?? Nothing;
        var elapsedMs = Math.Round(elapsed.TotalMilliseconds, 1);
        LogAnswer(logger, context.Request.Method, route, status, elapsedMs, caller);
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {ElapsedMs} ms for {Caller}")]
    private static partial void LogAnswer(ILogger logger, string method, string route, int status, double elapsedMs, string caller);
}
