using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http;

/// <summary>Refuses with 406, before anything is done, a caller that rules out JSON.</summary>
internal static class AcceptableAnswers
{
    private static readonly string[] Served = ["application/json", "application/*", "*/*"];

    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = HttpMethods.IsGet(context.HttpContext.Request.Method) ? await next(context) : null;
        if (RulesOutJson(context.HttpContext.Request))
        {
            throw new Problems.HttpFailureException(StatusCodes.Status406NotAcceptable, "media-type.not-acceptable");
        }

        // A read that fails says why it failed; a write must not be done and then be refused.
        return result ?? await next(context);
    }

    private static bool RulesOutJson(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return false;
        }

        // The most specific range that covers JSON decides (RFC 9110, 12.5.1).
        var decisive = Served.Select(served => accepted.FirstOrDefault(range => range.MediaType.Equals(served, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(range => range is not null);
        return decisive is null or { Quality: 0 };
    }
}
