using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Regions;

namespace Agreements.Api.Tests.Reminders;

/// <summary>
/// A walk through days on which everything happens that can: outages, workers that die before or after they have sent, mail that fails, reports that come late, dates
/// that move, deeds that are done. Each claim is compared with what a plain model of the deadlines says is due.
/// </summary>
public sealed class ReminderWalkTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly int[] Offsets = [7, 1, 0];

    private readonly HttpClient _client = host.ClientOf("staf");
    private HttpClient _job = null!;
    private string _region = "";
    private readonly List<Known> _all = [];
    private readonly List<(Known Of, int Offset, string Id, string Claim)> _unreported = [];
    private readonly HashSet<string> _delivered = new(StringComparer.Ordinal);

    private DateOnly Today => IndonesianTime.DateIn("Asia/Makassar", host.Clock.Now);

    [Theory]
    [InlineData(1, "76")]
    [InlineData(2, "73")]
    public async Task Nothing_is_lost_and_nothing_sent_twice(int seed, string region)
    {
        (_job, _region) = (host.JobOf(region), region);
        var random = new Random(seed);
        host.Clock.Now = TestClock.Start;
        for (var step = 0; step < 60; step++)
        {
            await ChangeAsync(random);
            await DispatchAsync(random);
            await ReportLateAsync(random);
            host.Clock.Advance(random.Next(8) == 0 ? TimeSpan.FromDays(10) : TimeSpan.FromMinutes(random.Next(1, 1500)));
        }

        // At last everything works again: every deadline that is open has been told of by the most urgent rung whose day has come.
        for (var rest = 0; rest < 3; rest++)
        {
            host.Clock.Advance(TimeSpan.FromHours(12));
            await DispatchAsync(random: null);
        }

        Assert.Empty((await _job.ClaimAsync()).Items);
        Assert.All(_all.Where(known => known.IsWaiting(Today)), known => Assert.Equal(known.Come(Today), known.Settled));
        Assert.NotEmpty(_delivered);
    }

    // Sometimes something else is to be done, sometimes later or earlier, sometimes it is done, sometimes somebody is at it.
    private async Task ChangeAsync(Random random)
    {
        if (_all.Count < 5 || random.Next(3) == 0)
        {
            var dueOn = Today.AddDays(random.Next(0, 15));
            var meeting = await _client.FollowUpAsync(_region, Text(dueOn));
            _all.Add(new Known(meeting, await _client.DeadlineOfAsync(meeting), dueOn));
        }

        var open = _all.Where(known => known.IsOpen).ToList();
        var chosen = open[random.Next(open.Count)];
        switch (random.Next(8))
        {
            case 0:
                chosen.IsOpen = false;
                await _client.MoveAsync(chosen.Meeting, Text(chosen.DueOn), doneOn: "2026-11-20");
                break;
            case 1:
                var dueOn = Today.AddDays(random.Next(0, 15));
                if (dueOn != chosen.DueOn)
                {
                    chosen.IsOpen = false;
                    var moved = await _client.MoveAsync(chosen.Meeting, Text(dueOn));
                    _all.Add(new Known(moved, await _client.DeadlineOfAsync(moved), dueOn));
                }

                break;
            case 2 when chosen.DueOn >= Today:
                chosen.SilentUntil = Today.AddDays(random.Next(0, chosen.DueOn.DayNumber - Today.DayNumber + 1));
                (await _client.Post($"/v1/deadlines/{chosen.Deadline}/acknowledgement", new { note = "Dikerjakan", snoozeUntil = Text(chosen.SilentUntil.Value) })).Is(HttpStatusCode.Created);
                break;
        }
    }

    // A worker delivers, fails, or dies; one that is not random does its work.
    private async Task DispatchAsync(Random? random)
    {
        var due = _all.Where(known => known.IsWaiting(Today) && known.Come(Today) < (known.Settled ?? int.MaxValue) && !(known.RestsUntil > host.Clock.Now)).ToList();
        var claim = await _job.ClaimAsync(leaseSeconds: random?.Next(10, 3600) ?? 300);
        Assert.Equal(
            due.Select(known => $"{known.Deadline} {Text(known.DueOn)} -{known.Come(Today)}").Order(StringComparer.Ordinal),
            claim.Items.Select(item => $"{item.Said("deadlineId")} {item.Said("dueOn")} -{item.Number("offset")}").Order(StringComparer.Ordinal));
        var until = claim.Body["leaseUntil"]!.GetValue<DateTimeOffset>();
        foreach (var item in claim.Items)
        {
            var (known, offset, id) = (due.Single(each => each.Deadline == item.Said("deadlineId")), item.Number("offset"), item.Said("id")!);
            Assert.DoesNotContain(id, _delivered);
            (known.InHand, known.RestsUntil) = (offset, until);
            switch (random?.Next(4) ?? 0)
            {
                case 0 or 1:
                    Settle(known, offset, id);
                    (await _job.ReportAsync(id, claim.Claim())).Is(HttpStatusCode.OK);
                    break;
                case 2:
                    var failed = (await _job.ReportAsync(id, claim.Claim(), "failed")).Is(HttpStatusCode.OK).Body;
                    known.RestsUntil = failed.Said("retryAt") is null ? null : failed["retryAt"]!.GetValue<DateTimeOffset>();
                    known.Settled = failed.Said("retryAt") is null ? offset : known.Settled;
                    break;
                default:
                    _unreported.Add((known, offset, id, claim.Claim()));
                    break;
            }
        }
    }

    // One that was thought dead had sent it after all, or had not.
    private async Task ReportLateAsync(Random random)
    {
        if (_unreported.Count == 0 || random.Next(2) == 0)
        {
            return;
        }

        var (known, offset, id, claim) = _unreported[random.Next(_unreported.Count)];
        _unreported.RemoveAll(each => each.Claim == claim && each.Id == id);
        var answer = await _job.ReportAsync(id, claim);
        if (_delivered.Contains(id))
        {
            answer.IsProblem(HttpStatusCode.Conflict, "reminder.already-delivered");
            return;
        }

        answer.Is(HttpStatusCode.OK);
        Settle(known, offset, id);
    }

    private void Settle(Known known, int offset, string id)
    {
        Assert.True(_delivered.Add(id), $"{id} was delivered twice");
        known.Settled = Math.Min(known.Settled ?? offset, offset);
        if (known.InHand == offset)
        {
            known.RestsUntil = null;
        }
    }

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private sealed class Known(Answered meeting, string deadline, DateOnly dueOn)
    {
        public Answered Meeting => meeting;

        public string Deadline => deadline;

        public DateOnly DueOn => dueOn;

        public bool IsOpen { get; set; } = true;

        public DateOnly? SilentUntil { get; set; }

        public int? Settled { get; set; }

        public int? InHand { get; set; }

        public DateTimeOffset? RestsUntil { get; set; }

        public int? Come(DateOnly today) => Offsets.Where(offset => dueOn.AddDays(-offset) <= today).Select(offset => (int?)offset).LastOrDefault();

        public bool IsWaiting(DateOnly today) => IsOpen && Come(today) is not null && SilentUntil != dueOn && !(SilentUntil >= today);
    }
}
