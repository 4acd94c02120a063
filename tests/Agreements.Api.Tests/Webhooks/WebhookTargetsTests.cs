using System.Net;
using Agreements.Api.Features.Webhooks.Delivery;
using Agreements.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Webhooks;

/// <summary>What a name stands for is judged when it is called, not when it is written down.</summary>
public sealed class WebhookTargetsTests : IAsyncLifetime, IDisposable
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
    public async Task A_name_of_this_machine_is_refused_when_it_is_called()
    {
        await using var host = Naming("127.0.0.1");
        using var client = host.ClientOf("pengelola");
        var webhook = await client.HookedAsync($"http://hooks.example:{_receiver.Port}/");
        await client.DraftedAsync();

        var failed = await client.ComesToAsync(webhook, "failed");

        Assert.Equal("targetNotAllowed", failed.Said("lastFault"));
        Assert.Empty(await _receiver.AllAsync());
    }

    [WebhookFact]
    public async Task One_forbidden_address_among_others_condemns_a_name()
    {
        await using var host = Naming("93.184.215.14", "::1");
        using var client = host.ClientOf("pengelola");
        var webhook = await client.HookedAsync($"http://hooks.example:{_receiver.Port}/");
        await client.DraftedAsync();

        Assert.Equal("targetNotAllowed", (await client.ComesToAsync(webhook, "failed")).Said("lastFault"));
    }

    [WebhookFact]
    public async Task What_was_judged_is_what_is_connected_to()
    {
        // Each look-up has another answer: the first is allowed, as its network is.
        var answers = new Queue<string>(["127.0.0.1", "127.0.0.2", "127.0.0.3"]);
        await using var host = new ServiceHost().On(_store).With("Webhooks:AllowHttp", "true").With("Webhooks:AllowedNetworks", "127.0.0.1/32")
            .With(services => services.AddSingleton<NameLookup>((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(answers.Dequeue())])));
        using var client = host.ClientOf("pengelola");
        var webhook = await client.HookedAsync($"http://hooks.example:{_receiver.Port}/");
        await client.DraftedAsync();

        await client.ComesToAsync(webhook, "delivered");

        Assert.Equal(2, answers.Count);
        Assert.Single(await _receiver.AllAsync());
    }

    [WebhookTheory]
    [InlineData("Webhooks:AllowHttp")]
    [InlineData("Webhooks:AllowPrivateTargets")]
    public async Task An_operator_who_thinks_better_of_it_stops_what_was_allowed_before(string still)
    {
        Answered webhook;
        await using (var open = new ServiceHost().On(_store).ToThisMachine())
        {
            using var maker = open.ClientOf("pengelola");
            webhook = await maker.HookedAsync($"http://localhost:{_receiver.Port}/");
        }

        await using var host = new ServiceHost().On(_store).With(still, "true");
        using var client = host.ClientOf("pengelola");
        await client.DraftedAsync();

        Assert.Equal("targetNotAllowed", (await client.ComesToAsync(webhook, "failed")).Said("lastFault"));
        Assert.Empty(await _receiver.AllAsync());
    }

    [WebhookFact]
    public async Task A_name_that_nobody_knows_is_told_from_one_that_is_not_allowed()
    {
        await using var host = Naming();
        using var client = host.ClientOf("pengelola");
        var webhook = await client.HookedAsync($"http://hooks.example:{_receiver.Port}/");
        await client.DraftedAsync();

        Assert.Equal("nameUnknown", (await client.ComesToAsync(webhook, "failed")).Said("lastFault"));
    }

    [WebhookFact]
    public async Task A_receiver_that_speaks_no_TLS_where_it_should_is_not_told_anything()
    {
        await using var host = new ServiceHost().On(_store).ToThisMachine();
        using var client = host.ClientOf("pengelola");
        var webhook = await client.HookedAsync($"https://127.0.0.1:{_receiver.Port}/");
        await client.DraftedAsync();

        Assert.Equal("tlsFailed", (await client.ComesToAsync(webhook, "failed")).Said("lastFault"));
        Assert.Empty(await _receiver.AllAsync());
    }

    [Theory]
    [InlineData("Webhooks__AllowHttp", "ya", "Webhooks__AllowHttp is ya; it must be true or false.")]
    [InlineData("Webhooks__AllowedNetworks", "10.0.0.0/8, intranet", "Webhooks__AllowedNetworks names intranet; it must be networks such as 10.20.0.0/16, with commas between them.")]
    [InlineData("Webhooks__TimeoutSeconds", "0", "Webhooks__TimeoutSeconds is 0; it must be a whole number from 1 to 60.")]
    [InlineData("Webhooks__SealingKey", "c2luZ2thdA==", "Webhooks__SealingKey must be 32 random bytes in base64, as 'openssl rand -base64 32' makes them.")]
    public async Task A_setting_that_makes_no_sense_is_refused_at_the_start(string setting, string value, string line)
    {
        using var service = ServiceProcess.Launch((setting, value), ("Database__ConnectionString", $"Data Source={_store.File}"));

        var (exitCode, errors) = await service.RefuseAsync();

        Assert.Equal((1, line), (exitCode, Assert.Single(errors)));
    }

    private ServiceHost Naming(params string[] addresses) => new ServiceHost().On(_store).With("Webhooks:AllowHttp", "true")
        .With(services => services.AddSingleton<NameLookup>((_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray())));
}
