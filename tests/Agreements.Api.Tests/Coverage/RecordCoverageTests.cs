using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Coverage;

public sealed class RecordCoverageTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task What_is_recorded_comes_back_with_what_follows_from_it()
    {
        var sent = new
        {
            asOf = "2025-05-01",
            population = 694_832,
            members = 682_527,
            activeMembers = 546_300,
            arrearsAmount = 1_250_000_000L,
            coveragePercentPrinted = 98.23m,
            activePercentPrinted = 80.04m,
            source = "Tribun Sumsel, 20 May 2025",
        }.With();

        var snapshot = (await _client.Post("/v1/regions/16.08/coverage", sent)).Is(HttpStatusCode.Created);

        Assert.Equal($"/v1/regions/16.08/coverage/{snapshot.Id}", snapshot.Headers.Location!.ToString());
        Assert.All(sent, member => Assert.True(JsonNode.DeepEquals(member.Value, snapshot.Body.Member(member.Key)), $"{member.Key}: {snapshot.Body.Member(member.Key)}"));
        Assert.Equal(("98.23", "80.04"), (snapshot.Body["coveragePercent"].Shown(), snapshot.Body["activePercent"].Shown()));
        Assert.Equal(("Kabupaten Ogan Komering Ulu Timur", 1, "staf", "-"), (snapshot.Body.Said("regionName"), snapshot.Body.Number("revision"), snapshot.Body.Said("recordedBy"), snapshot.Body.Moved()));
        var read = (await _client.Get($"/v1/regions/16.08/coverage/{snapshot.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal((snapshot.ETag, snapshot.Text), (read.ETag, read.Text));
        (await _client.Get($"/v1/regions/16.08/coverage/{snapshot.Id}", ("If-None-Match", snapshot.ETag!))).Is(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_day_one_figure_and_a_source_are_enough_and_the_rest_is_not_known()
    {
        var snapshot = (await _client.Post("/v1/regions/17/coverage", new { asOf = "2021-11-30", coveragePercentPrinted = 80.62m, source = "Indo Barat" })).Is(HttpStatusCode.Created);

        Assert.All(
            ["population", "members", "activeMembers", "arrearsAmount", "coveragePercent", "activePercent", "activePercentPrinted", "change"],
            member => Assert.Null(snapshot.Body.Member(member)));
        Assert.Equal("figures.missing", Assert.Contains("/members", (await _client.Post("/v1/regions/17/coverage", new { asOf = "2021-11-30", source = "Indo Barat" })).Is(HttpStatusCode.BadRequest).Errors));
        Assert.Equal(["/asOf", "/source"], (await _client.Post("/v1/regions/17/coverage", new { members = 1 })).IsProblem(HttpStatusCode.BadRequest, "value.required").Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("asOf", "2026-02-30", "value.malformed")]
    [InlineData("asOf", "2026-11-22", "date.not-yet")]
    [InlineData("asOf", "1899-12-31", "value.out-of-range")]
    [InlineData("population", -1, "value.out-of-range")]
    [InlineData("population", 1_000_000_000, "value.out-of-range")]
    [InlineData("members", 12_000_000_000, "value.malformed")]
    [InlineData("members", 1.5, "value.malformed")]
    [InlineData("members", "9801", "value.malformed")]
    [InlineData("activeMembers", 9_802, "active-members.more-than-members")]
    [InlineData("arrearsAmount", -1, "value.out-of-range")]
    [InlineData("arrearsAmount", 1_000_000_000_000_000, "value.out-of-range")]
    [InlineData("coveragePercentPrinted", 98.005, "value.too-precise")]
    [InlineData("coveragePercentPrinted", 1000.01, "value.out-of-range")]
    [InlineData("coveragePercentPrinted", "98", "value.malformed")]
    [InlineData("activePercentPrinted", 100.01, "value.out-of-range")]
    [InlineData("activePercentPrinted", -0.01, "value.out-of-range")]
    [InlineData("source", " ", "text.blank")]
    [InlineData("source", "NIK 3171041508900001", "text.personal-number")]
    [InlineData("coveragePercent", 98, "member.unknown")]
    [InlineData("revision", 2, "member.unknown")]
    [InlineData("regionCode", "76", "member.unknown")]
    public async Task A_faulty_member_is_named_by_pointer_and_nothing_is_kept(string member, object? value, string code)
    {
        var answer = await _client.RecordCoverageAsync("81.02", "2026-10-31", (member, value));

        Assert.Equal(code, Assert.Contains($"/{member}", answer.IsProblem(HttpStatusCode.BadRequest, code).Errors));
        Assert.Empty((await _client.Get("/v1/regions/81.02/coverage")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task Coverage_may_exceed_100_and_the_highest_figures_come_back_exactly()
    {
        var gorontalo = await _client.CoveredAsync("75", "2025-12-18", ("population", 1_000_000), ("members", 1_009_800), ("coveragePercentPrinted", 100.98m));
        var most = await _client.CoveredAsync("75", "2025-12-19", ("population", 1), ("members", 999_999_999), ("arrearsAmount", 999_999_999_999_999), ("coveragePercentPrinted", 1000), ("activePercentPrinted", 100.00m));

        Assert.Equal(("100.98", "100.98"), (gorontalo.Body["coveragePercent"].Shown(), gorontalo.Body["coveragePercentPrinted"].Shown()));
        Assert.Equal(
            ("99999999900", "999999999999999", "1000", "100"),
            (most.Body["coveragePercent"].Shown(), most.Body["arrearsAmount"].Shown(), most.Body["coveragePercentPrinted"].Shown(), most.Body["activePercentPrinted"].Shown()));
        Assert.Equal(most.Text, (await _client.Get($"/v1/regions/75/coverage/{most.Id}")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task The_last_day_that_can_be_recorded_is_today_in_the_region()
    {
        using var late = new ServiceHost();

        // 23.30 in Jakarta, half past midnight in Mamuju, half past one in Jayapura.
        late.Clock.Now = new DateTimeOffset(2026, 11, 21, 16, 30, 0, TimeSpan.Zero);
        var client = late.ClientOf("staf");

        (await client.RecordCoverageAsync("31", "2026-11-22")).IsProblem(HttpStatusCode.BadRequest, "date.not-yet");
        (await client.RecordCoverageAsync("31", "2026-11-21")).Is(HttpStatusCode.Created);
        (await client.RecordCoverageAsync("76", "2026-11-22")).Is(HttpStatusCode.Created);
        (await client.RecordCoverageAsync("91", "2026-11-22")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_correction_is_another_snapshot_and_of_one_day_the_one_recorded_last_counts()
    {
        var first = await _client.CoveredAsync("53", "2026-03-31", ("members", 9_000));
        var corrected = await _client.CoveredAsync("53", "2026-03-31", ("members", 9_500));

        Assert.Equal((1, 2), (first.Body.Number("revision"), corrected.Body.Number("revision")));
        Assert.Equal(corrected.Id, (await _client.UhcStatusAsync("53"))["snapshot"]!.Said("id"));
        Assert.Equal([corrected.Id, first.Id], (await _client.Get("/v1/regions/53/coverage")).Is(HttpStatusCode.OK).Ids());
        Assert.Equal(first.Text, (await _client.Get($"/v1/regions/53/coverage/{first.Id}")).Is(HttpStatusCode.OK).Text);
        foreach (var verb in new[] { HttpMethod.Patch, HttpMethod.Put, HttpMethod.Delete })
        {
            (await _client.Send(verb, $"/v1/regions/53/coverage/{first.Id}", Hosting.Http.Json("{}"))).IsProblem(HttpStatusCode.MethodNotAllowed, "method.not-allowed");
        }
    }

    [Fact]
    public async Task Recorded_at_once_six_times_each_has_its_place()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _client.CoveredAsync("52", "2026-03-31")));

        Assert.Equal([1, 2, 3, 4, 5, 6], answers.Select(answer => answer.Body.Number("revision")).Order());
    }

    [Fact]
    public async Task A_repeat_under_its_key_records_nothing_anew()
    {
        var key = ("Idempotency-Key", $"{Guid.CreateVersion7()}");

        var first = (await _client.Post("/v1/regions/51/coverage", CoverageSteps.Reaching(), key)).Is(HttpStatusCode.Created);
        var again = (await _client.Post("/v1/regions/51/coverage", CoverageSteps.Reaching(), key)).Is(HttpStatusCode.Created);

        Assert.Equal((first.Text, first.ETag), (again.Text, again.ETag));
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
        Assert.Single((await _client.Get("/v1/regions/51/coverage")).Is(HttpStatusCode.OK).Items);
        (await _client.Post("/v1/regions/52/coverage", CoverageSteps.Reaching(), key)).IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");
    }

    [Fact]
    public async Task A_region_that_cannot_be_party_to_an_agreement_has_people_all_the_same()
    {
        Assert.Equal("31.71", (await _client.CoveredAsync("31.71", "2026-10-31")).Body.Said("regionCode"));
    }

    [Fact]
    public async Task What_lies_beyond_reach_is_answered_as_what_does_not_exist_and_the_audit_keeps_it()
    {
        var theirs = await _client.CoveredAsync("74", "2026-10-31");
        using var client = host.ClientOf("petugas.sulbar", [Scope.AgreementsRead, Scope.AgreementsWrite], "76");

        foreach (var path in new[] { "coverage", $"coverage/{theirs.Id}", "uhc-status" })
        {
            var (foreign, missing) = (await client.Get($"/v1/regions/74/{path}"), await client.Get($"/v1/regions/99/{path}"));
            foreign.IsProblem(HttpStatusCode.NotFound, "region.not-found");
            Assert.Equal(missing.Refusal, foreign.Refusal);
        }

        Assert.Equal((await client.RecordCoverageAsync("99", "2026-10-31")).Refusal, (await client.RecordCoverageAsync("74", "2026-10-31")).IsProblem(HttpStatusCode.NotFound, "region.not-found").Refusal);
        (await client.Get($"/v1/regions/76/coverage/{theirs.Id}")).IsProblem(HttpStatusCode.NotFound, "snapshot.not-found");
        Assert.Single((await _client.Get("/v1/regions/74/coverage")).Is(HttpStatusCode.OK).Items);
        var refused = await _client.AuditAsync("by=petugas.sulbar&action=recordCoverage");
        Assert.Equal(("refused", "region.not-found", "74"), (Assert.Single(refused).Said("outcome"), refused[0].Said("code"), refused[0].Said("regionCode")));

        // A province reaches its regencies and cities.
        (await client.RecordCoverageAsync("76.02", "2026-10-31")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_audit_keeps_every_figure_with_who_recorded_it()
    {
        var snapshot = await _client.CoveredAsync("61", "2026-10-31", ("coveragePercentPrinted", 98.5m));

        var entry = Assert.Single(await _client.AuditAsync("by=staf&action=recordCoverage"), each => each.Said("subjectId") == snapshot.Id);

        Assert.Equal(
            ("staf", "recordCoverage", "done", "coverageSnapshot", snapshot.Id, "61"),
            (entry.Said("by"), entry.Said("action"), entry.Said("outcome"), entry.Said("subjectKind"), entry.Said("subjectId"), entry.Said("regionCode")));
        Assert.Equal(("null > 9801", "null > 98.5", "null > 0"), (entry.Changed("members"), entry.Changed("coveragePercentPrinted"), entry.Changed("arrearsAmount")));
    }
}
