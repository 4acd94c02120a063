using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Operations;

public sealed class CreateKeyTests : IDisposable
{
    private static readonly string[] Complete = ["--name", "Pemantau", "--owner", "kepala.biro", "--scope", "agreements:read", "admin", "--region", "74", "76.02"];

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_key_made_at_the_machine_is_shown_once_and_opens_what_it_says_while_the_service_runs()
    {
        using var service = await ServiceProcess.StartAsync(_store);
        using var client = await service.ClientAsync();

        var made = (await RunAsync([.. Complete, "--expires", "2099-12-31T17:00:00Z"])).Is(0);

        var secret = Assert.Single(made.Output);
        Assert.All(made.Errors, line => Assert.DoesNotContain(secret, line, StringComparison.Ordinal));
        client.DefaultRequestHeaders.Remove(Keys.Header);
        client.DefaultRequestHeaders.Add(Keys.Header, secret);
        Assert.Equal("kepala.biro", (await client.Get("/v1/me")).Is(HttpStatusCode.OK).Body.Said("name"));
        var key = (await client.WalkAsync("/v1/api-keys")).Single(each => each.Said("name") == "Pemantau");
        Assert.Equal("""["agreements:read","admin"]""", key["scopes"]!.ToJsonString());
        Assert.Equal("""["74","76.02"]""", key["regionCodes"]!.ToJsonString());
        Assert.Equal("operator", key.Said("createdBy"));
        Assert.Equal("2099-12-31T17:00:00.000Z", key.Said("expiresAt"));
    }

    [Fact]
    public async Task Its_entry_in_the_audit_is_sealed_at_once_though_no_service_runs()
    {
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            await service.StopAsync();
        }

        (await RunAsync(Complete)).Is(0);

        await using var connection = await _store.OpenAsync();
        Assert.Equal(["operator | issueApiKey"], await connection.RowsAsync("SELECT by, action FROM audit_entries WHERE sequence = (SELECT sequence FROM audit_head) AND by = 'operator'"));
        Assert.Equal(["0"], await connection.RowsAsync("SELECT count(*) FROM audit_entries WHERE sequence IS NULL"));
    }

    [Fact]
    public async Task The_rules_are_those_of_every_key_and_name_the_option()
    {
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            await service.StopAsync();
        }

        await RefusesAsync(2, "--region, --office, --all", [.. Complete, "--all"]);
        await RefusesAsync(2, "--region, --office, --all", [.. Complete[..7]]);
        await RefusesAsync(2, "--region", [.. Complete[..7], "--region", "99"]);
        await RefusesAsync(2, "--office", [.. Complete[..7], "--office", $"{Guid.Empty}"]);
        await RefusesAsync(2, "--owner", ["--name", "x", "--owner", "3204110101805566", "--scope", "admin", "--all"]);
        await RefusesAsync(2, "--expires", [.. Complete, "--expires", "2020-01-01T00:00:00Z"]);
        await RefusesAsync(2, "no instant", [.. Complete, "--expires", "besok"]);
        await RefusesAsync(2, "There is no scope semua", [.. Complete[..4], "--scope", "semua", "--all"]);

        async Task RefusesAsync(int exitCode, string because, string[] options)
        {
            var refused = (await RunAsync(options)).Is(exitCode);
            Assert.Empty(refused.Output);
            Assert.Contains(refused.Errors, line => line.Contains(because, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_store_that_is_not_ready_for_this_release_is_left_as_it_is()
    {
        (await RunAsync(Complete)).Is(3);
        Assert.False(File.Exists(_store.File));
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            await service.StopAsync();
        }

        await _store.ExecuteAsync("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" LIKE '%Initial'");
        var older = (await RunAsync(Complete)).Is(3);

        Assert.Contains("Start the service once", Assert.Single(older.Errors), StringComparison.Ordinal);
        await using var connection = await _store.OpenAsync();
        Assert.Equal(["1"], await connection.RowsAsync("SELECT count(*) FROM api_keys"));
    }

    private Task<CommandResult> RunAsync(string[] options) =>
        ServiceProcess.RunAsync(["create-key", .. options], ("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString));
}
