using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Reminders;

/// <summary>What is due, who gets it, and when it stays silent. Each test has a region of its own, and begins on 21 November 2026.</summary>
public sealed class ClaimRemindersTests : IClassFixture<ServiceHost>
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public ClaimRemindersTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task A_reminder_is_due_from_the_day_on_that_its_offset_says_and_comes_with_all_that_a_message_needs()
    {
        using var job = _host.JobOf("11");
        var agreement = await _client.SignedWithAsync(("regionCode", "11"), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2027-05-21"), ("bpjsNumber", "1/KTR/1126"), ("owner", "biro@aceh.example"));
        Assert.DoesNotContain(await job.DispatchAsync(), item => item.Said("kind") == "expiry");

        _host.Clock.MoveTo("2026-11-22");
        var claim = await job.ClaimAsync(leaseSeconds: 600);

        var item = Assert.Single(claim.Items);
        Assert.Equal(("expiry 2027-05-21 -180", "2026-11-22", "email"), (item.Rung(), item.Said("fireOn"), item.Said("channel")));
        Assert.Equal((1, 180, false), (item.Number("attempt"), item.Number("daysLeft"), item.Flag("isOverdue")));
        Assert.Equal(("11", "Aceh", "Asia/Jakarta", "biro@aceh.example"), (item.Said("regionCode"), item.Said("regionName"), item.Said("timeZone"), item.Said("owner")));
        Assert.Equal("2026-11-22T02:10:00.000Z", claim.Body.Said("leaseUntil"));
        var about = item["agreement"]!;
        Assert.Equal((agreement.Id, "1/KTR/1126", "2027-05-21"), (about.Said("id"), about.Said("bpjsNumber"), about.Said("effectiveUntil")));
        Assert.Equal(agreement.Body.Said("bpjsOfficeName"), about.Said("bpjsOfficeName"));
        var recipient = Assert.Single(item["recipients"]!.AsArray())!;
        Assert.Equal(("biro@aceh.example", "id"), (recipient.Said("email"), recipient.Said("language")));
        Assert.Equal(item.Said("deadlineId"), (await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=expiry")).Ids().Single());
    }

    [Fact]
    public async Task Of_several_rungs_that_were_missed_the_most_urgent_goes_out_and_the_rest_are_left_out()
    {
        using var job = _host.JobOf("12");
        await _client.SignedWithAsync(("regionCode", "12"), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2026-12-10"));

        Assert.Contains("expiry 2026-12-10 -30", (await job.ClaimAsync()).Rungs());

        Assert.Equal(["expiry 2026-12-10 -180", "expiry 2026-12-10 -90", "expiry 2026-12-10 -60"], await job.StandingAsync("collapsed", "&kind=expiry"));
        Assert.Empty((await job.ClaimAsync()).Items);
    }

    [Fact]
    public async Task Ten_days_without_a_job_bring_one_message_for_each_deadline()
    {
        using var job = _host.JobOf("13");
        foreach (var dueOn in new[] { "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-08", "2026-12-09", "2026-12-10" })
        {
            await _client.FollowUpAsync("13", dueOn);
        }

        Assert.Empty(await job.DispatchAsync());
        _host.Clock.MoveTo("2026-12-01");

        // Those that have waited longest come first.
        string[] expected = ["followUp 2026-11-30 -0", "followUp 2026-12-01 -0", "followUp 2026-12-02 -1", "followUp 2026-12-08 -7"];
        Assert.Equal(expected, (await job.DispatchAsync()).Select(ReminderStory.Rung));
        Assert.Equal(["followUp 2026-11-30 -7", "followUp 2026-12-01 -7", "followUp 2026-12-02 -7", "followUp 2026-11-30 -1", "followUp 2026-12-01 -1"], await job.StandingAsync("collapsed"));
        Assert.Empty((await job.ClaimAsync()).Items);
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_skips_nothing_and_one_that_falls_back_repeats_nothing()
    {
        using var job = _host.JobOf("14");
        await _client.FollowUpAsync("14", "2026-12-24");
        await _client.FollowUpAsync("14", "2027-01-07");

        _host.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(["followUp 2026-12-24 -0", "followUp 2027-01-07 -7"], (await job.DispatchAsync()).Select(ReminderStory.Rung));
        _host.Clock.Advance(TimeSpan.FromHours(-1));
        Assert.Empty((await job.ClaimAsync()).Items);
        _host.Clock.Now = TestClock.Start;
        Assert.Empty((await job.ClaimAsync()).Items);
        _host.Clock.MoveTo("2027-01-06");
        Assert.Equal(["followUp 2027-01-07 -1"], (await job.DispatchAsync()).Select(ReminderStory.Rung));
    }

    [Fact]
    public async Task A_lease_that_was_taken_by_a_clock_that_ran_ahead_keeps_nobody_waiting()
    {
        using var job = _host.JobOf("15");
        await _client.FollowUpAsync("15", "2026-11-28");

        _host.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(["followUp 2026-11-28 -0"], (await job.ClaimAsync()).Rungs());
        _host.Clock.Now = TestClock.Start;

        // By the right clock it is a week before the day, whatever was left out for what was never sent.
        Assert.Equal(["followUp 2026-11-28 -7"], await job.StandingAsync("due"));
        Assert.Equal(["followUp 2026-11-28 -7"], (await job.DispatchAsync()).Select(ReminderStory.Rung));
        _host.Clock.MoveTo("2026-11-28");
        Assert.Equal(["followUp 2026-11-28 -0"], (await job.DispatchAsync()).Select(ReminderStory.Rung));
    }

    [Theory]
    [InlineData("2026-11-27T14:59:59Z", "")]
    [InlineData("2026-11-27T15:00:00Z", "96")]
    [InlineData("2026-11-27T15:59:59Z", "96")]
    [InlineData("2026-11-27T16:00:00Z", "96 63")]
    [InlineData("2026-11-27T16:59:59Z", "96 63")]
    [InlineData("2026-11-27T17:00:00Z", "96 63 16")]
    public async Task A_day_begins_at_midnight_in_each_zone(string at, string begun)
    {
        using var job = _host.JobOf("16", "63", "96");
        var deadlines = new List<string>();
        foreach (var region in new[] { "16", "63", "96" })
        {
            deadlines.Add(await _client.DeadlineOfAsync(await _client.FollowUpAsync(region, "2026-12-05")));
        }

        _host.Clock.Now = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        var claimed = (await job.DispatchAsync()).Where(item => deadlines.Contains(item.Said("deadlineId")!)).Select(item => item.Said("regionCode"));
        Assert.Equal(begun, string.Join(' ', claimed.OrderDescending(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task What_ends_today_is_reminded_of_today_and_once_more_after_it_has_passed_if_nobody_was_told()
    {
        using var job = _host.JobOf("17");
        await _client.FollowUpAsync("17", "2026-11-21");
        var late = await _client.FollowUpAsync("17", "2026-11-22");

        var today = Assert.Single(await job.DispatchAsync(), item => item.Said("dueOn") == "2026-11-21");
        Assert.Equal((0, 0, false), (today.Number("offset"), today.Number("daysLeft"), today.Flag("isOverdue")));
        _host.Clock.MoveTo("2026-11-25");

        var passed = Assert.Single(await job.DispatchAsync());
        Assert.Equal((await _client.DeadlineOfAsync(late), 0, -3, true), (passed.Said("deadlineId"), passed.Number("offset"), passed.Number("daysLeft"), passed.Flag("isOverdue")));
        _host.Clock.MoveTo("2026-12-25");
        Assert.Empty((await job.ClaimAsync()).Items);
    }

    [Fact]
    public async Task A_moved_date_is_reminded_of_anew_and_the_old_one_no_more()
    {
        using var job = _host.JobOf("18");
        var meeting = await _client.FollowUpAsync("18", "2026-11-22");
        Assert.Equal(["followUp 2026-11-22 -1"], (await job.DispatchAsync()).Select(ReminderStory.Rung));

        meeting = await _client.MoveAsync(meeting, "2026-11-25");
        Assert.Equal(["followUp 2026-11-25 -7"], (await job.DispatchAsync()).Select(ReminderStory.Rung));

        // Moved to and fro it is another deadline each time, of which people are told.
        await _client.MoveAsync(meeting, "2026-11-22");
        Assert.Equal(["followUp 2026-11-22 -1"], (await job.DispatchAsync()).Select(ReminderStory.Rung));
        _host.Clock.MoveTo("2026-11-22");
        Assert.Equal(["followUp 2026-11-22 -0"], (await job.DispatchAsync()).Select(ReminderStory.Rung));
    }

    [Fact]
    public async Task An_amended_end_is_reminded_of_anew()
    {
        using var job = _host.JobOf("19");
        var agreement = await _client.SignedWithAsync(("regionCode", "19"), ("effectiveFrom", "2026-12-01"), ("effectiveUntil", "2026-12-31"));
        Assert.Contains("expiry 2026-12-31 -60", (await job.DispatchAsync()).Select(ReminderStory.Rung));

        (await _client.AmendAsync(agreement, Story.Amendment(effectiveOn: "2026-12-01", effectiveUntil: "2027-01-15"))).Is(HttpStatusCode.Created);

        Assert.Contains("expiry 2027-01-15 -60", (await job.DispatchAsync()).Select(ReminderStory.Rung));
    }

    [Fact]
    public async Task What_needs_review_stays_silent_until_it_is_confirmed()
    {
        using var job = _host.JobOf("21");
        var agreement = await _client.SignedWithAsync(("regionCode", "21"), ("effectiveFrom", "2026-12-01"), ("effectiveUntil", "2026-12-20"), ("needsReview", true));
        Assert.Empty((await job.ClaimAsync()).Items);
        Assert.Empty(await job.StandingAsync("due"));

        var confirmed = (await _client.EditAsync(agreement, new { needsReview = false })).Is(HttpStatusCode.OK);
        Assert.Contains("expiry 2026-12-20 -30", await job.StandingAsync("due"));
        var claim = await job.ClaimAsync();
        Assert.Contains("expiry 2026-12-20 -30", claim.Rungs());

        // Doubted while somebody has it in hand: what they sent counts all the same.
        (await _client.EditAsync(confirmed, new { needsReview = true })).Is(HttpStatusCode.OK);
        foreach (var item in claim.Items)
        {
            (await job.ReportAsync(item.Said("id")!, claim.Claim())).Is(HttpStatusCode.OK);
        }

        _host.Clock.MoveTo("2026-12-19");
        Assert.Empty((await job.ClaimAsync()).Items);
    }

    [Fact]
    public async Task An_acknowledgement_ends_the_ladder_and_a_snooze_interrupts_it()
    {
        using var job = _host.JobOf("31");
        var (ended, snoozed) = (await _client.FollowUpAsync("31", "2026-12-05"), await _client.FollowUpAsync("31", "2026-12-05", "Anggaran"));
        var deadline = await _client.DeadlineOfAsync(snoozed);
        (await _client.Post($"/v1/deadlines/{await _client.DeadlineOfAsync(ended)}/acknowledgement", new { note = "Dikerjakan" })).Is(HttpStatusCode.Created);
        (await _client.Post($"/v1/deadlines/{deadline}/acknowledgement", new { note = "Dikerjakan", snoozeUntil = "2026-12-01" })).Is(HttpStatusCode.Created);

        _host.Clock.MoveTo("2026-12-01");
        Assert.Empty((await job.ClaimAsync()).Items);
        _host.Clock.MoveTo("2026-12-02");
        Assert.Equal([$"{deadline} -7"], (await job.DispatchAsync()).Select(item => $"{item.Said("deadlineId")} -{item.Number("offset")}"));
        _host.Clock.MoveTo("2026-12-03");

        // Whoever takes it back has the rest of the ladder again.
        (await _client.Post($"/v1/deadlines/{deadline}/acknowledgement", new { note = "Selesai besok" })).Is(HttpStatusCode.Created);
        (await _client.Post($"/v1/deadlines/{deadline}/acknowledgement", new { note = "Ternyata belum", snoozeUntil = "2026-12-03" })).Is(HttpStatusCode.Created);
        _host.Clock.MoveTo("2026-12-06");
        Assert.Equal([$"{deadline} -0"], (await job.DispatchAsync()).Select(item => $"{item.Said("deadlineId")} -{item.Number("offset")}"));
    }

    [Fact]
    public async Task What_is_done_is_reminded_of_no_more()
    {
        using var job = _host.JobOf("32");
        var meeting = await _client.FollowUpAsync("32", "2026-11-28");
        await _client.MoveAsync(meeting, "2026-11-28", doneOn: "2026-11-21");

        _host.Clock.MoveTo("2026-11-28");
        Assert.Empty((await job.ClaimAsync()).Items);
    }

    [Fact]
    public async Task A_claim_gives_what_lies_within_the_callers_reach_alone()
    {
        using var job = _host.JobOf("34");
        using var other = _host.JobOf("35");
        await _client.FollowUpAsync("34", "2026-11-22");
        await _client.FollowUpAsync("35", "2026-11-22");

        var claim = await job.ClaimAsync();

        Assert.Equal(["34"], claim.Items.Select(item => item.Said("regionCode")));
        (await other.ReportAsync(claim.Items[0].Said("id")!, claim.Claim())).IsProblem(HttpStatusCode.NotFound, "reminder.not-found");
        (await other.Get($"/v1/reminders/{claim.Items[0].Said("id")}")).IsProblem(HttpStatusCode.NotFound, "reminder.not-found");
        Assert.Equal(["35"], (await other.ClaimAsync()).Items.Select(item => item.Said("regionCode")));
    }

    [Fact]
    public async Task Whoever_asks_for_few_gets_the_rest_with_the_next_claims()
    {
        using var job = _host.JobOf("51");
        foreach (var dueOn in new[] { "2026-11-24", "2026-11-22", "2026-11-23" })
        {
            await _client.FollowUpAsync("51", dueOn);
        }

        Assert.Equal(["followUp 2026-11-22 -1", "followUp 2026-11-23 -7"], (await job.ClaimAsync(limit: 2)).Rungs());
        Assert.Equal(["followUp 2026-11-24 -7"], (await job.ClaimAsync(limit: 2)).Rungs());
        Assert.Empty((await job.ClaimAsync(limit: 2)).Items);
    }

    [Fact]
    public async Task A_claim_that_is_repeated_under_its_key_gives_the_same_again()
    {
        using var job = _host.JobOf("52");
        await _client.FollowUpAsync("52", "2026-11-22");
        await _client.FollowUpAsync("52", "2026-11-23");
        var key = Guid.CreateVersion7().ToString();
        Task<Answered> Ask(string? worker = "uji") => job.Post("/v1/reminders/claims", new { worker, limit = 1 }, ("Idempotency-Key", key));

        var first = (await Ask()).Is(HttpStatusCode.OK);
        var again = (await Ask()).Is(HttpStatusCode.OK);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
        (await Ask("lain")).IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");
        Assert.Equal(["followUp 2026-11-23 -7"], (await job.ClaimAsync()).Rungs());
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_claim_is_said_at_once()
    {
        using var job = _host.JobOf("53");
        using var reader = _host.ClientOf("pembaca", [Scope.AgreementsRead]);

        var wrong = (await job.Post("/v1/reminders/claims", new { worker = " ", limit = 0, leaseSeconds = 9 })).IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal("text.blank value.out-of-range value.out-of-range", Codes(wrong));
        var over = (await job.Post("/v1/reminders/claims", new { worker = new string('w', 101), limit = 201, leaseSeconds = 3601 })).IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal("text.too-long value.out-of-range value.out-of-range", Codes(over));
        Assert.Equal("value.required", (await job.Post("/v1/reminders/claims", new { })).IsProblem(HttpStatusCode.BadRequest, "value.required").Errors["/worker"]);
        (await reader.Post("/v1/reminders/claims", new { worker = "uji" })).IsProblem(HttpStatusCode.Forbidden, "scope.missing");
    }

    private static string Codes(Answered refused) => $"{refused.Errors["/worker"]} {refused.Errors["/limit"]} {refused.Errors["/leaseSeconds"]}";
}
