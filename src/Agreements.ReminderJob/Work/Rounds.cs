using Agreements.ReminderJob.Settings;

namespace Agreements.ReminderJob.Work;

/// <summary>One round after the other, with a pause between them, until somebody asks it to stop.</summary>
internal static class Rounds
{
    /// <summary>Goes on until it is asked to stop; a round that failed is followed by another one.</summary>
    public static async Task<int> RunAsync(JobSettings settings, Register register, Words words, TimeProvider time, CancellationToken stopping)
    {
        var last = new Tally();
        while (!stopping.IsCancellationRequested)
        {
            last = await new Dispatch(settings, register, words, time).RunAsync(stopping);
            if (last.IsAnything)
            {
                Terminal.Tell(last.In(words));
            }

            try
            {
                await Task.Delay(settings.Pause, time, stopping);
            }
            catch (OperationCanceledException)
            {
                // Asked to stop.
            }
        }

        // What was claimed is due again by itself; only what nobody could be told of is worth an alarm.
        return last.Unreported > 0 ? ExitCodes.ServiceUnusable : ExitCodes.Done;
    }
}
