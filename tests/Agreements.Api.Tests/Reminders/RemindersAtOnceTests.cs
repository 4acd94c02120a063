using System.Net;
using Agreements.Api.Tests.Hosting;

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
