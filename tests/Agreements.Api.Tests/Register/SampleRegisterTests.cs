using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

/// <summary>The published agreements that ship with the service.</summary>
public sealed class SampleRegisterTests(SampleHost host) : IClassFixture<SampleHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData(34, true)]
    [InlineData(33, false)]
    public async Task Sulawesi_Barat_was_34_days_from_its_end_when_its_renewal_was_discussed(int withinDays, bool expected)
    {
        var answer = (await _client.Get($"/v1/agreements/expiring?withinDays={withinDays}&asOf=2025-11-27")).Is(HttpStatusCode.OK);

        var found = answer.Items.SingleOrDefault(item => item.Said("regionCode") == "76");
        Assert.Equal(expected, found is not null);
        Assert.Equal("2025-11-27", answer.Body.Said("asOf"));
        if (expected)
        {
            Assert.Equal(34, found!.Number("daysLeft"));
            Assert.Equal("2025-04-01", found!.Said("effectiveFrom"));
            Assert.Equal("April s.d. Desember 2025", found!.Said("termText"));
        }
    }

    [Theory]
    [InlineData("96.71", "2024-11-12", "localGovernment:Bernhard Eduard Rondonuwu:pj bpjs:Pupung:definitive")]
    [InlineData("17", "2021-12-21", "localGovernment:Rohidin Mersyah:definitive bpjs:Siti Farida Hanoum:definitive")]
    public async Task Kota_Sorong_and_Bengkulu_are_there_with_both_signatories_and_wait_for_review(string region, string signedOn, string signatories)
    {
        var agreement = Assert.Single((await _client.Get($"/v1/agreements?regionCode={region}")).Is(HttpStatusCode.OK).Items);

        Assert.Equal("signed", agreement.Said("lifecycle"));
        Assert.Equal(signedOn, agreement.Said("signedOn"));
        Assert.True(agreement.Flag("needsReview"));
        Assert.Equal(signatories, string.Join(' ', agreement["signatures"]!.AsArray().Select(s => $"{s!.Said("party")}:{s!.Said("name")}:{s!.Said("actingType")}")));
        Assert.All(["localNumber", "bpjsNumber", "effectiveFrom", "effectiveUntil", "daysLeft"], unpublished => Assert.Null(agreement.Member(unpublished)));
    }

    [Fact]
    public async Task Fifteen_records_are_taken_in_each_in_its_state_with_what_was_published_of_its_term()
    {
        var agreements = await _client.WalkAsync("/v1/agreements");

        string[] expected =
        [
            "16.05 signed 2022-01-07 2027-01-06",
            "17 signed - -",
            "31 signed - -",
            "33.05 signed - -",
            "52.07 approved - -",
            "53.10 signed - -",
            "75 signed 2026-01-01 2026-12-31",
            "75.01 signed 2020-01-01 2020-12-31",
            "75.03 signed - -",
            "76 draft 2026-01-01 -",
            "76 signed 2025-04-01 2025-12-31",
            "82 signed - -",
            "82.03 signed 2025-04-01 -",
            "92.02 signed - -",
            "96.71 signed - -",
        ];
        Assert.Equal(expected, agreements.Select(Summary).Order(StringComparer.Ordinal));
        Assert.All(agreements, agreement => Assert.False(agreement.Flag("openEnded")));
    }

    [Fact]
    public async Task No_number_is_invented_and_the_only_one_that_was_published_is_kept_as_printed()
    {
        var agreements = await _client.WalkAsync("/v1/agreements");

        Assert.All(agreements, agreement => Assert.Null(agreement.Member("localNumber")));
        var numbered = Assert.Single(agreements, agreement => agreement.Member("bpjsNumber") is not null);
        Assert.Equal("…/KTR/XI-08/1221", numbered.Said("bpjsNumber"));
    }

    [Fact]
    public async Task Whatever_lacks_a_signatory_a_number_or_a_date_waits_for_review()
    {
        var agreements = await _client.WalkAsync("/v1/agreements");

        Assert.All(
            agreements.Where(agreement => agreement.Said("lifecycle") == "signed"),
            agreement => Assert.True(agreement.Flag("needsReview"), agreement.Said("regionName")));
        Assert.Equal(
            agreements.Count(agreement => agreement.Flag("needsReview")),
            (await _client.WalkAsync("/v1/agreements?needsReview=true")).Count);
    }

    [Fact]
    public async Task Each_record_carries_its_source_and_begins_its_history_with_it()
    {
        foreach (var agreement in await _client.WalkAsync("/v1/agreements"))
        {
            Assert.False(string.IsNullOrWhiteSpace(agreement.Said("source")));
            var first = (await _client.Get($"/v1/agreements/{agreement.Said("id")}/history")).Items[0];
            Assert.Equal($"sample-register import ->{agreement.Said("lifecycle")}", first.Told());
            Assert.Equal(agreement.Said("source"), first.Said("reason"));
        }
    }

    [Fact]
    public async Task The_renewal_of_Sulawesi_Barat_is_a_draft_that_continues_the_signed_one()
    {
        var draft = Assert.Single((await _client.Get("/v1/agreements?regionCode=76&lifecycle=draft")).Is(HttpStatusCode.OK).Items);

        var predecessor = (await _client.Get($"/v1/agreements/{draft.Said("predecessorId")}")).Is(HttpStatusCode.OK);
        Assert.Equal("2025-12-31", predecessor.Body.Said("effectiveUntil"));
    }

    [Fact]
    public async Task Halmahera_Utara_is_covered_from_the_day_that_was_published_with_no_mode_invented()
    {
        var signed = Assert.Single((await _client.Get("/v1/agreements?regionCode=82.03")).Is(HttpStatusCode.OK).Items);

        Assert.Equal(("2025-04-01", "2025-05-01", "2025-05-01"), (signed.Said("effectiveFrom"), signed.Said("coverageFrom"), signed.Said("coverageBegins")));
        Assert.All(["activationMode", "participantsHandedOverOn"], unpublished => Assert.Null(signed.Member(unpublished)));
    }

    [Fact]
    public async Task Names_on_a_text_that_nobody_is_known_to_have_signed_are_no_signatures()
    {
        var approved = Assert.Single((await _client.Get("/v1/agreements?regionCode=52.07")).Is(HttpStatusCode.OK).Items);

        Assert.Empty(approved["signatures"]!.AsArray());
        Assert.Null(approved.Member("signedOn"));
        Assert.Contains("Tati Haryati Denawati", approved.Said("notes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_offices_come_with_their_parents_and_regions()
    {
        var offices = await _client.WalkAsync("/v1/bpjs-offices");

        Assert.Equal(14, offices.Count);
        var branch = offices.Single(office => office.Said("name") == "Kantor Cabang Mamuju");
        var parent = offices.Single(office => office.Said("id") == branch.Said("parentId"));
        Assert.Equal("Kedeputian Wilayah IX", parent.Said("name"));
        Assert.Equal(["76"], branch.Texts("catchmentRegionCodes"));
    }

    [Fact]
    public async Task Five_meetings_are_taken_in_with_what_was_published_of_them()
    {
        var meetings = await _client.WalkAsync("/v1/meetings");

        string[] expected =
        [
            "2025-11-27 76 evaluation: 5 on regulation budget coverageStrategy, 1 decided, 1 to do, 2 agreements, Pro Indonesia, 29 November 2025",
            "2025-09-29 76 coordination: 8 on budget, 0 decided, 0 to do, 1 agreements, 8enam.com, September 2025",
            "2025-05-20 16.08 communicationForum: 2 on coverageStrategy memberActivity, 1 decided, 0 to do, 0 agreements, Tribun Sumsel, 20 May 2025",
            "2025-05-06 81.02 communicationForum: 5 on recruitment coverageStrategy memberActivity, 0 decided, 0 to do, 0 agreements, Liputan 21, May 2025",
            "2021-12-21 17 coordination: 3 on coverageStrategy budget, 1 decided, 0 to do, 1 agreements, Indo Barat, 22 December 2021",
        ];
        Assert.Equal(expected, meetings.Select(MeetingSummary));
        Assert.All(meetings, meeting => Assert.All(meeting["attendees"]!.AsArray(), attendee => Assert.Null(attendee!.Member("person"))));
    }

    [Fact]
    public async Task Work_plans_are_taken_in_with_what_was_published_of_them()
    {
        var plans = await _client.WalkAsync("/v1/work-plans");

        string[] expected =
        [
            "17 2022 signed 2022-01-01 2022-12-31 - - -",
            "33.05 2024 signed 2024-01-01 2024-12-31 - - -",
            "53.10 2023 draft 2023-01-01 2023-12-31 25000 - -",
            "75 2026 signed 2026-01-01 2026-12-31 - - -",
            "76 2025 signed 2025-04-01 2025-12-31 - - 15000000000",
            "92.02 2025 signed 2025-01-01 2025-12-31 29271 24159 12543000000",
            "92.02 2026 signed 2026-01-01 2026-12-31 27000 - 12360000000",
        ];
        Assert.Equal(expected, plans.Select(PlanSummary).Order(StringComparer.Ordinal));
        Assert.All(plans, plan => Assert.Null(plan.Member("contributionPerPersonMonth")));
        Assert.All(plans, plan => Assert.Equal(plan.Said("status") == "signed", plan.Flag("needsReview")));
        var two = plans.Single(plan => plan.Said("regionCode") == "92.02" && plan.Number("year") == 2026);
        Assert.Equal((2, "2025-10-30"), (two["signatures"]!.AsArray().Count, two.Said("signedOn")));
        Assert.All(plans, plan => Assert.False(string.IsNullOrWhiteSpace(plan.Said("source"))));
    }

    [Fact]
    public async Task The_meetings_of_Sulawesi_Barat_are_about_its_two_agreements()
    {
        var (draft, signed) = (await OnlyAsync("lifecycle=draft"), await OnlyAsync("lifecycle=signed"));

        var meetings = (await _client.Get("/v1/meetings?regionCode=76")).Is(HttpStatusCode.OK).Items;

        Assert.Equal([signed, draft], meetings[0].Texts("agreementIds").OrderBy(id => id == draft));
        Assert.Equal([signed], meetings[1].Texts("agreementIds"));
        Assert.Equal([meetings[0].Said("id")!], (await _client.Get($"/v1/meetings?agreementId={draft}")).Is(HttpStatusCode.OK).Ids());
        Assert.Equal(("Draft perpanjangan perjanjian kerja sama", "Biro Pemkesra"), (meetings[0]["followUps"]![0]!.Said("action"), meetings[0]["followUps"]![0]!.Said("responsible")));
        Assert.Empty((await _client.Get("/v1/deadlines?kind=followUp")).Is(HttpStatusCode.OK).Items);

        async Task<string> OnlyAsync(string filter) => Assert.Single((await _client.Get($"/v1/agreements?regionCode=76&{filter}")).Is(HttpStatusCode.OK).Items).Said("id")!;
    }

    private static string PlanSummary(JsonObject plan) => string.Join(
        ' ',
        plan.Said("regionCode"),
        plan.Number("year"),
        plan.Said("status"),
        plan.Said("periodFrom"),
        plan.Said("periodUntil"),
        plan.Member("participantQuota")?.ToJsonString() ?? "-",
        plan.Member("participantsRegistered")?.ToJsonString() ?? "-",
        plan.Member("budgetAmount")?.ToJsonString() ?? "-");

    private static string MeetingSummary(JsonObject meeting)
    {
        return $"{meeting.Said("heldOn")} {meeting.Said("regionCode")} {meeting.Said("kind")}: {Count("attendees")} on {string.Join(' ', meeting.Texts("agenda"))}, "
            + $"{Count("decisions")} decided, {Count("followUps")} to do, {Count("agreementIds")} agreements, {meeting.Said("source")}";

        int Count(string member) => meeting[member]!.AsArray().Count;
    }

    private static string Summary(JsonObject agreement) =>
        $"{agreement.Said("regionCode")} {agreement.Said("lifecycle")} {agreement.Said("effectiveFrom") ?? "-"} {agreement.Said("effectiveUntil") ?? "-"}";
}
