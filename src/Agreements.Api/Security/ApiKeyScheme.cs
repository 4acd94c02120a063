using System.Security.Claims;
using System.Text.Encodings.Web;
using Agreements.Api.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Agreements.Api.Security;

/// <summary>Recognises a caller by the key in <c>X-Api-Key</c>.</summary>
internal sealed class ApiKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing keys, Strangers strangers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";
    public const string Header = "X-Api-Key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Request.Headers[Header];
        if (given.Count == 0 || Context.IsOpenToAll())
        {
            return AuthenticateResult.NoResult();
        }

        // Two credentials at once leave open who is asking.
        if (given.Count > 1 || Request.Headers.Authorization.Count > 0 || Secret.Of(given[0]!) is not { } secret)
        {
            return AuthenticateResult.Fail("The key opens nothing.");
        }

        if (!keys.Knows(secret))
        {
            strangers.Charge(Context);
        }

        var (grant, ended) = await keys.FindAsync(secret, Context.RequestAborted);
        if (grant is null)
        {
            Context.Features.Set(ended);
            return AuthenticateResult.Fail("The key opens nothing.");
        }

        Context.Features.Set(grant);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(Name)), Name));
    }
}
