using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Webhooks;

/// <summary>What a receiver gets that verifies with the published library, and what becomes of it when it fails, hangs, points elsewhere or is gone.</summary>
public sealed class DeliveriesTests : IAsyncLifetime
{
    private readonly ServiceHost _host = new ServiceHost().ToThisMachine().With("Webhooks:TimeoutSeconds", "2").With("Webhooks:MaxAttempts", "3");
    private WebhookReceiver _receiver = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        if (WebhookReceiver.WhyNot is null)
        {
            (_receiver, _client) = (await WebhookReceiver.StartAsync(), _host.ClientOf("pengelola"));
        }
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_receiver is not null)
        {
            await _receiver.DisposeAsync();
        }
    }

    [WebhookFact]
    public async Task What_happens_is_told_once_signed_and_as_the_feed_shows_it()
    {
        await _client.DraftedAsync();
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _receiver.BehaveAsync(_host.Behaviour(("secrets", new[] { webhook.Body.Said("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" })));

        var draft = await _client.DraftedAsync();
        var first = await _receiver.ReceivesAsync(1);
        var delivery = await _client.ComesToAsync(webhook, "delivered");
        await _client.DraftedAsync();
        await _receiver.ReceivesAsync(2);

        Assert.Equal(["verified", "No matching signature found"], first.Verdicts);
        Assert.Equal("POST", first.Happening.Said("method"));
        Assert.Equal("application/cloudevents+json; charset=utf-8", first.Header("content-type"));
        Assert.StartsWith("agreements-webhooks/", first.Header("user-agent"), StringComparison.Ordinal);
        Assert.Equal(_host.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), first.Header("webhook-timestamp"));
        Assert.Null(first.Header("traceparent"));
        Assert.Equal(("agreement.created", $"agreements/{draft.Id}", first.Id), (first.Body.Said("type"), first.Body.Said("subject"), first.Body.Said("id")));
        (await _client.Get(first.Body["data"]!.Said("url")!)).Is(HttpStatusCode.OK);

        var feed = (await _client.Get("/v1/events?types=agreement.created")).Is(HttpStatusCode.OK).Items;
        Assert.Equal(feed[1].ToJsonString(), first.Body.ToJsonString());
        Assert.Equal((first.Id, "agreement.created", 204), (delivery.Said("eventId"), delivery.Said("eventType"), delivery.Number("lastStatus")));
        Assert.Equal(2, (await _receiver.AllAsync()).Select(each => each.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, (await _receiver.AllAsync()).Count);
    }

    [WebhookFact]
    public async Task While_the_secret_is_replaced_both_sign()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        var rotated = (await _client.Post($"/v1/webhooks/{webhook.Id}/secret-rotations", new { overlapHours = 24 }, ("If-Match", webhook.ETag!))).Is(HttpStatusCode.Created);
        string?[] secrets = [webhook.Body.Said("secret"), rotated.Body.Said("secret")];
        Assert.NotEqual(secrets[0], secrets[1]);

        await _receiver.BehaveAsync(_host.Behaviour(("secrets", secrets)));
        await _client.DraftedAsync();
        Assert.Equal(["verified", "verified"], (await _receiver.ReceivesAsync(1)).Verdicts);

        _host.Advance(TimeSpan.FromHours(24));
        await _receiver.BehaveAsync(_host.Behaviour(("secrets", secrets)));
        await _client.DraftedAsync();
        Assert.Equal(["No matching signature found", "verified"], (await _receiver.ReceivesAsync(2)).Verdicts);
    }

    [WebhookFact]
    public async Task A_receiver_that_fails_is_tried_again_later_with_the_same_id()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _receiver.BehaveAsync(_host.Behaviour(("status", 500), ("body", "rahasia penerima"), ("times", 2), ("secrets", new[] { webhook.Body.Said("secret") })));
        await _client.DraftedAsync();

        var failed = await _client.ComesToAsync(webhook, "failed");
        Assert.Equal((500, "rejected"), (failed.Number("lastStatus"), failed.Said("lastFault")));
        Assert.InRange(failed.Member("nextAttemptAt")!.GetValue<DateTimeOffset>(), _host.Clock.Now.AddSeconds(5), _host.Clock.Now.AddSeconds(6));
        Assert.DoesNotContain("rahasia penerima", failed.ToJsonString(), StringComparison.Ordinal);
        var failing = (await _client.NowAsync(webhook)).Body;
        Assert.Equal((1, "2026-11-21T02:00:00.000Z"), (failing.Number("consecutiveFailures"), failing.Said("failingSince")));

        _host.Advance(TimeSpan.FromSeconds(6));
        await _client.ComesToAsync(webhook, "failed", attempts: 2);
        _host.Advance(TimeSpan.FromMinutes(6));
        await _receiver.BehaveAsync(_host.Behaviour(("secrets", new[] { webhook.Body.Said("secret") })));
        await _client.ComesToAsync(webhook, "delivered", attempts: 3);

        Assert.Equal(3, (await _receiver.AllAsync()).Count);
        Assert.Single((await _receiver.AllAsync()).Select(each => each.Id).Distinct(StringComparer.Ordinal));
        Assert.Equal(3, (await _receiver.AllAsync()).Select(each => each.Header("webhook-timestamp")).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("verified", Assert.Single((await _receiver.AllAsync())[2].Verdicts));
        var well = (await _client.NowAsync(webhook)).Body;
        Assert.Equal((0, null), (well.Number("consecutiveFailures"), well.Said("failingSince")));
    }

    [WebhookFact]
    public async Task A_receiver_that_hangs_is_given_its_time_and_holds_up_nobody_else()
    {
        await using var quick = await WebhookReceiver.StartAsync();
        var hangs = await _client.HookedAsync(_receiver.Url);
        await _receiver.BehaveAsync(_host.Behaviour(("hang", true)));
        await _client.DraftedAsync();
        await _receiver.ReceivesAsync(1);

        // It has the first and does not answer: whoever is told of the second has it before that.
        var answers = await _client.HookedAsync(quick.Url);
        await _client.DraftedAsync();
        await quick.ReceivesAsync(1);
        await _client.ComesToAsync(answers, "delivered");

        var failed = await _client.ComesToAsync(hangs, "failed");
        Assert.Equal("timedOut", failed.Said("lastFault"));
        Assert.Null(failed["lastStatus"]);
        Assert.InRange(failed.Number("lastDurationMs"), 1900, 60_000);
    }

    [WebhookFact]
    public async Task A_receiver_that_points_elsewhere_is_not_followed()
    {
        await using var elsewhere = await WebhookReceiver.StartAsync();
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _receiver.BehaveAsync(_host.Behaviour(("status", 307), ("headers", new { location = elsewhere.Url })));
        await _client.DraftedAsync();

        var failed = await _client.ComesToAsync(webhook, "failed");

        Assert.Equal((307, "redirected"), (failed.Number("lastStatus"), failed.Said("lastFault")));
        Assert.Single(await _receiver.AllAsync());
        Assert.Empty(await elsewhere.AllAsync());
    }

    [WebhookFact]
    public async Task A_receiver_that_hangs_up_or_is_not_there_is_tried_again()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _receiver.BehaveAsync(_host.Behaviour(("drop", true)));
        await _client.DraftedAsync();
        Assert.Equal("connectionFailed", (await _client.ComesToAsync(webhook, "failed")).Said("lastFault"));

        await _receiver.DisposeAsync();
        _host.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("connectionFailed", (await _client.ComesToAsync(webhook, "failed", attempts: 2)).Said("lastFault"));
        _receiver = await WebhookReceiver.StartAsync();
    }

    [WebhookFact]
    public async Task A_receiver_that_is_gone_is_left_alone_at_once_until_somebody_says_otherwise()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _receiver.BehaveAsync(_host.Behaviour(("status", 410)));
        await _client.DraftedAsync();

        var disabled = await _client.DisabledAsync(webhook);
        Assert.Equal(("gone", "agreements", 2), (disabled.Body.Said("disabledReason"), disabled.Body.Said("updatedBy"), disabled.Body.Number("version")));
        var entry = (await _client.WalkAsync("/v1/audit?limit=200")).Single(each => each.Said("action") == "deliverToWebhook");
        Assert.Contains("\"field\":\"state\",\"before\":\"enabled\",\"after\":\"disabled\"", entry.ToJsonString(), StringComparison.Ordinal);
        (await _client.Post($"/v1/webhooks/{webhook.Id}/test", null)).IsProblem(HttpStatusCode.Conflict, "webhook.disabled");

        // What happens meanwhile waits.
        await _client.DraftedAsync();
        _host.Advance(TimeSpan.FromHours(1));
        await _receiver.BehaveAsync(_host.Behaviour());
        await _client.SetAsync(webhook, "enabled");

        await _receiver.ReceivesAsync(3);
        Assert.Equal(2, (await _receiver.AllAsync()).Skip(1).Select(each => each.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains((await _receiver.AllAsync())[0].Id, (await _receiver.AllAsync()).Skip(1).Select(each => each.Id));
    }

    [WebhookFact]
    public async Task A_receiver_that_asks_to_be_left_alone_is_for_as_long_as_it_asks()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _receiver.BehaveAsync(_host.Behaviour(("status", 429), ("headers", new Dictionary<string, string> { ["Retry-After"] = "3600" }), ("times", 1)));
        await _client.DraftedAsync();
        var failed = await _client.ComesToAsync(webhook, "failed");
        Assert.Equal(("throttled", _host.Clock.Now.AddHours(1)), (failed.Said("lastFault"), failed.Member("nextAttemptAt")!.GetValue<DateTimeOffset>()));

        // Another event has to wait for the receiver as well; another webhook shows that the service goes on meanwhile.
        await using var other = await WebhookReceiver.StartAsync();
        var free = await _client.HookedAsync(other.Url);
        _host.Advance(TimeSpan.FromMinutes(59));
        await _client.DraftedAsync();
        await _client.ComesToAsync(free, "delivered");
        Assert.Equal("pending", (await _client.LogAsync(webhook))[0].Said("state"));
        Assert.Single(await _receiver.AllAsync());

        _host.Advance(TimeSpan.FromMinutes(1));
        await _receiver.ReceivesAsync(3);
    }

    [WebhookFact]
    public async Task A_receiver_that_never_answers_well_is_disabled_and_can_be_enabled_again()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _receiver.BehaveAsync(_host.Behaviour(("status", 503)));
        await _client.DraftedAsync();
        await _client.ComesToAsync(webhook, "failed");
        _host.Advance(TimeSpan.FromMinutes(1));
        await _client.ComesToAsync(webhook, "failed", attempts: 2);
        _host.Advance(TimeSpan.FromHours(1));

        var exhausted = await _client.ComesToAsync(webhook, "exhausted", attempts: 3);
        var disabled = (await _client.DisabledAsync(webhook)).Body;
        Assert.Equal(("failing", 3), (disabled.Said("disabledReason"), disabled.Number("consecutiveFailures")));
        Assert.Null(exhausted["nextAttemptAt"]);

        await _receiver.BehaveAsync(_host.Behaviour());
        var enabled = (await _client.SetAsync(webhook, "enabled")).Body;
        Assert.Equal((0, "enabled"), (enabled.Number("consecutiveFailures"), enabled.Said("state")));
        (await _client.Post($"/v1/webhooks/{webhook.Id}/deliveries/{exhausted.Said("id")}/redelivery", null)).Is(HttpStatusCode.Accepted);

        Assert.Equal(exhausted.Said("eventId"), (await _receiver.ReceivesAsync(4)).Id);
        await _client.ComesToAsync(webhook, "delivered", attempts: 4);
    }

    [WebhookFact]
    public async Task One_failure_among_successes_disables_nothing()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _receiver.BehaveAsync(_host.Behaviour(("status", 500)));
        await _client.DraftedAsync();
        await _client.ComesToAsync(webhook, "failed");
        await _receiver.BehaveAsync(_host.Behaviour());
        _host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await _client.DraftedAsync();
        await _client.ComesToAsync(webhook, "delivered");

        await _receiver.BehaveAsync(_host.Behaviour(("status", 500)));
        foreach (var attempt in new[] { 2, 3 })
        {
            _host.Advance(TimeSpan.FromHours(1));
            await _receiver.ReceivesAsync(attempt + 1);
            await Eventually.IsTrueAsync(async () => (await _client.LogAsync(webhook))[1].Number("attemptCount") == attempt && (await _client.LogAsync(webhook))[1].Member("lastFault") is not null, () => "it was not tried");
        }

        await Eventually.IsTrueAsync(async () => (await _client.LogAsync(webhook, "?state=exhausted")).Count == 1, () => "it was not given up");
        Assert.Equal("enabled", (await _client.NowAsync(webhook)).Body.Said("state"));
    }

    [WebhookFact]
    public async Task A_delivery_is_sent_once_more_by_hand()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _client.DraftedAsync();
        var delivered = await _client.ComesToAsync(webhook, "delivered");

        var again = (await _client.Post($"/v1/webhooks/{webhook.Id}/deliveries/{delivered.Said("id")}/redelivery", null)).Is(HttpStatusCode.Accepted);

        Assert.Equal($"/v1/webhooks/{webhook.Id}/deliveries/{delivered.Said("id")}", again.Headers.Location!.ToString());
        Assert.Equal("pending", again.Body.Said("state"));
        Assert.Equal((await _receiver.AllAsync())[0].Id, (await _receiver.ReceivesAsync(2)).Id);
        await _client.ComesToAsync(webhook, "delivered", attempts: 2);
    }

    [WebhookFact]
    public async Task A_test_is_delivered_like_any_other_event_whatever_types_are_told()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _receiver.BehaveAsync(_host.Behaviour(("secrets", new[] { webhook.Body.Said("secret") })));

        var queued = (await _client.Post($"/v1/webhooks/{webhook.Id}/test", null)).Is(HttpStatusCode.Accepted);

        var received = await _receiver.ReceivesAsync(1);
        Assert.Equal("verified", Assert.Single(received.Verdicts));
        Assert.Equal((queued.Body.Said("eventId"), "webhook.test", $"webhooks/{webhook.Id}"), (received.Id, received.Body.Said("type"), received.Body.Said("subject")));
        Assert.Equal(received.Id, received.Body.Said("id"));
        await _client.ComesToAsync(webhook, "delivered");
        Assert.Equal("webhook.test", (await _client.Get(queued.Headers.Location!.ToString())).Is(HttpStatusCode.OK).Body.Said("eventType"));
        Assert.Empty((await _client.Get("/v1/events")).Is(HttpStatusCode.OK).Items);
    }

    [WebhookFact]
    public async Task The_log_is_walked_the_latest_first_and_by_what_became_of_it()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _receiver.BehaveAsync(_host.Behaviour(("status", 500), ("times", 1)));
        var told = new List<string>();
        for (var i = 1; i <= 3; i++)
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
            await _client.DraftedAsync();
            told.Insert(0, (await _receiver.ReceivesAsync(i)).Id);
            await _client.ComesToAsync(webhook, i == 1 ? "failed" : "delivered");
        }

        Assert.Equal(told, (await _client.WalkAsync($"/v1/webhooks/{webhook.Id}/deliveries?limit=1")).Select(each => each.Said("eventId")!));
        Assert.Equal(told[..2], (await _client.WalkAsync($"/v1/webhooks/{webhook.Id}/deliveries?state=delivered&limit=1")).Select(each => each.Said("eventId")!));
        Assert.Equal(told[2..], (await _client.WalkAsync($"/v1/webhooks/{webhook.Id}/deliveries?state=failed")).Select(each => each.Said("eventId")!));
    }

    [WebhookFact]
    public async Task A_webhook_of_some_regions_hears_nothing_of_others()
    {
        using var bounded = _host.ClientOf("pengelola daerah", [Scope.Admin, Scope.AgreementsRead], "31");
        var own = await bounded.HookedAsync(_receiver.Url);
        Assert.Contains("31.71", own.Body.Texts("regionCodes"));
        await using var receiver = await WebhookReceiver.StartAsync();
        var all = await _client.HookedAsync(receiver.Url);

        await _client.DraftedAsync("76");
        await _client.DraftedAsync("31");

        await receiver.ReceivesAsync(2);
        await _client.ComesToAsync(all, "delivered");
        Assert.Equal("31", (await _receiver.ReceivesAsync(1)).Body["data"]!.Said("regionCode"));
        await bounded.ComesToAsync(own, "delivered");
        Assert.Single(await bounded.LogAsync(own));
        (await bounded.Get($"/v1/webhooks/{all.Id}")).IsProblem(HttpStatusCode.NotFound, "webhook.not-found");
    }

    [WebhookFact]
    public async Task A_webhook_ends_with_the_key_that_it_was_made_with_until_somebody_else_answers_for_it()
    {
        var key = (await _client.Post("/v1/api-keys", new { name = "uji", scopes = WebhookSteps.List("admin", "agreements:read"), allRegions = true })).Is(HttpStatusCode.Created);
        using var holder = _host.ClientBy(key.Body.Said("key")!);
        var webhook = await holder.HookedAsync(_receiver.Url);
        Assert.Equal(key.Id, webhook.Body.Said("keyId"));
        (await _client.Delete($"/v1/api-keys/{key.Id}", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);

        await _client.DraftedAsync();

        Assert.Equal("keyEnded", (await _client.DisabledAsync(webhook)).Body.Said("disabledReason"));
        Assert.Empty(await _receiver.AllAsync());
        Assert.NotEqual(key.Id, (await _client.SetAsync(webhook, "enabled")).Body.Said("keyId"));
        await _receiver.ReceivesAsync(1);
    }

    [WebhookFact]
    public async Task One_that_nobody_holds_a_key_for_ends_after_a_year_until_somebody_answers_for_it_again()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _host.Store.ExecuteAsync("UPDATE webhooks SET key_id = NULL");
        Assert.Equal(webhook.Body.Said("createdAt")![..10], DateTimeOffset.Parse((await _client.NowAsync(webhook)).Body.Said("endsAt")!, CultureInfo.InvariantCulture).AddDays(-366).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        _host.Advance(TimeSpan.FromDays(365));
        await _client.DraftedAsync();
        await _receiver.ReceivesAsync(1);

        _host.Advance(TimeSpan.FromDays(1));
        await _client.DraftedAsync();

        var ended = (await _client.DisabledAsync(webhook)).Body;
        Assert.Equal(("tokenEnded", null), (ended.Said("disabledReason"), ended.Said("endsAt")));
        await _client.SetAsync(webhook, "enabled");
        await _receiver.ReceivesAsync(2);
    }

    [WebhookFact]
    public async Task One_that_cannot_be_looked_after_holds_up_no_other()
    {
        var broken = await _client.HookedAsync(_receiver.Url);
        var whole = await _client.HookedAsync(_receiver.Url);
        await _host.Store.ExecuteAsync($"UPDATE webhooks SET event_types = 'rusak' WHERE id = '{broken.Id.ToUpperInvariant()}' OR id = '{broken.Id}'");

        await _client.DraftedAsync();

        await _receiver.ReceivesAsync(1);
        await _client.ComesToAsync(whole, "delivered");
    }

    [WebhookFact]
    public async Task What_was_settled_long_ago_is_forgotten()
    {
        var webhook = await _client.HookedAsync(_receiver.Url);
        await _client.DraftedAsync();
        await _client.ComesToAsync(webhook, "delivered");

        _host.Advance(TimeSpan.FromDays(31));

        await Eventually.IsTrueAsync(async () => (await _client.LogAsync(webhook)).Count == 0, () => "it was not forgotten");
    }
}
