using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

/// <summary>
/// Three agreements valid through 31 December 2026, one in each zone: one second on either side of a local midnight decides, whatever the zone of the host.
/// </summary>
[Collection(HostZoneTests.Name)]
public sealed class LocalMidnightTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    // From west to east; each is over when its own day is.
    private static readonly (string Region, string Zone)[] Places = [("33", "Asia/Jakarta"), ("76", "Asia/Makassar"), ("96.71", "Asia/Jayapura")];

    private readonly HttpClient _client = host.ClientOf("staf");

    /// <summary>Each zone of a host, with each instant and the zones in which the last day is over by then.</summary>
    public static TheoryData<string, int, string, string> Midnights
    {
        get
        {
            var data = new TheoryData<string, int, string, string>();
            foreach (var (zone, hour) in new[] { ("UTC", 12), ("Asia/Jakarta", 19), ("America/Los_Angeles", 4) })
            {
                data.Add(zone, hour, "2026-12-31T14:59:59Z", "");
                data.Add(zone, hour, "2026-12-31T15:00:00Z", "Asia/Jayapura");
                data.Add(zone, hour, "2026-12-31T15:59:59Z", "Asia/Jayapura");
                data.Add(zone, hour, "2026-12-31T16:00:00Z", "Asia/Jayapura Asia/Makassar");
                data.Add(zone, hour, "2026-12-31T16:59:59Z", "Asia/Jayapura Asia/Makassar");
                data.Add(zone, hour, "2026-12-31T17:00:00Z", "Asia/Jayapura Asia/Makassar Asia/Jakarta");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Midnights))]
    public async Task One_zone_after_the_other_ends_its_day(string hostZone, int noonThere, string now, string over)
    {
        using var zone = new HostZone(hostZone);
        Assert.Equal(noonThere, Noon.ToLocalTime().Hour);
        var owner = Guid.CreateVersion7().ToString();
        host.Clock.Now = TestClock.Start;
        foreach (var (region, _) in Places)
        {
            await _client.SignedWithAsync(("regionCode", region), ("owner", owner), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2026-12-31"));
        }

        host.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
        var all = await FoundAsync($"/v1/agreements?owner={owner}");
        var today = all.Body.Member("today")!;

        Assert.Equal(3, all.Items.Count);
        Assert.Null(all.Body.Member("asOf"));
        var (expiring, lapsed) = (new List<string>(), new List<string>());
        foreach (var item in all.Items)
        {
            var (home, isOver) = (item.Said("timeZone")!, over.Contains(item.Said("timeZone")!, StringComparison.Ordinal));
            (isOver ? lapsed : expiring).Add(item.Said("id")!);
            Assert.Equal((isOver ? "lapsed" : "expiring", isOver ? -1 : 0), (item.Said("standing"), item.Number("daysLeft")));
            Assert.Equal(isOver ? "2027-01-01" : "2026-12-31", item.Said("asOf"));
            Assert.Equal(item.Said("asOf"), today.Said(home));

            var read = await _client.Get($"/v1/agreements/{item.Said("id")}");
            Assert.Equal(item.ToJsonString(), read.Body.ToJsonString());
            var terms = (await _client.Get($"/v1/agreements/{item.Said("id")}/terms")).Is(HttpStatusCode.OK);
            Assert.Equal((item.Said("asOf"), !isOver), (terms.Body.Said("asOf"), Assert.Single(terms.Items).Flag("inForce")));
        }

        Assert.Equal(expiring, (await FoundAsync($"/v1/agreements/expiring?withinDays=0&owner={owner}")).Ids());
        Assert.Equal(expiring, (await FoundAsync($"/v1/agreements?standing=expiring&owner={owner}")).Ids());
        Assert.Equal(lapsed, (await FoundAsync($"/v1/agreements?standing=lapsed&owner={owner}")).Ids());
        Assert.Equal("2026-11-21T02:00:00.000Z", all.Items[0].Said("createdAt"));
        await CoverIsJudgedByTheSameDaysAsync(all.Items);
    }

    private async Task CoverIsJudgedByTheSameDaysAsync(IReadOnlyList<JsonObject> agreements)
    {
        var gaps = (await FoundAsync("/v1/continuity/gaps?withinDays=0&limit=200")).Items;
        var summary = (await FoundAsync("/v1/summary?horizonDays=0")).Body;
        foreach (var agreement in agreements)
        {
            var (region, today) = (agreement.Said("regionCode")!, agreement.Said("asOf"));
            Assert.Equal(today, (await FoundAsync($"/v1/continuity?regionCode={region}")).Body.Said("asOf"));
            Assert.Equal(today == "2027-01-01" ? 0 : 1, gaps.Single(gap => gap.Said("regionCode") == region).Number("daysUntil"));
            Assert.Equal(today, summary.Member("today")!.Said(agreement.Said("timeZone")!));
            var province = summary.Member("byProvince")!.AsArray().Single(each => each!.Said("provinceCode") == region[..2])!.Member("byStanding")!;
            Assert.Equal(0, province.Number(today == "2027-01-01" ? "expiring" : "lapsed"));
        }
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Jakarta")]
    [InlineData("America/Los_Angeles")]
    [InlineData("Pacific/Kiritimati")]
    public async Task Dates_that_were_written_are_the_same_days_on_any_host(string hostZone)
    {
        var owner = Guid.CreateVersion7().ToString();
        host.Clock.Now = TestClock.Start;
        using var zone = new HostZone(hostZone);

        var signed = await _client.SignedWithAsync(("owner", owner), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2026-12-31"), ("renewalNoticeMonths", 1));

        Assert.Equal(
            ("2026-01-01", "2026-12-31", "2026-11-30", "2026-11-20"),
            (signed.Body.Said("effectiveFrom"), signed.Body.Said("effectiveUntil"), signed.Body.Said("renewalNoticeDue"), signed.Body.Said("signedOn")));
        await _client.StillAsync(signed);
        Assert.Equal([signed.Id], (await FoundAsync($"/v1/agreements?owner={owner}&effectiveUntilFrom=2026-12-31&effectiveUntilTo=2026-12-31&updatedAfter=2026-11-21T01:59:59Z")).Ids());
        Assert.Empty((await FoundAsync($"/v1/agreements?owner={owner}&updatedAfter=2026-11-21T02:00:00Z")).Ids());
    }

    private async Task<Answered> FoundAsync(string path) => (await _client.Get(path)).Is(HttpStatusCode.OK);
}
