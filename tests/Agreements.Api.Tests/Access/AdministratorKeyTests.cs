using System.Net;
using Agreements.Api.Security;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Access;

public sealed class AdministratorKeyTests : IDisposable
{
    private const string Announcement = "The administrator key, shown this once: ";

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_first_start_makes_one_shows_it_and_no_later_start_shows_it_again()
    {
        string secret;
        using (var first = await ServiceProcess.StartAsync(_store, (AdministratorKey.Setting, "")))
        {
            secret = (await first.SaysAsync(Announcement))[Announcement.Length..].Trim();
            var me = (await MeAsync(first, secret)).Is(HttpStatusCode.OK).Body;
            Assert.Equal("administrator", me.Said("name"));
            Assert.True(me.Flag("allRegions"));
            Assert.Equal(["agreements:read", "agreements:write", "agreements:approve", "reminders:dispatch", "admin"], me.Texts("scopes"));
            await first.StopAsync();
        }

        using var second = await ServiceProcess.StartAsync(_store, (AdministratorKey.Setting, ""));
        (await MeAsync(second, secret)).Is(HttpStatusCode.OK);
        await second.StopAsync();
        Assert.DoesNotContain(Announcement, second.Output, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task One_that_the_operator_chose_is_not_shown_and_no_secret_is_ever_logged()
    {
        const string Wrong = "agr_ini-bukan-kunci-yang-benar-0123456789";
        using var service = await ServiceProcess.StartAsync(_store, ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"));

        (await MeAsync(service, Keys.Administrator)).Is(HttpStatusCode.OK);
        (await MeAsync(service, Wrong)).Is(HttpStatusCode.Unauthorized);
        using var client = await service.ClientAsync();
        var issued = (await client.Post("/v1/api-keys", """{"name":"uji","scopes":["admin"],"allRegions":true}""")).Is(HttpStatusCode.Created).Body.Said("key")!;
        (await MeAsync(service, issued)).Is(HttpStatusCode.OK);
        await service.StopAsync();

        Assert.Contains("ApiKey", service.Output, StringComparison.Ordinal);
        Assert.All([Announcement, Keys.Administrator, Wrong, issued], text => Assert.DoesNotContain(text, service.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_that_start_at_once_make_one_between_them()
    {
        var starts = await Task.WhenAll(
            ServiceProcess.StartAsync(_store, (AdministratorKey.Setting, "")),
            ServiceProcess.StartAsync(_store, (AdministratorKey.Setting, "")));
        using var one = starts[0];
        using var other = starts[1];
        await one.StopAsync();
        await other.StopAsync();

        Assert.Single(starts, service => service.Output.Contains(Announcement, StringComparison.Ordinal));
        Assert.Equal(1, await CountAsync());
    }

    [Theory]
    [InlineData("terlalu-pendek")]
    [InlineData("ada spasi di dalam kunci yang panjang ini")]
    [InlineData("bukan-ascii-é-0123456789-0123456789-0123456789")]
    public async Task One_that_is_too_easily_guessed_or_cannot_be_sent_is_refused_in_one_line(string chosen)
    {
        using var service = ServiceProcess.Launch(
            ("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString), (AdministratorKey.Setting, chosen));

        var (exitCode, errors) = await service.RefuseAsync();

        Assert.NotEqual(0, exitCode);
        var line = Assert.Single(errors);
        Assert.Equal("AGREEMENTS_ADMIN_KEY must be 32 to 200 printable ASCII characters without spaces.", line);
    }

    private static async Task<Answered> MeAsync(ServiceProcess service, string secret)
    {
        using var client = await service.ClientAsync();
        return await client.Get("/v1/me", (Keys.Header, secret));
    }

    private async Task<int> CountAsync()
    {
        await using var connection = await _store.OpenAsync();
        return (await connection.RowsAsync("SELECT id FROM api_keys")).Count;
    }
}
