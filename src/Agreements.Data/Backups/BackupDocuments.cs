using System.Text.Json.Serialization;

namespace Agreements.Data.Backups;

/// <summary>How a document is amiss.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DocumentFault>))]
public enum DocumentFault
{
    /// <summary>The store lists it, and it is not there.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>Its bytes are not those that were stored.</summary>
    [JsonStringEnumMemberName("altered")]
    Altered,
}

/// <summary>A document that a backup could not take along.</summary>
/// <param name="Sha256">Its name: the SHA-256 of what was stored.</param>
/// <param name="Fault">How it is amiss.</param>
public sealed record AmissDocument(string Sha256, DocumentFault Fault);

/// <summary>The documents of a store, on their way into a backup and back: <c>ab/abcd…</c> holds the bytes whose hash is <c>abcd…</c>, and never changes.</summary>
/// <param name="folder">The folder that holds them, which need not exist. What else lies in it is on its way in, or none of the service's.</param>
/// <param name="bucket">The bucket that holds them instead; they stay there.</param>
/// <param name="listAsync">Asks the store which documents there are.</param>
public sealed class BackupDocuments(string folder, string? bucket, Func<CancellationToken, Task<IReadOnlyList<string>>> listAsync)
{
    private const string Folder = "documents";
    private const string Table = "document_versions";
    private const int HashLength = 64;

    /// <summary>The bucket that holds them; null where the folder does.</summary>
    public string? Bucket { get; } = bucket;

    internal async Task<(IReadOnlyList<BackupFile> Copied, IReadOnlyList<AmissDocument> Amiss)> CopyAsync(
        string draft, StoreContent store, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        // Asked once the store is copied: whatever the copy lists is among them, and stored already. A store of an older release has none.
        var listed = Bucket is null && store.Rows.ContainsKey(Table) ? await listAsync(cancellationToken) : [];
        var (copied, amiss) = (new List<BackupFile>(), new List<AmissDocument>());
        var found = Find();
        foreach (var sha256 in found)
        {
            var copy = Path.Combine(draft, Folder, PathOf(sha256));
            Durable.CreateFolder(Path.GetDirectoryName(copy)!);
            if (await Durable.CopyAsync(Path.Combine(folder, PathOf(sha256)), copy, static _ => { }, cancellationToken) == sha256)
            {
                copied.Add(new BackupFile($"{Folder}/{sha256[..2]}/{sha256}", new FileInfo(copy).Length, sha256));
            }
            else
            {
                File.Delete(copy);
                amiss.Add(new AmissDocument(sha256, DocumentFault.Altered));
            }

            progress.Report(new BackupStep(BackupStage.CopyingDocuments, copied.Count + amiss.Count, found.Count));
        }

        amiss.AddRange(listed.Except(found, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(sha256 => new AmissDocument(sha256, DocumentFault.Missing)));
        return (copied, amiss);
    }

    internal async Task PutBackAsync(string backup, BackupManifest manifest, IProgress<BackupStep> progress, CancellationToken cancellationToken)
    {
        var files = manifest.Files.Where(file => file.Path.StartsWith($"{Folder}/", StringComparison.Ordinal)).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            var target = Path.Combine(folder, files[i].Path[(Folder.Length + 1)..]);
            if (!await IsSoundAsync(target, cancellationToken))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                var draft = $"{target}.partial-{Environment.ProcessId}";
                try
                {
                    await Durable.CopyAsync(Path.Combine(backup, files[i].Path), draft, static _ => { }, cancellationToken);
                    File.Move(draft, target, overwrite: true);
                }
                finally
                {
                    File.Delete(draft);
                }
            }

            progress.Report(new BackupStep(BackupStage.CopyingDocuments, i + 1, files.Count));
        }
    }

    private static string PathOf(string sha256) => Path.Combine(sha256[..2], sha256);

    private static async Task<bool> IsSoundAsync(string target, CancellationToken cancellationToken) =>
        File.Exists(target) && await Durable.HashAsync(target, static _ => { }, cancellationToken) == Path.GetFileName(target);

    private List<string> Find() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file), Name: Path.GetFileName(file)))
            .Where(file => file.Name.Length == HashLength && file.Name.All(char.IsAsciiHexDigitLower) && file.Path == PathOf(file.Name))
            .Select(file => file.Name)
            .Order(StringComparer.Ordinal)]
        : [];
}
