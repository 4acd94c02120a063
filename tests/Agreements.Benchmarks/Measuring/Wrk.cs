using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Agreements.Benchmarks.Measuring;

/// <summary>What one measurement found.</summary>
/// <param name="RequestsPerSecond">Requests answered in a second.</param>
/// <param name="ProcessorMicroseconds">Processor time of the server for each.</param>
/// <param name="P99Milliseconds">The longest that 99 in 100 took.</param>
/// <param name="Amiss">Answers other than 2xx, and connections that broke.</param>
/// <param name="Others">The share of the machine that others took meanwhile.</param>
internal sealed record Figures(double RequestsPerSecond, double ProcessorMicroseconds, double P99Milliseconds, long Amiss, double Others)
{
    /// <summary>The middle of several, figure by figure; what went amiss adds up.</summary>
    public static Figures MedianOf(IReadOnlyList<Figures> rounds) => new(
        Median(rounds.Select(round => round.RequestsPerSecond)),
        Median(rounds.Select(round => round.ProcessorMicroseconds)),
        Median(rounds.Select(round => round.P99Milliseconds)),
        rounds.Sum(round => round.Amiss),
        Median(rounds.Select(round => round.Others)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

/// <summary>Makes load with wrk: one thread, 32 connections.</summary>
internal sealed class Wrk(Workshop workshop, Samples samples)
{
    private const int Connections = 32;
    private const string Mark = "JSON ";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly string _parties = workshop.Write("parties", samples.Parties);
    private readonly Dictionary<string, string> _requests = new(StringComparer.Ordinal);
    private int _runs;

    /// <summary>Measures one path for so many seconds.</summary>
    public Task<Figures> MeasureAsync(Server server, HotPath path, int seconds, CancellationToken cancellationToken)
    {
        if (!_requests.TryGetValue(path.Name, out var file))
        {
            file = workshop.Write(path.Name, path.Requests(samples));
            _requests[path.Name] = file;
        }

        return RunAsync(server, path.Kind, file, seconds, cancellationToken);
    }

    /// <summary>Asks for everything that these paths read, for so many seconds, so that what follows is compiled and cached.</summary>
    public Task WarmUpAsync(Server server, IEnumerable<HotPath> paths, LoadKind kind, int seconds, CancellationToken cancellationToken) =>
        RunAsync(server, kind, workshop.Write("warm-up", paths.SelectMany(path => Evenly(path.Requests(samples)))), seconds, cancellationToken);

    private static IEnumerable<string> Evenly(IReadOnlyList<string> requests) => requests.Count == 0 ? [] : Enumerable.Range(0, 200).Select(i => requests[i % requests.Count]);

    private async Task<Figures> RunAsync(Server server, LoadKind kind, string file, int seconds, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "wrk", ["-t1", $"-c{Text(Connections)}", $"-d{Text(seconds)}s", "--timeout", "10s", "-s", Path.Combine(AppContext.BaseDirectory, "load.lua"), server.Url])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KIND"] = kind.ToString().ToLowerInvariant();
        start.Environment["PATHS"] = file;
        start.Environment["PARTIES"] = _parties;
        start.Environment["KEY"] = Server.Key;
        start.Environment["RUN"] = $"{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{Text(++_runs)}";

        var (own, all) = (server.ProcessorSeconds, Server.ProcessorSecondsOfMachine);
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds) + Grace);
        try
        {
            var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var taken = server.ProcessorSeconds - own;
            return Read(said, taken, Server.ProcessorSecondsOfMachine - all - taken, seconds);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static Figures Read(string said, double processorSeconds, double besides, int seconds)
    {
        var line = Array.Find(said.Split('\n'), line => line.StartsWith(Mark, StringComparison.Ordinal)) ?? throw new BenchmarkException($"wrk did not measure anything:\n{said}");
        using var json = JsonDocument.Parse(line.AsMemory(Mark.Length));
        var requests = Math.Max(1, json.RootElement.GetProperty("requests").GetInt64());
        return new Figures(
            requests * 1e6 / Math.Max(1, json.RootElement.GetProperty("microseconds").GetInt64()),
            processorSeconds * 1e6 / requests,
            json.RootElement.GetProperty("p99").GetInt64() / 1000d,
            json.RootElement.GetProperty("refused").GetInt64() + json.RootElement.GetProperty("broken").GetInt64(),
            Math.Max(0, besides - json.RootElement.GetProperty("own").GetDouble()) / (seconds * Environment.ProcessorCount));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
