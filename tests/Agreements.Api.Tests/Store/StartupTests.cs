using System.Net;
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

        await RefusesAsync("is not an SQLite database");
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

        await RefusesAsync("is damaged");
    }

    [SqliteFact]
    public async Task A_file_cut_short_is_refused_and_left_alone()
    {
        await PrepareAsync();
        await using (var file = File.OpenWrite(_store.File))
        {
            file.SetLength(file.Length / 2);
        }

        await RefusesAsync("is damaged");
    }

    [SqliteFact]
    public async Task A_store_that_may_only_be_read_is_refused_and_left_alone()
    {
        await PrepareAsync();

        await RefusesAsync("is read-only", ("Database__ConnectionString", $"{_store.ConnectionString};Mode=ReadOnly"));
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
    [InlineData("ASPNETCORE_URLS", "http://0.0.0.0:0")]
    [InlineData("ASPNETCORE_URLS", "http://*:0")]
    [InlineData("ASPNETCORE_URLS", "http://[::]:0")]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:0;http://192.0.2.1:0")]
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

    [Theory]
    [InlineData("Kestrel__Endpoints__Http__Url", "http://0.0.0.0:0")]
    public async Task No_other_setting_opens_the_service_to_other_machines(string setting, string value)
    {
        await RefusesAsync("loopback", (setting, value));
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

    private async Task RefusesAsync(string because, params (string Name, string Value)[] settings)
    {
        var before = Content();
        using var service = ServiceProcess.Launch([("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString), .. settings]);

        var (exitCode, errors) = await service.RefuseAsync();

        Assert.NotEqual(0, exitCode);
        var line = Assert.Single(errors);
        Assert.Contains(because, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", service.Output, StringComparison.Ordinal);
        Assert.Equal(before, Content());
    }

    private string Content() => File.Exists(_store.File) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_store.File))) : "";
}
