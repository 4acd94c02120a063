using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Webhooks;

/// <summary>Two instances on one store, and an instance that dies with an attempt in hand.</summary>
public sealed class WebhooksAtOnceTests : IAsyncLifetime, IDisposable
{
    private readonly TestStore _store = new();
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        if (WebhookReceiver.WhyNot is null)
        {
            _receiver = await WebhookReceiver.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_receiver is not null)
        {
            await _receiver.DisposeAsync();
        }
    }

    public void Dispose() => _store.Dispose();

    [WebhookFact]
    public async Task Two_instances_deliver_each_event_once()
    {
        const int Events = 60;
        await using var one = new ServiceHost().On(_store).ToThisMachine();
        await using var other = new ServiceHost().On(_store).ToThisMachine();
        using var client = one.ClientOf("pengelola");
        using var second = other.ClientOf("pengelola");
        var webhook = await client.HookedAsync(_receiver.Url, ("eventTypes", WebhookSteps.List("holiday.created", "meeting.created")));

        await Task.WhenAll(Enumerable.Range(0, Events).Select(each => Eventually.ComesToAsync(
            HttpStatusCode.Created, () => (each % 2 == 0 ? client : second).Post("/v1/meetings", new { kind = "evaluation", regionCode = "76", heldOn = "2026-11-20", place = $"Ruang {each}" }))));
        one.Services.GetRequiredService<WebhookSignal>().Raise();
        other.Services.GetRequiredService<WebhookSignal>().Raise();

        await _receiver.ReceivesAsync(Events);
        await Eventually.IsTrueAsync(async () => (await client.WalkAsync($"/v1/webhooks/{webhook.Id}/deliveries?state=delivered&limit=200")).Count == Events, () => "not all were delivered");
        Assert.Equal(Events, (await _receiver.AllAsync()).Count);
        Assert.Equal(Events, (await _receiver.AllAsync()).Select(each => each.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(await client.WalkAsync($"/v1/webhooks/{webhook.Id}/deliveries?limit=200"), delivery => Assert.Equal(1, delivery.Number("attemptCount")));
    }

    [WebhookFact]
    public async Task What_an_instance_had_in_hand_when_it_was_killed_comes_again_with_the_same_id()
    {
        Answered webhook;
        string secret;
        await _receiver.BehaveAsync(new { hang = true });
        using (var service = await ServiceProcess.StartAsync(_store, ("Webhooks__AllowHttp", "true"), ("Webhooks__AllowedNetworks", "127.0.0.0/8")))
        {
            using var client = await service.ClientAsync();
            webhook = await client.HookedAsync(_receiver.Url);
            secret = webhook.Body.Said("secret")!;
            await client.DraftedAsync();
            await _receiver.ReceivesAsync(1);
            await service.KillAsync();
            Assert.DoesNotContain(secret, service.Output, StringComparison.Ordinal);
        }

        await using var host = new ServiceHost().On(_store).ToThisMachine();
        host.Clock.Now = TimeProvider.System.GetUtcNow().AddMinutes(2);
        await _receiver.BehaveAsync(host.Behaviour(("secrets", new[] { secret })));
        using var next = host.ClientOf("pengelola");

        var again = await _receiver.ReceivesAsync(2);

        Assert.Equal((await _receiver.AllAsync())[0].Id, again.Id);
        Assert.Equal("verified", Assert.Single(again.Verdicts));
        Assert.Equal(2, (await next.ComesToAsync(webhook, "delivered", attempts: 2)).Number("attemptCount"));
    }

    [WebhookFact]
    public async Task Secrets_can_be_read_after_a_restart_and_not_without_the_key_that_the_operator_chose()
    {
        var (chosen, another) = (Convert.ToBase64String(new byte[32]), Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]));
        Answered webhook;
        await using (var host = new ServiceHost().On(_store).ToThisMachine().With("Webhooks:SealingKey", chosen))
        {
            using var client = host.ClientOf("pengelola");
            webhook = await client.HookedAsync(_receiver.Url);
            await using var connection = await _store.OpenAsync();
            Assert.Empty(await connection.RowsAsync("SELECT name FROM sealing_keys"));
        }

        await using (var host = new ServiceHost().On(_store).ToThisMachine().With("Webhooks:SealingKey", chosen))
        {
            await _receiver.BehaveAsync(host.Behaviour(("secrets", new[] { webhook.Body.Said("secret") })));
            using var client = host.ClientOf("pengelola");
            await client.DraftedAsync();
            Assert.Equal("verified", Assert.Single((await _receiver.ReceivesAsync(1)).Verdicts));
            await client.ComesToAsync(webhook, "delivered");
        }

        await using (var host = new ServiceHost().On(_store).ToThisMachine().With("Webhooks:SealingKey", another))
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            using var client = host.ClientOf("pengelola");
            await client.DraftedAsync();
            Assert.Equal("secretUnreadable", (await client.ComesToAsync(webhook, "failed")).Said("lastFault"));
            Assert.Single(await _receiver.AllAsync());

            // Whoever lost the key makes new secrets.
            var rotated = (await client.Post($"/v1/webhooks/{webhook.Id}/secret-rotations", null, ("If-Match", "*"))).Is(HttpStatusCode.Created);
            await _receiver.BehaveAsync(host.Behaviour(("secrets", new[] { rotated.Body.Said("secret") })));
            host.Advance(TimeSpan.FromSeconds(6));
            Assert.Equal("verified", Assert.Single((await _receiver.ReceivesAsync(2)).Verdicts));
        }
    }
}
