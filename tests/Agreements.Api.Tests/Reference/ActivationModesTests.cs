using System.Net;
using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Reference;

/// <summary>How soon people of a region are activated, as it is recorded and read.</summary>
public sealed class ActivationModesTests : IClassFixture<ServiceHost>
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public ActivationModesTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task What_is_said_of_a_region_reads_as_it_was_answered()
    {
        var added = (await AddAsync("82.03", "nextMonth", "2025-01-01")).Is(HttpStatusCode.Created);

        Assert.Equal(
            $$"""{"id":"{{added.Id}}","regionCode":"82.03","mode":"nextMonth","validFrom":"2025-01-01","source":"Surat Kantor Cabang","recordedAt":"2026-11-21T02:00:00.000Z","recordedBy":"staf"}""",
            added.Text);
        Assert.Equal($"/v1/regions/82.03/activation-modes/{added.Id}", added.Headers.Location!.ToString());
        var read = (await _client.Get(added.Headers.Location.ToString())).Is(HttpStatusCode.OK);
        Assert.Equal((added.Text, added.ETag), (read.Text, read.ETag));
        (await _client.Get(added.Headers.Location.ToString(), ("If-None-Match", added.ETag!))).Is(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task They_are_listed_latest_day_first_and_of_one_day_latest_recorded_first_page_after_page()
    {
        var added = new List<string>();
        foreach (var (mode, validFrom) in new[] { ("nextMonth", "2024-01-01"), ("sameDay", "2025-07-01"), ("nextMonth", "2025-01-01"), ("nextMonth", "2025-07-01"), ("sameDay", "2027-01-01") })
        {
            added.Add((await AddAsync("11.01", mode, validFrom)).Is(HttpStatusCode.Created).Id);
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await AddAsync("11", "sameDay", "2026-01-01");
        string[] expected = [added[4], added[3], added[1], added[2], added[0]];

        Assert.Equal(expected, (await _client.Get("/v1/regions/11.01/activation-modes")).Is(HttpStatusCode.OK).Ids());
        Assert.Equal(expected, (await _client.WalkAsync("/v1/regions/11.01/activation-modes?limit=1")).Select(mode => mode.Said("id")!));
        Assert.Equal(expected, (await _client.WalkAsync("/v1/regions/11.01/activation-modes?limit=2")).Select(mode => mode.Said("id")!));
        Assert.Empty((await _client.Get("/v1/regions/11.02/activation-modes")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task A_walk_goes_on_in_its_own_region_alone()
    {
        await AddAsync("12.01", "nextMonth", "2024-01-01");
        await AddAsync("12.01", "sameDay", "2025-01-01");
        var next = (await _client.Get("/v1/regions/12.01/activation-modes?limit=1")).Is(HttpStatusCode.OK).Body.Said("next");

        (await _client.Get($"/v1/regions/12.02/activation-modes?limit=1&after={next}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    [Theory]
    [InlineData("""{"validFrom":"2025-01-01","source":"Surat"}""", "/mode", "value.required")]
    [InlineData("""{"mode":"sameDay","source":"Surat"}""", "/validFrom", "value.required")]
    [InlineData("""{"mode":"sameDay","validFrom":"2025-01-01"}""", "/source", "value.required")]
    [InlineData("""{"mode":"sameDay","validFrom":"2025-01-01","source":" "}""", "/source", "text.blank")]
    [InlineData("""{"mode":"sameDay","validFrom":"1900-01-01","source":"Surat"}""", "/validFrom", "value.out-of-range")]
    [InlineData("""{"mode":"SameDay","validFrom":"2025-01-01","source":"Surat"}""", "/mode", "value.unknown")]
    [InlineData("""{"mode":"sameDay","validFrom":"2025-01-01","source":"Surat","regionCode":"76"}""", "/regionCode", "member.unknown")]
    public async Task A_faulty_member_is_named(string body, string pointer, string code)
    {
        var answer = (await _client.Post("/v1/regions/13/activation-modes", body)).IsProblem(HttpStatusCode.BadRequest, code);

        Assert.Equal(code, Assert.Contains(pointer, answer.Errors));
        Assert.Empty((await _client.Get("/v1/regions/13/activation-modes")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var added = (await AddAsync("14", "sameDay", "2025-01-01")).Is(HttpStatusCode.Created);

        (await AddAsync("99", "sameDay", "2025-01-01")).IsProblem(HttpStatusCode.NotFound, "region.not-found");
        (await _client.Get("/v1/regions/99/activation-modes")).IsProblem(HttpStatusCode.NotFound, "region.not-found");
        (await _client.Get($"/v1/regions/14/activation-modes/{Guid.CreateVersion7()}")).IsProblem(HttpStatusCode.NotFound, "activation-mode.not-found");
        (await _client.Get($"/v1/regions/15/activation-modes/{added.Id}")).IsProblem(HttpStatusCode.NotFound, "activation-mode.not-found");
    }

    [Fact]
    public async Task A_foreign_region_is_neither_read_nor_written_and_a_province_brings_its_regencies()
    {
        using var sultra = _host.ClientOf("petugas.sultra", Scopes.All, "74");
        using var sulbar = _host.ClientOf("petugas.sulbar", Scopes.All, "76");
        (await AddAsync("76.02", "sameDay", "2025-01-01", sulbar)).Is(HttpStatusCode.Created);

        (await AddAsync("76.02", "nextMonth", "2025-01-01", sultra)).IsProblem(HttpStatusCode.NotFound, "region.not-found");
        var beyond = (await sultra.Get("/v1/regions/76.02/activation-modes")).IsProblem(HttpStatusCode.NotFound, "region.not-found");
        var none = (await sultra.Get("/v1/regions/99/activation-modes")).IsProblem(HttpStatusCode.NotFound, "region.not-found");

        Assert.Equal(none.Refusal, beyond.Refusal);
        Assert.Single((await sulbar.Get("/v1/regions/76.02/activation-modes")).Is(HttpStatusCode.OK).Items);
        var noted = Assert.Single(await sulbar.AuditAsync("action=listActivationModes"));
        Assert.Equal(("petugas.sultra", "refused", "76.02"), (noted.Said("by"), noted.Said("outcome"), noted.Said("regionCode")));
    }

    [Fact]
    public async Task The_audit_keeps_who_said_what_of_which_region()
    {
        var added = (await AddAsync("17", "nextMonth", "2025-01-01")).Is(HttpStatusCode.Created);

        var entry = Assert.Single(await _client.AuditAsync("action=addActivationMode&by=staf"), each => each.Said("subjectId") == added.Id);
        Assert.Equal(("activationMode", "17", "done"), (entry.Said("subjectKind"), entry.Said("regionCode"), entry.Said("outcome")));
        Assert.Equal("null > \"nextMonth\"", entry.Changed("mode"));
        Assert.Equal("null > \"2025-01-01\"", entry.Changed("validFrom"));
    }

    [Fact]
    public async Task A_repeated_request_says_it_once()
    {
        var body = new { mode = "sameDay", validFrom = "2025-01-01", source = "Surat Kantor Cabang" };

        var first = (await _client.Post("/v1/regions/18/activation-modes", body, ("Idempotency-Key", "pengaktifan-18"))).Is(HttpStatusCode.Created);
        var again = (await _client.Post("/v1/regions/18/activation-modes", body, ("Idempotency-Key", "pengaktifan-18"))).Is(HttpStatusCode.Created);

        Assert.Equal(first.Text, again.Text);
        Assert.Single((await _client.Get("/v1/regions/18/activation-modes")).Is(HttpStatusCode.OK).Items);
    }

    private Task<Answered> AddAsync(string region, string mode, string validFrom, HttpClient? client = null) =>
        (client ?? _client).Post($"/v1/regions/{region}/activation-modes", new { mode, validFrom, source = "Surat Kantor Cabang" });
}
