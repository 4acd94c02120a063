using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Reminders;

/// <summary>What comes of reminders in somebody's hands. Each test has a region of its own, and begins on 21 November 2026.</summary>
public sealed class ReportDeliveryTests : IClassFixture<ServiceHost>
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public ReportDeliveryTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task What_was_delivered_is_never_given_out_again_and_the_next_rung_follows()
    {
        var (job, claim, id) = await ClaimedAsync("11", "2026-11-28");

        var told = (await job.ReportAsync(id, claim, detail: "250 2.0.0 OK")).Is(HttpStatusCode.OK);

        Assert.Equal(("delivered", 2, "2026-11-21T02:00:00.000Z"), (told.Body.Said("state"), told.Body.Number("version"), told.Body.Said("deliveredAt")));
        var attempt = Assert.Single(told.Body["attempts"]!.AsArray())!;
        Assert.Equal((claim, "uji", "delivered", "250 2.0.0 OK"), (attempt.Said("claim"), attempt.Said("worker"), attempt.Said("outcome"), attempt.Said("detail")));
        var read = (await job.Get($"/v1/reminders/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal((told.Text, told.ETag), (read.Text, read.ETag));
        (await job.Get($"/v1/reminders/{id}", ("If-None-Match", told.ETag!))).Is(HttpStatusCode.NotModified);
        _host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty((await job.ClaimAsync()).Items);
        _host.Clock.MoveTo("2026-11-27");
        Assert.Equal(["followUp 2026-11-28 -1"], (await job.ClaimAsync()).Rungs());
    }

    [Fact]
    public async Task The_same_report_once_more_changes_nothing_and_another_is_refused()
    {
        var (job, claim, id) = await ClaimedAsync("12", "2026-11-28");
        var first = (await job.ReportAsync(id, claim)).Is(HttpStatusCode.OK);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        var again = (await job.ReportAsync(id, claim, detail: "sekali lagi")).Is(HttpStatusCode.OK);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.ETag, again.ETag);
        var refused = (await job.ReportAsync(id, claim, "failed")).IsProblem(HttpStatusCode.Conflict, "reminder.already-reported");
        Assert.Equal("delivered", refused.Body.Said("outcome"));
        Assert.Equal(first.Text, (await job.Get($"/v1/reminders/{id}")).Text);
    }

    [Fact]
    public async Task A_lease_that_ends_without_a_report_returns_the_reminder_with_the_same_id()
    {
        var (job, claim, id) = await ClaimedAsync("13", "2026-11-28");
        _host.Clock.Advance(TimeSpan.FromSeconds(299));
        Assert.Empty((await job.ClaimAsync()).Items);
        Assert.Equal(["followUp 2026-11-28 -7"], await job.StandingAsync("claimed"));

        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["followUp 2026-11-28 -7"], await job.StandingAsync("due"));
        Assert.Empty(await job.StandingAsync("claimed"));
        var again = await job.ClaimAsync("lain");

        var item = Assert.Single(again.Items);
        Assert.Equal((id, 2), (item.Said("id"), item.Number("attempt")));
        Assert.NotEqual(claim, again.Claim());
        (await job.ReportAsync(id, again.Claim())).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_sent_by_a_claim_that_was_lost_counts_and_what_failed_does_not()
    {
        var (job, lost, id) = await ClaimedAsync("14", "2026-11-28");
        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        var holds = (await job.ClaimAsync("lain")).Claim();

        (await job.ReportAsync(id, lost, "failed")).IsProblem(HttpStatusCode.Conflict, "reminder.claim-lost");
        Assert.Equal("claimed", (await job.Get($"/v1/reminders/{id}")).Body.Said("state"));
        var told = (await job.ReportAsync(id, lost)).Is(HttpStatusCode.OK);

        Assert.Equal(("delivered", lost), (told.Body.Said("state"), told.Body.Said("claim")));
        foreach (var outcome in new[] { "delivered", "failed" })
        {
            Assert.Equal(lost, (await job.ReportAsync(id, holds, outcome)).IsProblem(HttpStatusCode.Conflict, "reminder.already-delivered").Body.Said("claim"));
        }

        _host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty((await job.ClaimAsync()).Items);
    }

    [Fact]
    public async Task A_lease_that_is_over_but_that_nobody_else_took_still_takes_a_report()
    {
        var (job, claim, id) = await ClaimedAsync("15", "2026-11-28");
        _host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("failed", (await job.ReportAsync(id, claim, "failed")).Is(HttpStatusCode.OK).Body.Said("state"));
        Assert.Empty((await job.ClaimAsync()).Items);
    }

    [Fact]
    public async Task A_claim_that_never_had_it_is_not_listened_to()
    {
        var (job, _, id) = await ClaimedAsync("16", "2026-11-28");

        (await job.ReportAsync(id, Guid.CreateVersion7().ToString())).IsProblem(HttpStatusCode.Conflict, "reminder.claim-unknown");
        (await job.ReportAsync(Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString())).IsProblem(HttpStatusCode.NotFound, "reminder.not-found");
    }

    [Fact]
    public async Task What_fails_is_tried_again_after_ever_longer_rests_and_given_up_for_the_next_rung()
    {
        var (job, claim, id) = await ClaimedAsync("17", "2026-11-28");
        string[] rests = ["00:05:00", "00:15:00", "01:00:00", "04:00:00", "12:00:00"];
        foreach (var rest in rests.Select(rest => TimeSpan.Parse(rest, CultureInfo.InvariantCulture)))
        {
            var failed = (await job.ReportAsync(id, claim, "failed", "451 coba lagi")).Is(HttpStatusCode.OK).Body;
            Assert.Equal(_host.Clock.Now + rest, failed["retryAt"]!.GetValue<DateTimeOffset>());
            Assert.Equal(["followUp 2026-11-28 -7"], await job.StandingAsync("failed"));
            _host.Clock.Advance(rest - TimeSpan.FromSeconds(1));
            Assert.Empty((await job.ClaimAsync()).Items);
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Empty(await job.StandingAsync("failed"));
            claim = (await job.ClaimAsync()).Claim();
        }

        var given = (await job.ReportAsync(id, claim, "failed")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(("failed", 6, 6), (given.Said("state"), given.Number("attemptCount"), given.Number("failureCount")));
        Assert.Null(given.Said("retryAt"));
        _host.Clock.MoveTo("2026-11-26");
        Assert.Empty((await job.ClaimAsync()).Items);
        Assert.Equal(["followUp 2026-11-28 -7"], await job.StandingAsync("failed"));
        _host.Clock.MoveTo("2026-11-27");
        Assert.Equal(["followUp 2026-11-28 -1"], (await job.DispatchAsync()).Select(ReminderStory.Rung));
        Assert.Equal(["followUp 2026-11-28 -7"], await job.StandingAsync("failed"));
    }

    [Fact]
    public async Task A_lapsed_lease_is_no_failed_attempt()
    {
        var (job, claim, id) = await ClaimedAsync("18", "2026-11-28");
        for (var lapsed = 0; lapsed < 7; lapsed++)
        {
            _host.Clock.Advance(TimeSpan.FromMinutes(5));
            claim = (await job.ClaimAsync()).Claim();
        }

        var failed = (await job.ReportAsync(id, claim, "failed")).Is(HttpStatusCode.OK).Body;
        Assert.Equal((8, 1), (failed.Number("attemptCount"), failed.Number("failureCount")));
        Assert.NotNull(failed.Said("retryAt"));
    }

    [Fact]
    public async Task An_operator_says_how_often_it_is_tried()
    {
        await using var impatient = new ServiceHost().With("Reminders:MaxAttempts", "1");
        using var staff = impatient.ClientOf("staf");
        await staff.FollowUpAsync("76", "2026-11-28");
        var claim = await staff.ClaimAsync();

        Assert.Null((await staff.ReportAsync(claim.Items[0].Said("id")!, claim.Claim(), "failed")).Is(HttpStatusCode.OK).Body.Said("retryAt"));
    }

    [Fact]
    public async Task One_that_waits_is_left_out_once_a_more_urgent_one_has_come()
    {
        var (job, claim, id) = await ClaimedAsync("19", "2026-11-28");
        (await job.ReportAsync(id, claim, "failed")).Is(HttpStatusCode.OK);
        _host.Clock.MoveTo("2026-11-27");
        Assert.Equal("collapsed", (await job.Get($"/v1/reminders/{id}")).Body.Said("state"));

        var urgent = await job.ClaimAsync();

        Assert.Equal(["followUp 2026-11-28 -1"], urgent.Rungs());
        var left = (await job.Get($"/v1/reminders/{id}")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(("collapsed", null, null), (left.Said("state"), left.Said("claim"), left.Said("retryAt")));
        (await job.ReportAsync(urgent.Items[0].Said("id")!, urgent.Claim())).Is(HttpStatusCode.OK);
        Assert.Equal(["followUp 2026-11-28 -7"], await job.StandingAsync("collapsed"));
    }

    [Fact]
    public async Task That_one_which_was_left_out_had_been_sent_after_all_does_not_touch_the_more_urgent_one()
    {
        var (job, late, id) = await ClaimedAsync("21", "2026-11-28");
        _host.Clock.MoveTo("2026-11-27");
        var urgent = await job.ClaimAsync();

        Assert.Equal("delivered", (await job.ReportAsync(id, late)).Is(HttpStatusCode.OK).Body.Said("state"));

        // The lease of the other one holds.
        Assert.Empty((await job.ClaimAsync()).Items);
        (await job.ReportAsync(urgent.Items[0].Said("id")!, urgent.Claim())).Is(HttpStatusCode.OK);
        Assert.Equal(["followUp 2026-11-28 -7", "followUp 2026-11-28 -1"], await job.StandingAsync("delivered"));
        _host.Clock.MoveTo("2026-11-28");
        Assert.Equal(["followUp 2026-11-28 -0"], (await job.DispatchAsync()).Select(ReminderStory.Rung));
    }

    [Theory]
    [InlineData("31", "delivered", "delivered")]
    [InlineData("32", "failed", "withdrawn")]
    public async Task What_is_met_while_somebody_has_it_in_hand_can_still_be_reported(string region, string outcome, string state)
    {
        var meeting = await _client.FollowUpAsync(region, "2026-11-28");
        using var job = _host.JobOf(region);
        var claim = await job.ClaimAsync();
        await _client.MoveAsync(meeting, "2026-11-28", doneOn: "2026-11-21");
        Assert.Equal(["followUp 2026-11-28 -7"], await job.StandingAsync("claimed"));

        Assert.Equal(state, (await job.ReportAsync(claim.Items[0].Said("id")!, claim.Claim(), outcome)).Is(HttpStatusCode.OK).Body.Said("state"));

        Assert.Equal(["followUp 2026-11-28 -7"], await job.StandingAsync(state));
        _host.Clock.MoveTo("2026-11-28");
        Assert.Empty((await job.ClaimAsync()).Items);
    }

    [Fact]
    public async Task The_audit_keeps_who_claimed_and_who_reported()
    {
        var (job, claim, id) = await ClaimedAsync("33", "2026-11-28");
        (await job.ReportAsync(id, claim)).Is(HttpStatusCode.OK);
        (await job.ReportAsync(id, claim, "failed")).Is(HttpStatusCode.Conflict);

        var entries = (await _client.WalkAsync("/v1/audit?by=pekerja&limit=200")).Where(entry => entry.Said("subjectId") == id);
        Assert.Equal(
            ["claimReminders done 33", "reportDelivery done 33", "reportDelivery refused"],
            entries.Select(entry => $"{entry.Said("action")} {entry.Said("outcome")} {entry.Said("regionCode")}".Trim()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_report_is_said_at_once()
    {
        var (job, claim, id) = await ClaimedAsync("34", "2026-11-28");
        var path = $"/v1/reminders/{id}/deliveries";

        var wrong = (await job.Post(path, new { detail = "NIK 3201010101900001" })).IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(
            ("value.required", "value.required", "value.required", "text.personal-number"),
            (wrong.Errors["/claim"], wrong.Errors["/outcome"], wrong.Errors["/channel"], wrong.Errors["/detail"]));
        (await job.Post(path, new { claim, outcome = "delivered", channel = "sms" })).Is(HttpStatusCode.BadRequest);
        (await job.Post(path, new { claim, outcome = "sent", channel = "email" })).Is(HttpStatusCode.BadRequest);
        (await job.Post(path, new { claim, outcome = "delivered", channel = "email", detail = new string('d', 2001) })).IsProblem(HttpStatusCode.BadRequest, "text.too-long");
        using var reader = _host.ClientOf("pembaca", [Scope.AgreementsRead]);
        (await reader.ReportAsync(id, claim)).IsProblem(HttpStatusCode.Forbidden, "scope.missing");
        Assert.Equal("claimed", (await job.Get($"/v1/reminders/{id}")).Body.Said("state"));
    }

    private async Task<(HttpClient Job, string Claim, string Id)> ClaimedAsync(string region, string dueOn)
    {
        await _client.FollowUpAsync(region, dueOn);
        var job = _host.JobOf(region);
        var claim = await job.ClaimAsync();
        JsonObject item = Assert.Single(claim.Items);
        return (job, claim.Claim(), item.Said("id")!);
    }
}
