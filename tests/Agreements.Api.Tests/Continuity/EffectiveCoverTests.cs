using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Renewals;

namespace Agreements.Api.Tests.Continuity;

/// <summary>People are not covered by signatures alone: BPJS Kesehatan activates them, and cover is counted from then on.</summary>
public sealed class EffectiveCoverTests : IClassFixture<ServiceHost>
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public EffectiveCoverTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    // Signed on 27 March 2025 for a term from 1 April; BPJS activated the people on 1 May.
    [Fact]
    public async Task Halmahera_Utara_wanted_April_and_was_covered_in_May()
    {
        await SayAsync("82.03", "nextMonth", "2025-01-01");
        var first = await SignedAsync("82.03", "2024-04-01", "2025-03-31", "2024-03-01");
        var next = await SignedAsync("82.03", "2025-04-01", "2025-12-31", "2025-03-27");
        Assert.Equal(("nextMonth", "2025-04-01"), (next.Body.Said("activationMode"), next.Body.Said("coverageBegins")));
        Assert.Equal("", await GapsAsync("82.03", "coverage"));

        var handedOver = (await _client.EditAsync(next, new { participantsHandedOverOn = "2025-04-10" })).Is(HttpStatusCode.OK);

        Assert.Equal("2025-05-01", handedOver.Body.Said("coverageBegins"));
        Assert.Equal(["", "2025-04-01..2025-04-30 30"], [await GapsAsync("82.03", "signed"), await GapsAsync("82.03", "coverage")]);
        var terms = (await LineAsync("82.03")).Member("terms")!.AsArray();
        Assert.Equal([(null, "2024-04-01"), (null, "2025-05-01")], terms.Select(term => (term!.Said("coverageFrom"), term!.Said("coverageBegins")!)));
        var gap = Assert.Single((await _client.Get("/v1/continuity/gaps?asOf=2025-04-15&withinDays=0&provinceCode=82")).Is(HttpStatusCode.OK).Items);
        Assert.Equal((first.Id, "2025-04-01", "2025-04-30", "coverage"), (gap.Said("agreementId"), gap.Said("from"), gap.Said("until"), gap.Said("basis")));
        Assert.Equal(1, (await _client.Get("/v1/summary?asOf=2025-04-15")).Is(HttpStatusCode.OK).Body.Member("gaps")!.Number("open"));
        Assert.Equal(0, (await _client.Get("/v1/summary?asOf=2025-05-01")).Is(HttpStatusCode.OK).Body.Member("gaps")!.Number("open"));

        var found = (await _client.EditAsync(handedOver, new { coverageFrom = "2025-04-20" })).Is(HttpStatusCode.OK);
        Assert.Equal(("2025-04-20", "2025-04-20"), (found.Body.Said("coverageFrom"), found.Body.Said("coverageBegins")));
        Assert.Equal("2025-04-01..2025-04-19 19", await GapsAsync("82.03", "coverage"));
    }

    [Fact]
    public async Task Where_people_are_activated_on_the_same_day_a_late_signature_leaves_the_days_before_it_uncovered()
    {
        await SayAsync("33.05", "sameDay", "2026-01-01");

        var signed = await SignedAsync("33.05", "2026-11-14", "2026-12-31", "2026-11-20");

        Assert.Equal(("sameDay", "2026-11-20"), (signed.Body.Said("activationMode"), signed.Body.Said("coverageBegins")));
        Assert.Equal("2026-11-14..2026-11-19 6", await GapsAsync("33.05", "coverage"));
    }

    [Fact]
    public async Task The_mode_is_taken_over_with_the_second_signature_and_left_alone_afterwards()
    {
        await SayAsync("51.01", "nextMonth", "2026-01-01");
        var draft = await _client.DraftedWithAsync(("regionCode", "51.01"));
        Assert.Equal((null, "2027-01-01"), (draft.Body.Said("activationMode"), draft.Body.Said("coverageBegins")));
        var signed = await _client.SignAfterReviewAsync(draft);
        Assert.Equal("nextMonth", signed.Body.Said("activationMode"));
        var entry = (await _client.HistoryAsync(signed))[^1];
        Assert.Equal(("sign", "null > \"nextMonth\""), (entry.Said("action"), entry.Changed("activationMode")));

        await SayAsync("51.01", "sameDay", "2026-01-01");

        await _client.StillAsync(signed);
    }

    [Fact]
    public async Task The_mode_that_holds_on_the_day_of_signing_counts_and_of_one_day_the_one_recorded_last()
    {
        await SayAsync("52.01", "sameDay", "2026-11-21");
        await SayAsync("52.01", "nextMonth", "2026-11-20");
        Assert.Equal("nextMonth", (await SignedAsync("52.01", "2027-01-01", "2027-12-31", "2026-11-20")).Body.Said("activationMode"));
        Assert.Equal("sameDay", (await SignedAsync("52.01", "2028-01-01", "2028-12-31", "2026-11-21")).Body.Said("activationMode"));
        Assert.Null((await SignedAsync("52.01", "2026-01-01", "2026-12-31", "2026-11-19")).Body.Said("activationMode"));

        await SayAsync("52.01", "nextMonth", "2026-11-21");

        Assert.Equal("nextMonth", (await SignedAsync("52.01", "2029-01-01", "2029-12-31", "2026-11-21")).Body.Said("activationMode"));
    }

    [Fact]
    public async Task The_province_counts_where_nothing_is_said_of_the_region_itself_for_that_day()
    {
        await SayAsync("61", "sameDay", "2026-01-01");
        await SayAsync("61.02", "nextMonth", "2026-11-20");

        Assert.Equal("sameDay", (await SignedAsync("61.01", "2027-01-01", "2027-12-31", "2026-11-20")).Body.Said("activationMode"));
        Assert.Equal("nextMonth", (await SignedAsync("61.02", "2027-01-01", "2027-12-31", "2026-11-20")).Body.Said("activationMode"));
        Assert.Equal("sameDay", (await SignedAsync("61.02", "2028-01-01", "2028-12-31", "2026-11-19")).Body.Said("activationMode"));
    }

    [Fact]
    public async Task What_the_agreement_says_itself_is_not_taken_over_from_its_region_and_can_be_cleared()
    {
        await SayAsync("62", "nextMonth", "2026-01-01");
        var signed = await _client.SignedWithAsync(("regionCode", "62"), ("activationMode", "sameDay"), ("effectiveFrom", "2026-11-01"));
        Assert.Equal(("sameDay", "2026-11-20"), (signed.Body.Said("activationMode"), signed.Body.Said("coverageBegins")));

        var cleared = (await _client.EditAsync(signed, new { activationMode = (string?)null })).Is(HttpStatusCode.OK);

        Assert.Equal((null, "2026-11-01"), (cleared.Body.Said("activationMode"), cleared.Body.Said("coverageBegins")));
    }

    [Fact]
    public async Task A_list_that_is_yet_to_be_handed_over_is_not_recorded()
    {
        var signed = await SignedAsync("63", "2027-01-01", "2027-12-31", "2026-11-20");

        var edited = (await _client.EditAsync(signed, new { participantsHandedOverOn = "2026-11-22" })).IsProblem(HttpStatusCode.BadRequest, "date.not-yet");
        var drafted = (await _client.DraftAsync(("participantsHandedOverOn", "2026-11-22"))).IsProblem(HttpStatusCode.BadRequest, "date.not-yet");

        Assert.All([edited, drafted], answer => Assert.Equal("date.not-yet", Assert.Contains("/participantsHandedOverOn", answer.Errors)));
        await _client.StillAsync(signed);
    }

    [Fact]
    public async Task A_hand_over_that_is_logged_after_the_signing_moves_the_cover_of_the_successor()
    {
        var (renewal, successor) = await RenewedAsync("64.01");
        var signed = await _client.SignAfterReviewAsync(successor);
        Assert.Equal(("nextMonth", "2026-12-01"), (signed.Body.Said("activationMode"), signed.Body.Said("coverageBegins")));
        _host.Clock.Now = TestClock.Start.AddDays(20);

        (await _client.LogAsync(renewal, "letter", "2026-12-05", "participantData")).Is(HttpStatusCode.Created);

        var now = (await _client.ReadAsync(signed)).Is(HttpStatusCode.OK);
        Assert.Equal(("2026-12-05", "2027-01-01"), (now.Body.Said("participantsHandedOverOn"), now.Body.Said("coverageBegins")));
        Assert.Equal("2026-12-01..2026-12-31 31", await GapsAsync("64.01", "coverage"));
        var entry = (await _client.HistoryAsync(signed))[^1];
        Assert.Equal(("staf edit signed>signed", "null > \"2026-12-05\""), (entry.Told(), entry.Changed("participantsHandedOverOn")));
    }

    [Fact]
    public async Task A_hand_over_before_the_signing_goes_to_the_draft_and_follows_its_correction()
    {
        var (renewal, successor) = await RenewedAsync("64.02");
        (await _client.LogAsync(renewal, "letter", "2026-11-18", "participantData")).Is(HttpStatusCode.Created);
        Assert.Equal("2026-11-18", (await _client.ReadAsync(successor)).Body.Said("participantsHandedOverOn"));

        (await _client.PlanAsync(renewal, new { participantData = new { doneOn = "2026-11-19" } })).Is(HttpStatusCode.OK);

        Assert.Equal("2026-11-19", (await _client.ReadAsync(successor)).Body.Said("participantsHandedOverOn"));
        Assert.Equal(["create", "edit", "edit"], (await _client.HistoryAsync(successor)).Select(entry => entry.Said("action")));
    }

    [Fact]
    public async Task A_hand_over_before_the_draft_goes_to_the_successor_when_it_is_signed()
    {
        await SayAsync("64.03", "nextMonth", "2026-01-01");
        var renewal = await _client.RenewedAsync(await SignedAsync("64.03", "2026-01-01", "2026-11-30", "2026-11-01"));
        (await _client.PlanAsync(renewal, new { participantData = new { doneOn = "2026-11-19" } })).Is(HttpStatusCode.OK);
        var successor = (await _client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created);
        Assert.Null(successor.Body.Said("participantsHandedOverOn"));

        var signed = await _client.SignAfterReviewAsync(successor);

        Assert.Equal("2026-11-19", signed.Body.Said("participantsHandedOverOn"));
        Assert.Equal(["sign", "sign", "edit"], (await _client.HistoryAsync(signed)).TakeLast(3).Select(entry => entry.Said("action")));
        await _client.StillAsync(signed);
    }

    [Fact]
    public async Task A_day_that_somebody_has_put_down_is_kept()
    {
        var (renewal, successor) = await RenewedAsync("64.07");
        (await _client.EditAsync(successor, new { participantsHandedOverOn = "2026-11-10" })).Is(HttpStatusCode.OK);

        (await _client.LogAsync(renewal, "letter", "2026-11-18", "participantData")).Is(HttpStatusCode.Created);
        await _client.SignAfterReviewAsync(await _client.ReadAsync(successor));

        Assert.Equal("2026-11-10", (await _client.ReadAsync(successor)).Body.Said("participantsHandedOverOn"));
    }

    [Theory]
    [InlineData("segment", "wageEarners")]
    [InlineData("predecessorId", null)]
    public async Task A_draft_that_has_come_to_be_for_others_takes_no_hand_over(string member, string? value)
    {
        var (renewal, successor) = await RenewedAsync(value is null ? "64.09" : "64.11");
        var changed = (await _client.EditAsync(successor, new JsonObject { [member] = value })).Is(HttpStatusCode.OK);

        (await _client.LogAsync(renewal, "letter", "2026-11-18", "participantData")).Is(HttpStatusCode.Created);

        await _client.StillAsync(changed);
    }

    [Fact]
    public async Task A_renewal_that_is_closed_by_hand_tells_the_successor_too()
    {
        var first = await SignedAsync("64.71", "2026-01-01", "2026-11-30", "2026-11-01");
        var late = await _client.SignedWithAsync(("regionCode", "64.71"), ("predecessorId", first.Id), ("effectiveFrom", "2027-01-01"));
        var renewal = await _client.RenewedAsync(await _client.ReadAsync(first));
        (await _client.LogAsync(renewal, "letter", "2026-11-18", "participantData")).Is(HttpStatusCode.Created);
        await _client.StillAsync(late);

        (await _client.CloseAsync(renewal, "renewed")).Is(HttpStatusCode.OK);

        Assert.Equal("2026-11-18", (await _client.ReadAsync(late)).Body.Said("participantsHandedOverOn"));
    }

    private async Task SayAsync(string region, string mode, string validFrom)
    {
        (await _client.Post($"/v1/regions/{region}/activation-modes", new { mode, validFrom, source = "Surat Kantor Cabang" })).Is(HttpStatusCode.Created);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    // A term to the end of November, and the draft that is to continue it in a region that activates in the next month.
    private async Task<(Answered Renewal, Answered Successor)> RenewedAsync(string region)
    {
        await SayAsync(region, "nextMonth", "2026-01-01");
        var renewal = await _client.RenewedAsync(await SignedAsync(region, "2026-01-01", "2026-11-30", "2025-12-01"));
        return (renewal, (await _client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created));
    }

    private async Task<Answered> SignedAsync(string region, string from, string until, string on)
    {
        var approved = await _client.ApprovedAsync(region, from, until);
        (await _client.SignAsync(approved, "localGovernment", on)).Is(HttpStatusCode.Created);
        return (await _client.SignAsync(approved, "bpjs", on)).Is(HttpStatusCode.Created);
    }

    private async Task<JsonObject> LineAsync(string region) => (await _client.Get($"/v1/continuity?regionCode={region}&to=2026-12-31")).Is(HttpStatusCode.OK).Body;

    // Only as far as something covers somebody again.
    private async Task<string> GapsAsync(string region, string dates) => string.Join("; ", (await LineAsync(region)).Member(dates)!.Member("gaps")!.AsArray()
        .Where(gap => gap!.Said("beforeAgreementId") is not null).Select(gap => $"{gap!.Said("from")}..{gap!.Said("until")} {gap!.Number("days")}"));
}
