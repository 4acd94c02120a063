using System.Net;
using Agreements.Api.Features.Webhooks.Delivery;
using Agreements.Api.Tests.Events;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Webhooks;

/// <summary>What is forgotten of what waits to be delivered, and what is kept for it. Nobody delivers here but the tests.</summary>
public sealed class WebhookTrimTests : IAsyncDisposable
{
    private static readonly TimeSpan Later = TimeSpan.FromDays(1);

    private readonly ServiceHost _host = new();
    private readonly HttpClient _client;

    public WebhookTrimTests()
    {
        _host.With(services => services.Remove(services.Single(each => each.ImplementationType == typeof(DeliverWebhooks))));
        _client = _host.ClientOf("pengelola");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task What_has_waited_for_too_long_at_a_webhook_that_is_disabled_is_forgotten_and_at_one_that_is_called_it_is_not()
    {
        var (paused, called) = (await WaitingAsync(), await WaitingAsync());
        await _client.SetAsync(paused, "disabled");
        await WithAsync<WebhookOutbox>(outbox => outbox.TrimAsync(_host.Clock.Now, CancellationToken.None));
        Assert.Single(await _client.LogAsync(paused));

        await WithAsync<WebhookOutbox>(outbox => outbox.TrimAsync(_host.Clock.Now + Later, CancellationToken.None));

        Assert.Empty(await _client.LogAsync(paused));
        Assert.Equal("pending", Assert.Single(await _client.LogAsync(called)).Said("state"));
    }

    [Fact]
    public async Task What_somebody_has_asked_for_since_is_not_old()
    {
        var webhook = await WaitingAsync();
        var first = Assert.Single(await _client.LogAsync(webhook)).Said("id");
        var until = _host.Clock.Now + Later;
        _host.Clock.Advance(Later * 2);
        (await _client.Post($"/v1/webhooks/{webhook.Id}/deliveries/{first}/redelivery", null)).Is(HttpStatusCode.Accepted);
        await _client.SetAsync(webhook, "disabled");

        await WithAsync<WebhookOutbox>(outbox => outbox.TrimAsync(until, CancellationToken.None));

        Assert.Single(await _client.LogAsync(webhook));
    }

    [Fact]
    public async Task An_event_that_a_webhook_is_still_to_be_told_of_stays_in_the_feed_with_all_that_came_after_it()
    {
        await _client.OfficeAsync();
        var webhook = await _client.HookedAsync("https://hooks.example/");
        await _client.DraftedAsync();
        await _client.OfficeAsync();
        await _client.LatestAsync();
        await WithAsync<WebhookOutbox>(outbox => outbox.TellAsync(Guid.Parse(webhook.Id), _host.Clock.Now, CancellationToken.None));
        Assert.Single(await _client.LogAsync(webhook, "?state=pending"));

        await TrimFeedAsync();
        Assert.Equal(["agreement.created", "bpjsOffice.created"], (await _client.EventsAsync()).Items.Types());
        await TrimFeedAsync();
        Assert.Equal(2, (await _client.EventsAsync()).Items.Count);

        // Nobody waits for a webhook that is left alone.
        await _client.SetAsync(webhook, "disabled");
        await TrimFeedAsync();
        Assert.Empty((await _client.EventsAsync()).Items);
    }

    private async Task<Answered> WaitingAsync()
    {
        var webhook = await _client.HookedAsync("https://hooks.example/");
        (await _client.Post($"/v1/webhooks/{webhook.Id}/test", null)).Is(HttpStatusCode.Accepted);
        return webhook;
    }

    private Task TrimFeedAsync() => WithAsync<EventPlacing>(placing => placing.TrimAsync(_host.Clock.Now + Later, CancellationToken.None));

    private async Task WithAsync<T>(Func<T, Task> act)
        where T : notnull
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<T>());
    }
}
