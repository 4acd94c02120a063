using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Agreements.Data.Files;

/// <summary>What .NET has no call for.</summary>
internal static class Disk
{
    private const int ReadOnly = 0;

    /// <summary>Has the bytes of a file outlast a power cut, or fails: on Linux .NET keeps to itself that the disk did not take them.</summary>
    /// <exception cref="IOException">They may be lost.</exception>
    public static void Settle(FileStream file)
    {
        if (!OperatingSystem.IsLinux())
        {
            file.Flush(flushToDisk: true);
            return;
        }

        file.Flush();
        Require(SyncFile(file.SafeFileHandle));
    }

    /// <summary>Has the names in a folder outlast a power cut, as its files' bytes do already. Windows sees to that by itself.</summary>
    /// <exception cref="IOException">They may be lost.</exception>
    public static void Settle(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, ReadOnly);
        if (handle < 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage(), Marshal.GetLastPInvokeError());
        }

        try
        {
            Require(Sync(handle));
        }
        finally
        {
            _ = Close(handle);
        }
    }

    // Some network file systems, and what is no disk at all, cannot: EINVAL, EROFS, and ENOTSUP of Linux and of macOS. They settle things themselves.
    private static void Require(int outcome)
    {
        if (outcome != 0 && Marshal.GetLastPInvokeError() is not (22 or 30 or 95 or 45) and var error)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncFile(SafeFileHandle handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
