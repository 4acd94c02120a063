using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

/// <summary>How agreements stand, as a read of one says it, as the filter of the list finds it and as the summary counts it.</summary>
public sealed class StandingTests : IClassFixture<ServiceHost>
{
    private static readonly string[] All = ["terminated", "notInForce", "upcoming", "superseded", "lapsedInRenewal", "lapsed", "inNotice", "expiring", "active"];

    private readonly HttpClient _client;

    public StandingTests(ServiceHost host)
    {
        _client = host.ClientOf("staf");
        host.Clock.Now = TestClock.Start;
    }

    [Theory]
    [InlineData("0001-01-01", "upcoming")]
    [InlineData("2026-12-31", "upcoming")]
    [InlineData("2027-01-01", "active")]
    [InlineData("2027-01-02", "active")]
    [InlineData("2027-10-01", "active")]
    [InlineData("2027-10-02", "expiring")]
    [InlineData("2027-10-03", "expiring")]
    [InlineData("2027-12-30", "expiring")]
    [InlineData("2027-12-31", "expiring")]
    [InlineData("2028-01-01", "lapsed")]
    [InlineData("9999-12-31", "lapsed")]
    public async Task A_signed_agreement_is_upcoming_then_in_force_through_its_last_day_then_lapsed(string asOf, string standing)
    {
        var signed = await SignedAsync();

        await StandsAsync(signed, asOf, standing);
    }

    [Theory]
    [InlineData(2, "2027-10-01", "active")]
    [InlineData(2, "2027-10-02", "expiring")]
    [InlineData(2, "2027-10-30", "expiring")]
    [InlineData(2, "2027-10-31", "inNotice")]
    [InlineData(2, "2027-11-01", "inNotice")]
    [InlineData(2, "2027-12-31", "inNotice")]
    [InlineData(2, "2028-01-01", "lapsed")]
    [InlineData(6, "2027-06-29", "active")]
    [InlineData(6, "2027-06-30", "inNotice")]
    [InlineData(6, "2027-12-31", "inNotice")]
    [InlineData(0, "2027-12-30", "expiring")]
    [InlineData(0, "2027-12-31", "inNotice")]
    [InlineData(24, "2026-12-31", "upcoming")]
    [InlineData(24, "2027-01-01", "inNotice")]
    public async Task From_the_day_that_notice_is_due_it_is_in_notice(int months, string asOf, string standing)
    {
        var signed = await SignedAsync(("renewalNoticeMonths", months));

        await StandsAsync(signed, asOf, standing);
    }

    [Theory]
    [InlineData("2027-06-30", "2026-12-31", "upcoming")]
    [InlineData("2027-06-30", "2027-06-29", "active")]
    [InlineData("2027-06-30", "2027-06-30", "terminated")]
    [InlineData("2027-06-30", "2027-07-01", "terminated")]
    [InlineData("2027-06-30", "2028-01-01", "terminated")]
    [InlineData("2027-12-31", "2027-12-30", "expiring")]
    [InlineData("2027-12-31", "2027-12-31", "terminated")]
    [InlineData("2027-01-01", "2026-12-31", "upcoming")]
    [InlineData("2027-01-01", "2027-01-01", "terminated")]
    [InlineData("2028-03-01", "2027-12-31", "expiring")]
    [InlineData("2028-03-01", "2028-02-29", "lapsed")]
    [InlineData("2028-03-01", "2028-03-01", "terminated")]
    public async Task A_terminated_one_stands_as_if_signed_until_that_day(string terminatedOn, string asOf, string standing)
    {
        var signed = await SignedAsync();

        var ended = (await _client.ActAsync(signed, "terminate", Story.Termination(terminatedOn))).Is(HttpStatusCode.OK);

        await StandsAsync(ended, asOf, standing);
    }

    [Theory]
    [InlineData("2026-12-31", "expiring")]
    [InlineData("2027-01-01", "superseded")]
    [InlineData("2027-01-02", "superseded")]
    public async Task One_that_is_continued_is_superseded_from_the_day_after_its_end(string asOf, string standing)
    {
        var predecessor = await SignedAsync(("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2026-12-31"));
        await SignedAsync(("predecessorId", predecessor.Id));

        await StandsAsync(predecessor, asOf, standing);
    }

