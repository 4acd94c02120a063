using System.Net;
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
    }

    [SqliteTheoryWith(Need.Compiler)]
    [InlineData(0)]
    [InlineData(60_000)]
    public async Task A_page_that_the_disk_does_not_give_is_not_taken_for_damage_of_the_store(int patience)
    {
        await PrepareAsync();
        _disk.Value.BreakReads(File, new FileInfo(_store.File).Length - 4096);

        using (var service = Launch(patience))
        {
            await EndsInOneLineAsync(service);
        }

        Assert.True(_disk.Value.Failures > 0);
    }

    private ServiceProcess Launch(int patience = 0) =>
        ServiceProcess.Launch([("Database__ConnectionString", _store.ConnectionString), ("Database__CheckMilliseconds", $"{patience}"), .. _disk.Value.Settings]);

    private async Task EndsInOneLineAsync(ServiceProcess service)
    {
        var (exitCode, errors) = await service.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Equal($"The store {_store.File} {Said}", Assert.Single(errors));
    }

    // Tedious to check: the constraint writes out a megabyte of zeros for each row. And each row has a page of its own, so that it has to be read when its turn comes, long after the tree was looked over.
    private async Task PrepareAsync()
    {
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            Assert.Equal(0, await service.StopAsync());
        }

        await using var connection = await _store.OpenAsync();
        await connection.ExecuteAsync("""
            CREATE TABLE tedious (zeros INTEGER, filling BLOB, CHECK (length(hex(zeroblob(zeros))) > 0));
            PRAGMA ignore_check_constraints=ON;
            WITH RECURSIVE each(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM each WHERE n < 6000) INSERT INTO tedious SELECT 1000000, zeroblob(3500) FROM each;
            """);
    }
}
