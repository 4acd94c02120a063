using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

public sealed class GetAgreementTests : IClassFixture<ServiceHost>
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public GetAgreementTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Theory]
    [InlineData("agreements/0198a8c4-1111-7222-8333-444455556666", "agreement.not-found")]
    [InlineData("agreements/0198a8c4-1111-7222-8333-444455556666/history", "agreement.not-found")]
    [InlineData("agreements/1", "route.not-found")]
    public async Task What_is_not_there_is_not_found(string path, string code)
    {
        (await _client.Get($"/v1/{path}")).IsProblem(HttpStatusCode.NotFound, code);
    }

    [Fact]
    public async Task Whoever_has_it_already_is_told_so()
    {
        var draft = await _client.DraftedAsync();

        var known = (await _client.Get($"/v1/agreements/{draft.Id}", ("If-None-Match", draft.ETag!))).Is(HttpStatusCode.NotModified);
        var changed = (await _client.EditAsync(draft, new { notes = "Diperbarui" })).Is(HttpStatusCode.OK);
        var unknown = (await _client.Get($"/v1/agreements/{draft.Id}", ("If-None-Match", draft.ETag!))).Is(HttpStatusCode.OK);

        Assert.Equal("", known.Text);
        Assert.Equal(draft.ETag, known.ETag);
        Assert.Equal(changed.ETag, unknown.ETag);
        Assert.NotEqual(draft.ETag, changed.ETag);
    }

    [Theory]
    [InlineData("2027-12-30", 1)]
    [InlineData("2027-12-31", 0)]
    [InlineData("2028-01-01", -1)]
    public async Task Days_are_counted_to_the_last_day_from_the_day_asked_for(string asOf, int daysLeft)
    {
        var draft = await _client.DraftedAsync(until: "2027-12-31");

        var read = (await _client.Get($"/v1/agreements/{draft.Id}?asOf={asOf}")).Is(HttpStatusCode.OK);

        Assert.Equal(daysLeft, read.Body.Number("daysLeft"));
        Assert.Equal(asOf, read.Body.Said("asOf"));
    }

    [Theory]
    [InlineData("92.02", "2026-12-31T14:59:59Z", "2026-12-31", 0)]
    [InlineData("92.02", "2026-12-31T15:00:00Z", "2027-01-01", -1)]
    [InlineData("76", "2026-12-31T15:59:59Z", "2026-12-31", 0)]
    [InlineData("76", "2026-12-31T16:00:00Z", "2027-01-01", -1)]
    [InlineData("33.05", "2026-12-31T16:59:59Z", "2026-12-31", 0)]
    [InlineData("33.05", "2026-12-31T17:00:00Z", "2027-01-01", -1)]
    public async Task The_last_day_ends_at_midnight_in_the_regions_own_zone_and_so_does_the_etag(string region, string now, string today, int daysLeft)
    {
        var draft = await _client.DraftedAsync(region, from: "2026-01-01", until: "2026-12-31");
        _host.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

        var read = (await _client.ReadAsync(draft)).Is(HttpStatusCode.OK);

        Assert.Equal(today, read.Body.Said("asOf"));
        Assert.Equal(daysLeft, read.Body.Number("daysLeft"));
        Assert.NotEqual(draft.ETag, read.ETag);
    }

    [Theory]
    [InlineData("asOf=01/02/2026", "asOf", "parameter.malformed")]
    [InlineData("asOf=2026-02-30", "asOf", "parameter.malformed")]
    [InlineData("asOf=", "asOf", "parameter.blank")]
    [InlineData("asof=2026-01-01", "asof", "parameter.unknown")]
    [InlineData("asOf=2026-01-01&asOf=2026-01-02", "asOf", "parameter.repeated")]
    public async Task A_day_that_is_none_is_refused(string query, string parameter, string code)
    {
        var draft = await _client.DraftedAsync();

        var answer = await _client.Get($"/v1/agreements/{draft.Id}?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, Assert.Contains(parameter, answer.Errors));
    }

    [Fact]
    public async Task A_renamed_office_shows_and_makes_another_representation()
    {
        var office = await _client.OfficeAsync();
        var draft = (await _client.DraftAsync(("bpjsOfficeId", office))).Is(HttpStatusCode.Created);
        (await _client.Patch($"/v1/bpjs-offices/{office}", new { name = $"Kantor Baru {office}" }, ("If-Match", "*"))).Is(HttpStatusCode.OK);

        var read = (await _client.Get($"/v1/agreements/{draft.Id}", ("If-None-Match", draft.ETag!))).Is(HttpStatusCode.OK);

        Assert.Equal($"Kantor Baru {office}", read.Body.Said("bpjsOfficeName"));
        Assert.Equal(1, read.Body.Number("version"));
    }
}
