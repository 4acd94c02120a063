using Agreements.Api.Http.Problems;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Agreements.Api.Security;

/// <summary>
/// Recognises a caller by an access token (RFC 9068) of the configured provider. Only its own published keys count, whatever a token says about where to find
/// another, and only signatures with a private key.
/// </summary>
internal sealed class TokenScheme(TokenOptions options, TimeProvider clock) : IConfigureNamedOptions<JwtBearerOptions>
{
    public const string Name = JwtBearerDefaults.AuthenticationScheme;

    // A provider that hangs holds up those who come by token, for no longer than this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public void Configure(JwtBearerOptions options) => Configure(Name, options);

    public void Configure(string? name, JwtBearerOptions bearer)
    {
        bearer.Authority = options.Authority;
        bearer.Audience = options.Audience;
        bearer.RequireHttpsMetadata = !new Uri(options.Authority!).IsLoopback;
        bearer.MapInboundClaims = false;
        bearer.BackchannelTimeout = Patience;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = options.Audience,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            ValidTypes = ["at+jwt", "application/at+jwt", "JWT"],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsAlive,
        };
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = FindKeysAsync,
            OnTokenValidated = GrantAsync,
        };
    }

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is not null && now < expires + Skew && !(notBefore > now + Skew);
    }

    // The keys are fetched now and then. A provider that never answered is no fault of the caller's; one that did is trusted on with the keys it had.
    private static async Task FindKeysAsync(MessageReceivedContext context)
    {
        if (context.HttpContext.IsOpenToAll())
        {
            context.NoResult();
            return;
        }

        if (!context.Request.Headers.Authorization.ToString().StartsWith($"{Name} ", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        try
        {
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (InvalidOperationException)
        {
            throw new HttpFailureException(StatusCodes.Status503ServiceUnavailable, "identity-provider.unavailable");
        }
    }

    private static async Task GrantAsync(TokenValidatedContext context)
    {
        // RFC 7515, 4.1.11: what must be understood and is not makes the whole token invalid. Some providers call access tokens plain JWT, as ID tokens are
        // called; what binds an ID token to a login (OpenID Connect Core 1.0, 2) gives that away.
        if (context.SecurityToken is not JsonWebToken token || token.TryGetHeaderValue<object>("crit", out _)
            || token.TryGetClaim("nonce", out _) || token.TryGetClaim("at_hash", out _))
        {
            context.Fail("The token asks for what is not understood.");
            return;
        }

        var grants = context.HttpContext.RequestServices.GetRequiredService<TokenGrants>();
        if (await grants.ReadAsync(context.Principal!, new DateTimeOffset(token.ValidTo, TimeSpan.Zero), context.HttpContext.RequestAborted) is { } grant)
        {
            context.HttpContext.Features.Set(grant);
        }
        else
        {
            context.Fail("The token names nobody.");
        }
    }
}
