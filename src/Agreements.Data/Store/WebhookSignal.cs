namespace Agreements.Data.Store;

/// <summary>Wakes the worker that delivers to webhooks when there is something to deliver.</summary>
public sealed class WebhookSignal(TimeProvider clock) : Signal(clock);
