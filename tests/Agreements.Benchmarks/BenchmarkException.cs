namespace Agreements.Benchmarks;

/// <summary>What keeps a measurement from being made, to be said in one line.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
