using System.Globalization;
using Agreements.Domain.Continuity;
using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using static Agreements.Domain.Coverage.ActivationMode;
using static Agreements.Domain.Instruments.LifecycleState;

namespace Agreements.Domain.Tests.Instruments;

/// <summary>From when on an agreement covers people: here one from 1 April to 31 December 2025 that was signed on 27 March.</summary>
public sealed class EffectiveCoverTests
{
    private static readonly AgreementContent Content = Sample.Content with { CoverageFrom = null, ActivationMode = null, ParticipantsHandedOverOn = null };

    private static readonly Authorship InApril = new("Rahma", new DateTimeOffset(2025, 4, 20, 1, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(null, null, null, "2025-04-01")]
    [InlineData(NextMonth, null, null, "2025-04-01")]
    [InlineData(NextMonth, "2025-04-10", null, "2025-05-01")]
    [InlineData(SameDay, "2025-04-10", null, "2025-04-10")]
    [InlineData(NextMonth, "2025-04-10", "2025-04-12", "2025-04-12")]
    [InlineData(NextMonth, "2025-04-10", "2025-03-01", "2025-04-01")]
    public void People_are_covered_by_what_was_found_out_else_by_activation_else_from_the_first_day(ActivationMode? mode, string? handedOver, string? found, string covered)
    {
        var agreement = Sample.In(Signed, Content);

        agreement.Edit(agreement.Content with { ActivationMode = mode, ParticipantsHandedOverOn = Known(handedOver), CoverageFrom = Known(found) }, Sample.SulawesiBarat, InApril);

        Assert.Equal(Day(covered), agreement.CoversFrom);
        Assert.Equal(new CoverSpan(Sample.Id, Day(covered), Day("2025-12-31")), agreement.RealCover);
        Assert.Equal(new CoverSpan(Sample.Id, Day("2025-04-01"), Day("2025-12-31")), agreement.SignedCover);
    }

    [Fact]
    public void Before_both_have_signed_nothing_is_known_but_the_term() =>
        Assert.Equal(Day("2025-04-01"), Sample.In(PartiallySigned, Content with { ActivationMode = NextMonth, EffectiveFrom = Day("2025-04-01") }).CoversFrom);

    [Fact]
    public void Where_people_are_activated_only_after_the_term_nobody_is_covered()
    {
        var agreement = Sample.In(Signed, Content with { EffectiveUntil = Day("2025-04-30"), ActivationMode = NextMonth });
        agreement.Edit(agreement.Content with { ParticipantsHandedOverOn = Day("2025-04-10") }, Sample.SulawesiBarat, InApril);

        Assert.Null(agreement.CoversFrom);
        Assert.Null(agreement.RealCover.FirstCovered);
    }

    [Fact]
    public void One_that_begins_nobody_knows_when_covers_from_nobody_knows_when()
    {
        var published = new PublishedAgreement(Content with { EffectiveFrom = null, ActivationMode = NextMonth }, Signed, [], Day("2025-03-27"), "Berita daerah");

        Assert.Null(Agreement.TakeIn(Sample.Id, published, Sample.SulawesiBarat, Sample.Author).CoversFrom);
    }

    [Fact]
    public void The_second_signature_takes_the_mode_of_the_region_over_and_the_entry_shows_it()
    {
        var agreement = Sample.In(PartiallySigned, Content);

        agreement.Sign(Sample.ByBpjs, openEnded: false, Sample.Today, Sample.Author, regionalMode: NextMonth);

        Assert.Equal(NextMonth, agreement.ActivationMode);
        Assert.Equal(new FieldChange("activationMode", Before: null, NextMonth), agreement.History[^1].Changes[^1]);
    }

    [Fact]
    public void The_first_signature_takes_nothing_over()
    {
        var agreement = Sample.In(Approved, Content);

        agreement.Sign(Sample.ByGovernor, openEnded: false, Sample.Today, Sample.Author, regionalMode: NextMonth);

        Assert.Null(agreement.ActivationMode);
    }

    [Fact]
    public void What_the_agreement_says_itself_goes_before_its_region()
    {
        var agreement = Sample.In(PartiallySigned, Content with { ActivationMode = SameDay });

        agreement.Sign(Sample.ByBpjs, openEnded: false, Sample.Today, Sample.Author, regionalMode: NextMonth);

        Assert.Equal(SameDay, agreement.ActivationMode);
        Assert.DoesNotContain(agreement.History[^1].Changes, change => change.Field == "activationMode");
    }

    // At 15:59 in Greenwich it is 20 March in Mamuju, a minute later the 21st.
    [Fact]
    public void A_list_that_is_yet_to_be_handed_over_is_not_recorded()
    {
        var midnight = new DateTimeOffset(2025, 3, 20, 16, 0, 0, TimeSpan.Zero);
        var content = Content with { ParticipantsHandedOverOn = Day("2025-03-21") };

        var refusal = Assert.Throws<InvalidInputException>(() => Agreement.Draft(Sample.Id, content, Sample.SulawesiBarat, new Authorship("Rahma", midnight.AddMinutes(-1))));

        Assert.Equal(("participantsHandedOverOn", "date.not-yet"), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
        Assert.Equal(Day("2025-03-21"), Agreement.Draft(Sample.Id, content, Sample.SulawesiBarat, new Authorship("Rahma", midnight)).ParticipantsHandedOverOn);
    }

    [Theory]
    [InlineData(null, null, "2025-04-10", "2025-04-10")]
    [InlineData("2025-04-10", "2025-04-10", "2025-04-12", "2025-04-12")]
    [InlineData("2025-04-10", "2025-04-10", null, null)]
    [InlineData("2025-04-02", null, "2025-04-10", "2025-04-02")]
    [InlineData("2025-04-02", "2025-04-10", null, "2025-04-02")]
    public void A_hand_over_follows_the_renewal_unless_somebody_has_said_another_day(string? known, string? before, string? now, string? expected)
    {
        var agreement = Sample.In(Signed, Content);
        agreement.Edit(agreement.Content with { ParticipantsHandedOverOn = Known(known) }, Sample.SulawesiBarat, InApril);
        var version = agreement.Version;

        agreement.FollowHandOver(Known(before), Known(now), Sample.Reviewer);

        Assert.Equal(Known(expected), agreement.ParticipantsHandedOverOn);
        Assert.Equal(version + (known == expected ? 0 : 1), agreement.Version);
        if (known != expected)
        {
            var entry = agreement.History[^1];
            Assert.Equal((AgreementAction.Edit, "Yusuf"), (entry.Action, entry.By));
            Assert.Equal([new FieldChange("participantsHandedOverOn", Known(known), Known(expected))], entry.Changes);
        }
    }

    [Fact]
    public void What_was_cancelled_follows_nothing()
    {
        var agreement = Sample.In(Cancelled, Content);

        agreement.FollowHandOver(before: null, Day("2025-04-10"), Sample.Reviewer);

        Assert.Null(agreement.ParticipantsHandedOverOn);
    }

    [Fact]
    public void A_successor_begins_without_the_activation_and_the_hand_over_of_the_old_term()
    {
        var next = Sample.In(Signed, Content with { ActivationMode = NextMonth, ParticipantsHandedOverOn = Day("2025-03-19") }).ForSuccessor();

        Assert.Equal((null, null), (next.ActivationMode, next.ParticipantsHandedOverOn));
    }

    private static DateOnly? Known(string? day) => day is null ? null : Day(day);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);
}
