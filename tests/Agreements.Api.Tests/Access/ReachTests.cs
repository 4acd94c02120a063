using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Imports;
using Agreements.Api.Tests.Reminders;
using Agreements.Api.Tests.WorkPlans;
using Agreements.Domain.Access;
using Agreements.Domain.Tests.Documents;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Access;

/// <summary>Three regions: what lies outside a caller's reach is, to the byte, what is missing.</summary>
public sealed class ReachTests(ReachTests.Register register) : IClassFixture<ReachTests.Register>
{
    private static readonly string[] Regions = ["31", "74", "76"];
    private static readonly string[] Bound = ["agreementId", "documentId", "renewalId", "meetingId", "deadlineId", "reminderId", "workPlanId", "activityId", "snapshotId", "activationModeId", "webhookId", "importId"];
    private static readonly string Missing = $"{Guid.CreateVersion7()}";

    public static TheoryData<string, string> Strangers
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var own in Regions)
            {
                Regions.Where(foreign => foreign != own).ToList().ForEach(foreign => pairs.Add(own, foreign));
            }

            return pairs;
        }
    }

    private static IReadOnlyList<Scope> Everything => Scopes.All;

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task What_lies_outside_is_answered_as_what_is_missing(string own, string foreign)
    {
        using var client = register.ClientOf("petugas", Everything, own);
        foreach (var agreement in new[] { register.Signed[foreign], register.Drafts[foreign] })
        {
            using var owner = register.ClientOf("penyusun");
            var before = await SeenAsync(owner, agreement);
            foreach (var (verb, path, body) in Operations(own))
            {
                var id = Bound.Single(each => path.Contains($"{{{each}}}", StringComparison.Ordinal));
                var target = path.Replace("{code}", foreign, StringComparison.Ordinal);
                var there = await SendAsync(client, verb, target, body(), id == "agreementId" ? agreement.Id : register.Others[id][foreign], agreement.ETag!);
                var missing = await SendAsync(client, verb, target, body(), Missing, agreement.ETag!);

                Assert.True(missing.Status == HttpStatusCode.NotFound, $"{verb} {path}: {missing.Text}");
                missing.IsProblem(HttpStatusCode.NotFound, $"{JsonNamingPolicy.KebabCaseLower.ConvertName(id[..^2])}.not-found");
                Assert.Equal((missing.Status, Comparable(missing)), (there.Status, Comparable(there)));
            }

            Assert.Equal(before, await SeenAsync(owner, agreement));
        }
    }

    // Whoever adds another kind of id to a route says here whether it lies in a region.
    [Fact]
    public void Every_id_in_a_route_is_bound_to_a_region_or_known_not_to_be() => Assert.Equal(
        Bound.Concat(["code", "deliveryId", "documentName", "feedId", "keyId", "officeId", "on", "token", "validFrom"]).Order(StringComparer.Ordinal),
        register.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint => endpoint.RoutePattern.Parameters.Select(each => each.Name))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("31")]
    [InlineData("74")]
    [InlineData("76")]
    public async Task Lists_hold_what_lies_within_alone(string own)
    {
        using var client = register.ClientOf("petugas", Everything, own);
        var mine = new[] { register.Drafts[own].Id, register.Signed[own].Id };

        Assert.Equal(mine.Order(StringComparer.Ordinal), Ids(await client.WalkAsync("/v1/agreements?limit=1")));
        Assert.Equal(mine.Order(StringComparer.Ordinal), Ids(await client.WalkAsync("/v1/agreements?q=penyelenggaraan")));
        Assert.Equal(["2"], [(await client.Get("/v1/agreements?count=true")).Is(HttpStatusCode.OK).Body["total"]!.ToJsonString()]);
        Assert.Equal([register.Signed[own].Id], (await client.Get("/v1/agreements/expiring?withinDays=90&asOf=2027-12-01")).Is(HttpStatusCode.OK).Ids());
        Assert.Equal([register.Signed[own].Id], (await client.Get("/v1/continuity/gaps?withinDays=90&asOf=2027-12-01")).Is(HttpStatusCode.OK).Items.Select(gap => gap.Said("agreementId")!));
        var summary = (await client.Get("/v1/summary?asOf=2027-12-01")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(2, summary.Number("total"));
        Assert.Equal([own], summary["byProvince"]!.AsArray().Select(province => province!.Said("provinceCode")!));
        Assert.Equal(1, summary["gaps"]!.Number("ahead"));
        Assert.Equal(Others("renewalId"), Ids(await client.WalkAsync("/v1/renewals?limit=1")));
        Assert.Equal(Others("webhookId"), Ids(await client.WalkAsync("/v1/webhooks?limit=1")));
        Assert.Equal(Others("importId"), Ids(await client.WalkAsync("/v1/imports?limit=1")));
        Assert.Equal(Others("meetingId"), Ids(await client.WalkAsync("/v1/meetings?limit=1")));
        Assert.Equal(Others("deadlineId"), Ids(await client.WalkAsync("/v1/deadlines?limit=1&kind=expiry")));
        Assert.Equal([own], (await client.WalkAsync("/v1/coverage/below-target")).Select(status => status.Said("regionCode")!));
        Assert.Equal([own], (await client.WalkAsync("/v1/deadlines?limit=1")).Select(deadline => deadline.Said("regionCode")!).Distinct(StringComparer.Ordinal));

        Assert.Equal([own], (await client.WalkAsync("/v1/reminders?state=claimed&limit=1")).Select(reminder => reminder.Said("regionCode")!).Distinct(StringComparer.Ordinal));

        IEnumerable<string> Others(string id) => [register.Others[id][own]];
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Nothing_that_is_asked_for_by_name_comes_from_outside(string own, string foreign)
    {
        using var client = register.ClientOf("petugas", Everything, own);
        foreach (var filter in new[] { $"regionCode={foreign}", $"provinceCode={foreign}", $"q=KHUSUS/{foreign}", $"number=KHUSUS/{foreign}" })
        {
            using var owner = register.ClientOf("penyusun");
            Assert.NotEmpty((await owner.Get($"/v1/agreements?{filter}")).Is(HttpStatusCode.OK).Items);
            Assert.Empty((await client.Get($"/v1/agreements?{filter}")).Is(HttpStatusCode.OK).Items);
        }

        foreach (var list in new[] { "renewals", "meetings", "deadlines", "work-plans", "reminders" })
        {
            Assert.Empty((await client.Get($"/v1/{list}?regionCode={foreign}")).Is(HttpStatusCode.OK).Items);
            Assert.Empty((await client.Get($"/v1/{list}?provinceCode={foreign}")).Is(HttpStatusCode.OK).Items);
        }

        Assert.Empty((await client.Get($"/v1/work-plans/missing?year=2027&regionCode={foreign}")).Is(HttpStatusCode.OK).Items);
        Assert.Empty((await client.Get($"/v1/agreements/expiring?withinDays=90&asOf=2027-12-01&regionCode={foreign}")).Is(HttpStatusCode.OK).Items);
        Assert.Empty((await client.Get($"/v1/continuity/gaps?withinDays=90&asOf=2027-12-01&provinceCode={foreign}")).Is(HttpStatusCode.OK).Items);
        var (there, none) = (await client.Get($"/v1/continuity?regionCode={foreign}"), await client.Get("/v1/continuity?regionCode=99"));
        none.IsProblem(HttpStatusCode.BadRequest, "region.unknown");
        Assert.Equal(Comparable(none), Comparable(there));
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Nothing_is_drafted_for_or_moved_to_a_foreign_region(string own, string foreign)
    {
        using var client = register.ClientOf("petugas", Everything, own);
        var draft = (await client.Post("/v1/agreements", Story.Draft(own))).Is(HttpStatusCode.Created);

        (await client.Post("/v1/agreements", Story.Draft(foreign))).IsProblem(HttpStatusCode.Forbidden, "region.out-of-reach");
        (await client.EditAsync(draft, new { regionCode = foreign })).IsProblem(HttpStatusCode.Forbidden, "region.out-of-reach");
        Assert.Equal("agreement.unknown", Assert.Contains("/predecessorId", (await client.EditAsync(draft, new { predecessorId = register.Signed[foreign].Id })).Is(HttpStatusCode.BadRequest).Errors));

        await client.StillAsync(draft);
        (await client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", draft.ETag!))).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_taken_number_does_not_say_which_foreign_agreement_carries_it(string own, string foreign)
    {
        using var client = register.ClientOf("petugas", Everything, own);
        using var everywhere = register.ClientOf("penyusun");
        var draft = Story.Draft(own).With(("bpjsNumber", $"KHUSUS/{foreign}"));

        var refused = (await client.Post("/v1/agreements", draft)).IsProblem(HttpStatusCode.Conflict, "number.taken");
        var known = (await everywhere.Post("/v1/agreements", draft)).IsProblem(HttpStatusCode.Conflict, "number.taken");

        Assert.Null(refused.Body.Said("takenBy"));
        Assert.DoesNotContain(register.Signed[foreign].Id, refused.Text, StringComparison.Ordinal);
        Assert.Equal(register.Signed[foreign].Id, known.Body.Said("takenBy"));
    }

    [Fact]
    public async Task A_successor_in_a_foreign_region_is_not_named()
    {
        using var everywhere = register.ClientOf("penyusun");
        using var client = register.ClientOf("petugas", Everything, "81");
        var first = await everywhere.SignedAsync("81", "2026-01-01", "2026-12-31");
        var successor = (await everywhere.Post("/v1/agreements", Story.Draft("82").With(("predecessorId", first.Id)))).Is(HttpStatusCode.Created);

        Assert.Equal(successor.Id, (await everywhere.ReadAsync(first)).Body.Said("successorId"));
        Assert.Null((await client.ReadAsync(first)).Body.Said("successorId"));
        Assert.Null(Assert.Single((await client.Get("/v1/agreements")).Items).Said("successorId"));
        Assert.Null(Assert.Single((await client.Get("/v1/continuity/gaps?withinDays=3650")).Items).Said("successorId"));
        Assert.Equal(successor.Id, Assert.Single((await everywhere.Get($"/v1/continuity/gaps?withinDays=3650&provinceCode=81")).Items).Said("successorId"));
        Assert.Null((await client.EditAsync(first, new { notes = "Diperiksa" })).Is(HttpStatusCode.OK).Body.Said("successorId"));

        // Who does not reach what it continues can edit it all the same, but link it to nothing beyond.
        using var theirs = register.ClientOf("petugas", Everything, "82");
        var edited = (await theirs.EditAsync(successor, new { notes = "Dilengkapi" })).Is(HttpStatusCode.OK);
        (await theirs.EditAsync(edited, new { predecessorId = Guid.CreateVersion7() })).IsProblem(HttpStatusCode.BadRequest, "agreement.unknown");
    }

    // Every route below something that lies in a region, with a body that the document shows for it, so that one that comes with a new operation is tried as well.
    private IEnumerable<(string Verb, string Path, Func<HttpContent?> Body)> Operations(string own)
    {
        var operations = register.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => Bound.Any(id => endpoint.RoutePattern.GetParameter(id) is not null))
            .Select(endpoint => (
                Verb: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single(),
                Path: $"/{endpoint.RoutePattern.RawText!.Trim('/').Replace(":guid", "", StringComparison.Ordinal)}"))
            .ToList();
        return operations.Append((Verb: "GET", Path: "/v1/agreements/{agreementId}?asOf=2027-06-01"))
            .Select(operation => (operation.Verb, operation.Path.Replace("{code}", own, StringComparison.Ordinal), BodyOf(operation.Verb, operation.Path)));
    }

    private Func<HttpContent?> BodyOf(string verb, string path)
    {
        var (mediaType, content) = register.Document["paths"]![path.Split('?')[0]]![verb.ToLowerInvariant()]!["requestBody"]?["content"]!.AsObject().GetAt(0) ?? default;
        return mediaType switch
        {
            null => () => null,
            "multipart/form-data" => () => Forms.Of([.. content!["example"]!["kind"] is null ? Array.Empty<Part>() : [Part.Field("kind", "minutes")], Part.File(SampleFiles.Png)]),

            // A body that may be left out has no example.
            _ => () => content!["example"] is { } example ? Hosting.Http.Json(example.ToJsonString(), mediaType) : null,
        };
    }

    private static Task<Answered> SendAsync(HttpClient client, string verb, string path, HttpContent? body, string id, string etag) => client.Send(
        new HttpMethod(verb),
        Bound.Aggregate(path, (target, each) => target.Replace($"{{{each}}}", id, StringComparison.Ordinal)).Replace("{deliveryId}", Missing, StringComparison.Ordinal),
        body,
        ("If-Match", etag));

    private static async Task<string> SeenAsync(HttpClient client, Answered agreement) =>
        (await client.ReadAsync(agreement)).Is(HttpStatusCode.OK).Text + (await client.Get($"/v1/agreements/{agreement.Id}/history")).Is(HttpStatusCode.OK).Text;

    private static string Comparable(Answered problem)
    {
        var body = problem.Body;
        body.Remove("instance");
        body.Remove("traceId");
        return body.ToJsonString();
    }

    private static IEnumerable<string> Ids(IEnumerable<JsonObject> items) => items.Select(item => item.Said("id")!).Order(StringComparer.Ordinal);

    /// <summary>A draft and a signed agreement in each of three regions.</summary>
    public sealed class Register : ServiceHost, IAsyncLifetime
    {
        public Dictionary<string, Answered> Drafts { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Answered> Signed { get; } = new(StringComparer.Ordinal);

        /// <summary>What else there is in each of the regions, by what routes call its id.</summary>
        public Dictionary<string, Dictionary<string, string>> Others { get; } = Bound.Skip(1).ToDictionary(id => id, _ => new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);

        /// <summary>What the service says about itself.</summary>
        public JsonObject Document { get; private set; } = [];

        public async Task InitializeAsync()
        {
            using var client = ClientOf("penyusun");
            Document = (await client.Get("/openapi/v1.json")).Is(HttpStatusCode.OK).Body;
            foreach (var region in Regions)
            {
                Drafts[region] = await client.DraftedAsync(region);
                Others["documentId"][region] = (await client.AddDocumentAsync(Drafts[region], SampleFiles.Pdf)).Is(HttpStatusCode.Created).Id;
                Signed[region] = await client.SignedWithAsync(("regionCode", region), ("bpjsNumber", $"KHUSUS/{region}"));
                Others["renewalId"][region] = (await client.Post($"/v1/agreements/{Signed[region].Id}/renewals", null)).Is(HttpStatusCode.Created).Id;
                Others["meetingId"][region] = (await client.Post("/v1/meetings", new { kind = "evaluation", regionCode = region, heldOn = "2026-11-20", agreementIds = new[] { Signed[region].Id } })).Is(HttpStatusCode.Created).Id;
                var plan = await client.PlannedAsync(Signed[region]);
                Others["workPlanId"][region] = plan.Id;
                Others["activityId"][region] = (await client.AddedActivityAsync(plan)).Id;
                Others["deadlineId"][region] = (await client.Get($"/v1/deadlines?kind=expiry&regionCode={region}")).Is(HttpStatusCode.OK).Ids().Single();
                Others["reminderId"][region] = (await client.ClaimAsync()).Items.First(item => item.Said("regionCode") == region).Said("id")!;
                Others["snapshotId"][region] = (await client.Post($"/v1/regions/{region}/coverage", new { asOf = "2026-10-31", members = 1, source = "uji" })).Is(HttpStatusCode.Created).Id;
                Others["webhookId"][region] = (await client.Post("/v1/webhooks", new { name = "uji", url = "https://hooks.example/", regionCodes = new[] { region } })).Is(HttpStatusCode.Created).Id;
                using var importer = ClientOf("petugas", Everything, region);
                Others["importId"][region] = (await importer.SendAsync(ImportSteps.Csv(ImportSteps.Headers))).Is(HttpStatusCode.Accepted).Id;
                Others["activationModeId"][region] = (await client.Post($"/v1/regions/{region}/activation-modes", new { mode = "sameDay", validFrom = "2028-01-01", source = "Surat Kantor Cabang" })).Is(HttpStatusCode.Created).Id;
            }
        }

        Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;
    }
}
