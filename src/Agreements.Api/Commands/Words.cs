using Agreements.Api.Http.Problems;
using Agreements.Data.Backups;

namespace Agreements.Api.Commands;

/// <summary>What commands say to people, in the language of the terminal: Indonesian unless it is English.</summary>
internal sealed class Words(Language language)
{
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    public Language Language { get; } = language;

    /// <summary>The language that <c>LC_ALL</c>, <c>LC_MESSAGES</c> or <c>LANG</c> names, in this order.</summary>
    public static Words OfEnvironment() => new(
        Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value))
            ?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? Language.English : Language.Indonesian);

    public string In(string indonesian, string english) => Language == Language.English ? english : indonesian;

    public string Of(BackupStage stage) => stage switch
    {
        BackupStage.CopyingStore => In("Menyalin penyimpanan", "Copying the store"),
        BackupStage.CheckingStore => In("Memeriksa salinan", "Checking the copy"),
        BackupStage.CopyingDocuments => In("Menyalin dokumen", "Copying documents"),
        BackupStage.CheckingFiles => In("Memeriksa berkas cadangan", "Checking the files of the backup"),
        _ => In("Memulihkan penyimpanan", "Putting the store back"),
    };

    public string Of(BackupException e)
    {
        var (first, second, third) = (e.Particulars[0], e.Particulars.ElementAtOrDefault(1), e.Particulars.ElementAtOrDefault(2));
        return e.Fault switch
        {
            BackupFault.TargetExists => In($"{first} sudah ada. Pilih nama lain, atau gantikan cadangan lama dengan --force.", $"{first} exists. Choose another name, or replace the former backup with --force."),
            BackupFault.TargetIsNoBackup => In($"{first} bukan cadangan, maka tidak digantikan.", $"{first} is no backup, and is not replaced by one."),
            BackupFault.DocumentsAmiss => In(
                $"{third} dokumen hilang atau bukan yang disimpan, yang pertama {second}. Cadangan lama {first} mungkin memuatnya, maka tidak digantikan; pilih nama lain.",
                $"{third} documents are missing or not what was stored, {second} the first. The former backup {first} may hold them, and is not replaced; choose another name."),
            BackupFault.NotABackup => In($"{first} bukan cadangan: manifest.json tidak ada atau tidak dapat dibaca.", $"{first} is no backup: it has no manifest.json, or one that cannot be read."),
            BackupFault.Damaged => In($"Cadangan {first} rusak: {second} hilang atau berbeda dari yang ditulis. Tidak ada yang diubah.", $"The backup {first} is damaged: {second} is missing or not what was written. Nothing was changed."),
            BackupFault.NotReadable => In($"{first} tidak dapat dibaca kembali seperti yang ditulis. Periksa diska, lalu ulangi.", $"{first} cannot be read back as it was written. See to the disk and do it again."),
            BackupFault.OtherStore => In($"Cadangan {first} memuat {second}; penyimpanan ini memerlukan {third}. Periksa Database__Provider.", $"The backup {first} holds {second}; this store needs {third}. Check Database__Provider."),
            BackupFault.NewerRelease => In($"Cadangan {first} dibuat oleh rilis yang lebih baru ({second}). Pulihkan dengan rilis itu.", $"The backup {first} was made by a newer release ({second}). Put it back with that release."),
            BackupFault.StoreInUse => In($"Layanan sedang berjalan pada {first}. Hentikan dahulu.", $"A service is running on {first}. Stop it first."),
            BackupFault.StoreExists => In($"Sudah ada penyimpanan {first}. Dengan --force isinya dipindahkan ke samping, tidak dihapus.", $"There is a store {first} already. With --force it is moved aside, not deleted."),
            BackupFault.DatabaseNotEmpty => In($"Basis data {first} tidak kosong. Buat basis data kosong dan sebutkan dalam Database__ConnectionString.", $"The database {first} is not empty. Create an empty one and name it in Database__ConnectionString."),
            BackupFault.ProgramMissing => In($"{first} tidak ditemukan. Pasang klien PostgreSQL (Debian: apt install postgresql-client) semayor dengan servernya.", $"There is no {first}. Install the PostgreSQL client (Debian: apt install postgresql-client) of the server's major version."),
            _ => In($"{first} gagal: {second}", $"{first} failed: {second}"),
        };
    }
}
