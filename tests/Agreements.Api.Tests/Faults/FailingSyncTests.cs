using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Store;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Faults;

/// <summary>A disk that takes what is written and then fails to keep it: fsync is answered with an I/O error, which only shows when a change is committed.</summary>
public sealed class FailingSyncTests : IDisposable
{
    private const string Log = "agreements.db-wal";
    private const string File = "agreements.db";

    // SQLite's pages until it carries the log over into the file by itself.
    private const int CarriedOverAfter = 1000 * 4096;

    private static readonly string[] Refusals = ["store.unavailable", "store.busy"];

    private readonly TestStore _store = new();
    private readonly Lazy<FailingSync> _disk = new(() => new FailingSync());

    public void Dispose()
    {
        _store.Dispose();
        if (_disk.IsValueCreated)
        {
            _disk.Value.Dispose();
        }
    }

    [SqliteFactWith(Need.Compiler)]
    public async Task While_the_disk_does_not_keep_what_is_written_changes_are_refused_and_reads_served_until_it_does() =>
        await RefusedWrites.WithstandsAsync(() => Launch(), _ => Task.Run(() => _disk.Value.Break(Log)), _ => Task.Run(_disk.Value.Mend), HttpStatusCode.ServiceUnavailable, "store.unavailable");

    [SqliteFactWith(Need.Compiler)]
    public async Task Of_changes_that_come_at_once_none_is_told_that_it_came_about_when_the_disk_does_not_keep_it()
    {
        const int Writers = 24;
        using var service = Launch(("RateLimits__AtOnce", $"{Writers}"));
        using var client = await service.ClientAsync();

        // All is prepared then, so that many are committed together.
        var before = await Task.WhenAll(Keys().Select(key => Eventually.ComesToAsync(HttpStatusCode.Created, () => DraftAsync(client, key))));
        var keys = Keys();
        _disk.Value.Break(Log);

        foreach (var answer in await Task.WhenAll(keys.Select(key => DraftAsync(client, key))))
        {
            Assert.Contains(answer.Is(HttpStatusCode.ServiceUnavailable).Body.Said("code"), Refusals);
        }

        Assert.True(_disk.Value.Failures > 0);
        await RefusedWrites.NothingElseIsThereAsync(client, before);
        _disk.Value.Mend();
        await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Get("/health/ready"));
        await RefusedWrites.NothingElseIsThereAsync(client, before);

        // Their repeats are their first time.
        foreach (var key in keys)
        {
            var repeat = await Eventually.ComesToAsync(HttpStatusCode.Created, () => DraftAsync(client, key));
            Assert.False(repeat.Headers.Contains("Idempotency-Replayed"));
        }

        Assert.Equal(0, await service.StopAsync());

