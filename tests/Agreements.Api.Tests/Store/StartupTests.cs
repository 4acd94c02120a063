using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Agreements.Api.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Agreements.Api.Tests.Store;

public sealed class StartupTests : IDisposable
{
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_register_survives_a_restart()
    {
        string drafted;
        string path;
        using (var first = await ServiceProcess.StartAsync(_store))
        {
            using var client = await first.ClientAsync();
            var draft = (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", notes = "tetap ada" })).Is(HttpStatusCode.Created);
            (drafted, path) = (draft.Text, draft.Headers.Location!.OriginalString);
            Assert.Equal(0, await first.StopAsync());
        }

        using var second = await ServiceProcess.StartAsync(_store);
        using var again = await second.ClientAsync();

        Assert.Equal(drafted, (await again.Get(path)).Is(HttpStatusCode.OK).Text);
    }

    [SqliteFact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        await File.WriteAllTextAsync(_store.File, string.Concat(Enumerable.Repeat("Ini bukan basis data.\n", 500)));

        await RefusesNamingTheCommandAsync("is not an SQLite database");
    }

    [SqliteFact]
    public async Task A_damaged_file_is_refused_and_left_alone()
    {
        await PrepareAsync();
        await using (var file = File.OpenWrite(_store.File))
        {
            file.Position = 8 * 4096;
            await file.WriteAsync(RandomNumberGenerator.GetBytes(20 * 4096));
        }

        await RefusesNamingTheCommandAsync("is damaged");
    }

    [SqliteFact]
    public async Task A_file_cut_short_is_refused_and_left_alone()
    {
        await PrepareAsync();
        await using (var file = File.OpenWrite(_store.File))
        {
            file.SetLength(file.Length / 2);
        }

        await RefusesNamingTheCommandAsync("is damaged");
    }

    [SqliteFact]
    public async Task A_store_of_which_an_empty_file_is_left_is_refused_and_left_alone()
    {
        await PrepareAsync();
        Assert.True(File.Exists($"{_store.File}.lock"));
        await File.WriteAllBytesAsync(_store.File, []);

        await RefusesNamingTheCommandAsync("is empty although there was one");
    }

    [SqliteFact]
    public async Task An_empty_file_where_no_store_has_been_becomes_one()
    {
        await File.WriteAllBytesAsync(_store.File, []);

        using var service = await ServiceProcess.StartAsync(_store);
        using var client = await service.ClientAsync();

        (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
    }

    [SqliteFact]
    public async Task A_store_that_may_only_be_read_is_refused_and_left_alone()
    {
        await PrepareAsync();

        await RefusesAsync("is read-only", ("Database__ConnectionString", $"{_store.ConnectionString};Mode=ReadOnly"));
    }

    [SqliteTheoryWith(Need.OtherUser)]
    [InlineData("755", "644", "is read-only")]
    [InlineData("755", "666", "is read-only")]
    [InlineData("777", "644", "is read-only")]
    [InlineData("777", "600", "cannot be opened")]
    [InlineData("700", "666", "cannot be opened")]
    public async Task A_store_that_its_user_may_not_write_is_refused_and_left_alone(string folder, string file, string because)
    {
        await PrepareAsync();
        Machine.Run("chmod", file, _store.File);
        Machine.Run("chmod", folder, Path.GetDirectoryName(_store.File)!);
        var before = Content();

        var line = await RefusesInOneLineAsync(ServiceProcess.LaunchThrough(Machine.AsNobody, ("Database__ConnectionString", _store.ConnectionString)));

        Assert.Contains(because, line, StringComparison.Ordinal);
        Assert.Contains(_store.File, line, StringComparison.Ordinal);
        Assert.Equal(before, Content());
    }

    [SqliteFactWith(Need.OtherUser)]
    public async Task A_folder_that_its_user_may_not_write_is_refused_as_the_place_of_a_new_store()
    {
        Machine.Run("chmod", "755", Path.GetDirectoryName(_store.File)!);

        var line = await RefusesInOneLineAsync(ServiceProcess.LaunchThrough(Machine.AsNobody, ("Database__ConnectionString", _store.ConnectionString)));

        Assert.Contains("cannot be opened", line, StringComparison.Ordinal);
        Assert.False(File.Exists(_store.File));
    }

    [SqliteFact]
    public async Task A_store_of_a_newer_release_is_refused_and_left_alone()
    {
        await PrepareAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99991231235959_Later', '99.0.0')");

        await RefusesAsync("newer release");
    }

    [SqliteFact]
    public async Task A_folder_in_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(_store.File);

        await RefusesAsync("cannot be opened");
    }

    [SqliteTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lock_that_a_killed_migration_left_does_not_stop_the_next_start(bool migrated)
    {
        if (migrated)
        {
            await PrepareAsync();
        }

        await _store.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL);"
            + "INSERT OR REPLACE INTO \"__EFMigrationsLock\" VALUES (1, '2026-11-21 00:00:00')");

        using var service = await ServiceProcess.StartAsync(_store);
        using var client = await service.ClientAsync();

        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
        (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("Database__Provider", "Oracle")]
    [InlineData("Database__Provider", "7")]
    [InlineData("ASPNETCORE_URLS", "5080")]
    [InlineData("SampleRegister__Load", "yes")]
    public async Task A_setting_that_cannot_be_used_is_refused_by_its_name(string setting, string value)
    {
        await RefusesAsync(setting, (setting, value));
    }

    [Theory]
    [InlineData("Sqlite", "not a connection string")]
    [InlineData("Sqlite", "Data Source=x.db;Colour=red")]
    [InlineData("Postgres", "not a connection string")]
    [InlineData("Postgres", "Host=127.0.0.1;Port=1;Database=none;Username=none")]
    public async Task A_connection_string_that_cannot_be_used_is_refused_by_its_name(string provider, string connection)
    {
        await RefusesAsync("Database__ConnectionString", ("Database__Provider", provider), ("Database__ConnectionString", connection));
    }

    [Fact]
    public async Task Endpoints_can_be_configured_one_by_one()
    {
        using var service = await ServiceProcess.StartAsync(_store, ("Kestrel__Endpoints__Http__Url", "http://127.0.0.1:0"));
        using var client = await service.ClientAsync();

        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Authentication__Audience", "")]
    [InlineData("Authentication__Authority", "http://login.example.go.id")]
    [InlineData("Authentication__Authority", "login")]
    [InlineData("Authentication__Roles__staf", "agreements:read agreements:all")]
    public async Task An_identity_provider_that_cannot_be_used_is_refused_by_its_setting(string setting, string value)
    {
        await RefusesAsync(
            setting, [.. new[] { ("Authentication__Authority", "https://login.example.go.id"), ("Authentication__Audience", "agreements") }.Where(each => each.Item1 != setting), (setting, value)]);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_by_its_address()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";

        var line = await RefusesInOneLineAsync(("ASPNETCORE_URLS", address));

        Assert.Contains(address, line, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_URLS", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_that_does_not_know_the_three_zones_is_refused()
    {
        var empty = Directory.CreateTempSubdirectory("agreements-zones-");
        try
        {
            await RefusesAsync("tzdata", ("TZDIR", empty.FullName));
        }
        finally
        {
            empty.Delete();
        }
    }

    [Fact]
    public async Task The_program_tells_whether_a_service_is_ready()
    {
        string address;
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            using var client = await service.ClientAsync();
            address = client.BaseAddress!.GetLeftPart(UriPartial.Authority);

            Assert.Equal(0, await HealthAsync(address));
            Assert.Equal(0, await HealthAsync(address.Replace("127.0.0.1", "+", StringComparison.Ordinal)));

            await _store.ExecuteAsync("ALTER TABLE agreements RENAME TO agreements_gone");
            await Eventually.IsTrueAsync(async () => await HealthAsync(address) == 1, () => "it goes on calling itself ready");
            Assert.Equal(0, await service.StopAsync());
        }

        Assert.Equal(1, await HealthAsync(address));
        Assert.Equal(1, await HealthAsync("5080"));
    }

    [Fact]
    public async Task In_Development_there_is_something_to_look_at_at_once()
    {
        using var service = await ServiceProcess.StartAsync(_store, ("ASPNETCORE_ENVIRONMENT", "Development"));
        using var client = await service.ClientAsync();
        var address = client.BaseAddress!.GetLeftPart(UriPartial.Authority);

        Assert.EndsWith($" {address}", await service.SaysAsync("Agreements is listening on"), StringComparison.Ordinal);
        var document = (await service.SaysAsync("document ")).Split(' ')[^1];
        var first = (await service.SaysAsync("curl ")).Split('\'')[^2];

        Assert.StartsWith($"{address}/", document, StringComparison.Ordinal);
        Assert.StartsWith("3.1", (await client.Get(document)).Is(HttpStatusCode.OK).Body.Said("openapi"), StringComparison.Ordinal);
        Assert.StartsWith($"{address}/", first, StringComparison.Ordinal);
        Assert.Single((await client.Get(first)).Is(HttpStatusCode.OK).Items);
        Assert.Equal(15, (await client.WalkAsync("/v1/agreements")).Count);
    }

    private static async Task<int> HealthAsync(string address)
    {
        using var health = ServiceProcess.LaunchCommand("health", ("ASPNETCORE_URLS", address));
        return (await health.EndAsync()).ExitCode;
    }

    private async Task PrepareAsync(string? sql = null)
    {
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            await service.StopAsync();
        }

        await using (var connection = await _store.OpenAsync())
        {
            if (sql is not null)
            {
                await connection.ExecuteAsync(sql);
            }

            await connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        SqliteConnection.ClearAllPools();
    }

    private async Task RefusesNamingTheCommandAsync(string because)
    {
        await RefusesAsync(because);
        await RefusesAsync("'agreements restore FOLDER --force'");
    }

    private async Task RefusesAsync(string because, params (string Name, string Value)[] settings)
    {
        var before = Content();

        var line = await RefusesInOneLineAsync(settings);

        Assert.Contains(because, line, StringComparison.Ordinal);
        Assert.Equal(before, Content());
    }

    private Task<string> RefusesInOneLineAsync(params (string Name, string Value)[] settings) => RefusesInOneLineAsync(
        ServiceProcess.Launch([("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString), .. settings]));

    private static async Task<string> RefusesInOneLineAsync(ServiceProcess launched)
    {
        using var service = launched;

        var (exitCode, errors) = await service.RefuseAsync();

        Assert.Equal(1, exitCode);
        var line = Assert.Single(errors);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", service.Output, StringComparison.Ordinal);
        return line;
    }

    private string Content() => File.Exists(_store.File) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_store.File))) : "";
}
