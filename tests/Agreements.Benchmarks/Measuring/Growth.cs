using System.Globalization;
using System.Text;
using Agreements.Benchmarks.Generation;

namespace Agreements.Benchmarks.Measuring;

/// <summary>How much more a request takes of a larger register.</summary>
internal sealed class Growth(Workshop workshop, string folder, int rounds, int seconds, TextWriter output)
{
    private const int WarmUpSeconds = 20;

    /// <summary>Measures the service on stores of these sizes, which are made where they are not there, and writes a table.</summary>
    public async Task RunAsync(IReadOnlyList<int> sizes, IReadOnlyList<HotPath> paths, CancellationToken cancellationToken)
    {
        var services = new List<Sized>();
        try
        {
            foreach (var size in sizes)
            {
                services.Add(await BeginAsync(size, paths, cancellationToken));
            }

            for (var round = 1; round <= rounds; round++)
            {
                foreach (var path in paths)
                {
                    // One size after the other: a machine that is faster for a while is so for all of them.
                    foreach (var service in services)
                    {
                        await MeasureAsync(service, path, round, cancellationToken);
                    }
                }
            }
        }
        finally
        {
            services.ForEach(service => service.Server.Dispose());
        }

        await WriteAsync(sizes, paths, [.. services.Select(service => service.Found.ToDictionary(each => each.Key, each => Figures.MedianOf(each.Value), StringComparer.Ordinal))]);
    }

    private async Task<Sized> BeginAsync(int size, IReadOnlyList<HotPath> paths, CancellationToken cancellationToken)
    {
        var store = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"agreements-{size}.db"));
        if (!File.Exists(store))
        {
            await new StoreMaker(store, postgres: null, Console.Error).MakeAsync(size, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), cancellationToken);
        }

        var wrk = new Wrk(workshop, Samples.Of(store));
        var server = await Server.ServiceAsync(workshop, store, cancellationToken);
        try
        {
            await wrk.WarmUpAsync(server, paths, LoadKind.Reads, WarmUpSeconds, cancellationToken);
            return new Sized(size, server, wrk, paths.ToDictionary(path => path.Name, _ => new List<Figures>(), StringComparer.Ordinal));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private async Task MeasureAsync(Sized service, HotPath path, int round, CancellationToken cancellationToken)
    {
        var figures = await service.Wrk.MeasureAsync(service.Server, path, seconds, cancellationToken);
        service.Found[path.Name].Add(figures);
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{service.Size,9} rows  round {round}  {path.Title,-30} {figures.RequestsPerSecond,8:0} requests/s {figures.ProcessorMicroseconds,7:0} µs  amiss {figures.Amiss}  others {figures.Others:P0}"));
    }

    private async Task WriteAsync(IReadOnlyList<int> sizes, IReadOnlyList<HotPath> paths, IReadOnlyList<IReadOnlyDictionary<string, Figures>> bySize)
    {
        await output.WriteLineAsync($"| CPU µs for each request | {string.Join(" | ", sizes.Select(size => size.ToString("N0", CultureInfo.InvariantCulture)))} | growth | not 2xx |");
        await output.WriteLineAsync($"|---|{string.Concat(Enumerable.Repeat("--:|", sizes.Count + 2))}");
        foreach (var path in paths)
        {
            var row = new StringBuilder().Append(CultureInfo.InvariantCulture, $"| {path.Title} |");
            foreach (var figures in bySize)
            {
                row.Append(CultureInfo.InvariantCulture, $" {figures[path.Name].ProcessorMicroseconds:0} |");
            }

            row.Append(CultureInfo.InvariantCulture, $" {bySize[^1][path.Name].ProcessorMicroseconds / bySize[0][path.Name].ProcessorMicroseconds:0.0}× | {bySize.Sum(figures => figures[path.Name].Amiss)} |");
            await output.WriteLineAsync(row.ToString());
        }
    }

    private sealed record Sized(int Size, Server Server, Wrk Wrk, Dictionary<string, List<Figures>> Found);
}
