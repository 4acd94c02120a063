using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Access;

public sealed class ApiKeysTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string Scope = "agreements:read";

    private readonly HttpClient _client = host.ClientOf("pengelola");

    [Fact]
    public async Task A_new_key_opens_what_it_was_issued_for_and_its_secret_is_shown_once()
    {
        var issued = (await IssueAsync(_client, ("regionCodes", List("76")), ("owner", "Biro Pemkesra"), ("expiresAt", "2027-12-31T16:00:00Z"))).Is(HttpStatusCode.Created);
        var secret = issued.Body.Said("key")!;

        Assert.Equal($"/v1/api-keys/{issued.Id}", issued.Headers.Location!.ToString());
        Assert.Matches("^agr_[A-Za-z0-9_-]{43}$", secret);
        Assert.Equal(secret[..12], issued.Body.Said("prefix"));
        Assert.Equal(("pengelola", host.Clock.Now), (issued.Body.Said("createdBy"), issued.Body.Member("createdAt")!.GetValue<DateTimeOffset>()));

        using var holder = host.ClientBy(secret);
        var me = (await holder.Get("/v1/me")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(("Biro Pemkesra", "2027-12-31T16:00:00.000Z"), (me.Said("name"), me.Said("expiresAt")));
        Assert.Equal([Scope], me.Texts("scopes"));
        Assert.False(me.Flag("allRegions"));
        Assert.Equal(["76", "76.01", "76.02", "76.03", "76.04", "76.05", "76.06"], me.Texts("regionCodes"));

        var read = (await _client.Get($"/v1/api-keys/{issued.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal(issued.ETag, read.ETag);
        Assert.Null(read.Body.Said("key"));
        Assert.Equal(issued.Body.With(("key", null)).ToJsonString(), read.Body.ToJsonString());
        Assert.DoesNotContain(secret, (await _client.Get("/v1/api-keys?limit=200")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_names_no_owner_answers_for_it_and_a_key_without_bounds_reaches_everything()
    {
        var issued = (await IssueAsync(_client, ("allRegions", true))).Is(HttpStatusCode.Created);

        Assert.Equal("pengelola", issued.Body.Said("owner"));
        using var holder = host.ClientBy(issued.Body.Said("key")!);
        var me = (await holder.Get("/v1/me")).Is(HttpStatusCode.OK).Body;
        Assert.True(me.Flag("allRegions"));
        Assert.Null(me.Member("regionCodes"));
        Assert.Null(me.Member("expiresAt"));
    }

    [Fact]
    public async Task A_repeat_gets_the_answer_without_the_secret()
    {
        (string, string) key = ("Idempotency-Key", $"{Guid.CreateVersion7()}");
        var body = Body(("allRegions", true));

        var first = (await _client.Post("/v1/api-keys", body, key)).Is(HttpStatusCode.Created);
        var repeat = (await _client.Post("/v1/api-keys", body, key)).Is(HttpStatusCode.Created);

        Assert.NotNull(first.Body.Said("key"));
        Assert.Null(repeat.Body.Said("key"));
        Assert.Equal((first.Id, first.ETag), (repeat.Id, repeat.ETag));
        Assert.True(repeat.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task The_store_keeps_no_secret()
    {
        var issued = (await _client.Post("/v1/api-keys", Body(("allRegions", true)), ("Idempotency-Key", $"{Guid.CreateVersion7()}"))).Is(HttpStatusCode.Created);
        var secret = issued.Body.Said("key")!;
        using (var holder = host.ClientBy(secret))
        {
            (await holder.Get("/v1/agreements")).Is(HttpStatusCode.OK);
        }

        var kept = await EverythingKeptAsync();

        Assert.Contains(issued.Id, kept, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(secret))), kept, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[12..], kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"scopes":["agreements:read"],"allRegions":true}""", "/name", "value.required")]
    [InlineData("""{"name":"uji","allRegions":true}""", "/scopes", "value.required")]
    [InlineData("""{"name":"uji","scopes":[],"allRegions":true}""", "/scopes", "list.empty")]
    [InlineData("""{"name":"uji","scopes":["agreementsRead"],"allRegions":true}""", "/scopes/0", "value.unknown")]
    [InlineData("""{"name":"uji","scopes":[0],"allRegions":true}""", "/scopes/0", "value.malformed")]
    [InlineData("""{"name":" ","scopes":["admin"],"allRegions":true}""", "/name", "text.blank")]
    [InlineData("""{"name":"uji","owner":"","scopes":["admin"],"allRegions":true}""", "/owner", "text.blank")]
    [InlineData("""{"name":"uji","scopes":["admin"]}""", "/regionCodes", "api-key.binding-unclear")]
    [InlineData("""{"name":"uji","scopes":["admin"],"allRegions":false}""", "/regionCodes", "api-key.binding-unclear")]
    [InlineData("""{"name":"uji","scopes":["admin"],"regionCodes":[]}""", "/regionCodes", "api-key.binding-unclear")]
    [InlineData("""{"name":"uji","scopes":["admin"],"regionCodes":["76"],"allRegions":true}""", "/regionCodes", "api-key.binding-unclear")]
    [InlineData("""{"name":"uji","scopes":["admin"],"regionCodes":["76"],"bpjsOfficeId":"019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e02"}""", "/regionCodes", "api-key.binding-unclear")]
    [InlineData("""{"name":"uji","scopes":["admin"],"regionCodes":["76","99"]}""", "/regionCodes/1", "region.unknown")]
    [InlineData("""{"name":"uji","scopes":["admin"],"bpjsOfficeId":"019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e02"}""", "/bpjsOfficeId", "office.unknown")]
    [InlineData("""{"name":"uji","scopes":["admin"],"allRegions":true,"expiresAt":"2026-11-21T02:00:00Z"}""", "/expiresAt", "api-key.expired-already")]
    [InlineData("""{"name":"uji","scopes":["admin"],"allRegions":true,"key":"agr_0123456789012345678901234567890123456789"}""", "/key", "member.unknown")]
    public async Task A_key_that_makes_no_sense_is_refused(string body, string pointer, string code)
    {
        var refused = (await _client.Post("/v1/api-keys", body)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(code, Assert.Contains(pointer, refused.Errors));
    }

    [Fact]
    public async Task An_unknown_scope_is_answered_with_those_there_are()
    {
        var refused = (await _client.Post("/v1/api-keys", """{"name":"uji","scopes":["root"],"allRegions":true}""")).IsProblem(HttpStatusCode.BadRequest, "value.unknown");

        Assert.Contains("agreements:read | agreements:write | agreements:approve | reminders:dispatch | admin", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_issues_a_key_beyond_their_own_rights()
    {
        using var bounded = host.ClientOf("pengelola daerah", [Domain.Access.Scope.Admin, Domain.Access.Scope.AgreementsRead], "76");

        (await IssueAsync(bounded, ("allRegions", true))).IsProblem(HttpStatusCode.Forbidden, "api-key.beyond-own-rights");
        (await IssueAsync(bounded, ("regionCodes", List("76", "74")))).IsProblem(HttpStatusCode.Forbidden, "api-key.beyond-own-rights");
        (await IssueAsync(bounded, ("regionCodes", List("76")), ("scopes", List("agreements:read", "agreements:approve")))).IsProblem(HttpStatusCode.Forbidden, "api-key.beyond-own-rights");
        (await IssueAsync(bounded, ("regionCodes", List("76.02")))).Is(HttpStatusCode.Created);

        var office = await OfficeAsync("74.71");
        (await IssueAsync(bounded, ("bpjsOfficeId", office.Id))).IsProblem(HttpStatusCode.Forbidden, "api-key.beyond-own-rights");
    }

    [Fact]
    public async Task An_administrator_of_some_regions_sees_and_revokes_only_the_keys_within()
    {
        using var bounded = host.ClientOf("pengelola daerah", [Domain.Access.Scope.Admin], "75");
        var within = (await IssueAsync(_client, ("regionCodes", List("75.71")))).Is(HttpStatusCode.Created);
        var without = (await IssueAsync(_client, ("regionCodes", List("75.71", "74.71")))).Is(HttpStatusCode.Created);
        var ofAnOffice = (await IssueAsync(_client, ("bpjsOfficeId", (await OfficeAsync("75.01")).Id))).Is(HttpStatusCode.Created);

        var seen = (await bounded.WalkAsync("/v1/api-keys?limit=1")).Select(key => key.Said("id")!).ToList();

        Assert.Contains(within.Id, seen);
        Assert.Contains(ofAnOffice.Id, seen);
        Assert.DoesNotContain(without.Id, seen);
        (await bounded.Get($"/v1/api-keys/{without.Id}")).IsProblem(HttpStatusCode.NotFound, "api-key.not-found");
        (await bounded.Delete($"/v1/api-keys/{without.Id}", ("If-Match", "*"))).IsProblem(HttpStatusCode.NotFound, "api-key.not-found");
        (await bounded.Delete($"/v1/api-keys/{within.Id}", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Keys_are_listed_newest_last_page_by_page()
    {
        var issued = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            issued.Add((await IssueAsync(_client, ("allRegions", true))).Is(HttpStatusCode.Created).Id);
        }

        var all = (await _client.WalkAsync("/v1/api-keys?limit=2")).Select(key => key.Said("id")!).ToList();

        Assert.Equal(issued, all[^3..]);
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_that_moment_on_and_stays_in_the_list()
    {
        var issued = (await IssueAsync(_client, ("allRegions", true))).Is(HttpStatusCode.Created);
        using var holder = host.ClientBy(issued.Body.Said("key")!);
        (await holder.Get("/v1/agreements")).Is(HttpStatusCode.OK);
        var path = $"/v1/api-keys/{issued.Id}";

        (await _client.Delete(path)).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _client.Delete(path, ("If-Match", "\"7.0\""))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await holder.Get("/v1/agreements")).Is(HttpStatusCode.OK);
        (await _client.Delete(path, ("If-Match", issued.ETag!))).Is(HttpStatusCode.NoContent);

        (await holder.Get("/v1/agreements")).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");
        var read = (await _client.Get(path)).Is(HttpStatusCode.OK);
        Assert.NotEqual(issued.ETag, read.ETag);
        Assert.Equal(("pengelola", 2), (read.Body.Said("revokedBy"), read.Body.Number("version")));
        Assert.NotNull(read.Body.Said("revokedAt"));
        (await _client.Delete(path, ("If-Match", read.ETag!))).Is(HttpStatusCode.NoContent);
        Assert.Equal(read.Text, (await _client.Get(path)).Text);
    }

    [Fact]
    public async Task Another_instance_feels_a_revocation_within_seconds()
    {
        using var store = new TestStore();
        await using var one = new ServiceHost().On(store);
        await using var other = new ServiceHost().On(store);
        using var administrator = one.ClientOf("pengelola");
        var issued = (await IssueAsync(administrator, ("allRegions", true))).Is(HttpStatusCode.Created);
        using var holder = other.ClientBy(issued.Body.Said("key")!);
        (await holder.Get("/v1/me")).Is(HttpStatusCode.OK);

        (await administrator.Delete($"/v1/api-keys/{issued.Id}", ("If-Match", issued.ETag!))).Is(HttpStatusCode.NoContent);
        other.Clock.Advance(TimeSpan.FromSeconds(10));

        (await holder.Get("/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");
    }

    [Fact]
    public async Task A_key_opens_nothing_from_the_instant_it_expires()
    {
        await using var own = new ServiceHost();
        using var administrator = own.ClientOf("pengelola");
        var issued = (await IssueAsync(administrator, ("allRegions", true), ("expiresAt", "2026-11-21T03:00:00Z"))).Is(HttpStatusCode.Created);
        using var holder = own.ClientBy(issued.Body.Said("key")!);

        own.Clock.Now = new DateTimeOffset(2026, 11, 21, 2, 59, 59, 999, TimeSpan.Zero);
        (await holder.Get("/v1/me")).Is(HttpStatusCode.OK);
        own.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await holder.Get("/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");
    }

    [Theory]
    [InlineData("")]
    [InlineData("agr_")]
    [InlineData("agr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("agr_AAAAAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAA")]
    [InlineData("%61%67%72_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_key_that_is_none_opens_nothing(string key)
    {
        var answer = await RawHttp.SendAsync(_client.BaseAddress!, RawHttp.Request("GET", "/v1/me", $"X-Api-Key: {key}\r\n"));

        answer.Is(401);
        Assert.Contains("credentials.invalid", answer.Body, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task A_key_must_be_right_to_the_last_character()
    {
        foreach (var key in new[] { Keys.Administrator[..^1], $"{Keys.Administrator}0", Keys.Administrator.ToUpperInvariant(), $"{Keys.Administrator[..^1]}{(Keys.Administrator[^1] == 'A' ? 'B' : 'A')}", new string('a', 4000) })
        {
            using var client = host.ClientBy(key);
            (await client.Get("/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");
        }
    }

    [Fact]
    public async Task Two_credentials_at_once_are_none()
    {
        var key = $"X-Api-Key: {Keys.Administrator}\r\n";

        (await RawHttp.SendAsync(_client.BaseAddress!, RawHttp.Request("GET", "/v1/me", key))).Is(200);
        (await RawHttp.SendAsync(_client.BaseAddress!, RawHttp.Request("GET", "/v1/me", key + key))).Is(401);
        (await RawHttp.SendAsync(_client.BaseAddress!, RawHttp.Request("GET", "/v1/me", $"{key}Authorization: Bearer x\r\n"))).Is(401);
    }

    [Fact]
    public async Task A_key_in_the_address_opens_nothing()
    {
        using var nobody = host.CreateClient();

        (await nobody.Get($"/v1/agreements?X-Api-Key={Keys.Administrator}")).IsProblem(HttpStatusCode.Unauthorized, "credentials.missing");
    }

    [Fact]
    public async Task A_province_covers_its_regencies_and_cities_and_a_regency_nothing_else()
    {
        using var everywhere = host.ClientOf("penyusun");
        var province = await everywhere.DraftedAsync("73");
        var regency = await everywhere.DraftedAsync("73.01");
        var city = await everywhere.DraftedAsync("73.71");
        using var ofProvince = host.ClientOf("petugas", Scopes.All, "73");
        using var ofRegency = host.ClientOf("petugas", Scopes.All, "73.01");

        Assert.Equal(new[] { province.Id, regency.Id, city.Id }.Order(StringComparer.Ordinal), (await ofProvince.Get("/v1/agreements?sort=updatedAt")).Is(HttpStatusCode.OK).Ids().Order(StringComparer.Ordinal));
        Assert.Equal([regency.Id], (await ofRegency.Get("/v1/agreements")).Is(HttpStatusCode.OK).Ids());
    }

    [Fact]
    public async Task An_office_covers_its_catchment_and_that_of_the_offices_under_it()
    {
        using var everywhere = host.ClientOf("penyusun");
        var regional = (await everywhere.Post("/v1/bpjs-offices", new { kind = "regionalOffice", name = "Kedeputian Uji" })).Is(HttpStatusCode.Created);
        var branch = (await everywhere.Post("/v1/bpjs-offices", new { kind = "branch", name = "Cabang Uji", parentId = regional.Id, catchmentRegionCodes = List("72.71") })).Is(HttpStatusCode.Created);
        var district = (await everywhere.Post("/v1/bpjs-offices", new { kind = "districtOffice", name = "Kabupaten Uji", parentId = branch.Id, catchmentRegionCodes = List("72.01") })).Is(HttpStatusCode.Created);
        var inBranch = await everywhere.DraftedAsync("72.71");
        var inDistrict = await everywhere.DraftedAsync("72.01");
        await everywhere.DraftedAsync("72.02");

        foreach (var (office, seen) in new[] { (regional, new[] { inBranch.Id, inDistrict.Id }), (branch, [inBranch.Id, inDistrict.Id]), (district, [inDistrict.Id]) })
        {
            using var client = host.ClientOf("petugas", Scopes.All, Guid.Parse(office.Id));
            Assert.Equal(seen.Order(StringComparer.Ordinal), (await client.Get("/v1/agreements")).Is(HttpStatusCode.OK).Ids().Order(StringComparer.Ordinal));
        }

        (await everywhere.Delete($"/v1/bpjs-offices/{district.Id}", ("If-Match", district.ETag!))).IsProblem(HttpStatusCode.Conflict, "office.in-use");
    }

    [Fact]
    public async Task Nobody_widens_a_reach_by_the_catchment_of_an_office()
    {
        var own = await OfficeAsync("76");
        var foreign = await OfficeAsync("74");
        using var bounded = host.ClientOf("pengelola daerah", Scopes.All, Guid.Parse(own.Id));

        (await EditAsync(bounded, own, new { catchmentRegionCodes = List("76", "74") })).IsProblem(HttpStatusCode.Forbidden, "region.out-of-reach");
        (await EditAsync(bounded, foreign, new { parentId = own.Id })).IsProblem(HttpStatusCode.Forbidden, "region.out-of-reach");
        (await bounded.Post("/v1/bpjs-offices", new { kind = "districtOffice", name = "Titipan", parentId = own.Id, catchmentRegionCodes = List("74") })).IsProblem(HttpStatusCode.Forbidden, "region.out-of-reach");
        (await EditAsync(bounded, own, new { catchmentRegionCodes = List("76.01") })).Is(HttpStatusCode.OK);
    }

    private static string[] List(params string[] items) => items;

    private static JsonObject Body(params (string Member, object? Value)[] members) => new { name = "Pengingat harian", scopes = List(Scope) }.With(members);

    private static Task<Answered> IssueAsync(HttpClient client, params (string Member, object? Value)[] members) => client.Post("/v1/api-keys", Body(members));

    private static Task<Answered> EditAsync(HttpClient client, Answered office, object body) => client.Patch($"/v1/bpjs-offices/{office.Id}", body, ("If-Match", office.ETag!));

    private async Task<Answered> OfficeAsync(string region) =>
        (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = $"Cabang {Guid.CreateVersion7()}", catchmentRegionCodes = new[] { region } })).Is(HttpStatusCode.Created);

    // Every value of every row, and of an SQLite store every byte of its files.
    private async Task<string> EverythingKeptAsync()
    {
        var kept = new StringBuilder();
        await using var connection = await host.Store.OpenAsync();
        foreach (var table in List("api_keys", "idempotency_records", "agreements", "agreement_history"))
        {
            kept.AppendJoin('\n', await connection.RowsAsync($"SELECT * FROM {table}"));
        }

        if (!TestStore.IsPostgres)
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(host.Store.File)!, "agreements.db*"))
            {
                await using var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(bytes, Encoding.Latin1);
                kept.Append(await reader.ReadToEndAsync());
            }
        }

        return kept.ToString();
    }
}
