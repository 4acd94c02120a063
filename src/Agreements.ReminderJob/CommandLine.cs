using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using Agreements.Client;
using Agreements.ReminderJob.Settings;
using Agreements.ReminderJob.Work;

namespace Agreements.ReminderJob;

/// <summary>What the job is asked to do, and with which settings.</summary>
internal sealed class CommandLine
{
    private readonly Words _words;
    private readonly Option<bool> _once;
    private readonly Option<bool> _dryRun;
    private readonly Dictionary<Setting, Option<string?>> _settings;

    public CommandLine(Words words)
    {
        _words = words;
        _once = new Option<bool>("--once") { Description = words.In("mengirim yang jatuh tempo sampai habis, lalu selesai; untuk cron dan sejenisnya", "sends what is due until nothing is left, and ends; for cron and the like") };
        _dryRun = new Option<bool>("--dry-run") { Description = words.In("hanya menampilkan yang akan dikirim; tidak ada yang diambil atau dikirim", "only shows what it would send; nothing is claimed or sent") };
        _settings = Setting.All.Where(setting => setting.Option is not null).ToDictionary(
            setting => setting, setting => new Option<string?>(setting.Option!) { HelpName = setting.HelpName, Description = words.In(setting.Indonesian, setting.English) });
    }

    public async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand { _once, _dryRun };
        foreach (var option in _settings.Values)
        {
            root.Add(option);
        }

        var parsed = root.Parse(args);
        switch (parsed.Action)
        {
            case HelpAction:
                new HelpPage(_words).Show(Console.Out, [_once, _dryRun]);
                return ExitCodes.Done;
            case ParseErrorAction:
                foreach (var error in parsed.Errors)
                {
                    Terminal.Warn(error.Message);
                }

                Terminal.Warn(_words.In($"Lihat: {HelpPage.Name} --help", $"See: {HelpPage.Name} --help"));
                return ExitCodes.WrongUsage;
            case not null:
                // The version.
                return await parsed.InvokeAsync();
            default:
                return await WorkAsync(parsed);
        }
    }

    private async Task<int> WorkAsync(ParseResult parsed)
    {
        JobSettings settings;
        var isDry = parsed.GetValue(_dryRun);
        try
        {
            var given = _settings.Where(each => parsed.GetValue(each.Value) is not null).ToDictionary(each => each.Key.Key, each => parsed.GetValue(each.Value), StringComparer.OrdinalIgnoreCase);
            settings = new SettingsReader(SettingsReader.Gather(AppContext.BaseDirectory, given), _words).Read(sends: !isDry);
        }
        catch (UnusableSettingsException e)
        {
            foreach (var fault in e.Faults)
            {
                Terminal.Warn(fault);
            }

            return ExitCodes.SettingsUnusable;
        }
        catch (InvalidDataException e)
        {
            Terminal.Warn(e.Message);
            return ExitCodes.SettingsUnusable;
        }

        using var stop = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var client = AgreementsClient.Create(new AgreementsClientOptions { Address = settings.BaseUrl, ApiKey = settings.ApiKey, Language = _words.In("id", "en") });
        return await RunAsync(parsed, settings, new Register(client), stop.Token);

        void Stop(PosixSignalContext signal)
        {
            // Whoever asks a second time does not want to wait.
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, JobSettings settings, Register register, CancellationToken stopping)
    {
        if (parsed.GetValue(_dryRun))
        {
            return await new DryRun(register, _words).RunAsync(stopping);
        }

        if (!parsed.GetValue(_once))
        {
            return await Rounds.RunAsync(settings, register, _words, TimeProvider.System, stopping);
        }

        var tally = await new Dispatch(settings, register, _words, TimeProvider.System).RunAsync(stopping);
        Terminal.Tell(tally.In(_words));
        return tally.ExitCode;
    }
}
