using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.Metrics;
using Agreements.Data;
using Agreements.Data.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Agreements.Api.Setup;

/// <summary>Work that waits to be done by itself: it has gauges as soon as it is registered, and a say in whether the service is ready.</summary>
/// <param name="Kind">What waits, in the plural.</param>
/// <param name="Tolerance">How long the oldest may be overdue before the service is not ready; null where that is no reason.</param>
/// <param name="MeasureAsync">Counts what is due at an instant, by an index.</param>
internal sealed record Backlog(string Kind, TimeSpan? Tolerance, Func<AgreementsDbContext, DateTimeOffset, CancellationToken, Task<BacklogSize>> MeasureAsync);

/// <summary>How much waits.</summary>
/// <param name="Waiting">How many are due.</param>
/// <param name="OldestDueAt">Since when the oldest has been due; null where none is.</param>
internal sealed record BacklogSize(long Waiting, DateTimeOffset? OldestDueAt);

internal static class BacklogSetup
{
    /// <summary>Watches one more kind of backlog.</summary>
    public static void AddBacklog(this IServiceCollection services, Backlog backlog)
    {
        services.AddSingleton(backlog);
        if (backlog.Tolerance is null)
        {
            return;
        }

        services.AddHealthChecks().Add(new HealthCheckRegistration(
            backlog.Kind, provider => new KeepsUp(backlog, provider.GetRequiredService<Backlogs>(), provider.GetRequiredService<TimeProvider>()), failureStatus: null, tags: null));
    }

    private sealed class KeepsUp(Backlog backlog, Backlogs backlogs, TimeProvider clock) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                return (await backlogs.MeasureAsync(backlog, cancellationToken)).OldestDueAt is { } oldest && clock.GetUtcNow() - oldest > backlog.Tolerance
                    ? HealthCheckResult.Unhealthy("backlog.overdue")
                    : HealthCheckResult.Healthy();
            }
            catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException)
            {
                return HealthCheckResult.Unhealthy("store.unavailable", e);
            }
        }
    }
}

/// <summary>The size of every backlog, as it was last measured.</summary>
internal sealed class Backlogs(IEnumerable<Backlog> kinds, IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, BacklogSize> _last = new(StringComparer.Ordinal);
    private Task _measuring = Task.CompletedTask;

    public async Task<BacklogSize> MeasureAsync(Backlog backlog, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return _last[backlog.Kind] = await backlog.MeasureAsync(scope.ServiceProvider.GetRequiredService<AgreementsDbContext>(), clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>Makes gauges of what there is; where there is nothing, none.</summary>
    public void Publish()
    {
        if (kinds.Any())
        {
            Measures.Meter.CreateObservableGauge("agreements.backlog.items", () => Observe(size => size.Waiting), "{item}", "What is due and not done.");
            Measures.Meter.CreateObservableGauge(
                "agreements.backlog.oldest.age", () => Observe(size => size.OldestDueAt is { } oldest ? (clock.GetUtcNow() - oldest).TotalSeconds : 0), "s", "How long the oldest has been due.");
        }
    }

    // Whoever collects numbers waits for no store: it is told what was last measured, and has it measured again.
    private List<Measurement<T>> Observe<T>(Func<BacklogSize, T> number)
        where T : struct
    {
        if (_measuring.IsCompleted)
        {
            _measuring = Task.Run(MeasureAllAsync);
        }

        return [.. _last.Select(each => new Measurement<T>(number(each.Value), new KeyValuePair<string, object?>("kind", each.Key)))];
    }

    private async Task MeasureAllAsync()
    {
        foreach (var backlog in kinds)
        {
            try
            {
                await MeasureAsync(backlog, CancellationToken.None);
            }
            catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException)
            {
                // A number that is not known is not shown.
                _last.TryRemove(backlog.Kind, out _);
            }
        }
    }
}
