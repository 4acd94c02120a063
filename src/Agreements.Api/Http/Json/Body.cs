using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Agreements.Api.Http.Json;

/// <summary>
/// The body of a request. The framework would look at every type of body before it answers anything at all; this reads each when the first of its kind
/// comes, so that a cold start does not grow with the number of operations.
/// </summary>
internal readonly record struct Body<T>
    where T : class
{
    private readonly T? _value;

    private Body(T? value) => _value = value;

    /// <summary>What was sent.</summary>
    public T Value => _value ?? throw new BadHttpRequestException("There is no body.");

    /// <summary>What was sent, or this when nothing was.</summary>
    public T Or(T otherwise) => _value ?? otherwise;

    /// <summary>Reads the body; what cannot be read is explained by <see cref="BodyDiagnosis"/>.</summary>
    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return default;
        }

        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body is not sent as JSON.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            var value = await context.Request.ReadFromJsonAsync<T>(options, context.RequestAborted);
            return value is null ? throw new BadHttpRequestException("The body is null.") : new Body<T>(value);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The body cannot be read.", e);
        }
    }
}
