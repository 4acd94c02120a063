using System.Globalization;

namespace Agreements.Benchmarks.Measuring;

/// <summary>Service and floor in turn on the same data under the same load.</summary>
internal sealed class Comparison(Workshop workshop, string store, int rounds, int seconds, TextWriter output)
{
    // The service becomes faster for as long: the runtime compiles anew what is asked often, and a change runs through more code than a read.
    private const int WarmUpSeconds = 20;
    private const int WarmUpSecondsOfChanges = 60;

    private readonly Samples _samples = Samples.Of(store);
    private readonly Dictionary<string, (Figures Service, Figures Floor)> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _differences = new(StringComparer.Ordinal);
    private readonly List<string> _memory = [];

    /// <summary>Measures these paths and writes what came of it.</summary>
    public async Task RunAsync(IReadOnlyList<HotPath> paths, CancellationToken cancellationToken)
    {
        var wrk = new Wrk(workshop, _samples);
        var reads = paths.Where(path => path.Kind == LoadKind.Reads).ToList();
        if (reads.Count > 0)
        {
            await MeasureAsync(wrk, reads, store, store, cancellationToken);
        }

        // What writes has the store to itself, and each begins with the same one.
        foreach (var path in paths.Where(path => path.Kind != LoadKind.Reads))
        {
            var (copy, other) = (workshop.CopyOf(store, $"{path.Name}-service"), workshop.CopyOf(store, $"{path.Name}-floor"));
            await MeasureAsync(wrk, [path], copy, other, cancellationToken);
            File.Delete(copy);
            File.Delete(other);
        }

        await WriteAsync(paths);
    }

    private async Task MeasureAsync(Wrk wrk, List<HotPath> paths, string storeOfService, string storeOfFloor, CancellationToken cancellationToken)
    {
        using var service = await Server.ServiceAsync(workshop, storeOfService, cancellationToken);
        using var floor = await Server.FloorAsync(workshop, storeOfFloor, paths[0].Kind, cancellationToken);
        foreach (var path in paths)
        {
            if (await BodyCheck.DifferenceAsync(service, floor, path, _samples, cancellationToken) is { } difference)
            {
                _differences[path.Name] = difference;
            }
        }

        foreach (var server in (Server[])[service, floor])
        {
            await wrk.WarmUpAsync(server, paths, paths[0].Kind, paths[0].Kind == LoadKind.Reads ? WarmUpSeconds : WarmUpSecondsOfChanges, cancellationToken);
        }

        var figures = paths.ToDictionary(path => path.Name, _ => (Service: new List<Figures>(), Floor: new List<Figures>()), StringComparer.Ordinal);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var path in paths)
            {
                figures[path.Name].Service.Add(await MeasureAsync(wrk, service, path, round, cancellationToken));
                figures[path.Name].Floor.Add(await MeasureAsync(wrk, floor, path, round, cancellationToken));
            }
        }

        foreach (var (name, of) in figures)
        {
            _found[name] = (Figures.MedianOf(of.Service), Figures.MedianOf(of.Floor));
        }

        var kinds = paths.Count == 1 ? paths[0].Title : "reads";
        _memory.Add(string.Create(CultureInfo.InvariantCulture, $"Anonymous memory after {kinds}: service {service.AnonymousMemory:0} MiB, floor {floor.AnonymousMemory:0} MiB."));
    }

    private async Task<Figures> MeasureAsync(Wrk wrk, Server server, HotPath path, int round, CancellationToken cancellationToken)
    {
        var figures = await wrk.MeasureAsync(server, path, seconds, cancellationToken);
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"round {round}  {server.Name,-8} {path.Title,-26} {figures.RequestsPerSecond,8:0} requests/s {figures.ProcessorMicroseconds,7:0} µs  p99 {figures.P99Milliseconds,6:0.0} ms  amiss {figures.Amiss}  others {figures.Others:P0}"));
        return figures;
    }

    private async Task WriteAsync(IReadOnlyList<HotPath> paths)
    {
        await output.WriteLineAsync("| path | service, requests/s | floor | ratio | service, CPU µs | floor | ratio | service, p99 ms | floor | not 2xx | others |");
        await output.WriteLineAsync("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var path in paths)
        {
            var (service, floor) = _found[path.Name];
            var isSame = !_differences.ContainsKey(path.Name);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {path.Title} | {service.RequestsPerSecond:0} | {floor.RequestsPerSecond:0} | {Ratio(service.RequestsPerSecond, floor.RequestsPerSecond, isSame)} | {service.ProcessorMicroseconds:0} | {floor.ProcessorMicroseconds:0} | {Ratio(service.ProcessorMicroseconds, floor.ProcessorMicroseconds, isSame)} | {service.P99Milliseconds:0.0} | {floor.P99Milliseconds:0.0} | {service.Amiss + floor.Amiss} | {Math.Max(service.Others, floor.Others):P0} |"));
        }

        await output.WriteLineAsync();
        _memory.ForEach(output.WriteLine);
        if (_found.TryGetValue(HotPath.First, out var first) && _found.TryGetValue(HotPath.Deep, out var deep))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"A deep page takes {deep.Service.ProcessorMicroseconds / first.Service.ProcessorMicroseconds:0.00} times the CPU of the first one (floor: {deep.Floor.ProcessorMicroseconds / first.Floor.ProcessorMicroseconds:0.00})."));
        }

        foreach (var (name, difference) in _differences)
        {
            await output.WriteLineAsync($"No ratio for {name}, since the bodies differ. {difference}");
        }
    }

    private static string Ratio(double one, double other, bool isSame) => isSame ? (one / Math.Max(other, 1e-9)).ToString("0.00", CultureInfo.InvariantCulture) : "differs";
}
