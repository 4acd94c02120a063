using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Renewals;

/// <summary>From the opening of a renewal to the signing of what continues the agreement.</summary>
public sealed class RenewalStoryTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task A_renewal_leads_to_a_signed_successor_and_closes_itself()
    {
        var agreement = await _client.SignedWithAsync(("renewalNoticeMonths", 3));
        var renewal = await _client.RenewedAsync(agreement);
        Assert.Equal($"/v1/renewals/{renewal.Id}", renewal.Headers.Location!.ToString());
        var read = (await _client.RenewalAsync(renewal)).Is(HttpStatusCode.OK);
        Assert.Equal((renewal.Text, renewal.ETag), (read.Text, read.ETag));
        Assert.Equal(("2027-12-31", "2028-01-01", "open", "Biro Pemkesra"), (read.Body.Said("dueOn"), read.Body.Said("coverFrom"), read.Body.Said("state"), read.Body.Said("owner")));
        Assert.Equal(renewal.Id, (await _client.ReadAsync(agreement)).Body.Said("renewalId"));

        var logged = (await _client.LogAsync(renewal, "evaluation", "2026-11-20", "evaluation")).Is(HttpStatusCode.Created);
        Assert.EndsWith("2026-11-20", logged.Stage("evaluation"), StringComparison.Ordinal);
        (await _client.LogAsync(renewal, "letter", "2026-11-21")).Is(HttpStatusCode.Created);
        var successor = (await _client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created);
        Assert.Equal(successor.Id, (await _client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created).Id);
        Assert.Equal(successor.Id, (await _client.RenewalAsync(renewal)).Body.Said("successorId"));
        Assert.Equal("2026-11-21", (await _client.RenewalAsync(renewal)).Body.Said("noticeSentOn"));
        await _client.SignAfterReviewAsync(successor);

        var closed = (await _client.RenewalAsync(renewal)).Is(HttpStatusCode.OK);
        Assert.Equal(("closed", "renewed"), (closed.Body.Said("state"), closed.Body.Said("outcome")));
        Assert.Null(closed.Body.Member("feasible"));
        Assert.Null((await _client.ReadAsync(agreement)).Body.Said("renewalId"));
        Assert.Equal("superseded", (await _client.ReadAsync(agreement, "2028-01-01")).Body.Said("standing"));
        Assert.EndsWith(successor.Body.Said("signedOn") ?? (await _client.ReadAsync(successor)).Body.Said("signedOn")!, closed.Stage("signing"), StringComparison.Ordinal);
        Assert.Equal([$"renewalStage:participantData {closed.Stage("participantData").Split(' ')[1]} open"], await _client.DeadlinesAsync(agreement));
        Assert.Equal(["expiry", "renewalNotice", "renewalStage:evaluation", "renewalStage:signing"], (await _client.DeadlinesAsync(agreement, "&state=met")).Select(met => met.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(["renewalStage:budget", "renewalStage:legalReview"], (await _client.DeadlinesAsync(agreement, "&state=superseded")).Select(gone => gone.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["staf openRenewal signed>signed", "staf logRenewalEntry signed>signed", "staf logRenewalEntry signed>signed", "staf draftSuccessor signed>signed", "staf closeRenewal signed>signed"],
            (await _client.HistoryAsync(agreement)).TakeLast(5).Select(entry => entry.Told()));
        Assert.Equal(2, (await _client.Get($"/v1/renewals/{renewal.Id}/entries")).Is(HttpStatusCode.OK).Items.Count);

        // Nobody is covered before BPJS has the list of participants: that stays to be done, and can be said to be done.
        (await _client.LogAsync(renewal, "note", "2026-11-21", "budget")).IsProblem(HttpStatusCode.Conflict, "renewal.closed");
        var handedOver = (await _client.LogAsync(renewal, "letter", "2026-11-20", "participantData")).Is(HttpStatusCode.Created);
        Assert.EndsWith("2026-11-20", handedOver.Stage("participantData"), StringComparison.Ordinal);
        Assert.Equal("2026-11-21", handedOver.Body.Said("noticeSentOn"));
        Assert.Empty(await _client.DeadlinesAsync(agreement));
        Assert.Equal(3, (await _client.Get($"/v1/renewals/{renewal.Id}/entries")).Is(HttpStatusCode.OK).Items.Count);
    }

    [Theory]
    [InlineData("2027-01-01", "2027-12-31", "2028-01-01", "2028-12-31")]
    [InlineData("2027-04-01", "2027-12-31", "2028-01-01", "2028-09-30")]
    [InlineData("2027-01-01", "2027-02-28", "2027-03-01", "2027-04-30")]
    [InlineData("2027-01-07", "2028-01-06", "2028-01-07", "2029-01-06")]
    [InlineData("2027-01-10", "2027-03-25", "2027-03-26", "2027-06-08")]
    public async Task A_successor_begins_on_the_day_after_and_runs_as_long_in_whole_months_or_else_in_days(string from, string until, string begins, string ends)
    {
        var agreement = await _client.SignedAsync(from: from, until: until);
        var successor = (await _client.SuccessorAsync(await _client.RenewedAsync(agreement))).Is(HttpStatusCode.Created);

        Assert.Equal((begins, ends), (successor.Body.Said("effectiveFrom"), successor.Body.Said("effectiveUntil")));
        Assert.Equal(("draft", agreement.Id), (successor.Body.Said("lifecycle"), successor.Body.Said("predecessorId")));
        Assert.Equal(agreement.Body.Said("subject"), successor.Body.Said("subject"));
        Assert.Null(successor.Body.Said("localNumber"));
    }

    [Fact]
    public async Task A_draft_written_by_hand_is_the_successor_and_a_cancelled_one_is_not()
    {
        var agreement = await _client.SignedAsync();
        var byHand = await _client.DraftedWithAsync(("predecessorId", agreement.Id), ("effectiveFrom", "2028-01-01"), ("effectiveUntil", "2028-12-31"));
        var renewal = await _client.RenewedAsync(agreement);

        Assert.Equal(byHand.Id, (await _client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created).Id);
        (await _client.ActAsync(await _client.ReadAsync(byHand), "cancel", new { reason = "Ditunda" })).Is(HttpStatusCode.OK);
        Assert.NotEqual(byHand.Id, (await _client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created).Id);
    }

    [Fact]
    public async Task A_deleted_successor_is_forgotten_and_drafted_anew()
    {
        var renewal = await _client.RenewedAsync(await _client.SignedAsync());
        var successor = (await _client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created);
        (await _client.Delete($"/v1/agreements/{successor.Id}", ("If-Match", successor.ETag!))).Is(HttpStatusCode.NoContent);

        Assert.Null((await _client.RenewalAsync(renewal)).Body.Said("successorId"));
        Assert.NotEqual(successor.Id, (await _client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created).Id);
    }

    [Fact]
    public async Task One_is_open_at_a_time()
    {
        var agreement = await _client.SignedAsync();
        var first = await _client.RenewedAsync(agreement);

        var second = (await _client.RenewAsync(agreement)).IsProblem(HttpStatusCode.Conflict, "renewal.already-open");
        Assert.Equal(first.Id, second.Body.Said("renewalId"));
        Assert.Contains("openRenewal", (await _client.ReadAsync(agreement)).Body.Member("allowedActions")!.AsArray().Select(action => action!.Said("action")));
        (await _client.CloseAsync(first, "abandoned")).Is(HttpStatusCode.OK);
        Assert.NotEqual(first.Id, (await _client.RenewedAsync(agreement)).Id);
    }

    [Fact]
    public async Task What_is_renewed_already_or_never_ends_is_not_renewed()
    {
        var agreement = await _client.SignedAsync();
        await _client.SignedWithAsync(("predecessorId", agreement.Id), ("effectiveFrom", "2028-01-01"), ("effectiveUntil", "2028-12-31"));
        var endless = await _client.SignedWithAsync(("effectiveUntil", null), ("openEnded", true));

        (await _client.RenewAsync(agreement)).IsProblem(HttpStatusCode.Conflict, "renewal.already-renewed");
        (await _client.RenewAsync(endless)).IsProblem(HttpStatusCode.Conflict, "renewal.end-unknown");
    }

    [Theory]
    [InlineData("segment", "wageEarners")]
    [InlineData("regionCode", "31")]
    public async Task What_is_signed_for_other_people_closes_no_renewal(string member, string value)
    {
        var agreement = await _client.SignedAsync();
        var renewal = await _client.RenewedAsync(agreement);

        await _client.SignedWithAsync(("predecessorId", agreement.Id), ("effectiveFrom", "2028-01-01"), ("effectiveUntil", "2028-12-31"), (member, value));

        Assert.Equal("open", (await _client.RenewalAsync(renewal)).Body.Said("state"));
        (await _client.CloseAsync(renewal, "renewed")).IsProblem(HttpStatusCode.Conflict, "renewal.successor-not-signed");
    }

    [Fact]
    public async Task A_successor_that_fell_away_is_not_drafted_again_but_another_one()
    {
        var agreement = await _client.SignedAsync();
        var first = await _client.SignedWithAsync(("predecessorId", agreement.Id), ("effectiveFrom", "2028-01-01"), ("effectiveUntil", "2028-12-31"));
        Assert.Contains("renewal.already-renewed", (await _client.ReadAsync(agreement)).Body.Member("allowedActions")!.AsArray().Single(action => action!.Said("action") == "openRenewal")!.Texts("unmet"));
        (await _client.ActAsync(first, "terminate", Story.Termination("2028-01-01"))).Is(HttpStatusCode.OK);

        var renewal = await _client.RenewedAsync(agreement);
        (await _client.CloseAsync(renewal, "renewed")).IsProblem(HttpStatusCode.Conflict, "renewal.successor-not-signed");
        var second = (await _client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created);

        Assert.NotEqual(first.Id, second.Id);
        await _client.SignAfterReviewAsync(second);
        var closed = (await _client.RenewalAsync(renewal)).Is(HttpStatusCode.OK);
        Assert.Equal(("renewed", second.Id), (closed.Body.Said("outcome"), closed.Body.Said("successorId")));
    }

    [Theory]
    [InlineData("notRenewed", 0)]
    [InlineData("abandoned", 1)]
    public async Task Closing_decides_whether_the_end_still_waits_for_somebody(string outcome, int left)
    {
        var agreement = await _client.SignedAsync();
        var renewal = await _client.RenewedAsync(agreement);
        (await _client.CloseAsync(renewal, "renewed")).IsProblem(HttpStatusCode.Conflict, "renewal.successor-not-signed");

        var closed = (await _client.CloseAsync(renewal, outcome)).Is(HttpStatusCode.OK);

        Assert.Equal((outcome, "Disepakati dalam rapat", "staf"), (closed.Body.Said("outcome"), closed.Body.Said("reason"), closed.Body.Said("closedBy")));
        Assert.Equal(left, (await _client.DeadlinesAsync(agreement)).Count);
        Assert.Equal(5, (await _client.DeadlinesAsync(agreement, "&kind=renewalStage&state=superseded")).Count);
        (await _client.CloseAsync(renewal, "abandoned")).IsProblem(HttpStatusCode.Conflict, "renewal.closed");
        (await _client.LogAsync(renewal, "note", "2026-11-20")).IsProblem(HttpStatusCode.Conflict, "renewal.closed");
        (await _client.SuccessorAsync(renewal)).IsProblem(HttpStatusCode.Conflict, "renewal.closed");
        (await _client.PlanAsync(renewal, new { budget = new { workDays = 3 } })).IsProblem(HttpStatusCode.Conflict, "renewal.closed");
    }

    [Fact]
    public async Task Whatever_is_wrong_with_an_entry_is_said_at_once()
    {
        var renewal = await _client.RenewedAsync(await _client.SignedAsync());
        var path = $"/v1/renewals/{renewal.Id}/entries";

        var empty = (await _client.Post(path, new { kind = "letter", summary = " " })).IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(["/occurredOn", "/summary"], empty.Errors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("date.not-yet", (await _client.LogAsync(renewal, "note", "2026-11-22")).Is(HttpStatusCode.BadRequest).Errors["/occurredOn"]);
        Assert.Equal("meeting.unknown", (await _client.Post(path, new { kind = "meeting", occurredOn = "2026-11-20", summary = "Rapat", meetingId = Guid.Empty })).Is(HttpStatusCode.BadRequest).Errors["/meetingId"]);
        Assert.Empty((await _client.Get(path)).Items);
    }

    [Fact]
    public async Task An_agreement_that_ran_out_while_its_renewal_is_open_stands_as_lapsed_in_renewal()
    {
        var agreement = await _client.SignedAsync(region: "92", from: "2025-11-01", until: "2026-10-31");
        Assert.Equal("lapsed", (await _client.ReadAsync(agreement)).Body.Said("standing"));
        var renewal = await _client.RenewedAsync(agreement);

        Assert.Equal("lapsedInRenewal", (await _client.ReadAsync(agreement)).Body.Said("standing"));
        Assert.Equal([agreement.Id], (await _client.Get("/v1/agreements?standing=lapsedInRenewal&regionCode=92")).Ids());
        Assert.Empty((await _client.Get("/v1/agreements?standing=lapsed&regionCode=92")).Ids());
        var province = (await _client.Get("/v1/summary")).Body.Member("byProvince")!.AsArray().Single(each => each!.Said("provinceCode") == "92")!;
        Assert.Equal((1, 0), (province.Member("byStanding")!.Number("lapsedInRenewal"), province.Member("byStanding")!.Number("lapsed")));
        (await _client.CloseAsync(renewal, "abandoned")).Is(HttpStatusCode.OK);
        Assert.Equal("lapsed", (await _client.ReadAsync(agreement)).Body.Said("standing"));
    }

    [Fact]
    public async Task An_idempotency_key_opens_one_renewal_and_logs_one_entry()
    {
        var agreement = await _client.SignedAsync();
        var key = ("Idempotency-Key", $"{Guid.CreateVersion7()}");
        var renewal = (await _client.Post($"/v1/agreements/{agreement.Id}/renewals", null, key)).Is(HttpStatusCode.Created);
        Assert.Equal(renewal.Text, (await _client.Post($"/v1/agreements/{agreement.Id}/renewals", null, key)).Is(HttpStatusCode.Created).Text);

        var entry = ("Idempotency-Key", $"{Guid.CreateVersion7()}");
        for (var repeat = 0; repeat < 3; repeat++)
        {
            (await _client.Post($"/v1/renewals/{renewal.Id}/entries", new { kind = "note", occurredOn = "2026-11-20", summary = "Sekali saja" }, entry)).Is(HttpStatusCode.Created);
        }

        Assert.Single((await _client.Get($"/v1/renewals/{renewal.Id}/entries")).Items);
    }
}
