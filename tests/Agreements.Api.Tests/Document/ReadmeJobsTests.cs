using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Regions;

namespace Agreements.Api.Tests.Document;

/// <summary>The two jobs that the README shows, as bash runs them, against the service as an operator runs it and a mail server.</summary>
public sealed class ReadmeJobsTests : IAsyncLifetime, IDisposable
{
    private const string Refused = "tolak@konawe.example";
    private const string From = "pengingat@example.go.id";

    private static readonly string[] ApproverScopes = ["agreements:read", "agreements:approve"];
    private static readonly DateOnly Today = IndonesianTime.DateIn("Asia/Makassar", TimeProvider.System.GetUtcNow());

    private readonly TestStore _store = new();
    private readonly MailSink _mail = new() { Refused = Refused };
    private ServiceProcess _service = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _service = await ServiceProcess.StartAsync(_store);
        _client = await _service.ClientAsync();
    }

    public Task DisposeAsync() => _service.StopAsync();

    public void Dispose()
    {
        _client.Dispose();
        _service.Dispose();
        _mail.Dispose();
        _store.Dispose();
    }

    [Fact]
    public async Task The_job_against_expiring_mails_everything_that_ends_within_thirty_days()
    {
        await SignedAsync("74.71", "Penyelenggaraan JKN, Kota Kendari", Today.AddDays(10));
        await SignedAsync("74.01", "Penyelenggaraan JKN di Kolaka", Today.AddDays(30));
        await SignedAsync("74.02", "Penyelenggaraan JKN di Konawe", Today.AddDays(31));

        var (output, status) = await RunAsync("expiring-job");

        Assert.True(status == 0, output);
        var letter = Assert.Single(_mail.Letters);
        Assert.Equal(["kesra@example.go.id"], letter.To);
        Assert.Equal((From, "kesra@example.go.id", "Perjanjian yang segera berakhir"), (letter.Head("From"), letter.Head("To"), letter.Head("Subject")));
        Assert.EndsWith(
            $"\r\n\r\n{Today.AddDays(10):yyyy-MM-dd}  Kota Kendari: Penyelenggaraan JKN, Kota Kendari\r\n{Today.AddDays(30):yyyy-MM-dd}  Kabupaten Kolaka: Penyelenggaraan JKN di Kolaka\r\n",
            letter.Text.TrimEnd('\r', '\n') + "\r\n",
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_job_against_expiring_turns_every_page_and_is_silent_where_nothing_ends()
    {
        var (output, status) = await RunAsync("expiring-job");
        Assert.True(status == 0, output);
        Assert.Empty(_mail.Letters);

        await SignedAsync("74.71", "Yang pertama", Today.AddDays(1));
        await SignedAsync("74.71", "Yang kedua", Today.AddDays(2));
        await SignedAsync("74.71", "Yang ketiga", Today.AddDays(3));
        (output, status) = await RunAsync("expiring-job", ("limit=200", "limit=1"));

        Assert.True(status == 0, output);
        Assert.Matches("pertama\r\n.*kedua\r\n.*ketiga\r\n", Assert.Single(_mail.Letters).Text);
    }

    [Fact]
    public async Task The_job_against_claims_mails_each_reminder_once_and_reports_what_came_of_it()
    {
        await TellAsync("74.71", "kesra@kendari.example", "dinsos@kendari.example");
        await TellAsync("74.01", Refused);
        foreach (var region in new[] { "74.71", "74.01", "74.02" })
        {
            await SignedAsync(region, "Penyelenggaraan JKN, seluruh segmen", Today.AddDays(10));
        }

        var (output, status) = await RunAsync("claims-job");

        Assert.True(status == 0, output);
        var delivered = await _client.WalkAsync("/v1/reminders?state=delivered");
        Assert.Contains(delivered, reminder => reminder.Said("kind") == "expiry");
        Assert.All(delivered, reminder => Assert.Equal("74.71", reminder.Said("regionCode")));
        Assert.Equal(
            delivered.Select(reminder => $"<{reminder.Said("id")}@example.go.id>").Order(StringComparer.Ordinal),
            _mail.Letters.Select(letter => letter.Head("Message-ID")!).Order(StringComparer.Ordinal));
        Assert.All(_mail.Letters, letter => Assert.Equal(["dinsos@kendari.example", "kesra@kendari.example"], letter.To));
        Assert.Contains(_mail.Letters, letter => letter.Text.Contains($"\r\n\r\n{Today.AddDays(10):yyyy-MM-dd}  Kota Kendari: Penyelenggaraan JKN, seluruh segmen (expiry)\r\n", StringComparison.Ordinal));

        // Nobody to tell, and nobody who takes it: neither is lost, and both are seen.
        Assert.Equal(["74.01", "74.02"], (await _client.WalkAsync("/v1/reminders?state=failed")).Select(reminder => reminder.Said("regionCode")!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Empty(await _client.WalkAsync("/v1/reminders?state=due"));
        Assert.Empty(await _client.WalkAsync("/v1/reminders?state=claimed"));

        var letters = _mail.Letters.Count;
        (output, status) = await RunAsync("claims-job");
        Assert.True(status == 0, output);
        Assert.Equal(letters, _mail.Letters.Count);
    }

    [Fact]
    public async Task A_job_that_is_refused_ends_with_a_failure_and_mails_nothing()
    {
        foreach (var job in new[] { "expiring-job", "claims-job" })
        {
            var (output, status) = await RunAsync(job, (Keys.Administrator, "agr_salah"));

            Assert.True(status != 0, output);
            Assert.Empty(_mail.Letters);
        }
    }

    // What the README has, with the addresses of this test in the place of those of nobody.
    private Task<(string Output, int Status)> RunAsync(string job, params (string Shown, string Tried)[] changes)
    {
        var shown = ReadmeTests.Between(ReadmeTests.Readme, "<!-- jobs", "<!-- end of jobs -->");
        var beginning = ReadmeTests.Between(shown, "```sh\n", "```");
        var script = ReadmeTests.Between(shown, $"```sh\n# {job}\n", "```");
        (string Shown, string Tried)[] local =
        [
            ("https://perjanjian.example.go.id", _client.BaseAddress!.ToString().TrimEnd('/')),
            ("agr_…", Keys.Administrator),
            ("smtp://mail.example.go.id:587 --ssl-reqd --user 'pengingat:…'", $"smtp://127.0.0.1:{_mail.Port}"),
        ];
        return ReadmeTests.BashAsync(local.Concat(changes).Aggregate($"{beginning}\n{script}", (text, change) =>
        {
            Assert.Contains(change.Shown, text, StringComparison.Ordinal);
            return text.Replace(change.Shown, change.Tried, StringComparison.Ordinal);
        }));
    }

    private async Task TellAsync(string region, params string[] addresses) => (await _client.Send(
        HttpMethod.Put,
        $"/v1/regions/{region}/contacts",
        Hosting.Http.Json(new { contacts = addresses.Select(email => new { name = "Kantor", email, language = "id" }) }),
        ("If-Match", "*"))).Is(HttpStatusCode.OK);

    private async Task<Answered> SignedAsync(string region, string subject, DateOnly until)
    {
        var draft = (await _client.Post("/v1/agreements", Story.Draft(region, subject, $"{until.AddDays(-364):O}", $"{until:O}", await _client.OfficeAsync(), owner: "Bagian Kesra"))).Is(HttpStatusCode.Created);
        var submitted = (await _client.ActAsync(draft, "submit")).Is(HttpStatusCode.OK);
        (await _client.Post($"/v1/agreements/{draft.Id}/approve", null, ("If-Match", submitted.ETag!), (Keys.Header, await HeadAsync()))).Is(HttpStatusCode.OK);
        (await _client.SignAsync(draft, "localGovernment", $"{Today.AddDays(-1):O}")).Is(HttpStatusCode.Created);
        return (await _client.SignAsync(draft, "bpjs", $"{Today.AddDays(-1):O}")).Is(HttpStatusCode.Created);
    }

    // Nobody approves what they submitted.
    private async Task<string> HeadAsync() => (await _client.Post("/v1/api-keys", new { name = "Persetujuan", owner = "kepala.biro", scopes = ApproverScopes, allRegions = true }))
        .Is(HttpStatusCode.Created).Body.Said("key")!;
}
