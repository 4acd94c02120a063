using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Reminders;
using Agreements.Api.Tests.WorkPlans;
using static Agreements.Api.Tests.Calendars.CalendarSteps;

namespace Agreements.Api.Tests.Calendars;

/// <summary>What subscribers see of the deadlines of a register that changes; each test keeps to a region of its own.</summary>
public sealed class CalendarStoryTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task An_address_that_is_shown_once_opens_the_calendar_to_whoever_has_it_until_it_is_revoked()
    {
        await _client.SignedAsync("11", "2027-01-01", "2027-06-30");
        var feed = await _client.FeedAsync(("regionCode", "11"), ("name", "Tenggat Aceh"), ("kinds", Listed("expiry")), ("alarmDaysBefore", Listed(7, 30)));
        Assert.Matches("^agr_cal_[A-Za-z0-9_-]{43}$", feed.Token());
        Assert.Equal(feed.Address(), feed.Body.Said("url"));
        Assert.Equal($"/v1/calendar-feeds/{feed.Id}", feed.Headers.Location!.ToString());

        var read = (await _client.Get($"/v1/calendar-feeds/{feed.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal(feed.Body.With(("token", null), ("url", null)).ToJsonString(), read.Body.ToJsonString());
        Assert.Equal(feed.ETag, read.ETag);
        Assert.Contains(feed.Id, (await _client.WalkAsync("/v1/calendar-feeds?limit=1")).Select(each => each.Said("id")!));

        var calendar = (await host.SubscribeAsync(feed)).Is(HttpStatusCode.OK);
        Assert.Equal("text/calendar; charset=utf-8", calendar.ContentHeaders.ContentType!.ToString());
        Assert.Contains("X-WR-CALNAME:Tenggat Aceh", calendar.Lines());
        Assert.Equal(["-P30D", "-P7D"], Assert.Single(calendar.Events()).Triggers);

        (await _client.Delete($"/v1/calendar-feeds/{feed.Id}")).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _client.Delete($"/v1/calendar-feeds/{feed.Id}", ("If-Match", "\"9.0\""))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await host.SubscribeAsync(feed)).Is(HttpStatusCode.OK);
        (await _client.Delete($"/v1/calendar-feeds/{feed.Id}", ("If-Match", feed.ETag!))).Is(HttpStatusCode.NoContent);

        (await host.SubscribeAsync(feed)).IsProblem(HttpStatusCode.NotFound, "calendar.not-found");
        Assert.Equal("staf", (await _client.Get($"/v1/calendar-feeds/{feed.Id}")).Is(HttpStatusCode.OK).Body.Said("revokedBy"));
    }

    [Fact]
    public async Task A_moved_end_moves_the_event_instead_of_adding_one()
    {
        var agreement = await _client.SignedAsync("12", "2027-01-01", "2027-06-30");
        var feed = await _client.FeedAsync(("regionCode", "12"), ("kinds", Listed("expiry")));
        var before = Assert.Single(await host.EventsAsync(feed));

        (await _client.AmendAsync(agreement, Story.Amendment(effectiveOn: "2027-01-01", effectiveUntil: "2027-09-30"))).Is(HttpStatusCode.Created);

        var after = Assert.Single(await host.EventsAsync(feed));
        Assert.Equal(($"expiry-{agreement.Id}", "20270630"), (before.Uid, before.Day));
        Assert.Equal((before.Uid, "20270930"), (after.Uid, after.Day));
        Assert.True(after.Sequence > before.Sequence, $"{before.Sequence} {after.Sequence}");
        Assert.Equal("20271001", after.Properties["DTEND;VALUE=DATE"].Single());
    }

    [Fact]
    public async Task The_mail_of_a_reminder_brings_the_same_event()
    {
        var agreement = await _client.SignedAsync("13", "2026-11-01", "2026-12-31");
        var feed = await _client.FeedAsync(("regionCode", "13"), ("kinds", Listed("expiry")));
        using var job = host.JobOf("13");

        var reminder = (await job.ClaimAsync()).Items.Single(item => item.Said("kind") == "expiry");

        var shown = Assert.Single(await host.EventsAsync(feed));
        Assert.Equal(agreement.Id, reminder["agreement"]!.Said("id"));
        Assert.Equal((shown.Uid, shown.Sequence), (reminder.Said("calendarUid"), reminder.Number("calendarSequence")));
    }

    [Fact]
    public async Task An_acknowledgement_silences_the_alarms_that_it_covers_and_tells_no_name()
    {
        var meeting = await _client.FollowUpAsync("14", "2027-01-31");
        var feed = await _client.FeedAsync(("regionCode", "14"), ("alarmDaysBefore", Listed(60, 30, 1)));
        var before = Assert.Single(await host.EventsAsync(feed));
        Assert.Equal(["-P60D", "-P30D", "-P1D"], before.Triggers);

        var deadline = await _client.DeadlineOfAsync(meeting);
        (await _client.Post($"/v1/deadlines/{deadline}/acknowledgement", new { note = "Rahasia kantor", snoozeUntil = "2027-01-01" })).Is(HttpStatusCode.Created);

        var after = Assert.Single(await host.EventsAsync(feed));
        Assert.Equal(["-P1D"], after.Triggers);
        Assert.Equal((before.Uid, before.Sequence + 1), (after.Uid, after.Sequence));
        Assert.Contains("Sedang ditangani sampai: 2027-01-01", after.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("Rahasia", after.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_leaves_the_calendar_and_what_is_overdue_stays_until_it_is()
    {
        await using var late = new ServiceHost();
        using var client = late.ClientOf("staf");
        var meeting = await client.FollowUpAsync("15", "2026-11-28");
        var feed = await client.FeedAsync();
        Assert.Single(await late.EventsAsync(feed));

        late.Clock.MoveTo("2027-10-01");
        Assert.Equal("20261128", Assert.Single(await late.EventsAsync(feed)).Day);
        await client.MoveAsync(meeting, "2026-11-28", "2027-09-30");

        var empty = (await late.SubscribeAsync(feed)).Is(HttpStatusCode.OK);
        Assert.Empty(empty.Events());
        Assert.Contains("BEGIN:VTIMEZONE", empty.Lines());
    }

    [Fact]
    public async Task A_record_that_has_still_to_be_confirmed_is_tentative_and_silent()
    {
        var agreement = await _client.SignedAsync("16", "2027-01-01", "2027-06-30");
        (await _client.EditAsync(await _client.ReadAsync(agreement), new { needsReview = true })).Is(HttpStatusCode.OK);
        var feed = await _client.FeedAsync(("regionCode", "16"), ("kinds", Listed("expiry")), ("alarmDaysBefore", Listed(7)));
        var doubtful = Assert.Single(await host.EventsAsync(feed));
        Assert.Equal("TENTATIVE", doubtful.Status);
        Assert.Empty(doubtful.Triggers);

        (await _client.EditAsync(await _client.ReadAsync(agreement), new { needsReview = false })).Is(HttpStatusCode.OK);

        var confirmed = Assert.Single(await host.EventsAsync(feed));
        Assert.Equal(("CONFIRMED", doubtful.Uid), (confirmed.Status, confirmed.Uid));
        Assert.Equal(["-P7D"], confirmed.Triggers);
        Assert.True(confirmed.Sequence > doubtful.Sequence);
    }

    [Fact]
    public async Task A_calendar_looks_four_hundred_days_ahead_and_shows_the_kinds_that_were_asked_for()
    {
        await _client.FollowUpAsync("17", "2027-12-26", "Pada hari terakhir");
        await _client.FollowUpAsync("17", "2027-12-27", "Sehari kemudian");
        await _client.SignedAsync("17", "2027-01-01", "2027-06-30");
        var meetings = await _client.FeedAsync(("regionCode", "17"), ("kinds", Listed("followUp")));
        var all = await _client.FeedAsync(("regionCode", "17"));

        Assert.Equal("Batas tindak lanjut rapat – Bengkulu: Pada hari terakhir", Assert.Single(await host.EventsAsync(meetings)).Summary);
        Assert.Equal(["20261231", "20270630", "20271226"], (await host.EventsAsync(all)).Select(each => each.Day));
    }

    [Theory]
    [InlineData("id", "Perjanjian berakhir – Kepulauan Bangka Belitung: Nota Kesepakatan (440/1/NK)", "Nomor pemerintah daerah: 440/1/NK", "Akhir perjanjian")]
    [InlineData("en", "Agreement ends – Kepulauan Bangka Belitung: Nota Kesepakatan (440/1/NK)", "Number of the local government: 440/1/NK", "End of agreement")]
    public async Task A_calendar_speaks_the_language_that_was_chosen(string language, string summary, string fact, string category)
    {
        await using var own = new ServiceHost().With("Calendars:PublicUrl", "https://perjanjian.example.go.id/register/");
        using var client = own.ClientOf("staf");
        var agreement = await client.SignedWithAsync(("regionCode", "19"), ("title", "Nota Kesepakatan"), ("localNumber", "440/1/NK"), ("effectiveUntil", "2027-06-30"));
        var feed = await client.FeedAsync(("kinds", Listed("expiry")), ("language", language));
        Assert.StartsWith("https://perjanjian.example.go.id/register/v1/calendar/agr_cal_", feed.Body.Said("url"), StringComparison.Ordinal);

        var shown = Assert.Single(await own.EventsAsync(feed));

        Assert.Equal((summary, category), (shown.Summary, shown.Properties["CATEGORIES"].Single()));
        Assert.Contains(fact, shown.Description.Split('\n'));
        Assert.Equal($"https://perjanjian.example.go.id/register/v1/agreements/{agreement.Id}", shown.Properties["URL"].Single());
    }

    [Fact]
    public async Task Every_kind_of_deadline_has_words_in_both_languages()
    {
        await using var own = new ServiceHost();
        using var client = own.ClientOf("staf");
        var agreement = await client.SignedWithAsync(("regionCode", "76"), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2027-10-31"), ("renewalNoticeMonths", 3));
        (await client.Post($"/v1/agreements/{agreement.Id}/renewals", null)).Is(HttpStatusCode.Created);
        await client.FollowUpAsync("76", "2026-12-04");
        var plan = await client.PlannedAsync(agreement);
        await client.AddedActivityAsync(plan);
        await client.SignedPlanAsync(plan);

        var shown = new List<string>();
        foreach (var language in Listed("id", "en"))
        {
            shown.AddRange((await own.EventsAsync(await client.FeedAsync(("language", language)))).Select(each => each.Summary.Split(" – ")[0]));
        }

        Assert.All(["Perjanjian berakhir", "Batas pemberitahuan perpanjangan", "Batas tahap penganggaran", "Batas tindak lanjut rapat", "Batas rencana kerja 2026", "Batas kegiatan rencana kerja"], what => Assert.Contains(what, shown));
        Assert.All(["Agreement ends", "Notice of renewal due", "Renewal stage due: budget", "Meeting follow-up due", "Work plan due: 2026", "Work plan activity due"], what => Assert.Contains(what, shown));
        Assert.Equal(shown.Count, shown.Distinct(StringComparer.Ordinal).Count());
    }
}
