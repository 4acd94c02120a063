using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Agreements.Api.Setup;

namespace Agreements.Api.Commands;

/// <summary>What an operator does at the machine, with the program that also serves: each command is a file beside this one and a line here.</summary>
internal static class CommandLine
{
    /// <summary>Whether a command is meant, or an explanation of them; whatever else stands there is a setting of the service.</summary>
    public static bool IsMeant(string[] args) =>
        args is [var first, ..] && (first is "--help" or "-h" or "-?" or "--version" || !(first.StartsWith('-') || first.StartsWith('/') || first.Contains('=', StringComparison.Ordinal)));

    public static Task<int> RunAsync(string[] args)
    {
        var words = Words.OfEnvironment();
        var root = new RootCommand(words.In(
            "Register perjanjian kerja sama dengan BPJS Kesehatan. Tanpa perintah: menjalankan layanan.",
            "The register of cooperation agreements with BPJS Kesehatan. Without a command: runs the service."))
        {
            BackUp.Command(words),
            Restore.Command(words),
            CreateKey.Command(words),
            VerifyAudit.Command(words),
            Health(words),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Description = words.In("Menampilkan penjelasan ini.", "Shows this explanation.");
        }

        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Description = words.In("Menampilkan versi.", "Shows the version.");
        }

        var parsed = root.Parse(args);
        if (parsed.Action is HelpAction)
        {
            return Task.FromResult(new HelpPage(words).Show(parsed));
        }

        if (parsed.Action is not ParseErrorAction)
        {
            return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
        }

        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine(error.Message);
        }

        Console.Error.WriteLine(words.In($"Lihat: {HelpPage.NameOf(parsed.CommandResult.Command)} --help", $"See: {HelpPage.NameOf(parsed.CommandResult.Command)} --help"));
        return Task.FromResult(ExitCodes.WrongUsage);
    }

    // Run before anything of this is looked at, so that probes are cheap; here for its explanation.
    private static Command Health(Words words)
    {
        var command = new Command(HealthCommand.Name, words.In("Memeriksa apakah layanan yang berjalan di mesin ini siap.", "Asks whether the service that runs on this machine is ready."));
        command.SetAction(_ => HealthCommand.RunAsync());
        return command;
    }
}

/// <summary>How every command ends.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int StoreUnusable = 3;
    public const int Interrupted = 130;
}
