using Agreements.Api.Setup;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Store;

namespace Agreements.Api.Features.Events;

/// <summary>Places events that have no place yet, a moment after they were written, tells those who wait for them, and removes what is too old.</summary>
internal sealed partial class PlaceEvents(IServiceScopeFactory scopes, EventSignal signal, EventOptions options, TimeProvider clock, ILogger<PlaceEvents> logger) : BackgroundService
{
    // Events of a busy moment are placed together; on SQLite each placing takes the one place there is to write.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // While somebody waits here, for what another instance places.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenTrims = TimeSpan.FromMinutes(1);

    private DateTimeOffset _trimmedAt = DateTimeOffset.MinValue;
    private bool _hasBegun;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an earlier process left.
        signal.Raise();
        try
        {
            while (true)
            {
                await signal.WaitAsync(signal.IsWatched ? BetweenLooks : LongestWait, stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
                if (!await TryAsync(stoppingToken))
                {
                    await Task.Delay(PauseAfterFailure, clock, stoppingToken);
                    signal.Raise();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on from here, or another instance does.
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var placing = scope.ServiceProvider.GetRequiredService<EventPlacing>();
            await placing.PlaceAsync(cancellationToken);

            // Changes may have placed their events themselves, or another instance did. At first nobody is told for nothing of what was there before.
            if (signal.IsWatched || _hasBegun)
            {
                signal.Tell((await scope.ServiceProvider.GetRequiredService<AgreementsDbContext>().EndOfFeedAsync(cancellationToken)).Position);
            }

            _hasBegun = true;

            var now = clock.GetUtcNow();
            if ((now - _trimmedAt).Duration() >= BetweenTrims)
            {
                await placing.TrimAsync(now.AddDays(-options.RetentionDays), cancellationToken);
                _trimmedAt = now;
            }

            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was: whoever reads the feed places what waits as well.
            LogFailure(logger, e.GetBaseException().Message.ReplaceLineEndings(" "));
            return false;
        }
    }

    [LoggerMessage(EventId = 23, Level = LogLevel.Warning, Message = "Events could not be placed and will be tried again: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);
}
