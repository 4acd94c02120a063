using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Agreements.Api.Tests.Faults;

namespace Agreements.Api.Tests.Hosting;

/// <summary>What a test wants of the machine it runs on.</summary>
public enum Need
{
    /// <summary>To start the service as a user without rights.</summary>
    OtherUser,

    /// <summary>A disk that is soon full.</summary>
    SmallDisk,

    /// <summary>To change how large a file a running process may write.</summary>
    FileSizeLimit,

    /// <summary>To compile what stands between a program and its disk.</summary>
    Compiler,
}

/// <summary>A test about the SQLite file that not every machine can run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteFactWithAttribute : FactAttribute
{
    public SqliteFactWithAttribute(Need need)
    {
        Need = need;
        Skip = new SqliteFactAttribute().Skip ?? Machine.Lack(need);
    }

    public Need Need { get; }
}

/// <summary>A theory about the SQLite file that not every machine can run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteTheoryWithAttribute : TheoryAttribute
{
    public SqliteTheoryWithAttribute(Need need)
    {
        Need = need;
        Skip = new SqliteFactWithAttribute(need).Skip;
    }

    public Need Need { get; }
}

/// <summary>The machine, as far as tests have to reach past the service.</summary>
public static class Machine
{
    /// <summary>What becomes a user without rights before it runs what follows.</summary>
    public static readonly string[] AsNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

    /// <summary>What has the system answer a write past the limit with an error, where it would otherwise end the process.</summary>
    public static readonly string[] HeedlessOfLimits = ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"];

    private static readonly Lazy<string?> NoOtherUser = new(() => !Environment.IsPrivilegedProcess
        ? "needs root, to start the service as a user without rights"
        : Try([.. AsNobody, "test", "-r", ServiceProcess.Program()], "needs setpriv, and a build output that every user may read"));

    private static readonly Lazy<string?> NoSmallDisk = new(() =>
    {
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux())
        {
            return "needs root on Linux, to mount a small disk";
        }

        try
        {
            new SmallDisk().Dispose();
            return null;
        }
        catch (InvalidOperationException e)
        {
            return $"needs to mount a small disk: {e.Message}";
        }
    });

    private static readonly Lazy<string?> NoFileSizeLimit = new(() => Try(["prlimit", "--version"], "needs prlimit"));

    private static readonly Lazy<string?> NoCompiler = new(() =>
    {
        const string Wanted = "needs Linux and a C compiler, to have a disk fail (Debian: gcc libc6-dev)";
        if (!OperatingSystem.IsLinux())
        {
            return Wanted;
        }

        try
        {
            new FailingSync().Dispose();
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return $"{Wanted}: {e.Message}";
        }
    });

    /// <summary>Why the machine cannot do it; null where it can.</summary>
    public static string? Lack(Need need) => need switch
    {
        Need.OtherUser => NoOtherUser.Value,
        Need.SmallDisk => NoSmallDisk.Value,
        Need.Compiler => NoCompiler.Value,
        _ => NoFileSizeLimit.Value,
    };

    /// <summary>From now on a file of the process may not grow past this size, and what lies beyond it cannot be written; null lifts the limit.</summary>
    public static void LimitFileSize(ServiceProcess service, int? bytes) => Run(
        "prlimit", "--pid", service.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}:");

    /// <summary>Runs a program; fails, with what it said, unless it succeeds.</summary>
    public static void Run(params string[] line)
    {
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { UseShellExecute = false, RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{line[0]}: {said.Trim()}");
        }
    }

    private static string? Try(string[] line, string otherwise)
    {
        try
        {
            Run(line);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return otherwise;
        }
    }
}

/// <summary>A folder on a disk of two mebibytes.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agreements-disk-").FullName;

    public SmallDisk()
    {
        try
        {
            Machine.Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", _folder);
        }
        catch
        {
            Directory.Delete(_folder);
            throw;
        }
    }

    public string ConnectionString => $"Data Source={Path.Combine(_folder, "agreements.db")}";

    /// <summary>The folder itself.</summary>
    public string Folder => _folder;

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Takes all the room there is.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                ballast.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        Machine.Run("umount", "--lazy", _folder);
        Directory.Delete(_folder);
    }
}
