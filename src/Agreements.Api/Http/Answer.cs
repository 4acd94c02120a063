using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http;

/// <summary>How representations leave: with their ETag, and as 304 when the caller has them already.</summary>
internal static class Answer
{
    /// <summary>The media type of what is written before it is sent.</summary>
    public const string JsonType = "application/json; charset=utf-8";

    /// <summary>200 with what has no ETag of its own: a list, a count.</summary>
    /// <remarks>
    /// An operation that returned the content itself would have its JSON contract built together with its endpoint: at every start, for every operation, before
    /// the first request is answered. All contracts together were an eighth of a cold start.
    /// </remarks>
    public static IResult Plain<T>(T content)
        where T : class => TypedResults.Ok(content);

    /// <summary>200 with the representation.</summary>
    public static IResult Ok<T>(T resource)
        where T : Resource => new ResourceResult<T>(resource, StatusCodes.Status200OK, location: null);

    /// <summary>200 with a representation that is written already, and has a tag of its own.</summary>
    public static IResult Ok(WrittenBody resource) => new WrittenResult(resource);

    /// <summary>201 with the representation that a GET of the location gives.</summary>
    public static IResult Created<T>(T resource, string location)
        where T : Resource => new ResourceResult<T>(resource, StatusCodes.Status201Created, location);

    /// <summary>202 with the representation that a GET of the location gives, of what comes about by itself.</summary>
    public static IResult Accepted<T>(T resource, string location)
        where T : Resource => new ResourceResult<T>(resource, StatusCodes.Status202Accepted, location);

    /// <summary>Whether the caller has this state already.</summary>
    /// <remarks>If-None-Match compares weakly (RFC 9110, 13.1.2), If-Match strongly.</remarks>
    public static bool IsKnown(HttpRequest request, string current) =>
        request.Headers.IfNoneMatch.Count > 0
        && EntityTagHeaderValue.TryParseStrictList(request.Headers.IfNoneMatch, out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag.Equals(current, StringComparison.Ordinal));

    private sealed class ResourceResult<T>(T resource, int status, string? location) : IResult
        where T : Resource
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (request, response) = (httpContext.Request, httpContext.Response);
            response.Headers.ETag = resource.Tag;
            if (location is not null)
            {
                response.Headers.Location = location;
            }

            if (HttpMethods.IsGet(request.Method) && IsKnown(request, resource.Tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.StatusCode = status;
            var options = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            await response.WriteAsJsonAsync(resource, options, httpContext.RequestAborted);
        }
    }

    private sealed class WrittenResult(WrittenBody resource) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using (resource)
            {
                var response = httpContext.Response;
                response.Headers.ETag = resource.Tag;
                if (IsKnown(httpContext.Request, resource.Tag!))
                {
                    response.StatusCode = StatusCodes.Status304NotModified;
                    return;
                }

                response.ContentType = JsonType;
                response.ContentLength = resource.Content.Length;
                await response.Body.WriteAsync(resource.Content, httpContext.RequestAborted);
            }
        }
    }
}
