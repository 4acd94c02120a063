using System.Globalization;
using Agreements.Domain.Instruments;

namespace Agreements.Domain.Tests.Instruments;

public sealed class TermHistoryTests
{
    // As of a day when everything below can have been signed.
    private static readonly DateOnly Today = Day("2026-11-21");

    private readonly List<Amendment> _amendments = [];
    private readonly Agreement _agreement = Sample.In(LifecycleState.Signed);

    [Fact]
    public void Without_amendments_the_original_is_all_there_is()
    {
        var terms = TermHistory.Of(_agreement, []);

        var original = Assert.Single(terms.Versions);
        Assert.Null(original.Amendment);
        Assert.Equal((Day("2025-04-01"), Day("2025-12-31")), (original.EffectiveOn!.Value, original.EffectiveUntil!.Value));
    }

    [Theory]
    [InlineData("2025-03-31", null)]
    [InlineData("2025-04-01", 0)]
    [InlineData("2025-06-30", 0)]
    [InlineData("2025-07-01", 1)]
    [InlineData("2025-12-31", 1)]
    [InlineData("2026-01-01", 1)]
    [InlineData("2026-06-30", 1)]
    [InlineData("2026-07-01", null)]
    public void On_each_day_the_version_last_come_into_effect_is_in_force(string day, int? version)
    {
        Amend(signedOn: "2025-06-20", effectiveOn: "2025-07-01", until: "2026-06-30");

        var terms = TermHistory.Of(_agreement, _amendments);

        Assert.Equal(version is { } index ? terms.Versions[index] : null, terms.InForceOn(Day(day)));
    }

    // Published: signed on 10 May 2016, in effect from 1 January 2016.
    [Theory]
    [InlineData("2025-04-30", 0)]
    [InlineData("2025-05-01", 1)]
    [InlineData("2025-09-09", 1)]
    public void An_amendment_may_take_effect_before_its_signature(string day, int version)
    {
        Amend(signedOn: "2025-09-10", effectiveOn: "2025-05-01", quota: 29_271);

        var terms = TermHistory.Of(_agreement, _amendments);

        Assert.Equal(terms.Versions[version], terms.InForceOn(Day(day)));
        Assert.Equal(29_271, _agreement.ParticipantQuota);
    }

    [Fact]
    public void The_record_shows_the_end_as_amended_and_keeps_the_one_that_was_signed()
    {
        Amend(signedOn: "2025-06-20", effectiveOn: "2025-07-01", until: "2026-06-30");
        Amend(signedOn: "2026-05-20", effectiveOn: "2026-07-01", until: "2026-12-31");

        Assert.Equal(Day("2026-12-31"), _agreement.EffectiveUntil);
        Assert.Equal(new OriginalTerm(Day("2025-12-31"), OpenEnded: false), _agreement.OriginalTerm);
        Assert.Equal(["2025-12-31", "2026-06-30", "2026-12-31"], Ends());
    }

    [Fact]
    public void What_was_signed_later_prevails_from_its_day_on_over_what_takes_effect_after_it()
    {
        Amend(signedOn: "2025-06-20", effectiveOn: "2025-07-01", until: "2026-06-30", quota: 1_000);
        Amend(signedOn: "2025-06-25", effectiveOn: "2025-05-01", until: "2026-03-31");

        Assert.Equal((Day("2026-03-31"), 1_000), (_agreement.EffectiveUntil!.Value, _agreement.ParticipantQuota!.Value));
        Assert.Equal(["2025-12-31", "2026-03-31", "2026-03-31"], Ends());
    }

    [Fact]
    public void What_was_signed_earlier_and_recorded_later_undoes_nothing()
    {
        Amend(signedOn: "2025-06-20", effectiveOn: "2025-07-01", until: "2026-06-30");
        Amend(signedOn: "2025-06-10", effectiveOn: "2025-05-01", until: "2026-03-31");

        Assert.Equal(Day("2026-06-30"), _agreement.EffectiveUntil);
        Assert.Equal(["2025-12-31", "2026-03-31", "2026-06-30"], Ends());
    }

