using System.Net;
using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Reference;

/// <summary>Who is told of the deadlines of a region, as it is said and read.</summary>
public sealed class RegionContactsTests : IClassFixture<ServiceHost>
{
    private const string Nobody = "\"0.0\"";
    private static readonly object Bureau = new { name = "Biro Pemkesra", email = "Pemkesra@sulbar.example", language = "id" };
    private static readonly object Health = new { name = "Dinas Kesehatan", email = "dinkes@sulbar.example", language = "en", owner = "Dinas Kesehatan" };

    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public RegionContactsTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task Before_anybody_says_so_nobody_is_told()
    {
        var nobody = (await _client.Get("/v1/regions/11/contacts")).Is(HttpStatusCode.OK);

        Assert.Equal("""{"regionCode":"11","version":0,"contacts":[],"updatedAt":null,"updatedBy":null}""", nobody.Text);
        Assert.Equal(Nobody, nobody.ETag);
        (await _client.Get("/v1/regions/11/contacts", ("If-None-Match", Nobody))).Is(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task What_is_said_reads_as_it_was_written()
    {
        var said = (await ReplaceAsync("12", Nobody, Health, Bureau)).Is(HttpStatusCode.OK);

        Assert.Equal(
            """
            {"regionCode":"12","version":1,"contacts":[{"name":"Dinas Kesehatan","email":"dinkes@sulbar.example","language":"en","owner":"Dinas Kesehatan"},{"name":"Biro Pemkesra","email":"Pemkesra@sulbar.example","language":"id","owner":null}],"updatedAt":"2026-11-21T02:00:00.000Z","updatedBy":"staf"}
            """,
            said.Text);
        var read = (await _client.Get("/v1/regions/12/contacts")).Is(HttpStatusCode.OK);
        Assert.Equal((said.Text, said.ETag), (read.Text, read.ETag));
    }

    [Fact]
    public async Task The_whole_set_is_replaced_and_only_by_who_has_seen_it()
    {
        var first = (await ReplaceAsync("13", Nobody, Bureau, Health)).Is(HttpStatusCode.OK);

        (await ReplaceAsync("13", etag: null, Bureau)).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await ReplaceAsync("13", Nobody, Bureau)).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await ReplaceAsync("13", $"W/{first.ETag}", Bureau)).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        Assert.Equal(first.Text, (await _client.Get("/v1/regions/13/contacts")).Text);
        var second = (await ReplaceAsync("13", first.ETag, Bureau)).Is(HttpStatusCode.OK);
        Assert.Equal(["Pemkesra@sulbar.example"], second.Body["contacts"]!.AsArray().Select(contact => contact!.Said("email")!));
        var none = (await ReplaceAsync("13", second.ETag)).Is(HttpStatusCode.OK);

        Assert.Equal(3, none.Body.Number("version"));
        Assert.Empty(none.Body["contacts"]!.AsArray());
    }

    [Fact]
    public async Task The_same_once_more_changes_nothing()
    {
        var first = (await ReplaceAsync("14", Nobody, Bureau)).Is(HttpStatusCode.OK);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = (await ReplaceAsync("14", first.ETag, Bureau)).Is(HttpStatusCode.OK);
        var nobody = (await ReplaceAsync("15", Nobody)).Is(HttpStatusCode.OK);

        Assert.Equal((first.Text, first.ETag), (again.Text, again.ETag));
        Assert.Equal((0, Nobody), (nobody.Body.Number("version"), nobody.ETag));
        Assert.Single(await _client.AuditAsync("action=replaceRegionContacts"), entry => entry.Said("regionCode") == "14");
        Assert.DoesNotContain(await _client.AuditAsync("action=replaceRegionContacts"), entry => entry.Said("regionCode") == "15");
    }

