using Agreements.Domain.Access;

namespace Agreements.Domain.Tests.Access;

public sealed class AccessTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    private static readonly Reach Two = Reach.Of(["76", "76.01"]);

    [Fact]
    public void A_reach_covers_the_regions_it_names_and_only_the_whole_country_covers_all()
    {
        Assert.True(Two.Covers("76.01"));
        Assert.False(Two.Covers("76.02"));
        Assert.False(Two.Covers("7"));
        Assert.True(Reach.Everywhere.Covers("76.02"));
        Assert.False(Reach.Nowhere.Covers("76"));
    }

    [Fact]
    public void A_reach_includes_what_it_covers_and_never_the_whole_country_unless_it_is_that()
    {
        Assert.True(Two.Includes(Reach.Of(["76.01"])));
        Assert.True(Two.Includes(Two));
        Assert.False(Two.Includes(Reach.Nowhere));
        Assert.True(Reach.Everywhere.Includes(Reach.Nowhere));
        Assert.False(Two.Includes(Reach.Of(["76", "74"])));
        Assert.False(Two.Includes(Reach.Everywhere));
        Assert.False(Reach.Nowhere.Includes(Reach.Everywhere));
        Assert.True(Reach.Everywhere.Includes(Reach.Everywhere));
    }

    [Fact]
    public void Nobody_hands_on_more_than_they_have()
    {
        var grant = new Grant("key:1", new Author("staf"), [Scope.AgreementsRead, Scope.Admin], Two, ExpiresAt: null);

        Assert.True(grant.Includes([Scope.AgreementsRead], Two));
        Assert.False(grant.Includes([Scope.AgreementsRead, Scope.AgreementsWrite], Two));
        Assert.False(grant.Includes([Scope.AgreementsRead], Reach.Everywhere));
    }

    [Fact]
    public void A_binding_is_one_of_three()
    {
        Assert.True(new KeyBinding(AllRegions: true, [], BpjsOfficeId: null).IsOne);
        Assert.True(new KeyBinding(AllRegions: false, ["76"], BpjsOfficeId: null).IsOne);
        Assert.True(new KeyBinding(AllRegions: false, [], Guid.Empty).IsOne);
        Assert.False(new KeyBinding(AllRegions: false, [], BpjsOfficeId: null).IsOne);
        Assert.False(new KeyBinding(AllRegions: true, ["76"], BpjsOfficeId: null).IsOne);
        Assert.False(new KeyBinding(AllRegions: false, ["76"], Guid.Empty).IsOne);
    }

    [Fact]
    public void A_grant_holds_until_the_instant_its_credential_expires()
    {
        var grant = new Grant("key:1", new Author("kepala.biro"), [], Reach.Everywhere, Now.AddHours(1));

        Assert.False(grant.IsExpired(Now.AddHours(1).AddTicks(-1)));
        Assert.True(grant.IsExpired(Now.AddHours(1)));
        Assert.False((grant with { ExpiresAt = null }).IsExpired(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void A_key_that_has_expired_already_is_not_issued()
    {
        Assert.Equal("api-key.expired-already", Assert.Single(Assert.Throws<InvalidInputException>(() => Issue(Now)).Faults).Code);
    }

    [Fact]
    public void A_key_is_revoked_once_and_for_good()
    {
        var key = Issue(expiresAt: null);

        key.Revoke(new Authorship("pertama", Now.AddHours(1)));
        key.Revoke(new Authorship("kedua", Now.AddHours(2)));

        Assert.Equal(("pertama", Now.AddHours(1), 2), (key.RevokedBy, key.RevokedAt, key.Version));
    }

    [Fact]
    public void A_key_that_somebody_issues_for_themselves_is_theirs_whatever_they_are_called_later()
    {
        var rahma = new Author("Rahma", "token:1");

        var own = IssuedBy(rahma, owner: "rahma");
        var ownsOwn = IssuedBy(own.Author, owner: "Rahma");
        var anothers = IssuedBy(rahma, owner: "Yusuf");

        Assert.All([own, ownsOwn], key => Assert.Equal("token:1", key.Holder));
        Assert.Equal($"key:{anothers.Id}", anothers.Holder);
        Assert.False(anothers.Author.IsSameAs(rahma));
    }

    [Fact]
    public void Every_scope_is_found_by_its_name_and_no_other()
    {
        Assert.Equal(Enum.GetValues<Scope>(), Scopes.All);
        Assert.All(Scopes.All, scope => Assert.Equal(scope, Scopes.Find(Scopes.NameOf(scope))));
        Assert.Null(Scopes.Find("Admin"));
        Assert.Null(Scopes.Find("agreementsRead"));
    }

    private static ApiKey IssuedBy(Author issuer, string owner) => ApiKey.Issue(
        Guid.CreateVersion7(Now), "uji", owner, "agr_00000000", "", [Scope.Admin], new KeyBinding(AllRegions: true, [], BpjsOfficeId: null), expiresAt: null, new Authorship(issuer, Now));

    private static ApiKey Issue(DateTimeOffset? expiresAt) => ApiKey.Issue(
        Guid.CreateVersion7(Now), "uji", "staf", "agr_00000000", "", [Scope.Admin], new KeyBinding(AllRegions: true, [], BpjsOfficeId: null), expiresAt, new Authorship("administrator", Now));
}
