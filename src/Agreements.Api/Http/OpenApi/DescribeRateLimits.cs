using Microsoft.OpenApi;

namespace Agreements.Api.Http.OpenApi;

/// <summary>Says how answers tell a caller what is left of its budget.</summary>
internal static class DescribeRateLimits
{
    private const int MaxLength = 100;

    /// <summary>The headers that every limited answer carries.</summary>
    public static void Describe(OpenApiResponse response, OpenApiDocument document)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        foreach (var name in new[] { RequestBudget.Header, RequestBudget.PolicyHeader })
        {
            response.Headers[name] = new OpenApiHeaderReference(name, document);
        }
    }

    /// <summary>What they say, in one place.</summary>
    public static void Describe(OpenApiDocument document)
    {
        document.Components!.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
        {
            [RequestBudget.Header] = Header(
                "What is left of the budget (draft-ietf-httpapi-ratelimit-headers): `r` requests now, all of it again in `t` seconds. It comes back evenly.",
                "^\"[a-z]+\";r=[0-9]+;t=[0-9]+$"),
            [RequestBudget.PolicyHeader] = Header(
                "The budget: `q` requests within `w` seconds, of a `caller` or, for failed attempts to be one, of an `address`.",
                "^\"[a-z]+\";q=[0-9]+;w=[0-9]+$"),
        };
    }

    private static OpenApiHeader Header(string description, string pattern) => new()
    {
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = MaxLength, Pattern = pattern },
    };
}
