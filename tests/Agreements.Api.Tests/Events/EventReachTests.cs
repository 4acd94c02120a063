using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.WorkPlans;
using Agreements.Data;
using Agreements.Data.Store;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Agreements.Domain.Tests.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Events;

/// <summary>Who hears of what, and what they hear when it goes where they do not reach.</summary>
public sealed class EventReachTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly string[] Before = ["81"];
    private static readonly string[] After = ["81", "82"];

    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task A_caller_hears_of_their_regions_and_of_what_concerns_the_whole_country_alone()
    {
        using var own = host.ClientOf("petugas", [Scope.AgreementsRead], "74");
        using var foreign = host.ClientOf("petugas", [Scope.AgreementsRead], "31");
        var (begin, beginForeign) = (await own.LatestAsync(), await foreign.LatestAsync());

        var signed = await _client.SignedAsync("74.71");

        var heard = (await own.FollowAsync(begin)).Events;
        Assert.Contains("agreement.signed", heard.Types());
        Assert.Contains("deadline.opened", heard.Types());
        Assert.Equal([null, "74.71"], heard.Select(EventSteps.RegionOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(["bpjsOffice.created"], await foreign.TypesAfterAsync(beginForeign));
        Assert.DoesNotContain(signed.Id, (await foreign.EventsAsync("?limit=200")).Text, StringComparison.Ordinal);
        (await foreign.Get(heard.First(each => each.SubjectId() == signed.Id).Url())).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_draft_that_moves_leaves_word_where_it_was_and_arrives_where_it_goes_with_all_that_belongs_to_it()
    {
        using var before = host.ClientOf("petugas", [Scope.AgreementsRead], "11");
        using var after = host.ClientOf("petugas", [Scope.AgreementsRead], "12");
        var draft = await _client.DraftedAsync("11");
        var document = (await _client.AddDocumentAsync(draft, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        var plan = await _client.PlannedAsync(draft);
        var activity = await _client.AddedActivityAsync(plan);
        var (leaving, arriving, seeing) = (await before.LatestAsync(), await after.LatestAsync(), await _client.LatestAsync());

        (await _client.EditAsync(await _client.ReadAsync(draft), new { regionCode = "12" })).Is(HttpStatusCode.OK);

        string[] ids = [draft.Id, document.Id, plan.Id, activity.Id];
        var left = (await before.FollowAsync(leaving)).Events;
        Assert.Equal(["activity.movedAway", "agreement.movedAway", "document.movedAway", "workPlan.movedAway"], left.Types().Order(StringComparer.Ordinal));
        Assert.Equal(ids.Order(StringComparer.Ordinal), left.Select(EventSteps.SubjectId).Order(StringComparer.Ordinal));
        Assert.All(left, each => Assert.Equal("11", each.RegionOf()));
        var arrived = (await after.FollowAsync(arriving)).Events;
        Assert.Equal(["activity.updated", "agreement.updated", "document.updated", "workPlan.updated"], arrived.Types().Order(StringComparer.Ordinal));
        Assert.Equal(ids.Order(StringComparer.Ordinal), arrived.Select(EventSteps.SubjectId).Order(StringComparer.Ordinal));
        foreach (var each in arrived)
        {
            (await before.Get(each.Url())).Is(HttpStatusCode.NotFound);
            (await after.Get(each.Url())).Is(HttpStatusCode.OK);
        }

        // Who sees both hears first that it left, then that it is there.
        var seen = (await _client.FollowAsync(seeing)).Events;
        Assert.All(ids, id => Assert.Equal(["movedAway", "updated"], seen.Where(each => each.SubjectId() == id).Select(each => each.Said("type")!.Split('.')[1])));
    }

    [Fact]
    public async Task A_cursor_goes_with_what_its_caller_reaches()
    {
        using var province = host.ClientOf("petugas", [Scope.AgreementsRead], "74");
        using var same = host.ClientOf("rekan", [Scope.AgreementsRead], "74");
        using var city = host.ClientOf("petugas", [Scope.AgreementsRead], "74.71");
        var cursor = await province.LatestAsync();

        await same.EventsAsync($"?after={cursor}");
        (await city.Get($"/v1/events?after={cursor}")).IsProblem(HttpStatusCode.Gone, "cursor.reach-changed");
        (await _client.Get($"/v1/events?after={cursor}")).IsProblem(HttpStatusCode.Gone, "cursor.reach-changed");
    }

    [Fact]
    public async Task An_office_whose_catchment_grows_begins_anew()
    {
        var office = (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = $"Kantor {Guid.CreateVersion7()}", catchmentRegionCodes = Before })).Is(HttpStatusCode.Created);
        using var branch = host.ClientOf("cabang", [Scope.AgreementsRead], Guid.Parse(office.Id));
        var cursor = await branch.LatestAsync();
        (await _client.Patch($"/v1/bpjs-offices/{office.Id}", new { catchmentRegionCodes = After }, ("If-Match", office.ETag!))).Is(HttpStatusCode.OK);

        // What was read of a key is remembered for ten seconds, by the clock of the service.
        host.Clock.Advance(TimeSpan.FromSeconds(11));

        (await branch.Get($"/v1/events?after={cursor}")).IsProblem(HttpStatusCode.Gone, "cursor.reach-changed");
        Assert.Empty((await branch.EventsAsync("?after=latest")).Items);
    }

    [Fact]
    public async Task Of_a_document_whose_agreement_is_not_found_nobody_hears()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        db.Add(Activator.CreateInstance(typeof(Domain.Documents.Document), nonPublic: true)!);

        await Assert.ThrowsAsync<InvalidOperationException>(() => EventLog.WriteAsync(db, new Act("uji", Author: null, Credential: null, host.Clock.Now), CancellationToken.None));
        Assert.Empty(db.FeedEvents.Local);
    }
}
