using Agreements.Api.Features.Calendars;
using Agreements.Api.Security;
using Microsoft.OpenApi;

namespace Agreements.Api.Http.OpenApi;

/// <summary>Describes the answers that are calendars.</summary>
internal static class DescribeCalendars
{
    private const string TagPattern = "^W/\"[0-9a-f]{32}\"$";

    // Of each deadline a few hundred octets; texts as long as they may be are not all there at once.
    private const int MaxLength = 16 * 1024 * 1024;

    /// <summary>What the token in a path looks like.</summary>
    public static void DescribeToken(OpenApiSchema schema) => (schema.MinLength, schema.MaxLength, schema.Pattern) = (Secret.MinLength, Secret.MaxLength, "^[A-Za-z0-9_-]+$");

    /// <summary>The whole calendar, and that nothing of it has changed.</summary>
    public static void Describe(OpenApiOperation operation)
    {
        var whole = Answer("The calendar.");
        whole.Headers!["Content-Disposition"] = new OpenApiHeader
        {
            Description = "A name to save it under (RFC 6266).",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 100, Pattern = "^attachment; filename=\"[a-z.]+\"$" },
        };
        whole.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [CalendarAnswer.MediaType] = new()
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = MaxLength, Pattern = @"^BEGIN:VCALENDAR\r\n" },
                Example = CalendarExamples.Calendar(),
            },
        };
        operation.Responses!["200"] = whole;
        operation.Responses["304"] = Answer("What If-None-Match names is still current.");
    }

    private static OpenApiResponse Answer(string description) => new()
    {
        Description = description,
        Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
        {
            ["ETag"] = new OpenApiHeader
            {
                Description = "Names this state of the calendar; weak (RFC 9110).",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 40, Pattern = TagPattern },
            },
        },
    };
}
