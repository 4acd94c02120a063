using System.Net;
using System.Text.RegularExpressions;
using Agreements.Api.Commands;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Faults;

/// <summary>
/// A disk that fails whoever checks the store while it is served. Of it nothing is known any more, so the service ends as a start would have; but that a disk does not answer does not say that the store is
/// damaged, and nobody is to put a backup in its place.
/// </summary>
public sealed class FailingCheckTests : IDisposable
{
    private const string File = "agreements.db";
    private const string Said = "cannot be read or written to the end: the disk answers with an error. See to the disk and start again.";

    private const string OfACopy = @"cannot be read back as it was written\. See to the disk and do it again\.";

    private readonly TestStore _store = new();
    private readonly Lazy<FailingSync> _disk = new(() => new FailingSync());
    private readonly string _folder = Directory.CreateTempSubdirectory("agreements-backup-").FullName;

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
        if (_disk.IsValueCreated)
        {
            _disk.Value.Dispose();
        }
    }

    [SqliteFactWith(Need.Compiler)]
    public async Task A_disk_that_fails_while_the_store_is_checked_ends_the_service_and_the_next_start_waits_for_the_whole_check()
    {
        await PrepareAsync();
        Answered draft;
        using (var service = Launch())
        {
            using var client = await service.ClientAsync();
            await service.SaysAsync("served while the rest of it is checked");
            draft = (await client.DraftAsync()).Is(HttpStatusCode.Created);
            _disk.Value.BreakReads(File);

            await EndsInOneLineAsync(service);

            Assert.Contains(Said, await service.SaysAsync("\"critical\""), StringComparison.Ordinal);
            Assert.True(_disk.Value.Failures > 0);
            Assert.True(IsMarked);
        }

        // However little it is to wait: what the last one came across may be there still.
        using (var refused = Launch())
        {
            await EndsInOneLineAsync(refused);
            Assert.DoesNotContain("Now listening", refused.Output, StringComparison.Ordinal);
        }

        _disk.Value.Mend();
        using var again = Launch();
        using var later = await again.ClientAsync();
        await later.StillAsync(draft);
        Assert.DoesNotContain("served while the rest of it is checked", again.Output, StringComparison.Ordinal);
        Assert.Equal(0, await again.StopAsync());
        Assert.False(IsMarked);
    }

    [SqliteTheoryWith(Need.Compiler)]
    [InlineData(0, long.MaxValue)]
    [InlineData(0, 1)]
    [InlineData(60_000, long.MaxValue)]
    [InlineData(60_000, 1)]
    public async Task A_page_that_the_disk_does_not_give_or_not_each_time_is_not_taken_for_damage_of_the_store(int patience, long times)
    {
        await PrepareAsync();
        _disk.Value.BreakReads(File, new FileInfo(_store.File).Length - TestStore.PageSize, TestStore.PageSize, times);

        using (var service = Launch(patience))
        {
            await EndsInOneLineAsync(service);
        }

        Assert.InRange(_disk.Value.Failures, 1, times);
        Assert.True(IsMarked);
    }

    [SqliteFactWith(Need.Compiler)]
    public async Task A_page_that_the_disk_does_not_give_once_when_its_rows_are_checked_is_not_taken_for_damage_either()
    {
        await PrepareAsync();
        using var service = Launch();
        using var client = await service.ClientAsync();
        await service.SaysAsync("served while the rest of it is checked");
        _disk.Value.BreakReads(File, new FileInfo(_store.File).Length - TestStore.PageSize, TestStore.PageSize, times: 1);

        await EndsInOneLineAsync(service);

        Assert.Equal(1, _disk.Value.Failures);
    }

    [SqliteTheoryWith(Need.Compiler)]
    [InlineData("sqlite_schema", 1)]
    [InlineData("sqlite_schema", long.MaxValue)]
    [InlineData("__EFMigrationsHistory", long.MaxValue)]
    [InlineData("api_keys", long.MaxValue)]
    [InlineData("agreements", long.MaxValue)]
    [InlineData("deadlines", long.MaxValue)]
    [InlineData("imported_records", long.MaxValue)]
    [InlineData("agreement_fts_data", long.MaxValue)]
    public async Task Whichever_page_the_disk_does_not_give_a_start_and_its_check_do_not_take_it_for_damage_of_the_store(string table, long times)
    {
        await StartOnceAsync();
        _disk.Value.BreakReads(File, await _store.PlaceOfAsync(table), TestStore.PageSize, times);

        using (var service = Launch())
        {
            await EndsInOneLineAsync(service);
        }

        Assert.InRange(_disk.Value.Failures, 1, times);
    }

    [SqliteTheoryWith(Need.Compiler)]
    [InlineData("sqlite_schema", 1)]
    [InlineData("sqlite_schema", long.MaxValue)]
    [InlineData("agreements", 1)]
    [InlineData("agreements", long.MaxValue)]
    public async Task A_backup_of_a_store_that_the_disk_does_not_give_says_so_and_leaves_nothing(string table, long times)
    {
        await StartOnceAsync();
        _disk.Value.BreakReads(File, await _store.PlaceOfAsync(table), TestStore.PageSize, times);

        var refused = (await RunAsync(_store.File, "backup", Backup)).Is(ExitCodes.StoreUnusable);

        Assert.Equal($"The store {_store.File} {Said}", refused.Errors[^1]);
        Assert.InRange(_disk.Value.Failures, 1, times);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [SqliteFactWith(Need.Compiler)]
    public async Task A_copy_that_the_disk_does_not_give_is_not_taken_for_damage_of_the_store_or_of_the_backup()
    {
        await StartOnceAsync();
        var store = Path.Combine(_folder, "register.db");
        System.IO.File.Copy(_store.File, store);
        var place = await _store.PlaceOfAsync("agreements");
        _disk.Value.BreakReads(File, place, TestStore.PageSize, long.MaxValue);

        Assert.Matches($"^{Regex.Escape(Backup)}.*agreements\\.db {OfACopy}$", (await RunAsync(store, "backup", Backup)).Is(ExitCodes.Failed).Errors[^1]);
        Assert.Equal([store], Directory.GetFileSystemEntries(_folder).Where(entry => !entry.EndsWith(".running", StringComparison.Ordinal)));

        _disk.Value.Mend();
        (await RunAsync(store, "backup", Backup)).Is(0);
        var elsewhere = Path.Combine(_folder, "elsewhere.db");
        _disk.Value.BreakReads("elsewhere.db.restoring.partial", place, TestStore.PageSize, long.MaxValue);
        Assert.Matches($"^{Regex.Escape(elsewhere)}\\.restoring\\.partial {OfACopy}$", (await RunAsync(elsewhere, "restore", Backup)).Is(ExitCodes.Failed).Errors[^1]);
        Assert.False(System.IO.File.Exists(elsewhere));

        _disk.Value.Mend();
        (await RunAsync(elsewhere, "restore", Backup)).Is(0);
    }

    private bool IsMarked => System.IO.File.Exists($"{_store.File}.damaged");

    private string Backup => Path.Combine(_folder, "backup");

    private Task<CommandResult> RunAsync(string store, params string[] arguments) =>
        ServiceProcess.RunAsync(arguments, [("Database__ConnectionString", $"Data Source={store}"), .. _disk.Value.Settings]);

    private ServiceProcess Launch(int patience = 0) =>
        ServiceProcess.Launch([("Database__ConnectionString", _store.ConnectionString), ("Database__CheckMilliseconds", $"{patience}"), .. _disk.Value.Settings]);

    private async Task EndsInOneLineAsync(ServiceProcess service)
    {
        var (exitCode, errors) = await service.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Equal($"The store {_store.File} {Said}", Assert.Single(errors));
    }

    private async Task StartOnceAsync()
    {
        using var service = await ServiceProcess.StartAsync(_store);
        Assert.Equal(0, await service.StopAsync());
    }

    // Tedious to check: the constraint writes out a megabyte of zeros for each row. And each row has a page of its own, so that it has to be read when its turn comes, long after the tree was looked over.
    private async Task PrepareAsync()
    {
        await StartOnceAsync();
        await using var connection = await _store.OpenAsync();
        await connection.ExecuteAsync("""
            CREATE TABLE tedious (zeros INTEGER, filling BLOB, CHECK (length(hex(zeroblob(zeros))) > 0));
            PRAGMA ignore_check_constraints=ON;
            WITH RECURSIVE each(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM each WHERE n < 6000) INSERT INTO tedious SELECT 1000000, zeroblob(3500) FROM each;
            """);
    }
}
