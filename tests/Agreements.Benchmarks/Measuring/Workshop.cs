using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Agreements.Benchmarks.Measuring;

/// <summary>A folder for one run, with what measuring needs around it. What lies in it goes with it.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly string _folder;
    private int _files;

    private Workshop(string folder) => _folder = folder;

    /// <summary>The published service.</summary>
    public string ServiceProgram { get; private set; } = "";

    /// <summary>Prepares a run: publishes the service as the Dockerfile does, unless it is there.</summary>
    /// <param name="service">The published service, or the folder with it; null to publish it.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<Workshop> OpenAsync(string? service, CancellationToken cancellationToken)
    {
        await RequireWrkAsync(cancellationToken);
        var workshop = new Workshop(Directory.CreateTempSubdirectory("agreements-benchmarks-").FullName);
        try
        {
            var given = Directory.Exists(service) ? Path.Combine(service, "Agreements.Api") : service;
            workshop.ServiceProgram = given is null ? await workshop.PublishAsync(cancellationToken) : Path.GetFullPath(given);
            return File.Exists(workshop.ServiceProgram) ? workshop : throw new BenchmarkException($"There is no service at {workshop.ServiceProgram}.");
        }
        catch
        {
            workshop.Dispose();
            throw;
        }
    }

    /// <summary>A file of this run.</summary>
    public string FileFor(string name) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{_files++:000}-{name}"));

    /// <summary>Writes lines to a file of this run.</summary>
    public string Write(string name, IEnumerable<string> lines)
    {
        var file = FileFor(name);
        File.WriteAllLines(file, lines);
        return file;
    }

    /// <summary>A copy of a store, whole in one file.</summary>
    public string CopyOf(string store, string name)
    {
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store, Pooling = false }.ConnectionString))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        // Under a new name there is no old log beside it.
        var copy = FileFor($"{name}.db");
        File.Copy(store, copy);

        // Whoever measures next does not wait for what is still on its way to the disk.
        using var written = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
        return copy;
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Somebody who asks a server with the key.</summary>
    public static HttpClient ClientOf(Server server)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Url), Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Add("X-Api-Key", Server.Key);
        return client;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task RequireWrkAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("wrk", "-v") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new BenchmarkException("wrk, which makes the load, is not installed: apt-get install wrk (Debian, Ubuntu), dnf install wrk (Fedora), or build it from github.com/wg/wrk.");
        }
    }

    private async Task<string> PublishAsync(CancellationToken cancellationToken)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Agreements.sln")))
        {
            root = root.Parent;
        }

        if (root is null)
        {
            throw new BenchmarkException("The sources are not here. Publish the service and name it: --service FOLDER.");
        }

        await Console.Error.WriteLineAsync("Publishing the service; --service FOLDER takes one that is there.");
        var output = Path.Combine(_folder, "app");
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["publish", Path.Combine(root.FullName, "src", "Agreements.Api"), "-c", "Release", "-r", "linux-x64", "-o", output, "-v", "q", "-clp:NoSummary"]))!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? Path.Combine(output, "Agreements.Api") : throw new BenchmarkException("The service could not be published.");
    }
}
