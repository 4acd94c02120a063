using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Reminders;

/// <summary>What people see of reminders. Each test has a region of its own, and begins on 21 November 2026.</summary>
public sealed class ListRemindersTests : IClassFixture<ServiceHost>
{
    private static readonly string[] Stored = ["claimed", "delivered", "failed", "collapsed", "withdrawn"];

    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public ListRemindersTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task What_is_due_is_listed_before_anybody_claims_it_with_the_id_that_it_keeps()
    {
        using var job = _host.JobOf("11");
        await _client.FollowUpAsync("11", "2026-11-22", "Naskah perpanjangan", "Biro Hukum");

        var due = Assert.Single((await _client.Get("/v1/reminders?regionCode=11")).Is(HttpStatusCode.OK).Items);

        Assert.Equal(("due", "followUp 2026-11-22 -1", "2026-11-21", 0, 0), (due.Said("state"), due.Rung(), due.Said("fireOn"), due.Number("attemptCount"), due.Number("version")));
        Assert.Equal(("Naskah perpanjangan", "Biro Hukum", "Aceh"), (due.Said("about"), due.Said("owner"), due.Said("regionName")));
        Assert.Null(due.Said("claim"));
        (await _client.Get($"/v1/reminders/{due.Said("id")}")).IsProblem(HttpStatusCode.NotFound, "reminder.not-found");
        var claim = await job.ClaimAsync();
        Assert.Equal([due.Said("id")!], claim.Ids());

        // After its lease it is due again, and shows who had it.
        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        var again = Assert.Single((await _client.Get("/v1/reminders?state=due&regionCode=11")).Is(HttpStatusCode.OK).Items);
        Assert.Equal((due.Said("id"), "due", claim.Claim(), 1), (again.Said("id"), again.Said("state"), again.Said("claim"), again.Number("attemptCount")));
        Assert.Equal("due", (await _client.Get($"/v1/reminders/{due.Said("id")}")).Is(HttpStatusCode.OK).Body.Said("state"));
    }

    [Fact]
    public async Task Every_list_is_walked_page_by_page_and_narrowed_by_what_it_is_about()
    {
        using var job = _host.JobOf("12", "12.01");
        var meetings = new List<Answered>();
        foreach (var day in Enumerable.Range(22, 5))
        {
            meetings.Add(await _client.FollowUpAsync(day % 2 == 0 ? "12" : "12.01", $"2026-11-{day}"));
        }

        string[] expected = ["followUp 2026-11-22 -1", "followUp 2026-11-23 -7", "followUp 2026-11-24 -7", "followUp 2026-11-25 -7", "followUp 2026-11-26 -7"];
        Assert.Equal(expected, (await job.WalkAsync("/v1/reminders?limit=2")).Select(ReminderStory.Rung));
        await job.DispatchAsync();
        Assert.Empty(await job.WalkAsync("/v1/reminders?limit=2"));

        // By the day on which they fired: the last of the seven days, then the one of one day.
        var delivered = await job.WalkAsync("/v1/reminders?state=delivered&limit=2");
        Assert.Equal(expected.Skip(1).Append(expected[0]), delivered.Select(ReminderStory.Rung));
        var deadline = await _client.DeadlineOfAsync(meetings[2]);
        Assert.Equal([expected[2]], await job.StandingAsync("delivered", $"&deadlineId={deadline}"));
        Assert.Equal([expected[1], expected[3]], await job.StandingAsync("delivered", "&regionCode=12.01"));
        Assert.Equal(5, (await job.StandingAsync("delivered", "&provinceCode=12&kind=followUp,expiry")).Count());
        Assert.Empty(await job.StandingAsync("delivered", "&kind=expiry"));
        Assert.Empty(await job.StandingAsync("delivered", $"&agreementId={Guid.CreateVersion7()}"));
    }

