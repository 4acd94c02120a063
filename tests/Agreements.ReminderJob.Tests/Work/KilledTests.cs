using Agreements.ReminderJob.Tests.Hosting;

namespace Agreements.ReminderJob.Tests.Work;

/// <summary>The job is killed at every step of claim, send and report; another run finds what it left.</summary>
public sealed class KilledTests(GatedHost host) : IClassFixture<GatedHost>
{
    private const string Claims = "/reminders/claims";
    private const string Deliveries = "/deliveries";

    [MailTheory]
    [InlineData(Hold.Request, Claims, 0)]
    [InlineData(Hold.Answer, Claims, 0)]
    [InlineData(Hold.Request, Deliveries, 1)]
    public async Task Killed_while_it_talks_to_the_service_nothing_is_lost(Hold hold, string at, int takenBefore)
    {
        await using var bench = await Bench.SetUpAsync(host);
        var id = (await bench.DueAsync()).Single();
        var held = host.Gate.HoldAsync(hold, at);
        using var job = bench.Start(["--once"]);
        await held;

        await job.KillAsync();

        Assert.Equal(takenBefore, (await bench.Mail.TakenAsync()).Count);
        host.Gate.Open();
        await DeliversAfterTheLeaseAsync(bench, id, takenBefore + 1);
    }

    [MailTheory]
    [InlineData("mail", false)]
    [InlineData("rcpt", false)]
    [InlineData("data", true)]
    [InlineData("taken", true)]
    public async Task Killed_while_it_sends_nothing_is_lost_and_an_ambiguous_repeat_bears_the_same_message_id(string at, bool isSent)
    {
        await using var bench = await Bench.SetUpAsync(host);
        var id = (await bench.DueAsync()).Single();
        await bench.Mail.BehaveAsync(new { hold = at });
        var (held, taken) = (bench.Mail.Expect("held"), bench.Mail.Expect("taken"));
        using var job = bench.Start(["--once"]);
        await held;

        await job.KillAsync();

        // What it has whole the server takes, whether anybody still waits for its answer or not.
        await bench.Mail.BehaveAsync(new { });
        if (isSent)
        {
            await taken;
        }

        await DeliversAfterTheLeaseAsync(bench, id, isSent ? 2 : 1);
    }

    [MailFact]
    public async Task Killed_before_it_learns_that_its_report_is_recorded_nothing_is_sent_again()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var id = (await bench.DueAsync()).Single();
        var held = host.Gate.HoldAsync(Hold.Answer, Deliveries);
        using var job = bench.Start(["--once"]);
        await held;

        await job.KillAsync();

        host.Gate.Open();
        bench.Later(Bench.Lease + TimeSpan.FromSeconds(1));
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts();
        Assert.Equal([Bench.MessageIdOf(id)], await bench.MessageIdsAsync());
        await bench.AreAsync("delivered", id);
    }

    [MailFact]
    public async Task Killed_between_two_of_a_batch_the_one_that_was_reported_is_done_and_the_other_comes_back()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 3);
        await bench.Mail.BehaveAsync(new { hold = "mail", after = 1 });
        var held = bench.Mail.Expect("held");
        using var job = bench.Start(["--once"]);
        await held;

        await job.KillAsync();

        Assert.Equal([Bench.MessageIdOf(due[0])], await bench.MessageIdsAsync());
        await bench.AreAsync("delivered", due[0]);
        await bench.Mail.BehaveAsync(new { });

        // Whoever comes before the lease is over gets nothing of it.
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts();
        bench.Later(Bench.Lease + TimeSpan.FromSeconds(1));
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 2);
        Assert.Equal(due.Select(Bench.MessageIdOf), await bench.MessageIdsAsync());
    }

    [MailTheory]
    [InlineData("mail", false)]
    [InlineData("rcpt", false)]
    [InlineData("data", true)]
    [InlineData("taken", true)]
    public async Task Of_two_at_once_one_is_killed_and_what_it_had_in_hand_goes_out_after_its_lease(string at, bool isSent)
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 6);
        await bench.Mail.BehaveAsync(new { hold = at, times = 1 });
        var held = bench.Mail.Expect("held");
        using var first = bench.Start(["--once", "--limit", "2", "--worker", "satu"]);
        await held;
        var other = bench.Mail.Expect("taken");
        using var second = bench.Start(["--once", "--limit", "2", "--worker", "dua"]);
        await other;

        await first.KillAsync();

        (await second.EndAsync()).Is(ExitCodes.Done).Counts(delivered: 4);
        var inHand = await bench.StandAsync("claimed");
        Assert.Equal(2, inHand.Count);
        await bench.Mail.BehaveAsync(new { });
        bench.Later(Bench.Lease + TimeSpan.FromSeconds(1));
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 2);

        await bench.AreAsync("delivered", due);
        var ids = await bench.MessageIdsAsync();
        Assert.Equal(due.Select(Bench.MessageIdOf).Order(StringComparer.Ordinal), ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(due.Count + (isSent ? 1 : 0), ids.Count);
        Assert.All(ids.GroupBy(id => id, StringComparer.Ordinal).Where(id => id.Count() > 1), id => Assert.Contains(inHand, reminder => Bench.MessageIdOf(reminder) == id.Key));
    }

    private static async Task DeliversAfterTheLeaseAsync(Bench bench, string id, int taken)
    {
        bench.Later(Bench.Lease + TimeSpan.FromSeconds(1));
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 1);

        Assert.Equal(taken, (await bench.Mail.TakenAsync()).Count);
        Assert.Equal([Bench.MessageIdOf(id)], (await bench.MessageIdsAsync()).Distinct(StringComparer.Ordinal));
        await bench.AreAsync("delivered", id);
        await bench.AreAsync("due");

        // And it stays at that.
        bench.Later(Bench.Lease + TimeSpan.FromSeconds(1));
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts();
        Assert.Equal(taken, (await bench.Mail.TakenAsync()).Count);
    }
}
