using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Reminders;
using Agreements.Domain.Access;
using static Agreements.Api.Tests.Calendars.CalendarSteps;

namespace Agreements.Api.Tests.Calendars;

/// <summary>Who may make which feed, who sees whose, and how far each reaches from day to day.</summary>
public sealed class CalendarScopeTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly Scope[] Reads = [Scope.AgreementsRead];
    private static readonly Scope[] Administers = [Scope.AgreementsRead, Scope.Admin];

    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task A_calendar_shows_what_its_maker_reaches_and_nothing_from_outside()
    {
        string[] regions = ["31", "74", "74.71", "76"];
        foreach (var region in regions)
        {
            await _client.FollowUpAsync(region, "2026-12-04", $"Naskah {region}");
        }

        using var bureau = host.ClientOf("petugas", Reads, "74");
        using var city = host.ClientOf("petugas", Reads, "74.71");
        var (all, province, only) = (await bureau.FeedAsync(), await bureau.FeedAsync(("provinceCode", "74")), await bureau.FeedAsync(("regionCode", "74")));

        Assert.Equal(["74", "74.71"], await ShownAsync(all, regions));
        Assert.Equal(["74", "74.71"], await ShownAsync(province, regions));
        Assert.Equal(["74"], await ShownAsync(only, regions));
        Assert.Equal(["74.71"], await ShownAsync(await city.FeedAsync(), regions));
        Assert.Equal(["31", "74", "74.71", "76"], await ShownAsync(await _client.FeedAsync(), regions));
    }

    [Theory]
    [InlineData("regionCode", "76")]
    [InlineData("provinceCode", "76")]
    [InlineData("provinceCode", "74")]
    public async Task Nobody_makes_a_feed_of_more_than_they_reach(string member, string code)
    {
        using var city = host.ClientOf("petugas", Reads, "74.71");

        (await city.Post("/v1/calendar-feeds", CalendarSteps.Feed().With((member, code)))).IsProblem(HttpStatusCode.Forbidden, "region.out-of-reach");
    }

    [Fact]
    public async Task The_agreement_behind_a_follow_up_is_named_within_reach_alone()
    {
        var agreement = await _client.SignedWithAsync(("regionCode", "92"), ("title", "Nota Kesepakatan Papua Barat"), ("effectiveUntil", "2027-06-30"));
        await _client.FollowUpAsync("92", "2026-12-04", agreementIds: [agreement.Id]);
        using var bureau = host.ClientOf("petugas", Reads, "92");
        var feed = await bureau.FeedAsync(("kinds", Listed("followUp")));

        Assert.Contains("Nota Kesepakatan Papua Barat", Assert.Single(await host.EventsAsync(feed)).Description, StringComparison.Ordinal);
        await host.Store.ExecuteAsync($"UPDATE agreements SET region_code = '91' WHERE id = '{agreement.Id}'");
        Assert.DoesNotContain("Nota Kesepakatan Papua Barat", Assert.Single(await host.EventsAsync(feed)).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_ends_with_the_key_that_made_it()
    {
        var (revoked, holder) = await KeyAsync(("regionCodes", Listed("76")));
        var (_, expiring) = await KeyAsync(("regionCodes", Listed("76")), ("expiresAt", host.Clock.Now.AddDays(1)));
        var (first, second) = (await holder.FeedAsync(), await expiring.FeedAsync());
        Assert.Equal(host.Clock.Now.AddDays(1), second.Body.Member("expiresAt")!.GetValue<DateTimeOffset>());
        (await expiring.Post("/v1/calendar-feeds", CalendarSteps.Feed().With(("expiresAt", host.Clock.Now.AddDays(2))))).IsProblem(HttpStatusCode.BadRequest, "calendar-feed.outlives-maker");
        await host.EventsAsync(first);
        await host.EventsAsync(second);

        (await _client.Delete($"/v1/api-keys/{revoked.Id}", ("If-Match", revoked.ETag!))).Is(HttpStatusCode.NoContent);
        (await host.SubscribeAsync(first)).IsProblem(HttpStatusCode.NotFound, "calendar.not-found");
        await host.EventsAsync(second);
        host.Clock.Advance(TimeSpan.FromDays(1));
        (await host.SubscribeAsync(second)).IsProblem(HttpStatusCode.NotFound, "calendar.not-found");
        holder.Dispose();
        expiring.Dispose();
    }

    [Fact]
    public async Task A_feed_of_a_key_bound_to_an_office_shows_what_the_office_serves_now()
    {
        var office = (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = "Kantor Cabang Ambon", catchmentRegionCodes = Listed("81.71") })).Is(HttpStatusCode.Created);
        await _client.FollowUpAsync("81.71", "2026-12-04", "Naskah 81.71");
        await _client.FollowUpAsync("81.72", "2026-12-04", "Naskah 81.72");
        using var branch = host.ClientOf("cabang", Reads, Guid.Parse(office.Id));
        var feed = await branch.FeedAsync();
        Assert.Equal(["81.71"], await ShownAsync(feed, "81.71", "81.72"));

        (await _client.Patch($"/v1/bpjs-offices/{office.Id}", """{"catchmentRegionCodes":["81.72"]}""", ("If-Match", office.ETag!))).Is(HttpStatusCode.OK);

        Assert.Equal(["81.72"], await ShownAsync(feed, "81.71", "81.72"));
    }

    [TokenFact]
    public async Task A_feed_made_with_a_token_keeps_its_reach_and_lasts_a_year()
    {
        var provider = new IdentityProvider();
        await provider.InitializeAsync();
        try
        {
            await using var own = new ServiceHost().With("Authentication:Authority", provider.Issuer).With("Authentication:Audience", IdentityProvider.Audience);
            using var client = own.ClientOf("staf");
            await client.FollowUpAsync("76", "2026-12-04", "Naskah 76");
            await client.FollowUpAsync("31", "2026-12-04", "Naskah 31");
            own.Clock.Now = TimeProvider.System.GetUtcNow();
            using var staff = own.CreateClient();
            staff.DefaultRequestHeaders.Authorization = new("Bearer", await provider.TokenOfAsync("staf"));
            var reach = (await staff.Get("/v1/me")).Is(HttpStatusCode.OK).Body;
            Assert.Contains("76", reach.Texts("regionCodes"));

            var feed = await staff.FeedAsync();

            Assert.InRange(feed.Body.Member("expiresAt")!.GetValue<DateTimeOffset>(), own.Clock.Now.AddDays(366).AddSeconds(-1), own.Clock.Now.AddDays(366));
            own.Clock.Advance(TimeSpan.FromDays(365));
            Assert.DoesNotContain("31", (await own.EventsAsync(feed)).Select(RegionOf));
            own.Clock.Advance(TimeSpan.FromDays(1));
            (await own.SubscribeAsync(feed)).IsProblem(HttpStatusCode.NotFound, "calendar.not-found");
        }
        finally
        {
            await provider.DisposeAsync();
        }
    }

    [Fact]
    public async Task Whose_feed_it_is_not_does_not_find_it_and_administrators_find_those_within_their_reach()
    {
        using var maker = host.ClientOf("pembuat", Reads, "51");
        using var neighbour = host.ClientOf("tetangga", Reads, "51");
        using var same = host.ClientOf("pengelola", Administers, "51");
        using var other = host.ClientOf("pengelola", Administers, "52");
        var feed = await maker.FeedAsync();

        foreach (var (client, sees) in new[] { (maker, true), (neighbour, false), (same, true), (other, false), (_client, true) })
        {
            Assert.Equal(sees, (await client.WalkAsync("/v1/calendar-feeds?limit=1")).Any(each => each.Said("id") == feed.Id));
            var read = await client.Get($"/v1/calendar-feeds/{feed.Id}");
            if (sees)
            {
                Assert.Null(read.Is(HttpStatusCode.OK).Body.Said("token"));
            }
            else
            {
                var missing = await client.Get($"/v1/calendar-feeds/{Guid.CreateVersion7()}");
                Assert.Equal(missing.Refusal, read.IsProblem(HttpStatusCode.NotFound, "calendar-feed.not-found").Refusal);
                Assert.Equal(missing.Refusal, (await client.Delete($"/v1/calendar-feeds/{feed.Id}", ("If-Match", feed.ETag!))).Refusal);
            }
        }

        (await same.Delete($"/v1/calendar-feeds/{feed.Id}", ("If-Match", feed.ETag!))).Is(HttpStatusCode.NoContent);
        (await host.SubscribeAsync(feed)).IsProblem(HttpStatusCode.NotFound, "calendar.not-found");
    }

    [Fact]
    public async Task A_caller_has_so_many_live_feeds_and_a_revoked_one_makes_room()
    {
        using var eager = host.ClientOf("rajin", Reads, "61");
        var feeds = new List<Answered>();
        for (var i = 0; i < 20; i++)
        {
            feeds.Add(await eager.FeedAsync());
        }

        var refused = (await eager.Post("/v1/calendar-feeds", CalendarSteps.Feed())).IsProblem(HttpStatusCode.Conflict, "calendar-feed.too-many");
        Assert.Equal(20, refused.Body.Number("most"));
        (await eager.Delete($"/v1/calendar-feeds/{feeds[0].Id}", ("If-Match", feeds[0].ETag!))).Is(HttpStatusCode.NoContent);

        await eager.FeedAsync();
    }

    [Fact]
    public async Task Of_many_at_once_no_more_than_there_is_room_for_are_made()
    {
        using var eager = host.ClientOf("serentak", Reads, "62");

        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => eager.Post("/v1/calendar-feeds", CalendarSteps.Feed())));

        Assert.Equal(20, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.IsProblem(HttpStatusCode.Conflict, "calendar-feed.too-many"));
    }

    [Fact]
    public async Task The_reach_of_a_feed_is_not_that_of_whoever_asks_with_a_key()
    {
        await _client.FollowUpAsync("63", "2026-12-04", "Naskah 63");
        using var bureau = host.ClientOf("petugas", Reads, "63");
        var feed = await bureau.FeedAsync();

        Assert.Equal("63", RegionOf(Assert.Single((await _client.Get(feed.Address())).Is(HttpStatusCode.OK).Events())));
        Assert.Equal("63", RegionOf(Assert.Single((await host.SubscribeAsync(feed, (Keys.Header, "agr_bukan_kunci_siapa_pun_00000000000000"))).Is(HttpStatusCode.OK).Events())));
    }

    private static string RegionOf(ReadEvent shown) => shown.Summary.Split("Naskah ")[^1];

    // Those of these regions that it shows: other tests have theirs.
    private async Task<IEnumerable<string>> ShownAsync(Answered feed, params string[] among) =>
        (await host.EventsAsync(feed)).Select(RegionOf).Where(among.Contains).Order(StringComparer.Ordinal);

    private async Task<(Answered Key, HttpClient Holder)> KeyAsync(params (string Member, object? Value)[] members)
    {
        var key = (await _client.Post("/v1/api-keys", new { name = "uji", scopes = Listed("agreements:read") }.With(members))).Is(HttpStatusCode.Created);
        return (key, host.ClientBy(key.Body.Said("key")!));
    }
}
