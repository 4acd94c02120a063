using Agreements.Data.Engines;
using Agreements.Data.Store;

namespace Agreements.Api.Setup;

/// <summary>Watches the check of a store that is served before it is done: one that turns out to be damaged is served no longer.</summary>
internal sealed partial class WatchCheck(IStoreEngine engine, IHostApplicationLifetime lifetime, ILogger<WatchCheck> logger) : BackgroundService
{
    private StoreUnusableException? _refusal;

    /// <summary>Refuses, once the service has ended, as a start would have.</summary>
    /// <exception cref="StoreUnusableException">The service ended because of its store.</exception>
    public void RequireSound()
    {
        if (_refusal is not null)
        {
            throw _refusal;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Asked to stop before it has started, a host takes that for no failure.
            await lifetime.StartedAsync(stoppingToken);
            var check = engine.CheckedAsync(stoppingToken);
            if (!check.IsCompleted)
            {
                LogBegun(logger);
                await check;
                LogSound(logger);
            }

            await check;
        }
        catch (StoreUnusableException e)
        {
            _refusal = e;
            LogUnusable(logger, e.Message);
            lifetime.StopApplication();
        }
        catch (OperationCanceledException)
        {
            // The next start checks from the beginning.
        }
    }

    [LoggerMessage(EventId = 43, Level = LogLevel.Information, Message = "The store is served while the rest of it is checked for damage")]
    private static partial void LogBegun(ILogger logger);

    [LoggerMessage(EventId = 44, Level = LogLevel.Information, Message = "The store has been checked to its end and is sound")]
    private static partial void LogSound(ILogger logger);

    [LoggerMessage(EventId = 45, Level = LogLevel.Critical, Message = "{Reason}")]
    private static partial void LogUnusable(ILogger logger, string reason);
}

/// <summary>Waits for the start.</summary>
internal static class Starts
{
    /// <summary>Waits until the service listens.</summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
        {
            await started.Task.WaitAsync(cancellationToken);
        }
    }
}
