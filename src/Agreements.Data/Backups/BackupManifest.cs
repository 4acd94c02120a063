using System.Text.Json;
using Agreements.Data.Files;

namespace Agreements.Data.Backups;

/// <summary>What is in a store.</summary>
/// <param name="Migration">The last migration that was applied to it.</param>
/// <param name="Rows">How many rows each of its tables has.</param>
public sealed record StoreContent(string Migration, IReadOnlyDictionary<string, long> Rows);

/// <summary>A file of a backup.</summary>
/// <param name="Path">Where it is in the backup's folder, with <c>/</c> between the levels.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hexadecimal digits.</param>
public sealed record BackupFile(string Path, long Bytes, string Sha256);

/// <summary>What a backup says about itself, in <c>manifest.json</c>: whoever restores it compares every file first.</summary>
/// <param name="Format">Which rules the folder follows.</param>
/// <param name="CreatedAt">When the copy of the store was begun: everything acknowledged before is in it.</param>
/// <param name="Release">The release that made it.</param>
/// <param name="StoreFile">The file with the store in it.</param>
/// <param name="Store">What is in the store.</param>
/// <param name="Files">Every file but this one.</param>
public sealed record BackupManifest(int Format, DateTimeOffset CreatedAt, string Release, string StoreFile, StoreContent Store, IReadOnlyList<BackupFile> Files)
{
    /// <summary>The bucket in which the documents stay; null where they are in the backup.</summary>
    public string? Bucket { get; init; }

    /// <summary>The documents that could not be taken along.</summary>
    public IReadOnlyList<AmissDocument> Amiss { get; init; } = [];

    /// <summary>Its name.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The rules that this release follows.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    internal static BackupManifest Read(string folder)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, FileName));
            return JsonSerializer.Deserialize<BackupManifest>(file, Json) is { Format: CurrentFormat } manifest && manifest.Files.All(each => IsInside(each.Path))
                ? manifest
                : throw new BackupException(BackupFault.NotABackup, folder);
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupException(BackupFault.NotABackup, folder);
        }
    }

    internal async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        await using var file = Durable.Create(Path.Combine(folder, FileName));
        await JsonSerializer.SerializeAsync(file, this, Json, cancellationToken);
        Disk.Settle(file);
    }

    // Whoever made the folder does not choose which files are read and written.
    private static bool IsInside(string path) => !Path.IsPathRooted(path) && !path.Split('/').Contains("..", StringComparer.Ordinal);
}
