using System.Text;
using System.Text.Json.Nodes;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace Agreements.Api.Http.OpenApi;

/// <summary>Says who may call what: the schemes that callers are known by, and for every operation the scope that it needs.</summary>
internal static class DescribeAccess
{
    private const string KeyScheme = "apiKey";
    private const string TokenScheme = "accessToken";

    /// <summary>The member of an operation that names its scope; absent where any known caller will do.</summary>
    private const string ScopeExtension = "x-scope";

    private const string Any = "any";
    private const string Address = "none, but the address";

    /// <summary>What the operation declares.</summary>
    public static Access Of(ApiDescription operation) => operation.ActionDescriptor.EndpointMetadata.OfType<Access>().Last();

    /// <summary>What one operation asks of its caller.</summary>
    public static void Describe(OpenApiOperation operation, Access access, OpenApiDocument document)
    {
        if (access.ByAddress)
        {
            // None of the schemes: said outright, so that it does not read as forgotten.
            operation.Security = [];
            operation.Description = $"{operation.Description}\n\nNeeds nothing but the address.";
            return;
        }

        operation.Security = [.. new[] { KeyScheme, TokenScheme }.Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] })];
        var name = access.Scope is { } scope ? Scopes.NameOf(scope) : null;
        operation.Description = $"{operation.Description}\n\n{(name is null ? "Any known caller may ask." : $"Needs the scope `{name}`.")}";
        if (name is not null)
        {
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
            operation.Extensions[ScopeExtension] = new JsonNodeExtension(JsonValue.Create(name));
        }
    }

    /// <summary>The schemes, with a table of all operations by scope.</summary>
    public static void Describe(OpenApiDocument document, IEnumerable<ApiDescription> operations)
    {
        var table = new StringBuilder("A key of an integration, a job or a person. It is bound to regions (a province brings its regencies and cities), to the catchment of a BPJS office, or to the whole country; ")
            .Append("what lies beyond is answered as if it were not there.\n\n| Scope | Operations |\n|---|---|\n");
        var byScope = operations.Where(operation => operation.ActionDescriptor.EndpointMetadata.OfType<Access>().Any())
            .ToLookup(operation => NameOf(Of(operation)), operation => operation.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().Last().EndpointName);
        foreach (var scope in Scopes.All.Select(scope => $"`{Scopes.NameOf(scope)}`").Append(Any).Append(Address))
        {
            table.Append("| ").Append(scope).Append(" | ").AppendJoin(", ", byScope[scope].Order(StringComparer.Ordinal).DefaultIfEmpty("none yet")).Append(" |\n");
        }

        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[TokenScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "An access token (RFC 9068) of the OpenID Connect provider that the service was told to trust, signed by RS256 or ES256 and checked by the best current practice for JWTs (RFC8725). Scopes and regions are read from its claims.",
        };
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeyScheme.Header,
            Description = table.ToString().TrimEnd(),
        };
    }

    private static string NameOf(Access access) => access switch
    {
        { Scope: { } scope } => $"`{Scopes.NameOf(scope)}`",
        { ByAddress: true } => Address,
        _ => Any,
    };
}
