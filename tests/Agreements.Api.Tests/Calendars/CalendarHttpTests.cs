using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Reminders;
using static Agreements.Api.Tests.Calendars.CalendarSteps;

namespace Agreements.Api.Tests.Calendars;

/// <summary>Feeds and calendars as requests and answers.</summary>
public sealed class CalendarHttpTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task Whoever_has_the_calendar_already_is_told_so_until_something_in_it_changes()
    {
        var meeting = await _client.FollowUpAsync("11", "2026-12-04");
        var agreement = await _client.SignedAsync("11", "2027-01-01", "2027-06-30");
        var feed = await _client.FeedAsync(("regionCode", "11"));
        var first = (await host.SubscribeAsync(feed)).Is(HttpStatusCode.OK);
        var tag = first.ETag!;
        Assert.Matches("^W/\"[0-9a-f]{32}\"$", tag);

        var known = (await host.SubscribeAsync(feed, ("If-None-Match", tag))).Is(HttpStatusCode.NotModified);
        Assert.Equal((tag, ""), (known.ETag!, known.Text));
        (await host.SubscribeAsync(feed, ("If-None-Match", $"\"0\", {tag[2..]}"))).Is(HttpStatusCode.NotModified);
        (await host.SubscribeAsync(feed, ("If-None-Match", "\"0\""))).Is(HttpStatusCode.OK);
        Assert.Equal(first.Text, (await host.SubscribeAsync(feed)).Text);

        // Elsewhere it may change.
        await _client.FollowUpAsync("12", "2026-12-04");
        (await host.SubscribeAsync(feed, ("If-None-Match", tag))).Is(HttpStatusCode.NotModified);
        (await _client.EditAsync(await _client.ReadAsync(agreement), new { owner = "Bagian Kesra" })).Is(HttpStatusCode.OK);
        var second = (await host.SubscribeAsync(feed, ("If-None-Match", tag))).Is(HttpStatusCode.OK);
        await _client.MoveAsync(meeting, "2026-12-04", "2026-11-20");
        var third = (await host.SubscribeAsync(feed, ("If-None-Match", second.ETag!))).Is(HttpStatusCode.OK);

        Assert.Equal(3, new[] { first.Text, second.Text, third.Text }.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_of_the_service_and_is_the_subscribers_alone()
    {
        var feed = await _client.FeedAsync();

        var calendar = (await host.SubscribeAsync(feed)).Is(HttpStatusCode.OK);

        Assert.True(calendar.Headers.CacheControl is { Private: true, NoCache: true, Public: false }, calendar.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", Assert.Single(calendar.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(calendar.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("attachment; filename=\"calendar.ics\"", calendar.ContentHeaders.ContentDisposition!.ToString());
        Assert.StartsWith("\"caller\"", Assert.Single(calendar.Headers.GetValues("RateLimit")), StringComparison.Ordinal);
        Assert.Empty(calendar.ContentHeaders.ContentEncoding);
    }

    [Theory]
    [InlineData("text/calendar", 200)]
    [InlineData("text/*;q=0.5, application/json;q=0.1", 200)]
    [InlineData("*/*", 200)]
    [InlineData("application/json", 406)]
    public async Task A_subscriber_says_what_it_takes(string accept, int status)
    {
        var answer = await host.SubscribeAsync(await _client.FeedAsync(), ("Accept", accept));

        Assert.Equal(status, (int)answer.Status);
        if (status == 406)
        {
            answer.IsProblem(HttpStatusCode.NotAcceptable, "media-type.not-acceptable");
        }
    }

    [Fact]
    public async Task What_opens_nothing_is_one_and_the_same_answer_which_does_not_repeat_it()
    {
        var feed = await _client.FeedAsync();
        (await _client.Delete($"/v1/calendar-feeds/{feed.Id}", ("If-Match", feed.ETag!))).Is(HttpStatusCode.NoContent);
        var expired = await _client.FeedAsync(("expiresAt", host.Clock.Now.AddHours(1)));
        host.Clock.Advance(TimeSpan.FromHours(1));
        using var nobody = host.CreateClient();
        var tokens = new[] { feed.Token(), expired.Token(), $"agr_cal_{new string('x', 43)}", Keys.Of("staf"), "pendek", "%E2%98%83-bukan-ascii-0123456789-0123456789" };

        foreach (var token in tokens)
        {
            var refused = (await nobody.Get($"/v1/calendar/{token}.ics")).IsProblem(HttpStatusCode.NotFound, "calendar.not-found");
            Assert.Equal("/v1/calendar/***", refused.Body.Said("instance"));
            Assert.DoesNotContain(token, refused.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("GET", "/v1/calendar/{token}", 401)]
    [InlineData("GET", "/v1/calendar/{token}.ics/more", 401)]
    [InlineData("GET", "/V1/Calendar/{token}.ics?jam=1", 400)]
    [InlineData("POST", "/v1/calendar/{token}.ics", 401)]
    public async Task However_a_request_goes_wrong_its_answer_keeps_the_token_to_itself(string verb, string path, int status)
    {
        var feed = await _client.FeedAsync();
        using var nobody = host.CreateClient();

        var refused = await nobody.Send(new HttpMethod(verb), path.Replace("{token}", feed.Token(), StringComparison.Ordinal), content: null);

        Assert.Equal(status, (int)refused.Status);
        Assert.Equal("/v1/calendar/***", refused.Body.Said("instance"));
        Assert.DoesNotContain(feed.Token(), refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"language":"id"}""", "/name", "value.required")]
    [InlineData("""{"name":"x"}""", "/language", "value.required")]
    [InlineData("""{"name":" ","language":"id"}""", "/name", "text.blank")]
    [InlineData("""{"name":"satu\ndua","language":"id"}""", "/name", "text.line-break")]
    [InlineData("""{"name":"7604010203040005","language":"id"}""", "/name", "text.personal-number")]
    [InlineData("""{"name":"x","language":"fr"}""", "/language", "value.unknown")]
    [InlineData("""{"name":"x","language":"ID"}""", "/language", "value.unknown")]
    [InlineData("""{"name":"x","language":"id","regionCode":"99"}""", "/regionCode", "region.unknown")]
    [InlineData("""{"name":"x","language":"id","provinceCode":"76.02"}""", "/provinceCode", "region.unknown")]
    [InlineData("""{"name":"x","language":"id","provinceCode":"76","regionCode":"76"}""", "/provinceCode", "calendar-feed.region-unclear")]
    [InlineData("""{"name":"x","language":"id","kinds":[]}""", "/kinds", "list.empty")]
    [InlineData("""{"name":"x","language":"id","kinds":["expiry","lain"]}""", "/kinds/1", "value.unknown")]
    [InlineData("""{"name":"x","language":"id","kinds":["expiry","expiry","expiry","expiry","expiry","expiry","expiry"]}""", "/kinds", "list.too-long")]
    [InlineData("""{"name":"x","language":"id","alarmDaysBefore":[1,366]}""", "/alarmDaysBefore/1", "value.out-of-range")]
    [InlineData("""{"name":"x","language":"id","alarmDaysBefore":[-1]}""", "/alarmDaysBefore/0", "value.out-of-range")]
    [InlineData("""{"name":"x","language":"id","alarmDaysBefore":[1,2,3,4,5,6]}""", "/alarmDaysBefore", "list.too-long")]
    [InlineData("""{"name":"x","language":"id","expiresAt":"2020-01-01T00:00:00Z"}""", "/expiresAt", "calendar-feed.expired-already")]
    [InlineData("""{"name":"x","language":"id","token":"agr_cal_pilihan"}""", "/token", "member.unknown")]
    public async Task What_is_wrong_with_a_feed_is_said_by_its_member(string body, string pointer, string code)
    {
        var refused = (await _client.Post("/v1/calendar-feeds", body)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(code, Assert.Contains(pointer, refused.Errors));
    }

    [Fact]
    public async Task A_repeat_gets_the_answer_without_the_address()
    {
        (string, string) key = ("Idempotency-Key", $"{Guid.CreateVersion7()}");

        var first = (await _client.Post("/v1/calendar-feeds", CalendarSteps.Feed(), key)).Is(HttpStatusCode.Created);
        var repeat = (await _client.Post("/v1/calendar-feeds", CalendarSteps.Feed(), key)).Is(HttpStatusCode.Created);

        Assert.Equal(first.Id, repeat.Id);
        Assert.NotNull(first.Body.Said("token"));
        Assert.Equal(first.Body.With(("token", null), ("url", null)).ToJsonString(), repeat.Body.ToJsonString());
    }

    [Fact]
    public async Task Whatever_people_wrote_stays_in_the_line_where_it_belongs()
    {
        const string Nasty = "A; B, C \\ D \\n E\r\nDTSTART;VALUE=DATE:20000101\r\nEND:VEVENT\nATTENDEE:mailto:x@example.org \"kutip\" 🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥 \u202ebalik\u202c";
        await _client.SignedWithAsync(("regionCode", "13"), ("title", Nasty), ("localNumber", "1;2,3\\4"), ("effectiveUntil", "2027-06-30"));
        var feed = await _client.FeedAsync(("regionCode", "13"), ("kinds", Listed("expiry")), ("name", "Nama; dengan, \\ 🏥"), ("alarmDaysBefore", Listed(1)));

        var calendar = (await host.SubscribeAsync(feed)).Is(HttpStatusCode.OK);

        Assert.All(calendar.Text[..^2].Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 75));
        var shown = Assert.Single(calendar.Events());
        Assert.Equal("20270630", shown.Day);
        Assert.DoesNotContain("ATTENDEE", shown.Properties.Select(each => each.Key));
        Assert.Equal($"Perjanjian berakhir – Sumatera Barat: {Nasty.ReplaceLineEndings("\n")} (1;2,3\\4)", shown.Summary);
        Assert.Contains("X-WR-CALNAME:Nama\\; dengan\\, \\\\ 🏥", calendar.Lines());
    }

    [Fact]
    public async Task Making_and_revoking_are_audited_and_what_opens_it_is_not()
    {
        var feed = await _client.FeedAsync(("regionCode", "14"));
        (await host.SubscribeAsync(feed)).Is(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await _client.Delete($"/v1/calendar-feeds/{feed.Id}", ("If-Match", feed.ETag!))).Is(HttpStatusCode.NoContent);
        (await host.SubscribeAsync(feed)).Is(HttpStatusCode.NotFound);

        var audit = (await _client.Get("/v1/audit?limit=200")).Is(HttpStatusCode.OK);

        var about = audit.Items.Where(entry => entry.Said("subjectId") == feed.Id).ToList();
        Assert.Equal(["revokeCalendarFeed", "issueCalendarFeed"], about.Select(entry => entry.Said("action")!));
        Assert.All(about, entry => Assert.Equal(("calendarFeed", "14", "staf"), (entry.Said("subjectKind"), entry.Said("regionCode"), entry.Said("by"))));
        var hash = Security.Secret.Of(feed.Token())!.Value.Hash;
        Assert.All([feed.Token(), hash], secret => Assert.DoesNotContain(secret, audit.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("hash", about[^1]["changes"]!.AsArray().Select(change => change!.Said("field")!));
    }

    [Fact]
    public async Task Pages_of_feeds_neither_skip_nor_repeat()
    {
        using var maker = host.ClientOf("pembuat", [Domain.Access.Scope.AgreementsRead], "64");
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            made.Add((await maker.FeedAsync(("name", $"Umpan {i}"))).Id);
        }

        Assert.Equal(made, (await maker.WalkAsync("/v1/calendar-feeds?limit=2")).Select(feed => feed.Said("id")!));
        (await maker.Get("/v1/calendar-feeds?limit=0")).IsProblem(HttpStatusCode.BadRequest, "value.out-of-range");
        (await maker.Get("/v1/calendar-feeds?after=rusak")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    [Fact]
    public async Task The_document_says_that_the_address_is_all_it_takes()
    {
        using var nobody = host.CreateClient();
        var operation = (await nobody.Get("/openapi/v1.json")).Is(HttpStatusCode.OK).Body["paths"]!["/v1/calendar/{token}.ics"]!["get"]!;

        Assert.Empty(operation["security"] as JsonArray ?? throw new InvalidOperationException("It does not say what it asks of its caller."));
        Assert.Contains("Needs nothing but the address", operation.Said("description"), StringComparison.Ordinal);
        Assert.Null(operation["responses"]!["401"]);
        Assert.NotNull(operation["responses"]!["304"]);
    }
}
