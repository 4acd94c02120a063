using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Store;

/// <summary>There is no key of the service's own outside of the store that an instance would have to keep, or share with others.</summary>
public sealed class UnusedKeysTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("agreements-home-").FullName;
    private readonly TestStore _store = new();

    [Fact]
    public async Task A_start_makes_no_key_beside_the_store_and_has_nothing_to_warn_about()
    {
        using var service = await ServiceProcess.StartAsync(_store, ("HOME", _home), ("DOTNET_CLI_HOME", _home));
        using var client = await service.ClientAsync();
        (await client.Get("/v1/me")).Is(HttpStatusCode.OK);
        Assert.Equal(0, await service.StopAsync());

        Assert.Empty(Directory.EnumerateFiles(_home, "*.xml", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }));
        Assert.DoesNotContain("DataProtection", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"level\":\"warning\"", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_walk_begun_at_one_instance_goes_on_at_another_and_after_a_restart()
    {
        await using var one = new ServiceHost().On(_store);
        using var client = one.ClientOf("penyusun");
        var drafts = new[] { (await client.DraftedAsync()).Id, (await client.DraftedAsync()).Id };
        var page = (await client.Get("/v1/agreements?limit=1")).Is(HttpStatusCode.OK);

        await using var other = new ServiceHost().On(_store);
        using var elsewhere = other.ClientOf("penyusun");
        var rest = (await elsewhere.Get($"/v1/agreements?limit=1&after={page.Body.Said("next")}")).Is(HttpStatusCode.OK);

        Assert.Equal(drafts.Order(StringComparer.Ordinal), page.Ids().Concat(rest.Ids()).Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_home, recursive: true);
    }
}
