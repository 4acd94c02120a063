using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Agreements.Api.Http.Json;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Text;

namespace Agreements.Api.Security;

/// <summary>Reads from the claims of a token who its caller is and what that opens.</summary>
internal sealed class TokenGrants(AgreementsDbContext db, TokenOptions options)
{
    private const string Everywhere = "*";

    /// <summary>What the token opens; null where it names nobody.</summary>
    public async Task<Grant?> ReadAsync(ClaimsPrincipal token, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var subject = token.FindFirstValue("sub");
        var name = new[] { token.FindFirstValue(options.NameClaim), subject }.FirstOrDefault(IsName);
        if (subject is null || name is null)
        {
            return null;
        }

        var id = IdOf(token.FindFirstValue("iss"), subject);
        return new Grant(id, new Author(name, id), ScopesOf(token), await ReachOfAsync(token, cancellationToken), expiresAt);
    }

    // As short as any other, however long the provider's subjects are.
    private static string IdOf(string? issuer, string subject) => $"token:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")))}";

    // Histories show it for ever: no personal number, and nothing that could not be stored.
    private static bool IsName(string? text) =>
        !string.IsNullOrWhiteSpace(text) && text.EnumerateRunes().Count() <= ApiKey.OwnerMaxLength && TextConverter.IsStorable(text) && !PersonalNumber.OccursIn(text);

    // Scopes of other services are passed over.
    private List<Scope> ScopesOf(ClaimsPrincipal token)
    {
        var ofRoles = ValuesOf(token, options.RoleClaim).Select(role => options.Roles.GetValueOrDefault(role)).OfType<string>();
        return [.. ValuesOf(token, options.ScopeClaim).Concat(ofRoles)
            .SelectMany(names => names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(Scopes.Find).OfType<Scope>().Distinct().Order()];
    }

    // Who is bound to nothing reaches nothing.
    private async Task<Reach> ReachOfAsync(ClaimsPrincipal token, CancellationToken cancellationToken)
    {
        var regions = ValuesOf(token, options.RegionClaim).SelectMany(codes => codes.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (regions.Contains(Everywhere, StringComparer.Ordinal))
        {
            return Reach.Everywhere;
        }

        if (regions.Count > 0)
        {
            return ReachQueries.ReachOf(regions);
        }

        return Guid.TryParse(token.FindFirstValue(options.OfficeClaim), out var office) ? await db.ReachOfOfficeAsync(office, cancellationToken) : Reach.Nowhere;
    }

    private static IEnumerable<string> ValuesOf(ClaimsPrincipal token, string claim) => token.FindAll(claim).Select(each => each.Value);
}
