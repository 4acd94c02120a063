using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests;

/// <summary>The faults with dates that registers and contract software are known for, one by one, and that they are not here.</summary>
public sealed class DateFaultsTests : IClassFixture<ServiceHost>
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;
    private readonly string _owner = Guid.CreateVersion7().ToString();

    public DateFaultsTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Theory]
    [InlineData("2026-12-30", "expiring", 1)]
    [InlineData("2026-12-31", "expiring", 0)]
    [InlineData("2027-01-01", "lapsed", null)]
    public async Task Agreements_are_not_closed_one_day_early(string asOf, string standing, int? daysLeft)
    {
        var signed = await SignedAsync("2026-12-31");

        Assert.Equal(standing, (await _client.ReadAsync(signed, asOf)).Body.Said("standing"));
        Assert.Equal([signed.Id], await FoundAsync($"/v1/agreements?standing={standing}&asOf={asOf}"));
        Assert.Equal(daysLeft is null ? [] : [signed.Id], await FoundAsync($"/v1/agreements/expiring?asOf={asOf}"));
        Assert.Equal(daysLeft is not null, (await _client.TermsAsync(signed, asOf)).Items[0].Flag("inForce"));
    }

    [Theory]
    [InlineData("0000-00-00", "value.malformed")]
    [InlineData("0000-01-01", "value.malformed")]
    [InlineData("2026-00-00", "value.malformed")]
    [InlineData("2026-12-00", "value.malformed")]
    [InlineData("2026-11-31", "value.malformed")]
    [InlineData("", "value.malformed")]
    [InlineData("-", "value.malformed")]
    [InlineData("0001-01-01", "value.out-of-range")]
    [InlineData("1900-01-01", "value.out-of-range")]
    [InlineData("9999-12-31", "value.out-of-range")]
    public async Task No_end_is_a_date_that_there_is_not_or_that_stands_for_something_else(string date, string code)
    {
        var draft = await _client.DraftedAsync(from: null);
        var signed = await SignedAsync("2026-12-31");

        var drafted = await _client.DraftAsync(("effectiveUntil", date));
        var edited = await _client.EditAsync(draft, new { effectiveUntil = date });
        var amended = await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2026-10-01", effectiveUntil: date));

        foreach (var answer in new[] { drafted, edited, amended })
        {
            answer.IsProblem(HttpStatusCode.BadRequest, code);
            Assert.Equal(code, answer.Errors["/effectiveUntil"]);
        }

        await _client.StillAsync(draft);
        await _client.StillAsync(signed);
    }

    [Theory]
    [InlineData("/v1/agreements?asOf=0000-00-00", "asOf")]
    [InlineData("/v1/agreements?effectiveUntilTo=0000-00-00", "effectiveUntilTo")]
    [InlineData("/v1/agreements?effectiveUntilFrom=2026-02-30", "effectiveUntilFrom")]
    [InlineData("/v1/agreements/expiring?asOf=0000-00-00", "asOf")]
    [InlineData("/v1/summary?asOf=0000-00-00", "asOf")]
    public async Task No_question_is_about_a_day_that_there_is_not(string path, string parameter)
    {
        var answer = await _client.Get(path);

        answer.IsProblem(HttpStatusCode.BadRequest, "parameter.malformed");
        Assert.Contains(parameter, answer.Errors);
    }

    [Theory]
    [InlineData("2026-12-31")]
    [InlineData("9999-12-31")]
    public async Task What_has_no_end_has_none_rather_than_a_date_that_stands_for_it(string asOf)
    {
        var signed = await _client.SignedWithAsync(("owner", _owner), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", null), ("openEnded", true), ("renewalNoticeMonths", 1));

        var then = await _client.ReadAsync(signed, asOf);

        Assert.Null(then.Body.Member("effectiveUntil"));
        Assert.Null(then.Body.Member("daysLeft"));
        Assert.Null(then.Body.Member("renewalNoticeDue"));
        Assert.DoesNotContain("9999", then.Text.Replace($"\"asOf\":\"{asOf}\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal([signed.Id], await FoundAsync($"/v1/agreements?standing=active&asOf={asOf}&horizonDays=3650"));
        Assert.Empty(await FoundAsync($"/v1/agreements?standing=inNotice,expiring,lapsed&asOf={asOf}&horizonDays=3650"));
        Assert.Empty(await FoundAsync($"/v1/agreements/expiring?asOf={asOf}&withinDays=3650"));
        Assert.Empty(await FoundAsync($"/v1/agreements?effectiveUntilTo={asOf}"));
        Assert.DoesNotContain(signed.Id, (await _client.WalkAsync($"/v1/continuity/gaps?asOf={asOf}&withinDays=3650")).Select(gap => gap.Said("agreementId")));
    }

    [Fact]
    public async Task No_status_waits_for_a_nightly_job_and_none_touches_the_records()
    {
        var signed = await _client.SignedWithAsync(("owner", _owner), ("effectiveFrom", "2026-12-01"), ("effectiveUntil", "2027-03-31"), ("renewalNoticeMonths", 1));
        var rows = await RowsAsync();
        (string Now, string Standing)[] nights =
        [
            ("2026-11-30T15:59:59Z", "upcoming"),
            ("2026-11-30T16:00:00Z", "active"),
            ("2026-12-30T15:59:59Z", "active"),
            ("2026-12-30T16:00:00Z", "expiring"),
            ("2027-02-27T15:59:59Z", "expiring"),
            ("2027-02-27T16:00:00Z", "inNotice"),
            ("2027-03-31T15:59:59Z", "inNotice"),
            ("2027-03-31T16:00:00Z", "lapsed"),
        ];

        foreach (var (now, standing) in nights)
        {
            _host.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
            var read = (await _client.ReadAsync(signed)).Is(HttpStatusCode.OK);

            Assert.Equal(standing, read.Body.Said("standing"));
            Assert.Equal([signed.Id], await FoundAsync($"/v1/agreements?standing={standing}"));
            Assert.Equal(signed.Body.Number("version"), read.Body.Number("version"));
            Assert.Equal(signed.Body.Said("updatedAt"), read.Body.Said("updatedAt"));
            Assert.Equal(VersionPart(signed), VersionPart(read));
        }

        Assert.Equal(rows, await RowsAsync());
        Assert.Equal(signed.Body.Number("version"), (await _client.HistoryAsync(signed)).Count);
        (await _client.EditAsync(signed, new { notes = "Tag lama masih berlaku" })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_takes_nothing_with_it()
    {
        var signed = await SignedAsync("2026-12-31");
        _host.Clock.Now = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("lapsed", (await _client.ReadAsync(signed)).Body.Said("standing"));

        _host.Clock.Now = TestClock.Start;

        await _client.StillAsync(signed);
        Assert.Equal("expiring", (await _client.ReadAsync(signed)).Body.Said("standing"));
    }

    [Theory]
    [InlineData("2026-12-31T14:59:59Z", "33 76 96.71")]
    [InlineData("2026-12-31T15:00:00Z", "33 76")]
    [InlineData("2026-12-31T16:00:00Z", "33")]
    [InlineData("2026-12-31T17:00:00Z", "")]
    public async Task No_one_zone_of_the_server_decides_for_all(string now, string inForce)
    {
        foreach (var region in new[] { "33", "76", "96.71" })
        {
            await SignedAsync("2026-12-31", ("regionCode", region));
        }

        _host.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

        var found = (await _client.Get($"/v1/agreements?standing=expiring&owner={_owner}")).Is(HttpStatusCode.OK).Items;
        Assert.Equal(inForce, string.Join(' ', found.Select(item => item.Said("regionCode")).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("2027-01-31", 1, "2026-12-31")]
    [InlineData("2027-01-31", 2, "2026-11-30")]
    [InlineData("2027-01-31", 3, "2026-10-31")]
    [InlineData("2027-01-31", 6, "2026-07-31")]
    [InlineData("2027-01-31", 10, "2026-03-31")]
    [InlineData("2027-01-31", 11, "2026-02-28")]
    [InlineData("2027-03-31", 1, "2027-02-28")]
    [InlineData("2027-03-31", 2, "2027-01-31")]
    [InlineData("2028-03-31", 1, "2028-02-29")]
    [InlineData("2028-03-31", 2, "2028-01-31")]
    [InlineData("2028-02-29", 1, "2028-01-29")]
    [InlineData("2028-02-29", 2, "2027-12-29")]
    [InlineData("2028-02-29", 3, "2027-11-29")]
    [InlineData("2028-02-29", 6, "2027-08-29")]
    [InlineData("2028-02-29", 10, "2027-04-29")]
    [InlineData("2028-02-29", 12, "2027-02-28")]
    [InlineData("2027-12-31", 1, "2027-11-30")]
    [InlineData("2027-12-31", 2, "2027-10-31")]
    [InlineData("2027-12-31", 3, "2027-09-30")]
    [InlineData("2027-12-31", 6, "2027-06-30")]
    [InlineData("2027-12-31", 10, "2027-02-28")]
    [InlineData("1945-08-17", 24, "1943-08-17")]
    [InlineData("2199-12-31", 24, "2197-12-31")]
    public async Task Months_are_counted_from_the_end_at_once_and_do_not_drift(string until, int months, string due)
    {
        var draft = await _client.DraftedWithAsync(("effectiveFrom", null), ("effectiveUntil", until), ("renewalNoticeMonths", months), ("owner", _owner));

        Assert.Equal(due, draft.Body.Said("renewalNoticeDue"));
        Assert.Equal(due, Assert.Single(await _client.WalkAsync($"/v1/agreements?owner={_owner}")).Said("renewalNoticeDue"));
    }

    [Theory]
    [InlineData("2027-02-27", "expiring")]
    [InlineData("2027-02-28", "inNotice")]
    public async Task An_end_that_was_moved_and_moved_back_has_the_same_notice(string asOf, string standing)
    {
        var signed = await SignedAsync("2027-03-31", ("renewalNoticeMonths", 1));
        var moved = (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2026-10-01", effectiveUntil: "2027-02-28"))).Is(HttpStatusCode.Created);

        var back = (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2026-10-01", effectiveUntil: "2027-03-31"))).Is(HttpStatusCode.Created);

        Assert.Equal("2027-01-28", moved.Body.Said("renewalNoticeDue"));
        Assert.Equal("2027-02-28", back.Body.Said("renewalNoticeDue"));
        Assert.Equal([signed.Id], await FoundAsync($"/v1/agreements?standing={standing}&asOf={asOf}"));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public async Task No_count_of_days_or_months_runs_past_the_ends_of_the_calendar(string asOf)
    {
        var first = await SignedAsync("1945-08-17", ("effectiveFrom", "1945-08-17"), ("renewalNoticeMonths", 24));
        var last = await SignedAsync("2199-12-31", ("renewalNoticeMonths", 24), ("predecessorId", first.Id));
        var endless = await SignedAsync(null, ("openEnded", true), ("renewalNoticeMonths", 24), ("predecessorId", last.Id));
        string[] paths =
        [
            .. new[] { first, last, endless }.SelectMany(agreement => new[] { $"/v1/agreements/{agreement.Id}?horizonDays=3650&", $"/v1/agreements/{agreement.Id}/terms?" }),
            "/v1/agreements?horizonDays=3650&count=true&",
            "/v1/agreements?standing=upcoming,active,expiring,inNotice,lapsed,superseded&horizonDays=3650&",
            "/v1/agreements/expiring?withinDays=3650&includeRenewed=true&",
            "/v1/continuity/gaps?withinDays=3650&",
            "/v1/summary?horizonDays=3650&",
        ];

        foreach (var path in paths)
        {
            Assert.Equal(asOf, (await _client.Get($"{path}asOf={asOf}")).Is(HttpStatusCode.OK).Body.Said("asOf"));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(6, 2)]
    [InlineData(7, 3)]
    [InlineData(8, 3)]
    [InlineData(29, 3)]
    [InlineData(30, 4)]
    [InlineData(31, 5)]
    [InlineData(59, 5)]
    [InlineData(60, 6)]
    [InlineData(89, 6)]
    [InlineData(90, 7)]
    [InlineData(91, 8)]
    [InlineData(3650, 8)]
    public async Task Nothing_falls_between_the_windows_neither_what_ends_today_nor_in_exactly_thirty_days(int withinDays, int expected)
    {
        int[] days = [0, 1, 7, 30, 31, 60, 90, 91];
        foreach (var left in days)
        {
            await SignedAsync(new DateOnly(2026, 11, 21).AddDays(left).ToString("O", CultureInfo.InvariantCulture));
        }

        var expiring = (await _client.Get($"/v1/agreements/expiring?withinDays={withinDays}&owner={_owner}")).Is(HttpStatusCode.OK).Items;
        var standing = (await _client.Get($"/v1/agreements?standing=expiring&horizonDays={withinDays}&owner={_owner}")).Is(HttpStatusCode.OK).Items;

        Assert.Equal(days.Take(expected), expiring.Select(item => item.Number("daysLeft")));
        Assert.Equal(days.Take(expected), standing.Select(item => item.Number("daysLeft")));
    }

    [Theory]
    [InlineData("2026-11-30")]
    [InlineData("2026-12-02")]
    [InlineData("2027-03-01")]
    public async Task What_was_due_on_a_day_on_which_nobody_asked_is_due_on_every_day_after_it(string asOf)
    {
        var signed = await SignedAsync("2026-11-30");

        var due = Assert.Single((await _client.Get($"/v1/deadlines?agreementId={signed.Id}&kind=expiry&asOf={asOf}")).Is(HttpStatusCode.OK).Items);
        var isOverdue = asOf != "2026-11-30";
        Assert.Equal(("2026-11-30", isOverdue), (due.Said("dueOn"), due.Flag("overdue")));
        Assert.Single((await _client.Get($"/v1/deadlines?agreementId={signed.Id}&kind=expiry&asOf={asOf}&{(isOverdue ? "overdue=true" : "withinDays=0")}")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task What_was_answered_for_one_date_is_due_again_when_the_date_moves()
    {
        var signed = await SignedAsync("2026-12-31");
        var due = Assert.Single((await _client.Get($"/v1/deadlines?agreementId={signed.Id}&kind=expiry")).Items);
        (await _client.Post($"/v1/deadlines/{due.Said("id")}/acknowledgement", new { note = "Sudah dikirim" })).Is(HttpStatusCode.Created);

        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2026-11-01", effectiveUntil: "2027-06-30"))).Is(HttpStatusCode.Created);

        var again = Assert.Single((await _client.Get($"/v1/deadlines?agreementId={signed.Id}&kind=expiry")).Items);
        Assert.Equal(("2027-06-30", "open"), (again.Said("dueOn"), again.Said("state")));
        Assert.NotEqual(due.Said("id"), again.Said("id"));
    }

    [Fact]
    public async Task A_new_end_does_not_make_the_old_one_forgotten()
    {
        var signed = await SignedAsync("2026-12-31");
        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2026-12-01", effectiveUntil: "2027-12-31"))).Is(HttpStatusCode.Created);
        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2027-12-01", effectiveUntil: "2028-12-31"))).Is(HttpStatusCode.Created);

        var terms = (await _client.TermsAsync(signed, "2026-11-30")).Items;

        Assert.Equal(["2026-12-31", "2027-12-31", "2028-12-31"], terms.Select(version => version.Said("effectiveUntil")));
        Assert.Equal("2026-12-31", terms.Single(version => version.Flag("inForce")).Said("effectiveUntil"));
        var moves = (await _client.HistoryAsync(signed)).Where(entry => entry.Said("action") == "amend").Select(entry => entry.Changed("effectiveUntil"));
        Assert.Equal(["\"2026-12-31\" > \"2027-12-31\"", "\"2027-12-31\" > \"2028-12-31\""], moves);
    }

    [Fact]
    public async Task A_renewal_is_an_agreement_of_its_own_and_leaves_the_one_before_as_it_was()
    {
        var signed = await SignedAsync("2026-12-31");

        var successor = await SignedAsync("2027-12-31", ("predecessorId", signed.Id), ("effectiveFrom", "2027-01-01"));

        var before = (await _client.ReadAsync(signed)).Is(HttpStatusCode.OK);
        Assert.Equal(successor.Id, before.Body.Said("successorId"));
        Assert.Equal(("2026-01-01", "2026-12-31"), (before.Body.Said("effectiveFrom"), before.Body.Said("effectiveUntil")));
        Assert.Equal(signed.Body.Number("version"), before.Body.Number("version"));
        Assert.Equal(signed.Body.Number("version"), (await _client.HistoryAsync(signed)).Count);
    }

    [Theory]
    [InlineData("effectiveUntilFrom=2026-12-31", "b c")]
    [InlineData("effectiveUntilTo=2026-12-31", "a b")]
    [InlineData("effectiveUntilFrom=2026-12-31&effectiveUntilTo=2026-12-31", "b")]
    [InlineData("effectiveUntilFrom=2027-01-01&effectiveUntilTo=2026-12-31", "")]
    [InlineData("standing=expiring", "a b")]
    [InlineData("standing=active", "c")]
    [InlineData("standing=lapsed&asOf=2026-12-31", "a")]
    [InlineData("standing=expiring&horizonDays=0&asOf=2026-12-31", "b")]
    [InlineData("sort=effectiveUntil", "a b c")]
    [InlineData("sort=-effectiveUntil", "c b a")]
    public async Task Whatever_can_be_asked_about_an_end_can_be_asked_of_the_API(string query, string expected)
    {
        foreach (var (name, until) in new[] { ("c", "2027-03-31"), ("a", "2026-12-30"), ("b", "2026-12-31") })
        {
            await SignedAsync(until, ("title", name));
        }

        var found = (await _client.Get($"/v1/agreements?owner={_owner}&{query}")).Is(HttpStatusCode.OK).Items;

        Assert.Equal(expected, string.Join(' ', found.Select(item => item.Said("title"))));
    }

    [Theory]
    [InlineData("/v1/agreements?effectiveUntil=2026-12-31")]
    [InlineData("/v1/agreements?effectiveuntilto=2026-12-31")]
    [InlineData("/v1/agreements?effectiveUntilBefore=2026-12-31")]
    [InlineData("/v1/agreements?status=expired")]
    [InlineData("/v1/agreements?withinDays=30")]
    [InlineData("/v1/agreements/expiring?days=30")]
    [InlineData("/v1/agreements/expiring?includeRenewd=true")]
    [InlineData("/v1/summary?asof=2026-12-31")]
    public async Task No_mistyped_question_about_an_end_is_answered_with_everything(string path)
    {
        (await _client.Get(path)).IsProblem(HttpStatusCode.BadRequest, "parameter.unknown");
    }

    private static string VersionPart(Answered answer) => string.Join('.', answer.ETag!.Split('.')[..2]);

    private Task<Answered> SignedAsync(string? until, params (string Member, object? Value)[] members) =>
        _client.SignedWithAsync([("owner", _owner), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", until), .. members]);

    private async Task<IReadOnlyList<string>> FoundAsync(string path) => (await _client.Get($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}owner={_owner}")).Is(HttpStatusCode.OK).Ids();

    private async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var connection = await _host.Store.OpenAsync();
        return await connection.RowsAsync("SELECT * FROM agreements ORDER BY id");
    }
}
