using Agreements.Api.Tests.Hosting;
using Agreements.Client.Tests.Hosting;

namespace Agreements.Client.Tests;

public sealed class ReadmeTests(SampleHost host) : IClassFixture<SampleHost>
{
    [Fact]
    public async Task The_example_does_what_it_says()
    {
        // Its end is 40 days away: there is something to be reminded of.
        using var staff = host.ClientOf("staf");
        await staff.SignedAsync("74.71", from: "2026-01-01", until: "2026-12-31");
        using var administrator = host.AdministratorOf();
        var sent = new List<ClaimedReminder>();

        var draft = await ExampleAsync(host.AddressOf().ToString(), Keys.Administrator, reminder => { sent.Add(reminder); return Task.CompletedTask; });

        Assert.Equal("440/7/NK/2026", draft.Value.LocalNumber);
        Assert.NotEmpty(sent);
        foreach (var reminder in sent)
        {
            Assert.Equal(ReminderStanding.Delivered, (await administrator.Reminders.GetAsync(reminder.Id)).Value.State);
        }
    }

    [Fact]
    public async Task The_example_is_the_one_that_is_shown()
    {
        var readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"));
        var code = await File.ReadAllTextAsync(Repository.PathOf("tests", "Agreements.Client.Tests", "ReadmeTests.cs"));

        var shown = Between(Between(readme, "<!-- client", "<!-- end of client -->"), "```csharp\n", "```");
        var run = Between(code, "// As shown.\n", "        // So far.");

        Assert.Equal(shown.Trim(), string.Join('\n', run.Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line)).Trim());
    }

    private static async Task<Versioned<Agreement>> ExampleAsync(string address, string key, Func<ClaimedReminder, Task> SendAsync)
    {
        // As shown.
        using var client = AgreementsClient.Create(new AgreementsClientOptions { Address = new Uri(address), ApiKey = key, Language = "en" });

        // What ends within 45 days, page by page.
        await foreach (var agreement in client.Agreements.ExpiringAsync(new ExpiringFilter { WithinDays = 45, ProvinceCode = "74" }))
        {
            Console.WriteLine($"{agreement.RegionName}: {agreement.EffectiveUntil:yyyy-MM-dd}, {agreement.Standing}");
        }

        // Whatever becomes of the connection, there is one draft. Its ETag guards the edit: what is not set stays, null clears.
        var draft = await client.Agreements.DraftAsync(new DraftAgreement { Kind = AgreementKind.MemorandumOfAgreement, RegionCode = "74.71" });
        try
        {
            draft = await client.Agreements.EditAsync(draft.Value.Id, draft.ETag, new EditAgreement { LocalNumber = "440/7/NK/2026", Notes = null });
        }
        catch (ProblemException e) when (e.Code == "precondition.failed")
        {
            draft = await client.Agreements.GetAsync(draft.Value.Id);
        }

        // A reminder job: claim what is due, send it, say so. What nobody says anything about is due again when the lease is over.
        var claim = await client.Reminders.ClaimAsync(new ClaimReminders { Worker = "surel-1", Limit = 20 });
        foreach (var reminder in claim.Items)
        {
            await SendAsync(reminder);
            var report = new ReportDelivery { Claim = claim.Claim, Outcome = DeliveryOutcome.Delivered, Channel = reminder.Channel };
            await client.Reminders.ReportAsync(reminder.Id, report);
        }
        // So far.
        return draft;
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
