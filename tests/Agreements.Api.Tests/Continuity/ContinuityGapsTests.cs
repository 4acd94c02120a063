using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Reference;
using Agreements.Domain.Regions;

namespace Agreements.Api.Tests.Continuity;

public sealed class ContinuityGapsTests : IClassFixture<ServiceHost>
{
    // Each test has a province of its own; where midnights are looked at, three others are.
    private static readonly string[] Provinces =
        [.. RegionCatalogue.Shipped.All.Where(region => region.Level == RegionLevel.Province).Select(region => region.Code).Except(["33", "73", "91"]).Where(province => Regencies(province).Length >= 5)];

    private static int _taken = -1;
    private static int _takenRegencies = -1;

    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public ContinuityGapsTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task The_window_is_120_days_unless_another_is_asked_for()
    {
        var (province, regions) = NextProvince();
        await SignedAsync(regions[0], until: "2027-03-21");
        await SignedAsync(regions[1], until: "2027-03-22");

        var answer = await GapsAsync($"provinceCode={province}");

        Assert.Equal([regions[0]], Regions(answer));
        Assert.Equal("""{"withinDays":120}""", answer.Body.Member("appliedDefaults")!.ToJsonString());
        var wider = await GapsAsync($"provinceCode={province}&withinDays=121");
        Assert.Equal([regions[0], regions[1]], Regions(wider));
        Assert.Equal("{}", wider.Body.Member("appliedDefaults")!.ToJsonString());
    }

    [Theory]
    [InlineData("2026-11-19", 0, true, -1)]
    [InlineData("2026-11-20", 0, true, 0)]
    [InlineData("2026-11-21", 0, true, 1)]
    [InlineData("2026-11-22", 0, false, 2)]
    [InlineData("2026-11-22", 1, true, 2)]
    [InlineData("2030-11-18", 3650, true, 1459)]
    [InlineData("2036-11-18", 3650, true, 3651)]
    [InlineData("2036-11-19", 3650, false, 3652)]
    public async Task A_line_is_listed_from_so_many_days_before_its_last_day_on_until_it_is_continued(string until, int withinDays, bool found, int daysUntil)
    {
        var region = NextRegency();
        var signed = await SignedAsync(region, until: until);

        var answer = await GapsAsync($"withinDays={withinDays}&limit=200");

        var gap = answer.Items.SingleOrDefault(item => item.Said("regionCode") == region);
        Assert.Equal(found, gap is not null);
        if (gap is not null)
        {
            Assert.Equal((signed.Id, Day(until).AddDays(1).ToString("O", CultureInfo.InvariantCulture)), (gap.Said("agreementId"), gap.Said("from")));
            Assert.Equal(daysUntil, gap.Number("daysUntil"));
            Assert.All([gap.Member("until"), gap.Member("days"), gap.Member("participantsAffected")], Assert.Null);
            Assert.Equal((RegionCatalogue.Shipped.Get(region).Name, "pbpuBp", "Biro Pemkesra"), (gap.Said("regionName"), gap.Said("segment"), gap.Said("owner")));
        }
    }

