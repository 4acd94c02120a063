using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Agreements.Api.Setup;

/// <summary>The reverse proxies in front of the service, from the section <c>Proxies</c>.</summary>
public sealed class ProxyOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Proxies";

    /// <summary>
    /// Their addresses and networks, commas between (<c>10.0.0.5, 172.16.0.0/12</c>); none unless set. What <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> say is taken from these alone, hop by hop.
    /// </summary>
    public string Known { get; init; } = "";
}

/// <summary>Whom the service believes about where a request comes from. No address that it answers with is made of what a request says about its host.</summary>
internal static class ProxySetup
{
    // The host builder would believe every sender.
    private const string BelieveAll = "FORWARDEDHEADERS_ENABLED";

    public static void AddProxies(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<string>(BelieveAll) is { Length: > 0 } given && !given.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnusableSettingException($"ASPNETCORE_{BelieveAll} would have every sender believed. Leave it out, and name the proxies in Proxies__Known.");
        }

        var networks = Networks(builder.Configuration.GetSection(ProxyOptions.Section).Get<ProxyOptions>() ?? new ProxyOptions());
        builder.Services.AddSingleton(new KnownProxies(networks));
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

            // As many hops as there are, each believed only if the one after it is known.
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            networks.ForEach(options.KnownIPNetworks.Add);
        });
    }

    public static void UseProxies(this WebApplication app)
    {
        // With none known, the middleware would take the word of all.
        if (app.Services.GetRequiredService<KnownProxies>().All.Count > 0)
        {
            app.UseForwardedHeaders();
        }
    }

    private static List<IPNetwork> Networks(ProxyOptions proxies) => [.. proxies.Known
        .Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries)
        .Select(each => Parse(each) ?? throw new UnusableSettingException($"Proxies__Known names {each}, which is neither an address (10.0.0.5) nor a network (10.0.0.0/8)."))];

    private static IPNetwork? Parse(string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(text, out var network) ? network : null;
    }

    private sealed record KnownProxies(List<IPNetwork> All);
}
