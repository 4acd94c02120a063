using Agreements.Api.Tests.Hosting;
using Agreements.Client.Tests.Hosting;

namespace Agreements.Client.Tests;

public sealed class ReminderTests : IAsyncLifetime, IDisposable
{
    private readonly ServiceHost _host = new();
    private AgreementsClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = _host.AdministratorOf();

        // On 21 November its end is 40 days away: the rungs before that have fired, the latest 60 days before.
        using var staff = _host.ClientOf("staf");
        await staff.SignedAsync("74.71", from: "2026-01-01", until: "2026-12-31");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task What_is_due_is_claimed_delivered_and_done_with()
    {
        var contacts = await _client.Regions.GetContactsAsync("74.71");
        await _client.Regions.ReplaceContactsAsync("74.71", contacts.ETag, new ReplaceRegionContacts
        {
            Contacts = [new ContactFields { Name = "Bagian Kesra", Email = "kesra@kendari.example", Language = ContactLanguage.Id }],
        });
        var due = await ExpiryAsync(ReminderStanding.Due);

        var claim = await _client.Reminders.ClaimAsync(new ClaimReminders { Worker = "surel-1", LeaseSeconds = 600 });
        var claimed = claim.Items.Single(item => item.Kind == DeadlineKind.Expiry);
        var report = new ReportDelivery { Claim = claim.Claim, Outcome = DeliveryOutcome.Delivered, Channel = claimed.Channel };
        var delivered = await _client.Reminders.ReportAsync(claimed.Id, report);
        var again = await _client.Reminders.ReportAsync(claimed.Id, report);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => _client.Reminders.ReportAsync(claimed.Id, report with { Outcome = DeliveryOutcome.Failed }));

        Assert.Equal((due.Id, 60, 40, false), (claimed.Id, claimed.Offset, claimed.DaysLeft, claimed.IsOverdue));
        Assert.Equal("kesra@kendari.example", Assert.Single(claimed.Recipients).Email);
        Assert.Equal(new DateOnly(2026, 12, 31), claimed.Agreement!.EffectiveUntil);
        Assert.Equal((ReminderStanding.Delivered, delivered.ETag), (delivered.Value.State, again.ETag));
        Assert.Equal("reminder.already-reported", refused.Code);
        Assert.Null(await _client.Reminders.GetIfChangedAsync(claimed.Id, delivered.ETag));
        Assert.Equal(DeliveryOutcome.Delivered, Assert.Single((await _client.Reminders.GetAsync(claimed.Id)).Value.Attempts).Outcome);
        Assert.Equal(claimed.Id, (await ExpiryAsync(ReminderStanding.Delivered)).Id);
        Assert.Equal("surel-1", (await _client.Reminders.HealthAsync()).LastClaimBy);
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_the_same_claim()
    {
        await using var wicket = await Wicket.OpenAsync(_host.AddressOf());
        using var client = AgreementsClient.Create(Reach.OptionsOf(wicket.Address, new HastyClock()));
        wicket.Then(Wicket.CutAfter);

        var claim = await client.Reminders.ClaimAsync(new ClaimReminders { Worker = "surel-1" });

        Assert.Contains(claim.Items, item => item.Kind == DeadlineKind.Expiry);
        Assert.All(claim.Items, item => Assert.Equal(1, item.Attempt));
        Assert.Empty((await client.Reminders.ClaimAsync(new ClaimReminders { Worker = "surel-2" })).Items);
    }

    [Fact]
    public async Task Ladders_are_replaced_as_they_were_read_and_show_in_what_is_to_come()
    {
        var rules = await _client.Reminders.GetRulesAsync();
        var denser = rules.Value.Rules.Select(rule => new ReminderRuleFields { Kind = rule.Kind, Offsets = rule.Kind == DeadlineKind.Expiry ? [20, 10] : rule.Offsets });

        var replaced = await _client.Reminders.ReplaceRulesAsync(rules.ETag, new ReplaceReminderRules { Rules = [.. denser] });
        var refused = await Assert.ThrowsAsync<ProblemException>(() => _client.Reminders.ReplaceRulesAsync(rules.ETag, new ReplaceReminderRules { Rules = [] }));
        var days = new List<DateOnly>();
        await foreach (var reminder in _client.Reminders.PreviewAsync(new PreviewReminders { From = new DateOnly(2026, 11, 22), To = new DateOnly(2026, 12, 31) }))
        {
            days.AddRange(reminder.Kind == DeadlineKind.Expiry ? [reminder.FireOn] : []);
        }

        Assert.Equal([20, 10], replaced.Value.Rules.Single(rule => rule.Kind == DeadlineKind.Expiry).Offsets);
        Assert.True(refused.Code is "precondition.failed" || refused.Errors.Count > 0, refused.Message);
        Assert.Equal([new DateOnly(2026, 12, 11), new DateOnly(2026, 12, 21)], days);
    }

    private async Task<ListedReminder> ExpiryAsync(ReminderStanding state) =>
        await _client.Reminders.ListAsync(new ReminderFilter { State = state, Kind = [DeadlineKind.Expiry], RegionCode = ["74.71"] }).FirstAsync();
}
