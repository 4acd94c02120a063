using Agreements.ReminderJob.Letters;
using Agreements.ReminderJob.Mail;
using Agreements.ReminderJob.Settings;

namespace Agreements.ReminderJob.Work;

/// <summary>Hands messages over, one after the other, in a session that is begun anew when the last one broke.</summary>
internal sealed class MailDesk(SmtpSettings settings, Words words, TimeProvider time) : IAsyncDisposable
{
    private SmtpSession? _session;

    /// <summary>Sees to it that there is a session.</summary>
    /// <exception cref="MailServerException">There cannot be one.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_session is { IsOpen: true })
        {
            return;
        }

        await DisposeAsync();
        _session = await SmtpSession.OpenAsync(settings, words, time, cancellationToken);
    }

    /// <summary>Hands a letter over. Its Message-ID follows from what it is about alone.</summary>
    public Task<Handover> HandOverAsync(string id, Letter letter, IReadOnlyList<MailBox> to, bool waitsForAll, CancellationToken cancellationToken)
    {
        var mail = new OutgoingMail { From = settings.From, To = to, MessageId = $"{id}@{settings.From.Domain}", At = time.GetUtcNow(), Letter = letter };
        return _session!.HandOverAsync(mail, waitsForAll, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync();
        }
    }
}
