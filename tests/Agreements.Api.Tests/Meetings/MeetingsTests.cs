using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Meetings;

public sealed class MeetingsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string Nobody = "0198a8c4-1111-7222-8333-444455556666";

    // Built like an NIK, of nobody.
    private const string PersonalNumber = "3171041508900001";

    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task What_is_recorded_comes_back_whole()
    {
        var agreement = await _client.SignedAsync();
        var renewal = await _client.RenewalOfAsync(agreement);
        var sent = Whole(agreement.Id, renewal.Id);

        var meeting = (await _client.Post("/v1/meetings", sent)).Is(HttpStatusCode.Created);

        Assert.Equal($"/v1/meetings/{meeting.Id}", meeting.Headers.Location!.ToString());
        Assert.Equal((1, "Sulawesi Barat", null), (meeting.Body.Number("version"), meeting.Body.Said("regionName"), meeting.Body.Said("source")));
        Assert.All(meeting.FollowUps(), followUp => Assert.Equal('7', followUp!.Said("id")![14]));
        var came = meeting.Body;
        came["followUps"]!.AsArray().ToList().ForEach(followUp => followUp!.AsObject().Remove("id"));
        Assert.All(sent, member => Assert.True(JsonNode.DeepEquals(member.Value, came.Member(member.Key)), $"{member.Key}: {came.Member(member.Key)}"));
        await _client.StillMetAsync(meeting);
        (await _client.Get($"/v1/meetings/{meeting.Id}", ("If-None-Match", meeting.ETag!))).Is(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Kind_region_and_day_are_enough()
    {
        var meeting = await _client.MeetingAsync();

        Assert.All(["title", "place", "chair"], member => Assert.Null(meeting.Body.Said(member)));
        Assert.All(["attendees", "agenda", "decisions", "followUps", "agreementIds", "renewalIds"], member => Assert.Empty(meeting.Body.Member(member)!.AsArray()));
        Assert.Equal(["/heldOn", "/kind", "/regionCode"], (await _client.Post("/v1/meetings", new { })).Is(HttpStatusCode.BadRequest).Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        var answer = await _client.RecordAsync(
            ("heldOn", null),
            ("attendees", new object[] { new { person = "Kepala Bagian" } }),
            ("followUps", new object[] { new { action = "Surat ke BPJS" }, new { action = " ", responsible = "Biro Hukum" } }));

        answer.Is(HttpStatusCode.BadRequest);
        Assert.Equal(
            [("/attendees/0/institution", "value.required"), ("/followUps/1/action", "text.blank"), ("/heldOn", "value.required")],
            answer.Errors.Select(error => (error.Key, error.Value)).OrderBy(error => error.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("kind", "\"rapat\"", "/kind", "value.unknown")]
    [InlineData("regionCode", "\"92.71\"", "/regionCode", "region.unknown")]
    [InlineData("heldOn", "\"2026-02-30\"", "/heldOn", "value.malformed")]
    [InlineData("agenda", "[\"budget\",\"rehat\"]", "/agenda/1", "value.unknown")]
    [InlineData("agenda", "[null]", "/agenda/0", "value.malformed")]
    [InlineData("attendees", "[null]", "/attendees/0", "value.required")]
    [InlineData("decisions", "[\"Lanjut\",null]", "/decisions/1", "value.required")]
    [InlineData("followUps", "[{\"action\":\"Surat\",\"doneOn\":\"2026-11-22\"}]", "/followUps/0/doneOn", "date.not-yet")]
    [InlineData("followUps", "[{\"action\":\"Surat\",\"owner\":\"Biro\"}]", "/followUps/0/owner", "member.unknown")]
    [InlineData("followUps", $"[{{\"id\":\"{Nobody}\",\"action\":\"Surat\"}}]", "/followUps/0/id", "follow-up.unknown")]
    [InlineData("followUps", $"[{{\"action\":\"Kirim {PersonalNumber}\"}}]", "/followUps/0/action", "text.personal-number")]
    [InlineData("followUps", $"[{{\"action\":\"Surat\",\"responsible\":\"{PersonalNumber}\"}}]", "/followUps/0/responsible", "text.personal-number")]
    [InlineData("decisions", $"[\"Lanjut\",\"a.n. {PersonalNumber}\"]", "/decisions/1", "text.personal-number")]
    [InlineData("attendees", $"[{{\"institution\":\"Dinas Sosial\",\"person\":\"{PersonalNumber}\"}}]", "/attendees/0/person", "text.personal-number")]
    [InlineData("agreementIds", $"[\"{Nobody}\"]", "/agreementIds/0", "agreement.unknown")]
    [InlineData("renewalIds", $"[\"{Nobody}\"]", "/renewalIds/0", "renewal.unknown")]
    [InlineData("source", "\"Harian\"", "/source", "member.unknown")]
    [InlineData("version", "2", "/version", "member.unknown")]
    public async Task A_faulty_member_is_named_by_pointer_and_changes_nothing(string member, string value, string pointer, string code)
    {
        var meeting = await _client.MeetingAsync(("decisions", new JsonArray("Dilanjutkan")));
        var body = new JsonObject { [member] = JsonNode.Parse(value) };

        var recorded = await _client.RecordAsync((member, JsonNode.Parse(value)));
        var edited = await _client.EditMeetingAsync(meeting, body);

        Assert.Equal(code, Assert.Contains(pointer, recorded.IsProblem(HttpStatusCode.BadRequest, code).Errors));
        edited.Is(HttpStatusCode.BadRequest);
        Assert.Contains(member == "regionCode" ? "/regionCode" : pointer, edited.Errors);
        Assert.DoesNotContain(PersonalNumber, recorded.Text, StringComparison.Ordinal);
        await _client.StillMetAsync(meeting);
    }

    [Fact]
    public async Task No_list_takes_more_than_a_hundred()
    {
        var actions = Enumerable.Range(1, 101).Select(number => new { action = $"Langkah {number}" }).ToList();

        Assert.Contains("/followUps", (await _client.RecordAsync(("followUps", actions))).Is(HttpStatusCode.BadRequest).Errors);
        Assert.Equal(100, (await _client.MeetingAsync(("followUps", actions.Take(100)))).FollowUps().Count);
    }

    [Fact]
    public async Task Whether_something_is_done_yet_is_judged_in_the_zone_of_the_region()
    {
        using var evening = new ServiceHost();
        evening.Clock.Now = new DateTimeOffset(2026, 11, 21, 15, 30, 0, TimeSpan.Zero);
        using var client = evening.ClientOf("staf");
        (string, object?) done = ("followUps", new object[] { new { action = "Surat", doneOn = "2026-11-22" } });

        (await client.RecordAsync(("regionCode", "91"), done)).Is(HttpStatusCode.Created);
        (await client.RecordAsync(("regionCode", "76"), done)).IsProblem(HttpStatusCode.BadRequest, "date.not-yet");
    }

    [Fact]
    public async Task What_it_was_about_belongs_to_its_region()
    {
        var (own, other) = (await _client.SignedAsync(), await _client.SignedAsync("31"));
        var (renewal, otherRenewal) = (await _client.RenewalOfAsync(own), await _client.RenewalOfAsync(other));

        var answer = await _client.RecordAsync(("agreementIds", new[] { other.Id, own.Id }), ("renewalIds", new[] { renewal.Id, otherRenewal.Id }));

        answer.Is(HttpStatusCode.BadRequest);
        Assert.Equal(
            [("/agreementIds/0", "agreement.unknown"), ("/renewalIds/1", "renewal.unknown")],
            answer.Errors.Select(error => (error.Key, error.Value)).OrderBy(error => error.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_province_meets_about_its_regencies_but_not_the_other_way_round()
    {
        var (regency, province) = (await _client.SignedAsync("76.02"), await _client.SignedAsync());
        var renewal = await _client.RenewalOfAsync(regency);

        var meeting = await _client.MeetingAsync(("agreementIds", new[] { regency.Id, province.Id, regency.Id }), ("renewalIds", new[] { renewal.Id }));

        Assert.Equal(new[] { regency.Id, province.Id }.Order(StringComparer.Ordinal), meeting.Body.Texts("agreementIds"));
        Assert.Equal([renewal.Id], meeting.Body.Texts("renewalIds"));
        var upwards = await _client.RecordAsync(("regionCode", "76.02"), ("agreementIds", new[] { regency.Id, province.Id }));
        Assert.Equal("agreement.unknown", Assert.Contains("/agreementIds/1", upwards.IsProblem(HttpStatusCode.BadRequest, "agreement.unknown").Errors));
    }

    [Fact]
    public async Task An_edit_replaces_the_lists_it_names_and_clears_what_it_nulls()
    {
        var agreement = await _client.SignedAsync();
        var renewal = await _client.RenewalOfAsync(agreement);
        var meeting = (await _client.Post("/v1/meetings", Whole(agreement.Id, renewal.Id))).Is(HttpStatusCode.Created);

        var replaced = await _client.EditedAsync(meeting, new { kind = "evaluation", heldOn = "2026-11-19", title = (string?)null, agenda = new JsonArray("renewal"), attendees = new[] { new { institution = "Bapperida" } } });
        var cleared = await _client.EditedAsync(replaced, new JsonObject { ["attendees"] = null, ["agenda"] = null, ["decisions"] = null, ["followUps"] = null, ["agreementIds"] = null, ["renewalIds"] = null });

        Assert.Equal((2, "evaluation", "2026-11-19", null), (replaced.Body.Number("version"), replaced.Body.Said("kind"), replaced.Body.Said("heldOn"), replaced.Body.Said("title")));
        Assert.Equal(["renewal"], replaced.Body.Texts("agenda"));
        Assert.Equal(("Bapperida", null), (Assert.Single(replaced.Body["attendees"]!.AsArray())!.Said("institution"), replaced.Body["attendees"]![0]!.Said("person")));
        Assert.All(["place", "chair", "decisions", "followUps", "agreementIds", "renewalIds"], kept => Assert.Equal(meeting.Body[kept]!.ToJsonString(), replaced.Body[kept]!.ToJsonString()));
        Assert.All(["attendees", "agenda", "decisions", "followUps", "agreementIds", "renewalIds"], member => Assert.Empty(cleared.Body[member]!.AsArray()));
        Assert.Equal(replaced.Body.Said("place"), cleared.Body.Said("place"));
        await _client.StillMetAsync(cleared);
    }

    [Theory]
    [InlineData("kind", "value.required")]
    [InlineData("heldOn", "value.required")]
    [InlineData("regionCode", "member.unknown")]
    public async Task What_a_meeting_cannot_be_without_stays(string member, string code)
    {
        var meeting = await _client.MeetingAsync();

        var answer = await _client.EditMeetingAsync(meeting, new JsonObject { [member] = null });

        Assert.Equal(code, Assert.Contains($"/{member}", answer.IsProblem(HttpStatusCode.BadRequest, code).Errors));
        await _client.StillMetAsync(meeting);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_leaves_no_trace()
    {
        var agreement = await _client.SignedAsync();
        var meeting = (await _client.Post("/v1/meetings", Whole(agreement.Id, (await _client.RenewalOfAsync(agreement)).Id))).Is(HttpStatusCode.Created);
        var same = meeting.Body;
        foreach (var given in new[] { "id", "version", "regionCode", "regionName", "source", "createdAt", "updatedAt" })
        {
            Assert.True(same.Remove(given), given);
        }

        var edited = await _client.EditedAsync(meeting, same);

        Assert.Equal((meeting.ETag, meeting.Text), (edited.ETag, edited.Text));
        Assert.Equal((meeting.ETag, meeting.Text), (await _client.EditedAsync(meeting, new { }) is var empty ? (empty.ETag, empty.Text) : default));
    }

    [Fact]
    public async Task Whoever_has_not_seen_it_as_it_is_changes_nothing()
    {
        var meeting = await _client.MeetingAsync();
        var changed = await _client.EditedAsync(meeting, new { place = "Mamuju" });

        (await _client.Patch($"/v1/meetings/{meeting.Id}", new { place = "Majene" })).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _client.EditMeetingAsync(meeting, new { place = "Majene" })).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");

        await _client.StillMetAsync(changed);
    }

    [Fact]
    public async Task Of_eight_edits_at_once_one_wins()
    {
        var meeting = await _client.MeetingAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(room => _client.EditMeetingAsync(meeting, new { place = $"Ruang {room}", followUps = new[] { new { action = $"Langkah {room}", dueOn = "2026-12-01" } } })));

        var won = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer != won), answer => answer.IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed"));
        await _client.StillMetAsync(won);
        Assert.Single(await _client.DueAsync(meeting));
    }

    [Fact]
    public async Task A_repeated_request_records_one_meeting()
    {
        (string, string) key = ("Idempotency-Key", $"{Guid.CreateVersion7()}");
        var body = MeetingSteps.Least("82.71").With(("followUps", new object[] { new { action = "Surat", dueOn = "2026-12-01" } }));

        var first = (await _client.Post("/v1/meetings", body, key)).Is(HttpStatusCode.Created);
        var again = (await _client.Post("/v1/meetings", body, key)).Is(HttpStatusCode.Created);

        Assert.Equal((first.Text, first.ETag, first.Headers.Location), (again.Text, again.ETag, again.Headers.Location));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal([first.Id], (await _client.Get("/v1/meetings?regionCode=82.71")).Is(HttpStatusCode.OK).Ids());
        Assert.Single(await _client.DueAsync(first));
        (await _client.Post("/v1/meetings", body.With(("place", "Ternate")), key)).IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");
    }

    [Fact]
    public async Task A_meeting_is_recorded_within_reach_alone()
    {
        using var client = host.ClientOf("petugas", Scopes.All, "76.02");

        (await client.RecordAsync(("regionCode", "76"))).IsProblem(HttpStatusCode.Forbidden, "region.out-of-reach");
        (await client.RecordAsync(("regionCode", "31"))).IsProblem(HttpStatusCode.Forbidden, "region.out-of-reach");
        (await client.RecordAsync(("regionCode", "76.02"))).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("31", "76")]
    [InlineData("76.02", "76")]
    [InlineData("76.02", "76.03")]
    public async Task A_foreign_meeting_is_answered_as_one_that_is_missing(string own, string foreign)
    {
        using var client = host.ClientOf("petugas", Scopes.All, own);
        var (mine, theirs) = (await _client.MeetingAsync(("regionCode", own)), await _client.MeetingAsync(("regionCode", foreign)));

        foreach (var ask in new Func<string, Task<Answered>>[]
        {
            id => client.Get($"/v1/meetings/{id}"),
            id => client.Patch($"/v1/meetings/{id}", new { place = "Titipan" }, ("If-Match", theirs.ETag!)),
            id => client.Patch($"/v1/meetings/{id}", new { place = "Titipan" }, ("If-Match", "\"0\"")),
        })
        {
            var missing = (await ask(Nobody)).IsProblem(HttpStatusCode.NotFound, "meeting.not-found");
            Assert.Equal(missing.Refusal, (await ask(theirs.Id)).Refusal);
        }

        (await client.Get($"/v1/meetings/{mine.Id}")).Is(HttpStatusCode.OK);
        await _client.StillMetAsync(theirs);
        var listed = await client.WalkAsync("/v1/meetings?limit=200");
        Assert.Contains(listed, meeting => meeting.Said("id") == mine.Id);
        Assert.All(listed, meeting => Assert.Equal(own, meeting.Said("regionCode")));
        Assert.Empty((await client.Get($"/v1/meetings?regionCode={foreign}")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task A_province_reaches_the_meetings_of_its_regencies()
    {
        using var client = host.ClientOf("petugas", Scopes.All, "76");
        var meeting = await _client.MeetingAsync(("regionCode", "76.04"));

        var edited = await client.EditedAsync(meeting, new { place = "Polewali" });

        Assert.Contains(edited.Id, (await client.Get("/v1/meetings?regionCode=76.04&limit=200")).Is(HttpStatusCode.OK).Ids());
    }

    [Fact]
    public async Task A_draft_that_is_deleted_is_named_no_more()
    {
        var (draft, kept) = (await _client.DraftedAsync(), await _client.SignedAsync());
        var meeting = await _client.MeetingAsync(("agreementIds", new[] { draft.Id, kept.Id }));

        (await _client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", draft.ETag!))).Is(HttpStatusCode.NoContent);

        var now = await _client.MeetingAsItIsAsync(meeting);
        Assert.Equal([kept.Id], now.Body.Texts("agreementIds"));
        Assert.Equal(2, now.Body.Number("version"));
        Assert.NotEqual(meeting.ETag, now.ETag);
        (await _client.EditMeetingAsync(meeting, new { place = "Mamuju" })).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        await _client.EditedAsync(now, new { place = "Mamuju" });
    }

    [Fact]
    public async Task A_draft_that_moves_to_another_region_does_not_keep_the_meeting_from_being_edited()
    {
        var draft = await _client.DraftedAsync();
        var meeting = await _client.MeetingAsync(("agreementIds", new[] { draft.Id }));
        (await _client.EditAsync(draft, new { regionCode = "31" })).Is(HttpStatusCode.OK);

        var edited = await _client.EditedAsync(await _client.MeetingAsItIsAsync(meeting), new { place = "Mamuju" });

        Assert.Empty(edited.Body.Texts("agreementIds"));
    }

    private static JsonObject Whole(string agreementId, string renewalId) => new
    {
        kind = "communicationForum",
        regionCode = "76",
        heldOn = "2026-11-20",
        title = "Forum Komunikasi JKN “Sulawesi Barat”",
        place = "Kantor Biro Pemkesra, Mamuju",
        chair = "Kepala Biro Pemkesra",
        attendees = new object[] { new { institution = "Dinas Sosial", person = "Kepala Dinas" }, new { institution = "BPJS Kesehatan", person = (string?)null } },
        agenda = new JsonArray("renewal", "budget", "coverageStrategy"),
        decisions = new JsonArray("Kerja sama dilanjutkan", "Kuota ditambah"),
        followUps = new object[]
        {
            new { action = "Surat ke BPJS Kesehatan", responsible = "Biro Pemkesra", dueOn = "2026-12-01", doneOn = "2026-11-21" },
            new { action = "Telaah hukum", responsible = (string?)null, dueOn = "2026-12-15", doneOn = (string?)null },
        },
        agreementIds = new[] { agreementId },
        renewalIds = new[] { renewalId },
    }.With();
}
