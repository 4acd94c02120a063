namespace Agreements.ReminderJob.Work;

/// <summary>Shows what a run would send, and takes nothing in hand. Whom it would tell is settled when it is claimed.</summary>
internal sealed class DryRun(Register register, Words words)
{
    public async Task<int> RunAsync(CancellationToken stopping)
    {
        var count = 0;
        try
        {
            await foreach (var line in register.DueAsync(words.In("id", "en") == "en", stopping))
            {
                Terminal.Tell(line);
                count++;
            }
        }
        catch (Exception e) when (Register.IsFailure(e))
        {
            Terminal.Warn(words.In($"Layanan: {e.Message}", $"The service: {e.Message}"));
            return ExitCodes.ServiceUnusable;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }

        Terminal.Tell(words.In($"{count} akan dikirim.", $"{count} would be sent."));
        return ExitCodes.Done;
    }
}
