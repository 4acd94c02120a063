using Agreements.Data.Engines;
using Agreements.Data.Store;

namespace Agreements.Api.Pipeline;

/// <summary>Has the store merge, a little at a time, what changes leave in its search index.</summary>
internal sealed partial class MergeSearch(IServiceScopeFactory scopes, IStoreEngine engine, TimeProvider clock, ILogger<MergeSearch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private string? _merged;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (engine.MergesSearch)
        {
            return;
        }

        try
        {
            var pause = Pause;
            while (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(pause, clock, stoppingToken);
                pause = await TryAsync(stoppingToken) ? Pause : PauseAfterFailure;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is merged after the next start.
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Nobody has changed anything since, another process neither.
            var state = await engine.StateAsync(cancellationToken);
            if (state == _merged)
            {
                return true;
            }

            var begun = clock.GetTimestamp();
            while (await MergeAsync(cancellationToken))
            {
                // As long as it took the others come in, those of another process too, who look only now and then.
                await Task.Delay(clock.GetElapsedTime(begun), clock, cancellationToken);
                begun = clock.GetTimestamp();
            }

            _merged = state;
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was: what is found is the same, perhaps more slowly.
            LogFailure(logger, e.GetBaseException().Message.ReplaceLineEndings(" "));
            return false;
        }
    }

    private async Task<bool> MergeAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SearchMerging>().MergeAsync(cancellationToken);
    }

    [LoggerMessage(EventId = 46, Level = LogLevel.Warning, Message = "The search index could not be merged and will be another time: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);
}
