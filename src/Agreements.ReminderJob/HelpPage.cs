using System.CommandLine;
using Agreements.ReminderJob.Settings;

namespace Agreements.ReminderJob;

/// <summary>Explains the job in the language of the terminal; the library's own page speaks no Indonesian.</summary>
internal sealed class HelpPage(Words words)
{
    public const string Name = "agreements-reminders";

    public void Show(TextWriter output, IReadOnlyList<Option> modes)
    {
        output.WriteLine(words.In(
            "Mengirim pengingat perjanjian lewat surel: mengambil yang jatuh tempo dari register, mengirimnya, dan melaporkannya.\nBoleh berjalan di beberapa mesin sekaligus dan dihentikan kapan saja.",
            "Sends the reminders of agreements by mail: claims from the register what is due, sends it and reports it.\nMay run on several machines at once, and be ended at any time."));
        output.WriteLine();
        Write(output, words.In("Pemakaian", "Usage"), [($"{Name}{words.In(" [OPSI…]", " [OPTIONS…]")}", "")]);
        Write(output, words.In("Opsi", "Options"), [.. modes.Select(mode => (mode.Name, mode.Description!)), ("--version", words.In("menampilkan versi", "shows the version"))]);
        Write(
            output,
            words.In("Setelan: variabel lingkungan, appsettings.json, atau opsi", "Settings: environment variable, appsettings.json or option"),
            [.. Setting.All.Select(setting => ($"{setting.Variable}{(setting.Option is null ? "" : $", {setting.Option} {setting.HelpName}")}", words.In(setting.Indonesian, setting.English)))]);
        Write(output, words.In("Kode keluar", "Exit codes"),
        [
            ($"{ExitCodes.Done}", words.In("semua yang jatuh tempo terkirim; tanpa --once: berhenti karena diminta", "all that was due is delivered; without --once: stopped as asked")),
            ($"{ExitCodes.Failed}", words.In("ada yang gagal, tanpa penerima, atau tersisa", "something failed, has nobody to tell, or is left")),
            ($"{ExitCodes.WrongUsage}", words.In("salah pakai", "wrong usage")),
            ($"{ExitCodes.SettingsUnusable}", words.In("ada setelan yang salah atau belum diisi", "a setting is wrong or missing")),
            ($"{ExitCodes.ServiceUnusable}", words.In("layanan tidak menjawab atau menolak, atau ada kiriman yang tidak terlaporkan", "the service does not answer or refuses, or something sent could not be reported")),
            ($"{ExitCodes.MailUnusable}", words.In("server surel tidak dapat dipakai; yang belum diambil tetap jatuh tempo", "the mail server cannot be used; what was not claimed stays due")),
            ($"{ExitCodes.Interrupted}", words.In("dihentikan sebelum selesai (hanya dengan --once)", "asked to stop before it was done (only with --once)")),
        ]);
    }

    private static void Write(TextWriter output, string heading, IReadOnlyList<(string Term, string Meaning)> lines)
    {
        var width = lines.Max(line => line.Term.Length) + 2;
        output.WriteLine($"{heading}:");
        foreach (var (term, meaning) in lines)
        {
            output.WriteLine($"  {term.PadRight(width)}{meaning}".TrimEnd());
        }

        output.WriteLine();
    }
}
