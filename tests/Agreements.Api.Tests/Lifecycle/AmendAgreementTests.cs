using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Lifecycle;

public sealed class AmendAgreementTests : IClassFixture<ServiceHost>
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public AmendAgreementTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task An_amendment_moves_the_end_and_the_quota_of_a_signed_agreement()
    {
        var signed = await _client.SignedAsync();

        var amended = (await _client.AmendAsync(signed, Story.Amendment(effectiveUntil: "2028-06-30", participantQuota: 29_271))).Is(HttpStatusCode.Created);

        Assert.Equal($"/v1/agreements/{signed.Id}", amended.Headers.Location!.ToString());
        Assert.Equal("signed", amended.Body.Said("lifecycle"));
        Assert.Equal(signed.Body.Number("version") + 1, amended.Body.Number("version"));
        Assert.Equal("2028-06-30", amended.Body.Said("effectiveUntil"));
        Assert.Equal(29_271, amended.Body.Number("participantQuota"));
        Assert.Equal(587, amended.Body.Number("daysLeft"));
        Assert.NotEqual(signed.ETag, amended.ETag);
        await _client.StillAsync(amended);
    }

    [Fact]
    public async Task The_history_says_what_it_changed_and_by_which_document()
    {
        var signed = await _client.SignedAsync();
        var amendment = Story.Amendment(effectiveUntil: "2028-06-30", participantQuota: 1).With(("localNumber", $"A-{signed.Id}"));

        (await _client.AmendAsync(signed, amendment)).Is(HttpStatusCode.Created);

        var last = (await _client.HistoryAsync(signed))[^1];
        Assert.Equal("staf amend signed>signed", last.Told());
        Assert.Equal("2026-11-21T02:00:00.000Z", last.Said("at"));
        Assert.Equal(["amendmentId", "amendments", "effectiveUntil", "participantQuota"], last["changes"]!.AsArray().Select(change => change!.Said("field")));
        Assert.Equal($"null > \"{(await _client.TermsAsync(signed)).Items[1].Said("amendmentId")}\"", last.Changed("amendmentId"));
        Assert.Equal("\"2027-12-31\" > \"2028-06-30\"", last.Changed("effectiveUntil"));
        Assert.Equal("null > 1", last.Changed("participantQuota"));
        Assert.Equal(
            $$"""
            null > {"localNumber":"A-{{signed.Id}}","bpjsNumber":null,"signedOn":"2026-11-20","effectiveOn":"2027-07-01","summary":"Perubahan jangka waktu","effectiveUntil":"2028-06-30","participantQuota":1,
            "signatures":[{"party":"localGovernment","name":"Nama Gubernur","title":"Gubernur Sulawesi Barat","actingType":"definitive","mandate":null,"signedOn":"2026-11-20","place":null,"method":null},
            {"party":"bpjs","name":"Nama Kepala Cabang","title":"Kepala Cabang","actingType":"definitive","mandate":null,"signedOn":"2026-11-20","place":null,"method":null}]}
            """.ReplaceLineEndings(""),
            last.Changed("amendments"));
    }

    [Fact]
    public async Task What_it_does_not_name_stays_as_it_was()
    {
        var signed = await _client.SignedAsync();
        var first = (await _client.AmendAsync(signed, Story.Amendment(participantQuota: 100))).Is(HttpStatusCode.Created);

        var second = (await _client.AmendAsync(signed, Story.Amendment(effectiveUntil: "2028-03-31"))).Is(HttpStatusCode.Created);
        var third = (await _client.AmendAsync(signed, Story.Amendment())).Is(HttpStatusCode.Created);

        Assert.Equal("2027-12-31", first.Body.Said("effectiveUntil"));
        Assert.Equal(("2028-03-31", 100), (second.Body.Said("effectiveUntil"), second.Body.Number("participantQuota")));
        Assert.Equal(("2028-03-31", 100), (third.Body.Said("effectiveUntil"), third.Body.Number("participantQuota")));
        var history = await _client.HistoryAsync(signed);
        Assert.Equal(["amendmentId", "amendments", "effectiveUntil"], history[^2]["changes"]!.AsArray().Select(change => change!.Said("field")));
        Assert.Equal(["amendmentId", "amendments"], history[^1]["changes"]!.AsArray().Select(change => change!.Said("field")));
    }

    [Fact]
    public async Task It_may_take_effect_before_it_was_signed()
    {
        var signed = await _client.SignedAsync(from: "2026-01-01", until: "2026-12-31");

        var amended = (await _client.AmendAsync(signed, Story.Amendment(signedOn: "2026-11-20", effectiveOn: "2026-01-01", effectiveUntil: "2027-06-30"))).Is(HttpStatusCode.Created);

        Assert.Equal("2027-06-30", amended.Body.Said("effectiveUntil"));
        var version = (await _client.TermsAsync(signed, "2026-01-01")).Items[1];
        Assert.True(version.Flag("inForce"));
        Assert.Equal(("2026-11-20", "2026-01-01"), (version.Said("signedOn"), version.Said("effectiveOn")));
    }

    [Fact]
    public async Task It_may_take_up_on_the_next_day_what_had_run_out_before_it_was_signed()
    {
        var signed = await _client.SignedAsync(from: "2026-01-01", until: "2026-10-31");
        Assert.Equal("lapsed", signed.Body.Said("standing"));

        var amended = (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2026-11-01", effectiveUntil: "2027-10-31"))).Is(HttpStatusCode.Created);

        Assert.Equal("active", amended.Body.Said("standing"));
        Assert.Equal("2027-10-31", amended.Body.Said("effectiveUntil"));
    }

    [Theory]
    [InlineData("2027-06-29", "expiring", 1)]
    [InlineData("2027-06-30", "expiring", 0)]
    [InlineData("2027-07-01", "lapsed", -1)]
    public async Task A_term_can_be_shortened(string asOf, string standing, int daysLeft)
    {
        var signed = await _client.SignedAsync();

        var amended = (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2027-04-01", effectiveUntil: "2027-06-30"))).Is(HttpStatusCode.Created);

        Assert.Equal("2027-06-30", amended.Body.Said("effectiveUntil"));
        var then = await _client.ReadAsync(signed, asOf);
        Assert.Equal((standing, daysLeft), (then.Body.Said("standing"), then.Body.Number("daysLeft")));
    }

    [Fact]
    public async Task One_without_an_end_can_be_given_one()
    {
        var signed = await _client.SignedWithAsync(("effectiveUntil", null), ("openEnded", true), ("renewalNoticeMonths", 2));

        var amended = (await _client.AmendAsync(signed, Story.Amendment(effectiveUntil: "2029-12-31"))).Is(HttpStatusCode.Created);

        Assert.False(amended.Body.Flag("openEnded"));
        Assert.Equal("2029-12-31", amended.Body.Said("effectiveUntil"));
        Assert.Equal("2029-10-31", amended.Body.Said("renewalNoticeDue"));
        var last = (await _client.HistoryAsync(signed))[^1];
        Assert.Equal("true > false", last.Changed("openEnded"));
        Assert.Equal("null > \"2029-12-31\"", last.Changed("effectiveUntil"));
        var original = (await _client.TermsAsync(signed)).Items[0];
        Assert.True(original.Flag("openEnded"));
        Assert.Null(original.Member("effectiveUntil"));
    }

    [Fact]
    public async Task A_moved_end_moves_the_notice()
    {
        var signed = await _client.SignedWithAsync(("renewalNoticeMonths", 3));
        Assert.Equal("2027-09-30", signed.Body.Said("renewalNoticeDue"));

        var amended = (await _client.AmendAsync(signed, Story.Amendment(effectiveUntil: "2028-05-31"))).Is(HttpStatusCode.Created);

        Assert.Equal("2028-02-29", amended.Body.Said("renewalNoticeDue"));
        Assert.Equal("active", (await _client.ReadAsync(signed, "2027-09-30")).Body.Said("standing"));
        Assert.Equal("inNotice", (await _client.ReadAsync(signed, "2028-02-29")).Body.Said("standing"));
    }

    [Fact]
    public async Task Of_two_the_one_that_was_signed_later_prevails_whichever_was_recorded_first()
    {
        var signed = await _client.SignedAsync();
        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2027-10-01", effectiveUntil: "2028-12-31", participantQuota: 300))).Is(HttpStatusCode.Created);

        var amended = (await _client.AmendAsync(signed, Story.Amendment(signedOn: "2026-11-10", effectiveOn: "2027-04-01", effectiveUntil: "2028-06-30", participantQuota: 200))).Is(HttpStatusCode.Created);

        Assert.Equal(("2028-12-31", 300), (amended.Body.Said("effectiveUntil"), amended.Body.Number("participantQuota")));
        Assert.Equal(["amendmentId", "amendments"], (await _client.HistoryAsync(signed))[^1]["changes"]!.AsArray().Select(change => change!.Said("field")));
        var terms = await _client.TermsAsync(signed, "2027-05-01");
        Assert.Equal(["2027-01-01", "2027-04-01", "2027-10-01"], terms.Items.Select(version => version.Said("effectiveOn")));
        Assert.Equal("2028-06-30", terms.Items.Single(version => version.Flag("inForce")).Said("effectiveUntil"));
    }

    [Fact]
    public async Task One_that_is_recorded_later_but_takes_effect_earlier_is_changed_by_the_other_where_that_names_nothing()
    {
        var signed = await _client.SignedAsync();
        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2027-10-01", participantQuota: 300))).Is(HttpStatusCode.Created);

        var amended = (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2027-04-01", effectiveUntil: "2028-06-30"))).Is(HttpStatusCode.Created);

        Assert.Equal(("2028-06-30", 300), (amended.Body.Said("effectiveUntil"), amended.Body.Number("participantQuota")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_the_later_signed_prevails_from_its_day_on_whichever_was_recorded_first(bool laterSignedFirst)
    {
        var signed = await _client.SignedAsync();
        object[] amendments =
        [
            Story.Amendment(signedOn: "2026-11-10", effectiveOn: "2027-10-01", effectiveUntil: "2028-12-31", participantQuota: 300),
            Story.Amendment(signedOn: "2026-11-20", effectiveOn: "2027-04-01", effectiveUntil: "2028-06-30"),
        ];
        foreach (var amendment in laterSignedFirst ? amendments.Reverse() : amendments)
        {
            (await _client.AmendAsync(signed, amendment)).Is(HttpStatusCode.Created);
        }

        var read = await _client.ReadAsync(signed);
        var terms = (await _client.TermsAsync(signed, "2027-05-01")).Items;

        Assert.Equal(("2028-06-30", 300), (read.Body.Said("effectiveUntil"), read.Body.Number("participantQuota")));
        Assert.Equal(["2027-01-01", "2027-04-01", "2027-10-01"], terms.Select(version => version.Said("effectiveOn")));
        Assert.Equal(["2027-12-31", "2028-06-30", "2028-06-30"], terms.Select(version => version.Said("effectiveUntil")));
        Assert.Equal([false, true, false], terms.Select(version => version.Flag("inForce")));
    }

    [Fact]
    public async Task Of_two_signed_on_one_day_the_later_recorded_prevails()
    {
        var signed = await _client.SignedAsync();
        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2027-10-01", effectiveUntil: "2028-12-31", participantQuota: 300))).Is(HttpStatusCode.Created);

        var amended = (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2027-04-01", effectiveUntil: "2028-06-30", participantQuota: 200))).Is(HttpStatusCode.Created);

        Assert.Equal(("2028-06-30", 200), (amended.Body.Said("effectiveUntil"), amended.Body.Number("participantQuota")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_leave_no_day_without_cover_between_them_whichever_is_recorded_first(bool laterSignedFirst)
    {
        var signed = await _client.SignedAsync();
        object[] amendments =
        [
            Story.Amendment(signedOn: "2026-11-10", effectiveOn: "2027-04-01", effectiveUntil: "2027-06-30"),
            Story.Amendment(signedOn: "2026-11-20", effectiveOn: "2027-07-02", effectiveUntil: "2028-12-31"),
        ];
        var (first, second) = laterSignedFirst ? (amendments[1], amendments[0]) : (amendments[0], amendments[1]);
        var amended = (await _client.AmendAsync(signed, first)).Is(HttpStatusCode.Created);

        var answer = await _client.AmendAsync(signed, second);

        answer.IsProblem(HttpStatusCode.BadRequest, "amendment.after-end");
        Assert.Equal("amendment.after-end", answer.Errors["/effectiveOn"]);
        await _client.StillAsync(amended);
        (await _client.AmendAsync(signed, second.With((laterSignedFirst ? "effectiveUntil" : "effectiveOn", "2027-07-01")))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_is_over_is_not_changed_from_the_next_day_on_without_going_on()
    {
        var signed = await _client.SignedAsync(until: "2027-12-31");

        await RefusesAsync(signed, Story.Amendment(effectiveOn: "2028-01-01", participantQuota: 5), "/effectiveOn", "amendment.after-end");
    }

    [Fact]
    public async Task Nothing_that_was_signed_before_is_overwritten()
    {
        var signed = await _client.SignedWithAsync(("localNumber", $"L-{Guid.CreateVersion7()}"), ("bpjsNumber", $"B-{Guid.CreateVersion7()}"), ("termText", "satu tahun anggaran"));
        (await _client.AmendAsync(signed, Story.Amendment(effectiveUntil: "2028-06-30", participantQuota: 10))).Is(HttpStatusCode.Created);

        var amended = (await _client.AmendAsync(signed, Story.Amendment(effectiveUntil: "2027-09-30", participantQuota: 20))).Is(HttpStatusCode.Created);

        foreach (var member in new[] { "localNumber", "bpjsNumber", "signatures", "signedOn", "effectiveFrom", "termText", "createdAt" })
        {
            Assert.Equal(signed.Body.Member(member)!.ToJsonString(), amended.Body.Member(member)!.ToJsonString());
        }

        var terms = (await _client.TermsAsync(signed)).Items;
        Assert.Equal(["2027-12-31", "2028-06-30", "2027-09-30"], terms.Select(version => version.Said("effectiveUntil")));
        Assert.Equal(signed.Body.Said("localNumber"), terms[0].Said("localNumber"));
        Assert.Equal(signed.Body.Said("bpjsNumber"), terms[0].Said("bpjsNumber"));
        Assert.Equal(signed.Body["signatures"]!.ToJsonString(), terms[0]["signatures"]!.ToJsonString());
        Assert.Equal(10, terms[1].Number("participantQuota"));
    }

    [Theory]
    [InlineData("92.02", "2026-11-20T14:59:59Z", "2026-11-20", true)]
    [InlineData("92.02", "2026-11-20T14:59:59Z", "2026-11-21", false)]
    [InlineData("92.02", "2026-11-20T15:00:00Z", "2026-11-21", true)]
    [InlineData("76", "2026-11-20T15:59:59Z", "2026-11-21", false)]
    [InlineData("76", "2026-11-20T16:00:00Z", "2026-11-21", true)]
    [InlineData("33.05", "2026-11-20T16:59:59Z", "2026-11-21", false)]
    [InlineData("33.05", "2026-11-20T17:00:00Z", "2026-11-21", true)]
    public async Task Nobody_signs_it_tomorrow_in_the_regions_own_zone(string region, string now, string signedOn, bool accepted)
    {
        var signed = await _client.SignedAsync(region);
        _host.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

        var answer = await _client.AmendAsync(signed, Story.Amendment(signedOn));

        if (accepted)
        {
            answer.Is(HttpStatusCode.Created);
        }
        else
        {
            answer.IsProblem(HttpStatusCode.BadRequest, "signature.signed-in-future");
            Assert.Equal("signature.signed-in-future", answer.Errors["/signedOn"]);
            Assert.Single((await _client.TermsAsync(signed)).Items);
        }
    }

    [Theory]
    [InlineData("2026-12-31", "amendment.before-effective-from")]
    [InlineData("2027-01-01", null)]
    [InlineData("2027-12-31", null)]
    [InlineData("2028-01-01", null)]
    [InlineData("2028-01-02", "amendment.after-end")]
    public async Task It_takes_effect_from_the_first_day_to_the_day_after_the_last(string effectiveOn, string? code)
    {
        var signed = await _client.SignedAsync(from: "2027-01-01", until: "2027-12-31");

        await RefusesAsync(signed, Story.Amendment(effectiveOn: effectiveOn, effectiveUntil: "2028-12-31"), "/effectiveOn", code);
    }

    [Theory]
    [InlineData("2027-06-30", "term.ends-before-start")]
    [InlineData("2027-07-01", null)]
    public async Task It_does_not_end_the_term_before_it_takes_effect(string effectiveUntil, string? code)
    {
        var signed = await _client.SignedAsync();

        await RefusesAsync(signed, Story.Amendment(effectiveOn: "2027-07-01", effectiveUntil: effectiveUntil), "/effectiveUntil", code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("localGovernment")]
    [InlineData("bpjs")]
    public async Task Both_parties_sign_it(string? only)
    {
        var signed = await _client.SignedAsync();
        var signatures = only is null ? new JsonArray() : [Signature(only)];

        await RefusesAsync(signed, Story.Amendment().With(("signatures", signatures)), "/signatures", "amendment.not-signed");
    }

    [Theory]
    [InlineData("localGovernment")]
    [InlineData("bpjs")]
    public async Task A_party_signs_it_once(string party)
    {
        var signed = await _client.SignedAsync();

        await RefusesAsync(signed, Story.Amendment().With(("signatures", new JsonArray(Signature(party), Signature(party)))), "/signatures", "signature.party-already-signed");
    }

    [Fact]
    public async Task No_third_party_signs_it()
    {
        var signed = await _client.SignedAsync();

        await RefusesAsync(signed, Story.Amendment().With(("signatures", new JsonArray(Signature("localGovernment"), Signature("bpjs"), Signature("bpjs")))), "/signatures", "list.too-long");
    }

    [Theory]
    [InlineData("2026-11-17", "amendment.signed-on-differs")]
    [InlineData("2026-11-18", null)]
    [InlineData("2026-11-19", "amendment.signed-on-differs")]
    public async Task The_day_of_signing_is_that_of_the_later_party(string signedOn, string? code)
    {
        var signed = await _client.SignedAsync();
        var signatures = new JsonArray(Signature("localGovernment", "2026-11-18"), Signature("bpjs", "2026-11-10"));

        await RefusesAsync(signed, Story.Amendment(signedOn).With(("signatures", signatures)), "/signedOn", code);
    }

    [Theory]
    [InlineData("localNumber", "localGovernment")]
    [InlineData("bpjsNumber", "bpjs")]
    public async Task A_number_is_another_amendments_only_once(string member, string party)
    {
        var number = $"12/ADD/{Guid.CreateVersion7()}";
        var (one, other) = (await _client.SignedAsync(), await _client.SignedAsync());
        (await _client.AmendAsync(one, Story.Amendment().With((member, number)))).Is(HttpStatusCode.Created);

        foreach (var (agreement, spelled) in new[] { (other, number), (one, number), (other, $" {number.ToUpperInvariant()} ") })
        {
            var before = await _client.ReadAsync(agreement);

            var answer = await _client.AmendAsync(agreement, Story.Amendment().With((member, spelled)));

            answer.IsProblem(HttpStatusCode.Conflict, "number.taken");
            Assert.Equal(party, answer.Body.Said("party"));
            Assert.Equal(one.Id, answer.Body.Said("takenBy"));
            await _client.StillAsync(before);
        }
    }

    [Fact]
    public async Task Another_local_government_may_use_the_same_number_and_BPJS_may_not()
    {
        var number = $"12/ADD/{Guid.CreateVersion7()}";
        var (one, other) = (await _client.SignedAsync("76"), await _client.SignedAsync("73"));

        (await _client.AmendAsync(one, Story.Amendment().With(("localNumber", number), ("bpjsNumber", number)))).Is(HttpStatusCode.Created);

        (await _client.AmendAsync(other, Story.Amendment().With(("localNumber", number)))).Is(HttpStatusCode.Created);
        (await _client.AmendAsync(other, Story.Amendment().With(("bpjsNumber", number)))).IsProblem(HttpStatusCode.Conflict, "number.taken");
    }

    [Fact]
    public async Task The_number_of_an_agreement_is_free_for_an_amendment_and_the_other_way_round()
    {
        var (local, bpjs) = ($"L-{Guid.CreateVersion7()}", $"B-{Guid.CreateVersion7()}");
        var signed = await _client.SignedWithAsync(("localNumber", local));

        (await _client.AmendAsync(signed, Story.Amendment().With(("localNumber", local), ("bpjsNumber", bpjs)))).Is(HttpStatusCode.Created);

        (await _client.DraftAsync(("bpjsNumber", bpjs))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_signature_that_is_null_is_a_missing_one()
    {
        var signed = await _client.SignedAsync();

        var answer = await _client.AmendAsync(signed, Story.Amendment().With(("signatures", new object?[] { null, null })));

        answer.IsProblem(HttpStatusCode.BadRequest, "value.required");
        Assert.Equal(["/signatures/0", "/signatures/1"], answer.Body.Member("errors")!.AsArray().Select(error => error!.Said("pointer")));
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once()
    {
        var signed = await _client.SignedAsync();

        var nothing = await _client.AmendAsync(signed, "{}");
        var blanks = await _client.AmendAsync(signed, Story.Amendment().With(("signatures", new JsonArray(new JsonObject(), new JsonObject { ["party"] = "bpjs", ["name"] = "Nama" }))));

        nothing.IsProblem(HttpStatusCode.BadRequest, "value.required");
        Assert.Equal(["/effectiveOn", "/signatures", "/signedOn", "/summary"], nothing.Errors.Keys.Order(StringComparer.Ordinal));
        blanks.IsProblem(HttpStatusCode.BadRequest, "value.required");
        Assert.Equal(
            ["/signatures/0/name", "/signatures/0/party", "/signatures/0/signedOn", "/signatures/0/title", "/signatures/1/signedOn", "/signatures/1/title"],
            blanks.Errors.Keys.Order(StringComparer.Ordinal));
        await _client.StillAsync(signed);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        var signed = await _client.SignedAsync(from: "2027-01-01");
        var amendment = Story.Amendment(signedOn: "2026-11-22", effectiveOn: "2026-12-01", effectiveUntil: "2026-11-30");

        var answer = await _client.AmendAsync(signed, amendment);

        answer.Is(HttpStatusCode.BadRequest);
        Assert.Equal("signature.signed-in-future", answer.Errors["/signedOn"]);
        Assert.Equal("amendment.before-effective-from", answer.Errors["/effectiveOn"]);
        Assert.Equal("term.ends-before-start", answer.Errors["/effectiveUntil"]);
        await _client.StillAsync(signed);
    }

    [Theory]
    [InlineData("summary", "", "text.blank")]
    [InlineData("summary", "Peserta NIK 7602014108900001", "text.personal-number")]
    [InlineData("localNumber", " ", "text.blank")]
    [InlineData("bpjsNumber", "7602014108900001", "text.personal-number")]
    [InlineData("signedOn", "20/11/2026", "value.malformed")]
    [InlineData("effectiveOn", "2027-02-30", "value.malformed")]
    [InlineData("effectiveOn", "1900-01-01", "value.out-of-range")]
    [InlineData("effectiveUntil", "0000-00-00", "value.malformed")]
    [InlineData("effectiveUntil", "9999-12-31", "value.out-of-range")]
    [InlineData("participantQuota", -1, "value.out-of-range")]
    [InlineData("participantQuota", 1_000_000_000, "value.out-of-range")]
    [InlineData("participantQuota", 1.5, "value.malformed")]
    [InlineData("participantQuota", "100", "value.malformed")]
    [InlineData("openEnded", true, "member.unknown")]
    [InlineData("ordinal", 1, "member.unknown")]
    [InlineData("agreementId", "0198a8c4-1111-7222-8333-444455556666", "member.unknown")]
    public async Task A_faulty_member_is_named_by_pointer_and_nothing_is_changed(string member, object value, string code)
    {
        var signed = await _client.SignedAsync();

        await RefusesAsync(signed, Story.Amendment().With((member, value)), $"/{member}", code);
    }

    [Theory]
    [InlineData("party", "governor", "value.unknown")]
    [InlineData("title", "", "text.blank")]
    [InlineData("name", "7602014108900001", "text.personal-number")]
    [InlineData("mandate", "NIK 7602014108900001", "text.personal-number")]
    [InlineData("signedOn", "2026-02-30", "value.malformed")]
    [InlineData("method", "stamp", "value.unknown")]
    [InlineData("openEnded", true, "member.unknown")]
    public async Task A_faulty_member_of_a_signature_is_named_by_pointer_and_nothing_is_changed(string member, object value, string code)
    {
        var signed = await _client.SignedAsync();
        var signatures = new JsonArray(Signature("localGovernment"), Signature("bpjs").With((member, value)));

        await RefusesAsync(signed, Story.Amendment().With(("signatures", signatures)), $"/signatures/1/{member}", code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999_999_999)]
    public async Task A_quota_may_be_as_small_or_as_large_as_any(int quota)
    {
        var amended = (await _client.AmendAsync(await _client.SignedAsync(), Story.Amendment(participantQuota: quota))).Is(HttpStatusCode.Created);

        Assert.Equal(quota, amended.Body.Number("participantQuota"));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_amended()
    {
        (await _client.Post($"/v1/agreements/{Guid.CreateVersion7()}/amendments", Story.Amendment())).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
    }

    [Fact]
    public async Task Terms_that_an_amendment_made_cannot_be_edited()
    {
        var signed = await _client.SignedAsync();
        var amended = (await _client.AmendAsync(signed, Story.Amendment(effectiveUntil: "2028-06-30"))).Is(HttpStatusCode.Created);

        (await _client.EditAsync(amended, new { effectiveUntil = "2027-12-31" })).IsProblem(HttpStatusCode.Conflict, "agreement.locked-after-signing");
        (await _client.EditAsync(amended, new { participantQuota = 5 })).IsProblem(HttpStatusCode.BadRequest, "member.unknown");

        await _client.StillAsync(amended);
    }

    [Fact]
    public async Task An_agreement_takes_a_hundred_amendments_and_no_more()
    {
        var signed = await _client.SignedAsync();
        for (var amendment = 1; amendment <= 100; amendment++)
        {
            (await _client.AmendAsync(signed, Story.Amendment(participantQuota: amendment))).Is(HttpStatusCode.Created);
        }

        var answer = await _client.AmendAsync(signed, Story.Amendment(participantQuota: 101));

        answer.IsProblem(HttpStatusCode.Conflict, "amendment.too-many");
        Assert.Contains(" 100 ", answer.Body.Said("detail"), StringComparison.Ordinal);
        Assert.Equal(100, (await _client.ReadAsync(signed)).Body.Number("participantQuota"));
        Assert.Equal(101, (await _client.TermsAsync(signed)).Items.Count);
    }

    [Fact]
    public async Task A_repeated_request_makes_one_amendment()
    {
        var signed = await _client.SignedAsync();
        var key = ("Idempotency-Key", Guid.CreateVersion7().ToString());
        var path = $"/v1/agreements/{signed.Id}/amendments";
        var amendment = Story.Amendment(effectiveUntil: "2028-06-30");

        var first = (await _client.Post(path, amendment, key)).Is(HttpStatusCode.Created);
        var again = (await _client.Post(path, amendment, key)).Is(HttpStatusCode.Created);
        var other = await _client.Post(path, Story.Amendment(effectiveUntil: "2028-07-31"), key);

        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal((first.Text, first.ETag, first.Headers.Location), (again.Text, again.ETag, again.Headers.Location));
        other.IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");
        Assert.Equal(2, (await _client.TermsAsync(signed)).Items.Count);
        await _client.StillAsync(first);
    }

    [Fact]
    public async Task Of_eight_at_once_each_is_recorded_after_the_other_or_refused()
    {
        var signed = await _client.SignedAsync();
        var prefix = $"P/{Guid.CreateVersion7()}/";

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(each =>
            _client.AmendAsync(signed, Story.Amendment(participantQuota: each).With(("localNumber", $"{prefix}{each}")))));

        var recorded = answers.Where(answer => answer.Status == HttpStatusCode.Created).ToList();
        Assert.NotEmpty(recorded);
        Assert.All(answers.Except(recorded), answer => Assert.True(answer.Status is HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable, answer.Text));
        await using var connection = await _host.Store.OpenAsync();
        var ordinals = await connection.RowsAsync($"SELECT ordinal FROM agreement_amendments WHERE local_number LIKE '{prefix}%' ORDER BY ordinal");
        Assert.Equal(Enumerable.Range(1, recorded.Count).Select(ordinal => ordinal.ToString(CultureInfo.InvariantCulture)), ordinals);

        // Of those from the same day the last one recorded prevails: it is the one whose answer has the highest version.
        var last = recorded.MaxBy(answer => answer.Body.Number("version"))!;
        Assert.Equal(signed.Body.Number("version") + recorded.Count, last.Body.Number("version"));
        await _client.StillAsync(last);
    }

    private static JsonObject Signature(string party, string signedOn = "2026-11-20") =>
        new { party, name = "Nama Penanda Tangan", title = "Kepala", signedOn }.With();

    /// <summary>Amends, and fails unless it is refused with this code where there is one, or recorded where there is none.</summary>
    private async Task RefusesAsync(Answered signed, object amendment, string pointer, string? code)
    {
        var answer = await _client.AmendAsync(signed, amendment);

        if (code is null)
        {
            answer.Is(HttpStatusCode.Created);
        }
        else
        {
            answer.IsProblem(HttpStatusCode.BadRequest, code);
            Assert.Equal(code, answer.Errors[pointer]);
            await _client.StillAsync(signed);
            Assert.Single((await _client.TermsAsync(signed)).Items);
        }
    }
}
