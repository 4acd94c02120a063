using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Events;

/// <summary>Places are given in the order in which changes are committed, once, and for good.</summary>
public sealed class EventOrderTests : IDisposable
{
    private const int Writers = 8;
    private const int Each = 20;

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Whoever_reads_while_eight_write_gets_every_event_once_and_in_the_order_of_the_store()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        var begin = await client.LatestAsync();
        var first = await LastPositionAsync() + 1;

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => WriteAsync(client)));
        var read = await ReadUntilAsync(client, begin, writing);

        Assert.Equal(Writers * Each, read.Count);
        Assert.Equal(Writers * Each, read.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(await InStoreAsync(first), read);
        Assert.Equal(first + read.Count - 1, await LastPositionAsync());
    }

    [PostgresFact]
    public async Task Two_instances_that_write_place_and_read_at_once_show_one_feed()
    {
        await using var one = new ServiceHost().On(_store);
        await using var other = new ServiceHost().On(_store);
        using var here = one.ClientOf("staf");
        using var there = other.ClientBy(Keys.Of("staf"));
        var begin = await here.LatestAsync();

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(i => WriteAsync(i % 2 == 0 ? here : there)));
        var read = await Task.WhenAll(ReadUntilAsync(here, begin, writing), ReadUntilAsync(there, begin, writing));

        Assert.Equal(Writers * Each, read[0].Count);
        Assert.Equal(read[0], read[1]);
    }

    [PostgresFact]
    public async Task What_commits_later_comes_later_however_long_its_transaction_took()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        await client.DraftedAsync();
        var begin = await client.LatestAsync();
        await using var slow = await _store.OpenAsync();
        await using (var transaction = await slow.BeginTransactionAsync())
        {
            await slow.ExecuteAsync(Unplaced());
            await client.DraftedAsync();
            var (meanwhile, cursor) = await client.FollowAsync(begin);
            Assert.Equal(["bpjsOffice.created", "agreement.created"], meanwhile.Types());
            Assert.Empty((await client.EventsAsync($"?after={cursor}")).Items);

            await transaction.CommitAsync();
            begin = cursor;
        }

        Assert.Equal(["slowly"], (await client.FollowAsync(begin)).Events.Select(OperationOf));
    }

    [Fact]
    public async Task A_restart_keeps_every_place_and_goes_on_with_what_nobody_had_placed()
    {
        string before;
        IReadOnlyList<JsonObject> read;
        await using (var host = new ServiceHost().On(_store))
        {
            using var client = host.ClientOf("staf");
            await client.SignedAsync();
            (read, before) = await client.FollowAsync(after: null);
        }

        await _store.ExecuteAsync(Unplaced());
        await using var again = new ServiceHost().On(_store);
        using var later = again.ClientBy(Keys.Of("staf"));

        Assert.Equal(["slowly"], (await later.FollowAsync(before)).Events.Select(OperationOf));
        Assert.Equal(read.Select(Id), (await later.FollowAsync(after: null, limit: 7)).Events.SkipLast(1).Select(Id));
    }

    [Fact]
    public async Task More_than_is_placed_at_once_is_placed_in_as_many_batches_as_it_takes()
    {
        const int Many = 1200;
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        await client.DraftedAsync();
        var begin = await client.LatestAsync();
        await _store.ExecuteAsync($"""
            WITH RECURSIVE copies (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM copies WHERE i < {Many})
            INSERT INTO feed_events (id, at, type, subject_id, path, reaches, operation)
            SELECT {(TestStore.IsPostgres ? "gen_random_uuid()" : "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6)))")}, at, type, subject_id, path, reaches, operation
            FROM copies, (SELECT * FROM feed_events ORDER BY entry LIMIT 1) AS original
            """);

        var (events, _) = await client.FollowAsync(begin);

        Assert.Equal(Many, events.Select(Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Many, events.Count);
    }

    // One that holds the store keeps nobody from reading what was placed before.
    [Fact]
    public async Task While_the_store_takes_no_change_what_has_its_place_is_served()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        await client.DraftedAsync();
        var (events, cursor) = await client.FollowAsync(after: null);
        await _store.ExecuteAsync(Unplaced());
        await using (var other = await _store.OpenAsync())
        {
            await other.ExecuteAsync(TestStore.IsPostgres ? "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('events', 0))" : "BEGIN IMMEDIATE");

            Assert.Equal(events.Select(Id), (await client.EventsAsync("?limit=200")).Items.Select(Id));
            await other.ExecuteAsync("COMMIT");
        }

        Assert.Equal(["slowly"], (await client.FollowAsync(cursor)).Events.Select(OperationOf));
    }

    // As a transaction of the service leaves one behind when it is committed.
    private static string Unplaced() => $"""
        INSERT INTO feed_events (id, at, type, subject_id, path, reaches, operation, "by")
        SELECT '{Guid.CreateVersion7()}', at, type, subject_id, path, reaches, 'slowly', "by" FROM feed_events ORDER BY entry LIMIT 1
        """;

    private static string Id(JsonObject happened) => happened.Said("id")!;

    private static string OperationOf(JsonObject happened) => happened.Member("data")!.Said("operation")!;

    private static async Task WriteAsync(HttpClient client)
    {
        for (var i = 0; i < Each; i++)
        {
            (await client.Post("/v1/agreements", Story.Draft())).Is(HttpStatusCode.Created);
        }
    }

    /// <summary>Follows until the writing is over and nothing is left. A page never ends before one that was read already.</summary>
    private static async Task<IReadOnlyList<string>> ReadUntilAsync(HttpClient client, string after, Task writing)
    {
        var ids = new List<string>();
        while (true)
        {
            var isOver = writing.IsCompletedSuccessfully;
            var page = await client.EventsAsync($"?limit=13&after={after}");
            after = page.Next();
            ids.AddRange(page.Items.Select(Id));
            if (writing.IsFaulted)
            {
                await writing;
            }

            if (isOver && page.Items.Count == 0)
            {
                return ids;
            }
        }
    }

    private async Task<long> LastPositionAsync()
    {
        await using var connection = await _store.OpenAsync();
        return long.Parse((await connection.RowsAsync("SELECT coalesce(max(position), 0) FROM feed_events")).Single(), CultureInfo.InvariantCulture);
    }

    private async Task<IReadOnlyList<string>> InStoreAsync(long first)
    {
        await using var connection = await _store.OpenAsync();
        return await connection.RowsAsync($"SELECT id FROM feed_events WHERE position >= {first.ToString(CultureInfo.InvariantCulture)} ORDER BY position");
    }
}
