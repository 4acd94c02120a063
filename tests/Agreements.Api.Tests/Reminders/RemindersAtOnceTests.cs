using System.Data.Common;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Store;

namespace Agreements.Api.Tests.Reminders;

/// <summary>Several workers at once, on two instances of the service.</summary>
public sealed class RemindersAtOnceTests : IDisposable
{
    private readonly TestStore _store = new();
    private readonly ServiceHost _one;
    private readonly ServiceHost _other;

    public RemindersAtOnceTests() => (_one, _other) = (new ServiceHost().On(_store), new ServiceHost().On(_store));

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
        _store.Dispose();
    }

    [Fact]
    public async Task No_reminder_is_in_two_claims_and_none_is_left()
    {
        using var staff = _one.ClientOf("staf");
        for (var i = 0; i < 12; i++)
        {
            (await staff.Post("/v1/meetings", new
            {
                kind = "evaluation",
                regionCode = "76",
                heldOn = "2026-11-20",
                followUps = Enumerable.Range(0, 10).Select(each => new { action = $"Naskah {each}", dueOn = "2026-11-22" }),
            })).Is(HttpStatusCode.Created);
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => DrainAsync(worker % 2 == 0 ? _one : _other, worker)));

        var claimed = claims.SelectMany(each => each).ToList();
        Assert.Equal(120, claimed.Count);
        Assert.Equal(120, claimed.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty((await staff.Get("/v1/reminders")).Is(HttpStatusCode.OK).Items);
        Assert.Equal(120, (await staff.WalkAsync("/v1/reminders?state=delivered&limit=200")).Count);
    }

    [Fact]
    public async Task Of_two_reports_at_once_by_two_claims_one_is_taken_down()
    {
        using var staff = _one.ClientOf("staf");
        await staff.FollowUpAsync("76", "2026-11-22");
        var lost = await staff.ClaimAsync();
        var id = lost.Ids().Single();
        _one.Clock.Advance(TimeSpan.FromMinutes(10));
        _other.Clock.Advance(TimeSpan.FromMinutes(10));
        var holds = await staff.ClaimAsync();
        using var second = _other.ClientOf("staf");

        var answers = await Task.WhenAll(staff.ReportAsync(id, lost.Claim()), second.ReportAsync(id, holds.Claim()));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
        answers.Single(answer => answer.Status == HttpStatusCode.Conflict).IsProblem(HttpStatusCode.Conflict, "reminder.already-delivered");
    }

    [Fact]
    public async Task The_store_itself_has_no_place_for_a_rung_twice_whatever_its_id()
    {
        using var staff = _one.ClientOf("staf");
        await staff.FollowUpAsync("76", "2026-11-22");
        Assert.Single((await staff.ClaimAsync(limit: 1)).Items);
        await using var connection = await _store.OpenAsync();
        await connection.ExecuteAsync("DELETE FROM reminders WHERE state = 'collapsed'");

        var again = QueryPlanTests.CrowdedHost.Copy("reminders", column => column == "id" ? QueryPlanTests.CrowdedHost.Id : null, copies: 1);
        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync(again));

        Assert.Contains(TestStore.IsPostgres ? "ix_reminders_rung" : "reminders.deadline_id, reminders.due_on, reminders.offset, reminders.channel", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_claim_does_not_wait_for_a_deadline_that_somebody_holds_and_takes_the_others()
    {
        using var staff = _one.ClientOf("staf");
        await staff.FollowUpAsync("76", "2026-11-22");
        await staff.FollowUpAsync("76", "2026-11-23");
        var due = (await staff.Get("/v1/reminders")).Is(HttpStatusCode.OK).Items;
        Assert.Equal(2, due.Count);
        await using var connection = await _store.OpenAsync();
        await connection.ExecuteAsync($"BEGIN; SELECT 1 FROM deadlines WHERE id = '{due[0].Said("deadlineId")}' FOR UPDATE");

        // Were it to wait, it would be refused in the end: the transaction stays open.
        Assert.Equal(due[1].Said("id"), Assert.Single((await staff.ClaimAsync()).Items).Said("id"));
        Assert.Empty((await staff.ClaimAsync()).Items);
        await connection.ExecuteAsync("ROLLBACK");
        Assert.Equal(due[0].Said("id"), Assert.Single((await staff.ClaimAsync()).Items).Said("id"));
    }

    // Claims and reports until nothing is left; a store that is busy is asked again.
    private static async Task<List<string>> DrainAsync(ServiceHost host, int worker)
    {
        using var job = host.ClientOf("staf");
        var claimed = new List<string>();
        while (true)
        {
            var claim = await UnlessBusyAsync(() => job.Post("/v1/reminders/claims", new { worker = $"pekerja {worker}", limit = 7 }));
            if (claim.Items.Count == 0)
            {
                return claimed;
            }

            claimed.AddRange(claim.Ids());
            foreach (var id in claim.Ids())
            {
                await UnlessBusyAsync(() => job.ReportAsync(id, claim.Claim()));
            }
        }
    }

    private static Task<Answered> UnlessBusyAsync(Func<Task<Answered>> ask) => Eventually.ComesToAsync(HttpStatusCode.OK, ask);
}