        static List<string> Keys() => [.. Enumerable.Range(0, Writers).Select(_ => Guid.CreateVersion7().ToString())];
    }

    [SqliteFactWith(Need.Compiler)]
    public async Task What_was_refused_is_not_there_either_when_the_service_dies_with_the_disk()
    {
        Answered before;
        using (var service = Launch())
        {
            using var client = await service.ClientAsync();
            before = (await DraftAsync(client, "sebelumnya")).Is(HttpStatusCode.Created);
            await SettledAsync();
            _disk.Value.Break(Log);
            (await DraftAsync(client, "ditolak")).IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");
            await service.KillAsync();
        }

        _disk.Value.Mend();
        using var again = Launch();
        using var later = await again.ClientAsync();
        await RefusedWrites.NothingElseIsThereAsync(later, [before]);
        Assert.False((await DraftAsync(later, "ditolak")).Is(HttpStatusCode.Created).Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(0, await again.StopAsync());
    }

    [SqliteFactWith(Need.Compiler)]
    public async Task When_the_log_cannot_be_carried_over_into_the_file_nobody_loses_a_change()
    {
        var acknowledged = new List<Answered>();
        using (var service = Launch())
        {
            using var client = await service.ClientAsync();
            _disk.Value.Break(File);
            while (_disk.Value.Failures == 0)
            {
                acknowledged.Add((await DraftAsync(client, Guid.CreateVersion7().ToString())).Is(HttpStatusCode.Created));
                Assert.True(new FileInfo(_store.File + "-wal").Length < 2 * CarriedOverAfter, "nothing was carried over");
            }

            acknowledged.Add((await DraftAsync(client, Guid.CreateVersion7().ToString())).Is(HttpStatusCode.Created));
            await RefusedWrites.NothingElseIsThereAsync(client, acknowledged);
            (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
            await service.KillAsync();
        }

        _disk.Value.Mend();
        using var again = Launch();
        using var later = await again.ClientAsync();
        await RefusedWrites.NothingElseIsThereAsync(later, acknowledged);
        Assert.Equal(0, await again.StopAsync());
    }

    [SqliteTheoryWith(Need.Compiler)]
    [InlineData(".part")]
    [InlineData("documents")]
    public async Task A_document_of_which_the_disk_does_not_keep_the_bytes_or_the_name_is_refused(string ending)
    {
        using var service = Launch();
        using var client = await service.ClientAsync();
        var draft = (await DraftAsync(client, "naskah")).Is(HttpStatusCode.Created);
        _disk.Value.Break(ending);

        (await client.AddDocumentAsync(draft, SampleFiles.Pdf)).IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");

        Assert.Equal(1, _disk.Value.Failures);
        Assert.Empty((await client.Get($"/v1/agreements/{draft.Id}/documents")).Is(HttpStatusCode.OK).Items);
        await client.StillAsync(draft);
        _disk.Value.Mend();
        (await client.AddDocumentAsync(draft, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        Assert.Equal(0, await service.StopAsync());
    }

    [SqliteTheoryWith(Need.Compiler)]
    [InlineData("agreements.db", 3)]
    [InlineData("manifest.json", 1)]
    public async Task A_backup_that_the_disk_does_not_keep_is_none(string ending, int exitCode)
    {
        using (var service = Launch())
        {
            using var client = await service.ClientAsync();
            (await DraftAsync(client, "naskah")).Is(HttpStatusCode.Created);
            Assert.Equal(0, await service.StopAsync());
        }

        var folder = Path.Combine(_store.Documents, "cadangan");
        _disk.Value.Break(ending);

        var refused = (await BackupAsync()).Is(exitCode);

        Assert.Single(refused.Errors, line => line.Contains("error", StringComparison.OrdinalIgnoreCase));
        Assert.True(_disk.Value.Failures > 0);
        Assert.False(System.IO.File.Exists(Path.Combine(folder, "manifest.json")));
        _disk.Value.Mend();
        (await BackupAsync()).Is(0);

        Task<CommandResult> BackupAsync() => ServiceProcess.RunAsync(["backup", folder], [("Database__ConnectionString", _store.ConnectionString), .. _disk.Value.Settings]);
    }

    private ServiceProcess Launch(params (string Name, string Value)[] settings) =>
        ServiceProcess.Launch([("Database__ConnectionString", _store.ConnectionString), .. _disk.Value.Settings, .. settings]);

    private static Task<Answered> DraftAsync(HttpClient client, string key) =>
        client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", owner = key, notes = new string('x', 2000) }, ("Idempotency-Key", key));

    // What follows a change by itself, as a seal or a place in the feed that it did not get along with it, would otherwise come to be committed after what is refused, and hide it.
    private Task SettledAsync() => Eventually.IsTrueAsync(
        async () =>
        {
            await using var store = await _store.OpenAsync();
            return await store.RowsAsync("SELECT (SELECT COUNT(*) FROM audit_entries WHERE sequence IS NULL) + (SELECT COUNT(*) FROM feed_events WHERE position IS NULL)") is ["0"];
        },
        () => "it is never sealed and placed");
}
