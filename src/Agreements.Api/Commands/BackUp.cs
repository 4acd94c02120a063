using System.CommandLine;
using System.Reflection;

namespace Agreements.Api.Commands;

/// <summary><c>agreements backup FOLDER</c>: a copy of everything, while the service goes on.</summary>
internal static class BackUp
{
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
            Console.WriteLine(Path.GetFullPath(parsed.GetRequiredValue(folder)));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static string Release => typeof(BackUp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
