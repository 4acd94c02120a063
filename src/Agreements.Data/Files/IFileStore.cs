using Agreements.Data.Engines;

namespace Agreements.Data.Files;

/// <summary>
/// Where the contents of documents lie: a folder, or a bucket. Each is kept under the SHA-256 of its bytes, so that nothing is ever overwritten by anything
/// else, and what comes back can be told from what was stored.
/// </summary>
public interface IFileStore
{
    /// <summary>Where files lie while they arrive.</summary>
    IncomingFiles Incoming { get; }

    /// <summary>Keeps a file for good; when this returns, its bytes outlast a power cut.</summary>
    /// <exception cref="FileStoreException">It could not be kept, and nothing of it was.</exception>
    Task KeepAsync(IncomingFile file, CancellationToken cancellationToken);

    /// <summary>Opens a content, every byte of it compared with its hash before.</summary>
    /// <returns>The bytes; whoever takes them can seek in them and closes them.</returns>
    /// <exception cref="FileMissingException">They are not there, or not what was stored.</exception>
    /// <exception cref="FileStoreException">They cannot be reached.</exception>
    Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken);
}

/// <summary>The storage of files refused or cannot be reached.</summary>
public sealed class FileStoreException(StoreFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>In the words of the store.</summary>
    public StoreFault Fault { get; } = fault;

    /// <summary>Whether an exception tells of the storage.</summary>
    internal static bool IsTold(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>What an exception tells of the storage: no room, or no access.</summary>
    internal static FileStoreException Of(Exception exception)
    {
        // In the words of the operating system: no space, quota exceeded, file too large; then those of Windows.
        var isFull = exception is IOException && (exception.HResult & 0xFFFF) is 28 or 122 or 27 or 112 or 39;
        return new FileStoreException(isFull ? StoreFault.Full : StoreFault.Unavailable, exception.Message, exception);
    }
}

/// <summary>A content that was stored is gone, or is not what it was.</summary>
public sealed class FileMissingException(string sha256, Exception? inner = null) : Exception($"The content {sha256} is missing or altered.", inner);
