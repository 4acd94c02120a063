using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Reminders;

/// <summary>What a change of the ladders does to deadlines that are live.</summary>
public sealed class RearmedByRulesTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    private DateOnly Today => IndonesianTime.DateIn("Asia/Makassar", host.Clock.Now);

    [Fact]
    public async Task A_rung_that_comes_in_below_what_was_sent_goes_out_on_its_day()
    {
        await _client.RuledAsync(("expiry", [30, 7]));
        var agreement = await EndingInAsync(30);
        Assert.Equal(["expiry 30"], await DispatchAsync(agreement));

        await _client.RuledAsync(("expiry", [30, 14, 7]));

        Assert.Equal([$"{On(16)} expiry 14", $"{On(23)} expiry 7"], await AheadAsync(agreement));
        host.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Empty(await DispatchAsync(agreement));
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["expiry 14"], await DispatchAsync(agreement));
    }

    [Fact]
    public async Task A_ladder_that_had_run_out_goes_on()
    {
        await _client.RuledAsync(("expiry", [30]));
        var agreement = await EndingInAsync(30);
        Assert.Equal(["expiry 30"], await DispatchAsync(agreement));
        Assert.Empty(await AheadAsync(agreement));

        await _client.RuledAsync(("expiry", [30, 1]));

        Assert.Equal([$"{On(29)} expiry 1"], await AheadAsync(agreement));
    }

    [Fact]
    public async Task A_rung_that_was_taken_out_fires_no_more()
    {
        await _client.RuledAsync(("expiry", [30, 14, 7]));
        var agreement = await EndingInAsync(30);
        Assert.Equal(["expiry 30"], await DispatchAsync(agreement));

        await _client.RuledAsync(("expiry", [30, 7]));

        Assert.Equal([$"{On(23)} expiry 7"], await AheadAsync(agreement));
        host.Clock.Advance(TimeSpan.FromDays(16));
        Assert.Empty(await DispatchAsync(agreement));
        host.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(["expiry 7"], await DispatchAsync(agreement));
    }

    [Fact]
    public async Task A_rung_that_was_sent_taken_out_and_put_in_again_is_not_sent_again()
    {
        await _client.RuledAsync(("expiry", [30, 7]));
        var agreement = await EndingInAsync(30);
        Assert.Equal(["expiry 30"], await DispatchAsync(agreement));

        await _client.RuledAsync(("expiry", [7]));
        await _client.RuledAsync(("expiry", [40, 30, 7]));

        Assert.Empty(await DispatchAsync(agreement));
        Assert.Equal([$"{On(23)} expiry 7"], await AheadAsync(agreement));
    }

    [Fact]
    public async Task A_rung_whose_day_has_passed_goes_out_at_once_and_the_most_urgent_alone()
    {
        await _client.RuledAsync(("expiry", [30, 7]));
        var agreement = await EndingInAsync(30);
        Assert.Equal(["expiry 30"], await DispatchAsync(agreement));
        host.Clock.Advance(TimeSpan.FromDays(10));

        await _client.RuledAsync(("expiry", [30, 25, 22, 7]));

        Assert.Equal(["expiry 22"], await DispatchAsync(agreement));
        Assert.Equal([$"{On(13)} expiry 7"], await AheadAsync(agreement));
    }

    [Fact]
    public async Task A_kind_that_is_silenced_is_silent_until_it_has_a_rung_again()
    {
        await _client.RuledAsync(("expiry", []));
        var agreement = await EndingInAsync(30);
        Assert.Empty(await DispatchAsync(agreement));
        Assert.Empty(await AheadAsync(agreement));

        await _client.RuledAsync(("expiry", [20]));

        Assert.Equal([$"{On(10)} expiry 20"], await AheadAsync(agreement));
    }

    [Fact]
    public async Task Who_is_at_it_is_left_alone_and_who_said_until_when_until_then()
    {
        await _client.RuledAsync(("expiry", [1]));
        var (acknowledged, snoozed) = (await EndingInAsync(40), await EndingInAsync(40));
        await AcknowledgeAsync(acknowledged, new { note = "Sedang disusun" });
        await AcknowledgeAsync(snoozed, new { note = "Sedang disusun", snoozeUntil = On(12) });

        await _client.RuledAsync(("expiry", [35, 30, 20]));

        Assert.Empty(await AheadAsync(acknowledged));
        Assert.Equal([$"{On(13)} expiry 30", $"{On(20)} expiry 20"], await AheadAsync(snoozed));
        host.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Empty(await DispatchAsync(snoozed));
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["expiry 30"], await DispatchAsync(snoozed));
    }

    [Fact]
    public async Task Other_kinds_stay_as_they_were()
    {
        await _client.RuledAsync();
        var agreement = (await _client.SignedWithAsync(("effectiveFrom", "2026-01-01"), ("effectiveUntil", On(100)), ("renewalNoticeMonths", 1))).Id;
        var before = await RowsAsync(agreement);

        await _client.RuledAsync(("followUp", [3]), ("renewalNotice", [20]));

        var after = await RowsAsync(agreement);
        Assert.Equal(before.Where(row => row.Kind != Domain.Deadlines.DeadlineKind.RenewalNotice), after.Where(row => row.Kind != Domain.Deadlines.DeadlineKind.RenewalNotice));
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task What_opens_is_acknowledged_and_is_reported_while_the_rules_change_follows_the_last_ones()
    {
        await _client.RuledAsync();
        var drafts = new List<Answered>();
        var deadlines = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            drafts.Add((await _client.SignAsync(await _client.ApprovedAsync(from: "2026-01-01", until: On(200 + i)), "localGovernment")).Is(HttpStatusCode.Created));
            deadlines.Add(await DeadlineOfAsync(await EndingInAsync(30)));
        }

        var claim = await _client.ClaimAsync();
        var reports = claim.Ids().Take(15).Select(reminder => _client.ReportAsync(reminder, claim.Claim()));
        var acknowledgements = deadlines.Select((deadline, i) => _client.Post($"/v1/deadlines/{deadline}/acknowledgement", new { note = "Sedang disusun", snoozeUntil = On(5 + i) }));
        var changes = Enumerable.Range(0, 5).Select(i => _client.PutRulesAsync(ReminderRuleSteps.Rules(("expiry", [160 + i, 120 - i, 29 - i, 5]), ("followUp", [20 + i, 3]))));
        var signatures = drafts.Select(draft => _client.SignAsync(draft, "bpjs"));
        var meetings = Enumerable.Range(0, 5).Select(i => _client.FollowUpAsync("76", On(30 + i)));
        var answers = await Task.WhenAll(reports.Concat(acknowledgements).Concat(changes).Concat(signatures).Concat(meetings));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, answer.Text));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.Created);
        await IsArmedByTheLaddersAsync();
    }

    [PostgresFact]
    public async Task A_change_of_the_rules_waits_for_what_is_being_opened_and_what_opens_waits_for_the_change()
    {
        await _client.RuledAsync();
        var draft = (await _client.SignAsync(await _client.ApprovedAsync(from: "2026-01-01", until: On(200)), "localGovernment")).Is(HttpStatusCode.Created);
        await using var other = await host.Store.OpenAsync();

        await other.ExecuteAsync("BEGIN; SELECT pg_advisory_xact_lock_shared(hashtextextended('reminder-rules', 0))");
        var opened = (await _client.SignAsync(draft, "bpjs")).Is(HttpStatusCode.Created);
        var change = _client.RuledAsync(("expiry", [150]));
        await SomebodyWaitsAsync();
        await other.ExecuteAsync("COMMIT");
        await change;
        Assert.Equal([$"{On(50)} expiry 150"], await AheadAsync(opened));

        var next = (await _client.SignAsync(await _client.ApprovedAsync(from: "2026-01-01", until: On(200)), "localGovernment")).Is(HttpStatusCode.Created);
        await other.ExecuteAsync("BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('reminder-rules', 0))");
        var signing = _client.SignAsync(next, "bpjs");
        await SomebodyWaitsAsync();
        await other.ExecuteAsync("COMMIT");
        (await signing).Is(HttpStatusCode.Created);
    }

    private async Task SomebodyWaitsAsync()
    {
        await using var look = await host.Store.OpenAsync();
        await Eventually.IsTrueAsync(
            async () => (await look.RowsAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))[0] != "0",
            () => "nobody waits");
    }

    private string On(int days) => Today.AddDays(days).ToString("O", CultureInfo.InvariantCulture);

    private Task<Answered> EndingInAsync(int days) => _client.SignedWithAsync(("effectiveFrom", "2026-01-01"), ("effectiveUntil", On(days)));

    private Task<IReadOnlyList<string>> AheadAsync(Answered agreement) => _client.PreviewedAsync(agreement, On(0), On(365), "expiry");

    private async Task<IEnumerable<string>> DispatchAsync(Answered agreement) => (await _client.DispatchAsync()).Of(agreement).Where(each => each.StartsWith("expiry", StringComparison.Ordinal));

    private async Task<string> DeadlineOfAsync(Answered agreement) => (await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=expiry")).Items.Single().Said("id")!;

    private async Task AcknowledgeAsync(Answered agreement, object body) =>
        (await _client.Post($"/v1/deadlines/{await DeadlineOfAsync(agreement)}/acknowledgement", body)).Is(HttpStatusCode.Created);

    private async Task<IReadOnlyList<(Domain.Deadlines.DeadlineKind Kind, DateOnly? RemindOn)>> RowsAsync(string agreementId)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var id = Guid.Parse(agreementId);
        return [.. (await scope.ServiceProvider.GetRequiredService<AgreementsDbContext>().DeadlinesWithin(Reach.Everywhere).AsNoTracking().Where(deadline => deadline.AgreementId == id).ToListAsync())
            .Select(deadline => (deadline.Kind, deadline.RemindOn)).Order()];
    }

    private async Task IsArmedByTheLaddersAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        var ladders = await db.LaddersAsync(CancellationToken.None);
        Assert.All(await db.DeadlinesWithin(Reach.Everywhere).AsNoTracking().ToListAsync(), deadline =>
        {
            var before = deadline.RemindOn;
            deadline.Arm(ladders.Of(deadline.Kind));
            Assert.Equal(deadline.RemindOn, before);
        });
    }
}
