using Agreements.Data.Store;

namespace Agreements.Api.Pipeline;

/// <summary>Forgets, while the service runs, the answers that were kept for repeats: no request pays for it.</summary>
internal sealed partial class ForgetAnswers(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ForgetAnswers> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, clock, stoppingToken);
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is forgotten another time.
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<KeptAnswers>().ForgetAsync(clock.GetUtcNow(), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was: what is over is not given again, forgotten or not.
            LogFailure(logger, e.GetBaseException().Message.ReplaceLineEndings(" "));
        }
    }

    [LoggerMessage(EventId = 36, Level = LogLevel.Warning, Message = "Answers that were kept long enough could not be forgotten and will be another time: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);
}
