namespace Agreements.Data.Store;

/// <summary>Wakes the sealer when there is something to seal.</summary>
public sealed class AuditSignal(TimeProvider clock) : Signal(clock);
