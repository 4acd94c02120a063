using Agreements.Api.Http.Problems;
using Agreements.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Agreements.Api.Security;

/// <summary>What an operation asks of its caller: a scope, or only to be known.</summary>
/// <param name="Scope">The scope; null where any known caller will do.</param>
/// <param name="ByAddress">Whether nothing is asked but a token in the address, which <see cref="OpenCalendars"/> looks at.</param>
internal sealed record Access(Scope? Scope, bool ByAddress = false) : IAuthorizationRequirement;

/// <summary>Lets a known caller through who has the scope. What declares no access lets nobody through.</summary>
internal sealed class AccessHandler(IHttpContextAccessor accessor) : AuthorizationHandler<Access>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Access requirement)
    {
        if (accessor.HttpContext?.Features.Get<Grant>() is { } grant && (requirement.Scope is not { } scope || grant.Scopes.Contains(scope)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>How endpoints declare whom they let through.</summary>
internal static class AccessPolicies
{
    /// <summary>Only callers with this scope.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, Scope scope) => route.Requires(new Access(scope));

    /// <summary>Every caller who is known.</summary>
    public static RouteHandlerBuilder NeedsCaller(this RouteHandlerBuilder route) => route.Requires(new Access(Scope: null));

    /// <summary>Whoever has the token that the address holds. Other credentials are not looked at.</summary>
    public static RouteHandlerBuilder OpensByAddress(this RouteHandlerBuilder route) => route.WithMetadata(new Access(Scope: null, ByAddress: true)).AllowAnonymous();

    /// <summary>
    /// What holds where nothing is declared. Where no operation is matched, an unknown route or method, a known caller is told so; an operation that declares
    /// nothing is closed to all.
    /// </summary>
    public static AuthorizationPolicy Undeclared { get; } = new AuthorizationPolicyBuilder()
        .AddRequirements(new Access(Scope: null))
        .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
        .Build();

    /// <summary>Whether the operation is open to all: it asks for nobody's credentials, and a probe must not wait for those who check them.</summary>
    public static bool IsOpenToAll(this HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static RouteHandlerBuilder Requires(this RouteHandlerBuilder route, Access access) =>
        route.WithMetadata(access).RequireAuthorization(new AuthorizationPolicyBuilder().AddRequirements(access).Build());
}

/// <summary>Answers refusals with a problem document, like every failure.</summary>
internal sealed class AccessRefusals : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        var scope = context.GetEndpoint()?.Metadata.GetMetadata<Access>()?.Scope;
        if (authorizeResult.Forbidden && context.Features.Get<Grant>() is not null)
        {
            throw scope is { } needed
                ? new HttpFailureException(StatusCodes.Status403Forbidden, "scope.missing", Scopes.NameOf(needed))
                : new HttpFailureException(StatusCodes.Status403Forbidden, "access.undeclared");
        }

        var isGiven = context.Request.Headers.ContainsKey(ApiKeyScheme.Header) || context.Request.Headers.Authorization.Count > 0;
        throw new HttpFailureException(StatusCodes.Status401Unauthorized, isGiven ? "credentials.invalid" : "credentials.missing")
        {
            // RFC 6750, 3: the error is named only where a credential was given.
            Challenge = isGiven ? "Bearer error=\"invalid_token\"" : "Bearer",
        };
    }
}
