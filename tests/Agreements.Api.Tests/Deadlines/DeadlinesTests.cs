using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Renewals;

namespace Agreements.Api.Tests.Deadlines;

/// <summary>What somebody must act by, in step with the facts.</summary>
public sealed class DeadlinesTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task Signing_opens_the_end_and_the_notice_and_a_draft_opens_nothing()
    {
        var approved = await _client.SignedWithAsync(("renewalNoticeMonths", 3));
        var draft = await _client.DraftedWithAsync(("renewalNoticeMonths", 3));

        Assert.Equal(["renewalNotice 2027-09-30 open", "expiry 2027-12-31 open"], await _client.DeadlinesAsync(approved));
        Assert.Empty(await _client.DeadlinesAsync(draft));
        var row = (await _client.Get($"/v1/deadlines?agreementId={approved.Id}&kind=expiry")).Items.Single();
        Assert.Equal(("Biro Pemkesra", "76", "Asia/Makassar", "2026-11-21"), (row.Said("owner"), row.Said("regionCode"), row.Said("timeZone"), row.Said("asOf")));
        Assert.Equal(("2027-12-31", 405, "Penyelenggaraan JKN"), (row.Said("lastWorkDayBefore"), row.Number("daysLeft"), row.Said("about")));
        var read = (await _client.Get($"/v1/deadlines/{row.Said("id")}")).Is(HttpStatusCode.OK);
        Assert.Equal(row.ToJsonString(), read.Body.ToJsonString());
        (await _client.Get($"/v1/deadlines/{row.Said("id")}", ("If-None-Match", read.ETag!))).Is(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task The_last_work_day_is_advice_and_moves_no_date()
    {
        var agreement = await _client.SignedAsync(until: "2027-12-26");

        var row = (await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=expiry")).Items.Single();

        // A Sunday, after Christmas on a Saturday.
        Assert.Equal(("2027-12-26", "2027-12-24"), (row.Said("dueOn"), row.Said("lastWorkDayBefore")));
    }

    [Fact]
    public async Task A_moved_end_supersedes_and_opens_again_without_what_was_said_about_the_old_one()
    {
        var agreement = await _client.SignedWithAsync(("renewalNoticeMonths", 1));
        (await AcknowledgeAsync(await DeadlineAsync(agreement, "expiry"), new { note = "Sedang disusun" })).Is(HttpStatusCode.Created);

        (await _client.AmendAsync(agreement, Story.Amendment(effectiveUntil: "2028-06-30"))).Is(HttpStatusCode.Created);

        Assert.Equal(["renewalNotice 2028-05-30 open", "expiry 2028-06-30 open"], await _client.DeadlinesAsync(agreement));
        Assert.Equal(["renewalNotice 2027-11-30 superseded", "expiry 2027-12-31 superseded"], await _client.DeadlinesAsync(agreement, "&state=met,superseded"));
    }

    [Fact]
    public async Task A_letter_meets_the_notice_and_a_termination_supersedes_the_end()
    {
        var agreement = await _client.SignedWithAsync(("renewalNoticeMonths", 3));
        var renewal = await _client.RenewedAsync(agreement);
        (await _client.LogAsync(renewal, "meeting", "2026-11-19")).Is(HttpStatusCode.Created);
        Assert.Contains("renewalNotice 2027-09-30 open", await _client.DeadlinesAsync(agreement));
        (await _client.LogAsync(renewal, "letter", "2026-11-20")).Is(HttpStatusCode.Created);
        Assert.Contains("renewalNotice 2027-09-30 met", await _client.DeadlinesAsync(agreement, "&state=met"));

        (await _client.CloseAsync(renewal, "abandoned")).Is(HttpStatusCode.OK);
        (await _client.ActAsync(await _client.ReadAsync(agreement), "terminate", Story.Termination())).Is(HttpStatusCode.OK);

        Assert.Empty(await _client.DeadlinesAsync(agreement));
        Assert.Contains("expiry 2027-12-31 superseded", await _client.DeadlinesAsync(agreement, "&state=superseded"));
    }

    [Fact]
    public async Task A_letter_about_the_old_end_is_no_notice_of_the_new_one()
    {
        var agreement = await _client.SignedWithAsync(("renewalNoticeMonths", 3));
        (await _client.LogAsync(await _client.RenewedAsync(agreement), "letter", "2026-11-20")).Is(HttpStatusCode.Created);

        (await _client.AmendAsync(agreement, Story.Amendment(effectiveUntil: "2029-12-31"))).Is(HttpStatusCode.Created);

        Assert.Contains("renewalNotice 2029-09-30 open", await _client.DeadlinesAsync(agreement));
    }

    [Fact]
    public async Task The_latest_renewal_decides_whether_the_end_waits_for_somebody()
    {
        var agreement = await _client.SignedAsync();
        (await _client.CloseAsync(await _client.RenewedAsync(agreement), "notRenewed")).Is(HttpStatusCode.OK);
        Assert.Empty(await _client.DeadlinesAsync(agreement));

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await _client.RenewedAsync(agreement);
        Assert.Contains("expiry 2027-12-31 open", await _client.DeadlinesAsync(agreement));
        (await _client.CloseAsync(second, "abandoned")).Is(HttpStatusCode.OK);
        Assert.Equal(["expiry 2027-12-31 open"], await _client.DeadlinesAsync(agreement));
    }

    [Fact]
    public async Task What_a_meeting_about_two_agreements_agreed_on_is_due_for_both()
    {
        var (one, other) = (await _client.SignedAsync(), await _client.SignedAsync());
        var meeting = (await _client.Post("/v1/meetings", new { kind = "evaluation", regionCode = "76", heldOn = "2026-11-20", agreementIds = new[] { one.Id }, followUps = new[] { new { action = "Naskah", dueOn = "2026-12-01" } } })).Is(HttpStatusCode.Created);
        var due = (await _client.Get($"/v1/deadlines?agreementId={one.Id}&kind=followUp")).Items.Single();
        (await _client.Post($"/v1/deadlines/{due.Said("id")}/acknowledgement", new { note = "Sedang disusun" })).Is(HttpStatusCode.Created);

        (await _client.Patch($"/v1/meetings/{meeting.Id}", new { agreementIds = new[] { one.Id, other.Id } }, ("If-Match", meeting.ETag!))).Is(HttpStatusCode.OK);

        Assert.Equal(["followUp 2026-12-01 acknowledged"], await _client.DeadlinesAsync(one, "&kind=followUp"));
        Assert.Equal(["followUp 2026-12-01 acknowledged"], await _client.DeadlinesAsync(other, "&kind=followUp"));
        Assert.Equal("76", (await _client.Get($"/v1/audit?action=editMeeting&limit=200")).Is(HttpStatusCode.OK).Items.First(entry => entry.Said("subjectId") == meeting.Id).Said("regionCode"));
    }

    [Fact]
    public async Task An_end_is_met_by_a_successor_that_leaves_no_day_between_and_opens_again_when_that_one_falls_away()
    {
        var agreement = await _client.SignedAsync();
        var successor = await _client.SignedWithAsync(("predecessorId", agreement.Id), ("effectiveFrom", "2028-01-01"), ("effectiveUntil", "2028-12-31"));
        Assert.Empty(await _client.DeadlinesAsync(agreement));

        (await _client.ActAsync(successor, "terminate", Story.Termination("2028-01-01"))).Is(HttpStatusCode.OK);

        Assert.Equal(["expiry 2027-12-31 open"], await _client.DeadlinesAsync(agreement));
    }

    [Fact]
    public async Task An_end_is_not_met_by_a_successor_that_begins_a_day_late()
    {
        var agreement = await _client.SignedAsync();
        await _client.SignedWithAsync(("predecessorId", agreement.Id), ("effectiveFrom", "2028-01-02"), ("effectiveUntil", "2028-12-31"));

        Assert.Equal(["expiry 2027-12-31 open"], await _client.DeadlinesAsync(agreement));
    }

    [Fact]
    public async Task Whoever_looks_after_the_agreement_has_to_act()
    {
        var agreement = await _client.SignedAsync();

        (await _client.EditAsync(agreement, new { owner = "Rahma" })).Is(HttpStatusCode.OK);

        Assert.Equal([agreement.Id], (await _client.Get("/v1/deadlines?owner=Rahma&kind=expiry")).Items.Select(row => row.Said("agreementId")));
        var renewal = await _client.RenewedAsync(agreement);
        (await _client.EditAsync(await _client.ReadAsync(agreement), new { owner = "Yusuf" })).Is(HttpStatusCode.OK);
        Assert.Equal("Yusuf", (await _client.RenewalAsync(renewal)).Body.Said("owner"));
        Assert.Equal(7, (await _client.Get("/v1/deadlines?owner=Yusuf")).Items.Count);
    }

    [Fact]
    public async Task What_had_ended_before_it_was_recorded_raises_no_deadline_and_a_notice_that_is_late_by_then_is_overdue()
    {
        var old = await _client.SignedWithAsync(("effectiveFrom", "2020-01-01"), ("effectiveUntil", "2020-12-31"), ("renewalNoticeMonths", 3));
        var running = await _client.SignedWithAsync(("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2026-12-31"), ("renewalNoticeMonths", 3));
        var endsToday = await _client.SignedWithAsync(("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2026-11-21"));

        Assert.Empty(await _client.DeadlinesAsync(old, "&state=open,acknowledged,met,superseded"));
        Assert.Equal(["renewalNotice 2026-09-30 open", "expiry 2026-12-31 open"], await _client.DeadlinesAsync(running));
        Assert.Equal(["expiry 2026-11-21 open"], await _client.DeadlinesAsync(endsToday));
    }

    [Fact]
    public async Task Loading_the_sample_register_raises_no_storm()
    {
        await using var sample = new SampleHost();
        using var client = sample.ClientOf("staf");

        // The only published ends that lie ahead, the years of the one that goes on, and the next one of the memorandum whose work plans were published.
        string[] expected = ["workPlan 2025-12-31 16.05", "expiry 2026-12-31 75", "workPlan 2026-12-31 16.05", "workPlan 2026-12-31 92.02", "expiry 2027-01-06 16.05"];
        var rows = await client.WalkAsync("/v1/deadlines?state=open,acknowledged,met,superseded");
        Assert.Equal(expected.Order(StringComparer.Ordinal), rows.Select(row => $"{row.Said("kind")} {row.Said("dueOn")} {row.Said("regionCode")}").Order(StringComparer.Ordinal));
    }

    private async Task<Answered> DeadlineAsync(Answered agreement, string kind)
    {
        var row = (await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind={kind}")).Items.Single();
        return (await _client.Get($"/v1/deadlines/{row.Said("id")}")).Is(HttpStatusCode.OK);
    }

    private Task<Answered> AcknowledgeAsync(Answered deadline, object body) => _client.Post($"/v1/deadlines/{deadline.Id}/acknowledgement", body);
}
