using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.ReminderJob.Tests.Hosting;

/// <summary>The service on a real port by the clock of the test, with a gate in front of it.</summary>
public sealed class GatedHost : ServiceHost
{
    private int _regions;

    public GatedHost() => With(services => services.AddSingleton<IStartupFilter>(Gate));

    public Gate Gate { get; } = new();

    /// <summary>A regency that no other test of this host has used, so that what is due there is the test's alone.</summary>
    public string NextRegion() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(_regions < 18 ? 11 : 12)}.{(_regions++ % 18) + 1:00}");
}

/// <summary>A region with things due, a mail server, and jobs between them.</summary>
public sealed class Bench : IAsyncDisposable
{
    /// <summary>How long a job holds what it claims: the least that the service grants.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static readonly Scope[] Dispatches = [Scope.RemindersDispatch];
    private static readonly Scope[] Reads = [Scope.AgreementsRead];

    private readonly GatedHost _host;
    private readonly string _region;
    private readonly HttpClient _staff;

    private Bench(GatedHost host, MailReceiver mail)
    {
        (_host, Mail, _region, _staff) = (host, mail, host.NextRegion(), host.ClientOf("staf.kesra"));
        // Issues the key that the jobs carry.
        host.ClientOf("pengingat", Dispatches, _region).Dispose();
        host.ClientOf("pengingat", Reads, _region).Dispose();
    }

    public MailReceiver Mail { get; }

    /// <summary>The secret of the job.</summary>
    public string Key => KeyTo(Dispatches);

    /// <summary>The secret of somebody who only looks.</summary>
    public string ReadingKey => KeyTo(Reads);

    public static async Task<Bench> SetUpAsync(GatedHost host, TestCertificate? certificate = null)
    {
        host.Gate.Open();
        return new Bench(host, await MailReceiver.StartAsync(certificate));
    }

    /// <summary>Follow-ups of a meeting, each due in five days and due to be reminded of now, for whom they name; the ids of their reminders.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(int count = 1, string? responsible = "kesra@daerah.example", string action = "Naskah perpanjangan")
    {
        await RecordAsync(count, responsible, action);
        var due = await StandAsync("due");
        Assert.Equal(count, due.Count);
        return due;
    }

    /// <summary>The same while a job may be at them already.</summary>
    public async Task RecordAsync(int count = 1, string? responsible = "kesra@daerah.example", string action = "Naskah perpanjangan")
    {
        var today = DateOnly.FromDateTime(_host.Clock.Now.UtcDateTime);
        (await _staff.Post("/v1/meetings", new
        {
            kind = "evaluation",
            regionCode = _region,
            heldOn = $"{today:yyyy-MM-dd}",
            followUps = Enumerable.Range(1, count).Select(number => new { action = $"{action} {number}", responsible, dueOn = $"{today.AddDays(5):yyyy-MM-dd}" }),
        })).Is(HttpStatusCode.Created);
    }

    /// <summary>Names whom to tell in the region.</summary>
    public async Task ContactsAsync(params (string Name, string Email, string Language)[] contacts)
    {
        var path = $"/v1/regions/{_region}/contacts";
        var read = (await _staff.Get(path)).Is(HttpStatusCode.OK);
        using var body = Http.Json(new { contacts = contacts.Select(contact => new { name = contact.Name, email = contact.Email, language = contact.Language }) });
        (await _staff.Send(HttpMethod.Put, path, body, ("If-Match", read.ETag!))).Is(HttpStatusCode.OK);
    }

    /// <summary>The ids of the reminders of the region that stand like this.</summary>
    public async Task<IReadOnlyList<string>> StandAsync(string state) => [.. (await _staff.WalkAsync($"/v1/reminders?state={state}&regionCode={_region}&limit=200")).Select(item => item.Said("id")!)];

    /// <summary>Fails unless exactly these reminders of the region stand like this.</summary>
    public async Task AreAsync(string state, params IEnumerable<string> ids) =>
        Assert.Equal(ids.Order(StringComparer.Ordinal), (await StandAsync(state)).Order(StringComparer.Ordinal));

    /// <summary>A reminder with its attempts.</summary>
    public async Task<JsonObject> ReadAsync(string id) => (await _staff.Get($"/v1/reminders/{id}")).Is(HttpStatusCode.OK).Body;

    /// <summary>What the job said of its last attempt.</summary>
    public async Task<string?> DetailAsync(string id) => (await ReadAsync(id))["attempts"]![0]!.Said("detail");

    /// <summary>How the region's reminders go out.</summary>
    public async Task<JsonObject> HealthAsync()
    {
        using var staff = _host.ClientOf("staf.kesra", Scopes.All, _region);
        return (await staff.Get("/v1/health/reminders")).Is(HttpStatusCode.OK).Body;
    }

    public JobProcess Start(string[] arguments, params (string Name, string Value)[] settings) => JobProcess.Start(arguments, Settings(settings));

    /// <summary>One run, as cron does it.</summary>
    public async Task<JobResult> RunAsync(params (string Name, string Value)[] settings) => await JobProcess.RunAsync(["--once"], Settings(settings));

    public async Task<JobResult> RunAsync(string[] arguments, params (string Name, string Value)[] settings) => await JobProcess.RunAsync(arguments, Settings(settings));

    /// <summary>Moves the clock of the service.</summary>
    public void Later(TimeSpan by) => _host.Clock.Advance(by);

    /// <summary>The Message-IDs of what was taken, each as often as it was.</summary>
    public async Task<IReadOnlyList<string>> MessageIdsAsync() => [.. (await Mail.TakenAsync()).Select(mail => mail.Said("messageId")!)];

    public static string MessageIdOf(string reminder) => $"<{reminder}@register.example>";

    private string KeyTo(Scope[] scopes) => Keys.Of($"pengingat {string.Join(',', scopes)} {_region}");

    public async ValueTask DisposeAsync()
    {
        _host.Gate.Open();
        _staff.Dispose();
        await Mail.DisposeAsync();
    }

    private (string Name, string Value)[] Settings((string Name, string Value)[] settings) =>
    [
        ("Agreements__BaseUrl", _host.ClientOf("staf.kesra").BaseAddress!.ToString()),
        ("Agreements__ApiKey", Key),
        ("Smtp__Host", "127.0.0.1"),
        ("Smtp__Port", Mail.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("Smtp__StartTls", "false"),
        ("Smtp__From", "Register Perjanjian <pengingat@register.example>"),
        ("Job__Worker", "uji"),
        ("Job__LeaseSeconds", "10"),
        .. settings,
    ];
}
