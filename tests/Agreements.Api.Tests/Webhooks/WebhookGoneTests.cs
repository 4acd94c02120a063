using System.Net;
using Agreements.Api.Features.Webhooks.Delivery;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Store;
using Agreements.Domain.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Webhooks;

/// <summary>A webhook that is deleted between two looks at it: what it leaves behind for a moment is a webhook without a progress. Nobody delivers here but the tests.</summary>
public sealed class WebhookGoneTests : IAsyncDisposable
{
    private readonly ServiceHost _host = new();
    private readonly HttpClient _client;

    public WebhookGoneTests()
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
    public async Task One_that_goes_while_it_is_read_is_not_there()
    {
        var (gone, stays) = (await HookedAsync(), await HookedAsync());
        await GoesAsync(gone);

        (await _client.Get($"/v1/webhooks/{gone.Id}")).IsProblem(HttpStatusCode.NotFound, "webhook.not-found");
        (await _client.Patch($"/v1/webhooks/{gone.Id}", new { name = "lain" }, ("If-Match", "*"))).IsProblem(HttpStatusCode.NotFound, "webhook.not-found");
        (await _client.Delete($"/v1/webhooks/{gone.Id}", ("If-Match", "*"))).IsProblem(HttpStatusCode.NotFound, "webhook.not-found");
        (await _client.Post($"/v1/webhooks/{gone.Id}/secret-rotations", null, ("If-Match", "*"))).IsProblem(HttpStatusCode.NotFound, "webhook.not-found");
        Assert.Equal([stays.Id], (await _client.WalkAsync("/v1/webhooks?limit=1")).Select(each => each.Said("id")!));
    }

    [Fact]
    public async Task Nothing_is_noted_of_one_that_goes_while_it_is_called()
    {
        var webhook = await HookedAsync();
        (await _client.Post($"/v1/webhooks/{webhook.Id}/test", null)).Is(HttpStatusCode.Accepted);
        await using var scope = _host.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<WebhookOutbox>();
        var attempt = Assert.Single(await outbox.TakeAsync(Guid.Parse(webhook.Id), 1, _host.Clock.Now, TimeSpan.FromMinutes(1), CancellationToken.None));
        await GoesAsync(webhook);

        Assert.Null(await outbox.ReportAsync(attempt, WebhookAnswer.Of((int)HttpStatusCode.Gone, TimeSpan.Zero, retryAfter: null), 0, _host.Clock.Now, CancellationToken.None));
        await outbox.TellAsync(Guid.Parse(webhook.Id), _host.Clock.Now, CancellationToken.None);
        await _host.Store.ExecuteAsync("DELETE FROM webhooks");
        Assert.Null(await outbox.ReportAsync(attempt, WebhookAnswer.Of((int)HttpStatusCode.Gone, TimeSpan.Zero, retryAfter: null), 0, _host.Clock.Now, CancellationToken.None));
        Assert.Empty(await outbox.TakeAsync(Guid.Parse(webhook.Id), 1, _host.Clock.Now, TimeSpan.FromMinutes(1), CancellationToken.None));
    }

    private Task<Answered> HookedAsync() => _client.HookedAsync("https://hooks.example/");

    private Task GoesAsync(Answered webhook) => _host.Store.ExecuteAsync($"DELETE FROM webhook_progress WHERE LOWER(CAST(webhook_id AS TEXT)) = '{webhook.Id}'");
}
