using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Reference;

public sealed class BpjsOfficesTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string Nobody = "0198a8c4-1111-7222-8333-444455556666";

    private readonly HttpClient _client = host.ClientOf("staf");
    private readonly string _name = $"Kantor {Guid.CreateVersion7()}";

    [Fact]
    public async Task An_office_has_a_kind_a_name_a_parent_and_the_regions_it_serves()
    {
        var parent = await AddedAsync("regionalOffice", "Kedeputian");

        var office = await AddedAsync("branch", "Cabang", parent.Id, "76.02", "76", "76.01");

        Assert.Equal($"/v1/bpjs-offices/{office.Id}", office.Headers.Location!.ToString());
        Assert.Equal("branch", office.Body.Said("kind"));
        Assert.Equal($"{_name} Cabang", office.Body.Said("name"));
        Assert.Equal(parent.Id, office.Body.Said("parentId"));
        Assert.Equal(["76", "76.01", "76.02"], office.Body.Texts("catchmentRegionCodes"));
        Assert.Equal(1, office.Body.Number("version"));
        await StillAsync(office);
    }

    [Theory]
    [InlineData("regionalOffice", "regionalOffice", false)]
    [InlineData("regionalOffice", "branch", false)]
    [InlineData("regionalOffice", "districtOffice", false)]
    [InlineData("branch", "regionalOffice", true)]
    [InlineData("branch", "branch", false)]
    [InlineData("branch", "districtOffice", false)]
    [InlineData("districtOffice", "regionalOffice", true)]
    [InlineData("districtOffice", "branch", true)]
    [InlineData("districtOffice", "districtOffice", false)]
    public async Task It_reports_to_a_higher_one_only(string kind, string parentKind, bool accepted)
    {
        var parent = await AddedAsync(parentKind, "Induk");
        var alone = await AddedAsync(kind, "Sendiri");

        var added = await _client.Post("/v1/bpjs-offices", new { kind, name = $"{_name} Anak", parentId = parent.Id });
        var edited = await EditAsync(alone, new { parentId = parent.Id });

        if (accepted)
        {
            added.Is(HttpStatusCode.Created);
            Assert.Equal(parent.Id, edited.Is(HttpStatusCode.OK).Body.Said("parentId"));
            return;
        }

        Assert.All([added, edited], answer =>
        {
            answer.IsProblem(HttpStatusCode.BadRequest, "office.parent-not-above");
            Assert.Equal("office.parent-not-above", Assert.Contains("/parentId", answer.Errors));
        });
        await StillAsync(alone);
    }

    [Theory]
    [InlineData("kind", null, "value.required")]
    [InlineData("kind", "cabang", "value.unknown")]
    [InlineData("name", null, "value.required")]
    [InlineData("name", " ", "text.blank")]
    [InlineData("name", "Kantor 7602014108900001", "text.personal-number")]
    [InlineData("parentId", Nobody, "office.unknown")]
    [InlineData("parentId", "induk", "value.malformed")]
    [InlineData("version", 3, "member.unknown")]
    [InlineData("id", Nobody, "member.unknown")]
    [InlineData("officeId", Nobody, "member.unknown")]
    public async Task A_faulty_member_is_named_by_pointer(string member, object? value, string code)
    {
        var office = await AddedAsync("branch", "Cabang");
        var added = await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = _name }.With((member, value)));
        var edited = await EditAsync(office, new { }.With((member, value)));

        Assert.All([added, edited], answer =>
        {
            answer.IsProblem(HttpStatusCode.BadRequest, code);
            Assert.Equal(code, Assert.Contains($"/{member}", answer.Errors));
        });
        await StillAsync(office);
    }

    [Fact]
    public async Task It_serves_regions_that_there_are()
    {
        var answer = await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = _name, catchmentRegionCodes = new JsonArray("76", "92.71") });

        answer.IsProblem(HttpStatusCode.BadRequest, "region.unknown");
        Assert.Equal("region.unknown", Assert.Contains("/catchmentRegionCodes/1", answer.Errors));
    }

    [Fact]
    public async Task A_name_is_taken_once_within_its_kind()
    {
        var office = await AddedAsync("branch", "Cabang");
        var other = await AddedAsync("branch", "Lain");

        (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = $"{_name} Cabang" })).IsProblem(HttpStatusCode.Conflict, "office.name-taken");
        (await EditAsync(other, new { name = $"{_name} Cabang" })).IsProblem(HttpStatusCode.Conflict, "office.name-taken");
        await StillAsync(other);
        await StillAsync(office);

        await AddedAsync("districtOffice", "Cabang");
    }

    [Fact]
    public async Task An_edit_changes_what_it_names_and_clears_what_it_nulls()
    {
        var parent = await AddedAsync("regionalOffice", "Induk");
        var office = await AddedAsync("branch", "Cabang", parent.Id, "76", "75");

        var moved = (await EditAsync(office, new { catchmentRegionCodes = new JsonArray("82", "76") })).Is(HttpStatusCode.OK);
        var freed = (await EditAsync(moved, new { parentId = (string?)null, catchmentRegionCodes = (string?)null })).Is(HttpStatusCode.OK);

        Assert.Equal(["76", "82"], moved.Body.Texts("catchmentRegionCodes"));
        Assert.Equal(parent.Id, moved.Body.Said("parentId"));
        Assert.Equal(2, moved.Body.Number("version"));
        Assert.Null(freed.Body.Member("parentId"));
        Assert.Empty(freed.Body.Texts("catchmentRegionCodes"));
        Assert.Equal($"{_name} Cabang", freed.Body.Said("name"));
        await StillAsync(freed);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_leaves_no_trace()
    {
        var office = await AddedAsync("branch", "Cabang", null, "76", "75");

        var edited = (await EditAsync(office, new { kind = "branch", name = $"{_name} Cabang", catchmentRegionCodes = new JsonArray("76", "75") })).Is(HttpStatusCode.OK);

        Assert.Equal(office.ETag, edited.ETag);
        Assert.Equal(office.Text, edited.Text);
    }

    [Fact]
    public async Task Whoever_has_not_seen_it_as_it_is_changes_nothing()
    {
        var office = await AddedAsync("branch", "Cabang");
        var path = $"/v1/bpjs-offices/{office.Id}";
        var changed = (await EditAsync(office, new { name = $"{_name} Baru" })).Is(HttpStatusCode.OK);

        (await _client.Patch(path, new { name = $"{_name} X" })).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _client.Delete(path)).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await EditAsync(office, new { name = $"{_name} X" })).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await _client.Delete(path, ("If-Match", office.ETag!))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");

        await StillAsync(changed);
    }

    [Fact]
    public async Task One_that_nobody_refers_to_can_go()
    {
        var office = await AddedAsync("branch", "Cabang", null, "76");

        (await _client.Delete($"/v1/bpjs-offices/{office.Id}", ("If-Match", office.ETag!))).Is(HttpStatusCode.NoContent);

        (await _client.Get($"/v1/bpjs-offices/{office.Id}")).IsProblem(HttpStatusCode.NotFound, "office.not-found");
        await AddedAsync("branch", "Cabang");
    }

    [Fact]
    public async Task One_that_agreements_or_other_offices_refer_to_stays()
    {
        var parent = await AddedAsync("regionalOffice", "Induk");
        var party = await AddedAsync("branch", "Cabang", parent.Id);
        (await _client.DraftAsync(("bpjsOfficeId", party.Id))).Is(HttpStatusCode.Created);

        Assert.All(
            [await _client.Delete($"/v1/bpjs-offices/{parent.Id}", ("If-Match", parent.ETag!)), await _client.Delete($"/v1/bpjs-offices/{party.Id}", ("If-Match", party.ETag!))],
            answer => answer.IsProblem(HttpStatusCode.Conflict, "office.in-use"));

        await StillAsync(parent);
        await StillAsync(party);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        const string path = $"/v1/bpjs-offices/{Nobody}";

        (await _client.Get(path)).IsProblem(HttpStatusCode.NotFound, "office.not-found");
        (await _client.Patch(path, new { name = _name }, ("If-Match", "*"))).IsProblem(HttpStatusCode.NotFound, "office.not-found");
        (await _client.Delete(path, ("If-Match", "*"))).IsProblem(HttpStatusCode.NotFound, "office.not-found");
    }

    [Fact]
    public async Task They_are_listed_by_name_kind_parent_and_region_page_after_page()
    {
        var parent = await AddedAsync("regionalOffice", "Induk");
        await AddedAsync("branch", "C", parent.Id, "53.10");
        await AddedAsync("branch", "A", parent.Id, "53.10", "53");
        await AddedAsync("districtOffice", "B", parent.Id, "53");

        Assert.Equal("ABC", await LettersAsync($"parentId={parent.Id}&limit=1"));
        Assert.Equal("AC", await LettersAsync($"parentId={parent.Id}&kind=branch"));
        Assert.Equal("AC", await LettersAsync($"parentId={parent.Id}&regionCode=53.10&limit=1"));
        Assert.Equal("AB", await LettersAsync($"parentId={parent.Id}&regionCode=53"));
        Assert.Equal("", await LettersAsync($"parentId={Nobody}"));
    }

    [Theory]
    [InlineData("kind=cabang", "kind", "parameter.malformed")]
    [InlineData("parentId=1", "parentId", "parameter.malformed")]
    [InlineData("regionCode=92.71", "regionCode", "region.unknown")]
    [InlineData("name=Mamuju", "name", "parameter.unknown")]
    [InlineData("limit=201", "limit", "value.out-of-range")]
    public async Task A_faulty_parameter_is_named(string query, string parameter, string code)
    {
        var answer = await _client.Get($"/v1/bpjs-offices?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, Assert.Contains(parameter, answer.Errors));
    }

    [Fact]
    public async Task An_office_that_changes_where_it_does_not_show_leaves_the_agreements_etag_alone()
    {
        var office = await _client.OfficeAsync();
        var draft = (await _client.DraftAsync(("bpjsOfficeId", office))).Is(HttpStatusCode.Created);
        var catchment = new { catchmentRegionCodes = new System.Text.Json.Nodes.JsonArray("76") };
        (await _client.Patch($"/v1/bpjs-offices/{office}", catchment, ("If-Match", "*"))).Is(HttpStatusCode.OK);

        var read = (await _client.ReadAsync(draft)).Is(HttpStatusCode.OK);

        Assert.Equal(draft.Text, read.Text);
        Assert.Equal(draft.ETag, read.ETag);
    }

    [Fact]
    public async Task An_office_does_not_sink_below_one_that_reports_to_it()
    {
        var parent = (await _client.Post("/v1/bpjs-offices", new { kind = "regionalOffice", name = $"Kedeputian {Guid.CreateVersion7()}" })).Is(HttpStatusCode.Created);
        var child = (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = $"Kantor {Guid.CreateVersion7()}", parentId = parent.Id })).Is(HttpStatusCode.Created);

        var sunk = await _client.Patch($"/v1/bpjs-offices/{parent.Id}", new { kind = "districtOffice" }, ("If-Match", parent.ETag!));
        var circle = await _client.Patch($"/v1/bpjs-offices/{parent.Id}", new { kind = "districtOffice", parentId = child.Id }, ("If-Match", "*"));

        Assert.All([sunk, circle], answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Conflict }));
    }

    private async Task<string> LettersAsync(string query) =>
        string.Concat((await _client.WalkAsync($"/v1/bpjs-offices?{query}")).Select(office => office.Said("name")![^1]));

    private async Task<Answered> AddedAsync(string kind, string suffix, string? parentId = null, params string[] regions) =>
        (await _client.Post("/v1/bpjs-offices", new { kind, name = $"{_name} {suffix}", parentId, catchmentRegionCodes = regions })).Is(HttpStatusCode.Created);

    private Task<Answered> EditAsync(Answered office, object body) => _client.Patch($"/v1/bpjs-offices/{office.Id}", body, ("If-Match", office.ETag!));

    private async Task StillAsync(Answered office)
    {
        var now = (await _client.Get($"/v1/bpjs-offices/{office.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal(office.ETag, now.ETag);
        Assert.Equal(office.Text, now.Text);
    }
}
