using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;
using Agreements.Domain.Reminders;

namespace Agreements.Api.Tests.Reminders;

public sealed class PreviewRemindersTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    // The clock stands still at this day in every zone.
    private static readonly DateOnly Today = new(2026, 11, 21);

    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task Each_rung_goes_out_on_its_day_and_what_is_due_already_is_left_out()
    {
        var agreement = await EndingInAsync(20);

        Assert.Equal([$"{On(6)} expiry 14", $"{On(13)} expiry 7", $"{On(19)} expiry 1", $"{On(20)} expiry 0"], await _client.PreviewedAsync(agreement, On(0), On(40), "expiry"));
        Assert.Equal([$"{On(13)} expiry 7", $"{On(19)} expiry 1"], await _client.PreviewedAsync(agreement, On(13), On(19), "expiry"));
        var row = (await _client.PreviewedAsync(On(6), On(6))).Single(each => each.Said("agreementId") == agreement.Id);
        var deadline = (await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=expiry")).Items.Single();
        Assert.Equal(
            (deadline.Said("id"), On(6), On(6), On(20), "email", "76", "Asia/Makassar"),
            (row.Said("deadlineId"), row.Said("goesOutOn"), row.Said("fireOn"), row.Said("dueOn"), row.Said("channel"), row.Said("regionCode"), row.Said("timeZone")));
        Assert.Equal(('7', "Penyelenggaraan JKN", "Biro Pemkesra"), (row.Said("id")![14], row.Said("about"), row.Said("owner")));
    }

    [Fact]
    public async Task What_fires_today_and_was_not_sent_yet_is_in_it()
    {
        var agreement = await EndingInAsync(30);

        Assert.Equal([$"{On(0)} expiry 30"], await _client.PreviewedAsync(agreement, On(0), On(0), "expiry"));
        Assert.Empty(await _client.PreviewedAsync(agreement, On(1), On(15), "expiry"));
    }

    [Fact]
    public async Task A_day_that_has_passed_holds_nothing()
    {
        var agreement = await EndingInAsync(31);

        Assert.Empty(await _client.PreviewedAsync(On(-30), On(-1)));
        Assert.Equal(await _client.PreviewedAsync(agreement, On(0), On(31)), await _client.PreviewedAsync(agreement, On(-100), On(31)));
    }

    [Fact]
    public async Task Today_is_the_one_of_each_region()
    {
        await using var late = new ServiceHost();
        var client = late.ClientOf("staf");
        await DueInAsync(client, 7, "31", "76", "92");

        // Half past eleven at night in Jakarta: the next day in Makassar and Jayapura, and what fired there on the day before is late.
        late.Clock.Now = new DateTimeOffset(2026, 11, 21, 16, 30, 0, TimeSpan.Zero);

        Assert.Equal(["31"], (await client.PreviewedAsync(On(0), On(5))).Select(row => row.Said("regionCode")));
        Assert.Equal(["31 7", "31 1", "76 1", "92 1"], (await client.PreviewedAsync(On(0), On(6))).Select(row => $"{row.Said("regionCode")} {row.Number("offset")}").OrderBy(each => each[^1] == '1').ThenBy(each => each, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_is_at_it_until_the_due_date_is_left_alone()
    {
        var agreement = await EndingInAsync(32);
        await AcknowledgeAsync(agreement, new { note = "Sedang disusun" });

        Assert.Empty(await _client.PreviewedAsync(agreement, On(0), On(40), "expiry"));
    }

    [Theory]
    [InlineData(3, "4:7")]
    [InlineData(28, "29:7 34:1 35:0")]
    [InlineData(27, "28:7 34:1 35:0")]
    [InlineData(33, "34:1 35:0")]
    [InlineData(34, "35:0")]
    [InlineData(20, "21:14 28:7 34:1 35:0")]
    [InlineData(4, "5:30 21:14 28:7 34:1 35:0")]
    public async Task Who_said_until_when_is_told_of_the_most_urgent_on_the_day_after_and_of_the_rest_on_its_day(int snoozedFor, string expected)
    {
        // Of thirty-five days: 30 days before on the fifth.
        var (days, agreement) = snoozedFor == 3 ? (10, await EndingInAsync(10)) : (35, await EndingInAsync(35));
        await AcknowledgeAsync(agreement, new { note = "Sedang disusun", snoozeUntil = On(snoozedFor) });

        var rows = await _client.PreviewedAsync(agreement, On(0), On(days - (snoozedFor == 3 ? 5 : 0)), "expiry");

        Assert.Equal(expected.Split(' ').Select(each => $"{On(int.Parse(each.Split(':')[0], CultureInfo.InvariantCulture))} expiry {each.Split(':')[1]}"), rows);
    }

    [Fact]
    public async Task What_has_to_be_reviewed_is_silent_until_it_is_confirmed()
    {
        var agreement = await _client.SignedWithAsync(("effectiveFrom", "2026-01-01"), ("effectiveUntil", On(33)), ("needsReview", true));
        Assert.Empty(await _client.PreviewedAsync(agreement, On(0), On(40)));

        (await _client.EditAsync(await _client.ReadAsync(agreement), new { needsReview = false })).Is(HttpStatusCode.OK);

        Assert.Equal(5, (await _client.PreviewedAsync(agreement, On(0), On(40), "expiry")).Count);
    }

    [Fact]
    public async Task A_moved_end_brings_its_ladder_along()
    {
        var agreement = await EndingInAsync(34);

        (await _client.AmendAsync(agreement, Story.Amendment(effectiveOn: On(10), effectiveUntil: On(100)))).Is(HttpStatusCode.Created);

        Assert.Equal([$"{On(10)} expiry 90", $"{On(40)} expiry 60"], await _client.PreviewedAsync(agreement, On(0), On(60), "expiry"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task It_is_walked_page_after_page_in_the_order_of_its_days(int limit)
    {
        await DueInAsync(_client, 45, "31", "31", "76", "76");
        var whole = await _client.PreviewedAsync(On(30), On(60));

        var walked = await _client.PreviewedAsync(On(30), On(60), limit);

        Assert.True(whole.Count > 7);
        Assert.Equal(whole.Select(row => row.ToJsonString()), walked.Select(row => row.ToJsonString()));
        Assert.Equal(whole.Select(row => (row.Said("goesOutOn"), row.Said("deadlineId"))).Order(), whole.Select(row => (row.Said("goesOutOn"), row.Said("deadlineId"))));
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_span()
    {
        await DueInAsync(_client, 46, "31", "31");
        var page = (await _client.PreviewAsync(On(30), On(60), "?limit=1")).Is(HttpStatusCode.OK);
        var after = $"?limit=1&after={page.Body.Said("next")}";

        Assert.Contains("rel=\"next\"", page.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        (await _client.PreviewAsync(On(30), On(60), after)).Is(HttpStatusCode.OK);
        Assert.Contains("after", (await _client.PreviewAsync(On(30), On(61), after)).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid").Errors);
        Assert.Contains("after", (await _client.PreviewAsync(On(29), On(60), after)).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid").Errors);
    }

    [Fact]
    public async Task A_caller_sees_what_its_regions_are_told_of()
    {
        await DueInAsync(_client, 47, "73", "73.71", "91");
        using var reader = host.ClientOf("petugas", [Scope.AgreementsRead], "73");
        using var nobody = host.ClientOf("petugas", [Scope.AgreementsWrite, Scope.RemindersDispatch, Scope.Admin]);

        Assert.Equal(["73", "73.71"], (await reader.PreviewedAsync(On(40), On(40))).Select(row => row.Said("regionCode")).Order(StringComparer.Ordinal));
        (await nobody.PreviewAsync(On(40), On(40))).IsProblem(HttpStatusCode.Forbidden, "scope.missing");
    }

    [Theory]
    [InlineData("""{}""", "/from", "value.required")]
    [InlineData("""{"from":"2026-11-21"}""", "/to", "value.required")]
    [InlineData("""{"from":"2026-11-21","to":null}""", "/to", "value.required")]
    [InlineData("""{"from":"2026-11-21","to":"2026-11-20"}""", "/to", "window.ends-before-start")]
    [InlineData("""{"from":"2026-11-21","to":"2027-11-22"}""", "/to", "window.too-long")]
    [InlineData("""{"from":"1899-12-31","to":"1900-01-02"}""", "/from", "value.out-of-range")]
    [InlineData("""{"from":"1950-01-01","to":"2150-12-31"}""", "/to", "window.too-long")]
    [InlineData("""{"from":"2026-02-30","to":"2026-11-20"}""", "/from", "value.malformed")]
    [InlineData("""{"from":"2026-11-21","to":"2026-11-22","limit":1}""", "/limit", "member.unknown")]
    public async Task A_faulty_member_is_named_by_pointer(string body, string pointer, string code) =>
        Assert.Equal(code, Assert.Contains(pointer, (await _client.Post("/v1/reminders/preview", body)).Is(HttpStatusCode.BadRequest).Errors));

    [Theory]
    [InlineData("limit=0", "limit", "value.out-of-range")]
    [InlineData("limit=201", "limit", "value.out-of-range")]
    [InlineData("after=abc", "after", "cursor.invalid")]
    [InlineData("from=2026-11-21", "from", "parameter.unknown")]
    public async Task A_faulty_parameter_is_named(string query, string parameter, string code) =>
        Assert.Equal(code, Assert.Contains(parameter, (await _client.PreviewAsync(On(0), On(1), $"?{query}")).IsProblem(HttpStatusCode.BadRequest, code).Errors));

    [Fact]
    public async Task A_span_can_be_a_year_and_a_day() => (await _client.PreviewAsync("2026-11-21", "2027-11-21")).Is(HttpStatusCode.OK);

    [Fact]
    public async Task The_longest_ladders_that_there_can_be_are_looked_ahead_along()
    {
        await using var service = new ServiceHost();
        var client = service.ClientOf("staf");
        int[] rungs = [.. Enumerable.Range(0, ReminderLadder.MaxRungs).Reverse()];
        await client.RuledAsync([.. ReminderRuleSteps.Defaults.Select(rule => (rule.Kind, rungs))]);
        await DueInAsync(client, rungs[0], "31", "76", "92");

        Assert.Equal(3 * rungs.Length, (await client.PreviewedAsync(On(0), On(rungs[0]), limit: 7)).Count);
    }

    [Fact]
    public async Task Asking_changes_nothing()
    {
        var agreement = await EndingInAsync(36);
        var before = await _client.PreviewedAsync(agreement, On(0), On(40));

        Assert.Equal(before, await _client.PreviewedAsync(agreement, On(0), On(40)));
        Assert.DoesNotContain((await _client.Get("/v1/audit?action=previewReminders")).Is(HttpStatusCode.OK).Items, entry => entry.Said("outcome") == "done");
    }

    private static string On(int days) => Today.AddDays(days).ToString("O", CultureInfo.InvariantCulture);

    private Task<Answered> EndingInAsync(int days) => _client.SignedWithAsync(("effectiveFrom", "2026-01-01"), ("effectiveUntil", On(days)));

    private async Task AcknowledgeAsync(Answered agreement, object body)
    {
        var deadline = (await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=expiry")).Items.Single().Said("id");
        (await _client.Post($"/v1/deadlines/{deadline}/acknowledgement", body)).Is(HttpStatusCode.Created);
    }

    // What a meeting of each region agreed on.
    private static async Task DueInAsync(HttpClient client, int days, params string[] regions)
    {
        foreach (var region in regions)
        {
            (await client.Post("/v1/meetings", new { kind = "evaluation", regionCode = region, heldOn = "2026-11-20", followUps = new[] { new { action = "Naskah", dueOn = On(days) } } })).Is(HttpStatusCode.Created);
        }
    }
}
