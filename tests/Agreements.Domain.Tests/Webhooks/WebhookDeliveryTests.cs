using Agreements.Domain.Webhooks;

namespace Agreements.Domain.Tests.Webhooks;

/// <summary>What becomes of a delivery, attempt after attempt.</summary>
public sealed class WebhookDeliveryTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    private static readonly string[] Schedule =
        ["00:00:05", "00:05:00", "00:30:00", "02:00:00", "05:00:00", "10:00:00", "14:00:00", "20:00:00", "1.00:00:00"];

    [Fact]
    public void It_rests_as_Standard_Webhooks_recommends_and_is_given_up_after_three_days()
    {
        Assert.Equal([.. Schedule, null], Enumerable.Range(1, 10).Select(attempts => WebhookBackOff.Default.After(attempts, random: 0)?.ToString()));
        Assert.InRange(Enumerable.Range(1, 9).Sum(attempts => WebhookBackOff.Default.After(attempts, random: 0)!.Value.TotalDays), 3, 4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_rest_is_up_to_a_fifth_longer_than_its_schedule_says(double random) => Assert.All(Enumerable.Range(1, 9), attempts => Assert.Equal(
        TimeSpan.Parse(Schedule[attempts - 1], System.Globalization.CultureInfo.InvariantCulture) * (1 + (0.2 * random)), WebhookBackOff.Default.After(attempts, random)));

    [Theory]
    [InlineData(WebhookFault.EventMissing, true)]
    [InlineData(WebhookFault.OutOfReach, true)]
    [InlineData(WebhookFault.ServiceFailed, false)]
    [InlineData(WebhookFault.SecretUnreadable, false)]
    public void What_no_further_attempt_can_change_is_final(WebhookFault fault, bool isFinal) => Assert.Equal(isFinal, new WebhookAnswer(Status: null, fault, TimeSpan.Zero).IsFinal);

    [Theory]
    [InlineData(200, null)]
    [InlineData(204, null)]
    [InlineData(299, null)]
    [InlineData(199, WebhookFault.Rejected)]
    [InlineData(301, WebhookFault.Redirected)]
    [InlineData(304, WebhookFault.Redirected)]
    [InlineData(307, WebhookFault.Redirected)]
    [InlineData(400, WebhookFault.Rejected)]
    [InlineData(404, WebhookFault.Rejected)]
    [InlineData(410, WebhookFault.Gone)]
    [InlineData(429, WebhookFault.Throttled)]
    [InlineData(500, WebhookFault.Rejected)]
    [InlineData(503, WebhookFault.Rejected)]
    public void Only_2xx_delivers(int status, WebhookFault? fault) => Assert.Equal(fault, WebhookAnswer.Of(status, TimeSpan.Zero, retryAfter: null).Fault);

    [Fact]
    public void One_that_is_taken_is_settled()
    {
        var (delivery, claim) = Taken();

        Assert.True(delivery.Report(claim, Answer(200), WebhookBackOff.Default, random: 0, At.AddSeconds(1)));

        Assert.Equal((WebhookDeliveryState.Delivered, 1, null, At.AddSeconds(1)), (delivery.State, delivery.Attempts, delivery.NextAttemptAt, delivery.DeliveredAt));
    }

    [Fact]
    public void One_that_fails_is_tried_again_until_it_is_given_up()
    {
        var delivery = WebhookDelivery.OfTest(Guid.CreateVersion7(At), At);
        var at = At;
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            var claim = Guid.CreateVersion7(at);
            delivery.Take(claim, at, at + Lease);
            Assert.True(delivery.Report(claim, Answer(500), WebhookBackOff.Default, random: 0, at));
            Assert.Equal(attempt == 10 ? WebhookDeliveryState.Exhausted : WebhookDeliveryState.Failed, delivery.State);
            at = delivery.NextAttemptAt ?? at;
        }

        Assert.Null(delivery.NextAttemptAt);
        Assert.Equal((10, 500, WebhookFault.Rejected), (delivery.Attempts, delivery.LastStatus, delivery.LastFault));
    }

    [Theory]
    [InlineData(429, 3600, 3600)]
    [InlineData(503, 3600, 3600)]
    [InlineData(429, 1, 5)]
    [InlineData(500, 3600, 5)]
    [InlineData(429, 9_000_000, 86_400)]
    [InlineData(429, -10, 5)]
    public void Whoever_asks_to_be_left_alone_is_within_bounds(int status, int asked, int rests)
    {
        var (delivery, claim) = Taken();

        delivery.Report(claim, WebhookAnswer.Of(status, TimeSpan.Zero, TimeSpan.FromSeconds(asked)), WebhookBackOff.Default, random: 0, At);

        Assert.Equal(At.AddSeconds(rests), delivery.NextAttemptAt);
    }

    [Fact]
    public void What_a_lost_attempt_says_counts_only_where_it_delivered()
    {
        var (delivery, lost) = Taken();
        var holds = Guid.CreateVersion7(At + Lease);
        delivery.Take(holds, At + Lease, At + Lease + Lease);

        Assert.False(delivery.Report(lost, Answer(500), WebhookBackOff.Default, random: 0, At + Lease));
        Assert.True(delivery.Report(lost, Answer(200), WebhookBackOff.Default, random: 0, At + Lease));
        Assert.False(delivery.Report(holds, Answer(500), WebhookBackOff.Default, random: 0, At + Lease));
        Assert.Equal(WebhookDeliveryState.Delivered, delivery.State);
    }

    [Fact]
    public void By_hand_it_goes_once_more_as_a_new_one_does_but_not_while_somebody_has_it()
    {
        var (delivery, claim) = Taken();
        Assert.Equal("webhook-delivery.in-progress", Assert.Throws<RuleViolationException>(() => delivery.Redeliver(At)).Code);
        delivery.Report(claim, Answer(200), WebhookBackOff.Default, random: 0, At);

        delivery.Redeliver(At.AddDays(1));

        Assert.Equal((WebhookDeliveryState.Pending, 1, 0, At.AddDays(1), null), (delivery.State, delivery.Attempts, delivery.Failures, delivery.NextAttemptAt, delivery.DeliveredAt));
    }

    [Fact]
    public void One_whose_attempt_was_never_heard_of_can_be_sent_by_hand_when_the_lease_is_over()
    {
        var (delivery, _) = Taken();

        delivery.Redeliver(At + Lease);

        Assert.Equal(At + Lease, delivery.NextAttemptAt);
    }

    private static (WebhookDelivery Delivery, Guid Claim) Taken()
    {
        var delivery = WebhookDelivery.OfTest(Guid.CreateVersion7(At), At);
        var claim = Guid.CreateVersion7(At);
        delivery.Take(claim, At, At + Lease);
        return (delivery, claim);
    }

    private static WebhookAnswer Answer(int status) => WebhookAnswer.Of(status, TimeSpan.FromMilliseconds(20), retryAfter: null);
}
