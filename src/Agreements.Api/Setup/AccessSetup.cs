using Agreements.Api.Security;
using Agreements.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Agreements.Api.Setup;

/// <summary>Who is let in: every operation declares what it asks of its caller, and one that declares nothing is closed.</summary>
internal static class AccessSetup
{
    private const string Either = "Either";

    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var tokens = ReadTokens(builder.Configuration);
        var authentication = builder.Services.AddAuthentication(tokens is null ? ApiKeyScheme.Name : Either)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, configureOptions: null);
        if (tokens is not null)
        {
            authentication.AddTokens(tokens);
        }

        builder.Services.MakeNoUnusedKeys();
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(AccessPolicies.Undeclared);
        builder.Services.AddSingleton<IAuthorizationHandler, AccessHandler>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusals>();
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<CalendarGate>();
        builder.Services.AddScoped<AdministratorKey>();
        builder.Services.AddSingleton<RefusalLedger>();
        builder.Services.AddSingleton<RefusedAccess>();
        builder.Services.AddHostedService<SealAudit>();
        builder.Services.AddSingleton(ChosenKey(builder.Configuration));
    }

    // Authentication brings data protection along, which makes a key at the first start and writes it beside the user's files. Nothing is protected by it:
    // credentials are compared, and a cursor holds only what its list has shown, or how far a feed was read.
    private static void MakeNoUnusedKeys(this IServiceCollection services)
    {
        foreach (var maker in services.Where(each => each.ServiceType == typeof(IHostedService) && each.ImplementationType?.Assembly == typeof(DataProtectionServiceCollectionExtensions).Assembly).ToList())
        {
            services.Remove(maker);
        }
    }

    private static void AddTokens(this AuthenticationBuilder authentication, TokenOptions tokens)
    {
        authentication.AddJwtBearer(TokenScheme.Name, _ => { }).AddPolicyScheme(
            Either,
            displayName: null,
            options => options.ForwardDefaultSelector = context => context.Request.Headers.ContainsKey(ApiKeyScheme.Header) ? ApiKeyScheme.Name : TokenScheme.Name);
        authentication.Services.AddSingleton(tokens);
        authentication.Services.AddSingleton<IConfigureOptions<JwtBearerOptions>, TokenScheme>();
        authentication.Services.AddScoped<TokenGrants>();
    }

    private static TokenOptions? ReadTokens(ConfigurationManager configuration)
    {
        var tokens = configuration.GetSection(TokenOptions.Section).Get<TokenOptions>();
        if (string.IsNullOrWhiteSpace(tokens?.Authority))
        {
            return null;
        }

        if (!Uri.TryCreate(tokens.Authority, UriKind.Absolute, out var authority) || !(authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
        {
            throw new UnusableSettingException($"Authentication__Authority is {tokens.Authority}; it must be an https address.");
        }

        if (string.IsNullOrWhiteSpace(tokens.Audience))
        {
            throw new UnusableSettingException("Authentication__Audience is missing: without it the provider's tokens for any other service would be taken.");
        }

        foreach (var (role, scopes) in tokens.Roles)
        {
            if (scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(name => Scopes.Find(name) is null) is { } unknown)
            {
                throw new UnusableSettingException($"Authentication__Roles__{role} names {unknown}; there are {string.Join(", ", Scopes.All.Select(Scopes.NameOf))}.");
            }
        }

        return tokens;
    }

    private static ChosenAdministratorKey ChosenKey(ConfigurationManager configuration) => configuration[AdministratorKey.Setting] switch
    {
        null or "" => new(null),
        var given => new(Secret.Of(given)
            ?? throw new UnusableSettingException($"{AdministratorKey.Setting} must be {Secret.MinLength} to {Secret.MaxLength} printable ASCII characters without spaces.")),
    };
}

/// <summary>The administrator key that the operator chose, if any.</summary>
internal sealed record ChosenAdministratorKey(Secret? Secret);
