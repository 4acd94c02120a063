using Agreements.ReminderJob.Letters;
using Agreements.ReminderJob.Mail;
using Agreements.ReminderJob.Settings;
using Agreements.ReminderJob.Tests.Hosting;
using Agreements.ReminderJob.Tests.Letters;

namespace Agreements.ReminderJob.Tests.Mail;

/// <summary>When the time to send is over while the mail server does not answer.</summary>
public sealed class SmtpSessionTests
{
    [MailTheory]
    [InlineData("mail", nameof(HandoverOutcome.Deferred))]
    [InlineData("rcpt", nameof(HandoverOutcome.Deferred))]
    [InlineData("data", nameof(HandoverOutcome.Unknown))]
    [InlineData("taken", nameof(HandoverOutcome.Unknown))]
    public async Task What_became_of_the_message_is_known_but_where_all_of_it_was_sent(string at, string outcome)
    {
        await using var mail = await MailReceiver.StartAsync();
        await mail.BehaveAsync(new { hold = at });
        using var end = new CancellationTokenSource();
        await using var session = await OpenAsync(mail);
        var held = mail.Expect("held");

        var handover = session.HandOverAsync(Message(), waitsForAll: true, end.Token);
        await held;
        await end.CancelAsync();

        Assert.Equal(outcome, (await handover).Outcome.ToString());
        Assert.False(session.IsOpen);
    }

    [MailFact]
    public async Task One_session_takes_one_message_after_another()
    {
        await using var mail = await MailReceiver.StartAsync();
        await using var session = await OpenAsync(mail);
        await mail.BehaveAsync(new { refuse = new { at = "data", code = 554, text = "5.7.1 no" } });

        Assert.Equal(HandoverOutcome.Refused, (await session.HandOverAsync(Message(), waitsForAll: true, CancellationToken.None)).Outcome);
        await mail.BehaveAsync(new { });
        Assert.Equal(HandoverOutcome.Taken, (await session.HandOverAsync(Message(), waitsForAll: true, CancellationToken.None)).Outcome);
        Assert.Equal(HandoverOutcome.Taken, (await session.HandOverAsync(Message(), waitsForAll: true, CancellationToken.None)).Outcome);
        Assert.True(session.IsOpen);
    }

    [MailFact]
    public async Task A_line_that_begins_with_a_dot_arrives_as_it_was()
    {
        await using var mail = await MailReceiver.StartAsync();
        await using var session = await OpenAsync(mail);

        // No line of a letter does by itself: all of it is base64.
        await session.HandOverAsync(Message("titik\r\n.\r\n..\r\n.titik"), waitsForAll: true, CancellationToken.None);

        Assert.Contains("<titik\r\n.\r\n..\r\n.titik>\r\n", (await mail.TakenAsync()).Single()["raw"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static Task<SmtpSession> OpenAsync(MailReceiver mail) => SmtpSession.OpenAsync(
        new SmtpSettings { Host = "127.0.0.1", Port = mail.Port, StartTls = false, User = null, Password = null, From = Notices.From, Timeout = TimeSpan.FromSeconds(30) },
        new Words(isEnglish: true),
        TimeProvider.System,
        CancellationToken.None);

    private static OutgoingMail Message(string? messageId = null) => new()
    {
        From = Notices.From,
        To = [Notices.Indonesian.MailBox],
        MessageId = messageId ?? "019a8f00@kendari.example",
        At = Notices.Now,
        Letter = Notices.Written(Notices.Of(Matter.Expiry, 40), linkTemplate: null, Notices.Indonesian),
    };
}
