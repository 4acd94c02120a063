using System.Security.Cryptography;
using Agreements.Data.Files;

namespace Agreements.Data.Backups;

/// <summary>Files that are on the disk before anybody relies on them, and that nobody but their owner reads.</summary>
internal static class Durable
{
    private const int BlockSize = 128 * 1024;

    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Tells how much of so many bytes is done.</summary>
    public static Action<long> Counting(this IProgress<BackupStep> progress, BackupStage stage, long total)
    {
        var done = 0L;
        return bytes =>
        {
            done += bytes;
            progress.Report(new BackupStep(stage, done, total));
        };
    }

    /// <summary>Copies a file and returns the SHA-256 of what was written, in lower-case hexadecimal digits.</summary>
    public static async Task<string> CopyAsync(string from, string to, Action<long> advance, CancellationToken cancellationToken)
    {
        await using var target = Create(to);
        var hash = await ReadAsync(from, (block, token) => target.WriteAsync(block, token), advance, cancellationToken);
        Disk.Settle(target);
        return hash;
    }

    /// <summary>The SHA-256 of a file, in lower-case hexadecimal digits.</summary>
    public static Task<string> HashAsync(string path, Action<long> advance, CancellationToken cancellationToken) =>
        ReadAsync(path, (_, _) => ValueTask.CompletedTask, advance, cancellationToken);

    private static async Task<string> ReadAsync(
        string path, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> take, Action<long> advance, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BlockSize];
        int length;
        while ((length = await file.ReadAsync(buffer, cancellationToken)) > 0)
        {
            hash.AppendData(buffer, 0, length);
            await take(buffer.AsMemory(0, length), cancellationToken);
            advance(length);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
