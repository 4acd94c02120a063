using System.CommandLine;

namespace Agreements.Api.Commands;

/// <summary>Explains a command in the language of the terminal; the library's own page speaks no Indonesian.</summary>
internal sealed class HelpPage(Words words)
{
    private const int Indent = 2;

    /// <summary>Writes it.</summary>
    public int Show(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var output = parsed.InvocationConfiguration.Output;
        output.WriteLine(command.Description);
        output.WriteLine();
        Write(output, words.In("Pemakaian", "Usage"), [($"{NameOf(command)}{Placeholders(command)}", "")]);
        Write(output, words.In("Perintah", "Commands"), [.. command.Subcommands.Select(each => (each.Name, each.Description!))]);
        Write(output, words.In("Argumen", "Arguments"), [.. command.Arguments.Select(each => (each.Name, each.Description!))]);
        Write(output, words.In("Opsi", "Options"), [.. Options(command).Select(each => (Signature(each), each.Description!))]);
        Write(output, words.In("Setelan", "Settings"), [("Database__…", words.In("dibaca seperti oleh layanan, dari lingkungan atau appsettings.json", "read as the service reads them, from the environment or appsettings.json"))]);
        Write(output, words.In("Kode keluar", "Exit codes"),
        [
            ($"{ExitCodes.Done}", words.In("selesai", "done")),
            ($"{ExitCodes.Failed}", words.In("gagal, ditolak, atau ada yang tidak utuh, dengan alasannya; tidak ada yang setengah jadi", "failed, refused, or something is not whole, and why; nothing half-made is left")),
            ($"{ExitCodes.WrongUsage}", words.In("salah pakai", "wrong usage")),
            ($"{ExitCodes.StoreUnusable}", words.In("penyimpanan atau setelannya tidak dapat dipakai", "the store or its settings cannot be used")),
            ($"{ExitCodes.Interrupted}", words.In("dihentikan (Ctrl+C)", "interrupted (Ctrl+C)")),
        ]);
        return ExitCodes.Done;
    }

    /// <summary>A command with what stands before it.</summary>
    public static string NameOf(Command command) => command is RootCommand ? "agreements" : $"agreements {command.Name}";

    // What the root has, every command has.
    private static IEnumerable<Option> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive))).Where(option => !option.Hidden);

    private string Placeholders(Command command) =>
        (command.Subcommands.Any() ? words.In(" [PERINTAH]", " [COMMAND]") : "")
        + string.Concat(command.Arguments.Select(argument => $" {argument.Name}"))
        + words.In(" [OPSI…]", " [OPTIONS…]");

    private static string Signature(Option option) => option.ValueType == typeof(bool) || option.HelpName is null ? option.Name : $"{option.Name} {option.HelpName}";

    private static void Write(TextWriter output, string heading, IReadOnlyList<(string Term, string Meaning)> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var width = lines.Max(line => line.Term.Length) + Indent;
        output.WriteLine($"{heading}:");
        foreach (var (term, meaning) in lines)
        {
            output.WriteLine($"{new string(' ', Indent)}{term.PadRight(width)}{meaning}".TrimEnd());
        }

        output.WriteLine();
    }
}
