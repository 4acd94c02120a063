using System.Security.Cryptography;

namespace Agreements.Data.Files;

/// <summary>A folder, on this machine or shared: <c>ab/abcd…</c> holds the bytes whose hash is <c>abcd…</c>.</summary>
public sealed class FolderFileStore(string folder, IncomingFiles incoming) : IFileStore
{
    /// <inheritdoc/>
    public IncomingFiles Incoming => incoming;

    /// <inheritdoc/>
    /// <remarks>Moved within one file system a file is there whole or not at all. One that is there already holds the same bytes, or ought to.</remarks>
    public Task KeepAsync(IncomingFile file, CancellationToken cancellationToken)
    {
        try
        {
            var place = PathOf(file.Sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(file.Path, place, overwrite: true);
            Disk.Settle(Path.GetDirectoryName(place)!);
            Disk.Settle(folder);
            return Task.CompletedTask;
        }
        catch (Exception e) when (FileStoreException.IsTold(e))
        {
            throw FileStoreException.Of(e);
        }
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        try
        {
            return await new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous)
                .VerifiedAsync(sha256, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileMissingException(sha256, e);
        }
        catch (Exception e) when (FileStoreException.IsTold(e))
        {
            throw FileStoreException.Of(e);
        }
    }

    private string PathOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);
}

/// <summary>Compares bytes with their hash before anybody gets them.</summary>
internal static class VerifiedContent
{
    /// <summary>The same stream at its beginning; it is closed when it does not hold what it should.</summary>
    public static async Task<Stream> VerifiedAsync(this Stream content, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            content.Position = 0;
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) != sha256)
            {
                throw new FileMissingException(sha256);
            }

            content.Position = 0;
            return content;
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }
}
