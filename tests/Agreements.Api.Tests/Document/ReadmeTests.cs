using System.Diagnostics;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Document;

public sealed class ReadmeTests(SampleHost host) : IClassFixture<SampleHost>
{
    internal static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    // What the story defines before it begins.
    private static readonly string Helpers = string.Join('\n', Readme.Split('\n').Where(line => line.StartsWith("field() ", StringComparison.Ordinal) || line.StartsWith("etag() ", StringComparison.Ordinal) || line.StartsWith("json=", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal));

    [Fact]
    public async Task The_story_runs_line_by_line_and_ends_with_what_expires()
    {
        using var client = host.ClientOf("pembaca");
        var story = Between(Between(Readme, "<!-- story", "<!-- end of story -->"), "```sh\n", "```");

        var (output, status) = await BashAsync($"key='{Keys.Header}: {Keys.Administrator}'\n" + story.Replace("http://127.0.0.1:5080", client.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal));

        Assert.True(status == 0, output);
        Assert.DoesNotContain("urn:agreements:problem", output, StringComparison.Ordinal);
        var expiring = (await client.Get("/v1/agreements/expiring?withinDays=45&asOf=2026-11-21&provinceCode=74")).Is(HttpStatusCode.OK);
        var agreement = Assert.Single(expiring.Items);
        Assert.Equal("signed", agreement["lifecycle"]!.GetValue<string>());
        Assert.Equal(40, agreement["daysLeft"]!.GetValue<int>());
        var history = (await client.Get($"/v1/agreements/{agreement["id"]}/history")).Items.Select(entry => entry["action"]!.GetValue<string>());
        Assert.Equal(["create", "edit", "submit", "approve", "sign", "sign", "amend"], history);
        var gaps = (await client.Get("/v1/continuity/gaps?withinDays=45&asOf=2026-11-21&provinceCode=74")).Is(HttpStatusCode.OK);
        Assert.Equal((agreement.Said("id"), 12000), (Assert.Single(gaps.Items).Said("agreementId"), gaps.Items[0].Number("participantsAffected")));
    }

    [Fact]
    public async Task Its_renewal_is_planned_logged_and_leads_to_a_successor()
    {
        // A register of its own: the story ends with the only agreement of the province.
        await using var own = new ServiceHost();
        using var client = own.ClientOf("pembaca");
        var agreement = await client.SignedAsync("74.71", from: "2026-01-01", until: "2026-12-31");
        var renewal = Between(Between(Readme, "<!-- renewal", "<!-- end of renewal -->"), "```sh\n", "```");
        var api = $"{client.BaseAddress!.ToString().TrimEnd('/')}/v1";

        var (output, status) = await BashAsync($"key='{Keys.Header}: {Keys.Administrator}'\napi={api}\nid={agreement.Id}\nagreement={api}/agreements/{agreement.Id}\n{Helpers}\n{renewal}");

        Assert.True(status == 0, output);
        Assert.DoesNotContain("urn:agreements:problem", output, StringComparison.Ordinal);
        var opened = (await client.Get($"/v1/renewals?agreementId={agreement.Id}")).Items.Single();
        Assert.Equal(("2026-11-20", 5), (opened.Said("noticeSentOn"), opened.Member("stages")!.Member("legalReview")!.Number("workDays")));
        Assert.Equal("2027-01-01", (await client.Get($"/v1/agreements/{opened.Said("successorId")}")).Is(HttpStatusCode.OK).Body.Said("effectiveFrom"));
        Assert.Equal("Naskah perpanjangan", (await client.Get("/v1/deadlines?kind=followUp&regionCode=74.71")).Items.Single().Said("about"));
    }

    [Fact]
    public async Task Its_work_plan_is_signed_carried_out_and_missing_no_more()
    {
        await using var own = new ServiceHost();
        using var client = own.ClientOf("pembaca");
        own.Clock.Now = new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
        var agreement = await client.SignedAsync("74.71", from: "2026-01-01", until: "2026-12-31");
        var plan = Between(Between(Readme, "<!-- plan", "<!-- end of plan -->"), "```sh\n", "```");
        var api = $"{client.BaseAddress!.ToString().TrimEnd('/')}/v1";

        var (output, status) = await BashAsync($"key='{Keys.Header}: {Keys.Administrator}'\nhead='{Keys.Header}: {Keys.Of("kepala.biro")}'\napi={api}\nagreement={api}/agreements/{agreement.Id}\n{Helpers}\n{plan}");

        Assert.True(status == 0, output);
        Assert.DoesNotContain("urn:agreements:problem", output, StringComparison.Ordinal);
        var signed = (await client.Get("/v1/work-plans?year=2026")).Items.Single();
        Assert.Equal(("signed", "2026-11"), (signed.Said("status"), signed.Said("fundingHorizon")));
        Assert.Equal(50m, signed.Member("totals")!.Member("realisedPercent")!.GetValue<decimal>());
        Assert.Empty((await client.Get("/v1/work-plans/missing?year=2026")).Items);
    }

    [Fact]
    public async Task The_questions_after_the_story_are_answered_from_the_sample_register()
    {
        using var client = host.ClientOf("pembaca");
        var questions = Between(Between(Readme, "<!-- end of story -->", "A typo never widens"), "```sh\n", "```");

        var (output, status) = await BashAsync($"key='{Keys.Header}: {Keys.Administrator}'\napi={client.BaseAddress!.ToString().TrimEnd('/')}/v1\n{questions}");

        Assert.True(status == 0, output);
        Assert.DoesNotContain("urn:agreements:problem", output, StringComparison.Ordinal);
        Assert.Contains("\"startMissed\":true", output, StringComparison.Ordinal);
        Assert.Contains("{\"from\":\"2026-01-01\",\"until\":\"2026-01-31\",\"days\":31", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_coverage_of_a_regency_is_judged_from_the_sample_register_and_its_province_sees_who_is_below_target()
    {
        using var client = host.ClientOf("pembaca");
        var questions = Between(Between(Readme, "<!-- coverage", "<!-- end of coverage -->"), "```sh\n", "```");

        var (output, status) = await BashAsync($"key='{Keys.Header}: {Keys.Administrator}'\napi={client.BaseAddress!.ToString().TrimEnd('/')}/v1\n{questions}");

        Assert.True(status == 0, output);
        Assert.DoesNotContain("urn:agreements:problem", output, StringComparison.Ordinal);
        Assert.StartsWith("{\"regionCode\":\"16.08\",\"regionName\":\"Kabupaten Ogan Komering Ulu Timur\",\"asOf\":\"2025-06-01\",\"predicate\":\"uhc\"", output, StringComparison.Ordinal);
        Assert.Contains("{\"items\":[{\"regionCode\":\"16\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_contacts_of_a_region_are_said_by_whoever_has_read_them()
    {
        using var client = host.ClientOf("pembaca");
        var contacts = Between(Between(Readme, "<!-- contacts", "<!-- end of contacts -->"), "```sh\n", "```");

        var (output, status) = await BashAsync($"key='{Keys.Header}: {Keys.Administrator}'\napi={client.BaseAddress!.ToString().TrimEnd('/')}/v1\n{Helpers}\n{contacts}");

        Assert.True(status == 0, output);
        Assert.DoesNotContain("urn:agreements:problem", output, StringComparison.Ordinal);
        var said = (await client.Get("/v1/regions/74.71/contacts")).Is(HttpStatusCode.OK);
        Assert.Equal((1, said.Text), (said.Body.Number("version"), output));
        Assert.Equal(["kesra@kendari.example", "dinsos@kendari.example"], said.Body["contacts"]!.AsArray().Select(contact => contact!.Said("email")!));
    }

    [Fact]
    public async Task What_changes_after_the_lists_were_read_is_followed_by_its_events()
    {
        await using var own = new ServiceHost();
        using var client = own.ClientOf("pembaca");
        var agreement = await client.SignedAsync("74.71");
        var events = Between(Between(Readme, "<!-- events", "<!-- end of events -->"), "```sh\n", "```");
        var api = $"{client.BaseAddress!.ToString().TrimEnd('/')}/v1";

        var (output, status) = await BashAsync($"key='{Keys.Header}: {Keys.Administrator}'\napi={api}\nagreement={api}/agreements/{agreement.Id}\n{Helpers}\n{events}\necho; echo \"$page\"; echo \"$cursor\"");

        Assert.True(status == 0, output);
        Assert.DoesNotContain("urn:agreements:problem", output, StringComparison.Ordinal);
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal((await client.ReadAsync(agreement)).Text, lines[^3][lines[^3].LastIndexOf("{\"id\":", StringComparison.Ordinal)..]);
        Assert.Contains("\"type\":\"agreement.updated\"", lines[^2], StringComparison.Ordinal);
        Assert.Empty((await client.Get($"/v1/events?after={lines[^1]}")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task The_deadlines_of_a_region_are_a_calendar_at_an_address_of_its_own()
    {
        await using var own = new ServiceHost();
        using var client = own.ClientOf("pembaca");
        var agreement = await client.SignedAsync("74.71", from: "2026-01-01", until: "2026-12-31");
        var calendar = Between(Between(Readme, "<!-- calendar", "<!-- end of calendar -->"), "```sh\n", "```");

        var (output, status) = await BashAsync($"key='{Keys.Header}: {Keys.Administrator}'\napi={client.BaseAddress!.ToString().TrimEnd('/')}/v1\n{Helpers}\n{calendar}");

        Assert.True(status == 0, output);
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", output, StringComparison.Ordinal);
        Assert.Contains($"UID:expiry-{agreement.Id}\r\n", output, StringComparison.Ordinal);
        Assert.Contains("TRIGGER:-P30D\r\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_register_leaves_as_a_spreadsheet_and_as_lines()
    {
        using var client = host.ClientOf("pembaca");
        var exports = Between(Between(Readme, "<!-- export", "<!-- end of export -->"), "```sh\n", "```");
        var folder = Directory.CreateTempSubdirectory("agreements-exports-");
        try
        {
            var (output, status) = await BashAsync($"cd {folder.FullName}\nkey='{Keys.Header}: {Keys.Administrator}'\napi={client.BaseAddress!.ToString().TrimEnd('/')}/v1\n{exports}");

            Assert.True(status == 0, output);
            var files = folder.GetFiles().ToDictionary(file => file.Name, file => File.ReadAllBytes(file.FullName), StringComparer.Ordinal);
            Assert.Equal(["agreements.csv", "agreements.ndjson", "berakhir.csv", "perjanjian.xlsx"], files.Keys.Order(StringComparer.Ordinal));
            Assert.Equal("PK"u8, files["perjanjian.xlsx"].AsSpan(0, 2));
            Assert.Contains("Local government's number;BPJS Kesehatan's number;", System.Text.Encoding.UTF8.GetString(files["agreements.csv"]), StringComparison.Ordinal);
            Assert.Contains("April s.d. Desember 2025", System.Text.Encoding.UTF8.GetString(files["berakhir.csv"]), StringComparison.Ordinal);
            Assert.Contains("{\"id\":\"", System.Text.Encoding.UTF8.GetString(files["agreements.ndjson"]), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_register_kept_by_hand_is_looked_at_taken_in_and_confirmed()
    {
        await using var own = new ServiceHost();
        using var client = own.ClientOf("pengelola");
        var import = Between(Between(Readme, "<!-- import", "<!-- end of import -->"), "```sh\n", "```");
        var folder = Directory.CreateTempSubdirectory("agreements-imports-");
        try
        {
            var (output, status) = await BashAsync($"cd {folder.FullName}\nkey='{Keys.Header}: {Keys.Administrator}'\napi={client.BaseAddress!.ToString().TrimEnd('/')}/v1\n{Helpers}\n{import}");

            Assert.True(status == 0, output);
            Assert.DoesNotContain("urn:agreements:problem", output, StringComparison.Ordinal);
            Assert.StartsWith("PK", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "templat.xlsx"))), StringComparison.Ordinal);
            Assert.Contains("\"dryRun\":true", await SaidAsync("look.json"), StringComparison.Ordinal);
            Assert.Contains("\"row\":4,\"column\":\"E\",\"header\":\"Tanggal berakhir\",\"member\":\"effectiveUntil\",\"severity\":\"warning\",\"code\":\"import.date-unclear\"", await SaidAsync("findings.json"), StringComparison.Ordinal);
            Assert.Contains("\"rowsCreated\":2", await SaidAsync("import.json"), StringComparison.Ordinal);
            Assert.Contains("{\"confirmed\":2,\"remaining\":0}", await SaidAsync("confirmed.json"), StringComparison.Ordinal);
            Assert.Equal("2025-12-31", (await client.Get("/v1/agreements?number=440/12/PKS/2025")).Is(HttpStatusCode.OK).Items.Single().Said("effectiveUntil"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Task<string> SaidAsync(string file) => File.ReadAllTextAsync(Path.Combine(folder.FullName, file));
    }

    [Fact]
    public async Task The_papers_go_with_it_and_come_back_as_they_were()
    {
        using var client = host.ClientOf("pembaca");
        var draft = await client.DraftedAsync();
        var papers = Between(Between(Readme, "<!-- papers", "<!-- end of papers -->"), "```sh\n", "```");
        var field = Readme.Split('\n').Single(line => line.StartsWith("field() ", StringComparison.Ordinal));
        var folder = Directory.CreateTempSubdirectory("agreements-papers-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "Nota Kesepakatan.pdf"), SampleFiles.Pdf);
            var api = $"{client.BaseAddress!.ToString().TrimEnd('/')}/v1";

            var (output, status) = await BashAsync($"cd {folder.FullName}\nkey='{Keys.Header}: {Keys.Administrator}'\napi={api}\nagreement={api}/agreements/{draft.Id}\n{field}\n{papers}");

            Assert.True(status == 0, output);
            Assert.DoesNotContain("urn:agreements:problem", output, StringComparison.Ordinal);
            Assert.Equal(SampleFiles.Pdf, await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "salinan.pdf")));
            Assert.Equal(2, Assert.Single((await client.Get($"/v1/agreements/{draft.Id}/documents?kind=signedScan")).Items).Number("version"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Its_webhook_is_made_tried_and_given_another_secret()
    {
        await using var own = new ServiceHost();
        using var client = own.ClientOf("pengelola");
        var webhooks = Between(Between(Readme, "<!-- webhooks", "<!-- end of webhooks -->"), "```sh\n", "```");
        var folder = Directory.CreateTempSubdirectory("agreements-webhooks-");
        try
        {
            var (output, status) = await BashAsync($"cd {folder.FullName}\nkey='{Keys.Header}: {Keys.Administrator}'\napi={client.BaseAddress!.ToString().TrimEnd('/')}/v1\n{Helpers}\n{webhooks}");

            Assert.True(status == 0, output);
            Assert.DoesNotContain("urn:agreements:problem", output, StringComparison.Ordinal);
            var webhook = Assert.Single((await client.Get("/v1/webhooks")).Is(HttpStatusCode.OK).Items);
            Assert.Equal(2, webhook.Number("version"));
            Assert.Contains("\"secret\":\"whsec_", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "webhook.json")), StringComparison.Ordinal);
            Assert.Equal("webhook.test", Assert.Single((await client.Get($"/v1/webhooks/{webhook.Said("id")}/deliveries")).Is(HttpStatusCode.OK).Items).Said("eventType"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_two_commands_stand_at_the_top()
    {
        var top = Between(Readme, "```sh\n", "```");

        Assert.StartsWith("dotnet run --project src/Agreements.Api ", top, StringComparison.Ordinal);
        Assert.Contains("\ndotnet test ", top, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Database__Provider")]
    [InlineData("Database__ConnectionString")]
    [InlineData("SampleRegister__Load")]
    [InlineData("AGREEMENTS_ADMIN_KEY")]
    [InlineData("Documents__Path")]
    [InlineData("Documents__MaxBytes")]
    [InlineData("Documents__RequiredToSign")]
    [InlineData("Calendars__PublicUrl")]
    public void Every_setting_is_listed(string setting) => Assert.Contains($"| `{setting}` |", Readme, StringComparison.Ordinal);

    internal static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    internal static async Task<(string Output, int Status)> BashAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = await Task.WhenAll(bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        return (string.Concat(output), bash.ExitCode);
    }
}
