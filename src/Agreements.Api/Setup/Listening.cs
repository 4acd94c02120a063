using System.Net;

namespace Agreements.Api.Setup;

/// <summary>
/// Keeps the service on this machine: as long as callers merely name themselves, nobody else may reach it. Access control will lift this.
/// </summary>
internal static class Listening
{
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Minor Code Smell", "S1075", Justification = "The documented default, which a setting replaces.")]
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public static string[] Urls(IConfiguration configuration)
    {
        if (configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            throw new UnusableSettingException("Kestrel__Endpoints is not read: the service listens on loopback addresses only until it has access control; name one in ASPNETCORE_URLS.");
        }

        var given = configuration["urls"];
        var urls = (string.IsNullOrWhiteSpace(given) ? DefaultUrl : given).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls)
        {
            var host = HostOf(url);
            if (host != "localhost" && !(IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)))
            {
                throw new UnusableSettingException($"ASPNETCORE_URLS names {url}, but the service listens on loopback addresses only until it has access control. Use {DefaultUrl}.");
            }
        }

        return urls;
    }

    private static string HostOf(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Host;
        }
        catch (FormatException)
        {
            throw new UnusableSettingException($"ASPNETCORE_URLS names {url}, which is no address. Use {DefaultUrl}.");
        }
    }
}

/// <summary>A setting that the service cannot start with; the message says in one line which, and what it should be.</summary>
internal sealed class UnusableSettingException(string message) : Exception(message);
