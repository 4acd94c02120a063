using System.Diagnostics;
using System.Globalization;

namespace Agreements.Benchmarks.Measuring;

/// <summary>A process that serves the register, watched from outside.</summary>
internal sealed class Server : IDisposable
{
    /// <summary>The key that the service makes on a store without any.</summary>
    public const string Key = "benchmarks-0123456789-0123456789-abcd";

    private const double TicksPerSecond = 100;

    private static readonly TimeSpan CheckPatience = TimeSpan.FromMinutes(14);
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(15);

    private readonly Process _process;
    private readonly string _log;

    private Server(string name, string url, string log, ProcessStartInfo start)
    {
        (Name, Url, _log) = (name, url, log);
        _process = Process.Start(start) ?? throw new BenchmarkException($"{name} could not be started.");
    }

    /// <summary>What tables call it.</summary>
    public string Name { get; }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Processor seconds so far, of all processors.</summary>
    public double ProcessorSeconds => Ticks(File.ReadAllText($"/proc/{Pid}/stat").Split(") ")[^1].Split(' ')[11..13]);

    /// <summary>Memory that belongs to no file, in MiB.</summary>
    public double AnonymousMemory =>
        long.Parse(File.ReadLines($"/proc/{Pid}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024d;

    private string Pid => _process.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Processor seconds that the whole machine has spent, on whatever.</summary>
    public static double ProcessorSecondsOfMachine
    {
        get
        {
            var spent = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9];
            return Ticks([.. spent.Where((_, i) => i is not (3 or 4))]);
        }
    }

    /// <summary>Starts the service on a store, as it runs in production once the check of its file is done; one caller stands for many, so that the limits on a caller are raised.</summary>
    public static Task<Server> ServiceAsync(Workshop workshop, string store, CancellationToken cancellationToken)
    {
        var port = Workshop.FreePort();
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = Path.GetDirectoryName(workshop.ServiceProgram) };
        var settings = start.Environment;
        settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        settings["ASPNETCORE_URLS"] = UrlOf(port);
        settings["AGREEMENTS_ADMIN_KEY"] = Key;
        settings["Database__Provider"] = "Sqlite";
        settings["Database__ConnectionString"] = $"Data Source={store}";

        // The check of the file for damage would otherwise go on beside what is measured.
        settings["Database__CheckMilliseconds"] = CheckPatience.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
        settings["RateLimits__PerCaller__Requests"] = "1000000";
        settings["RateLimits__PerCaller__WindowSeconds"] = "1";
        settings["RateLimits__AtOnce"] = "64";

        // What is compared is how pages are read, not how they are remembered.
        settings["Lists__RememberedBytes"] = "0";
        return BeginAsync("service", UrlOf(port), workshop, start, [workshop.ServiceProgram], cancellationToken);
    }

    /// <summary>Starts the floor on a store, as suits the load: what is mapped is read faster, unless somebody writes meanwhile.</summary>
    public static Task<Server> FloorAsync(Workshop workshop, string store, LoadKind load, CancellationToken cancellationToken)
    {
        var url = UrlOf(Workshop.FreePort());
        var program = Path.Combine(AppContext.BaseDirectory, "Agreements.Benchmarks");
        return BeginAsync("floor", url, workshop, new ProcessStartInfo("/bin/sh"), [program, "floor", "--store", store, "--urls", url, .. load == LoadKind.Mixed ? ["--unmapped"] : Array.Empty<string>()], cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static async Task<Server> BeginAsync(string name, string url, Workshop workshop, ProcessStartInfo start, string[] command, CancellationToken cancellationToken)
    {
        // The shell gives its place to the program, and the program's words go to a file: nobody here has to read them.
        var log = workshop.FileFor($"{name}.log");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >\"$0\" 2>&1");
        start.ArgumentList.Add(log);
        foreach (var word in command)
        {
            start.ArgumentList.Add(word);
        }

        var server = new Server(name, url, log, start);
        try
        {
            await server.WaitAsync(cancellationToken);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var client = Workshop.ClientOf(this);
        var begun = TimeProvider.System.GetTimestamp();
        while (!_process.HasExited && TimeProvider.System.GetElapsedTime(begun) < StartPatience)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/v1/agreements/expiring?limit=1", UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }

                if ((int)answer.StatusCode == 401)
                {
                    throw new BenchmarkException("The store has another administrator key. Generate a new one, or take a copy that was never served.");
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        throw new BenchmarkException($"The {Name} did not start:\n{string.Join('\n', File.ReadLines(_log).TakeLast(20))}");
    }

    private static string UrlOf(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private static double Ticks(IReadOnlyList<string> fields) => fields.Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
}
