using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Agreements.Api.Tests.Hosting;
using Npgsql;

namespace Agreements.Api.Tests.Faults;

/// <summary>A test that kills the PostgreSQL server, and so needs one that is its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrivateServerFactAttribute : FactAttribute
{
    public PrivateServerFactAttribute() => Skip = new PostgresFactAttribute().Skip ?? (PrivateServer.Programs is null ? "needs PostgreSQL's initdb and pg_ctl (Debian: postgresql)" : null);
}

/// <summary>A test whose PostgreSQL server has a disk that fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FailingServerFactAttribute : FactAttribute
{
    public FailingServerFactAttribute() => Skip = new PrivateServerFactAttribute().Skip ?? Machine.Lack(Need.Compiler);
}

/// <summary>A PostgreSQL server of the test's own, with nothing in it, that can be killed and started again.</summary>
public sealed class PrivateServer : IDisposable
{
    private static readonly Lazy<string?> Found = new(Find);

    private readonly string _folder = Directory.CreateTempSubdirectory("agreements-server-").FullName;
    private readonly int _port = FreePort();

    private readonly FailingSync? _disk;

    private PrivateServer(FailingSync? disk) => _disk = disk;

    /// <summary>Where the programs of the newest release on this machine are; null where there is none.</summary>
    public static string? Programs => Found.Value;

    /// <summary>How a service gets to it.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Username = "agreements", Database = "postgres" }.ConnectionString;

    private string Data => Path.Combine(_folder, "data");

    // Nothing is lost when it is killed without its machine, whether it waits for the disk or not. One whose disk fails waits, and ends when it does.
    private string Waits => _disk is null ? "-c fsync=off" : "-c fsync=on -c restart_after_crash=off";

    /// <summary>Makes one and starts it, on this disk where one is named.</summary>
    public static async Task<PrivateServer> StartAsync(FailingSync? disk = null)
    {
        var server = new PrivateServer(disk);
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                // The server refuses to run as root.
                Machine.Run("chown", "postgres", server._folder);
            }

            await server.RunAsync("initdb", "-D", server.Data, "-U", "agreements", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
            await server.ComeBackAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Kills it as it stands: nobody is told, nothing is finished.</summary>
    public void Kill() => Machine.Run("kill", "-KILL", Postmaster().ToString(CultureInfo.InvariantCulture));

    /// <summary>Starts it again, as its supervisor does.</summary>
    public Task ComeBackAsync() => Eventually.IsTrueAsync(
        async () =>
        {
            try
            {
                await RunAsync("pg_ctl", "-D", Data, "-w", "-t", "30", "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= {Waits}", "start");
                return true;
            }
            catch (InvalidOperationException)
            {
                // What served the former one's connections has not gone yet.
                return false;
            }
        },
        () => File.ReadAllText(Path.Combine(_folder, "log")));

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop").GetAwaiter().GetResult();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private int Postmaster() => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private async Task RunAsync(string program, params string[] arguments)
    {
        string[] line = [.. Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : Array.Empty<string>(), Path.Combine(Programs!, program), .. arguments];

        // A server that is started keeps what it inherits: a pipe of this process would never end.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", .. line]) { UseShellExecute = false, WorkingDirectory = "/" };
        foreach (var (name, value) in _disk?.Settings ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new Win32Exception();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
        }
    }

    private static string? Find()
    {
        const string Installed = "/usr/lib/postgresql";
        return Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed).Select(release => Path.Combine(release, "bin")).Where(programs => File.Exists(Path.Combine(programs, "initdb")))
                .OrderBy(programs => programs.Length).ThenBy(programs => programs, StringComparer.Ordinal).LastOrDefault()
            : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
