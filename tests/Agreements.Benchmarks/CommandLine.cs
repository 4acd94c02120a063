using System.CommandLine;
using System.Globalization;
using Agreements.Benchmarks.Floor;
using Agreements.Benchmarks.Generation;
using Agreements.Benchmarks.Measuring;

namespace Agreements.Benchmarks;

/// <summary>The commands.</summary>
internal static class CommandLine
{
    private const int Done = 0;
    private const int Failed = 1;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Measures the service against what runtime and store allow, and how it grows.") { Generate(), Floor(), Compare(), Grow(), Profile() };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (BenchmarkException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
    }

    private static Command Generate()
    {
        var rows = new Option<int>("--rows") { Description = "how many agreements", DefaultValueFactory = _ => 100_000 };
        var store = new Option<string?>("--store") { Description = "the SQLite file to make" };
        var postgres = new Option<string?>("--postgres") { Description = "a connection to an empty PostgreSQL database, instead of a file" };
        var around = new Option<string?>("--around") { Description = "the day around which last days lie; today when left out" };
        var command = new Command("generate", "Makes a store of so many agreements with plans and deadlines, the same for the same day.") { rows, store, postgres, around };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(store) is null == parsed.GetValue(postgres) is null)
            {
                throw new BenchmarkException("Name either --store or --postgres.");
            }

            var day = parsed.GetValue(around) is { } given
                ? DateOnly.ParseExact(given, "O", CultureInfo.InvariantCulture)
                : DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var file = parsed.GetValue(store) is { } path ? Path.GetFullPath(path) : null;
            await new StoreMaker(file, parsed.GetValue(postgres), Console.Out).MakeAsync(parsed.GetValue(rows), day, cancellationToken);
            return Done;
        });
        return command;
    }

    private static Command Floor()
    {
        var store = new Option<string>("--store") { Description = "the SQLite file", Required = true };
        var urls = new Option<string>("--urls") { Description = "where to listen", DefaultValueFactory = _ => "http://127.0.0.1:5090" };
        var unmapped = new Option<bool>("--unmapped") { Description = "read without a map of the file, which is faster while somebody writes" };
        var command = new Command("floor", "Serves the hot paths with bare Kestrel and hand-written SQL, to whoever asks.") { store, urls, unmapped };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await FloorServer.RunAsync(Path.GetFullPath(parsed.GetRequiredValue(store)), !parsed.GetValue(unmapped), parsed.GetRequiredValue(urls), cancellationToken);
            return Done;
        });
        return command;
    }

    private static Command Compare()
    {
        var store = new Option<string>("--store") { Description = "the SQLite file; it gets an administrator key, and drafts go into copies of it", Required = true };
        var (only, rounds, seconds, service) = MeasuringOptions(HotPath.Compared, rounds: 5, seconds: 5);
        var command = new Command("compare", "Service and floor in turn under the same load, with the ratios.") { store, only, rounds, seconds, service };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = Path.GetFullPath(parsed.GetRequiredValue(store));
            RequireStore(file);
            using var workshop = await Workshop.OpenAsync(parsed.GetValue(service), cancellationToken);
            await new Comparison(workshop, file, parsed.GetValue(rounds), parsed.GetValue(seconds), Console.Out).RunAsync(PathsOf(HotPath.Compared, parsed.GetValue(only)), cancellationToken);
            return Done;
        });
        return command;
    }

    private static Command Grow()
    {
        var sizes = new Option<string>("--sizes") { Description = "how many agreements, comma-separated", DefaultValueFactory = _ => "10000,100000,1000000" };
        var folder = new Option<string>("--folder") { Description = "where the stores are, or are made", DefaultValueFactory = _ => "." };
        var (only, rounds, seconds, service) = MeasuringOptions(HotPath.Growing, rounds: 3, seconds: 4);
        var command = new Command("growth", "How much more of the processor a request takes of a larger register.") { sizes, folder, only, rounds, seconds, service };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = parsed.GetRequiredValue(sizes).Split(',').Select(size => int.Parse(size, NumberStyles.None, CultureInfo.InvariantCulture)).ToList();
            var where = Path.GetFullPath(parsed.GetRequiredValue(folder));
            Directory.CreateDirectory(where);
            using var workshop = await Workshop.OpenAsync(parsed.GetValue(service), cancellationToken);
            await new Growth(workshop, where, parsed.GetValue(rounds), parsed.GetValue(seconds), Console.Out).RunAsync(wanted, PathsOf(HotPath.Growing, parsed.GetValue(only)), cancellationToken);
            return Done;
        });
        return command;
    }

    private static Command Profile()
    {
        var store = new Option<string>("--store") { Description = "the SQLite file", Required = true };
        var folder = new Option<string>("--folder") { Description = "the folder that the harness keeps its data in", Required = true };
        var size = new Option<string>("--size") { Description = "its name for the size of the register", DefaultValueFactory = _ => "100k" };
        var command = new Command("profile", "Prints a profile for the harness that measures several servers, and writes the ids and cursors that it needs.") { store, folder, size };
        command.SetAction(parsed =>
        {
            var file = Path.GetFullPath(parsed.GetRequiredValue(store));
            RequireStore(file);
            Console.WriteLine(BenchProfile.Write(file, Path.GetFullPath(parsed.GetRequiredValue(folder)), parsed.GetRequiredValue(size)));
            return Done;
        });
        return command;
    }

    private static (Option<string?> Only, Option<int> Rounds, Option<int> Seconds, Option<string?> Service) MeasuringOptions(IReadOnlyList<HotPath> paths, int rounds, int seconds) =>
        (
            new Option<string?>("--only") { Description = $"which paths, comma-separated: {string.Join(", ", paths.Select(path => path.Name))}" },
            new Option<int>("--rounds") { Description = "how often; the middle counts", DefaultValueFactory = _ => rounds },
            new Option<int>("--seconds") { Description = "how long each time", DefaultValueFactory = _ => seconds },
            new Option<string?>("--service") { Description = "the published service; it is published when left out" });

    private static List<HotPath> PathsOf(IReadOnlyList<HotPath> paths, string? only)
    {
        var names = only?.Split(',') ?? [.. paths.Select(path => path.Name)];
        return Array.Find(names, name => !paths.Any(path => path.Name == name)) is { } unknown
            ? throw new BenchmarkException($"There is no path {unknown}.")
            : [.. paths.Where(path => names.Contains(path.Name, StringComparer.Ordinal))];
    }

    private static void RequireStore(string file)
    {
        if (!File.Exists(file))
        {
            throw new BenchmarkException($"There is no store at {file}. Make one: generate --rows 100000 --store {file}");
        }
    }
}