    [Theory]
    [InlineData("draft", "2026-12-31")]
    [InlineData("draft", "2027-01-01", "startMissed")]
    [InlineData("draft", "2027-01-02", "startMissed")]
    [InlineData("draft", "2028-01-01", "startMissed")]
    [InlineData("inReview", "2026-12-31")]
    [InlineData("inReview", "2027-01-01", "startMissed")]
    [InlineData("approved", "2026-12-31")]
    [InlineData("approved", "2027-01-01", "startMissed")]
    [InlineData("partiallySigned", "2026-12-31")]
    [InlineData("partiallySigned", "2027-01-01", "startMissed")]
    [InlineData("partiallySigned", "2028-01-01", "startMissed")]
    [InlineData("cancelled", "2026-12-31")]
    [InlineData("cancelled", "2027-01-01")]
    [InlineData("cancelled", "2028-01-01")]
    public async Task What_both_have_not_signed_is_not_in_force_and_has_missed_its_start_once_that_has_come(string state, string asOf, params string[] reasons)
    {
        var agreement = await _client.InStateAsync(state);
        var owner = Guid.CreateVersion7().ToString();
        agreement = (await _client.EditAsync(agreement, new { owner })).Is(HttpStatusCode.OK);

        var read = await StandsAsync(agreement, asOf, "notInForce");

        Assert.Equal(reasons, read.Texts("standingReasons"));
    }

    [Fact]
    public async Task Without_a_first_day_no_start_is_missed()
    {
        var draft = await _client.DraftedWithAsync(("effectiveFrom", null), ("owner", Owner()));

        Assert.Empty((await StandsAsync(draft, "9999-12-31", "notInForce")).Texts("standingReasons"));
    }

    [Theory]
    [InlineData("2026-12-31", "upcoming")]
    [InlineData("2027-01-01", "active", "openEnded")]
    [InlineData("2199-12-31", "active", "openEnded")]
    [InlineData("9999-12-31", "active", "openEnded")]
    public async Task One_without_an_end_by_agreement_stays_active_and_says_so(string asOf, string standing, params string[] reasons)
    {
        var signed = await SignedAsync(("effectiveUntil", null), ("openEnded", true), ("renewalNoticeMonths", 3));

        var read = await StandsAsync(signed, asOf, standing, horizonDays: 3650);

        Assert.Equal(reasons, read.Texts("standingReasons"));
        Assert.Null(read.Member("daysLeft"));
        Assert.Null(read.Member("renewalNoticeDue"));
        Assert.Empty((await _client.Get($"/v1/agreements/expiring?asOf={asOf}&withinDays=3650&includeEndUnknown=true&owner={read.Said("owner")}")).Is(HttpStatusCode.OK).Items);
    }

    [Theory]
    [InlineData(0, "2027-12-30", "active")]
    [InlineData(0, "2027-12-31", "expiring")]
    [InlineData(0, "2028-01-01", "lapsed")]
    [InlineData(30, "2027-11-30", "active")]
    [InlineData(30, "2027-12-01", "expiring")]
    [InlineData(30, "2027-12-02", "expiring")]
    [InlineData(90, "2027-10-01", "active")]
    [InlineData(90, "2027-10-02", "expiring")]
    [InlineData(3650, "2018-01-01", "active")]
    [InlineData(3650, "2018-01-02", "expiring")]
    [InlineData(3650, "2018-01-03", "expiring")]
    public async Task How_soon_an_end_counts_as_expiring_is_for_the_caller_to_say(int horizonDays, string asOf, string standing)
    {
        var signed = await SignedAsync(("effectiveFrom", "2015-01-01"));

        await StandsAsync(signed, asOf, standing, horizonDays);
    }

