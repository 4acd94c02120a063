using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Access;

/// <summary>Three regions: what lies outside a caller's reach is, to the byte, what is missing.</summary>
public sealed class ReachTests(ReachTests.Register register) : IClassFixture<ReachTests.Register>
{
    private static readonly string[] Regions = ["31", "74", "76"];
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
            foreach (var (verb, path, body) in Operations())
            {
                var there = await SendAsync(client, verb, path, body, agreement.Id, agreement.ETag!);
                var missing = await SendAsync(client, verb, path, body, Missing, agreement.ETag!);

                missing.IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
                Assert.Equal((missing.Status, Comparable(missing)), (there.Status, Comparable(there)));
            }

            using var owner = register.ClientOf("penyusun");
            await owner.StillAsync(agreement);
        }
    }

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

    private static IEnumerable<(string Verb, string Path, object? Body)> Operations() =>
    [
        ("GET", "", null),
        ("GET", "?asOf=2027-06-01", null),
        ("GET", "/history", null),
        ("GET", "/terms", null),
        ("GET", "/documents", null),
        ("POST", "/documents", null),
        ("PATCH", "", new { notes = "Titipan" }),
        ("DELETE", "", null),
        ("POST", "/submit", null),
        ("POST", "/return", new { reason = "Titipan" }),
        ("POST", "/approve", null),
        ("POST", "/cancel", new { reason = "Titipan" }),
        ("POST", "/terminate", Story.Termination()),
        ("POST", "/signatures", new { party = "bpjs", name = "Nama", title = "Kepala Cabang", signedOn = "2026-11-20" }),
        ("POST", "/amendments", Story.Amendment()),
    ];

    private static Task<Answered> SendAsync(HttpClient client, string verb, string path, object? body, string id, string etag) =>
        client.Send(new HttpMethod(verb), $"/v1/agreements/{id}{path}", body is null ? null : Hosting.Http.Json(body), ("If-Match", etag));

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

        public async Task InitializeAsync()
        {
            using var client = ClientOf("penyusun");
            foreach (var region in Regions)
            {
                Drafts[region] = await client.DraftedAsync(region);
                Signed[region] = await client.SignedWithAsync(("regionCode", region), ("bpjsNumber", $"KHUSUS/{region}"));
            }
        }

        Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;
    }
}
