using System.Collections.Concurrent;
using Agreements.Api.Http.Json;
using Agreements.Api.Security;
using Agreements.Api.Setup;
using Agreements.Data.Store;
using Agreements.Data.Telemetry;
using Agreements.Domain.Webhooks;

namespace Agreements.Api.Features.Webhooks.Delivery;

/// <summary>
/// Delivers to webhooks while the service runs; no request ever does. It tells webhooks of what the feed has, takes what is due in hand under a lease, sends it outside of any transaction, and
/// takes down what came of it. When it is killed in between, the lease ends and the same is sent again: at least once, with the same id. A receiver that is slow has so many places and one that
/// fails has one, so that none holds up the others.
/// </summary>
internal sealed partial class DeliverWebhooks(
    IServiceScopeFactory scopes, WebhookSender sender, WebhookSignal signal, EventSignal events, WebhookOptions options, TimeProvider clock, ILogger<DeliverWebhooks> logger) : BackgroundService
{
    // For what is due by its hour, and for what another instance left behind.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenTrims = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    // Between taking an attempt in hand and taking down what came of it, besides the attempt itself.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, int> _inHand = [];
    private readonly ConcurrentDictionary<Task, bool> _sending = [];
    private DateTimeOffset _trimmedAt = DateTimeOffset.MinValue;
    private int _rounds;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var abandon = new CancellationTokenSource();
        try
        {
            _ = HeedFeedAsync(stoppingToken);
            while (true)
            {
                // What an earlier process left waits a moment longer: a start has its first requests to answer.
                await signal.WaitAsync(BetweenLooks, stoppingToken);
                if (!await TryAsync(stoppingToken, abandon.Token))
                {
                    await Task.Delay(PauseAfterFailure, clock, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is under way may come to its end; what does not is sent again when its lease is over.
            await Task.WhenAny(Task.WhenAll(_sending.Keys), Task.Delay(LongestFarewell, clock, CancellationToken.None));
            await abandon.CancelAsync();
            await Task.WhenAll(_sending.Keys);
        }
    }

    // Read anew before the signal is raised: what the feed tells of in between is then seen in the round that follows.
    private async Task HeedFeedAsync(CancellationToken stoppingToken)
    {
        try
        {
            var told = events.Told;
            while (true)
            {
                await told.WaitAsync(stoppingToken);
                told = events.Told;
                signal.Raise();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
    }

    private async Task<bool> TryAsync(CancellationToken stoppingToken, CancellationToken abandoned)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var outbox = scope.ServiceProvider.GetRequiredService<WebhookOutbox>();
            foreach (var behind in await outbox.BehindAsync(stoppingToken))
            {
                await TryAsync(behind, () => outbox.TellAsync(behind, Now(), stoppingToken), stoppingToken);
            }

            await BeginAsync(outbox, stoppingToken, abandoned);
            if ((clock.GetUtcNow() - _trimmedAt).Duration() >= BetweenTrims)
            {
                await outbox.TrimAsync(clock.GetUtcNow().AddDays(-options.KeepDeliveriesDays), stoppingToken);
                _trimmedAt = clock.GetUtcNow();
            }

            return true;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it was: nobody is served worse for it, and a backlog shows.
            LogFailure(logger, e.GetBaseException().Message.ReplaceLineEndings(" "));
            return false;
        }
    }

    // What is wrong with one must not hold up the others.
    private async Task TryAsync(Guid webhook, Func<Task> step, CancellationToken stoppingToken)
    {
        try
        {
            await step();
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailureOf(logger, webhook, e.GetBaseException().Message.ReplaceLineEndings(" "));
        }
    }

    private async Task BeginAsync(WebhookOutbox outbox, CancellationToken stoppingToken, CancellationToken abandoned)
    {
        var due = await outbox.DueAsync(Now(), stoppingToken);

        // Where there are more than places, another one comes first each time.
        var first = due.Count == 0 ? 0 : _rounds++ % due.Count;
        foreach (var webhook in due.Skip(first).Concat(due.Take(first)))
        {
            var most = Math.Min(options.Parallel - _sending.Count, (webhook.IsFailing ? 1 : options.ParallelPerWebhook) - _inHand.GetValueOrDefault(webhook.Id));
            if (most <= 0)
            {
                continue;
            }

            await TryAsync(webhook.Id, () => TakeAsync(outbox, webhook.Id, most, stoppingToken, abandoned), stoppingToken);
        }
    }

    private async Task TakeAsync(WebhookOutbox outbox, Guid webhook, int most, CancellationToken stoppingToken, CancellationToken abandoned)
    {
        var until = Now() + options.Timeout + Margin;
        foreach (var attempt in await outbox.TakeAsync(webhook, most, Now(), options.Timeout + Margin, stoppingToken))
        {
            _inHand.AddOrUpdate(webhook, 1, (_, count) => count + 1);
            Keep(DeliverAsync(attempt, until, abandoned));
        }
    }

    private void Keep(Task delivery)
    {
        _sending[delivery] = true;
        _ = delivery.ContinueWith(
            done =>
            {
                _sending.TryRemove(done, out _);
                signal.Raise();
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    private async Task DeliverAsync(WebhookAttempt attempt, DateTimeOffset until, CancellationToken abandoned)
    {
        await Task.Yield();
        try
        {
            if (attempt.Hindrance is { } hindrance)
            {
                await ReportAsync(attempt, new WebhookAnswer(Status: null, hindrance, TimeSpan.Zero), abandoned);
            }
            else if (Now() + options.Timeout < until)
            {
                await ReportAsync(attempt, await SendAsync(attempt, abandoned), abandoned);
            }
        }
        catch (Exception e)
        {
            // Nobody knows what came of it: it is tried again when its lease is over.
            LogLost(logger, attempt.Delivery.Id, e.GetBaseException().Message.ReplaceLineEndings(" "));
        }
        finally
        {
            _inHand.AddOrUpdate(attempt.Delivery.WebhookId, 0, (_, count) => count - 1);
        }
    }

    // What fails in a way that nobody thought of is one attempt more: it is tried as often as anything else, and then given up.
    private async Task<WebhookAnswer> SendAsync(WebhookAttempt attempt, CancellationToken abandoned)
    {
        var began = clock.GetTimestamp();
        try
        {
            return await sender.SendAsync(attempt, abandoned);
        }
        catch (Exception e) when (!abandoned.IsCancellationRequested)
        {
            LogUnsent(logger, attempt.Delivery.Id, e.GetBaseException().Message.ReplaceLineEndings(" "));
            return new WebhookAnswer(Status: null, WebhookFault.ServiceFailed, clock.GetElapsedTime(began));
        }
    }

    private async Task ReportAsync(WebhookAttempt attempt, WebhookAnswer answer, CancellationToken abandoned)
    {
        Measures.WebhookAttempts.Add(1, new KeyValuePair<string, object?>("outcome", answer.Fault is { } fault ? EnumNames<WebhookFault>.Of(fault) : "delivered"));
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<WebhookOutbox>().ReportAsync(attempt, answer, Random.Shared.NextDouble(), Now(), abandoned) is { } reason)
        {
            LogDisabled(logger, attempt.Delivery.WebhookId, reason);
        }
    }

    private DateTimeOffset Now() => clock.GetUtcNow().ToMilliseconds();

    [LoggerMessage(EventId = 31, Level = LogLevel.Warning, Message = "Webhooks could not be looked after and will be again: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);

    [LoggerMessage(EventId = 34, Level = LogLevel.Warning, Message = "The webhook {Webhook} could not be looked after and will be again: {Reason}")]
    private static partial void LogFailureOf(ILogger logger, Guid webhook, string reason);

    [LoggerMessage(EventId = 32, Level = LogLevel.Warning, Message = "What came of the delivery {Delivery} could not be taken down; it is tried again when its lease is over: {Reason}")]
    private static partial void LogLost(ILogger logger, Guid delivery, string reason);

    [LoggerMessage(EventId = 35, Level = LogLevel.Error, Message = "The delivery {Delivery} failed in a way that was not foreseen: {Reason}")]
    private static partial void LogUnsent(ILogger logger, Guid delivery, string reason);

    [LoggerMessage(EventId = 33, Level = LogLevel.Warning, Message = "The webhook {Webhook} is disabled: {Reason}")]
    private static partial void LogDisabled(ILogger logger, Guid webhook, WebhookDisabledReason reason);
}
