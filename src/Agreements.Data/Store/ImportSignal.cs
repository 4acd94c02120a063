namespace Agreements.Data.Store;

/// <summary>Wakes the worker that takes registers in when a file has come.</summary>
public sealed class ImportSignal(TimeProvider clock) : Signal(clock);
