using Agreements.Domain.Access;
using Agreements.Domain.Events;
using Agreements.Domain.Webhooks;

namespace Agreements.Domain.Tests.Webhooks;

public sealed class WebhookTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    private static readonly Authorship Maker = new("pengelola", At);

    [Fact]
    public void A_secret_that_is_replaced_signs_along_for_a_while()
    {
        var webhook = Made();

        webhook.Rotate("baru", TimeSpan.FromHours(24), Maker);

        Assert.Equal(["baru", "lama"], webhook.SecretsAt(At.AddHours(24).AddMilliseconds(-1)));
        Assert.Equal(["baru"], webhook.SecretsAt(At.AddHours(24)));
        webhook.Rotate("terbaru", TimeSpan.FromHours(24), Maker);
        Assert.Equal(["terbaru", "baru"], webhook.SecretsAt(At));
        webhook.Rotate("darurat", TimeSpan.Zero, Maker);
        Assert.Equal(["darurat"], webhook.SecretsAt(At));
        Assert.Equal(4, webhook.Version);
    }

    [Fact]
    public void Whoever_enables_one_answers_for_it()
    {
        var (webhook, key) = (Made(), Guid.CreateVersion7(At));
        Assert.False(webhook.Enable(key, Maker));
        Assert.Null(webhook.KeyId);

        webhook.Disable(WebhookDisabledReason.Gone, new Authorship("agreements", At.AddHours(1)));
        webhook.Disable(WebhookDisabledReason.Paused, Maker);
        Assert.Equal((WebhookState.Disabled, WebhookDisabledReason.Gone, At.AddHours(1), 2), (webhook.State, webhook.DisabledReason, webhook.StateSince, webhook.Version));
        Assert.Equal("webhook.disabled", Assert.Throws<RuleViolationException>(webhook.RequireEnabled).Code);

        Assert.True(webhook.Enable(key, Maker));
        Assert.Equal((WebhookState.Enabled, null, key, 3), (webhook.State, webhook.DisabledReason, webhook.KeyId, webhook.Version));
    }

    [Fact]
    public void Whoever_holds_a_token_answers_for_one_for_a_year_at_a_time()
    {
        var (webhook, later) = (Made(), new Authorship("pengelola", At.AddDays(400)));
        Assert.Equal(At.AddDays(366), webhook.EndsAt);

        webhook.Disable(WebhookDisabledReason.TokenEnded, later);
        Assert.Null(webhook.EndsAt);
        webhook.Enable(keyId: null, later);
        Assert.Equal(At.AddDays(766), webhook.EndsAt);
        webhook.Disable(WebhookDisabledReason.Paused, later);
        webhook.Enable(Guid.CreateVersion7(At), later);
        Assert.Null(webhook.EndsAt);
        webhook.Revise(new WebhookContent(webhook.Name, "https://lain.example/hooks", []), keyId: null, new Authorship("pengelola", At.AddDays(1000)));
        Assert.Equal(At.AddDays(1366), webhook.EndsAt);
    }

    [Fact]
    public void What_changes_nothing_raises_no_version()
    {
        var webhook = Made();

        webhook.Revise(new WebhookContent(webhook.Name, webhook.Url, [EventType.AgreementSigned, EventType.AgreementAmended, EventType.AgreementSigned]), Guid.CreateVersion7(At), Maker);
        Assert.Equal((1, Made().KeyId), (webhook.Version, webhook.KeyId));
    }

    [Fact]
    public void Whoever_says_where_it_goes_answers_for_it_and_whoever_names_it_does_not()
    {
        var webhook = Made();
        var (namer, other) = (Guid.CreateVersion7(At), Guid.CreateVersion7(At));

        webhook.Revise(new WebhookContent("lain", webhook.Url, webhook.EventTypes), namer, Maker);
        Assert.Equal((2, Made().KeyId), (webhook.Version, webhook.KeyId));
        webhook.Revise(new WebhookContent(webhook.Name, "https://lain.example/", webhook.EventTypes), other, Maker);
        Assert.Equal((3, other), (webhook.Version, webhook.KeyId!.Value));
        webhook.Revise(new WebhookContent(webhook.Name, webhook.Url, []), keyId: null, Maker);
        Assert.Equal((4, null), (webhook.Version, webhook.KeyId));
    }

    [Fact]
    public void How_one_fares_follows_its_attempts()
    {
        var progress = new WebhookProgress(Guid.CreateVersion7(At), FeedPlace.Beginning);

        progress.Note(WebhookAnswer.Of(500, TimeSpan.Zero, retryAfter: null), At);
        progress.Note(WebhookAnswer.Of(429, TimeSpan.Zero, TimeSpan.FromMinutes(5)), At.AddMinutes(1));
        progress.Note(new WebhookAnswer(Status: null, WebhookFault.EventMissing, TimeSpan.Zero), At.AddMinutes(2));
        Assert.Equal((2, At, At.AddMinutes(6), null), (progress.ConsecutiveFailures, progress.FailingSince, progress.RestUntil, progress.LastDeliveredAt));

        // A shorter rest, or a success that was under way, changes nothing of a longer one.
        progress.Note(WebhookAnswer.Of(429, TimeSpan.Zero, retryAfter: null), At.AddMinutes(3));
        progress.Note(WebhookAnswer.Of(204, TimeSpan.Zero, retryAfter: null), At.AddMinutes(4));
        Assert.Equal((0, null, At.AddMinutes(6), At.AddMinutes(4)), (progress.ConsecutiveFailures, progress.FailingSince, progress.RestUntil, progress.LastDeliveredAt));

        progress.Note(WebhookAnswer.Of(429, TimeSpan.Zero, retryAfter: null), At.AddMinutes(7));
        Assert.Equal(At.AddMinutes(8), progress.RestUntil);
        progress.Forgive();
        Assert.Equal((0, null, null, At.AddMinutes(4)), (progress.ConsecutiveFailures, progress.FailingSince, progress.RestUntil, progress.LastDeliveredAt));
    }

    [Fact]
    public void A_reach_within_another_is_what_lies_in_both()
    {
        var (some, others) = (Reach.Of(["31", "76"]), Reach.Of(["76", "92"]));

        Assert.Equal(["76"], some.Within(others).RegionCodes);
        Assert.Equal(["31", "76"], some.Within(Reach.Everywhere).RegionCodes);
        Assert.Equal(["31", "76"], Reach.Everywhere.Within(some).RegionCodes);
        Assert.Null(Reach.Everywhere.Within(Reach.Everywhere).RegionCodes);
        Assert.Equal([], some.Within(Reach.Nowhere).RegionCodes);
    }

    private static Webhook Made() => Webhook.Make(
        Guid.CreateVersion7(At), new WebhookContent("Integrasi", "https://hooks.example/", [EventType.AgreementSigned, EventType.AgreementAmended]), regionCodes: ["76"], keyId: null, "lama", Maker);
}
