using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Reference;
using Agreements.Domain.Regions;

namespace Agreements.Api.Tests.Continuity;

public sealed class ContinuityTests : IClassFixture<ServiceHost>
{
    private static readonly string[] Regions = [.. RegionCatalogue.Shipped.All.Where(region => region is { IsAutonomous: true, Level: RegionLevel.Regency }).Select(region => region.Code)];
    private static int _taken;

    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    // Each test has a line of its own.
    private readonly string _region = Regions[Interlocked.Increment(ref _taken)];

    public ContinuityTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Theory]
    [InlineData("2027-12-01", "", "2027-12-01..2027-12-31 31")]
    [InlineData("2027-12-31", "", "2027-12-31..2027-12-31 1")]
    [InlineData("2028-01-01", "", "")]
    [InlineData("2028-01-02", "2028-01-01..2028-01-01 1", "")]
    [InlineData("2028-03-01", "2028-01-01..2028-02-29 60", "")]
    public async Task Terms_that_touch_leave_no_gap_and_one_day_between_or_in_common_counts(string secondFrom, string gaps, string overlaps)
    {
        var first = await SignedAsync("2027-01-01", "2027-12-31");
        var second = await SignedAsync(secondFrom, "2028-12-31");

        var line = await LineAsync("from=2027-01-01&to=2028-12-31");

        Assert.Equal([first.Id, second.Id], Terms(line).Select(term => term.Said("agreementId")));
        Assert.Equal([gaps, overlaps, gaps, overlaps], [Gaps(line), Overlaps(line), Gaps(line, "coverage"), Overlaps(line, "coverage")]);
        Assert.All(Rows(line, "signed", "gaps"), gap => Assert.Equal(first.Id, gap.Said("afterAgreementId")));
        Assert.All(Rows(line, "signed", "overlaps"), overlap => Assert.Equal([first.Id, second.Id], overlap.Texts("agreementIds")));
    }

    [Fact]
    public async Task After_the_last_term_the_gap_reaches_to_the_end_of_the_window_and_before_the_first_there_is_none()
    {
        await SignedAsync("2027-01-01", "2027-12-31");

        Assert.Equal("2028-01-01..2028-01-31 31", Gaps(await LineAsync("from=2020-01-01&to=2028-01-31")));
        Assert.Equal("", Gaps(await LineAsync("from=2020-01-01&to=2027-12-31")));
        Assert.Equal("2030-05-05..2030-05-05 1", Gaps(await LineAsync("from=2030-05-05&to=2030-05-05")));
    }

    [Theory]
    [InlineData("2027-01-01", "2028-12-31", "2027-07-01..2027-07-31 31", "2027-11-01..2027-12-31 61")]
    [InlineData("2027-07-10", "2027-07-20", "2027-07-10..2027-07-20 11", "")]
    [InlineData("2027-07-31", "2027-11-01", "2027-07-31..2027-07-31 1", "2027-11-01..2027-11-01 1")]
    [InlineData("2027-08-01", "2027-10-31", "", "")]
    [InlineData("2027-12-31", "2028-12-31", "", "2027-12-31..2027-12-31 1")]
    [InlineData("2026-01-01", "2026-12-31", "", "")]
    public async Task Gaps_and_overlaps_are_cut_to_the_window(string from, string to, string gaps, string overlaps)
    {
        await SignedAsync("2027-01-01", "2027-06-30");
        await SignedAsync("2027-08-01", "2027-12-31");
        await SignedAsync("2027-11-01", "2028-12-31");

        var line = await LineAsync($"from={from}&to={to}");

        Assert.Equal([gaps, overlaps], [Gaps(line), Overlaps(line)]);
        Assert.Equal((from, to), (line.Said("from"), line.Said("to")));
        Assert.Equal("{}", line.Member("appliedDefaults")!.ToJsonString().Replace("\"segment\":\"pbpuBp\"", "", StringComparison.Ordinal));
        Assert.Equal(3, Terms(line).Count);
    }

    [Fact]
    public async Task What_the_caller_does_not_say_is_the_whole_line_up_to_today_and_is_said_back()
    {
        await SignedAsync("2025-01-01", "2025-12-31");

        var line = await LineAsync("");

        Assert.Equal(_region, line.Said("regionCode"));
        Assert.Equal(RegionCatalogue.Shipped.Get(_region).Name, line.Said("regionName"));
        Assert.Equal("2026-11-21", line.Said("asOf"));
        Assert.Equal(("pbpuBp", "2025-01-01", "2026-11-21"), (line.Said("segment"), line.Said("from"), line.Said("to")));
        Assert.Equal("""{"segment":"pbpuBp","from":"2025-01-01","to":"2026-11-21"}""", line.Member("appliedDefaults")!.ToJsonString());
        Assert.Equal("2026-01-01..2026-11-21 325", Gaps(line));
    }

    [Fact]
    public async Task The_window_reaches_to_the_end_of_the_line_where_that_is_later_than_today()
    {
        await SignedAsync("2027-01-01", "2027-12-31");
        await SignedAsync("2028-02-01", "2028-12-31");

        var line = await LineAsync("segment=pbpuBp");

        Assert.Equal("""{"from":"2027-01-01","to":"2028-12-31"}""", line.Member("appliedDefaults")!.ToJsonString());
        Assert.Equal("2028-01-01..2028-01-31 31", Gaps(line));
        Assert.Equal("2029-06-30", (await LineAsync("asOf=2029-06-30")).Said("to"));
    }

    [Theory]
    [InlineData("from=2050-01-01", "2050-01-01", "2050-01-01")]
    [InlineData("to=2000-01-01", "2000-01-01", "2000-01-01")]
    public async Task A_window_that_lies_beyond_the_line_is_not_turned_round(string query, string from, string to)
    {
        await SignedAsync("2027-01-01", "2027-12-31");

        var line = await LineAsync(query);

        Assert.Equal((from, to), (line.Said("from"), line.Said("to")));
    }

    [Fact]
    public async Task A_line_without_a_term_is_empty()
    {
        var line = await LineAsync("");

        Assert.Empty(Terms(line));
        Assert.Equal(["", "", "", ""], [Gaps(line), Overlaps(line), Gaps(line, "coverage"), Overlaps(line, "coverage")]);
        Assert.Equal(("2026-11-21", "2026-11-21"), (line.Said("from"), line.Said("to")));
    }

    [Fact]
    public async Task Coverage_that_began_late_is_a_gap_on_the_coverage_dates_alone()
    {
        await SignedAsync("2027-01-01", "2027-12-31");
        await SignedAsync("2028-01-01", "2028-12-31", ("coverageFrom", "2028-02-01"));

        var line = await LineAsync("from=2027-01-01&to=2028-12-31");

        Assert.Equal(["", "2028-01-01..2028-01-31 31"], [Gaps(line), Gaps(line, "coverage")]);
        Assert.Equal([null, "2028-02-01"], Terms(line).Select(term => term.Said("coverageFrom")));
    }

    // Halmahera Utara wanted 1 April 2025 and was covered from 1 May.
    [Fact]
    public async Task Coverage_that_began_late_is_a_gap_on_the_first_term_too()
    {
        var first = await SignedAsync("2027-04-01", "2027-12-31", ("coverageFrom", "2027-05-01"));

        var line = await LineAsync("from=2027-01-01&to=2027-12-31");

        Assert.Equal(["", "2027-04-01..2027-04-30 30"], [Gaps(line), Gaps(line, "coverage")]);
        var gap = Assert.Single(Rows(line, "coverage", "gaps"));
        Assert.Equal((null, first.Id), (gap.Said("afterAgreementId"), gap.Said("beforeAgreementId")));
    }

    [Fact]
    public async Task Those_whom_a_first_term_does_not_cover_yet_are_as_many_as_its_quota()
    {
        var first = await SignedAsync("2026-04-01", "2027-12-31", ("coverageFrom", "2026-05-01"));
        (await _client.AmendAsync(first, Story.Amendment(effectiveOn: "2026-04-01", participantQuota: 800))).Is(HttpStatusCode.Created);
        Assert.Equal(800, Assert.Single(Rows(await LineAsync(""), "coverage", "gaps")).Number("participantsAffected"));

        (await _client.EditAsync(await _client.Get($"/v1/agreements/{first.Id}"), new { coverageFrom = "2028-01-01" })).Is(HttpStatusCode.OK);

        var gap = Assert.Single(Rows(await LineAsync(""), "coverage", "gaps"));
        Assert.Equal((800, null, null), (gap.Number("participantsAffected"), gap.Said("afterAgreementId"), gap.Said("beforeAgreementId")));
    }

    [Fact]
    public async Task One_that_ended_before_it_began_does_not_say_how_many_are_affected()
    {
        var ended = await SignedAsync("2026-01-01", "2026-12-31");
        (await _client.AmendAsync(ended, Story.Amendment(effectiveOn: "2026-02-01", participantQuota: 100))).Is(HttpStatusCode.Created);
        var undone = await SignedAsync("2027-01-01", "2027-12-31");
        (await _client.AmendAsync(undone, Story.Amendment(effectiveOn: "2027-01-01", participantQuota: 40_000))).Is(HttpStatusCode.Created);
        (await _client.ActAsync(await _client.Get($"/v1/agreements/{undone.Id}"), "terminate", Story.Termination("2027-01-01"))).Is(HttpStatusCode.OK);

        Assert.Equal(100, Assert.Single(Rows(await LineAsync("to=2027-12-31"), "signed", "gaps")).Number("participantsAffected"));
    }

    [Fact]
    public async Task Coverage_that_begins_where_the_other_ends_is_no_overlap_on_the_coverage_dates()
    {
        await SignedAsync("2027-01-01", "2027-12-31");
        await SignedAsync("2027-11-15", "2028-12-31", ("coverageFrom", "2028-01-01"));

        var line = await LineAsync("from=2027-01-01&to=2028-12-31");

        Assert.Equal(["2027-11-15..2027-12-31 47", ""], [Overlaps(line), Overlaps(line, "coverage")]);
        Assert.Equal(["", ""], [Gaps(line), Gaps(line, "coverage")]);
    }

    [Fact]
    public async Task Those_affected_are_as_many_as_the_last_amendment_of_what_ended_says()
    {
        var first = await SignedAsync("2027-01-01", "2027-06-30");
        var second = await SignedAsync("2027-08-01", "2027-12-31");
        (await _client.AmendAsync(first, Story.Amendment(effectiveOn: "2027-02-01", participantQuota: 12_000))).Is(HttpStatusCode.Created);
        (await _client.AmendAsync(first, Story.Amendment(effectiveOn: "2027-03-01", participantQuota: 13_500))).Is(HttpStatusCode.Created);

        var line = await LineAsync("to=2028-01-31");

        Assert.Equal([(first.Id, "13500"), (second.Id, null)], Rows(line, "signed", "gaps").Select(gap => (gap.Said("afterAgreementId")!, gap.Member("participantsAffected")?.ToJsonString())));
        Assert.Equal(["13500", null], Rows(line, "coverage", "gaps").Select(gap => gap.Member("participantsAffected")?.ToJsonString()));
        Assert.Equal(["13500", null], Terms(line).Select(term => term.Member("participantQuota")?.ToJsonString()));
    }

    [Theory]
    [InlineData("2027-07-01", "2027-07-01..2027-12-31 184")]
    [InlineData("2027-12-31", "2027-12-31..2027-12-31 1")]
    [InlineData("2028-01-01", "")]
    [InlineData("2028-03-01", "")]
    [InlineData("2027-01-01", "")]
    public async Task A_termination_cuts_the_cover_from_its_day_on_and_never_lengthens_it(string effectiveOn, string gaps)
    {
        var signed = await SignedAsync("2027-01-01", "2027-12-31");
        await SignedAsync("2028-01-01", "2028-12-31");
        (await _client.ActAsync(signed, "terminate", Story.Termination(effectiveOn))).Is(HttpStatusCode.OK);

        var line = await LineAsync("from=2027-01-01&to=2028-12-31");

        Assert.Equal([gaps, ""], [Gaps(line), Overlaps(line)]);
        Assert.Equal(effectiveOn, Terms(line)[0].Said("terminatedOn"));
        Assert.Equal("terminated", Terms(line)[0].Said("lifecycle"));
    }

    [Fact]
    public async Task An_amendment_that_moves_the_end_closes_the_gap()
    {
        var first = await SignedAsync("2027-01-01", "2027-10-31");
        await SignedAsync("2028-01-01", "2028-12-31");
        Assert.Equal("2027-11-01..2027-12-31 61", Gaps(await LineAsync("to=2028-12-31")));

        (await _client.AmendAsync(first, Story.Amendment(effectiveOn: "2027-07-01", effectiveUntil: "2027-12-31"))).Is(HttpStatusCode.Created);

        var line = await LineAsync("to=2028-12-31");
        Assert.Equal(["", ""], [Gaps(line), Overlaps(line)]);
        Assert.Equal("2027-12-31", Terms(line)[0].Said("effectiveUntil"));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("inReview")]
    [InlineData("approved")]
    [InlineData("partiallySigned")]
    public async Task What_is_under_way_gives_no_cover_and_has_missed_its_start_once_that_has_come(string state)
    {
        await SignedAsync("2027-01-01", "2027-12-31");
        var underWay = await _client.DraftedAsync(_region, "2028-01-01", "2028-12-31");
        if (state != "draft")
        {
            underWay = (await _client.ActAsync(underWay, "submit")).Is(HttpStatusCode.OK);
        }

        if (state is "approved" or "partiallySigned")
        {
            (await _client.Post($"/v1/agreements/{underWay.Id}/approve", null, ("If-Match", underWay.ETag!), (Keys.Header, Keys.Of("kepala.biro")))).Is(HttpStatusCode.OK);
        }

        if (state == "partiallySigned")
        {
            (await _client.SignAsync(underWay, "bpjs")).Is(HttpStatusCode.Created);
        }

        foreach (var (asOf, missed) in new[] { ("2027-12-31", false), ("2028-01-01", true), ("2030-01-01", true) })
        {
            var line = await LineAsync($"to=2028-01-31&asOf={asOf}");

            Assert.Equal(asOf, line.Said("asOf"));
            Assert.Equal([("signed", false), (state, missed)], Terms(line).Select(term => (term.Said("lifecycle")!, term.Flag("startMissed"))));
            Assert.Equal("2028-01-01..2028-01-31 31", Gaps(line));
        }
    }

    [Theory]
    [InlineData("33", "2026-11-21T16:59:59Z", "2026-11-21")]
    [InlineData("33", "2026-11-21T17:00:00Z", "2026-11-22")]
    [InlineData("73", "2026-11-21T15:59:59Z", "2026-11-21")]
    [InlineData("73", "2026-11-21T16:00:00Z", "2026-11-22")]
    [InlineData("91", "2026-11-21T14:59:59Z", "2026-11-21")]
    [InlineData("91", "2026-11-21T15:00:00Z", "2026-11-22")]
    public async Task Today_is_the_date_in_the_regions_own_zone(string region, string now, string today)
    {
        var draft = await _client.DraftedAsync(region, "2026-11-22", "2026-12-31");
        _host.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

        var line = (await _client.Get($"/v1/continuity?regionCode={region}")).Is(HttpStatusCode.OK).Body;

        Assert.Equal((today, today), (line.Said("asOf"), line.Said("to")));
        Assert.Equal(today == "2026-11-22", Terms(line).Single(term => term.Said("agreementId") == draft.Id).Flag("startMissed"));
    }

    [Fact]
    public async Task What_was_cancelled_is_left_out()
    {
        var signed = await SignedAsync("2027-01-01", "2027-12-31");
        var cancelled = await _client.DraftedAsync(_region, "2028-01-01", "2028-12-31");
        (await _client.ActAsync(cancelled, "cancel", new { reason = "Anggaran ditunda" })).Is(HttpStatusCode.OK);

        Assert.Equal([signed.Id], Terms(await LineAsync("")).Select(term => term.Said("agreementId")));
    }

    [Fact]
    public async Task Each_segment_is_a_line_of_its_own()
    {
        var pbpu = await SignedAsync("2027-01-01", "2027-12-31");
        var general = await SignedAsync("2028-01-01", "2028-12-31", ("segment", "general"));

        var (first, second) = (await LineAsync("to=2028-12-31"), await LineAsync("to=2028-12-31&segment=general"));

        Assert.Equal([pbpu.Id], Terms(first).Select(term => term.Said("agreementId")));
        Assert.Equal("2028-01-01..2028-12-31 366", Gaps(first));
        Assert.Equal([general.Id], Terms(second).Select(term => term.Said("agreementId")));
        Assert.Equal(("general", ""), (second.Said("segment"), Gaps(second)));
    }

    [Fact]
    public async Task Days_that_three_terms_cover_are_one_overlap_that_names_them_all_as_they_begin()
    {
        var third = await SignedAsync("2027-06-01", "2028-12-31");
        var first = await SignedAsync("2027-01-01", "2027-12-31");
        var second = await SignedAsync("2027-03-01", "2027-06-30");

        var overlap = Assert.Single(Rows(await LineAsync(""), "signed", "overlaps"));

        Assert.Equal(("2027-03-01", "2027-12-31", "306"), (overlap.Said("from"), overlap.Said("until"), overlap.Member("days")!.ToJsonString()));
        Assert.Equal([first.Id, second.Id, third.Id], overlap.Texts("agreementIds"));
    }

    [Fact]
    public async Task What_runs_without_an_end_leaves_no_gap_after_it()
    {
        await SignedAsync("2027-01-01", until: null, ("openEnded", true));

        var line = await LineAsync("to=9999-12-31");

        Assert.Equal(["", ""], [Gaps(line), Gaps(line, "coverage")]);
        Assert.Null(Assert.Single(Terms(line)).Member("effectiveUntil"));
    }

    [Fact]
    public async Task The_ends_of_the_calendar_are_days_like_others()
    {
        await SignedAsync("2027-01-01", "2027-12-31");

        Assert.Equal("2028-01-01..9999-12-31", Gaps(await LineAsync("from=0001-01-01&to=9999-12-31"))[..22]);
        Assert.Equal("2028-01-01..9999-12-31", Gaps(await LineAsync("asOf=9999-12-31"))[..22]);
        Assert.Equal("", Gaps(await LineAsync("asOf=0001-01-01")));
    }

    [Fact]
    public async Task A_term_whose_first_day_is_unknown_comes_before_the_others()
    {
        var known = await SignedAsync("2027-01-01", "2027-12-31");
        var unknown = await _client.DraftedAsync(_region, from: null, until: "2028-12-31");

        var terms = Terms(await LineAsync("asOf=2030-01-01"));

        Assert.Equal([unknown.Id, known.Id], terms.Select(term => term.Said("agreementId")));
        Assert.False(terms[0].Flag("startMissed"));
    }

    [Theory]
    [InlineData("", "regionCode", "parameter.required")]
    [InlineData("regionCode=", "regionCode", "parameter.blank")]
    [InlineData("regionCode=00", "regionCode", "region.unknown")]
    [InlineData("regionCode=Sulawesi%20Barat", "regionCode", "region.unknown")]
    [InlineData("regionCode=76,33", "regionCode", "region.unknown")]
    [InlineData("regionCode=76&from=2027-01-02&to=2027-01-01", "to", "window.ends-before-start")]
    [InlineData("regionCode=76&from=01/02/2027", "from", "parameter.malformed")]
    [InlineData("regionCode=76&to=2027-02-30", "to", "parameter.malformed")]
    [InlineData("regionCode=76&asOf=today", "asOf", "parameter.malformed")]
    [InlineData("regionCode=76&segment=PbpuBp", "segment", "parameter.malformed")]
    [InlineData("regionCode=76&segment=pbpuBp,general", "segment", "parameter.malformed")]
    [InlineData("regionCode=76&segment=0", "segment", "parameter.malformed")]
    [InlineData("regioncode=76", "regioncode", "parameter.unknown")]
    [InlineData("regionCode=76&until=2027-01-01", "until", "parameter.unknown")]
    [InlineData("regionCode=76&horizonDays=30", "horizonDays", "parameter.unknown")]
    [InlineData("regionCode=76&regionCode=33", "regionCode", "parameter.repeated")]
    public async Task A_faulty_parameter_is_named(string query, string parameter, string code)
    {
        var answer = (await _client.Get($"/v1/continuity?{query}")).Is(HttpStatusCode.BadRequest);

        Assert.Equal(code, Assert.Contains(parameter, answer.Errors));
        answer.IsProblem(HttpStatusCode.BadRequest, code);
    }

    private static List<JsonObject> Rows(JsonObject line, string dates, string what) => [.. line.Member(dates)!.Member(what)!.AsArray().Select(row => row!.AsObject())];

    private static List<JsonObject> Terms(JsonObject line) => [.. line.Member("terms")!.AsArray().Select(term => term!.AsObject())];

    private static string Gaps(JsonObject line, string dates = "signed") => Told(Rows(line, dates, "gaps"));

    private static string Overlaps(JsonObject line, string dates = "signed") => Told(Rows(line, dates, "overlaps"));

    private static string Told(IEnumerable<JsonObject> rows) => string.Join("; ", rows.Select(row => $"{row.Said("from")}..{row.Said("until")} {row.Number("days")}"));

    private Task<Answered> SignedAsync(string from, string? until, params (string Member, object? Value)[] members) =>
        _client.SignedAsync(Story.Draft(_region, from: from, until: until).With(members));

    private async Task<JsonObject> LineAsync(string query) => (await _client.Get($"/v1/continuity?regionCode={_region}&{query}".TrimEnd('&'))).Is(HttpStatusCode.OK).Body;
}