    [Fact]
    public void Terms_that_would_leave_a_hole_between_them_are_refused()
    {
        Amend(signedOn: "2025-06-20", effectiveOn: "2026-01-01", until: "2026-12-31");

        var refusal = Assert.Throws<InvalidInputException>(() => Amend(signedOn: "2025-06-10", effectiveOn: "2025-06-01", until: "2025-09-30"));

        Assert.Equal(("effectiveOn", "amendment.after-end"), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
        Assert.Equal(Day("2026-12-31"), _agreement.EffectiveUntil);
    }

    [Fact]
    public void What_is_cut_short_before_an_amendment_takes_effect_is_simply_over()
    {
        Amend(signedOn: "2025-06-20", effectiveOn: "2025-10-01", quota: 1_000);
        Amend(signedOn: "2025-08-20", effectiveOn: "2025-08-20", until: "2025-08-31");

        var terms = TermHistory.Of(_agreement, _amendments);
        Assert.Equal(Day("2025-08-31"), _agreement.EffectiveUntil);
        Assert.All(["2025-09-01", "2025-10-01", "2025-12-31"], day => Assert.Null(terms.InForceOn(Day(day))));
    }

    [Fact]
    public void Nothing_that_is_over_is_amended()
    {
        var refusal = Assert.Throws<InvalidInputException>(() => Amend(signedOn: "2026-02-20", effectiveOn: "2026-03-01", quota: 1_000));

        Assert.Equal("amendment.after-end", refusal.Faults.Single().Code);
    }

    [Fact]
    public void Dates_that_amendments_stand_on_are_filled_in_no_more()
    {
        var content = Sample.Content with { EffectiveFrom = null, NeedsReview = true };
        var published = Agreement.TakeIn(
            Sample.Id, new PublishedAgreement(content, LifecycleState.Signed, [Sample.ByGovernor, Sample.ByBpjs], SignedOn: null, "Berita"), Sample.SulawesiBarat, Sample.Author);
        _ = published.Amend(Guid.CreateVersion7(), Content("2025-06-20", "2025-07-01", "2026-06-30"), [], Today, Sample.Author);

        var refusal = Assert.Throws<RuleViolationException>(() => published.Edit(published.Content with { EffectiveFrom = Day("2025-08-01") }, Sample.SulawesiBarat, Sample.Author));

        Assert.Equal("agreement.locked-after-signing", refusal.Code);
    }

    [Fact]
    public void Of_two_from_the_same_day_the_later_recorded_prevails()
    {
        Amend(signedOn: "2025-06-20", effectiveOn: "2025-07-01", until: "2026-06-30");
        Amend(signedOn: "2025-06-25", effectiveOn: "2025-07-01", until: "2026-03-31");

        Assert.Equal(Day("2026-03-31"), _agreement.EffectiveUntil);
    }

    [Fact]
    public void What_an_amendment_does_not_name_stays_as_it_was()
    {
        Amend(signedOn: "2025-06-20", effectiveOn: "2025-07-01", until: "2026-06-30", quota: 1_000);
        Amend(signedOn: "2025-08-20", effectiveOn: "2025-09-01", quota: 2_000);
        Amend(signedOn: "2025-09-20", effectiveOn: "2025-10-01", until: "2026-09-30");

        var latest = TermHistory.Of(_agreement, _amendments).Latest;
        Assert.Equal((Day("2026-09-30"), 2_000), (latest.EffectiveUntil!.Value, latest.ParticipantQuota!.Value));
        Assert.Equal((latest.EffectiveUntil, latest.ParticipantQuota), (_agreement.EffectiveUntil, _agreement.ParticipantQuota));
    }

    [Fact]
    public void An_open_ended_agreement_can_be_given_an_end()
    {
        var open = Sample.In(LifecycleState.Signed, Sample.Content with { EffectiveUntil = null, OpenEnded = true });

        var amendment = open.Amend(Guid.CreateVersion7(), Content("2025-06-20", "2025-07-01", "2026-06-30"), [], Today, Sample.Author);

        Assert.Equal((Day("2026-06-30"), false), (open.EffectiveUntil, open.OpenEnded));
        Assert.Equal((null, true), (open.OriginalTerm!.EffectiveUntil, open.OriginalTerm.OpenEnded));
        Assert.Equal(new bool?[] { true, false }, TermHistory.Of(open, [amendment]).Versions.Select(version => (bool?)version.OpenEnded));
    }

    [Fact]
    public void What_was_terminated_or_never_signed_is_in_force_on_no_day_after()
    {
        _agreement.Terminate(Sample.Termination, [], Sample.Author);

        Assert.NotNull(TermHistory.Of(_agreement, []).InForceOn(Day("2025-09-30")));
        Assert.Null(TermHistory.Of(_agreement, []).InForceOn(Day("2025-10-01")));
        Assert.Null(TermHistory.Of(Sample.In(LifecycleState.PartiallySigned), []).InForceOn(Day("2025-06-01")));
    }

    [Theory]
    [InlineData("2025-03-31", "effectiveOn", "amendment.before-effective-from")]
    [InlineData("2025-04-01", null, null)]
    [InlineData("2026-01-01", null, null)]
    [InlineData("2026-01-02", "effectiveOn", "amendment.after-end")]
    public void It_takes_effect_between_the_first_day_and_the_day_after_the_last(string effectiveOn, string? member, string? code)
    {
        var content = Content("2025-06-20", effectiveOn, "2026-12-31");
        if (code is null)
        {
            _ = _agreement.Amend(Guid.CreateVersion7(), content, [], Today, Sample.Author);
            return;
        }

        var refusal = Assert.Throws<InvalidInputException>(() => _agreement.Amend(Guid.CreateVersion7(), content, [], Today, Sample.Author));
        Assert.Equal((member, code), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
        Assert.Equal(Day("2025-12-31"), _agreement.EffectiveUntil);
    }

    [Fact]
    public void One_agreement_takes_a_hundred_amendments_and_no_more()
    {
        for (var i = 0; i < AmendmentContent.MostPerAgreement; i++)
        {
            Amend("2025-06-20", "2025-07-01");
        }

        Assert.Equal("amendment.too-many", Assert.Throws<RuleViolationException>(() => Amend("2025-06-20", "2025-07-01")).Code);
        Assert.Equal(AmendmentContent.MostPerAgreement, _amendments[^1].Ordinal);
    }

    private IEnumerable<string> Ends() =>
        TermHistory.Of(_agreement, _amendments).Versions.Select(version => version.EffectiveUntil!.Value.ToString("O", CultureInfo.InvariantCulture));

    private void Amend(string signedOn, string effectiveOn, string? until = null, int? quota = null) =>
        _amendments.Add(_agreement.Amend(Guid.CreateVersion7(), Content(signedOn, effectiveOn, until, quota), _amendments, Today, Sample.Author));

    private static AmendmentContent Content(string signedOn, string effectiveOn, string? until = null, int? quota = null) => new()
    {
        SignedOn = Day(signedOn),
        EffectiveOn = Day(effectiveOn),
        Summary = "Perubahan",
        EffectiveUntil = until is null ? null : Day(until),
        ParticipantQuota = quota,
        Signatures = [Sample.ByGovernor with { SignedOn = Day(signedOn) }, Sample.ByBpjs with { SignedOn = Day(signedOn) }],
    };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
