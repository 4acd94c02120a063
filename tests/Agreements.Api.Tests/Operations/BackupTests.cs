using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Agreements.Api.Tests.Operations;

/// <summary>The commands as an operator gives them: processes of their own, on the store of a service that runs.</summary>
public sealed class BackupTests : IDisposable
{
    private const int Writers = 4;
    private const int AcknowledgedBeforeTheBackup = 40;

    private readonly TestStore _store = new();
    private readonly TestStore _elsewhere = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("agreements-backup-").FullName;

    private string Target => Path.Combine(_folder, "backup");

    public void Dispose()
    {
        _store.Dispose();
        _elsewhere.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [BackupFact]
    public async Task A_backup_made_in_a_storm_has_all_that_was_acknowledged_before_it_began_and_nothing_half()
    {
        var acknowledged = new ConcurrentQueue<string>();
        List<string> before;
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            using var client = await service.ClientAsync();
            using var enough = new CancellationTokenSource();
            var writers = Enumerable.Range(0, Writers).Select(_ => WriteAsync(client, acknowledged, enough.Token)).ToList();
            await Eventually.IsTrueAsync(() => Task.FromResult(acknowledged.Count >= AcknowledgedBeforeTheBackup), () => "nothing is acknowledged");
            before = [.. acknowledged];

            (await BackUpAsync()).Is(0);

            // Nobody was refused meanwhile: each writer asks for a success every time.
            Assert.True(acknowledged.Count > before.Count, "nobody wrote while it was made");
            await enough.CancelAsync();
            await Task.WhenAll(writers);
        }

        var put = (await RestoreAsync(_elsewhere)).Is(0);
        Assert.Contains("The service can be started.", Assert.Single(put.Output), StringComparison.Ordinal);

        using var restored = await ServiceProcess.StartAsync(_elsewhere);
        using var reader = await restored.ClientAsync();
        (await reader.Get("/health/ready")).Is(HttpStatusCode.OK);
        var there = await reader.WalkAsync("/v1/agreements?limit=200");
        Assert.Empty(before.Except(there.Select(item => item.Said("id")!), StringComparer.Ordinal));
        foreach (var agreement in there)
        {
            var history = (await reader.Get($"/v1/agreements/{agreement.Said("id")}/history")).Is(HttpStatusCode.OK).Items;
            Assert.Equal(agreement["version"]!.GetValue<int>(), history.Count);
        }

        var rows = Manifest()["store"]!["rows"]!;
        Assert.Equal(there.Count, rows["agreements"]!.GetValue<int>());
        (await reader.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
    }

    [BackupFact]
    public async Task A_backup_is_not_made_over_anything_unless_it_may_replace_a_former_one()
    {
        await StopAsync(await ServiceProcess.StartAsync(_store));
        (await BackUpAsync()).Is(0);
        var former = Manifest()["createdAt"]!.GetValue<DateTimeOffset>();

        var refused = (await BackUpAsync()).Is(1);
        Assert.Contains("--force", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal(former, Manifest()["createdAt"]!.GetValue<DateTimeOffset>());

        Assert.Equal([Target], (await BackUpAsync("--force")).Is(0).Output);
        Assert.True(Manifest()["createdAt"]!.GetValue<DateTimeOffset>() > former);
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));

        File.Delete(Path.Combine(Target, "manifest.json"));
        Assert.Contains("is no backup", Assert.Single((await BackUpAsync("--force")).Is(1).Errors), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Target));
    }

    [SqliteFact]
    public async Task A_restore_moves_what_is_there_aside_together_with_its_WAL()
    {
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            using var client = await service.ClientAsync();
            (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", notes = "sebelum" })).Is(HttpStatusCode.Created);
            (await BackUpAsync()).Is(0);
            (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", notes = "sesudah" })).Is(HttpStatusCode.Created);

            var inUse = (await RestoreAsync(_store, "--force")).Is(1);
            Assert.Contains("A service is running", inUse.Errors[^1], StringComparison.Ordinal);
            await service.KillAsync();
        }

        Assert.True(new FileInfo($"{_store.File}-wal") is { Exists: true, Length: > 0 }, "the kill left no WAL");
        Assert.Contains("--force", (await RestoreAsync(_store)).Is(1).Errors[^1], StringComparison.Ordinal);
        Assert.True(File.Exists($"{_store.File}-wal"));

        await File.WriteAllTextAsync($"{_store.File}.damaged", "");
        var restored = (await RestoreAsync(_store, "--force")).Is(0);

        Assert.False(File.Exists($"{_store.File}-wal"));
        Assert.False(File.Exists($"{_store.File}.damaged"), "what was found of the former store is said of this one");
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            using var client = await service.ClientAsync();
            Assert.Equal(["sebelum"], (await client.WalkAsync("/v1/agreements")).Select(item => item.Said("notes")!));
        }

        var former = restored.Errors.Single(line => line.Contains(".replaced-", StringComparison.Ordinal)).Split(' ')[^1].TrimEnd('.');
        await using var connection = new SqliteConnection($"Data Source={former};Pooling=False");
        await connection.OpenAsync();
        Assert.Equal(["sebelum", "sesudah"], await connection.RowsAsync("SELECT notes FROM agreements ORDER BY notes"));
    }

    [BackupFact]
    public async Task What_is_not_a_sound_backup_of_such_a_store_is_not_put_back()
    {
        await StopAsync(await ServiceProcess.StartAsync(_store));
        (await BackUpAsync()).Is(0);
        var store = Path.Combine(Target, Manifest()["storeFile"]!.GetValue<string>());
        var content = await File.ReadAllBytesAsync(store);

        await File.WriteAllBytesAsync(store, content[..^1]);
        await RefusesAsync("is damaged");
        await File.WriteAllBytesAsync(store, [.. content[..^1], (byte)(content[^1] ^ 1)]);
        await RefusesAsync("is damaged");
        File.Delete(store);
        await RefusesAsync("is damaged");
        await File.WriteAllBytesAsync(store, content);

        await ChangeAsync(manifest => manifest["store"]!["migration"] = "99991231235959_Later", "newer release");
        await ChangeAsync(manifest => manifest["storeFile"] = "agreements.other", "Database__Provider");
        await ChangeAsync(manifest => manifest["files"]![0]!["path"] = "../elsewhere", "is no backup");
        await ChangeAsync(manifest => manifest["format"] = 2, "is no backup");
        await File.WriteAllTextAsync(Path.Combine(Target, "manifest.json"), "{");
        await RefusesAsync("is no backup");
        Directory.Delete(Target, recursive: true);
        await RefusesAsync("is no backup");

        Assert.False(File.Exists(_elsewhere.File));

        async Task ChangeAsync(Action<JsonObject> change, string because)
        {
            var path = Path.Combine(Target, "manifest.json");
            var before = await File.ReadAllTextAsync(path);
            var manifest = Manifest();
            change(manifest);
            await File.WriteAllTextAsync(path, manifest.ToJsonString());
            await RefusesAsync(because);
            await File.WriteAllTextAsync(path, before);
        }

        async Task RefusesAsync(string because) => Assert.Contains(because, (await RestoreAsync(_elsewhere)).Is(1).Errors[^1], StringComparison.Ordinal);
    }

    [SqliteFact]
    public async Task Interrupted_it_leaves_nothing_half_made()
    {
        await StopAsync(await ServiceProcess.StartAsync(_store));
        for (var i = 0; i < 4000; i++)
        {
            await _store.PutAsync(Encoding.ASCII.GetBytes($"{i}"));
        }

        using var backup = ServiceProcess.Start(["backup", Target], Settings(_store));
        await Eventually.IsTrueAsync(() => Task.FromResult(backup.Output.Contains("Copying documents 10 %", StringComparison.Ordinal)), () => backup.Output);
        Machine.Run("kill", "-INT", $"{backup.Id}");
        var (exitCode, errors) = await backup.EndAsync();

        Assert.Equal(130, exitCode);
        Assert.Contains("nothing half-made", errors[^1], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [SqliteFact]
    public async Task A_restore_that_was_ended_by_force_midway_stops_the_next_start_until_it_is_done_again()
    {
        await StopAsync(await ServiceProcess.StartAsync(_store));
        (await BackUpAsync()).Is(0);
        File.Move(_store.File, $"{_store.File}.restoring");

        using (var start = ServiceProcess.Launch(Settings(_store)))
        {
            var (exitCode, errors) = await start.RefuseAsync();
            Assert.Equal(1, exitCode);
            Assert.Contains("agreements restore", Assert.Single(errors), StringComparison.Ordinal);
            Assert.False(File.Exists(_store.File));
        }

        (await RestoreAsync(_store)).Is(0);
        await StopAsync(await ServiceProcess.StartAsync(_store));
    }

    [SqliteFact]
    public async Task A_damaged_store_or_none_is_not_backed_up()
    {
        var none = (await BackUpAsync()).Is(3);
        Assert.Contains("There is no store", Assert.Single(none.Errors), StringComparison.Ordinal);
        Assert.False(File.Exists(_store.File));

        await StopAsync(await ServiceProcess.StartAsync(_store));
        await using (var file = File.OpenWrite(_store.File))
        {
            file.Position = 8 * 4096;
            await file.WriteAsync(System.Security.Cryptography.RandomNumberGenerator.GetBytes(20 * 4096));
        }

        var damaged = (await BackUpAsync()).Is(3);
        Assert.Contains("is damaged", damaged.Errors[^1], StringComparison.Ordinal);
        Assert.Contains("agreements restore", damaged.Errors[^1], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [BackupFact]
    public async Task Only_its_owner_can_read_a_backup()
    {
        await StopAsync(await ServiceProcess.StartAsync(_store));
        (await BackUpAsync()).Is(0);

        foreach (var path in Directory.GetFileSystemEntries(Target).Append(Target).Where(_ => !OperatingSystem.IsWindows()))
        {
            Machine.Run("sh", "-c", "test \"$(stat -c %a \"$1\" | cut -c 2-)\" = 00", "sh", path);
        }
    }

    [PostgresFact]
    public async Task A_database_that_is_not_empty_is_left_alone()
    {
        await StopAsync(await ServiceProcess.StartAsync(_store));
        (await BackUpAsync()).Is(0);
        await _elsewhere.ExecuteAsync("CREATE TABLE something (id int)");

        Assert.Contains("is not empty", (await RestoreAsync(_elsewhere, "--force")).Is(1).Errors[^1], StringComparison.Ordinal);

        await using var connection = await _elsewhere.OpenAsync();
        Assert.Equal(["something"], await connection.RowsAsync("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"));
    }

    [PostgresFact]
    public async Task The_password_goes_through_the_environment_and_what_the_program_says_is_passed_on()
    {
        await StopAsync(await ServiceProcess.StartAsync(_store));
        var seen = Path.Combine(_folder, "seen");
        var program = Path.Combine(_folder, "pg_dump");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\necho \"$@\" > {seen}\necho \"$PGPASSWORD\" >> {seen}\necho 'server version mismatch' >&2\nexit 1\n");
        Machine.Run("chmod", "755", program);
        (string, string)[] settings = [("Database__Provider", "Postgres"), ("Database__ConnectionString", $"{_store.ConnectionString};Password=sangat-rahasia")];

        var failed = (await ServiceProcess.RunAsync(["backup", Target], [.. settings, ("PATH", $"{_folder}:/usr/bin:/bin")])).Is(1);
        var missing = (await ServiceProcess.RunAsync(["backup", Target], [.. settings, ("PATH", "/nowhere")])).Is(1);

        Assert.Contains("server version mismatch", failed.Errors[^1], StringComparison.Ordinal);
        Assert.Contains("postgresql-client", missing.Errors[^1], StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(seen);
        Assert.DoesNotContain("rahasia", lines[0], StringComparison.Ordinal);
        Assert.Equal("sangat-rahasia", lines[1]);
        Assert.False(Directory.Exists(Target));
    }

    private static async Task WriteAsync(HttpClient client, ConcurrentQueue<string> acknowledged, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var draft = (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76.02" })).Is(HttpStatusCode.Created);
            acknowledged.Enqueue(draft.Id);
            (await client.Patch($"/v1/agreements/{draft.Id}", new { notes = "disunting" }, ("If-Match", draft.ETag!))).Is(HttpStatusCode.OK);
        }
    }

    private static async Task StopAsync(ServiceProcess service)
    {
        Assert.Equal(0, await service.StopAsync());
        service.Dispose();
    }

    private static (string, string)[] Settings(TestStore store) => [("Database__Provider", TestStore.Provider), ("Database__ConnectionString", store.ConnectionString)];

    private Task<CommandResult> BackUpAsync(params string[] options) => ServiceProcess.RunAsync(["backup", Target, .. options], Settings(_store));

    private Task<CommandResult> RestoreAsync(TestStore store, params string[] options) => RestoreAsync(store, options, []);

    private Task<CommandResult> RestoreAsync(TestStore store, string[] options, (string, string)[] settings)
    {
        (string, string)[] all = [.. Settings(store), .. settings];
        return ServiceProcess.RunAsync(["restore", Target, .. options], all);
    }

    private JsonObject Manifest() => JsonNode.Parse(File.ReadAllText(Path.Combine(Target, "manifest.json")))!.AsObject();
}
