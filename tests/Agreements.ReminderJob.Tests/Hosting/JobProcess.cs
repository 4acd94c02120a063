using System.Diagnostics;
using Agreements.Api.Tests.Hosting;

namespace Agreements.ReminderJob.Tests.Hosting;

/// <summary>What a run came to.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it said on standard output.</param>
/// <param name="Errors">What it said on standard error.</param>
public sealed record JobResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Fails unless this is the exit code, showing what was said instead.</summary>
    public JobResult Is(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"expected {exitCode}, got {ExitCode}: {Output}{Errors}");
        return this;
    }

    /// <summary>Fails unless it counted these, in the order in which it says them.</summary>
    public JobResult Counts(int delivered = 0, int failed = 0, int nobody = 0, int left = 0, int unreported = 0)
    {
        Assert.Equal($"{delivered} delivered, {failed} failed, {nobody} with nobody to tell, {left} left, {unreported} unreported.", Output.Trim());
        return this;
    }
}

/// <summary>The job as cron runs it: a process of its own, from the build output, that can be asked to stop or killed.</summary>
public sealed class JobProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private JobProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it with these arguments and environment variables; what it says is English unless they say otherwise.</summary>
    public static JobProcess Start(string[] arguments, params (string Name, string Value)[] settings)
    {
        var output = Path.Combine(new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name);
        var program = Repository.PathOf("src", "Agreements.ReminderJob", "bin", output, "agreements-reminders.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "en_US.UTF-8";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new JobProcess(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<JobResult> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        using var job = Start(arguments, settings);
        return await job.EndAsync();
    }

    /// <summary>Waits until it has ended.</summary>
    public async Task<JobResult> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new JobResult(_process.ExitCode, await _output, await _errors);
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
}
