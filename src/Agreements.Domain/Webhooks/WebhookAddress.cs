using System.Net;

namespace Agreements.Domain.Webhooks;

/// <summary>The address of a receiver, as far as it can be judged by how it is written. What a name stands for is judged when it is called.</summary>
public static class WebhookAddress
{
    /// <summary>Longest address, in characters.</summary>
    public const int MaxLength = 2000;

    /// <summary>How an address begins.</summary>
    public const string Pattern = "^[Hh][Tt][Tt][Pp][Ss]?://[!-~]+$";

    private static readonly string[] NamesOfThisMachine = ["localhost", "localhost6", "ip6-localhost", "ip6-loopback"];

    /// <summary>What is wrong with an address; null where nothing is.</summary>
    /// <param name="url">The address.</param>
    /// <param name="targets">Where webhooks may go.</param>
    /// <returns>A problem code.</returns>
    public static string? FaultOf(string url, WebhookTargets targets)
    {
        if (!IsWritten(url) || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return "webhook.url-invalid";
        }

        var authority = AuthorityOf(url);
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            return "webhook.url-credentials";
        }

        if (authority.Length == 0 || url.Contains('#', StringComparison.Ordinal) || address.Port == 0 || authority.Contains('%', StringComparison.Ordinal) || address.IdnHost.Trim('.').Length == 0)
        {
            return "webhook.url-invalid";
        }

        if (address.Scheme == Uri.UriSchemeHttp && !targets.AllowHttp)
        {
            return "webhook.scheme-not-allowed";
        }

        return IsAllowed(address.IdnHost.Trim('[', ']').TrimEnd('.'), targets) ? null : "webhook.target-not-allowed";
    }

    // Decimal, octal and hexadecimal notations were read as addresses before they came here; what was not is looked up, and judged then.
    private static bool IsAllowed(string host, WebhookTargets targets)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return targets.Allows(literal);
        }

        var isThisMachine = NamesOfThisMachine.Contains(host, StringComparer.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        return !isThisMachine || targets.Allows(IPAddress.Loopback) || targets.Allows(IPAddress.IPv6Loopback);
    }

    // Only what RFC 3986 knows: a client that reads a backslash or a letter of another script in its own way would go elsewhere.
    private static bool IsWritten(string url) => url.Length <= MaxLength
        && (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && url.All(c => c is > ' ' and <= '~' and not ('\\' or '"' or '<' or '>' or '^' or '`' or '{' or '|' or '}'));

    private static string AuthorityOf(string url)
    {
        var begin = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.IndexOfAny(['/', '?', '#'], begin);
        return end < 0 ? url[begin..] : url[begin..end];
    }
}
