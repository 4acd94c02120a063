using System.Globalization;
using System.Net;
using Agreements.ReminderJob.Letters;
using Agreements.ReminderJob.Mail;
using Microsoft.Extensions.Configuration;

namespace Agreements.ReminderJob.Settings;

/// <summary>Reads the settings: <c>appsettings.json</c> beside the program, above it the environment, above that the options of the command line.</summary>
internal sealed class SettingsReader(IConfiguration configuration, Words words)
{
    private const int NameMaxLength = 100;
    private readonly List<string> _faults = [];

    /// <summary>Brings the sources together.</summary>
    /// <param name="folder">Where <c>appsettings.json</c> is.</param>
    /// <param name="options">What was given on the command line, by key.</param>
    public static IConfiguration Gather(string folder, IReadOnlyDictionary<string, string?> options) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true, reloadOnChange: false)
        .AddEnvironmentVariables()
        .AddInMemoryCollection(options)
        .Build();

    /// <summary>Everything at once, so that all that is wrong is said at once.</summary>
    /// <param name="sends">Whether mail is to be sent; otherwise nothing of the mail server needs to be known.</param>
    /// <exception cref="UnusableSettingsException">Something is missing or wrong.</exception>
    public JobSettings Read(bool sends)
    {
        var settings = new JobSettings
        {
            BaseUrl = ServiceAddress(),
            ApiKey = Secret(Setting.ApiKey) ?? Missing(Setting.ApiKey, ""),
            Smtp = sends ? Smtp() : null,
            Worker = Worker(),
            Limit = Number(Setting.Limit, 1, 200, 20),
            Lease = TimeSpan.FromSeconds(Number(Setting.Lease, 10, 3600, 300)),
            Pause = TimeSpan.FromSeconds(Number(Setting.Pause, 1, 86400, 60)),
            NobodyToTell = Address(Setting.NobodyToTell),
            LinkTemplate = Link(),
        };
        return _faults.Count == 0 ? settings : throw new UnusableSettingsException(_faults);
    }

    private SmtpSettings Smtp()
    {
        var smtp = new SmtpSettings
        {
            Host = Text(Setting.Host) ?? Missing(Setting.Host, ""),
            Port = Number(Setting.Port, 1, 65535, 587),
            StartTls = Flag(Setting.StartTls, otherwise: true),
            User = Text(Setting.User),
            Password = Secret(Setting.Password),
            From = Address(Setting.From) ?? Missing(Setting.From, new MailBox("", "")),
            Timeout = TimeSpan.FromSeconds(Number(Setting.Timeout, 1, 300, 30)),
        };
        if (smtp.User is null != smtp.Password is null)
        {
            _faults.Add(words.In(
                $"{Setting.User.Variable} dan {Setting.Password.Variable} harus diisi keduanya, atau tidak keduanya.",
                $"{Setting.User.Variable} and {Setting.Password.Variable} go together: set both or neither."));
        }

        if (smtp is { User: not null, StartTls: false } && !IsThisMachine(smtp.Host))
        {
            _faults.Add(words.In(
                $"{Setting.StartTls.Variable} adalah false: kata sandi tidak dikirim tanpa enkripsi ke mesin lain.",
                $"{Setting.StartTls.Variable} is false: no password is sent to another machine without encryption."));
        }

        return smtp;
    }

    // Stands in for an address that is missing or wrong: nothing is asked of it.
    private static Uri Nowhere => new UriBuilder().Uri;

    private Uri ServiceAddress()
    {
        if (Text(Setting.BaseUrl) is not { } given)
        {
            return Missing(Setting.BaseUrl, Nowhere);
        }

        if (Uri.TryCreate(given, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" })
        {
            return address;
        }

        // Not repeated: a user in it would bring a password along.
        _faults.Add(words.In(
            $"{Setting.BaseUrl.Variable} harus berupa alamat http:// atau https://, tanpa pengguna atau kueri.",
            $"{Setting.BaseUrl.Variable} must be an http:// or https:// address, without user or query."));
        return Nowhere;
    }

    private string Worker()
    {
        var given = Text(Setting.Worker) ?? Environment.MachineName;
        return given.Length <= NameMaxLength && !given.Any(char.IsControl)
            ? given
            : Wrong(Setting.Worker, words.In($"paling panjang {NameMaxLength} karakter, satu baris", $"has at most {NameMaxLength} characters, on one line"), "");
    }

    private string? Link()
    {
        if (Text(Setting.LinkTemplate) is not { } given)
        {
            return null;
        }

        return given.Contains(AgreementLink.Placeholder, StringComparison.Ordinal)
            && Uri.TryCreate(given.Replace(AgreementLink.Placeholder, "0", StringComparison.Ordinal), UriKind.Absolute, out var link) && link is { Scheme: "http" or "https" }
            ? given
            : Wrong(Setting.LinkTemplate, words.In(
                $"harus berupa alamat http:// atau https:// yang memuat {AgreementLink.Placeholder}", $"must be an http:// or https:// address with {AgreementLink.Placeholder} in it"), given);
    }

    private MailBox? Address(Setting setting)
    {
        if (Text(setting) is not { } given)
        {
            return null;
        }

        return MailBox.Of(given) ?? Wrong(setting, words.In("bukan alamat surel", "is no mail address"), new MailBox("", ""));
    }

    private int Number(Setting setting, int least, int most, int otherwise)
    {
        if (Text(setting) is not { } given)
        {
            return otherwise;
        }

        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Wrong(setting, words.In($"harus bilangan bulat dari {least} sampai {most}", $"must be a whole number from {least} to {most}"), otherwise);
    }

    private bool Flag(Setting setting, bool otherwise)
    {
        if (Text(setting) is not { } given)
        {
            return otherwise;
        }

        return bool.TryParse(given, out var flag) ? flag : Wrong(setting, words.In("harus true atau false", "must be true or false"), otherwise);
    }

    private string? Text(Setting setting) => configuration[setting.Key]?.Trim() is { Length: > 0 } given ? given : null;

    // Kept as it is: a space may belong to it.
    private string? Secret(Setting setting)
    {
        var given = configuration[setting.Key];
        if (string.IsNullOrEmpty(given))
        {
            return null;
        }

        if (given.Any(char.IsControl))
        {
            _faults.Add(words.In($"{setting.Variable} memuat pergantian baris atau karakter kendali.", $"{setting.Variable} has a line break or another control character in it."));
        }

        return given;
    }

    private T Missing<T>(Setting setting, T standIn)
    {
        _faults.Add(words.In($"{setting.Variable} belum diisi: {setting.Indonesian}.", $"{setting.Variable} is not set: {setting.English}."));
        return standIn;
    }

    private T Wrong<T>(Setting setting, string rule, T standIn)
    {
        _faults.Add($"{setting.Variable} ({configuration[setting.Key]}) {rule}.".ReplaceLineEndings(" "));
        return standIn;
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
