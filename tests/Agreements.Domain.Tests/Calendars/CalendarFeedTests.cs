using Agreements.Domain.Access;
using Agreements.Domain.Calendars;
using Agreements.Domain.Deadlines;

namespace Agreements.Domain.Tests.Calendars;

public sealed class CalendarFeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    private static readonly CalendarContent All = new(RegionCode: null, ProvinceCode: null, [], CalendarLanguage.Id, []);

    [Fact]
    public void A_feed_of_a_key_lasts_no_longer_than_the_key_and_keeps_nothing_of_its_reach()
    {
        var end = Now.AddDays(10);
        var feed = Issue(ByKey(end), expiresAt: null);

        Assert.Equal(end, feed.ExpiresAt);
        Assert.Equal((false, 0), (feed.AllRegions, feed.RegionCodes.Count));
        Assert.NotNull(feed.ApiKeyId);
        Assert.Null(Issue(ByKey(until: null), expiresAt: null).ExpiresAt);
        Assert.Equal("calendar-feed.outlives-maker", Refused(ByKey(end), end.AddSeconds(1)));
        Assert.Equal(end, Issue(ByKey(end), end).ExpiresAt);
    }

    [Fact]
    public void A_feed_of_a_token_keeps_where_it_reached_and_ends_after_a_year()
    {
        var token = new Grant("token:1", new Author("staf"), [Scope.AgreementsRead], Reach.Of(["76", "76.02"]), Now.AddMinutes(5));
        var feed = Issue(token, expiresAt: null);

        Assert.Equal(Now.AddDays(366), feed.ExpiresAt);
        Assert.Equal(["76", "76.02"], feed.ReachOfToken.RegionCodes!.Order(StringComparer.Ordinal));
        Assert.Null(feed.ApiKeyId);
        Assert.Null(Issue(token with { Reach = Reach.Everywhere }, expiresAt: null).ReachOfToken.RegionCodes);
        Assert.Empty(Issue(token with { Reach = Reach.Nowhere }, expiresAt: null).ReachOfToken.RegionCodes!);
        Assert.Equal("calendar-feed.outlives-maker", Refused(token, Now.AddDays(367)));
    }

    [Fact]
    public void A_feed_is_live_until_it_expires_or_is_revoked_and_is_revoked_once()
    {
        var feed = Issue(ByKey(until: null), Now.AddDays(1));

        Assert.Equal("calendar-feed.expired-already", Refused(ByKey(until: null), Now));
        Assert.True(feed.IsLiveAt(Now.AddDays(1).AddTicks(-1)));
        Assert.False(feed.IsLiveAt(Now.AddDays(1)));
        feed.Revoke(new Authorship("Rahma", Now));
        feed.Revoke(new Authorship("Yusuf", Now.AddHours(1)));
        Assert.Equal((false, "Rahma", Now, 2), (feed.IsLiveAt(Now), feed.RevokedBy, feed.RevokedAt, feed.Version));
    }

    [Fact]
    public void What_is_given_twice_is_kept_once_and_in_order()
    {
        var feed = CalendarFeed.Issue(
            Guid.CreateVersion7(), "uji", All with { Kinds = [DeadlineKind.WorkPlan, DeadlineKind.Expiry, DeadlineKind.Expiry], AlarmDaysBefore = [1, 30, 1] }, "", CalendarMaker.Of(ByKey(until: null), Now), null, new Authorship("staf", Now));

        Assert.Equal([DeadlineKind.Expiry, DeadlineKind.WorkPlan], feed.Kinds);
        Assert.Equal([30, 1], feed.AlarmDaysBefore);
    }

    private static Grant ByKey(DateTimeOffset? until) => new($"key:{Guid.CreateVersion7()}", new Author("staf"), [Scope.AgreementsRead], Reach.Everywhere, until);

    private static CalendarFeed Issue(Grant maker, DateTimeOffset? expiresAt) =>
        CalendarFeed.Issue(Guid.CreateVersion7(), "uji", All, "", CalendarMaker.Of(maker, Now), expiresAt, new Authorship("staf", Now));

    private static string Refused(Grant maker, DateTimeOffset expiresAt) => Assert.Single(Assert.Throws<InvalidInputException>(() => Issue(maker, expiresAt)).Faults).Code;
}
