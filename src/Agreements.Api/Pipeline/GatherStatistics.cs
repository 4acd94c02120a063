using Agreements.Data.Store;

namespace Agreements.Api.Pipeline;

/// <summary>Has the store count, soon after the start and every hour, what it plans its questions by.</summary>
internal sealed partial class GatherStatistics(IServiceScopeFactory scopes, TimeProvider clock, ILogger<GatherStatistics> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(FirstPause, clock, stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                await TryAsync(stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start counts.
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<StoreStatistics>().GatherAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was: questions are answered as before, perhaps more slowly.
            LogFailure(logger, e.GetBaseException().Message.ReplaceLineEndings(" "));
        }
    }

    [LoggerMessage(EventId = 37, Level = LogLevel.Warning, Message = "The store could not count what it plans by and will another time: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);
}
