using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Faults;

/// <summary>A disk that takes what is written, but while a test says so answers with an I/O error when it is to be brought safely onto it, or when it is to be read.</summary>
public sealed class FailingSync : IDisposable
{
    private const string Source = "failing-sync.c";

    private readonly string _folder = Directory.CreateTempSubdirectory("agreements-sync-").FullName;

    public FailingSync()
    {
        try
        {
            // A server of another user looks into it and counts too.
            Machine.Run("chmod", "777", _folder);

            // Under the name that .NET looks for first when somebody calls the system himself.
            Machine.Run("cc", "-O2", "-shared", "-Wl,-soname,libc.so", "-fPIC", "-o", Library, Repository.PathOf("tests", "Agreements.Api.Tests", "Faults", Source));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The settings with which a process has its files on it.</summary>
    public (string Name, string Value)[] Settings => [("LD_PRELOAD", Library), ("FAILING_SYNC_WHILE", Mark), ("FAILING_READ_WHILE", ReadMark), ("FAILING_SYNC_COUNT", Counted)];

    /// <summary>How often it has failed.</summary>
    public long Failures => new FileInfo(Counted) is { Exists: true, Length: var dots } ? dots : 0;

    private string Library => Path.Combine(_folder, "failing-sync.so");

    private string Mark => Path.Combine(_folder, "mark");

    private string ReadMark => Path.Combine(_folder, "mark-of-reads");

    private string Counted => Path.Combine(_folder, "counted");

    /// <summary>Fails from now on for the files whose path ends so.</summary>
    public void Break(string ending) => Put(Mark, ending);

    /// <summary>Gives nothing more from now on of the files whose path ends so, except to whoever has them mapped.</summary>
    public void BreakReads(string ending) => BreakReads(ending, place: 0, length: long.MaxValue, long.MaxValue);

    /// <summary>Gives nothing of what lies there in the files whose path ends so, the first so many times that a process asks for it.</summary>
    public void BreakReads(string ending, long place, long length, long times) => Put(ReadMark, $"{place} {place + length} {times}\n{ending}");

    /// <summary>Fails no more.</summary>
    public void Mend()
    {
        File.Delete(Mark);
        File.Delete(ReadMark);
    }

    private static void Put(string mark, string said)
    {
        // Whoever looks sees all of it or nothing.
        var draft = $"{mark}.draft";
        File.WriteAllText(draft, said);
        File.Move(draft, mark, overwrite: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
