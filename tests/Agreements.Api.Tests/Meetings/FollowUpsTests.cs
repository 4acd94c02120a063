using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Meetings;

/// <summary>What meetings agree on, and the deadlines that follow from it.</summary>
public sealed class FollowUpsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task One_with_its_id_is_changed_and_one_without_is_new()
    {
        var meeting = await AgreedAsync(Step("Surat"), Step("Telaah"));
        var (letter, review) = (IdOf(meeting, 0), IdOf(meeting, 1));

        var edited = await _client.EditedAsync(meeting, new { followUps = new JsonArray(Step("Rapat"), Step("Telaah hukum").With(("id", review))) });

        Assert.Equal(["Rapat", "Telaah hukum"], edited.FollowUps().Select(followUp => followUp!.Said("action")));
        Assert.Equal(review, IdOf(edited, 1));
        Assert.DoesNotContain(IdOf(edited, 0), new[] { letter, review });
        await _client.StillMetAsync(edited);
    }

    [Fact]
    public async Task No_id_is_taken_that_the_meeting_does_not_have_or_names_twice()
    {
        var (meeting, other) = (await AgreedAsync(Step("Surat")), await AgreedAsync(Step("Telaah")));
        var own = Step("Surat").With(("id", IdOf(meeting, 0)));

        var foreign = await _client.EditMeetingAsync(meeting, new { followUps = new JsonArray(own.DeepClone(), Step("Telaah").With(("id", IdOf(other, 0)))) });
        var doubled = await _client.EditMeetingAsync(meeting, new { followUps = new JsonArray(own.DeepClone(), own.DeepClone()) });

        Assert.All([foreign, doubled], answer => Assert.Equal("follow-up.unknown", Assert.Contains("/followUps/1/id", answer.IsProblem(HttpStatusCode.BadRequest, "follow-up.unknown").Errors)));
        Assert.All([foreign, doubled], answer => Assert.Single(answer.Errors));
        await _client.StillMetAsync(meeting);
        await _client.StillMetAsync(other);
    }

    [Fact]
    public async Task One_that_is_due_is_a_deadline_of_whoever_is_responsible()
    {
        var agreement = await _client.SignedAsync("76.05");
        var meeting = await _client.MeetingAsync(("agreementIds", new[] { agreement.Id }), ("followUps", new object[] { Step("Kirim surat", "2026-12-26", "Dinas Sosial"), new { action = "Tanpa tenggat" } }));

        var deadline = Assert.Single(await _client.DueAsync(meeting));

        Assert.Equal(
            ("followUp", "open", "2026-12-26", "2026-12-23", 35),
            (deadline.Said("kind"), deadline.Said("state"), deadline.Said("dueOn"), deadline.Said("lastWorkDayBefore"), deadline.Number("daysLeft")));
        Assert.Equal(
            ("Dinas Sosial", "Kirim surat", meeting.Id, IdOf(meeting, 0), agreement.Id),
            (deadline.Said("owner"), deadline.Said("about"), deadline.Said("meetingId"), deadline.Said("followUpId"), deadline.Said("agreementId")));
        Assert.Equal(("76", "Asia/Makassar", "2026-11-21"), (deadline.Said("regionCode"), deadline.Said("timeZone"), deadline.Said("asOf")));
        Assert.Equal([deadline.Said("id")!], (await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=followUp")).Is(HttpStatusCode.OK).Ids());
        Assert.Contains(deadline.Said("id"), (await _client.Get("/v1/deadlines?owner=Dinas%20Sosial&limit=200")).Is(HttpStatusCode.OK).Ids());
    }

    [Fact]
    public async Task One_that_moves_opens_another_deadline_and_supersedes_the_old_one()
    {
        var meeting = await AgreedAsync(Step("Surat", "2026-12-01"));
        var old = Assert.Single(await _client.DueAsync(meeting));

        await ReviseAsync(meeting, Step("Surat", "2026-12-08").With(("id", IdOf(meeting, 0))));

        var moved = Assert.Single(await _client.DueAsync(meeting));
        Assert.Equal(("2026-12-08", IdOf(meeting, 0)), (moved.Said("dueOn"), moved.Said("followUpId")));
        var superseded = Assert.Single(await _client.DueAsync(meeting, "superseded"));
        Assert.Equal((old.Said("id"), "2026-12-01"), (superseded.Said("id"), superseded.Said("dueOn")));
        Assert.NotNull(superseded.Said("closedAt"));
        Assert.NotEqual(old.Said("id"), moved.Said("id"));
    }

    [Fact]
    public async Task One_that_somebody_else_is_to_do_stays_the_same_deadline()
    {
        var meeting = await AgreedAsync(Step("Surat", "2026-12-01", "Biro Hukum"));
        var before = Assert.Single(await _client.DueAsync(meeting));

        await ReviseAsync(meeting, Step("Surat kedua", "2026-12-01", "Biro Umum").With(("id", IdOf(meeting, 0))));

        var after = Assert.Single(await _client.DueAsync(meeting, "open,acknowledged,met,superseded"));
        Assert.Equal((before.Said("id"), "Biro Umum", "Surat kedua", 2), (after.Said("id"), after.Said("owner"), after.Said("about"), after.Number("version")));
    }

    [Fact]
    public async Task One_that_is_done_is_met_and_one_that_is_undone_is_due_again()
    {
        var meeting = await AgreedAsync(Step("Surat", "2026-12-01"));
        var deadline = Assert.Single(await _client.DueAsync(meeting));

        var done = await ReviseAsync(meeting, Step("Surat", "2026-12-01").With(("id", IdOf(meeting, 0)), ("doneOn", "2026-11-21")));

        Assert.Empty(await _client.DueAsync(meeting));
        Assert.Equal(deadline.Said("id"), Assert.Single(await _client.DueAsync(meeting, "met")).Said("id"));

        await ReviseAsync(done, Step("Surat", "2026-12-01").With(("id", IdOf(meeting, 0))));

        Assert.NotEqual(deadline.Said("id"), Assert.Single(await _client.DueAsync(meeting)).Said("id"));
        Assert.Single(await _client.DueAsync(meeting, "met"));
    }

    [Fact]
    public async Task One_that_is_left_out_or_loses_its_day_is_due_no_more()
    {
        var meeting = await AgreedAsync(Step("Surat", "2026-12-01"), Step("Telaah", "2026-12-02"), Step("Rapat", "2026-12-03"));

        await ReviseAsync(meeting, Step("Telaah").With(("id", IdOf(meeting, 1))), Step("Rapat", "2026-12-03").With(("id", IdOf(meeting, 2))));

        Assert.Equal(["Rapat"], (await _client.DueAsync(meeting)).Select(deadline => deadline.Said("about")));
        Assert.Equal(["Surat", "Telaah"], (await _client.DueAsync(meeting, "superseded")).Select(deadline => deadline.Said("about")));
    }

    [Fact]
    public async Task One_without_a_day_or_done_already_is_no_deadline()
    {
        var meeting = await AgreedAsync(Step("Surat"), Step("Telaah", "2026-12-01").With(("doneOn", "2026-11-20")));

        Assert.Empty(await _client.DueAsync(meeting, "open,acknowledged,met,superseded"));
    }

    [Fact]
    public async Task An_edit_elsewhere_leaves_the_deadlines_alone()
    {
        var meeting = await AgreedAsync(Step("Surat", "2026-12-01"));
        var before = Assert.Single(await _client.DueAsync(meeting));

        await _client.EditedAsync(meeting, new { place = "Mamuju", decisions = new JsonArray("Lanjut") });

        Assert.Equal(before.ToJsonString(), Assert.Single(await _client.DueAsync(meeting, "open,acknowledged,met,superseded")).ToJsonString());
    }

    [Fact]
    public async Task A_deadline_forgets_the_draft_that_is_deleted_and_shows_it_by_its_etag()
    {
        var draft = await _client.DraftedAsync();
        var meeting = await _client.MeetingAsync(("agreementIds", new[] { draft.Id }), ("followUps", new[] { Step("Surat", "2026-12-01") }));
        var seen = await ReadDeadlineAsync(Assert.Single(await _client.DueAsync(meeting)));
        Assert.Equal(draft.Id, seen.Body.Said("agreementId"));

        (await _client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", draft.ETag!))).Is(HttpStatusCode.NoContent);

        var live = await ReadDeadlineAsync(Assert.Single(await _client.DueAsync(meeting)));
        Assert.Null(live.Body.Said("agreementId"));
        Assert.NotEqual((seen.Id, seen.ETag), (live.Id, live.ETag));
        Assert.Equal(seen.Id == live.Id, (await _client.DueAsync(meeting, "superseded")).Count == 0);
    }

    private static JsonObject Step(string action, string? dueOn = null, string? responsible = null) => new { action, dueOn, responsible }.With();

    private static string IdOf(Answered meeting, int index) => meeting.FollowUps()[index]!.Said("id")!;

    private Task<Answered> AgreedAsync(params JsonObject[] steps) => _client.MeetingAsync(("followUps", steps));

    private Task<Answered> ReviseAsync(Answered meeting, params JsonObject[] steps) => _client.EditedAsync(meeting, new { followUps = steps });

    private async Task<Answered> ReadDeadlineAsync(JsonObject deadline) => (await _client.Get($"/v1/deadlines/{deadline.Said("id")}")).Is(HttpStatusCode.OK);
}