    [Fact]
    public async Task Those_about_an_agreement_are_found_by_it()
    {
        using var job = _host.JobOf("13");
        var agreement = await _client.SignedWithAsync(("regionCode", "13"), ("effectiveFrom", "2026-12-01"), ("effectiveUntil", "2026-12-20"));
        await _client.FollowUpAsync("13", "2026-11-22");
        await _client.FollowUpAsync("13", "2026-11-23", agreementIds: [agreement.Id]);

        string[] expected = ["expiry 2026-12-20 -30", "followUp 2026-11-23 -7", "workPlan 2026-11-30 -14"];
        Assert.Equal(expected, (await job.StandingAsync("due", $"&agreementId={agreement.Id}")).Order(StringComparer.Ordinal));
        await job.DispatchAsync();
        Assert.Equal(expected, (await job.StandingAsync("delivered", $"&agreementId={agreement.Id}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_nobody_is_to_be_told_of_any_more_is_withdrawn_and_not_lost_from_sight()
    {
        using var job = _host.JobOf("14");
        var (done, acknowledged) = (await _client.FollowUpAsync("14", "2026-11-28"), await _client.FollowUpAsync("14", "2026-11-27"));
        await job.ClaimAsync();
        await _client.MoveAsync(done, "2026-11-28", doneOn: "2026-11-21");
        (await _client.Post($"/v1/deadlines/{await _client.DeadlineOfAsync(acknowledged)}/acknowledgement", new { note = "Dikerjakan" })).Is(HttpStatusCode.Created);

        Assert.Equal(2, (await job.StandingAsync("claimed")).Count());
        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(await job.StandingAsync("claimed"));
        Assert.Empty(await job.StandingAsync("due"));
        Assert.Equal(["followUp 2026-11-27 -7", "followUp 2026-11-28 -7"], await job.StandingAsync("withdrawn"));
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_question_is_said_at_once()
    {
        var wrong = (await _client.Get("/v1/reminders?state=gone&kind=end&regionCode=00&provinceCode=12.01&limit=0&deadlineId=1")).Is(HttpStatusCode.BadRequest);
        Assert.Equal(["deadlineId", "kind", "state"], wrong.Errors.Keys.Order(StringComparer.Ordinal));
        wrong = (await _client.Get("/v1/reminders?regionCode=00&provinceCode=12.01&limit=0")).IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(["limit", "provinceCode", "regionCode"], wrong.Errors.Keys.Order(StringComparer.Ordinal));
        (await _client.Get("/v1/reminders?status=due")).Is(HttpStatusCode.BadRequest);
        using var dispatcher = _host.ClientOf("pekerja", [Scope.RemindersDispatch]);
        (await dispatcher.Get("/v1/reminders")).IsProblem(HttpStatusCode.Forbidden, "scope.missing");
    }

    /// <summary>Every reminder is in the list of the state that it has, and in no other; what is due is what the next claim gets.</summary>
    [Fact]
    public async Task The_lists_and_the_rule_agree_at_every_moment()
    {
        using var job = _host.JobOf("15", "63", "96");
        var random = new Random(7);
        var meetings = new List<Answered>();
        string[] regions = ["15", "63", "96"];
        for (var i = 0; i < 12; i++)
        {
            meetings.Add(await _client.FollowUpAsync(regions[i % 3], $"2026-11-{22 + i % 7}"));
        }

        for (var step = 0; step < 40; step++)
        {
            var claim = await job.ClaimAsync(limit: random.Next(1, 6), leaseSeconds: random.Next(10, 3600));
            foreach (var id in claim.Ids().Where(_ => random.Next(3) > 0))
            {
                (await job.ReportAsync(id, claim.Claim(), random.Next(2) == 0 ? "delivered" : "failed")).Is(HttpStatusCode.OK);
            }

            if (random.Next(6) == 0 && meetings.Count > 4)
            {
                await _client.MoveAsync(meetings[^1], "2026-11-29", doneOn: "2026-11-20");
                meetings.RemoveAt(meetings.Count - 1);
            }

            _host.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 500)));
            await AgreeAsync(job);
        }
    }

    private async Task AgreeAsync(HttpClient job)
    {
        using var scope = _host.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        string[] regions = ["15", "63", "96"];
        var rows = await db.RemindersWithin(Reach.Of(regions)).AsNoTracking().WithDeadlines(db).ToListAsync();
        var ladders = await db.LaddersAsync(CancellationToken.None);
        var now = _host.Clock.Now;
        var expected = rows.ToLookup(
            row => row.StandingAt(ladders.Of(row.Deadline.Kind), IndonesianTime.DateIn(row.Deadline.TimeZone, now), now), row => row.Reminder.Id.ToString());
        foreach (var state in Stored)
        {
            var listed = (await job.WalkAsync($"/v1/reminders?state={state}")).Select(row => row.Said("id")!).ToHashSet(StringComparer.Ordinal);

            // One whose place a more urgent one is about to take is in no list until that one is claimed.
            var standing = expected[Enum.Parse<ReminderStanding>(state, ignoreCase: true)]
                .Where(id => state != "collapsed" || rows.Exists(row => row.Reminder.Id.ToString() == id && row.Reminder.State == ReminderState.Collapsed));
            Assert.Equal(standing.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        }

        var due = (await job.WalkAsync("/v1/reminders?state=due")).Select(row => row.Said("id")!).ToList();
        Assert.Empty(expected[ReminderStanding.Due].Except(due, StringComparer.Ordinal));
        var open = await db.DeadlinesWithin(Reach.Of(regions)).AsNoTracking().ToListAsync();
        Assert.Equal(open.Count(deadline => deadline.IsReminderDueAt(IndonesianTime.DateIn(deadline.TimeZone, now), now)), due.Count);
    }
}
