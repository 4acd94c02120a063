using System.Net;
using System.Runtime.CompilerServices;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Reminders;
using Agreements.Api.Tests.Renewals;
using Agreements.Api.Tests.WorkPlans;
using Agreements.Data;
using Agreements.Data.Store;
using Agreements.Domain.Tests.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Events;

/// <summary>What happens gives its events, each as CloudEvents 1.0 has it.</summary>
public sealed class EventStoryTests : IClassFixture<ServiceHost>, IAsyncLifetime
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;
    private string _begin = "";

    public EventStoryTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    public async Task InitializeAsync() => _begin = await _client.LatestAsync();

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Each_step_of_an_agreement_from_draft_to_its_end_is_an_event_of_its_version()
    {
        var draft = await _client.DraftedAsync();
        var edited = (await _client.EditAsync(draft, new { notes = "Diperiksa" })).Is(HttpStatusCode.OK);
        var submitted = (await _client.ActAsync(edited, "submit")).Is(HttpStatusCode.OK);
        var returned = (await _client.Post($"/v1/agreements/{draft.Id}/return", new { reason = "Kurang" }, ("If-Match", submitted.ETag!), (Keys.Header, Keys.Of("kepala.biro")))).Is(HttpStatusCode.OK);
        await _client.SignAfterReviewAsync(returned);
        (await _client.AmendAsync(draft, Story.Amendment(participantQuota: 5))).Is(HttpStatusCode.Created);
        (await _client.ActAsync(await _client.ReadAsync(draft), "terminate", Story.Termination())).Is(HttpStatusCode.OK);

        var events = (await _client.FollowAsync(_begin)).Events.Where(each => each.SubjectId() == draft.Id).ToList();

        Assert.Equal(
            ["agreement.created", "agreement.updated", "agreement.submitted", "agreement.returned", "agreement.submitted", "agreement.approved", "agreement.partiallySigned", "agreement.signed", "agreement.amended", "agreement.terminated"],
            events.Types());
        Assert.Equal(Enumerable.Range(1, 10), events.Select(each => each.Member("data")!.Number("version")));
        Assert.Equal(
            ["draftAgreement", "editAgreement", "submitAgreement", "returnAgreement", "submitAgreement", "approveAgreement", "signAgreement", "signAgreement", "amendAgreement", "terminateAgreement"],
            events.Select(each => each.Member("data")!.Said("operation")!));
        Assert.Equal("kepala.biro", events[3].Member("data")!.Said("by"));
    }

    [Fact]
    public async Task What_is_given_up_or_removed_says_so()
    {
        var cancelled = await _client.CancelledAsync();
        var draft = await _client.DraftedAsync();
        (await _client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", draft.ETag!))).Is(HttpStatusCode.NoContent);

        Assert.Equal(["agreement.created", "agreement.cancelled"], await _client.TypesAboutAsync(cancelled.Id, _begin));
        Assert.Equal(["agreement.created", "agreement.deleted"], await _client.TypesAboutAsync(draft.Id, _begin));
    }

    [Fact]
    public async Task A_renewal_is_opened_goes_on_and_closes_itself_with_the_signature_of_its_successor()
    {
        var agreement = await _client.SignedAsync(from: "2026-01-01", until: "2026-12-31");
        var renewal = await _client.RenewedAsync(agreement);
        (await _client.LogAsync(renewal, "letter", "2026-11-20")).Is(HttpStatusCode.Created);
        var successor = (await _client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created);
        await _client.SignAfterReviewAsync(successor);

        Assert.Equal(["renewal.opened", "renewal.updated", "renewal.updated", "renewal.closed"], await _client.TypesAboutAsync(renewal.Id, _begin));
        Assert.Equal("agreement.signed", (await _client.TypesAboutAsync(successor.Id, _begin))[^1]);

        // The history of what is renewed tells of it, and so does the feed.
        Assert.Equal(["agreement.updated", "agreement.updated", "agreement.updated", "agreement.updated"], (await _client.TypesAboutAsync(agreement.Id, _begin)).SkipWhile(type => type != "agreement.updated"));
    }

    [Fact]
    public async Task What_is_continued_is_told_of_whenever_its_successor_shows_or_counts_otherwise()
    {
        var agreement = await _client.SignedAsync(from: "2026-01-01", until: "2026-12-31");
        var told = (await _client.TypesAboutAsync(agreement.Id, _begin)).Count;
        async Task<IReadOnlyList<string>> SinceAsync() => [.. (await _client.TypesAboutAsync(agreement.Id, _begin)).Skip(told)];
        var given = await _client.DraftedWithAsync(("predecessorId", agreement.Id));
        Assert.Equal(["agreement.updated"], await SinceAsync());

        // The predecessor shows nothing of what is written in a draft.
        given = (await _client.EditAsync(given, new { notes = "Diperiksa" })).Is(HttpStatusCode.OK);
        Assert.Equal(["agreement.updated"], await SinceAsync());

        given = (await _client.EditAsync(given, new { predecessorId = (string?)null })).Is(HttpStatusCode.OK);
        given = (await _client.EditAsync(given, new { predecessorId = agreement.Id })).Is(HttpStatusCode.OK);
        Assert.Equal(3, (await SinceAsync()).Count);

        await _client.SignAfterReviewAsync(given);
        Assert.Equal(Enumerable.Repeat("agreement.updated", 4), await SinceAsync());
        var gone = await _client.DraftedWithAsync(("predecessorId", given.Id));
        (await _client.Delete($"/v1/agreements/{gone.Id}", ("If-Match", gone.ETag!))).Is(HttpStatusCode.NoContent);
        Assert.Equal(["agreement.signed", "agreement.updated", "agreement.updated"], (await _client.TypesAboutAsync(given.Id, _begin)).SkipWhile(type => type != "agreement.signed"));
        Assert.Equal(4, (await SinceAsync()).Count);
    }

    [Fact]
    public async Task A_deadline_is_opened_acknowledged_moved_and_met_and_to_be_reminded_of_it_changes_nothing()
    {
        using var job = _host.JobOf("33");
        var meeting = await _client.FollowUpAsync("33", "2026-11-27");
        var first = await _client.DeadlineOfAsync(meeting);
        Assert.NotEmpty(await job.DispatchAsync());
        (await _client.Post($"/v1/deadlines/{first}/acknowledgement", new { note = "Disusun" })).Is(HttpStatusCode.Created);
        var moved = await _client.MoveAsync(meeting, "2026-12-04");
        var second = await _client.DeadlineOfAsync(moved);
        await _client.MoveAsync(moved, "2026-12-04", doneOn: "2026-11-21");

        Assert.Equal(["deadline.opened", "deadline.acknowledged", "deadline.superseded"], await _client.TypesAboutAsync(first, _begin));
        Assert.Equal(["deadline.opened", "deadline.met"], await _client.TypesAboutAsync(second, _begin));
        Assert.Equal(["meeting.created", "meeting.updated", "meeting.updated"], await _client.TypesAboutAsync(meeting.Id, _begin));
    }

    [Fact]
    public async Task A_work_plan_and_its_activities_tell_of_each_step()
    {
        var plan = await _client.PlannedAsync(await _client.SignedAsync(from: "2026-01-01", until: "2026-12-31"), WorkPlanSteps.Plan(2026));
        var work = WorkPlanSteps.Activity(startsOn: "2026-01-01", endsOn: "2026-12-31");
        var (activity, gone) = (await _client.AddedActivityAsync(plan, work), await _client.AddedActivityAsync(plan, work));
        (await _client.Delete($"/v1/activities/{gone.Id}", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);
        (await _client.ReportAsync(activity, new { reportedOn = "2026-11-20", realisedValue = 1 })).Is(HttpStatusCode.Created);
        (await _client.AmendPlanAsync(plan, new { effectiveOn = "2026-12-01", participantQuota = 2000 })).Is(HttpStatusCode.Created);
        (await _client.ClosePlanAsync(plan)).Is(HttpStatusCode.OK);
        var draft = await _client.PlannedAsync(await _client.SignedAsync());
        (await _client.Delete($"/v1/work-plans/{draft.Id}", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);

        Assert.Equal(
            ["workPlan.created", "workPlan.submitted", "workPlan.approved", "workPlan.partiallySigned", "workPlan.signed", "workPlan.amended", "workPlan.closed"],
            (await _client.TypesAboutAsync(plan.Id, _begin)).Where(type => type != "workPlan.updated"));
        Assert.Equal(["activity.created", "activity.updated"], await _client.TypesAboutAsync(activity.Id, _begin));
        Assert.Equal(["activity.created", "activity.deleted"], await _client.TypesAboutAsync(gone.Id, _begin));
        Assert.Equal(["workPlan.created", "workPlan.deleted"], await _client.TypesAboutAsync(draft.Id, _begin));
    }

    [Fact]
    public async Task Papers_coverage_and_what_agreements_refer_to_have_their_events_too()
    {
        var draft = await _client.DraftedAsync("33.01");
        var document = (await _client.AddDocumentAsync(draft, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        (await _client.AddVersionAsync(document, SampleFiles.Png)).Is(HttpStatusCode.Created);
        var snapshot = (await _client.Post("/v1/regions/33.01/coverage", new { asOf = "2026-10-31", members = 1, source = "uji" })).Is(HttpStatusCode.Created);
        var mode = (await _client.Post("/v1/regions/33.01/activation-modes", new { mode = "sameDay", validFrom = "2026-01-01", source = "Surat" })).Is(HttpStatusCode.Created);
        (await _client.Send(HttpMethod.Put, "/v1/regions/33.01/contacts", Hosting.Http.Json(new { contacts = new[] { new { name = "Dinas", email = "dinas@uji.example", language = "id" } } }), ("If-Match", "*"))).Is(HttpStatusCode.OK);
        (await _client.Post("/v1/holidays", new { on = "2027-02-03", name = "Hari uji", source = "Uji" })).Is(HttpStatusCode.Created);
        (await _client.Delete("/v1/holidays/2027-02-03", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        (await _client.Post("/v1/contribution-rates", new { validFrom = "2027-07-01", perPersonMonth = 45000, participantShare = 37000, centralShare = 4200, localShare = 3800, legalBasis = "Uji" })).Is(HttpStatusCode.Created);
        (await _client.Post("/v1/uhc-policies", new { validFrom = "2027-07-01", coverageAbove = 98, strict = true, requiresNoArrears = false, source = "Uji" })).Is(HttpStatusCode.Created);
        var office = (await _client.Get($"/v1/bpjs-offices/{draft.Body.Said("bpjsOfficeId")}")).Is(HttpStatusCode.OK);
        (await _client.Patch($"/v1/bpjs-offices/{office.Id}", new { name = $"Kantor {Guid.CreateVersion7()}" }, ("If-Match", office.ETag!))).Is(HttpStatusCode.OK);

        var events = (await _client.FollowAsync(_begin)).Events;

        Assert.Equal(
            [
                "bpjsOffice.created", "agreement.created", "document.created", "document.updated", "coverageSnapshot.created", "activationMode.created", "regionContacts.updated",
                "holiday.created", "holiday.deleted", "contributionRate.created", "uhcPolicy.created", "bpjsOffice.updated",
            ],
            events.Types());
        Assert.Equal(
            [null, "33.01", "33.01", "33.01", "33.01", "33.01", "33.01", null, null, null, null, null],
            events.Select(EventSteps.RegionOf));
        Assert.Equal((snapshot.Id, mode.Id), (events[4].SubjectId(), events[5].SubjectId()));
        foreach (var happened in events)
        {
            (await _client.Get(happened.Url())).Is(happened.Said("type")!.StartsWith("holiday.", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Each_is_a_CloudEvent_whose_url_leads_to_what_changed()
    {
        var draft = await _client.DraftedAsync();

        var happened = (await _client.FollowAsync(_begin)).Events.Single(each => each.SubjectId() == draft.Id);

        // Names of attributes are lower-case letters and digits; all but the data are texts that are not empty.
        Assert.All(happened, attribute => Assert.Matches("^[a-z0-9]{1,20}$", attribute.Key));
        Assert.All(happened.Where(attribute => attribute.Key != "data"), attribute => Assert.False(string.IsNullOrEmpty(attribute.Value!.GetValue<string>())));
        Assert.Equal(("1.0", "application/json", "/v1"), (happened.Said("specversion"), happened.Said("datacontenttype"), happened.Said("source")));
        Assert.True(Uri.TryCreate(happened.Said("source"), UriKind.RelativeOrAbsolute, out _));
        Assert.True(Guid.TryParse(happened.Said("id"), out _));
        Assert.Equal("2026-11-21T02:00:00.000Z", happened.Said("time"));
        Assert.Equal($"agreements/{draft.Id}", happened.Said("subject"));
        Assert.Equal(
            $$"""{"kind":"agreement","id":"{{draft.Id}}","url":"/v1/agreements/{{draft.Id}}","version":1,"agreementId":"{{draft.Id}}","regionCode":"76","operation":"draftAgreement","by":"staf"}""",
            happened.Member("data")!.ToJsonString());
        Assert.Equal(draft.ETag, (await _client.Get(happened.Url())).Is(HttpStatusCode.OK).ETag);
    }

    [Fact]
    public async Task What_fails_or_changes_nothing_tells_of_nothing_and_a_repeat_does_not_tell_again()
    {
        var key = ("Idempotency-Key", $"{Guid.CreateVersion7()}");
        var draft = (await _client.Post("/v1/agreements", Story.Draft(), key)).Is(HttpStatusCode.Created);
        (await _client.Post("/v1/agreements", Story.Draft(), key)).Is(HttpStatusCode.Created);
        (await _client.EditAsync(draft, new { owner = draft.Body.Said("owner") })).Is(HttpStatusCode.OK);
        (await _client.EditAsync(draft, new { effectiveFrom = "2028-01-01" })).Is(HttpStatusCode.BadRequest);

        Assert.Equal(["agreement.created"], await _client.TypesAfterAsync(_begin));
    }

    [Fact]
    public async Task Types_narrow_the_feed_and_are_taken_by_their_names_alone()
    {
        const string Filter = "&types=agreement.created,agreement.signed";
        var begin = await _client.LatestAsync(Filter);
        await _client.SignedAsync();

        Assert.Equal(["agreement.created", "agreement.signed"], await _client.TypesAfterAsync(begin, Filter));
        foreach (var wrong in new[] { "agreementCreated", "agreement.Created", "agreement", "agreement.created,", "0" })
        {
            Assert.Equal("parameter.malformed", (await _client.Get($"/v1/events?types={wrong}")).Is(HttpStatusCode.BadRequest).Errors["types"]);
        }
    }

    [Fact]
    public void The_feed_knows_what_to_tell_of_every_record_that_the_store_has()
    {
        using var scope = _host.Services.CreateScope();
        var records = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>().Model.GetEntityTypes().Select(type => type.ClrType).ToList();

        Assert.NotEmpty(records);
        Assert.All(records, record => _ = EventLog.SubjectOf(RuntimeHelpers.GetUninitializedObject(record)));
    }

    [Fact]
    public async Task The_document_and_the_README_say_what_each_type_means()
    {
        var schema = (await _client.Get("/openapi/v1.json")).Is(HttpStatusCode.OK).Body["components"]!["schemas"]!["EventType"]!;
        var types = schema["enum"]!.AsArray().Select(type => type!.GetValue<string>()).ToList();
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));

        Assert.Contains("agreement.partiallySigned", types);
        Assert.All(types, type =>
        {
            Assert.Matches($@"\| `{type.Replace(".", @"\.", StringComparison.Ordinal)}` \| \S.+ \|", schema.Said("description")!);
            Assert.Contains($"`{type}`", readme, StringComparison.Ordinal);
        });
    }
}
