using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Webhooks;

/// <summary>What is done with webhooks, step by step.</summary>
internal static class WebhookSteps
{
    /// <summary>A list, as bodies have it.</summary>
    public static string[] List(params string[] items) => items;

    /// <summary>Lets webhooks go to this machine, where the receivers of the tests are.</summary>
    public static ServiceHost ToThisMachine(this ServiceHost host) => host.With("Webhooks:AllowHttp", "true").With("Webhooks:AllowPrivateTargets", "true");

    /// <summary>Adds a webhook that hears of drafts, unless the test says otherwise.</summary>
    public static async Task<Answered> HookedAsync(this HttpClient client, string receiver, params (string Member, object? Value)[] members) =>
        (await client.Post("/v1/webhooks", new { name = "Integrasi", url = receiver, eventTypes = List("agreement.created") }.With(members))).Is(HttpStatusCode.Created);

    /// <summary>The log of a webhook.</summary>
    public static async Task<IReadOnlyList<JsonObject>> LogAsync(this HttpClient client, Answered webhook, string query = "") =>
        (await client.Get($"/v1/webhooks/{webhook.Id}/deliveries{query}")).Is(HttpStatusCode.OK).Items;

    /// <summary>Waits until the latest delivery of a webhook is in this state, after so many attempts.</summary>
    public static async Task<JsonObject> ComesToAsync(this HttpClient client, Answered webhook, string state, int attempts = 1)
    {
        JsonObject? latest = null;
        await Eventually.IsTrueAsync(
            async () =>
            {
                latest = await client.LogAsync(webhook) is [var first, ..] ? first : null;

                // An attempt counts from when it is taken in hand, and what failed before is failed until then: what came of it, the next version, has been taken down.
                return latest?.Said("state") == state && latest.Number("attemptCount") == attempts && (state != "failed" || latest.Number("version") % 2 == 1);
            },
            () => $"it never came to be {state}: {latest?.ToJsonString()}");
        return latest!;
    }

    /// <summary>The webhook as it is now.</summary>
    public static async Task<Answered> NowAsync(this HttpClient client, Answered webhook) => (await client.Get($"/v1/webhooks/{webhook.Id}")).Is(HttpStatusCode.OK);

    /// <summary>Waits until a webhook is disabled.</summary>
    public static async Task<Answered> DisabledAsync(this HttpClient client, Answered webhook)
    {
        var now = await client.NowAsync(webhook);
        await Eventually.IsTrueAsync(
            async () =>
            {
                now = await client.NowAsync(webhook);
                return now.Body.Said("state") == "disabled";
            },
            () => $"it was never disabled: {now.Text}");
        return now;
    }

    /// <summary>Has a webhook called again, or left alone.</summary>
    public static async Task<Answered> SetAsync(this HttpClient client, Answered webhook, string state) =>
        (await client.Patch($"/v1/webhooks/{webhook.Id}", new { state }, ("If-Match", (await client.NowAsync(webhook)).ETag!))).Is(HttpStatusCode.OK);

    /// <summary>Moves the clock, and has what is due by then looked for.</summary>
    public static void Advance(this ServiceHost host, TimeSpan by)
    {
        host.Clock.Advance(by);
        host.Services.GetRequiredService<WebhookSignal>().Raise();
    }

    /// <summary>How a receiver is to behave whose clock is the test's.</summary>
    public static object Behaviour(this ServiceHost host, params (string Member, object? Value)[] members) => new { now = host.Clock.Now.ToUnixTimeMilliseconds() }.With(members);
}
