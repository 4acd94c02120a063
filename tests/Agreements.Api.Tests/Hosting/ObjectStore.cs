using System.Diagnostics;

namespace Agreements.Api.Tests.Hosting;

/// <summary>An S3-compatible store on loopback (<c>tests/object-store</c>), which needs node and its packages.</summary>
public sealed class ObjectStore : IDisposable
{
    public const string Bucket = "agreements";
    public const string Key = "S3RVER";

    private static readonly string Folder = Repository.PathOf("tests", "object-store");

    private readonly string _data = Directory.CreateTempSubdirectory("agreements-objects-").FullName;
    private Process? _process;

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? WhyNot { get; } = Directory.Exists(Path.Combine(Folder, "node_modules", "s3rver")) ? null : "needs an object store: run 'npm ci' in tests/object-store (.ci/run does)";

    public string Endpoint { get; private set; } = "";

    /// <summary>Starts it, on the port that it had where it ran before.</summary>
    public async Task StartAsync()
    {
        string[] port = Endpoint.Length == 0 ? [] : [new Uri(Endpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        _process = Process.Start(new ProcessStartInfo("node", ["store.js", _data, .. port])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        _process.BeginErrorReadLine();
        Endpoint = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The object store did not start.");
    }

    /// <summary>Stops it; what it holds stays.</summary>
    public void Stop()
    {
        _process?.StandardInput.Close();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>The file in which it keeps an object.</summary>
    public string PathOf(string key) => Directory.EnumerateFiles(Path.Combine(_data, Bucket), $"{key}._S3rver_object").Single();

    /// <summary>Takes an object away, past it.</summary>
    public void Lose(string key) => Directory.EnumerateFiles(Path.Combine(_data, Bucket), $"{key}._S3rver_*").ToList().ForEach(File.Delete);

    /// <summary>The names of what it holds.</summary>
    public IReadOnlyList<string> Objects() =>
        [.. Directory.EnumerateFiles(Path.Combine(_data, Bucket), "*._S3rver_object").Select(file => Path.GetFileName(file).Split('.')[0]).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        Stop();
        Directory.Delete(_data, recursive: true);
    }
}

/// <summary>A fact that needs the object store.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ObjectStoreFactAttribute : FactAttribute
{
    public ObjectStoreFactAttribute() => Skip = ObjectStore.WhyNot;
}