    [Fact]
    public async Task Most_participants_come_first_and_unknown_numbers_last_page_after_page()
    {
        var (province, regions) = NextProvince();
        (string Region, string Until, int? Quota)[] lines =
        [
            (regions[0], "2026-12-31", null),
            (regions[1], "2027-01-31", 500),
            (regions[2], "2026-12-30", 40_000),
            (regions[3], "2026-12-31", 500),
            (regions[4], "2026-11-30", null),
            (regions[0], "2027-02-28", 0),
        ];
        foreach (var (index, (region, until, quota)) in lines.Index())
        {
            var signed = await SignedAsync(region, until: until, ("segment", index == 5 ? "general" : "pbpuBp"));
            if (quota is not null)
            {
                (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2026-02-01", participantQuota: quota))).Is(HttpStatusCode.Created);
            }
        }

        var walked = await _client.WalkAsync($"/v1/continuity/gaps?provinceCode={province}&limit=1");

        Assert.Equal(
            [$"{regions[2]} 40000", $"{regions[3]} 500", $"{regions[1]} 500", $"{regions[0]} 0", $"{regions[4]} ", $"{regions[0]} "],
            walked.Select(gap => $"{gap.Said("regionCode")} {gap.Member("participantsAffected")?.ToJsonString()}"));
        Assert.Equal(walked.Select(gap => gap.ToJsonString()), (await GapsAsync($"provinceCode={province}")).Items.Select(gap => gap.ToJsonString()));
    }

    [Fact]
    public async Task A_cursor_of_another_list_or_of_other_filters_is_refused()
    {
        var (province, regions) = NextProvince();
        await SignedAsync(regions[0], until: "2026-12-31");
        await SignedAsync(regions[1], until: "2026-12-31");
        var cursor = (await GapsAsync($"provinceCode={province}&limit=1")).Body.Said("next")!;
        var foreign = (await _client.Get($"/v1/agreements?provinceCode={province}&limit=1")).Is(HttpStatusCode.OK).Body.Said("next")!;

        Assert.Single((await GapsAsync($"provinceCode={province}&limit=1&after={cursor}")).Items);
        foreach (var query in new[] { $"provinceCode={province}&after={foreign}", $"after={cursor}", $"provinceCode={province}&withinDays=90&after={cursor}", $"provinceCode={province}&after={cursor[..^1]}", "after=x" })
        {
            var refused = (await _client.Get($"/v1/continuity/gaps?{query}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
            Assert.Equal("cursor.invalid", Assert.Contains("after", refused.Errors));
        }

        (await _client.Get($"/v1/agreements?provinceCode={province}&after={cursor}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    [Fact]
    public async Task A_page_says_where_the_next_one_is()
    {
        var (province, regions) = NextProvince();
        await SignedAsync(regions[0], until: "2026-12-31");
        await SignedAsync(regions[1], until: "2026-12-31");

        var first = await GapsAsync($"provinceCode={province}&limit=1");

        var link = Assert.Single(first.Headers.GetValues("Link"));
        Assert.EndsWith("; rel=\"next\"", link, StringComparison.Ordinal);
        var last = (await _client.Get(link[1..link.IndexOf('>', StringComparison.Ordinal)])).Is(HttpStatusCode.OK);
        Assert.NotEqual(first.Items[0].ToJsonString(), Assert.Single(last.Items).ToJsonString());
        Assert.Null(last.Body.Member("next"));
    }

    [Fact]
    public async Task A_province_includes_its_regencies_and_a_segment_is_one_of_several()
    {
        var (province, regions) = NextProvince();
        await SignedAsync(province, until: "2026-12-29");
        await SignedAsync(regions[0], until: "2026-12-30", ("segment", "general"));
        await SignedAsync(regions[0], until: "2026-12-31", ("segment", "wageEarners"));

        Assert.Equal([province, regions[0], regions[0]], Regions(await GapsAsync($"provinceCode={province}")));
        Assert.Equal(["general"], Segments(await GapsAsync($"provinceCode={province}&segment=general")));
        Assert.Equal(["pbpuBp", "wageEarners"], Segments(await GapsAsync($"provinceCode={province}&segment=wageEarners,pbpuBp")));
        Assert.Empty((await GapsAsync($"provinceCode={province}&segment=other")).Items);
    }

    [Fact]
    public async Task A_day_that_was_asked_for_is_said_back_and_today_otherwise()
    {
        var asked = (await GapsAsync("asOf=2027-05-05")).Body;
        Assert.Equal("2027-05-05", asked.Said("asOf"));
        Assert.Null(asked.Member("today"));

        _host.Clock.Now = new DateTimeOffset(2026, 11, 21, 15, 30, 0, TimeSpan.Zero);
        var now = (await GapsAsync("")).Body;
        Assert.Null(now.Member("asOf"));
        Assert.Equal(("2026-11-21", "2026-11-21", "2026-11-22"), (now.Member("today")!.Said("Asia/Jakarta"), now.Member("today")!.Said("Asia/Makassar"), now.Member("today")!.Said("Asia/Jayapura")));
    }

    [Theory]
    [InlineData("2026-12-31T14:59:59Z", "33.01 1; 73.01 1; 91.03 1")]
    [InlineData("2026-12-31T15:00:00Z", "33.01 1; 73.01 1; 91.03 0")]
    [InlineData("2026-12-31T15:59:59Z", "33.01 1; 73.01 1; 91.03 0")]
    [InlineData("2026-12-31T16:00:00Z", "33.01 1; 73.01 0; 91.03 0")]
    [InlineData("2026-12-31T16:59:59Z", "33.01 1; 73.01 0; 91.03 0")]
    [InlineData("2026-12-31T17:00:00Z", "33.01 0; 73.01 0; 91.03 0")]
    public async Task Cover_is_gone_from_midnight_in_the_regions_own_zone_on(string now, string expected)
    {
        string[] regions = ["33.01", "73.01", "91.03"];
        foreach (var region in regions)
        {
            await SignedAsync(region, until: "2026-12-31", ("segment", "other"));
        }

        _host.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
        var gaps = (await GapsAsync("segment=other&withinDays=0")).Items.Where(gap => regions.Contains(gap.Said("regionCode")));

        Assert.Equal(expected, string.Join("; ", gaps.Select(gap => $"{gap.Said("regionCode")} {gap.Number("daysUntil")}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_gap_that_was_closed_later_is_listed_only_while_it_lasts()
    {
        var (province, regions) = NextProvince();
        var ended = await SignedAsync(regions[0], from: "2025-01-01", until: "2025-12-31");
        await SignedAsync(regions[0], from: "2026-02-01", until: "2028-12-31");

        Assert.Empty((await GapsAsync($"provinceCode={province}")).Items);
        Assert.Empty((await GapsAsync($"provinceCode={province}&asOf=2026-02-01")).Items);
        foreach (var (asOf, daysUntil) in new[] { ("2025-12-01", 31), ("2026-01-01", 0), ("2026-01-31", -30) })
        {
            var gap = Assert.Single((await GapsAsync($"provinceCode={province}&asOf={asOf}")).Items);
            Assert.Equal((ended.Id, "2026-01-01", "2026-01-31"), (gap.Said("agreementId"), gap.Said("from"), gap.Said("until")));
            Assert.Equal([31, daysUntil], [gap.Number("days"), gap.Number("daysUntil")]);
        }
    }

    [Theory]
    [InlineData("2027-01-01", true)]
    [InlineData("2026-06-01", true)]
    [InlineData("2027-01-02", false)]
    public async Task Whatever_is_signed_on_the_line_goes_on_linked_or_not_if_it_leaves_no_day_between(string from, bool continues)
    {
        var (province, regions) = NextProvince();
        var signed = await SignedAsync(regions[0], until: "2026-12-31");
        await SignedAsync(regions[0], from: from, until: "2028-12-31");
        await SignedAsync(regions[0], from: "2027-01-01", until: "2028-12-31", ("segment", "general"));

        Assert.Equal(continues ? [] : [signed.Id], (await GapsAsync($"provinceCode={province}")).Items.Select(gap => gap.Said("agreementId")));
    }

    [Fact]
    public async Task What_is_signed_without_a_day_between_but_covers_people_later_is_a_gap_of_coverage()
    {
        var (province, regions) = NextProvince();
        var signed = await SignedAsync(regions[0], until: "2026-12-31");
        var next = await SignedAsync(regions[0], from: "2027-01-01", until: "2028-12-31");
        Assert.Empty((await GapsAsync($"provinceCode={province}")).Items);

        // Known only once people were let in: not in time for the first of January.
        (await _client.EditAsync(next, new { coverageFrom = "2027-02-01" })).Is(HttpStatusCode.OK);

        var gap = Assert.Single((await GapsAsync($"provinceCode={province}")).Items);
        Assert.Equal((signed.Id, "coverage"), (gap.Said("agreementId"), gap.Said("basis")));
        Assert.Equal(("2027-01-01", "2027-01-31", 31), (gap.Said("from"), gap.Said("until"), gap.Number("days")));
        Assert.Empty((await GapsAsync($"provinceCode={province}&asOf=2027-02-01&withinDays=0")).Items);
        Assert.Single((await GapsAsync($"provinceCode={province}&asOf=2027-01-31&withinDays=0")).Items);
    }

    [Fact]
    public async Task A_first_term_that_begins_before_its_coverage_is_a_gap_until_the_coverage_begins()
    {
        var (province, regions) = NextProvince();
        var first = await SignedAsync(regions[0], from: "2026-12-01", until: "2028-12-31");
        Assert.Empty((await GapsAsync($"provinceCode={province}")).Items);

        (await _client.EditAsync(first, new { coverageFrom = "2027-02-01" })).Is(HttpStatusCode.OK);

        foreach (var (asOf, withinDays, daysUntil) in new[] { ("2026-11-20", 10, 11), ("2026-12-01", 0, 0), ("2027-01-31", 0, -61) })
        {
            var gap = Assert.Single((await GapsAsync($"provinceCode={province}&asOf={asOf}&withinDays={withinDays}")).Items);
            Assert.Equal((first.Id, "coverage", "2026-12-01", "2027-01-31"), (gap.Said("agreementId"), gap.Said("basis"), gap.Said("from"), gap.Said("until")));
            Assert.Equal([62, daysUntil], [gap.Number("days"), gap.Number("daysUntil")]);
        }

        Assert.Empty((await GapsAsync($"provinceCode={province}&asOf=2026-11-20&withinDays=9")).Items);
        Assert.Empty((await GapsAsync($"provinceCode={province}&asOf=2027-02-01&withinDays=0")).Items);
    }

    [Fact]
    public async Task Of_two_that_end_together_one_that_never_covered_anybody_does_not_speak_for_the_line()
    {
        var (province, regions) = NextProvince();
        var covering = await SignedAsync(regions[0], until: "2026-12-31");
        var idle = await SignedAsync(regions[0], until: "2026-12-31");
        var amended = (await _client.AmendAsync(idle, Story.Amendment(effectiveOn: "2026-02-01", participantQuota: 9000))).Is(HttpStatusCode.Created);
        (await _client.EditAsync(amended, new { coverageFrom = "2027-01-01" })).Is(HttpStatusCode.OK);

        var gap = Assert.Single((await GapsAsync($"provinceCode={province}")).Items);

        Assert.Equal((covering.Id, "signed"), (gap.Said("agreementId"), gap.Said("basis")));
        Assert.Null(gap.Member("participantsAffected"));
    }

    [Fact]
    public async Task A_term_that_never_covers_anybody_is_one_gap_and_closes_none()
    {
        var (province, regions) = NextProvince();
        var ended = await SignedAsync(regions[0], until: "2026-12-31");
        var idle = await SignedAsync(regions[0], from: "2027-02-01", until: "2027-03-31");
        (await _client.EditAsync(idle, new { coverageFrom = "2027-05-01" })).Is(HttpStatusCode.OK);

        foreach (var (asOf, basis) in new[] { ("2026-12-01", "signed"), ("2027-02-01", "coverage"), ("2027-12-01", "coverage") })
        {
            var gap = Assert.Single((await GapsAsync($"provinceCode={province}&asOf={asOf}")).Items);
            Assert.Equal((ended.Id, basis, "2027-01-01"), (gap.Said("agreementId"), gap.Said("basis"), gap.Said("from")));
            Assert.All([gap.Member("until"), gap.Member("days")], Assert.Null);
        }
    }

    [Fact]
    public async Task Coverage_that_is_said_to_begin_before_the_term_counts_from_the_term_on()
    {
        var (province, regions) = NextProvince();
        await SignedAsync(regions[0], until: "2026-12-31");
        var next = await SignedAsync(regions[0], from: "2027-03-01", until: "2028-12-31");
        (await _client.EditAsync(next, new { coverageFrom = "2027-02-01" })).Is(HttpStatusCode.OK);

        var gap = Assert.Single((await GapsAsync($"provinceCode={province}&asOf=2027-02-15&withinDays=0")).Items);

        Assert.Equal(("signed", "2027-01-01", "2027-02-28"), (gap.Said("basis"), gap.Said("from"), gap.Said("until")));
    }

    [Fact]
    public async Task A_quota_that_was_to_come_after_a_termination_is_nobodys()
    {
        var (province, regions) = NextProvince();
        var signed = await SignedAsync(regions[0], until: "2027-12-31");
        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2026-02-01", participantQuota: 1000))).Is(HttpStatusCode.Created);
        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2026-12-01", participantQuota: 5000))).Is(HttpStatusCode.Created);

        var terminated = (await _client.ActAsync(await _client.Get($"/v1/agreements/{signed.Id}"), "terminate", Story.Termination("2026-11-25"))).Is(HttpStatusCode.OK);

        Assert.Equal(1000, terminated.Body.Number("participantQuota"));
        Assert.Equal(1000, Assert.Single((await GapsAsync($"provinceCode={province}")).Items).Number("participantsAffected"));
        var change = (await _client.Get($"/v1/agreements/{signed.Id}/history")).Items[^1].Member("changes")!.AsArray().Single(each => each!.Said("field") == "participantQuota")!;
        Assert.Equal(("5000", "1000"), (change.Member("before")!.ToJsonString(), change.Member("after")!.ToJsonString()));
    }

    [Fact]
    public async Task The_list_says_of_each_gap_what_the_line_says()
    {
        var (province, regions) = NextProvince();
        var late = await SignedAsync(regions[0], from: "2026-10-01", until: "2027-01-31");
        (await _client.EditAsync(late, new { coverageFrom = "2026-12-15" })).Is(HttpStatusCode.OK);
        await SignedAsync(regions[0], from: "2027-02-15", until: "2027-12-31");
        await SignedAsync(regions[1], from: "2026-01-01", until: "2026-10-31");
        var counted = await SignedAsync(regions[1], from: "2026-06-01", until: "2026-10-31");
        (await _client.AmendAsync(counted, Story.Amendment(effectiveOn: "2026-07-01", participantQuota: 700))).Is(HttpStatusCode.Created);
        await SignedAsync(regions[1], from: "2026-12-01", until: "2027-06-30");

        foreach (var region in regions[..2])
        {
            var listed = (await GapsAsync($"provinceCode={province}")).Items.Where(gap => gap.Said("regionCode") == region)
                .Select(gap => $"{gap.Said("from")}..{gap.Said("until")} {gap.Member("days")} {gap.Member("participantsAffected")}");
            var line = (await _client.Get($"/v1/continuity?regionCode={region}&to=2027-06-30")).Is(HttpStatusCode.OK).Body.Member("coverage")!.Member("gaps")!.AsArray()
                .Select(gap => $"{gap!.Said("from")}..{gap!.Said("until")} {gap!.Member("days")} {gap!.Member("participantsAffected")}");
            Assert.Equal(line, listed.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_termination_ends_the_cover_and_one_that_takes_back_the_successor_opens_the_gap_again()
    {
        var (province, regions) = NextProvince();
        var signed = await SignedAsync(regions[0], until: "2026-12-31");
        var successor = await SignedAsync(regions[0], from: "2027-01-01", until: "2028-12-31");
        Assert.Empty((await GapsAsync($"provinceCode={province}")).Items);

        (await _client.ActAsync(successor, "terminate", Story.Termination("2027-01-01"))).Is(HttpStatusCode.OK);
        Assert.Equal([signed.Id], (await GapsAsync($"provinceCode={province}")).Items.Select(gap => gap.Said("agreementId")));

        (await _client.ActAsync(signed, "terminate", Story.Termination("2026-12-01"))).Is(HttpStatusCode.OK);
        Assert.Equal(["2026-12-01"], (await GapsAsync($"provinceCode={province}")).Items.Select(gap => gap.Said("from")));
    }

    [Fact]
    public async Task An_amendment_that_moves_the_end_beyond_the_window_takes_the_line_off_the_list()
    {
        var (province, regions) = NextProvince();
        var signed = await SignedAsync(regions[0], until: "2026-12-31");
        Assert.Single((await GapsAsync($"provinceCode={province}")).Items);

        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2026-12-01", effectiveUntil: "2027-12-31"))).Is(HttpStatusCode.Created);

        Assert.Empty((await GapsAsync($"provinceCode={province}")).Items);
    }

    [Fact]
    public async Task The_successor_is_the_latest_one_under_way()
    {
        var (province, regions) = NextProvince();
        var signed = await SignedAsync(regions[0], until: "2026-12-31");
        Assert.Null(Assert.Single((await GapsAsync($"provinceCode={province}")).Items).Member("successorId"));

        var earlier = await SuccessorAsync();
        Assert.Equal(earlier.Id, Assert.Single((await GapsAsync($"provinceCode={province}")).Items).Said("successorId"));

        var later = await SuccessorAsync();
        Assert.Equal(later.Id, Assert.Single((await GapsAsync($"provinceCode={province}")).Items).Said("successorId"));

        (await _client.ActAsync(later, "cancel", new { reason = "Anggaran ditunda" })).Is(HttpStatusCode.OK);
        Assert.Equal(earlier.Id, Assert.Single((await GapsAsync($"provinceCode={province}")).Items).Said("successorId"));

        async Task<Answered> SuccessorAsync()
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await _client.Post("/v1/agreements", Story.Draft(regions[0], from: "2027-01-01", until: "2027-12-31").With(("predecessorId", signed.Id)))).Is(HttpStatusCode.Created);
        }
    }

    [Fact]
    public async Task Of_several_that_end_together_one_speaks_for_the_line()
    {
        var (province, regions) = NextProvince();
        string[] ids = [(await SignedAsync(regions[0], until: "2026-12-31")).Id, (await SignedAsync(regions[0], until: "2026-12-31")).Id];

        Assert.Equal([ids.Max(StringComparer.Ordinal)], (await GapsAsync($"provinceCode={province}")).Items.Select(gap => gap.Said("agreementId")));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-09-03")]
    [InlineData("9999-12-30")]
    [InlineData("9999-12-31")]
    public async Task What_runs_without_an_end_is_never_listed_not_even_at_the_end_of_the_calendar(string asOf)
    {
        var region = NextRegency();
        await SignedAsync(region, from: "2026-01-01", until: null, ("openEnded", true));

        Assert.DoesNotContain(region, Regions(await GapsAsync($"asOf={asOf}&withinDays=3650&limit=200")));
        Assert.DoesNotContain(region, Regions(await GapsAsync($"asOf={asOf}&limit=200")));
    }

    [Theory]
    [InlineData("withinDays=-1", "withinDays", "value.out-of-range")]
    [InlineData("withinDays=3651", "withinDays", "value.out-of-range")]
    [InlineData("withinDays=ninety", "withinDays", "parameter.malformed")]
    [InlineData("withinDays=", "withinDays", "parameter.blank")]
    [InlineData("provinceCode=00", "provinceCode", "region.unknown")]
    [InlineData("provinceCode=76.02", "provinceCode", "region.unknown")]
    [InlineData("segment=everyone", "segment", "parameter.malformed")]
    [InlineData("asOf=2026-11-31", "asOf", "parameter.malformed")]
    [InlineData("limit=0", "limit", "value.out-of-range")]
    [InlineData("limit=201", "limit", "value.out-of-range")]
    [InlineData("regionCode=76", "regionCode", "parameter.unknown")]
    [InlineData("sort=from", "sort", "parameter.unknown")]
    public async Task A_faulty_parameter_is_named_and_widens_nothing(string query, string parameter, string code)
    {
        var answer = (await _client.Get($"/v1/continuity/gaps?{query}")).IsProblem(HttpStatusCode.BadRequest, code);

        Assert.Equal(code, Assert.Contains(parameter, answer.Errors));
    }

    private static (string Province, string[] Regencies) NextProvince()
    {
        var province = Provinces[Interlocked.Increment(ref _taken)];
        return (province, Regencies(province));
    }

    private static string NextRegency() => Regencies("33")[^(Interlocked.Increment(ref _takenRegencies) + 1)];

    private static string[] Regencies(string province) =>
        [.. RegionCatalogue.Shipped.All.Where(region => region.IsAutonomous && region.ProvinceCode == province && region.Level == RegionLevel.Regency).Select(region => region.Code)];

    private static IEnumerable<string?> Regions(Answered gaps) => gaps.Items.Select((JsonObject gap) => gap.Said("regionCode"));

    private static IEnumerable<string?> Segments(Answered gaps) => gaps.Items.Select((JsonObject gap) => gap.Said("segment"));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<Answered> SignedAsync(string region, string? until, params (string Member, object? Value)[] members) =>
        SignedAsync(region, from: "2026-01-01", until, members);

    private Task<Answered> SignedAsync(string region, string from, string? until, params (string Member, object? Value)[] members) =>
        _client.SignedAsync(Story.Draft(region, from: from, until: until).With(members));

    private async Task<Answered> GapsAsync(string query) => (await _client.Get($"/v1/continuity/gaps?{query}")).Is(HttpStatusCode.OK);
}

/// <summary>The line of Sulawesi Barat, as it was published.</summary>
public sealed class SampleContinuityTests(SampleHost host) : IClassFixture<SampleHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task The_cover_of_Sulawesi_Barat_ended_with_2025_and_the_draft_that_continues_it_missed_its_start()
    {
        var line = (await _client.Get("/v1/continuity?regionCode=76&to=2026-03-31&asOf=2026-01-05")).Is(HttpStatusCode.OK).Body;

        var terms = line.Member("terms")!.AsArray();
        Assert.Equal([("signed", "2025-04-01", "2025-12-31", false), ("draft", "2026-01-01", null, true)], terms.Select(term => (term!.Said("lifecycle")!, term!.Said("effectiveFrom")!, term!.Said("effectiveUntil"), term!.Flag("startMissed"))));
        var gap = Assert.Single(line.Member("signed")!.Member("gaps")!.AsArray())!;
        Assert.Equal(("2026-01-01", "2026-03-31", terms[0]!.Said("agreementId")), (gap.Said("from"), gap.Said("until"), gap.Said("afterAgreementId")));
        Assert.Equal(90, gap.Number("days"));
        Assert.Equal("2025-04-01", line.Said("from"));
        Assert.Equal("Sulawesi Barat", line.Said("regionName"));
    }

    [Theory]
    [InlineData("2025-11-27", 33, false, 35)]
    [InlineData("2025-11-27", 34, true, 35)]
    [InlineData("2025-11-27", null, true, 35)]
    [InlineData("2025-12-31", 0, true, 1)]
    [InlineData("2026-01-01", 0, true, 0)]
    [InlineData("2026-11-21", 0, true, -324)]
    [InlineData("2025-03-31", 275, true, 276)]
    [InlineData("2025-03-31", 274, false, 276)]
    public async Task It_was_on_the_list_with_its_draft_from_so_many_days_before(string asOf, int? withinDays, bool found, int daysUntil)
    {
        var gaps = (await _client.Get($"/v1/continuity/gaps?provinceCode=76&asOf={asOf}{(withinDays is null ? "" : $"&withinDays={withinDays}")}")).Is(HttpStatusCode.OK).Items;

        Assert.Equal(found, gaps.Count == 1);
        if (found)
        {
            var draft = Assert.Single((await _client.Get("/v1/agreements?regionCode=76&lifecycle=draft")).Is(HttpStatusCode.OK).Items);
            Assert.Equal(("2026-01-01", draft.Said("id")), (gaps[0].Said("from"), gaps[0].Said("successorId")));
            Assert.Equal(daysUntil, gaps[0].Number("daysUntil"));
            Assert.All([gaps[0].Member("until"), gaps[0].Member("participantsAffected")], Assert.Null);
        }
    }

    [Fact]
    public async Task What_nobody_published_an_end_of_leaves_no_gap()
    {
        var gaps = (await _client.Get("/v1/continuity/gaps?asOf=2026-11-21&withinDays=3650")).Is(HttpStatusCode.OK).Items;

        Assert.Equal(["16.05 2027-01-07", "75 2027-01-01", "75.01 2021-01-01", "76 2026-01-01"], gaps.Select(gap => $"{gap.Said("regionCode")} {gap.Said("from")}").Order(StringComparer.Ordinal));
    }
}
