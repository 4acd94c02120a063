using Agreements.ReminderJob.Letters;
using Agreements.ReminderJob.Mail;
using Agreements.ReminderJob.Settings;

namespace Agreements.ReminderJob.Work;

/// <summary>Hands messages over, one after the other, in a session that is begun anew when the last one broke.</summary>
internal sealed class MailDesk(SmtpSettings settings, Words words, TimeProvider time) : IAsyncDisposable
{
    private SmtpSession? _session;

    /// <summary>Sees to it that there is a session.</summary>
    /// <returns>Whether it was begun just now.</returns>
    /// <exception cref="MailServerException">There cannot be one.</exception>
    public async Task<bool> OpenAsync(CancellationToken cancellationToken)
    {
        if (_session is { IsOpen: true })
        {
            return false;
        }

        await DisposeAsync();
        _session = await SmtpSession.OpenAsync(settings, words, time, cancellationToken);
        return true;
    }

    /// <summary>
    /// Hands a letter over. Its Message-ID follows from what it is about alone. That the server has ended a session which was used before says nothing about this letter: it is
    /// begun once more in another.
    /// </summary>
    /// <exception cref="MailServerException">There cannot be a session.</exception>
    public async Task<Handover> HandOverAsync(string id, Letter letter, IReadOnlyList<MailBox> to, bool waitsForAll, CancellationToken cancellationToken)
    {
        var mail = new OutgoingMail { From = settings.From, To = to, MessageId = $"{id}@{settings.From.Domain}", At = time.GetUtcNow(), Letter = letter };
        var isFresh = await OpenInTimeAsync(cancellationToken);
        var handover = await _session!.HandOverAsync(mail, waitsForAll, cancellationToken);
        if (handover.Outcome == HandoverOutcome.NotBegun && !isFresh)
        {
            await OpenInTimeAsync(cancellationToken);
            handover = await _session.HandOverAsync(mail, waitsForAll, cancellationToken);
        }

        return handover;
    }

    // A server that does not come to an end of its greeting in time is one that cannot be reached.
    private async Task<bool> OpenInTimeAsync(CancellationToken end)
    {
        try
        {
            return await OpenAsync(end);
        }
        catch (OperationCanceledException e)
        {
            throw new MailServerException(words.In("Server surel tidak menjawab pada waktunya.", "The mail server did not answer in time."), e);
        }
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
