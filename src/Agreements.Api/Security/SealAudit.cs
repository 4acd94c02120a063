using Agreements.Data.Store;
using Agreements.Domain.Audit;

namespace Agreements.Api.Security;

/// <summary>Seals what of the audit was not sealed by the change itself, a moment after something was added, and notes the end of the chain.</summary>
internal sealed partial class SealAudit(IServiceScopeFactory scopes, AuditSignal signal, TimeProvider clock, ILogger<SealAudit> logger) : BackgroundService
{
    // Entries of a busy moment are sealed together; on SQLite each sealing takes the one place there is to write.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private readonly Lock _door = new();
    private Task? _farewell;
    private AuditSeal _noted = AuditSeal.None;

    /// <summary>Seals what is left once nobody writes any more; a host may be told to stop more than once.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_door)
        {
            return _farewell ??= EndAsync(cancellationToken);
        }
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var enough = new CancellationTokenSource(LongestFarewell, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            await TrySealAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The next start goes on from here.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an earlier process left unsealed.
        signal.Raise();
        try
        {
            while (true)
            {
                await signal.WaitAsync(LongestWait, stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
                if (!await TrySealAsync(stoppingToken))
                {
                    await Task.Delay(PauseAfterFailure, clock, stoppingToken);
                    signal.Raise();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is sealed at the end.
        }
    }

    private async Task<bool> TrySealAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var end = await scope.ServiceProvider.GetRequiredService<AuditSealing>().SealAsync(cancellationToken);
            if (end != _noted)
            {
                // A log that is kept elsewhere is a witness: the verification takes a seal that was noted.
                LogSealed(logger, end);
                _noted = end;
            }

            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was: nobody is served worse for it, and a backlog shows.
            LogFailure(logger, e.GetBaseException().Message.ReplaceLineEndings(" "));
            return false;
        }
    }

    [LoggerMessage(EventId = 21, Level = LogLevel.Information, Message = "The audit is sealed: {Seal}")]
    private static partial void LogSealed(ILogger logger, AuditSeal seal);

    [LoggerMessage(EventId = 22, Level = LogLevel.Warning, Message = "The audit could not be sealed and will be tried again: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);
}
