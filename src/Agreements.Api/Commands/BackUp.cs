using System.CommandLine;
using System.Reflection;
using Agreements.Data.Backups;

namespace Agreements.Api.Commands;

/// <summary><c>agreements backup FOLDER</c>: a copy of everything, while the service goes on.</summary>
internal static class BackUp
{
    private const int MostNamed = 20;

    public static Command Command(Words words)
    {
        var folder = new Argument<string>("FOLDER") { Description = words.In("folder cadangan yang akan dibuat", "the folder to make") };
        var force = new Option<bool>("--force") { Description = words.In("menggantikan cadangan lama di folder itu", "replaces a former backup there") };
        var command = new Command("backup", words.In(
            "Mencadangkan penyimpanan dan dokumen ke satu folder, selagi layanan berjalan. Semua yang telah dijawab sebelum perintah dimulai ada di dalamnya.",
            "Backs the store and the documents up into one folder while the service runs. Everything acknowledged before it began is in it."))
        {
            folder,
            force,
        };
        command.SetAction((parsed, cancellationToken) => Store.UseAsync(words, async app =>
        {
            using var progress = new ProgressLine(words);
            var manifest = await Store.Backup(app).MakeAsync(
                parsed.GetRequiredValue(folder), parsed.GetValue(force), Release, TimeProvider.System.GetUtcNow(), progress, cancellationToken);
            progress.Dispose();
            Console.Error.WriteLine(words.In(
                $"{manifest.Files.Count} berkas, {manifest.Files.Sum(file => file.Bytes)} bita, {manifest.Store.Rows.Values.Sum()} baris.",
                $"{manifest.Files.Count} files, {manifest.Files.Sum(file => file.Bytes)} bytes, {manifest.Store.Rows.Values.Sum()} rows."));
            if (manifest.Bucket is { } bucket)
            {
                Console.Error.WriteLine(words.In(
                    $"Dokumen tetap berada di bucket {bucket} dan tidak ikut dicadangkan; cadangkan bucket itu sendiri.",
                    $"The documents stay in the bucket {bucket} and are not part of the backup; back the bucket up by itself."));
            }

            Console.WriteLine(Path.GetFullPath(parsed.GetRequiredValue(folder)));
            return Tell(words, manifest.Amiss);
        }));
        return command;
    }

    private static int Tell(Words words, IReadOnlyList<AmissDocument> amiss)
    {
        foreach (var document in amiss.Take(MostNamed))
        {
            Console.Error.WriteLine(document.Fault == DocumentFault.Missing
                ? words.In($"Dokumen {document.Sha256} hilang.", $"The document {document.Sha256} is missing.")
                : words.In($"Dokumen {document.Sha256} bukan yang disimpan.", $"The document {document.Sha256} is not what was stored."));
        }

        if (amiss.Count == 0)
        {
            return ExitCodes.Done;
        }

        Console.Error.WriteLine(words.In(
            $"Cadangan ini tidak lengkap: {amiss.Count} dokumen tidak ada di dalamnya. Daftarnya ada di manifest.json.",
            $"This backup is incomplete: {amiss.Count} documents are not in it. manifest.json lists them."));
        return ExitCodes.Failed;
    }

    private static string Release => typeof(BackUp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
