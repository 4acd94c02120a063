using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Reminders;

/// <summary>How reminders are said to be doing. Each test has a region to itself.</summary>
public sealed class ReminderHealthTests(ReminderHealthTests.OneTry host) : IClassFixture<ReminderHealthTests.OneTry>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task Before_anybody_asks_for_reminders_and_anything_is_due_there_is_nothing_to_tell()
    {
        await using var fresh = new ServiceHost();

        var health = (await fresh.ClientOf("staf").Get("/v1/health/reminders")).Is(HttpStatusCode.OK).Body;

        Assert.Equal(
            """{"lastClaimAt":null,"lastClaimBy":null,"lastDeliveryAt":null,"backlog":0,"oldestDueOn":null,"waitingSince":null,"withoutRecipients":0,"failed":0}""",
            health.ToJsonString());
    }

    [Fact]
    public async Task A_claim_that_found_nothing_shows_that_somebody_asks_whatever_the_region()
    {
        using var job = host.JobOf("11");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty((await job.ClaimAsync("penjaga-1")).Items);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty((await job.ClaimAsync("penjaga-2")).Items);

        using var reader = host.ClientOf("petugas", [Scope.AgreementsRead], "12");
        var health = (await reader.Get("/v1/health/reminders")).Is(HttpStatusCode.OK).Body;

        Assert.Equal(("penjaga-2", Now()), (health.Said("lastClaimBy"), health.Said("lastClaimAt")));
        Assert.Null(health.Said("lastDeliveryAt"));
    }

    [Fact]
    public async Task What_can_be_claimed_is_the_backlog_and_has_been_waiting_since_its_day_began_or_it_was_opened()
    {
        using var job = host.JobOf("13");
        var opened = Now();
        await DueInAsync("13", 7, 8);
        Assert.Equal($"1 {On(0)} {opened} 0", await ToldAsync(job));

        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal($"2 {On(-1)} {opened} 0", await ToldAsync(job));

        var claimed = await job.ClaimAsync();
        Assert.Equal("0 - - 0", await ToldAsync(job));
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal($"2 {On(-1)} {opened} 0", await ToldAsync(job));

        var again = await job.ClaimAsync();
        Assert.Equal(claimed.Ids(), again.Ids());
        (await job.ReportAsync(again.Ids()[0], again.Claim())).Is(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal($"1 {On(0)} {Midnight("Asia/Jakarta")} 0", await ToldAsync(job));
        Assert.Equal(Now(TimeSpan.FromHours(-1)), (await job.Get("/v1/health/reminders")).Body.Said("lastDeliveryAt"));
    }

    [Fact]
    public async Task One_that_was_given_up_counts_until_somebody_is_told_after_all()
    {
        using var job = host.JobOf("14");
        await DueInAsync("14", 7);
        await FailAsync(job);
        Assert.Equal("0 - - 1", await ToldAsync(job));

        host.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal($"1 {On(0)} {Midnight("Asia/Jakarta")} 1", await ToldAsync(job));
        Assert.Single(await job.DispatchAsync());
        Assert.Equal("0 - - 0", await ToldAsync(job));
    }

    [Fact]
    public async Task One_that_was_given_up_of_what_has_been_done_meanwhile_is_no_concern()
    {
        using var job = host.JobOf("15");
        var meeting = await DueInAsync("15", 7);
        await FailAsync(job);
        Assert.Equal("0 - - 1", await ToldAsync(job));

        var followUps = meeting.Body.Member("followUps")!.AsArray().Select(each => new { id = each!.Said("id"), action = "Naskah", dueOn = each!.Said("dueOn"), doneOn = "2026-11-21" });
        (await _client.Patch($"/v1/meetings/{meeting.Id}", new { followUps }, ("If-Match", meeting.ETag!))).Is(HttpStatusCode.OK);

        Assert.Equal("0 - - 0", await ToldAsync(job));
    }

    [Fact]
    public async Task What_is_due_and_nobody_would_be_told_of_is_counted_by_the_same_rule_as_recipients()
    {
        using var job = host.JobOf("16", "16.05");
        await MeetAsync("16.05", "Dinas Kesehatan", 7, 6);
        await MeetAsync("16.05", "bagian.umum@kabupaten.example", 7);
        await MeetAsync("16", responsible: null, 7);
        Assert.Equal("4 3", await WithoutAsync(job));

        await ContactAsync("16.05", "Dinas Sosial");
        Assert.Equal("4 3", await WithoutAsync(job));

        await ContactAsync("16.05", "DINAS KESEHATAN");
        Assert.Equal("4 1", await WithoutAsync(job));

        await ContactAsync("16.05");
        await ContactAsync("16", "Dinas Kesehatan");
        Assert.Equal("4 1", await WithoutAsync(job));

        await ContactAsync("16.05", "Dinas Sosial");
        Assert.Equal("4 1", await WithoutAsync(job));

        await ContactAsync("16", (string?)null);
        Assert.Equal("4 0", await WithoutAsync(job));
        Assert.All((await job.ClaimAsync()).Items, reminder => Assert.NotEmpty(reminder.Member("recipients")!.AsArray()));
        Assert.Equal("0 0", await WithoutAsync(job));

        // What rests is no less without somebody to tell.
        await ContactAsync("16");
        await ContactAsync("16.05");
        Assert.Equal("0 3", await WithoutAsync(job));
    }

    [Fact]
    public async Task Whoever_is_bound_to_regions_is_told_of_those()
    {
        await DueInAsync("17", 7);
        await DueInAsync("18", 7, 7);
        using var one = host.JobOf("17");
        using var other = host.JobOf("18");
        using var both = host.JobOf("17", "18");

        Assert.Equal(["1", "2", "3"], new[] { await ToldAsync(one), await ToldAsync(other), await ToldAsync(both) }.Select(told => told.Split(' ')[0]));
        await one.DispatchAsync();
        Assert.NotNull((await both.Get("/v1/health/reminders")).Body.Said("lastDeliveryAt"));
        Assert.Null((await other.Get("/v1/health/reminders")).Body.Said("lastDeliveryAt"));
    }

    [Fact]
    public async Task A_service_whose_reminders_nobody_asks_for_is_ready_all_the_same()
    {
        await DueInAsync("19", 7);
        host.Clock.Advance(TimeSpan.FromDays(30));

        // By then the entries of the audit are sealed, which would be a reason.
        await Eventually.ComesToAsync(HttpStatusCode.OK, () => _client.Get("/health/ready"));
    }

    // How many wait, of which day the oldest is, since when one waits, how many were given up.
    private static async Task<string> ToldAsync(HttpClient client)
    {
        var health = (await client.Get("/v1/health/reminders")).Is(HttpStatusCode.OK).Body;
        return $"{health.Number("backlog")} {health.Said("oldestDueOn") ?? "-"} {health.Said("waitingSince") ?? "-"} {health.Number("failed")}";
    }

    private static async Task<string> WithoutAsync(HttpClient client)
    {
        var health = (await client.Get("/v1/health/reminders")).Is(HttpStatusCode.OK).Body;
        return $"{health.Number("backlog")} {health.Number("withoutRecipients")}";
    }

    private static async Task FailAsync(HttpClient job)
    {
        var claim = await job.ClaimAsync();
        (await job.ReportAsync(Assert.Single(claim.Ids()), claim.Claim(), "failed")).Is(HttpStatusCode.OK);
    }

    private Task<Answered> DueInAsync(string region, params int[] days) => MeetAsync(region, "Biro Pemkesra", days);

    private async Task<Answered> MeetAsync(string region, string? responsible, params int[] days) => (await _client.Post(
        "/v1/meetings",
        new { kind = "evaluation", regionCode = region, heldOn = "2026-11-20", followUps = days.Select(each => new { action = "Naskah", responsible, dueOn = On(each) }).ToList() })).Is(HttpStatusCode.Created);

    private async Task ContactAsync(string region, params string?[] owners)
    {
        var contacts = owners.Select((owner, i) => new { name = "Bagian Umum", email = $"umum{i}@kabupaten.example", language = "id", owner }).ToList();
        (await _client.Send(HttpMethod.Put, $"/v1/regions/{region}/contacts", Hosting.Http.Json(new { contacts }), ("If-Match", "*"))).Is(HttpStatusCode.OK);
    }

    private string On(int days) => Domain.Regions.IndonesianTime.DateIn("Asia/Jakarta", host.Clock.Now).AddDays(days).ToString("O", CultureInfo.InvariantCulture);

    private string Now(TimeSpan shift = default) => (host.Clock.Now + shift).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private string Midnight(string zone) =>
        Domain.Regions.IndonesianTime.BeginningOf(Domain.Regions.IndonesianTime.DateIn(zone, host.Clock.Now), zone).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A service that gives a reminder up after one failure.</summary>
    public sealed class OneTry : ServiceHost
    {
        public OneTry() => With("Reminders:MaxAttempts", "1");
    }
}
