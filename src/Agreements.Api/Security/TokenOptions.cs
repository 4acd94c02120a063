namespace Agreements.Api.Security;

/// <summary>Access tokens of an OpenID Connect provider, from the section <c>Authentication</c>. Without an authority only API keys are taken.</summary>
public sealed class TokenOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Authentication";

    /// <summary>Address of the provider, as tokens name it in <c>iss</c>; its signing keys are found from there. HTTPS, unless it is on this machine.</summary>
    public string? Authority { get; init; }

    /// <summary>What tokens name in <c>aud</c> when they are meant for this service.</summary>
    public string? Audience { get; init; }

    /// <summary>The claim with the name that histories record; <c>preferred_username</c> unless set. Where a token lacks it, its <c>sub</c> is taken.</summary>
    public string NameClaim { get; init; } = "preferred_username";

    /// <summary>The claim with scopes of this service, spaces between or as a list; <c>scope</c> unless set.</summary>
    public string ScopeClaim { get; init; } = "scope";

    /// <summary>The claim with the caller's roles; <c>roles</c> unless set.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>What each role may do: scopes with spaces between, by the role's name.</summary>
    public Dictionary<string, string> Roles { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The claim with the Kemendagri codes of the caller's regions, <c>*</c> for all; <c>agreements_regions</c> unless set.</summary>
    public string RegionClaim { get; init; } = "agreements_regions";

    /// <summary>The claim with the id of the caller's BPJS office; <c>agreements_office</c> unless set.</summary>
    public string OfficeClaim { get; init; } = "agreements_office";
}
