using System.Security.Cryptography;

namespace Agreements.Data.Files;

/// <summary>The folder in which files lie while they arrive and are looked at.</summary>
public sealed class IncomingFiles(string folder, TimeProvider clock)
{
    /// <summary>For how long nothing has been written to a file that a crash left behind: one that still arrives is never silent for so long.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromHours(1);

    /// <summary>Begins a file.</summary>
    /// <exception cref="FileStoreException">There is no room, or no access.</exception>
    public IncomingFile Begin()
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = NewPath();
            return new IncomingFile(path, new FileStream(path, Options(FileOptions.Asynchronous)));
        }
        catch (Exception e) when (FileStoreException.IsTold(e))
        {
            throw FileStoreException.Of(e);
        }
    }

    /// <summary>A file for a copy that is read back at once; it goes when it is closed.</summary>
    /// <exception cref="FileStoreException">There is no room, or no access.</exception>
    internal FileStream Scratch()
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(NewPath(), Options(FileOptions.Asynchronous | FileOptions.DeleteOnClose));
        }
        catch (Exception e) when (FileStoreException.IsTold(e))
        {
            throw FileStoreException.Of(e);
        }
    }

    /// <summary>Removes what a crash left behind. What cannot be removed stays for the next time.</summary>
    public void Sweep()
    {
        try
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*.part").Where(file => clock.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Silence).ToList())
            {
                file.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is none yet, or another instance was faster.
        }
    }

    // Nobody but the service reads what arrives, or what is kept of it.
    private static FileStreamOptions Options(FileOptions options)
    {
        var all = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, BufferSize = 0, Options = options };
        if (!OperatingSystem.IsWindows())
        {
            all.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return all;
    }

    private string NewPath() => Path.Combine(folder, $"{Guid.CreateVersion7(clock.GetUtcNow()):n}.part");
}

/// <summary>A file on its way in, hashed as it comes. Whatever is not moved away goes when it is disposed of.</summary>
public sealed class IncomingFile : IAsyncDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FileStream _content;

    internal IncomingFile(string path, FileStream content) => (Path, _content) = (path, content);

    /// <summary>Its length so far, in bytes.</summary>
    public long Size => _content.Length;

    /// <summary>SHA-256 of the whole, in lower-case hexadecimal digits, once it is complete.</summary>
    public string Sha256 { get; private set; } = "";

    internal string Path { get; }

    /// <summary>Appends bytes.</summary>
    /// <exception cref="FileStoreException">There is no room, or no access.</exception>
    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _content.WriteAsync(bytes, cancellationToken);
            _hash.AppendData(bytes.Span);
        }
        catch (Exception e) when (FileStoreException.IsTold(e))
        {
            throw FileStoreException.Of(e);
        }
    }

    /// <summary>Ends the file: from here on its bytes outlast a power cut, and can be looked at.</summary>
    /// <exception cref="FileStoreException">There is no room, or no access.</exception>
    public Stream Complete()
    {
        try
        {
            Disk.Settle(_content);
            Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
            return _content;
        }
        catch (Exception e) when (FileStoreException.IsTold(e))
        {
            throw FileStoreException.Of(e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await _content.DisposeAsync();
        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A later start sweeps it.
        }
    }
}
