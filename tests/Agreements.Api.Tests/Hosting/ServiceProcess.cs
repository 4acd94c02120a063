using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Agreements.Api.Security;

namespace Agreements.Api.Tests.Hosting;

/// <summary>What a command came to.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">The lines on standard output.</param>
/// <param name="Errors">The lines on standard error.</param>
public sealed record CommandResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)
{
    /// <summary>Fails unless this is the exit code, showing what was said instead.</summary>
    public CommandResult Is(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"expected {exitCode}, got {ExitCode}: {string.Join('\n', Output.Concat(Errors))}");
        return this;
    }
}

/// <summary>The service as an operator runs it: a process of its own, started from the build output, that can be asked to stop or killed.</summary>
public sealed class ServiceProcess : IDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _errors = [];
    private readonly List<(string Text, TaskCompletionSource<string> Line)> _awaited = [];

    private ServiceProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrWhiteSpace(line.Data))
            {
                _errors.Enqueue(line.Data);
            }
        };
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The service ended: {Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Everything that it has printed.</summary>
    public string Output => string.Join('\n', _output.Concat(_errors));

    /// <summary>Starts the service on a free port with these settings, as environment variables.</summary>
    public static ServiceProcess Launch(params (string Name, string Value)[] settings) => Launch([], [], settings);

    /// <summary>Starts the service through another program that becomes it, such as one that drops rights first.</summary>
    public static ServiceProcess LaunchThrough(string[] program, params (string Name, string Value)[] settings) => Launch(program, [], settings);

    /// <summary>Starts the program with a command instead, as <c>dotnet Agreements.Api.dll COMMAND</c>.</summary>
    public static ServiceProcess LaunchCommand(string command, params (string Name, string Value)[] settings) => Launch([], [command], settings);

    /// <summary>Runs the program with these arguments to its end; what it says is English.</summary>
    public static async Task<CommandResult> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        using var command = Start(arguments, settings);
        var (exitCode, errors) = await command.EndAsync();
        return new CommandResult(exitCode, [.. command._output], errors);
    }

    /// <summary>Starts the program with these arguments.</summary>
    public static ServiceProcess Start(string[] arguments, params (string Name, string Value)[] settings) => Launch([], arguments, [("LC_ALL", "en_US.UTF-8"), .. settings]);

    private static ServiceProcess Launch(string[] through, string[] arguments, (string Name, string Value)[] settings)
    {
        var program = Program();
        string[] line = [.. through, "dotnet", program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("DOTNET_", StringComparison.Ordinal)).ToList())
        {
            if (inherited is not "DOTNET_ROOT")
            {
                start.Environment.Remove(inherited);
            }
        }

        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["RateLimits__PerCaller__Requests"] = "1000000";
        start.Environment[AdministratorKey.Setting] = Keys.Administrator;
        start.Environment["Shutdown__DrainSeconds"] = "0";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new ServiceProcess(start);
    }

    /// <summary>Starts the service on a store and waits until it listens.</summary>
    public static async Task<ServiceProcess> StartAsync(TestStore store, params (string Name, string Value)[] settings)
    {
        var service = Launch([("Database__Provider", TestStore.Provider), ("Database__ConnectionString", store.ConnectionString), .. settings]);
        await service._address.Task.WaitAsync(Patience);
        return service;
    }

    /// <summary>Waits until it listens and comes with the administrator's key.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        var client = new HttpClient { BaseAddress = await _address.Task.WaitAsync(Patience) };
        client.DefaultRequestHeaders.Add(Keys.Header, Keys.Administrator);
        return client;
    }

    /// <summary>Waits until it has printed a line with this text, and returns the line.</summary>
    public Task<string> SaysAsync(string text)
    {
        var line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_awaited)
        {
            _awaited.Add((text, line));
            if (_output.FirstOrDefault(printed => printed.Contains(text, StringComparison.Ordinal)) is { } printed)
            {
                line.SetResult(printed);
            }
        }

        return line.Task.WaitAsync(Patience);
    }

    /// <summary>Waits until it has ended by itself and returns the exit code with what it said on standard error.</summary>
    public async Task<(int ExitCode, IReadOnlyList<string> Errors)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, [.. _errors]);
    }

    /// <summary>Waits until it has given up starting; fails when it starts after all.</summary>
    public async Task<(int ExitCode, IReadOnlyList<string> Errors)> RefuseAsync()
    {
        var ended = EndAsync();
        await Task.WhenAny(ended, _address.Task);
        Assert.False(_address.Task.IsCompletedSuccessfully, $"it started: {Output}");
        return await ended;
    }

    /// <summary>Asks it to stop, as a supervisor does, and waits until it has.</summary>
    public async Task<int> StopAsync()
    {
        await AskToStopAsync();
        return (await EndAsync()).ExitCode;
    }

    /// <summary>Asks it to stop, as a supervisor does.</summary>
    public Task AskToStopAsync() => _process.AskToStopAsync();

    /// <summary>Kills it without a chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    public void Dispose() => _process.Abandon();

    /// <summary>The program, as it was built together with these tests.</summary>
    public static string Program()
    {
        // The output of the service's own project, built in the same configuration as these tests.
        var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "MvcTestingAppManifest.json")));
        var project = manifest.RootElement.EnumerateObject().First(entry => entry.Name.StartsWith("Agreements.Api,", StringComparison.Ordinal)).Value.GetString()!;
        var output = Path.Combine(new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name);
        return Path.GetFullPath(Path.Combine(project, "bin", output, "Agreements.Api.dll"));
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_awaited)
        {
            _output.Enqueue(line);
            _awaited.Where(each => line.Contains(each.Text, StringComparison.Ordinal)).ToList().ForEach(each => each.Line.TrySetResult(line));
        }

        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            // In a line of JSON the text ends with a quote.
            _address.TrySetResult(new Uri(line[(at + Listening.Length)..].Split('"')[0].Trim()));
        }
    }
}
