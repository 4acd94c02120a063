using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Data.Store;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Agreements.Api.Http.OpenApi;

/// <summary>Completes each operation: its description, parameters, headers, examples, and every status that it can answer with.</summary>
internal sealed class DescribeOperations(XmlDocs docs, Limits limits, Examples examples, DescribeFiles files) : IOperationFilter
{
    // A star or a list of entity tags (RFC 9110, 8.8.3 and 13.1).
    private const string TagsPattern = """^(\*|(W/)?"[^"]*"([ \t]*,[ \t]*(W/)?"[^"]*")*)$""";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<OperationFacts>().LastOrDefault() is not { } facts)
        {
            return;
        }

        var method = context.ApiDescription.HttpMethod!;
        var queries = StrictQuery.Sources(context.MethodInfo).Select(parameter => parameter.ParameterType).ToList();
        var body = metadata.OfType<IAcceptsMetadata>().FirstOrDefault()?.RequestType;
        operation.Description ??= docs.Of(body ?? queries.LastOrDefault() ?? typeof(void));
        var access = DescribeAccess.Of(context.ApiDescription);
        DescribeAccess.Describe(operation, access, context.Document);
        operation.Parameters = [.. Parameters(operation, queries, context), .. Headers(facts, method), .. facts.ServesFiles ? DescribeFiles.Headers() : []];
        if (body is not null && operation.RequestBody is OpenApiRequestBody request)
        {
            foreach (var content in request.Content!.Values)
            {
                content.Example = examples.OfBody(body);
            }
        }

        operation.Responses ??= [];
        if (facts.ServesFiles)
        {
            files.Describe(operation);
        }
        else if (facts.ServesCalendars)
        {
            DescribeCalendars.Describe(operation);
        }
        else if (facts.Exports.Count > 0)
        {
            DescribeExports.Describe(operation, facts.Exports, mediaType => examples.OfExport(operation.OperationId!, mediaType));
        }
        else
        {
            foreach (var (status, response) in operation.Responses)
            {
                CompleteSuccess((OpenApiResponse)response, status, facts, method, operation.OperationId!);
            }
        }

        if (facts.IsTagged && method == HttpMethods.Get)
        {
            operation.Responses["304"] = new OpenApiResponse { Description = "What If-None-Match names is still current.", Headers = facts.ServesFiles ? DescribeFiles.ETag() : ETag() };
        }

        foreach (var status in OperationMetadata.FailuresOf(facts, access, method))
        {
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = Failure(status, context);
        }

        foreach (var response in operation.Responses.Values.OfType<OpenApiResponse>())
        {
            DescribeRateLimits.Describe(response, context.Document);
        }
    }

    private List<IOpenApiParameter> Parameters(OpenApiOperation operation, List<Type> queries, OperationFilterContext context)
    {
        var path = operation.Parameters?.Where(parameter => parameter.In == ParameterLocation.Path).ToList() ?? [];
        foreach (var parameter in path.OfType<OpenApiParameter>())
        {
            parameter.Description = parameter.Name switch
            {
                "agreementId" => "Id of the agreement.",
                "officeId" => "Id of the office.",
                "keyId" => "Id of the key.",
                "documentId" => "Id of the document.",
                "renewalId" => "Id of the renewal.",
                "meetingId" => "Id of the meeting.",
                "workPlanId" => "Id of the work plan.",
                "activityId" => "Id of the activity.",
                "deadlineId" => "Id of the deadline.",
                "reminderId" => "Id of the reminder.",
                "activationModeId" => "Id of the entry.",
                "feedId" => "Id of the feed.",
                Security.CalendarGate.Parameter => "What opens the calendar; shown once, when its feed was made.",
                "webhookId" => "Id of the webhook.",
                "deliveryId" => "Id of the delivery.",
                "on" => "The day.",
                "snapshotId" => "Id of the snapshot.",
                "validFrom" => "The first day that the policy is valid on.",
                _ => "Kemendagri code of the region.",
            };
            if (parameter is { Name: "on" or "validFrom", Schema: OpenApiSchema day })
            {
                (day.Format, day.MaxLength) = ("date", "YYYY-MM-DD".Length);
            }

            if (parameter is { Name: Security.CalendarGate.Parameter, Schema: OpenApiSchema token })
            {
                DescribeCalendars.DescribeToken(token);
            }

            if (parameter is { Name: "code", Schema: OpenApiSchema code })
            {
                DescribeSchemas.DescribeRegionCode(code);
            }

            parameter.Example = Examples.OfPath(parameter.Name!);
        }

        return [.. path, .. queries.SelectMany(query => StrictQuery.Parameters(query).Select(property => Parameter(property, query, context)))];
    }

    private OpenApiParameter Parameter(PropertyInfo property, Type query, OperationFilterContext context)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Params<>);
        var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        IOpenApiSchema schema = type switch
        {
            _ when type == typeof(Sort) => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Sort.Names.Select(order => (System.Text.Json.Nodes.JsonNode)order)] },
            { IsGenericType: true } => context.SchemaGenerator.GenerateSchema(type.GetGenericArguments()[0], context.SchemaRepository),
            _ when name == "after" => Text(HttpLimits.MaxRequestLineBytes, PageRules.CursorPattern),
            _ => Text(StrictQuery.MaxTextLength, TextConverter.Pattern),
        };
        if (schema is OpenApiSchema concrete)
        {
            if (name is "regionCode" or "provinceCode")
            {
                // Where a whole province can be asked for, so can several regions.
                DescribeSchemas.DescribeRegionCode(concrete, isList: name == "regionCode" && query.GetProperty("ProvinceCode") is not null);
            }

            limits.DescribeParameter(concrete, query, name);
        }

        return new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Required = property.IsDefined(typeof(RequiredAttribute)),
            Description = docs.Of(property),
            Style = isList ? ParameterStyle.Form : null,
            Explode = !isList,
            Schema = isList ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema, MinItems = 1, MaxItems = Params<int>.Most } : schema,
        };
    }

    private static IEnumerable<IOpenApiParameter> Headers(OperationFacts facts, string method)
    {
        if (facts.NeedsIfMatch)
        {
            yield return Header("If-Match", "The ETag that was last read; `*` for whatever there is.", "\"3.9f2c51aa.7d1e03b4\"", Text(HttpLimits.MaxHeaderBytes, TagsPattern), isRequired: true);
        }

        if ((facts.IsTagged || facts.ServesCalendars) && method == HttpMethods.Get)
        {
            yield return Header("If-None-Match", "ETags that the caller has: 304 when one of them is current.", "\"3.9f2c51aa.7d1e03b4\"", Text(HttpLimits.MaxHeaderBytes, TagsPattern));
        }

        if (method == HttpMethods.Post && !facts.OnlyAsks)
        {
            yield return Header(
                IdempotencyKey.Header,
                "Names this request, so that a repeat within 24 hours gets the first answer and changes nothing.",
                "7c1d3f0e-1f7b-4c55-9d1a-0f6f3f1f6a11",
                Text(IdempotencyRecord.KeyMaxLength, "^[ -~]+$"));
        }
    }

    private static OpenApiParameter Header(string name, string description, string example, OpenApiSchema schema, bool isRequired = false) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Required = isRequired,
        Example = example,
        Schema = schema,
    };

    private static OpenApiSchema Text(int most, string pattern) => new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = most, Pattern = pattern };

    private void CompleteSuccess(OpenApiResponse response, string status, OperationFacts facts, string method, string operationId)
    {
        response.Description = status switch
        {
            "201" => "Made; Location says where it is.",
            "202" => "Queued; Location says where it is to be seen what becomes of it.",
            "204" => "Gone.",
            _ => "As asked.",
        };
        response.Headers = facts.IsTagged ? ETag() : new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        if (facts.Creates || facts.Accepts)
        {
            response.Headers["Location"] = ResponseHeader("Where the resource is.", new() { Type = JsonSchemaType.String, Format = "uri-reference", MaxLength = HttpLimits.MaxRequestLineBytes });
        }

        if (method == HttpMethods.Post && !facts.OnlyAsks)
        {
            response.Headers[IdempotencyKey.ReplayedHeader] = ResponseHeader("`true` when this is the first answer, given again.", new() { Type = JsonSchemaType.String, Enum = ["true"] });
        }

        if (operationId.StartsWith("list", StringComparison.Ordinal) || facts.OnlyAsks)
        {
            response.Headers["Link"] = ResponseHeader("The next page, as `rel=\"next\"`; absent where `next` is null (RFC 8288).", new()
            {
                // It repeats the query, three characters at most for each byte of it.
                Type = JsonSchemaType.String,
                Pattern = "^<[^>]*>; rel=\"next\"$",
                MaxLength = 3 * HttpLimits.MaxRequestLineBytes,
            });
        }

        foreach (var content in response.Content?.Values ?? [])
        {
            content.Example = examples.OfAnswer(operationId);
        }
    }

    private static Dictionary<string, IOpenApiHeader> ETag() => new(StringComparer.Ordinal)
    {
        ["ETag"] = ResponseHeader("Names this state of the resource; strong (RFC 9110).", Text(EntityTag.MaxLength, EntityTag.Pattern)),
    };

    private static Dictionary<string, IOpenApiHeader> Only(string name, OpenApiHeader header) => new(StringComparer.Ordinal) { [name] = header };

    private static OpenApiHeader ResponseHeader(string description, OpenApiSchema schema) => new() { Description = description, Schema = schema };

    private static OpenApiSchema RetryAfter(int longest) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int32",
        Minimum = Problems.Failure.ShortestRetry.ToString(CultureInfo.InvariantCulture),
        Maximum = longest.ToString(CultureInfo.InvariantCulture),
    };

    private OpenApiResponse Failure(int status, OperationFilterContext context) => new()
    {
        Description = $"{ReasonPhrases.GetReasonPhrase(status)}: {What(status)}",
        Headers = status switch
        {
            StatusCodes.Status401Unauthorized => Only("WWW-Authenticate", ResponseHeader("How callers prove who they are (RFC 9110, 11.6.1).", Text(HttpLimits.MaxHeaderBytes, "^[ -~]+$"))),
            StatusCodes.Status416RangeNotSatisfiable => Only("Content-Range", DescribeFiles.ContentRange()),
            StatusCodes.Status429TooManyRequests => Only("Retry-After", ResponseHeader("Seconds after which to try again.", RetryAfter(Setup.RateLimitSetup.LongestWindow))),
            StatusCodes.Status503ServiceUnavailable => Only("Retry-After", ResponseHeader("Seconds after which to try again.", RetryAfter(Problems.Failure.LongestRetry))),
            _ => null,
        },
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new OpenApiMediaType
            {
                Schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository),
                Example = examples.OfProblem(status),
            },
        },
    };

    private static string What(int status) => status switch
    {
        400 => "something that was sent is wrong; `errors` names all of it.",
        401 => "the caller is not known.",
        403 => "the caller lacks the scope, or means to write beyond its reach.",
        404 => "there is no such thing, or the caller may not see it.",
        406 => "the caller rules out what the operation answers with.",
        408 => "the body did not arrive in time.",
        409 => "the state of the record forbids it; `code` says why.",
        410 => "the cursor leads no further; `code` says why.",
        412 => "it has changed since it was read.",
        413 => "the body is too large.",
        415 => "the body is not sent as what the operation takes.",
        416 => "the range lies beyond the content.",
        422 => "the idempotency key was used for a different request.",
        428 => "If-Match is missing.",
        429 => "too many requests by this caller or from this address.",
        503 => "the store is busy or cannot be reached, or it took too long.",
        507 => "the store is full.",
        _ => "the service failed.",
    };
}
