using Agreements.ReminderJob.Tests.Hosting;

namespace Agreements.ReminderJob.Tests.Work;

/// <summary>A mail server that does not answer while a lease runs out. (A class of its own: it takes most of the ten seconds that a lease has at least, beside the others.)</summary>
public sealed class SlowMailTests(GatedHost host) : IClassFixture<GatedHost>
{
    [MailFact]
    public async Task Before_its_lease_is_over_it_lets_go_reports_what_it_knows_and_leaves_the_rest_to_the_next_claim()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 3);
        await bench.Mail.BehaveAsync(new { hold = "taken" });

        (await bench.RunAsync()).Is(ExitCodes.Failed).Counts(failed: 1, left: 2);

        await bench.AreAsync("failed", due[0]);
        await bench.AreAsync("claimed", due.Skip(1));
        await bench.Mail.BehaveAsync(new { });
        bench.Later(TimeSpan.FromMinutes(5));
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 3);
        Assert.Equal(due.Append(due[0]).Select(Bench.MessageIdOf).Order(StringComparer.Ordinal), (await bench.MessageIdsAsync()).Order(StringComparer.Ordinal));
    }
}
