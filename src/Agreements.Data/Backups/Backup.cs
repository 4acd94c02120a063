using Agreements.Data.Engines;
using Agreements.Data.Files;

namespace Agreements.Data.Backups;

/// <summary>
/// A backup: a folder with the store, the documents and a manifest. It is made beside its place and moved there when it is whole, and compared file by file
/// before anything is put back.
/// </summary>
/// <param name="engine">The store.</param>
/// <param name="documents">Its documents.</param>
public sealed class Backup(IStoreEngine engine, BackupDocuments documents)
{

    /// <summary>Makes one. Where documents are amiss it is made of the rest, and says so; it does not replace a former one then, which may hold them.</summary>
    public async Task<BackupManifest> MakeAsync(
        string folder, bool replace, string release, DateTimeOffset now, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        RequirePlace(folder, replace);
        var draft = $"{folder}.partial-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Durable.CreateFolder(draft);

            // The store first: whatever it refers to is stored already.
            var store = Path.Combine(draft, engine.BackupName);
            var content = await engine.CopyAsync(store, progress, cancellationToken);
            var files = new List<BackupFile> { new(engine.BackupName, new FileInfo(store).Length, await Durable.HashAsync(store, static _ => { }, cancellationToken)) };
            var (copied, amiss) = await documents.CopyAsync(draft, content, progress, cancellationToken);
            files.AddRange(copied);
            if (amiss.Count > 0 && Directory.Exists(folder))
            {
                throw new BackupException(BackupFault.DocumentsAmiss, folder, amiss[0].Sha256, $"{amiss.Count}");
            }

            var manifest = new BackupManifest(BackupManifest.CurrentFormat, now, release, engine.BackupName, content, files) { Bucket = documents.Bucket, Amiss = amiss };
            await manifest.WriteAsync(draft, cancellationToken);
            foreach (var each in Directory.EnumerateDirectories(draft, "*", SearchOption.AllDirectories).Append(draft))
            {
                Disk.Settle(each);
            }

            MoveIn(draft, folder);
            Disk.Settle(Path.GetDirectoryName(folder)!);
            return manifest;
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }

    /// <summary>Puts one back.</summary>
    /// <returns>The backup, and where the former store is now; null where there was none.</returns>
    public async Task<(BackupManifest Manifest, string? Former)> PutBackAsync(
        string folder, bool replace, IReadOnlyList<string> knownMigrations, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        folder = Path.GetFullPath(folder);
        var manifest = BackupManifest.Read(folder);
        if (manifest.StoreFile != engine.BackupName)
        {
            throw new BackupException(BackupFault.OtherStore, folder, manifest.StoreFile, engine.BackupName);
        }

        if (!knownMigrations.Contains(manifest.Store.Migration, StringComparer.Ordinal))
        {
            throw new BackupException(BackupFault.NewerRelease, folder, manifest.Release);
        }

        await CheckAsync(folder, manifest, progress, cancellationToken);

        // The documents first: a store never refers to what is not there yet, and a document too many does no harm.
        var former = await engine.PutBackAsync(
            Path.Combine(folder, manifest.StoreFile), manifest.Store, replace, first: () => documents.PutBackAsync(folder, manifest, progress, cancellationToken), progress, cancellationToken);
        return (manifest, former);
    }

    private static void RequirePlace(string folder, bool replace)
    {
        if (!replace && Path.Exists(folder))
        {
            throw new BackupException(BackupFault.TargetExists, folder);
        }

        if (Path.Exists(folder) && !File.Exists(Path.Combine(folder, BackupManifest.FileName)))
        {
            throw new BackupException(BackupFault.TargetIsNoBackup, folder);
        }
    }

    private static void MoveIn(string draft, string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.Move(draft, folder);
            return;
        }

        // At no instant is there neither the former backup nor the new one.
        var former = $"{draft}-former";
        Directory.Move(folder, former);
        Directory.Move(draft, folder);
        Directory.Delete(former, recursive: true);
    }

    private static async Task CheckAsync(string folder, BackupManifest manifest, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        var advance = progress.Counting(BackupStage.CheckingFiles, manifest.Files.Sum(file => file.Bytes));
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(folder, file.Path);
            if (new FileInfo(path) is not { Exists: true } found || found.Length != file.Bytes
                || await Durable.HashAsync(path, advance, cancellationToken) != file.Sha256)
            {
                throw new BackupException(BackupFault.Damaged, folder, file.Path);
            }
        }
    }
}
