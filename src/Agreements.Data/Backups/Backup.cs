using Agreements.Data.Engines;

namespace Agreements.Data.Backups;

/// <summary>
/// A backup: a folder with the store, the documents and a manifest. It is made beside its place and moved there when it is whole, and compared file by file
/// before anything is put back.
/// </summary>
/// <param name="engine">The store.</param>
/// <param name="documents">The folder of the documents, which need not exist. Its files are named for their content: one that is there never changes.</param>
public sealed class Backup(IStoreEngine engine, string documents)
{
    private const string DocumentsFolder = "documents";

    /// <summary>Makes one.</summary>
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
            files.AddRange(await CopyDocumentsAsync(Path.Combine(draft, DocumentsFolder), progress, cancellationToken));
            var manifest = new BackupManifest(BackupManifest.CurrentFormat, now, release, engine.BackupName, content, files);
            await manifest.WriteAsync(draft, cancellationToken);
            MoveIn(draft, folder);
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
            Path.Combine(folder, manifest.StoreFile), manifest.Store, replace, first: () => PutDocumentsBackAsync(folder, manifest, progress, cancellationToken), progress, cancellationToken);
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

    private async Task<List<BackupFile>> CopyDocumentsAsync(string target, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        var copied = new List<BackupFile>();
        if (!Directory.Exists(documents))
        {
            return copied;
        }

        var found = Directory.GetFiles(documents, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        foreach (var file in found)
        {
            var relative = Path.GetRelativePath(documents, file);
            var copy = Path.Combine(target, relative);
            Durable.CreateFolder(Path.GetDirectoryName(copy)!);
            try
            {
                var hash = await Durable.CopyAsync(file, copy, static _ => { }, cancellationToken);
                copied.Add(new BackupFile($"{DocumentsFolder}/{relative.Replace(Path.DirectorySeparatorChar, '/')}", new FileInfo(copy).Length, hash));
            }
            catch (FileNotFoundException)
            {
                // An upload that was given up meanwhile; what the store refers to stays.
                File.Delete(copy);
            }

            progress.Report(new BackupStep(BackupStage.CopyingDocuments, copied.Count, found.Count));
        }

        return copied;
    }

    private async Task PutDocumentsBackAsync(string folder, BackupManifest manifest, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        var files = manifest.Files.Where(file => file.Path.StartsWith($"{DocumentsFolder}/", StringComparison.Ordinal)).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            var target = Path.Combine(documents, files[i].Path[(DocumentsFolder.Length + 1)..]);
            if (!File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                var draft = $"{target}.partial-{Environment.ProcessId}";
                try
                {
                    await Durable.CopyAsync(Path.Combine(folder, files[i].Path), draft, static _ => { }, cancellationToken);
                    File.Move(draft, target);
                }
                finally
                {
                    File.Delete(draft);
                }
            }

            progress.Report(new BackupStep(BackupStage.CopyingDocuments, i + 1, files.Count));
        }
    }
}
