using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Events;

/// <summary>Where cursors lead, and where they lead no further.</summary>
public sealed class EventCursorTests : IDisposable
{
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task There_is_always_a_next_and_it_is_linked_to()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");

        var nothing = await client.EventsAsync();
        await client.OfficeAsync();
        var one = await client.EventsAsync($"?limit=1&after={nothing.Next()}");
        var end = await client.EventsAsync($"?limit=1&after={one.Next()}");

        Assert.Empty(nothing.Items);
        Assert.Equal(["bpjsOffice.created"], one.Items.Types());
        Assert.Empty(end.Items);
        Assert.Equal(one.Next(), end.Next());
        Assert.Equal($"</v1/events?limit=1&after={one.Next()}>; rel=\"next\"", one.Headers.GetValues("Link").Single());
        Assert.Equal(end.Next(), (await client.EventsAsync("?after=latest")).Next());
    }

    [Fact]
    public async Task What_is_no_cursor_of_this_feed_and_what_cannot_be_asked_is_refused()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        await client.OfficeAsync();
        await client.OfficeAsync();
        var cursor = await client.LatestAsync();
        var ofAnotherList = (await client.Get("/v1/bpjs-offices?limit=1")).Body.Said("next");

        foreach (var wrong in new[] { "LATEST", "oldest", "0", $"{cursor}A", cursor[..^1], $"{(cursor[0] == 'e' ? 'f' : 'e')}{cursor[1..]}", ofAnotherList })
        {
            (await client.Get($"/v1/events?after={wrong}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
        }

        (await client.Get($"/v1/events?types=agreement.created&after={cursor}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
        await client.EventsAsync($"?limit=3&wait=0&after={cursor}");
        foreach (var (query, code) in new[] { ("wait=61", "value.out-of-range"), ("wait=-1", "value.out-of-range"), ("wait=lama", "parameter.malformed"), ("limit=0", "value.out-of-range"), ("limit=201", "value.out-of-range"), ("type=agreement.created", "parameter.unknown") })
        {
            (await client.Get($"/v1/events?{query}")).IsProblem(HttpStatusCode.BadRequest, code);
        }
    }

    [Fact]
    public async Task Events_are_kept_for_so_many_days_and_a_cursor_from_before_says_what_to_do()
    {
        await using var host = new ServiceHost().On(_store).With("Events:RetentionDays", "14");
        using var client = host.ClientOf("staf");
        await client.OfficeAsync();
        var old = await client.LatestAsync();
        await client.OfficeAsync();
        var beginning = (await client.EventsAsync("?limit=1")).Items.Types();
        var end = await client.LatestAsync();
        host.Clock.Advance(TimeSpan.FromDays(13.9));
        await client.EventsAsync($"?after={old}");
        host.Clock.Advance(TimeSpan.FromDays(0.2));
        var office = await client.OfficeAsync();

        await Eventually.ComesToAsync(HttpStatusCode.Gone, () => client.Get($"/v1/events?after={old}"));

        var gone = (await client.Get($"/v1/events?after={old}", ("Accept-Language", "en"))).IsProblem(HttpStatusCode.Gone, "cursor.too-old");
        Assert.Contains("after=latest", gone.Body.Said("detail"), StringComparison.Ordinal);
        Assert.Equal(["bpjsOffice.created"], beginning);
        Assert.Equal([$"{office}"], (await client.EventsAsync()).Items.Select(EventSteps.SubjectId));

        // Whoever had read to where it was cut has missed nothing.
        Assert.Equal([$"{office}"], (await client.EventsAsync($"?after={end}")).Items.Select(EventSteps.SubjectId));
    }

    [Fact]
    public async Task What_is_too_old_goes_in_small_steps_and_the_end_of_the_feed_stays()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        for (var i = 0; i < 3; i++)
        {
            await client.OfficeAsync();
        }

        var cursor = await client.LatestAsync();
        await _store.ExecuteAsync("INSERT INTO feed_events (id, at, type, subject_id, path, reaches, operation) SELECT id, at, type, subject_id, path, reaches, 'again' FROM feed_events");
        await client.LatestAsync();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<EventPlacing>().TrimAsync(host.Clock.GetUtcNow().AddDays(1), CancellationToken.None);
        }

        Assert.Empty((await client.EventsAsync()).Items);
        (await client.Get($"/v1/events?after={cursor}")).IsProblem(HttpStatusCode.Gone, "cursor.too-old");
        var end = await client.LatestAsync();
        var office = await client.OfficeAsync();
        Assert.Equal([$"{office}"], (await client.EventsAsync($"?after={end}")).Items.Select(EventSteps.SubjectId));
        Assert.Equal("7", (await RowsAsync("SELECT position FROM feed_events")).Single());
    }

    [Fact]
    public async Task A_store_that_was_put_back_is_told_from_the_one_that_the_cursor_is_of()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        await client.OfficeAsync();
        var earlier = await client.LatestAsync();
        await client.OfficeAsync();
        await client.LatestAsync();
        var head = (await RowsAsync("SELECT last, last_mark FROM feed_head")).Single().Split(" | ");
        await client.OfficeAsync();
        var lost = await client.LatestAsync();

        await _store.ExecuteAsync($"DELETE FROM feed_events WHERE position > {head[0]}");
        await _store.ExecuteAsync($"UPDATE feed_head SET last = {head[0]}, last_mark = '{head[1]}'");

        (await client.Get($"/v1/events?after={lost}")).IsProblem(HttpStatusCode.Gone, "cursor.from-another-store");
        await client.OfficeAsync();
        await client.OfficeAsync();
        (await client.Get($"/v1/events?after={lost}")).IsProblem(HttpStatusCode.Gone, "cursor.from-another-store");
        Assert.Equal(3, (await client.EventsAsync($"?after={earlier}")).Items.Count);
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var connection = await _store.OpenAsync();
        return await connection.RowsAsync(sql);
    }
}
