using Agreements.Api.Http.OpenApi;
using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http;

/// <summary>Refuses with 406, before anything is done, a caller that rules out what the operation answers with: JSON, unless it serves files, calendars or exports.</summary>
internal static class AcceptableAnswers
{
    private const string Json = "application/json";

    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<OperationFacts>() is { } facts && (facts.ServesFiles || facts.ServesCalendars || facts.Exports.Count > 0))
        {
            return await next(context);
        }

        var result = HttpMethods.IsGet(context.HttpContext.Request.Method) ? await next(context) : null;
        Require(context.HttpContext.Request, Json);

        // A read that fails says why it failed; a write must not be done and then be refused.
        return result ?? await next(context);
    }

    /// <summary>Refuses a caller that rules out this media type.</summary>
    public static void Require(HttpRequest request, string mediaType)
    {
        if (RulesOut(request, mediaType))
        {
            throw new Problems.HttpFailureException(StatusCodes.Status406NotAcceptable, "media-type.not-acceptable", mediaType);
        }
    }

    private static bool RulesOut(HttpRequest request, string mediaType)
    {
        if (request.Headers.Accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return false;
        }

        // The most specific range that covers it decides (RFC 9110, 12.5.1).
        string[] ranges = [mediaType, $"{mediaType.Split('/')[0]}/*", "*/*"];
        var decisive = ranges.Select(served => accepted.FirstOrDefault(range => range.MediaType.Equals(served, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(range => range is not null);
        return decisive is null or { Quality: 0 };
    }
}
