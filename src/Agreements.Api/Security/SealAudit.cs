using Agreements.Data.Engines;
using Agreements.Data.Store;
using Agreements.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Security;

/// <summary>Seals the audit while the service runs, a moment after something was added: writers never wait for the chain.</summary>
internal sealed partial class SealAudit(IServiceScopeFactory scopes, AuditSignal signal, IStoreEngine engine, ILogger<SealAudit> logger) : BackgroundService
{
    // Entries of a busy moment are sealed together; on SQLite each sealing takes the one place there is to write.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an earlier process left unsealed.
        signal.Raise();
        try
        {
            while (true)
            {
                await signal.WaitAsync(stoppingToken);
                await Task.Delay(Pause, TimeProvider.System, stoppingToken);
                if (!await TrySealAsync(stoppingToken))
                {
                    await Task.Delay(PauseAfterFailure, TimeProvider.System, stoppingToken);
                    signal.Raise();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on from here.
        }
    }

    private async Task<bool> TrySealAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<AuditSealing>().SealAsync(cancellationToken) is { } seal)
            {
                // A log that is kept elsewhere is a witness: the verification takes a seal that was noted.
                LogSealed(logger, seal);
            }

            return true;
        }
        catch (Exception e) when (engine.Diagnose(e) is not null || e is DbUpdateConcurrencyException)
        {
            LogFailure(logger, e.GetBaseException().Message.ReplaceLineEndings(" "));
            return false;
        }
    }

    [LoggerMessage(EventId = 21, Level = LogLevel.Information, Message = "The audit is sealed: {Seal}")]
    private static partial void LogSealed(ILogger logger, AuditSeal seal);

    [LoggerMessage(EventId = 22, Level = LogLevel.Warning, Message = "The audit could not be sealed and will be tried again: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);
}