    [Theory]
    [InlineData("/v1/agreements", "-1", "value.out-of-range")]
    [InlineData("/v1/agreements", "3651", "value.out-of-range")]
    [InlineData("/v1/agreements", "90.0", "parameter.malformed")]
    [InlineData("/v1/agreements", "", "parameter.blank")]
    [InlineData("/v1/agreements/expiring", "-1", "value.out-of-range")]
    [InlineData("/v1/agreements/expiring", "3651", "value.out-of-range")]
    [InlineData("/v1/agreements/{id}", "-1", "value.out-of-range")]
    [InlineData("/v1/agreements/{id}", "3651", "value.out-of-range")]
    [InlineData("/v1/agreements/{id}", "ninety", "parameter.malformed")]
    [InlineData("/v1/summary", "-1", "value.out-of-range")]
    [InlineData("/v1/summary", "3651", "value.out-of-range")]
    public async Task A_horizon_is_a_number_of_days_up_to_ten_years(string path, string horizonDays, string code)
    {
        var signed = await SignedAsync();

        var answer = await _client.Get($"{path.Replace("{id}", signed.Id, StringComparison.Ordinal)}?horizonDays={horizonDays}");

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, Assert.Contains("horizonDays", answer.Errors));
    }

    [Theory]
    [InlineData("standing=current", "parameter.malformed")]
    [InlineData("standing=Active", "parameter.malformed")]
    [InlineData("standing=active,", "parameter.malformed")]
    [InlineData("standing=active;lapsed", "parameter.malformed")]
    [InlineData("standing=7", "parameter.malformed")]
    [InlineData("standing=", "parameter.blank")]
    public async Task A_standing_that_there_is_not_is_refused(string query, string code)
    {
        var answer = await _client.Get($"/v1/agreements?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, Assert.Contains("standing", answer.Errors));
    }

    [Fact]
    public async Task Several_standings_find_whatever_stands_in_one_of_them()
    {
        var owner = Owner();
        var lapsed = await SignedAsync(("owner", owner), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2026-06-30"));
        var active = await SignedAsync(("owner", owner), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2027-06-30"));
        var draft = await _client.DraftedWithAsync(("owner", owner), ("effectiveUntil", "2027-06-29"));

        async Task<IReadOnlyList<string>> FoundAsync(string standing) => (await _client.Get($"/v1/agreements?owner={owner}&standing={standing}")).Is(HttpStatusCode.OK).Ids();

        Assert.Equal([lapsed.Id, active.Id], await FoundAsync("active,lapsed"));
        Assert.Equal([lapsed.Id, draft.Id], await FoundAsync("lapsed,notInForce,lapsed"));
        Assert.Equal([lapsed.Id, draft.Id, active.Id], await FoundAsync(string.Join(',', All)));
        Assert.Empty(await FoundAsync("lapsedInRenewal,superseded"));
    }

    [Theory]
    [InlineData("/v1/agreements", """{"horizonDays":90}""")]
    [InlineData("/v1/agreements?standing=expiring&asOf=2027-01-01", """{"horizonDays":90}""")]
    [InlineData("/v1/agreements?horizonDays=90", "{}")]
    [InlineData("/v1/agreements/expiring", """{"withinDays":90,"horizonDays":90,"includeRenewed":false,"includeEndUnknown":false}""")]
    [InlineData("/v1/agreements/expiring?withinDays=0", """{"horizonDays":90,"includeRenewed":false,"includeEndUnknown":false}""")]
    [InlineData("/v1/agreements/expiring?withinDays=30&horizonDays=30", """{"includeRenewed":false,"includeEndUnknown":false}""")]
    [InlineData("/v1/agreements/expiring?withinDays=90&horizonDays=90&includeRenewed=false", """{"includeEndUnknown":false}""")]
    [InlineData("/v1/agreements/expiring?includeRenewed=true", """{"withinDays":90,"horizonDays":90,"includeEndUnknown":false}""")]
    [InlineData("/v1/agreements/expiring?includeEndUnknown=true", """{"withinDays":90,"horizonDays":90,"includeRenewed":false}""")]
    [InlineData("/v1/agreements/expiring?withinDays=90&horizonDays=90&includeRenewed=false&includeEndUnknown=false", "{}")]
    [InlineData("/v1/summary", """{"horizonDays":90}""")]
    [InlineData("/v1/summary?horizonDays=0", "{}")]
    public async Task An_answer_says_what_it_assumed_and_only_that(string path, string assumed)
    {
        var answer = (await _client.Get(path)).Is(HttpStatusCode.OK);

        Assert.Equal(assumed, answer.Body.Member("appliedDefaults")!.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("99")]
    [InlineData("76 ")]
    [InlineData("9999999999")]
    public async Task A_region_that_there_is_not_is_refused(string regionCode)
    {
        var draft = await _client.DraftedAsync();

        var drafted = await _client.DraftAsync(("regionCode", regionCode));
        var edited = await _client.EditAsync(draft, new { regionCode });

        foreach (var answer in new[] { drafted, edited })
        {
            answer.IsProblem(HttpStatusCode.BadRequest, "region.unknown");
            Assert.Equal("region.unknown", Assert.Contains("/regionCode", answer.Errors));
        }

        await _client.StillAsync(draft);
    }

    private static string Owner() => Guid.CreateVersion7().ToString();

    private Task<Answered> SignedAsync(params (string Member, object? Value)[] members) => _client.SignedWithAsync([("owner", Owner()), .. members]);

    /// <summary>Fails unless it stands so by itself, in the list, and in no other way there.</summary>
    private async Task<JsonObject> StandsAsync(Answered agreement, string asOf, string standing, int? horizonDays = null)
    {
        var query = $"asOf={asOf}{(horizonDays is null ? "" : $"&horizonDays={horizonDays}")}";
        var list = $"/v1/agreements?{query}&owner={agreement.Body.Said("owner")}";
        var others = string.Join(',', All.Except([standing], StringComparer.Ordinal));

        var read = (await _client.Get($"/v1/agreements/{agreement.Id}?{query}")).Is(HttpStatusCode.OK).Body;
        var listed = Assert.Single((await _client.Get($"{list}&standing={standing}")).Is(HttpStatusCode.OK).Items);

        Assert.Equal((standing, asOf), (read.Said("standing"), read.Said("asOf")));
        Assert.Equal(read.ToJsonString(), listed.ToJsonString());
        Assert.Empty((await _client.Get($"{list}&standing={others}")).Is(HttpStatusCode.OK).Items);
        return read;
    }
}

/// <summary>How records stand that were taken in with blanks.</summary>
public sealed class StandingOfPublishedTests(SampleHost host) : IClassFixture<SampleHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("17", "0001-01-01", "active", "endUnknown")]
    [InlineData("17", "9999-12-31", "active", "endUnknown")]
    [InlineData("82.03", "2025-03-31", "upcoming", null)]
    [InlineData("82.03", "2025-04-01", "active", "endUnknown")]
    [InlineData("82.03", "2026-11-21", "active", "endUnknown")]
    public async Task One_whose_end_nobody_knows_is_active_and_says_so(string region, string asOf, string standing, string? reason)
    {
        var found = (await _client.Get($"/v1/agreements?regionCode={region}&standing={standing}&asOf={asOf}&horizonDays=3650")).Is(HttpStatusCode.OK);

        var only = Assert.Single(found.Items);
        Assert.Equal(reason is null ? [] : [reason], only.Texts("standingReasons"));
        Assert.Null(only.Member("daysLeft"));
        Assert.Null(only.Member("effectiveUntil"));
        Assert.True(only.Flag("needsReview"));
    }

    [Fact]
    public async Task One_whose_end_nobody_knows_expires_only_for_those_who_ask_and_after_all_others()
    {
        var known = (await _client.Get("/v1/agreements/expiring?asOf=2026-11-21")).Is(HttpStatusCode.OK);
        var all = (await _client.Get("/v1/agreements/expiring?asOf=2026-11-21&includeEndUnknown=true")).Is(HttpStatusCode.OK);
        var unknown = (await _client.Get("/v1/agreements?asOf=2026-11-21&standing=active&needsReview=true")).Is(HttpStatusCode.OK);

        Assert.Equal(["2026-12-31", "2027-01-06"], known.Items.Select(item => item.Said("effectiveUntil")));
        Assert.NotEmpty(unknown.Items);
        Assert.All(unknown.Items, item => Assert.Equal(["endUnknown"], item.Texts("standingReasons")));
        Assert.Equal([.. known.Ids(), .. unknown.Ids()], all.Ids());
    }

    [Theory]
    [InlineData("2026-11-21", 0)]
    [InlineData("2026-12-31", 3650)]
    public async Task The_standings_of_the_register_add_up(string asOf, int horizonDays)
    {
        var summary = (await _client.Get($"/v1/summary?asOf={asOf}&horizonDays={horizonDays}")).Is(HttpStatusCode.OK).Body;
        var listed = await _client.WalkAsync($"/v1/agreements?asOf={asOf}&horizonDays={horizonDays}");

        Assert.Equal(15, summary.Number("total"));
        var counted = summary["byStanding"]!.AsObject();
        Assert.Equal(15, counted.Sum(standing => standing.Value!.GetValue<int>()));
        Assert.All(counted, standing => Assert.Equal(standing.Value!.GetValue<int>(), listed.Count(item => item.Said("standing") == standing.Key)));
    }
}
