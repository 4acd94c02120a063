using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Store;
using Agreements.Domain.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Agreements.Api.Tests.Events;

/// <summary>Requests that wait for something to happen.</summary>
public sealed class EventWaitTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task It_is_answered_as_soon_as_something_happens_that_its_caller_hears_of()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        using var bound = host.ClientOf("petugas", [Scope.AgreementsRead], "74");
        var office = await client.OfficeAsync();
        var waiting = bound.Get($"/v1/events?after={await bound.LatestAsync()}&wait=60");
        await IsWaitedAsync(host);

        (await client.Post("/v1/agreements", Story.Draft("76", office: office))).Is(HttpStatusCode.Created);
        (await bound.Get("/v1/agreements")).Is(HttpStatusCode.OK);
        Assert.False(waiting.IsCompleted, "what happens elsewhere was answered");
        var draft = (await client.Post("/v1/agreements", Story.Draft("74", office: office))).Is(HttpStatusCode.Created);

        var page = (await waiting.WaitAsync(Soon)).Is(HttpStatusCode.OK);
        Assert.Equal([draft.Id], page.Items.Select(EventSteps.SubjectId));
        Assert.Empty((await bound.EventsAsync($"?after={page.Next()}")).Items);
    }

    [Fact]
    public async Task Where_nothing_happens_the_place_stays_the_same()
    {
        await using var host = new ServiceHost().On(_store).With("Limits:RequestSeconds", "1");
        using var client = host.ClientOf("staf");
        var cursor = await client.LatestAsync();

        // Longer than any other request may take.
        var begun = TimeProvider.System.GetTimestamp();
        var page = await client.EventsAsync($"?after={cursor}&wait=2");

        Assert.True(TimeProvider.System.GetElapsedTime(begun) >= TimeSpan.FromSeconds(1.9));
        Assert.Empty(page.Items);
        Assert.Equal(cursor, page.Next());
    }

    [Fact]
    public async Task Asked_for_the_end_it_waits_for_what_comes_next()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        await client.OfficeAsync();
        var waiting = client.Get("/v1/events?after=latest&wait=60");
        await IsWaitedAsync(host);

        var office = await client.OfficeAsync();

        Assert.Equal([$"{office}"], (await waiting.WaitAsync(Soon)).Is(HttpStatusCode.OK).Items.Select(EventSteps.SubjectId));
    }

    [PostgresFact]
    public async Task What_another_instance_does_is_heard_of_too()
    {
        await using var host = new ServiceHost().On(_store);
        await using var other = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        using var writer = other.ClientBy(Keys.Of("staf"));
        var waiting = client.Get($"/v1/events?after={await client.LatestAsync()}&wait=60");
        await IsWaitedAsync(host);

        var office = await writer.OfficeAsync();

        Assert.Equal([$"{office}"], (await waiting.WaitAsync(Soon)).Is(HttpStatusCode.OK).Items.Select(EventSteps.SubjectId));
    }

    [Fact]
    public async Task It_takes_no_turn_of_its_caller_from_others()
    {
        await using var host = new ServiceHost().On(_store).With("RateLimits:AtOnce", "1");
        using var client = host.ClientOf("staf");
        var waiting = client.Get("/v1/events?after=latest&wait=60");
        await IsWaitedAsync(host);

        var office = await client.OfficeAsync();

        Assert.Equal([$"{office}"], (await waiting.WaitAsync(Soon)).Is(HttpStatusCode.OK).Items.Select(EventSteps.SubjectId));
    }

    [Theory]
    [InlineData("Events:WaitingPerCaller", HttpStatusCode.OK)]
    [InlineData("Events:Waiting", HttpStatusCode.TooManyRequests)]
    public async Task No_more_wait_than_may_and_whoever_goes_away_makes_room(string setting, HttpStatusCode ofAnother)
    {
        await using var host = new ServiceHost().On(_store).With(setting, "1");
        using var client = host.ClientOf("staf");
        using var another = host.ClientOf("rekan");
        using var gone = new CancellationTokenSource();
        var waiting = client.GetAsync(new Uri("/v1/events?after=latest&wait=60", UriKind.Relative), gone.Token);
        await IsWaitedAsync(host);

        var refused = (await client.Get("/v1/events?after=latest&wait=60")).IsProblem(HttpStatusCode.TooManyRequests, "events.too-many-waiting");
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        await client.EventsAsync("?after=latest");
        (await another.Get("/v1/events?after=latest&wait=1")).Is(ofAnother);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Get("/v1/events?after=latest&wait=1"));
    }

    [Fact]
    public async Task A_service_that_is_asked_to_stop_answers_those_who_wait()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        var cursor = await client.LatestAsync();
        var waiting = client.Get($"/v1/events?after={cursor}&wait=60");
        await IsWaitedAsync(host);

        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var page = (await waiting.WaitAsync(Soon)).Is(HttpStatusCode.OK);
        Assert.Empty(page.Items);
        Assert.Equal(cursor, page.Next());
    }

    // Nothing else is worth waiting for before what is waited for is.
    private static Task IsWaitedAsync(ServiceHost host)
    {
        var signal = host.Services.GetRequiredService<EventSignal>();
        return Eventually.IsTrueAsync(() => Task.FromResult(signal.IsWatched), () => "nobody waits");
    }
}
