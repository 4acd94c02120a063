namespace Agreements.Api.Setup;

/// <summary>Where the service listens: on this machine alone unless other addresses are named.</summary>
internal static class Listening
{
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Minor Code Smell", "S1075", Justification = "The documented default, which a setting replaces.")]
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private static readonly string[] EveryAddress = ["*", "+", "0.0.0.0", "[::]"];

    /// <summary>The addresses by setting; none where endpoints are configured one by one, with their certificates.</summary>
    public static string[] Urls(IConfiguration configuration)
    {
        if (configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            return [];
        }

        var given = configuration["urls"];
        var urls = (string.IsNullOrWhiteSpace(given) ? DefaultUrl : given).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls)
        {
            _ = Parse(url);
        }

        return urls;
    }

    /// <summary>Where a process on the same machine finds the service that was told to listen here.</summary>
    public static Uri FromHere(string? urls)
    {
        var address = Parse(string.IsNullOrWhiteSpace(urls) ? DefaultUrl : urls.Split(';')[0]);
        return new UriBuilder(address.Scheme, EveryAddress.Contains(address.Host, StringComparer.Ordinal) ? "127.0.0.1" : address.Host, address.Port).Uri;
    }

    private static BindingAddress Parse(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            throw new UnusableSettingException($"ASPNETCORE_URLS names {url}, which is no address. Use {DefaultUrl}.");
        }
    }
}

/// <summary>A setting that the service cannot start with; the message says in one line which, and what it should be.</summary>
internal sealed class UnusableSettingException(string message) : Exception(message);
