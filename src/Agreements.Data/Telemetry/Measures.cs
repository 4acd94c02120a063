using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Agreements.Data.Telemetry;

/// <summary>
/// What this service measures of itself beside what the platform does, all of it here. Names follow OpenTelemetry's semantic conventions; where nobody listens,
/// noting something costs next to nothing.
/// </summary>
public static class Measures
{
    /// <summary>The name of the meter, and of the source of spans.</summary>
    public const string Name = "Agreements";

    /// <summary>The meter; a feature that has work waiting adds a <c>Backlog</c> rather than an instrument of its own.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Spans of what the store does.</summary>
    public static ActivitySource Spans { get; } = new(Name);

    /// <summary>How long the store took, in seconds, by <c>db.operation.name</c>; a commit waits for the disk.</summary>
    public static Histogram<double> StoreDuration { get; } = Seconds("db.client.operation.duration", "Duration of database client operations.");

    /// <summary>How long a change waited for its turn where the store takes one at a time, in seconds.</summary>
    public static Histogram<double> TurnDuration { get; } = Seconds("agreements.store.turn.duration", "How long changes waited for their turn to write.");

    /// <summary>Changes that the store did not take, for want of room or of rights.</summary>
    public static Counter<long> RefusedChanges { get; } = Meter.CreateCounter<long>("agreements.store.refused.changes", "{change}", "Changes that the store did not take.");

    /// <summary>Failures answered, by their <c>code</c>: <c>store.busy</c>, <c>credentials.invalid</c> and all others.</summary>
    public static Counter<long> Problems { get; } = Meter.CreateCounter<long>("agreements.problem.answers", "{answer}", "Failures answered, by code.");

    /// <summary>Repeated requests that got their first answer.</summary>
    public static Counter<long> Replays { get; } = Meter.CreateCounter<long>("agreements.idempotency.replays", "{answer}", "Repeated requests that got their first answer.");

    /// <summary>API keys that the store was asked about, since nobody remembered them, by whether they were <c>found</c>.</summary>
    public static Counter<long> KeyLookups { get; } = Meter.CreateCounter<long>("agreements.key.lookups", "{key}", "API keys that the store was asked about.");

    /// <summary>Attempts to deliver to webhooks, by <c>outcome</c>: <c>delivered</c>, or why not.</summary>
    public static Counter<long> WebhookAttempts { get; } = Meter.CreateCounter<long>("agreements.webhook.attempts", "{attempt}", "Attempts to deliver to webhooks, by outcome.");

    // From an embedded store's fraction of a millisecond to the patience of a caller.
    private static Histogram<double> Seconds(string name, string description) => Meter.CreateHistogram(
        name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
}