    [Fact]
    public async Task Of_several_who_have_seen_nobody_one_is_first()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(place => ReplaceAsync("16", Nobody, new { name = "Kantor", email = $"kantor{place}@sumsel.example", language = "id" })));

        var won = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer != won), answer => answer.IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed"));
        Assert.Equal(won.Text, (await _client.Get("/v1/regions/16/contacts")).Text);
    }

    [Theory]
    [InlineData("{}", "/contacts", "value.required")]
    [InlineData("""{"contacts":null}""", "/contacts", "value.required")]
    [InlineData("""{"contacts":[null]}""", "/contacts/0", "value.required")]
    [InlineData("""{"contacts":[{"email":"a@b.example","language":"id"}]}""", "/contacts/0/name", "value.required")]
    [InlineData("""{"contacts":[{"name":" ","email":"a@b.example","language":"id"}]}""", "/contacts/0/name", "text.blank")]
    [InlineData("""{"contacts":[{"name":"Biro\r\nBcc: c@d.example","email":"a@b.example","language":"id"}]}""", "/contacts/0/name", "text.line-break")]
    [InlineData("""{"contacts":[{"name":"Biro","language":"id"}]}""", "/contacts/0/email", "value.required")]
    [InlineData("""{"contacts":[{"name":"Biro","email":" ","language":"id"}]}""", "/contacts/0/email", "text.blank")]
    [InlineData("""{"contacts":[{"name":"Biro","email":"a@b","language":"id"}]}""", "/contacts/0/email", "email.invalid")]
    [InlineData("""{"contacts":[{"name":"Biro","email":"biro@münchen.example","language":"id"}]}""", "/contacts/0/email", "email.invalid")]
    [InlineData("""{"contacts":[{"name":"Biro","email":"a@b.example\r\nBcc: c@d.example","language":"id"}]}""", "/contacts/0/email", "email.invalid")]
    [InlineData("""{"contacts":[{"name":"Biro","email":"Biro <a@b.example>","language":"id"}]}""", "/contacts/0/email", "email.invalid")]
    [InlineData("""{"contacts":[{"name":"Biro","email":"3171041508900001@b.example","language":"id"}]}""", "/contacts/0/email", "text.personal-number")]
    [InlineData("""{"contacts":[{"name":"Biro","email":"a@b.example"}]}""", "/contacts/0/language", "value.required")]
    [InlineData("""{"contacts":[{"name":"Biro","email":"a@b.example","language":"ID"}]}""", "/contacts/0/language", "value.unknown")]
    [InlineData("""{"contacts":[{"name":"Biro","email":"a@b.example","language":"jv"}]}""", "/contacts/0/language", "value.unknown")]
    [InlineData("""{"contacts":[{"name":"Biro","email":"a@b.example","language":"id","owner":""}]}""", "/contacts/0/owner", "text.blank")]
    [InlineData("""{"contacts":[{"name":"Biro","email":"a@b.example","language":"id"},{"name":"Biro","email":"A@B.example","language":"en"}]}""", "/contacts/1/email", "email.repeated")]
    [InlineData("""{"contacts":[{"name":"Biro","email":"a@b.example","language":"id","phone":"0"}]}""", "/contacts/0/phone", "member.unknown")]
    [InlineData("""{"contacts":[],"regionCode":"76"}""", "/regionCode", "member.unknown")]
    public async Task A_faulty_member_is_named_and_nothing_changes(string body, string pointer, string code)
    {
        var answer = (await SendAsync("17", "*", body)).IsProblem(HttpStatusCode.BadRequest, code);

        Assert.Equal(code, Assert.Contains(pointer, answer.Errors));
        Assert.Equal(0, (await _client.Get("/v1/regions/17/contacts")).Is(HttpStatusCode.OK).Body.Number("version"));
    }

    [Fact]
    public async Task There_are_fifty_at_most_and_each_text_has_its_bound()
    {
        object[] most = [.. Enumerable.Range(0, 50).Select(place => new { name = "Kantor", email = $"kantor{place}@bengkulu.example", language = "id" })];
        var (name, address) = (new string('n', 200), $"{new string('a', 64)}@{string.Join('.', Enumerable.Repeat(new string('b', 61), 3))}.id");
        (await ReplaceAsync("18", "*", most)).Is(HttpStatusCode.OK);
        (await ReplaceAsync("18", "*", new { name, email = address, language = "id", owner = name })).Is(HttpStatusCode.OK);

        Assert.Equal("list.too-long", Assert.Contains("/contacts", (await ReplaceAsync("18", "*", [.. most, Bureau])).Is(HttpStatusCode.BadRequest).Errors));
        var refused = (await ReplaceAsync("18", "*", new { name = $"{name}n", email = $"{address}{new string('d', 254)}", language = "id", owner = $"{name}n" })).IsProblem(HttpStatusCode.BadRequest, "text.too-long");
        Assert.Equal(["/contacts/0/email", "/contacts/0/name", "/contacts/0/owner"], refused.Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_foreign_is_what_is_missing()
    {
        using var sultra = _host.ClientOf("petugas.sultra", Scopes.All, "74");
        using var sulbar = _host.ClientOf("petugas.sulbar", Scopes.All, "76");
        var theirs = (await ReplaceAsync("76.02", Nobody, [Bureau], sulbar)).Is(HttpStatusCode.OK);

        foreach (var (beyond, none) in new[]
        {
            (await sultra.Get("/v1/regions/76.02/contacts"), await sultra.Get("/v1/regions/99/contacts")),
            (await ReplaceAsync("76.02", "*", [Health], sultra), await ReplaceAsync("99", "*", [Health], sultra)),
        })
        {
            none.IsProblem(HttpStatusCode.NotFound, "region.not-found");
            Assert.Equal(none.Refusal, beyond.Refusal);
        }

        Assert.Equal(theirs.Text, (await sulbar.Get("/v1/regions/76.02/contacts")).Text);
        var noted = Assert.Single(await sulbar.AuditAsync("action=replaceRegionContacts&outcome=refused"));
        Assert.Equal(("petugas.sultra", "76.02"), (noted.Said("by"), noted.Said("regionCode")));
    }

    [Fact]
    public async Task The_audit_keeps_who_was_told_before_and_after()
    {
        var first = (await ReplaceAsync("19", Nobody, Bureau)).Is(HttpStatusCode.OK);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await ReplaceAsync("19", first.ETag, Health)).Is(HttpStatusCode.OK);

        var entries = (await _client.AuditAsync("action=replaceRegionContacts&by=staf")).Where(each => each.Said("regionCode") == "19").ToList();
        Assert.All(entries, entry => Assert.Equal(("regionContacts", "done"), (entry.Said("subjectKind"), entry.Said("outcome"))));
        Assert.Equal(["1 > 2", "null > 1"], entries.Select(entry => entry.Changed("version")));
        Assert.Matches(@"^\[.*Pemkesra@sulbar\.example.*\] > \[.*dinkes@sulbar\.example.*\]$", entries[0].Changed("contacts"));
    }

    private Task<Answered> ReplaceAsync(string region, string? etag, params object[] contacts) => ReplaceAsync(region, etag, contacts, _client);

    private static Task<Answered> ReplaceAsync(string region, string? etag, object[] contacts, HttpClient client) =>
        SendAsync(client, region, etag, new { contacts });

    private Task<Answered> SendAsync(string region, string? etag, object body) => SendAsync(_client, region, etag, body);

    private static Task<Answered> SendAsync(HttpClient client, string region, string? etag, object body) =>
        client.Send(HttpMethod.Put, $"/v1/regions/{region}/contacts", Hosting.Http.Json(body), etag is null ? [] : [("If-Match", etag)]);
}
