using System.Text.RegularExpressions;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Store;

public sealed partial class SettingsTests : IDisposable
{
    private readonly TestStore _store = new();

    [Theory]
    [InlineData("RateLimits__PerCaller__Requests", "0")]
    [InlineData("RateLimits__PerCaller__Requests", "banyak")]
    [InlineData("RateLimits__PerCaller__WindowSeconds", "-1")]
    [InlineData("RateLimits__PerAddress__Requests", "1.5")]
    [InlineData("RateLimits__PerAddress__WindowSeconds", "100000")]
    [InlineData("RateLimits__AtOnce", "0")]
    [InlineData("RateLimits__Waiting", "-1")]
    [InlineData("Database__CheckMilliseconds", "-1")]
    [InlineData("Limits__RequestSeconds", "0")]
    [InlineData("Lists__RememberedBytes", "-1")]
    [InlineData("Events__RetentionDays", "13")]
    [InlineData("Events__RetentionDays", "3651")]
    [InlineData("Events__WaitingPerCaller", "0")]
    [InlineData("Events__Waiting", "semua")]
    [InlineData("Proxies__Known", "10.0.0.0/99")]
    [InlineData("Proxies__Known", "10.0.0.1, proxy.example")]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true")]
    public async Task A_setting_that_makes_no_sense_refuses_the_start_in_one_line_that_names_it(string setting, string value)
    {
        using var service = ServiceProcess.Launch(("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString), (setting, value));

        var (exitCode, errors) = await service.RefuseAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains(setting, Assert.Single(errors), StringComparison.Ordinal);
    }

    // A setting is listed with the default that ships.
    [Theory]
    [InlineData("RateLimits__PerCaller__Requests", "1000")]
    [InlineData("RateLimits__PerAddress__Requests", "1000")]
    [InlineData("RateLimits__AtOnce", "256")]
    [InlineData("Database__CheckMilliseconds", "250")]
    [InlineData("Limits__RequestSeconds", "30")]
    [InlineData("Proxies__Known", "none")]
    public void A_limit_is_listed_with_its_default(string setting, string value)
    {
        var row = File.ReadLines(Repository.PathOf("README.md")).Single(line => line.StartsWith($"| `{setting}`", StringComparison.Ordinal));

        Assert.Contains(value, Marks().Replace(row.Split('|')[2], ""), StringComparison.Ordinal);
    }

    public void Dispose() => _store.Dispose();

    [GeneratedRegex("[`.]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();
}
