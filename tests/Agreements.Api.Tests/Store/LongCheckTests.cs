using System.Net;
using System.Security.Cryptography;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Engines;

namespace Agreements.Api.Tests.Store;

/// <summary>
/// A check of the file that takes longer than a start waits for it. A small store takes as long as a large one with a table of which each row is tedious to check: its constraint writes out a megabyte
/// of zeros. A row that breaks it is damage to SQLite.
/// </summary>
public sealed class LongCheckTests : IDisposable
{
    private const string Command = "'agreements restore FOLDER --force'";

    // Seconds; longer than a start takes however busy the machine is; and many minutes.
    private const int Tedious = 1500;
    private const int Lasting = 6000;
    private const int Endless = 1_000_000;

    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(10);

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [SqliteFact]
    public async Task A_damaged_store_is_served_until_the_check_comes_to_the_damage_and_then_no_longer()
    {
        await PrepareAsync(Lasting, isDamaged: true);
        using var service = Launch(patience: 0);
        using var client = await service.ClientAsync();
        Assert.Contains("\"information\"", await service.SaysAsync("served while the rest of it is checked"), StringComparison.Ordinal);

        var line = await EndsInOneLineAsync(service);

        Assert.Contains($"The store {_store.File} is damaged (", line, StringComparison.Ordinal);
        Assert.Contains(Command, line, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing was changed", line, StringComparison.Ordinal);
        Assert.Contains(Command.Trim('\''), await service.SaysAsync("\"critical\""), StringComparison.Ordinal);
        NothingIsBesideIt();

        // Whoever starts it anew starts nothing that takes changes.
        await IsRefusedAsync(patience: 0);
    }

    [SqliteFact]
    public async Task A_start_that_waits_for_the_whole_check_refuses_what_is_damaged_at_its_very_end()
    {
        await PrepareAsync(Tedious, isDamaged: true);

        await IsRefusedAsync(patience: 60_000);
    }

    [SqliteFact]
    public async Task A_damaged_store_of_an_earlier_release_is_not_migrated_however_little_the_start_waits()
    {
        await PrepareAsync(Tedious, isDamaged: true, """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT max("MigrationId") FROM "__EFMigrationsHistory")""");

        await IsRefusedAsync(patience: 0);
    }

    [SqliteFact]
    public async Task A_damaged_store_that_is_not_in_WAL_is_not_brought_there_however_little_the_start_waits()
    {
        await PrepareAsync(Tedious, isDamaged: true, "PRAGMA journal_mode=DELETE");

        await IsRefusedAsync(patience: 0);
    }

    [SqliteTheory]
    [InlineData("deadlines")]
    [InlineData("api_keys")]
    [InlineData("agreements")]
    [InlineData("meetings")]
    [InlineData("imported_records")]
    [InlineData("__EFMigrationsHistory")]
    [InlineData("sqlite_schema")]
    public async Task A_damaged_page_ends_the_service_in_one_line_whether_the_start_or_the_check_comes_to_it_first(string table)
    {
        await PrepareAsync(rows: 0, isDamaged: false);
        await DamageFirstPageAsync(table);

        using var service = Launch(patience: 0);
        var line = await EndsInOneLineAsync(service);

        Assert.Contains("is damaged", line, StringComparison.Ordinal);
        Assert.Contains(Command, line, StringComparison.Ordinal);
    }

    [SqliteFact]
    public async Task An_index_without_one_of_the_rows_is_damage_although_only_whoever_changes_that_row_comes_to_it()
    {
        const string Whole = """CREATE INDEX lock_by_time ON "__EFMigrationsLock" ("Timestamp")""";
        await PrepareAsync(rows: 0, isDamaged: false, $"""
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            CREATE TRIGGER each_by_itself BEFORE DELETE ON "__EFMigrationsLock" BEGIN SELECT 1; END;
            DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT max("MigrationId") FROM "__EFMigrationsHistory");
            {Whole} WHERE "Id" > 1;
            """);

        // A row that the index does not take, since it is of other rows when it comes.
        await _store.ExecuteAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""");
        await _store.ExecuteAsync($"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = '{Whole}' WHERE name = 'lock_by_time'");

        await IsRefusedAsync(patience: 0);
    }

    [SqliteFact]
    public async Task A_sound_store_is_served_and_written_while_it_is_checked()
    {
        await PrepareAsync(Lasting, isDamaged: false);
        using var service = Launch(patience: 0);
        using var client = await service.ClientAsync();
        await service.SaysAsync("served while the rest of it is checked");

        var draft = (await client.DraftAsync()).Is(HttpStatusCode.Created);
        await service.SaysAsync("checked to its end and is sound");

        await client.StillAsync(draft);
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
        Assert.Equal(0, await service.StopAsync());
        NothingIsBesideIt();
    }

    [SqliteFact]
    public async Task What_was_found_damaged_is_served_again_once_a_whole_check_has_found_it_sound()
    {
        await PrepareAsync(Tedious, isDamaged: false);
        var mark = $"{_store.File}.damaged";
        await File.WriteAllTextAsync(mark, "");

        using var service = Launch(patience: 0);
        using var client = await service.ClientAsync();

        (await client.DraftAsync()).Is(HttpStatusCode.Created);
        Assert.False(File.Exists(mark));
        Assert.Equal(0, await service.StopAsync());
        Assert.DoesNotContain("while the rest of it is checked", service.Output, StringComparison.Ordinal);
    }

    [SqliteFact]
    public async Task Asked_to_stop_while_the_store_is_checked_it_ends_at_once_and_leaves_one_file()
    {
        await PrepareAsync(Endless, isDamaged: false);
        using var service = Launch(patience: 0);
        using var client = await service.ClientAsync();
        await service.SaysAsync("served while the rest of it is checked");
        (await client.DraftAsync()).Is(HttpStatusCode.Created);

        await EndsPromptlyAsync(service);

        NothingIsBesideIt();
    }

    [SqliteFact]
    public async Task Asked_to_stop_while_the_start_waits_for_the_check_it_ends_at_once()
    {
        await PrepareAsync(Endless, isDamaged: false);
        using var service = Launch(patience: 3_600_000);
        await Eventually.IsTrueAsync(() => Task.FromResult(File.Exists($"{_store.File}-shm")), () => $"it does not start: {service.Output}");

        await EndsPromptlyAsync(service);

        Assert.DoesNotContain("Now listening", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_waits_for_the_check_for_a_quarter_of_a_second() =>
        Assert.Equal(TimeSpan.FromMilliseconds(250), new SqliteEngine("Data Source=x.db", "/").CheckPatience);

    private ServiceProcess Launch(int patience) =>
        ServiceProcess.Launch(("Database__ConnectionString", _store.ConnectionString), ("Database__CheckMilliseconds", $"{patience}"));

    private async Task IsRefusedAsync(int patience)
    {
        var before = Content();
        using var service = Launch(patience);

        var line = await EndsInOneLineAsync(service);

        Assert.DoesNotContain("Now listening", service.Output, StringComparison.Ordinal);
        Assert.Contains($"The store {_store.File} is damaged (", line, StringComparison.Ordinal);
        Assert.Contains($"{Command}, which keeps what is there) and start again; nothing was changed.", line, StringComparison.Ordinal);
        Assert.Equal(before, Content());
    }

    private static async Task<string> EndsInOneLineAsync(ServiceProcess service)
    {
        var (exitCode, errors) = await service.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", service.Output, StringComparison.Ordinal);
        return Assert.Single(errors);
    }

    private static async Task EndsPromptlyAsync(ServiceProcess service)
    {
        var asked = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, await service.StopAsync());
        Assert.True(TimeProvider.System.GetElapsedTime(asked) < Promised, $"it took {TimeProvider.System.GetElapsedTime(asked)}");
        Assert.DoesNotContain("checked to its end", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
    }

    private async Task PrepareAsync(int rows, bool isDamaged, string? sql = null)
    {
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            Assert.Equal(0, await service.StopAsync());
        }

        await using var connection = await _store.OpenAsync();
        await connection.ExecuteAsync(
            $"""
            CREATE TABLE tedious (zeros INTEGER, CHECK (length(hex(zeroblob(zeros))) > 0));
            PRAGMA ignore_check_constraints=ON;
            WITH RECURSIVE each(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM each WHERE n < {rows}) INSERT INTO tedious SELECT 1000000 FROM each WHERE {rows} > 0;
            INSERT INTO tedious SELECT 0 WHERE {(isDamaged ? 1 : 0)};
            """);
        if (sql is not null)
        {
            await connection.ExecuteAsync(sql);
        }
    }

    private async Task DamageFirstPageAsync(string table)
    {
        var place = await _store.PlaceOfAsync(table);
        await using var file = File.OpenWrite(_store.File);
        file.Position = place;
        await file.WriteAsync(RandomNumberGenerator.GetBytes(TestStore.PageSize));
    }

    private void NothingIsBesideIt()
    {
        Assert.False(File.Exists($"{_store.File}-wal"));
        Assert.False(File.Exists($"{_store.File}-shm"));
    }

    private string Content() => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_store.File)));
}
