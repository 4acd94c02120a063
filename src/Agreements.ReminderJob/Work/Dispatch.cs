using Agreements.ReminderJob.Letters;
using Agreements.ReminderJob.Mail;
using Agreements.ReminderJob.Settings;

namespace Agreements.ReminderJob.Work;

/// <summary>
/// Claims what is due, sends it and says so, until nothing is left. The order makes it safe to be ended anywhere: what was claimed and not reported is due again when its
/// lease is over, and the repeat carries the same Message-ID.
/// </summary>
internal sealed class Dispatch(JobSettings settings, Register register, Words words, TimeProvider time)
{
    // So often everybody waits for those whom the server refuses for the moment; then they are told without them.
    private const int AttemptsThatWaitForAll = 2;

    private static readonly TimeSpan LongestForOperator = TimeSpan.FromMinutes(2);

    private readonly Tally _tally = new();
    private readonly List<Errand> _nobody = [];

    /// <summary>One round.</summary>
    /// <param name="stopping">Asks it to stop: the message in hand is finished and reported, no other is begun.</param>
    public async Task<Tally> RunAsync(CancellationToken stopping)
    {
        try
        {
            await using var desk = new MailDesk(settings.Smtp!, words, time);

            // First of all: what cannot be sent is not claimed either. It stays due, and no attempt is spent on it.
            await desk.OpenAsync(stopping);
            while (await RunBatchAsync(desk, stopping))
            {
                stopping.ThrowIfCancellationRequested();
            }

            await TellOperatorAsync(desk, stopping);
        }
        catch (MailServerException e)
        {
            _tally.MailFailed = true;
            Terminal.Warn(e.Message);
        }
        catch (Exception e) when (Register.IsFailure(e))
        {
            _tally.ServiceFailed = true;
            Terminal.Warn(words.In($"Layanan: {e.Message}", $"The service: {e.Message}"));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _tally.IsInterrupted = true;
        }

        return _tally;
    }

    // Whether there may be more.
    private async Task<bool> RunBatchAsync(MailDesk desk, CancellationToken stopping)
    {
        var lease = new Lease(settings.Lease, time);
        var batch = await register.ClaimAsync(settings, stopping);
        for (var done = 0; done < batch.Items.Count; done++)
        {
            if (stopping.IsCancellationRequested || !lease.HasRoom)
            {
                _tally.Left += batch.Items.Count - done;
                break;
            }

            try
            {
                await DispatchAsync(batch.Claim, batch.Items[done], lease, desk);
            }
            catch (Exception e) when (e is MailServerException || Register.IsFailure(e))
            {
                // What is in hand is not left: either it is untouched, as when no session can be begun any more, or it is counted as unreported.
                _tally.Left += batch.Items.Count - done - (e is MailServerException ? 0 : 1);
                throw;
            }
        }

        return batch.Items.Count > 0;
    }

    private async Task DispatchAsync(Guid claim, Errand errand, Lease lease, MailDesk desk)
    {
        if (errand.Addressees.Count == 0)
        {
            var nobody = errand.Unusable.Count == 0
                ? words.In("Tidak ada penerima: penanggung jawab bukan alamat surel, dan daerah maupun provinsinya tidak punya kontak.", "Nobody to tell: the owner is no mail address, and neither the region nor its province has contacts.")
                : words.In("Tidak ada penerima: tidak satu pun alamatnya dapat disurati.", "Nobody to tell: none of the addresses can be written to.");
            _nobody.Add(errand);
            Terminal.Warn($"{Named(errand)}: {nobody}");
            await ReportAsync(errand, claim, isDelivered: false, nobody);
            _tally.WithoutRecipients++;
            return;
        }

        using var end = lease.EndOfSending();
        var letter = new LetterWriter(settings.Smtp!.From, settings.LinkTemplate, time).Write(errand.Notice, errand.Addressees);
        var handover = await desk.HandOverAsync(
            $"{errand.Notice.Id}", letter, [.. errand.Addressees.Select(each => each.MailBox)], errand.Attempt <= AttemptsThatWaitForAll, end.Token);
        var isDelivered = handover.Outcome == HandoverOutcome.Taken;
        var detail = DetailOf(errand, handover);
        if (detail is not null)
        {
            Terminal.Warn($"{Named(errand)}: {detail}");
        }

        await ReportAsync(errand, claim, isDelivered, detail);
        if (isDelivered)
        {
            _tally.Delivered++;
        }
        else
        {
            _tally.Failed++;
        }
    }

    // Whatever happens meanwhile: what was handed over is reported.
    private async Task ReportAsync(Errand errand, Guid claim, bool isDelivered, string? detail)
    {
        try
        {
            if (await register.ReportAsync(errand, claim, isDelivered, detail) is { } objection)
            {
                Terminal.Warn($"{Named(errand)}: {objection}");
            }
        }
        catch (Exception e) when (Register.IsFailure(e))
        {
            _tally.Unreported++;
            Terminal.Warn(isDelivered
                ? words.In($"{Named(errand)}: sudah terkirim, tetapi tidak terlaporkan; pengulangannya akan membawa Message-ID yang sama.", $"{Named(errand)}: sent, but not reported; a repeat will carry the same Message-ID.")
                : words.In($"{Named(errand)}: tidak terkirim, dan tidak terlaporkan.", $"{Named(errand)}: not sent, and not reported."));
            throw;
        }
    }

    private string? DetailOf(Errand errand, Handover handover)
    {
        var details = new List<string>();
        if (handover.Detail is { } said)
        {
            details.Add(said);
        }

        if (handover.Refused.Count > 0)
        {
            var refused = string.Join("; ", handover.Refused.Select(each => $"{each.MailBox.Address}: {each.Detail}"));
            details.Add(words.In($"Tidak diterima server surel untuk {refused}", $"Not taken by the mail server for {refused}"));
        }

        if (errand.Unusable.Count > 0)
        {
            var unusable = string.Join("; ", errand.Unusable);
            details.Add(words.In($"Tidak dapat disurati: {unusable}", $"Cannot be written to: {unusable}"));
        }

        return details.Count == 0 ? null : OneLine.Shortened(OneLine.Of(string.Join(". ", details)), Register.DetailMaxLength);
    }

    private async Task TellOperatorAsync(MailDesk desk, CancellationToken stopping)
    {
        if (_nobody.Count == 0 || settings.NobodyToTell is not { } operatorBox)
        {
            return;
        }

        // Nothing is held for it, so nothing else ends a server that takes it and never says so.
        using var patience = new CancellationTokenSource(LongestForOperator, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        var letter = NobodyLetter.Of([.. _nobody.Select(errand => errand.Notice)], words);
        Handover handover;
        try
        {
            handover = await desk.HandOverAsync($"{_nobody[0].Notice.Id}.{_nobody[0].Attempt}.nobody", letter, [operatorBox], waitsForAll: true, end.Token);
        }
        catch (MailServerException e) when (stopping.IsCancellationRequested)
        {
            // It was told to stop, not let down by the server.
            throw new OperationCanceledException(e.Message, e, stopping);
        }

        if (handover.Outcome != HandoverOutcome.Taken)
        {
            stopping.ThrowIfCancellationRequested();
            Terminal.Warn(words.In($"Surat kepada {operatorBox.Address} tidak terkirim: {handover.Detail}", $"The letter to {operatorBox.Address} was not sent: {handover.Detail}"));
        }
    }

    private static string Named(Errand errand) =>
        $"{errand.Notice.Id} ({errand.Notice.Matter}, {errand.Notice.DueOn:yyyy-MM-dd}, {errand.Notice.RegionName})";
}
