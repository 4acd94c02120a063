using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.ReminderJob.Tests.Hosting;

namespace Agreements.ReminderJob.Tests.Work;

/// <summary>The job as cron runs it, between the real service and a mail server by others.</summary>
public sealed class DispatchTests(GatedHost host) : IClassFixture<GatedHost>
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMinutes(5);

    [MailFact]
    public async Task Each_reminder_is_delivered_once_with_text_HTML_and_a_calendar()
    {
        await using var bench = await Bench.SetUpAsync(host);
        await bench.ContactsAsync(("Bagian Kesra, Kabupaten", "kesra@daerah.example", "id"), ("Liaison office", "liaison@daerah.example", "en"));
        var id = (await bench.DueAsync(responsible: "Bagian Hukum", action: "Naskah – \"perpanjangan\" <rapat>")).Single();

        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 1);
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts();

        var mail = (await bench.Mail.TakenAsync()).Single();
        Assert.Equal(Bench.MessageIdOf(id), mail.Said("messageId"));
        Assert.Equal("[5 hari lagi / in 5 days] Batas tindak lanjut rapat 26 November 2026 / Meeting follow-up due 26 November 2026", mail.Said("subject")!.Split(" – ")[0]);
        Assert.Equal(["kesra@daerah.example", "liaison@daerah.example"], mail.Texts("envelope"));
        Assert.Equal("Bagian Kesra, Kabupaten", mail["to"]![0]!.Said("name"));
        Assert.Equal(("Register Perjanjian", "pengingat@register.example"), (mail["from"]!.Said("name"), mail["from"]!.Said("address")));
        Assert.Contains("Tindak lanjut rapat ini harus selesai paling lambat Kamis, 26 November 2026, 5 hari lagi.", mail.Said("text"), StringComparison.Ordinal);
        Assert.Contains("This follow-up of a meeting must be done by Thursday, 26 November 2026, in 5 days.", mail.Said("text"), StringComparison.Ordinal);
        Assert.Contains("Naskah – &quot;perpanjangan&quot; &lt;rapat&gt; 1", mail.Said("html"), StringComparison.Ordinal);
        IsAllDay(mail, "2026-11-26", "2026-11-27");
        await bench.AreAsync("delivered", id);
    }

    [MailFact]
    public async Task Two_jobs_at_once_on_one_store_send_each_reminder_once()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 14);

        using var first = bench.Start(["--once", "--limit", "2", "--worker", "satu"]);
        using var second = bench.Start(["--once", "--limit", "2", "--worker", "dua"]);
        (await first.EndAsync()).Is(ExitCodes.Done);
        (await second.EndAsync()).Is(ExitCodes.Done);

        Assert.Equal(due.Select(Bench.MessageIdOf).Order(StringComparer.Ordinal), (await bench.MessageIdsAsync()).Order(StringComparer.Ordinal));
        await bench.AreAsync("delivered", due);
    }

    [MailTheory]
    [InlineData("mail", 451)]
    [InlineData("mail", 421)]
    [InlineData("rcpt", 451)]
    [InlineData("data", 451)]
    public async Task What_the_mail_server_refuses_for_a_while_is_sent_after_a_back_off(string at, int code)
    {
        await using var bench = await Bench.SetUpAsync(host);
        var id = (await bench.DueAsync()).Single();
        await bench.Mail.BehaveAsync(new { refuse = new { at, code, text = "4.7.1 try again later" } });

        (await bench.RunAsync()).Is(ExitCodes.Failed).Counts(failed: 1);
        await bench.AreAsync("failed", id);
        Assert.Contains($"{code} 4.7.1 try again later", await bench.DetailAsync(id), StringComparison.Ordinal);

        await bench.Mail.BehaveAsync(new { });
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts();
        bench.Later(FirstBackOff);
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 1);
        Assert.Equal([Bench.MessageIdOf(id)], await bench.MessageIdsAsync());
    }

    [MailFact]
    public async Task What_the_mail_server_refuses_for_good_is_visibly_failed()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var id = (await bench.DueAsync()).Single();
        await bench.Mail.BehaveAsync(new { refuse = new { at = "rcpt", code = 550, text = "5.1.1 <lain@daerah.example> unknown" } });

        var result = (await bench.RunAsync()).Is(ExitCodes.Failed).Counts(failed: 1);

        Assert.Contains("kesra@daerah.example: 550 5.1.1 … unknown", await bench.DetailAsync(id), StringComparison.Ordinal);
        Assert.Contains(id, result.Errors, StringComparison.Ordinal);
        await bench.AreAsync("failed", id);
        Assert.Empty(await bench.Mail.TakenAsync());
    }

    [MailFact]
    public async Task Where_the_connection_is_cut_after_the_message_was_taken_the_repeat_bears_the_same_message_id()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var id = (await bench.DueAsync()).Single();
        await bench.Mail.BehaveAsync(new { drop = true });

        (await bench.RunAsync()).Is(ExitCodes.Failed).Counts(failed: 1);
        Assert.Contains("the mail server may have it", await bench.DetailAsync(id), StringComparison.Ordinal);

        await bench.Mail.BehaveAsync(new { });
        bench.Later(FirstBackOff);
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 1);
        Assert.Equal([Bench.MessageIdOf(id), Bench.MessageIdOf(id)], await bench.MessageIdsAsync());
    }

    [MailFact]
    public async Task After_a_cut_the_others_of_the_batch_go_out_in_a_new_session()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 3);
        await bench.Mail.BehaveAsync(new { drop = true, times = 1 });

        (await bench.RunAsync()).Is(ExitCodes.Failed).Counts(delivered: 2, failed: 1);

        Assert.Equal(due.Select(Bench.MessageIdOf), await bench.MessageIdsAsync());
    }

    [MailTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_the_server_ends_between_two_letters_costs_no_attempt(bool saysSo)
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 3);
        await bench.Mail.BehaveAsync(saysSo ? new { refuse = new { at = "mail", code = 421, text = "4.7.0 enough for one session", after = 1, times = 1 } } : (object)new { leave = true });

        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 3);

        Assert.Equal(due.Select(Bench.MessageIdOf).Order(StringComparer.Ordinal), (await bench.MessageIdsAsync()).Order(StringComparer.Ordinal));
        foreach (var id in due)
        {
            Assert.Single((await bench.ReadAsync(id))["attempts"]!.AsArray());
        }
    }

    [MailFact]
    public async Task One_who_is_refused_for_good_does_not_keep_it_from_the_others()
    {
        await using var bench = await Bench.SetUpAsync(host);
        await bench.ContactsAsync(("Kesra", "kesra@daerah.example", "id"), ("Pindah", "pindah@daerah.example", "id"));
        var id = (await bench.DueAsync(responsible: null)).Single();
        await bench.Mail.BehaveAsync(new { refuse = new { at = "rcpt", code = 550, text = "5.1.1 moved", address = "pindah@daerah.example" } });

        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 1);

        Assert.Equal(["kesra@daerah.example"], (await bench.Mail.TakenAsync()).Single().Texts("envelope"));
        Assert.Contains("pindah@daerah.example: 550 5.1.1 moved", await bench.DetailAsync(id), StringComparison.Ordinal);
    }

    [MailFact]
    public async Task Everybody_waits_twice_for_one_who_is_refused_for_the_moment_and_then_is_told_without_them()
    {
        await using var bench = await Bench.SetUpAsync(host);
        await bench.ContactsAsync(("Kesra", "kesra@daerah.example", "id"), ("Penuh", "penuh@daerah.example", "id"));
        var id = (await bench.DueAsync(responsible: null)).Single();
        await bench.Mail.BehaveAsync(new { refuse = new { at = "rcpt", code = 452, text = "4.2.2 mailbox full", address = "penuh@daerah.example" } });

        (await bench.RunAsync()).Is(ExitCodes.Failed).Counts(failed: 1);
        bench.Later(FirstBackOff);
        (await bench.RunAsync()).Is(ExitCodes.Failed).Counts(failed: 1);
        Assert.Empty(await bench.Mail.TakenAsync());

        bench.Later(TimeSpan.FromMinutes(15));
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 1);
        Assert.Equal(["kesra@daerah.example"], (await bench.Mail.TakenAsync()).Single().Texts("envelope"));
        Assert.Contains("penuh@daerah.example: 452 4.2.2 mailbox full", await bench.DetailAsync(id), StringComparison.Ordinal);
    }

    [MailFact]
    public async Task It_signs_in_over_STARTTLS_with_a_certificate_that_it_can_trust()
    {
        using var certificate = new TestCertificate();
        await using var bench = await Bench.SetUpAsync(host, certificate);
        var id = (await bench.DueAsync()).Single();
        (string, string)[] secured = [("Smtp__Host", "localhost"), ("Smtp__StartTls", "true"), ("Smtp__User", MailReceiver.User), ("Smtp__Password", MailReceiver.Password)];

        // Nobody vouches for the certificate: nothing is said to this server, and nothing is claimed.
        (await bench.RunAsync(secured)).Is(ExitCodes.MailUnusable);
        (await bench.RunAsync([.. secured, ("SSL_CERT_FILE", certificate.File), ("Smtp__Password", "salah-sekali-0123")])).Is(ExitCodes.MailUnusable).Counts();
        await bench.AreAsync("due", id);

        (await bench.RunAsync([.. secured, ("SSL_CERT_FILE", certificate.File)])).Is(ExitCodes.Done).Counts(delivered: 1);
        var mail = (await bench.Mail.TakenAsync()).Single();
        Assert.Equal((true, MailReceiver.User), (mail.Flag("isSecure"), mail.Said("user")));
    }

    [MailFact]
    public async Task A_server_without_STARTTLS_is_told_nothing_where_it_is_asked_for()
    {
        await using var bench = await Bench.SetUpAsync(host);
        await bench.DueAsync();

        var result = (await bench.RunAsync(("Smtp__StartTls", "true"))).Is(ExitCodes.MailUnusable).Counts();

        Assert.Contains("it does not offer STARTTLS", result.Errors, StringComparison.Ordinal);
    }

    [MailFact]
    public async Task While_the_mail_server_is_dead_nothing_is_claimed_and_the_backlog_shows()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 2);

        (await bench.RunAsync(("Smtp__Port", "1"))).Is(ExitCodes.MailUnusable).Counts();

        await bench.AreAsync("due", due);
        Assert.Equal(2, (await bench.HealthAsync()).Number("backlog"));
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 2);
        Assert.Equal(0, (await bench.HealthAsync()).Number("backlog"));
    }

    [MailFact]
    public async Task A_mail_server_that_dies_in_a_batch_costs_one_attempt_of_the_one_in_hand_alone()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 3);
        await bench.Mail.BehaveAsync(new { drop = true, times = 1, refuse = new { at = "connect", code = 421, text = "4.3.2 shutting down", after = 1 } });

        (await bench.RunAsync()).Is(ExitCodes.MailUnusable).Counts(failed: 1, left: 2);

        await bench.AreAsync("failed", due[0]);
        await bench.AreAsync("claimed", due.Skip(1));
        await bench.Mail.BehaveAsync(new { });
        bench.Later(Bench.Lease + TimeSpan.FromSeconds(1));
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 2);
    }

    [MailFact]
    public async Task Nobody_to_tell_is_reported_printed_counted_and_told_to_the_operator()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 2, responsible: "Bagian Hukum");

        var result = (await bench.RunAsync(("Job__NobodyToTell", "operator@register.example"))).Is(ExitCodes.Failed).Counts(nobody: 2);

        await bench.AreAsync("failed", due);
        Assert.StartsWith("Nobody to tell", await bench.DetailAsync(due[0]), StringComparison.Ordinal);
        Assert.All(due, id => Assert.Contains(id, result.Errors, StringComparison.Ordinal));
        var mail = (await bench.Mail.TakenAsync()).Single();
        Assert.Equal(("2 reminders with nobody to tell", "operator@register.example"), (mail.Said("subject"), mail.Texts("envelope").Single()));
        Assert.Contains("Naskah perpanjangan 2", mail.Said("text"), StringComparison.Ordinal);

        await bench.ContactsAsync(("Kesra", "kesra@daerah.example", "id"));
        bench.Later(FirstBackOff);
        (await bench.RunAsync()).Is(ExitCodes.Done).Counts(delivered: 2);
    }

    [MailTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Asked_to_stop_while_the_operator_is_told_it_does_not_blame_the_mail_server(bool inANewSession)
    {
        await using var bench = await Bench.SetUpAsync(host);
        await bench.DueAsync(count: 2, responsible: "Bagian Hukum");
        var at = inANewSession ? "connect" : "mail";
        await bench.Mail.BehaveAsync(new { hold = at, after = inANewSession ? 1 : 0, refuse = new { at = "mail", code = 421, text = "4.7.0 too long a pause", times = 1 } });
        var held = bench.Mail.Expect("held");
        using var job = bench.Start(["--once", "--nobody-to-tell", "operator@register.example"]);
        await held;

        await job.AskToStopAsync();

        (await job.EndAsync()).Is(ExitCodes.Failed).Counts(nobody: 2);
        Assert.Empty(await bench.Mail.TakenAsync());
    }

    [MailFact]
    public async Task What_was_sent_but_cannot_be_reported_ends_the_run_and_shows_in_its_exit_code()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 3);
        host.Gate.Refuse("/deliveries", 500);

        var result = (await bench.RunAsync()).Is(ExitCodes.ServiceUnusable).Counts(left: 2, unreported: 1);

        Assert.Contains($"{due[0]} (FollowUp", result.Errors, StringComparison.Ordinal);
        Assert.Contains("sent, but not reported", result.Errors, StringComparison.Ordinal);
        Assert.Equal([Bench.MessageIdOf(due[0])], await bench.MessageIdsAsync());
    }

    [MailFact]
    public async Task A_service_that_refuses_the_key_is_named_and_nothing_is_sent()
    {
        await using var bench = await Bench.SetUpAsync(host);
        await bench.DueAsync();

        var result = (await bench.RunAsync(("Agreements__ApiKey", Keys.Of("nobody")))).Is(ExitCodes.ServiceUnusable).Counts();

        Assert.Contains("credentials.", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Keys.Of("nobody"), result.Errors + result.Output, StringComparison.Ordinal);
        Assert.Empty(await bench.Mail.TakenAsync());
    }

    [MailFact]
    public async Task A_dry_run_shows_what_it_would_send_and_claims_nothing()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 2);

        var result = (await bench.RunAsync(["--dry-run"], ("Agreements__ApiKey", bench.ReadingKey), ("Smtp__Host", ""), ("Smtp__From", ""))).Is(ExitCodes.Done);

        Assert.All(due, id => Assert.Contains(id, result.Output, StringComparison.Ordinal));
        Assert.EndsWith("2 would be sent.", result.Output.Trim(), StringComparison.Ordinal);
        await bench.AreAsync("due", due);
        Assert.Empty(await bench.Mail.TakenAsync());
    }

    [MailFact]
    public async Task Asked_to_stop_the_loop_finishes_and_reports_the_message_in_hand()
    {
        await using var bench = await Bench.SetUpAsync(host);
        var due = await bench.DueAsync(count: 3);
        await bench.Mail.BehaveAsync(new { hold = "taken" });
        var held = bench.Mail.Expect("held");
        using var job = bench.Start(["--pause", "3600"]);
        await held;

        await job.AskToStopAsync();
        await bench.Mail.BehaveAsync(new { });

        (await job.EndAsync()).Is(ExitCodes.Done).Counts(delivered: 1, left: 2);
        await bench.AreAsync("delivered", due[0]);
    }

    [MailFact]
    public async Task The_loop_goes_on_with_what_becomes_due()
    {
        await using var bench = await Bench.SetUpAsync(host);
        await bench.DueAsync();
        var taken = bench.Mail.Expect("taken");
        using var job = bench.Start(["--pause", "1"]);
        await taken;
        await Eventually.IsTrueAsync(async () => (await bench.StandAsync("delivered")).Count == 1, () => "the first was never delivered");

        taken = bench.Mail.Expect("taken");
        await bench.RecordAsync();
        await taken;

        await job.AskToStopAsync();
        (await job.EndAsync()).Is(ExitCodes.Done);
    }

    [Fact]
    public async Task Wrong_usage_and_wrong_settings_have_exit_codes_of_their_own_and_no_secret_is_printed()
    {
        (await JobProcess.RunAsync(["--onec"])).Is(ExitCodes.WrongUsage);
        var result = (await JobProcess.RunAsync(["--once", "--limit", "0"], ("Agreements__ApiKey", "agr_rahasia"), ("Smtp__User", "pengingat"), ("Smtp__Password", "sandi-rahasia"))).Is(ExitCodes.SettingsUnusable);

        Assert.Equal(
            [
                "Smtp__Host is not set: the mail server.",
                "Smtp__From is not set: the sender's address; its domain is also part of the Message-ID.",
                "Job__Limit (0) must be a whole number from 1 to 200.",
            ],
            result.Errors.Trim().Split('\n'));
        Assert.DoesNotContain("rahasia", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en_US.UTF-8", "Exit codes:")]
    [InlineData("C", "Kode keluar:")]
    public async Task Help_names_every_setting_and_exit_code_in_the_language_of_the_terminal(string language, string heading)
    {
        var help = (await JobProcess.RunAsync(["--help"], ("LC_ALL", language))).Is(ExitCodes.Done).Output;

        Assert.Contains(heading, help, StringComparison.Ordinal);
        Assert.All(ReminderJob.Settings.Setting.All, setting => Assert.Contains(setting.Variable, help, StringComparison.Ordinal));
        Assert.All(["--once", "--dry-run", "  130  "], term => Assert.Contains(term, help, StringComparison.Ordinal));
    }

    private static void IsAllDay(JsonObject mail, string starts, string ends)
    {
        var calendarEvent = mail["events"]!.AsArray().Single()!;
        Assert.Equal((starts, ends, true), (calendarEvent.Said("starts"), calendarEvent.Said("ends"), calendarEvent.Flag("isAllDay")));
        Assert.Equal(("PUBLISH", "mailto:pengingat@register.example"), (calendarEvent.Said("method"), calendarEvent.Said("organizer")));
        Assert.Matches("^followup-[0-9a-f-]{36}$", calendarEvent.Said("uid"));
        Assert.StartsWith("Batas tindak lanjut rapat 26 November 2026 – ", calendarEvent.Said("summary"), StringComparison.Ordinal);
    }
}
