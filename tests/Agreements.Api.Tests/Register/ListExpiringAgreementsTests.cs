using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Reference;
using Agreements.Domain;
using Agreements.Domain.Instruments;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Register;

public sealed class ListExpiringAgreementsTests : IClassFixture<ServiceHost>
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public ListExpiringAgreementsTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Theory]
    [InlineData("2030-03-10", 0, false)]
    [InlineData("2030-03-11", 0, true)]
    [InlineData("2030-03-12", 0, false)]
    [InlineData("2030-03-10", 1, true)]
    [InlineData("2030-02-09", 30, true)]
    [InlineData("2030-02-08", 30, false)]
    [InlineData("2029-12-11", null, true)]
    [InlineData("2029-12-10", null, false)]
    [InlineData("2030-03-11", null, true)]
    [InlineData("2030-03-12", null, false)]
    [InlineData("2020-03-13", 3650, true)]
    [InlineData("2020-03-12", 3650, false)]
    public async Task The_window_runs_from_the_day_to_so_many_days_later_both_included(string asOf, int? withinDays, bool found)
    {
        var id = await SignedAsync("76", from: "2019-01-01", until: "2030-03-11");

        var answer = await ExpiringAsync($"asOf={asOf}{(withinDays is null ? "" : $"&withinDays={withinDays}")}");

        Assert.Equal(found, Ids(answer).Contains(id));
        Assert.Equal(asOf, answer.Body.Said("asOf"));
        Assert.Null(answer.Body.Member("today"));
    }

    [Fact]
    public async Task Those_whose_end_nobody_knows_come_last_when_they_are_asked_for_and_the_open_ended_never()
    {
        var client = _host.ClientOf("staf");
        var ends = await SignedAsync("13", from: "2026-01-01", until: "2027-01-31");
        var open = await client.SignedWithAsync(("regionCode", "13"), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", null), ("openEnded", true));
        var unknown = Guid.CreateVersion7();
        await using (var scope = _host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
            var content = new AgreementContent { Kind = AgreementKind.MemorandumOfAgreement, RegionCode = "13", EffectiveFrom = new DateOnly(2026, 1, 1) };
            db.Agreements.Add(Agreement.TakeIn(
                unknown, new PublishedAgreement(content, LifecycleState.Signed, [], SignedOn: null, "Berita daerah"), RegionCatalogue.Shipped.Get("13"), new Authorship("penyusun", TestClock.Start)));
            await db.SaveChangesAsync();
        }

        Assert.Equal([ends], Ids(await ExpiringAsync("provinceCode=13")));
        var answer = await ExpiringAsync("provinceCode=13&includeEndUnknown=true");
        Assert.Equal([ends, unknown.ToString()], Ids(answer));
        Assert.Equal("endUnknown", Assert.Single(answer.Items[1].Texts("standingReasons")));
        Assert.DoesNotContain("includeEndUnknown", answer.Body.Member("appliedDefaults")!.AsObject().Select(each => each.Key));
        Assert.DoesNotContain(open.Id, Ids(answer));
    }

    [Theory]
    [InlineData("2026-12-30T14:59:59Z", "")]
    [InlineData("2026-12-30T15:00:00Z", "92.02")]
    [InlineData("2026-12-30T16:00:00Z", "76 92.02")]
    [InlineData("2026-12-30T17:00:00Z", "33.05 76 92.02")]
    [InlineData("2026-12-31T14:59:59Z", "33.05 76 92.02")]
    [InlineData("2026-12-31T15:00:00Z", "33.05 76")]
    [InlineData("2026-12-31T15:59:59Z", "33.05 76")]
    [InlineData("2026-12-31T16:00:00Z", "33.05")]
    [InlineData("2026-12-31T16:59:59Z", "33.05")]
    [InlineData("2026-12-31T17:00:00Z", "")]
    public async Task Each_ends_at_midnight_in_its_own_zone(string now, string expected)
    {
        string[] ids = [await SignedAsync("92.02"), await SignedAsync("76"), await SignedAsync("33.05")];
        _host.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

        var answer = await ExpiringAsync("withinDays=0");

        var mine = answer.Items.Where(item => ids.Contains(item.Said("id"))).ToList();
        Assert.Equal(expected, string.Join(' ', mine.Select(item => item.Said("regionCode")).Order(StringComparer.Ordinal)));
        Assert.All(mine, item => Assert.Equal(0, item.Number("daysLeft")));
        Assert.Null(answer.Body.Member("asOf"));
    }

    [Theory]
    [InlineData("2026-12-31T14:59:59Z", "2026-12-31", "2026-12-31", "2026-12-31")]
    [InlineData("2026-12-31T15:00:00Z", "2026-12-31", "2026-12-31", "2027-01-01")]
    [InlineData("2026-12-31T16:00:00Z", "2026-12-31", "2027-01-01", "2027-01-01")]
    [InlineData("2026-12-31T17:00:00Z", "2027-01-01", "2027-01-01", "2027-01-01")]
    public async Task Today_is_said_for_each_zone(string now, string jakarta, string makassar, string jayapura)
    {
        _host.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

        var today = (await ExpiringAsync("withinDays=0")).Body["today"]!;

        Assert.Equal(jakarta, today.Said("Asia/Jakarta"));
        Assert.Equal(makassar, today.Said("Asia/Makassar"));
        Assert.Equal(jayapura, today.Said("Asia/Jayapura"));
    }

    [Fact]
    public async Task An_asked_for_day_is_the_same_day_in_every_zone()
    {
        string[] ids = [await SignedAsync("92.02"), await SignedAsync("76"), await SignedAsync("33.05")];
        _host.Clock.Now = new DateTimeOffset(2026, 12, 31, 16, 30, 0, TimeSpan.Zero);

        var found = Ids(await ExpiringAsync("withinDays=0&asOf=2026-12-31"));

        Assert.Equal(3, ids.Count(found.Contains));
    }

    [Theory]
    [InlineData("2031-12-31", false)]
    [InlineData("2032-01-01", true)]
    public async Task What_has_not_begun_does_not_expire_yet(string asOf, bool found)
    {
        var id = await SignedAsync("76", from: "2032-01-01", until: "2032-01-31");

        Assert.Equal(found, Ids(await ExpiringAsync($"asOf={asOf}")).Contains(id));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("inReview")]
    [InlineData("approved")]
    [InlineData("partiallySigned")]
    [InlineData("cancelled")]
    public async Task What_was_never_signed_does_not_expire(string state)
    {
        var agreement = await _client.InStateAsync(state);
        var signed = await _client.InStateAsync("signed");

        var found = Ids(await ExpiringAsync("asOf=2027-12-01"));

        Assert.DoesNotContain(agreement.Id, found);
        Assert.Contains(signed.Id, found);
    }

    [Theory]
    [InlineData("2027-06-29", true)]
    [InlineData("2027-06-30", false)]
    [InlineData("2027-07-01", false)]
    public async Task What_will_be_terminated_expires_like_any_other_until_it_is(string asOf, bool found)
    {
        var (signed, untouched) = (await _client.SignedAsync(), await SignedAsync("76", from: "2027-01-01", until: "2027-12-31"));
        (await _client.ActAsync(signed, "terminate", Story.Termination(effectiveOn: "2027-06-30"))).Is(HttpStatusCode.OK);

        var ids = Ids(await ExpiringAsync($"asOf={asOf}&withinDays=365"));

        Assert.Equal(found, ids.Contains(signed.Id));
        Assert.Contains(untouched, ids);
    }

    [Fact]
    public async Task What_has_no_end_does_not_expire()
    {
        var approved = await _client.ApprovedAsync(from: "2026-01-01", until: null);
        var signature = new { party = "bpjs", name = "Nama Kepala Cabang", title = "Kepala Cabang", signedOn = "2026-11-20", openEnded = true };
        (await _client.Post($"/v1/agreements/{approved.Id}/signatures", signature)).Is(HttpStatusCode.Created);
        (await _client.SignAsync(approved, "localGovernment")).Is(HttpStatusCode.Created);

        Assert.DoesNotContain(approved.Id, Ids(await ExpiringAsync("withinDays=3650")));
        Assert.DoesNotContain(approved.Id, Ids(await ExpiringAsync("withinDays=3650&asOf=9999-12-31")));
    }

    [Fact]
    public async Task The_soonest_comes_first_page_after_page()
    {
        string[] ids =
        [
            await SignedAsync("75", until: "2035-05-03"),
            await SignedAsync("75", until: "2035-05-01"),
            await SignedAsync("75", until: "2035-05-02"),
            await SignedAsync("75", until: "2035-05-01"),
        ];

        var walked = await _client.WalkAsync("/v1/agreements/expiring?asOf=2035-05-01&withinDays=2&provinceCode=75&limit=1");

        Assert.Equal(["2035-05-01", "2035-05-01", "2035-05-02", "2035-05-03"], walked.Select(item => item.Said("effectiveUntil")));
        Assert.Equal(ids.Order(StringComparer.Ordinal), walked.Select(item => item.Said("id")).Order(StringComparer.Ordinal));
        Assert.Equal([0, 0, 1, 2], walked.Select(item => item.Number("daysLeft")));
    }

    [Fact]
    public async Task The_filters_of_the_register_narrow_it()
    {
        var one = await SignedAsync("96.71", until: "2036-05-01");
        var other = await SignedAsync("96.71", until: "2036-05-02");
        var office = (await _client.Get($"/v1/agreements/{one}")).Body.Said("bpjsOfficeId");

        Assert.Equal(2, (await ExpiringAsync("asOf=2036-05-01&regionCode=96.71")).Items.Count);
        Assert.Equal([one], Ids(await ExpiringAsync($"asOf=2036-05-01&bpjsOfficeId={office}")));
        Assert.Equal([other], Ids(await ExpiringAsync("asOf=2036-05-01&regionCode=96.71&effectiveUntilFrom=2036-05-02")));
        Assert.Empty(Ids(await ExpiringAsync("asOf=2036-05-01&regionCode=96.71&needsReview=true")));
        Assert.Equal(2, (await ExpiringAsync("asOf=2036-05-01&regionCode=96.71&segment=general,pbpuBp")).Items.Count);
        Assert.Empty(Ids(await ExpiringAsync("asOf=2036-05-01&regionCode=96.71&segment=general")));
        Assert.Empty(Ids(await ExpiringAsync("asOf=2036-05-01&provinceCode=76")));
    }

    [Theory]
    [InlineData("withinDays=-1", "withinDays", "value.out-of-range")]
    [InlineData("withinDays=3651", "withinDays", "value.out-of-range")]
    [InlineData("withinDays=ninety", "withinDays", "parameter.malformed")]
    [InlineData("withinDays=1e2", "withinDays", "parameter.malformed")]
    [InlineData("withinDays=", "withinDays", "parameter.blank")]
    [InlineData("withindays=30", "withindays", "parameter.unknown")]
    [InlineData("within=30", "within", "parameter.unknown")]
    [InlineData("asOf=27/11/2025", "asOf", "parameter.malformed")]
    [InlineData("sort=title", "sort", "parameter.unknown")]
    [InlineData("limit=201", "limit", "value.out-of-range")]
    public async Task A_faulty_parameter_is_named_and_widens_nothing(string query, string parameter, string code)
    {
        var answer = await _client.Get($"/v1/agreements/expiring?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, Assert.Contains(parameter, answer.Errors));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public async Task The_ends_of_the_calendar_are_days_like_others(string asOf)
    {
        Assert.Empty((await ExpiringAsync($"asOf={asOf}&withinDays=3650")).Items);
    }

    private static List<string> Ids(Answered answer) => [.. answer.Items.Select((JsonObject item) => item.Said("id")!)];

    private async Task<string> SignedAsync(string region, string from = "2026-01-01", string until = "2026-12-31") =>
        (await _client.SignedAsync(region, from, until)).Id;

    private async Task<Answered> ExpiringAsync(string query) => (await _client.Get($"/v1/agreements/expiring?{query}&limit=200")).Is(HttpStatusCode.OK);
}
