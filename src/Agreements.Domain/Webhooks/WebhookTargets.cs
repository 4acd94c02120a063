using System.Net;
using System.Net.Sockets;

namespace Agreements.Domain.Webhooks;

/// <summary>
/// Where webhooks may go at all: to public addresses over TLS, unless the operator has said otherwise. Whoever could name any address would have the service knock on
/// doors that only it can reach.
/// </summary>
/// <param name="AllowHttp">Whether an address may begin with <c>http</c>.</param>
/// <param name="AllowPrivate">Whether any address may be called.</param>
/// <param name="AllowedNetworks">What may be called though it is not public.</param>
public sealed record WebhookTargets(bool AllowHttp, bool AllowPrivate, IReadOnlyList<IPNetwork> AllowedNetworks)
{
    // What is not for everybody, by IANA's registries of special-purpose addresses, and what nobody answers at.
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Public addresses over TLS alone.</summary>
    public static WebhookTargets Public { get; } = new(AllowHttp: false, AllowPrivate: false, []);

    /// <summary>Whether an address may be called.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = Plain(address);
        return AllowPrivate || IsPublic(plain) || AllowedNetworks.Any(network => network.Contains(plain));
    }

    /// <summary>Whether an address is one that everybody may call, in whatever form it hides another.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = Plain(address);
        return (plain.AddressFamily == AddressFamily.InterNetwork || Global.Contains(plain)) && !NotPublic.Any(network => network.Contains(plain));
    }

    // An address of version 6 that stands for one of version 4 is that one: mapped, or translated by the network (RFC 6052).
    private static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        var whole = new IPAddress(bytes);
        if (address.IsIPv4MappedToIPv6 || Translated.Contains(whole))
        {
            return new IPAddress(bytes.AsSpan(12));
        }

        return whole;
    }
}
