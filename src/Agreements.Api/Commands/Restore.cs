using System.CommandLine;
using Agreements.Data;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Commands;

/// <summary><c>agreements restore FOLDER</c>: puts a backup where the store is, while no service runs on it.</summary>
internal static class Restore
{
    public static Command Command(Words words)
    {
        var folder = new Argument<string>("FOLDER") { Description = words.In("folder yang dibuat oleh agreements backup", "a folder that agreements backup made") };
        var force = new Option<bool>("--force")
        {
            Description = words.In("SQLite: memindahkan penyimpanan yang ada ke samping, tidak menghapusnya", "SQLite: moves the store that is there aside, and does not delete it"),
        };
        var command = new Command("restore", words.In(
            "Memulihkan penyimpanan dan dokumen dari cadangan, setelah setiap berkas diperiksa. Layanan harus berhenti; PostgreSQL: basis data harus kosong.",
            "Puts the store and the documents of a backup back, once every file has been checked. The service must be stopped; PostgreSQL: the database must be empty."))
        {
            folder,
            force,
        };
        command.SetAction((parsed, cancellationToken) => Store.UseAsync(words, async app =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var known = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>().Database.GetMigrations().ToList();
            using var progress = new ProgressLine(words);
            var (manifest, former) = await Store.Backup(app).PutBackAsync(parsed.GetRequiredValue(folder), parsed.GetValue(force), known, progress, cancellationToken);
            progress.Dispose();
            if (former is not null)
            {
                Console.Error.WriteLine(words.In($"Penyimpanan sebelumnya ada di {former}.", $"The former store is {former}."));
            }

            if (manifest.Bucket is { } bucket)
            {
                Console.Error.WriteLine(words.In($"Dokumen tidak ada dalam cadangan; saat itu berada di bucket {bucket}.", $"The documents are not in the backup; they were in the bucket {bucket}."));
            }

            if (manifest.Amiss.Count > 0)
            {
                Console.Error.WriteLine(words.In($"{manifest.Amiss.Count} dokumen sudah tidak ada saat cadangan dibuat.", $"{manifest.Amiss.Count} documents were amiss already when the backup was made."));
            }

            Console.WriteLine(words.In(
                $"Dipulihkan sampai {manifest.CreatedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}: {manifest.Store.Rows.Values.Sum()} baris. Layanan dapat dijalankan.",
                $"Restored as of {manifest.CreatedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}: {manifest.Store.Rows.Values.Sum()} rows. The service can be started."));
            return ExitCodes.Done;
        }));
        return command;
    }
}
