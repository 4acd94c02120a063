using Agreements.Api.Tests.Hosting;
using Agreements.ReminderJob.Settings;
using Microsoft.Extensions.Configuration;

namespace Agreements.ReminderJob.Tests.Settings;

public sealed class SettingsReaderTests
{
    private static readonly string Shipped = Repository.PathOf("src", "Agreements.ReminderJob");

    private const string Secret = "sangat-rahasia";

    private static readonly Dictionary<string, string?> Enough = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Agreements:BaseUrl"] = "https://perjanjian.example.go.id",
        ["Agreements:ApiKey"] = Secret,
        ["Smtp:Host"] = "surel.example.go.id",
        ["Smtp:From"] = "Register Perjanjian <register@example.go.id>",
    };

    [Fact]
    public void What_is_left_out_has_a_default()
    {
        var settings = Read();

        Assert.Equal((587, true, 30), (settings.Smtp!.Port, settings.Smtp.StartTls, settings.Smtp.Timeout.TotalSeconds));
        Assert.Equal((20, 300, 60), (settings.Limit, settings.Lease.TotalSeconds, settings.Pause.TotalSeconds));
        Assert.Equal(Environment.MachineName, settings.Worker);
        Assert.Equal(("Register Perjanjian", "register@example.go.id", "example.go.id"), (settings.Smtp.From.Name, settings.Smtp.From.Address, settings.Smtp.From.Domain));
    }

    [Fact]
    public void What_ships_beside_the_program_says_the_same()
    {
        using var _ = new Variables(("Agreements__ApiKey", Secret), ("Smtp__Host", "surel.example.go.id"), ("Smtp__From", "register@example.go.id"));
        var settings = new SettingsReader(SettingsReader.Gather(Shipped, new Dictionary<string, string?>(StringComparer.Ordinal)), new Words(isEnglish: true)).Read(sends: true);

        Assert.Equal((587, true, 20, 300, 60), (settings.Smtp!.Port, settings.Smtp.StartTls, settings.Limit, settings.Lease.TotalSeconds, settings.Pause.TotalSeconds));
    }

    [Fact]
    public void An_option_goes_before_the_environment()
    {
        using var _ = new Variables(("Job__Limit", "7"), ("Job__LeaseSeconds", "77"));
        var settings = SettingsReader.Gather(Shipped, new Dictionary<string, string?>(StringComparer.Ordinal) { ["Job:Limit"] = "8" });

        Assert.Equal(("8", "77"), (settings["Job:Limit"], settings["Job:LeaseSeconds"]));
    }

    [Theory]
    [InlineData("Agreements:BaseUrl", "perjanjian.example", "Agreements__BaseUrl must be an http:// or https:// address, without user or query.")]
    [InlineData("Agreements:BaseUrl", "ftp://perjanjian.example", "Agreements__BaseUrl must be an http:// or https:// address, without user or query.")]
    [InlineData("Agreements:BaseUrl", "https://user:pass@perjanjian.example", "Agreements__BaseUrl must be an http:// or https:// address, without user or query.")]
    [InlineData("Smtp:Port", "0", "Smtp__Port (0) must be a whole number from 1 to 65535.")]
    [InlineData("Smtp:StartTls", "yes", "Smtp__StartTls (yes) must be true or false.")]
    [InlineData("Smtp:From", "register", "Smtp__From (register) is no mail address.")]
    [InlineData("Smtp:TimeoutSeconds", "301", "Smtp__TimeoutSeconds (301) must be a whole number from 1 to 300.")]
    [InlineData("Job:Limit", "201", "Job__Limit (201) must be a whole number from 1 to 200.")]
    [InlineData("Job:LeaseSeconds", "9", "Job__LeaseSeconds (9) must be a whole number from 10 to 3600.")]
    [InlineData("Job:PauseSeconds", "-1", "Job__PauseSeconds (-1) must be a whole number from 1 to 86400.")]
    [InlineData("Job:NobodyToTell", "a@b\nc", "Job__NobodyToTell (a@b c) is no mail address.")]
    [InlineData("Job:LinkTemplate", "https://perjanjian.example", "Job__LinkTemplate (https://perjanjian.example) must be an http:// or https:// address with {agreementId} in it.")]
    [InlineData("Job:LinkTemplate", "javascript:{agreementId}", "Job__LinkTemplate (javascript:{agreementId}) must be an http:// or https:// address with {agreementId} in it.")]
    [InlineData("Agreements:ApiKey", "", "Agreements__ApiKey is not set: an API key with the scope reminders:dispatch, for --dry-run agreements:read.")]
    [InlineData("Agreements:ApiKey", "agr_x\ny", "Agreements__ApiKey has a line break or another control character in it.")]
    [InlineData("Smtp:Host", "", "Smtp__Host is not set: the mail server.")]
    [InlineData("Smtp:User", "pengingat", "Smtp__User and Smtp__Password go together: set both or neither.")]
    public void What_is_wrong_is_said_in_one_line(string key, string value, string fault) => Assert.Equal([fault], Faults((key, value)));

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_and_no_secret_with_it()
    {
        var faults = Faults(("Smtp:Host", ""), ("Smtp:Password", Secret), ("Job:Limit", "many"), ("Job:Worker", new string('x', 101)));

        Assert.Equal(4, faults.Count);
        Assert.DoesNotContain(faults, fault => fault.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_is_not_sent_in_the_clear_but_to_this_machine()
    {
        (string, string?)[] clear = [("Smtp:User", "pengingat"), ("Smtp:Password", Secret), ("Smtp:StartTls", "false")];

        Assert.Equal(["Smtp__StartTls is false: no password is sent to another machine without encryption."], Faults(clear));
        Assert.False(Read([.. clear, ("Smtp:Host", "127.0.0.1")]).Smtp!.StartTls);
    }

    [Fact]
    public void Faults_are_told_in_Indonesian_unless_the_terminal_is_English() =>
        Assert.Equal(["Job__Limit (0) harus bilangan bulat dari 1 sampai 200."], Faults(new Words(isEnglish: false), ("Job:Limit", "0")));

    [Fact]
    public void Nothing_of_the_mail_server_is_asked_where_nothing_is_sent() =>
        Assert.Null(new SettingsReader(Configured(("Smtp:Host", ""), ("Smtp:From", "")), new Words(isEnglish: true)).Read(sends: false).Smtp);

    private static JobSettings Read(params (string Key, string? Value)[] given) => new SettingsReader(Configured(given), new Words(isEnglish: true)).Read(sends: true);

    private static IReadOnlyList<string> Faults(params (string Key, string? Value)[] given) => Faults(new Words(isEnglish: true), given);

    private static IReadOnlyList<string> Faults(Words words, params (string Key, string? Value)[] given) =>
        Assert.Throws<UnusableSettingsException>(() => new SettingsReader(Configured(given), words).Read(sends: true)).Faults;

    private static IConfiguration Configured(params (string Key, string? Value)[] given)
    {
        var all = new Dictionary<string, string?>(Enough, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in given)
        {
            all[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }

    private sealed class Variables : IDisposable
    {
        private readonly IReadOnlyList<string> _names;

        public Variables(params (string Name, string Value)[] variables)
        {
            _names = [.. variables.Select(variable => variable.Name)];
            foreach (var (name, value) in variables)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        public void Dispose()
        {
            foreach (var name in _names)
            {
                Environment.SetEnvironmentVariable(name, value: null);
            }
        }
    }
}
