using Agreements.Domain.Instruments;
using static Agreements.Domain.Instruments.LifecycleState;

namespace Agreements.Domain.Tests.Instruments;

public sealed class TakeInTests
{
    private const string Source = "jdih.sulbarprov.go.id";

    private static readonly DateOnly SignedOn = new(2025, 3, 27);
    private static readonly Termination Ended = new(TerminationGround.PartiesAgreed, new DateOnly(2025, 7, 1), "Kesepakatan para pihak");

    public static TheoryData<string> Gaps =>
        ["no signatory", "no signatory of the local government", "no signatory of BPJS", "no local number", "no BPJS number", "no start", "no end", "no term"];

    [Theory]
    [MemberData(nameof(Gaps))]
    public void A_signed_record_with_something_unpublished_is_taken_in_as_signed_and_flagged(string gap)
    {
        var (content, signatures) = Published(gap);

        var agreement = Agreement.TakeIn(Sample.Id, new PublishedAgreement(content, Signed, signatures, SignedOn, Source), Sample.SulawesiBarat, Sample.Author);

        Assert.True(agreement.NeedsReview);
        Assert.Equal(Signed, agreement.Lifecycle);
        Assert.Equal(content with { NeedsReview = true }, agreement.Content);
        Assert.Equal(signatures, agreement.Signatures);
    }

    [Fact]
    public void A_complete_signed_record_is_not_flagged()
    {
        var published = new PublishedAgreement(Sample.Content, Signed, [Sample.ByGovernor, Sample.ByBpjs], SignedOn, Source);

        var agreement = Agreement.TakeIn(Sample.Id, published, Sample.SulawesiBarat, Sample.Author);

        Assert.False(agreement.NeedsReview);
        Assert.Equal((Signed, SignedOn), (agreement.Lifecycle, agreement.SignedOn));
    }

    [Fact]
    public void A_complete_signed_record_without_end_by_agreement_is_not_flagged()
    {
        var content = Sample.Content with { EffectiveUntil = null, OpenEnded = true };

        var agreement = Agreement.TakeIn(
            Sample.Id, new PublishedAgreement(content, Signed, [Sample.ByGovernor, Sample.ByBpjs], SignedOn, Source), Sample.SulawesiBarat, Sample.Author);

        Assert.False(agreement.NeedsReview);
    }

    [Fact]
    public void A_flag_that_came_with_the_record_stays()
    {
        var content = Sample.Content with { NeedsReview = true };

        var agreement = Agreement.TakeIn(
            Sample.Id, new PublishedAgreement(content, Signed, [Sample.ByGovernor, Sample.ByBpjs], SignedOn, Source), Sample.SulawesiBarat, Sample.Author);

        Assert.True(agreement.NeedsReview);
    }

    [Theory]
    [InlineData(Draft)]
    [InlineData(InReview)]
    [InlineData(Approved)]
    public void Before_signature_blanks_are_normal_and_raise_no_flag(LifecycleState state)
    {
        var content = Sample.Content with { LocalNumber = null, BpjsNumber = null, EffectiveUntil = null };

        var agreement = Agreement.TakeIn(Sample.Id, new PublishedAgreement(content, state, [], SignedOn: null, Source), Sample.SulawesiBarat, Sample.Author);

        Assert.Equal((state, false), (agreement.Lifecycle, agreement.NeedsReview));
        Assert.Null(agreement.SignedOn);
    }

    [Theory]
    [InlineData(Draft, 1)]
    [InlineData(InReview, 2)]
    [InlineData(Approved, 1)]
    [InlineData(PartiallySigned, 0)]
    [InlineData(PartiallySigned, 2)]
    [InlineData(Cancelled, 2)]
    public void Signatures_and_state_have_to_agree(LifecycleState state, int signatures)
    {
        Signature[] given = [Sample.ByGovernor, Sample.ByBpjs];

        var refusal = Assert.Throws<InvalidInputException>(
            () => Agreement.TakeIn(Sample.Id, new PublishedAgreement(Sample.Content, state, given[..signatures], SignedOn: null, Source), Sample.SulawesiBarat, Sample.Author));

        Assert.Equal("signature.not-signed-yet", Assert.Single(refusal.Faults).Code);
    }

    [Theory]
    [InlineData(Terminated, false)]
    [InlineData(Signed, true)]
    [InlineData(Cancelled, true)]
    public void What_is_terminated_has_a_termination_and_nothing_else_does(LifecycleState state, bool has)
    {
        var published = new PublishedAgreement(Sample.Content, state, [], SignedOn: null, Source) { Termination = has ? Ended : null };

        var refusal = Assert.Throws<InvalidInputException>(() => Agreement.TakeIn(Sample.Id, published, Sample.SulawesiBarat, Sample.Author));

        Assert.Equal("termination.state-mismatch", Assert.Single(refusal.Faults).Code);
    }

    [Fact]
    public void A_termination_before_the_first_day_in_force_is_refused()
    {
        var published = new PublishedAgreement(Sample.Content, Terminated, [], SignedOn: null, Source) { Termination = Ended with { EffectiveOn = new DateOnly(2024, 12, 31) } };

        var refusal = Assert.Throws<InvalidInputException>(() => Agreement.TakeIn(Sample.Id, published, Sample.SulawesiBarat, Sample.Author));

        Assert.Equal("termination.before-effective-from", Assert.Single(refusal.Faults).Code);
    }

    [Fact]
    public void What_is_over_is_taken_in_as_it_ended()
    {
        var ended = new PublishedAgreement(Sample.Content, Terminated, [Sample.ByGovernor, Sample.ByBpjs], SignedOn, Source) { Termination = Ended, ParticipantQuota = 1200 };

        var agreement = Agreement.TakeIn(Sample.Id, ended, Sample.SulawesiBarat, Sample.Author);
        var half = Agreement.TakeIn(Sample.Id, new PublishedAgreement(Sample.Content, PartiallySigned, [Sample.ByGovernor], SignedOn: null, Source), Sample.SulawesiBarat, Sample.Author);
        var cancelled = Agreement.TakeIn(Sample.Id, new PublishedAgreement(Sample.Content, Cancelled, [Sample.ByGovernor], SignedOn: null, Source), Sample.SulawesiBarat, Sample.Author);

        Assert.Equal((Terminated, Ended, 1200, 1200), (agreement.Lifecycle, agreement.Termination, agreement.ParticipantQuota, agreement.OriginalQuota));
        Assert.Contains(new FieldChange("termination", Before: null, Ended), Assert.Single(agreement.History).Changes);
        Assert.Equal((PartiallySigned, Cancelled), (half.Lifecycle, cancelled.Lifecycle));
    }

    [Fact]
    public void Whoever_brings_in_what_waits_for_approval_cannot_approve_it()
    {
        var agreement = Agreement.TakeIn(Sample.Id, new PublishedAgreement(Sample.Content, InReview, [], SignedOn: null, Source), Sample.SulawesiBarat, Sample.Author);

        Assert.Equal("agreement.self-approval", Assert.Throws<RuleViolationException>(() => agreement.Approve(Sample.Author)).Code);
    }

    [Fact]
    public void What_somebody_vouches_for_is_not_flagged_for_its_blanks_unless_it_contradicts_itself()
    {
        var (content, signatures) = Published("no local number");
        var vouched = new PublishedAgreement(content, Signed, signatures, SignedOn, Source) { IsVouchedFor = true };

        Assert.False(Agreement.TakeIn(Sample.Id, vouched, Sample.SulawesiBarat, Sample.Author).NeedsReview);
        Assert.True(Agreement.TakeIn(Sample.Id, vouched with { SignedOn = SignedOn.AddDays(1) }, Sample.SulawesiBarat, Sample.Author).NeedsReview);
    }

    [Fact]
    public void What_is_not_published_is_not_invented()
    {
        var content = new AgreementContent { Kind = AgreementKind.CooperationAgreement, RegionCode = "76", TermText = "5 tahun" };

        var agreement = Agreement.TakeIn(Sample.Id, new PublishedAgreement(content, Signed, [], SignedOn: null, Source), Sample.SulawesiBarat, Sample.Author);

        Assert.Equal((null, null, null), (agreement.EffectiveFrom, agreement.EffectiveUntil, agreement.SignedOn));
        Assert.Equal((null, null, "5 tahun"), (agreement.LocalNumber, agreement.BpjsNumber, agreement.TermText));
        Assert.Empty(agreement.Signatures);
    }

    [Fact]
    public void Taking_in_leaves_one_entry_with_the_source_the_signatures_and_the_day()
    {
        var published = new PublishedAgreement(Sample.Content, Signed, [Sample.ByGovernor, Sample.ByBpjs], SignedOn, Source);

        var agreement = Agreement.TakeIn(Sample.Id, published, Sample.SulawesiBarat, Sample.Author);

        var entry = Assert.Single(agreement.History);
        Assert.Equal((AgreementAction.Import, null, (LifecycleState?)Signed), (entry.Action, entry.From, entry.To));
        Assert.Equal((Source, Source, 1), (entry.Reason, agreement.Source, agreement.Version));
        Assert.Equal(("Rahma", Sample.Author.At), (entry.By, entry.At));
        Assert.Equal([Sample.ByGovernor, Sample.ByBpjs], entry.Changes.Where(change => change.Field == "signatures").Select(change => change.After));
        Assert.Contains(new FieldChange("signedOn", Before: null, SignedOn), entry.Changes);
        Assert.Contains(new FieldChange("effectiveUntil", Before: null, new DateOnly(2025, 12, 31)), entry.Changes);
    }

    [Fact]
    public void The_flag_that_taking_in_raised_is_in_the_history()
    {
        var (content, signatures) = Published("no end");

        var agreement = Agreement.TakeIn(Sample.Id, new PublishedAgreement(content, Signed, signatures, SignedOn, Source), Sample.SulawesiBarat, Sample.Author);

        Assert.Contains(new FieldChange("needsReview", Before: null, After: true), Assert.Single(agreement.History).Changes);
    }

    [Fact]
    public void An_administrative_region_cannot_be_taken_in_as_a_party()
    {
        var published = new PublishedAgreement(Sample.Content with { RegionCode = "31.71" }, Signed, [], SignedOn: null, Source);

        var refusal = Assert.Throws<InvalidInputException>(() => Agreement.TakeIn(Sample.Id, published, Sample.JakartaPusat, Sample.Author));

        Assert.Equal("region.not-autonomous", refusal.Faults.Single().Code);
    }

    [Fact]
    public void An_approved_record_that_was_taken_in_goes_on_to_signature()
    {
        var agreement = Agreement.TakeIn(
            Sample.Id, new PublishedAgreement(Sample.Content, Approved, [], SignedOn: null, Source), Sample.SulawesiBarat, Sample.Author);

        agreement.Sign(Sample.ByGovernor, openEnded: false, Sample.Today, Sample.Author);
        agreement.Sign(Sample.ByBpjs, openEnded: false, Sample.Today, Sample.Author);

        Assert.Equal((Signed, SignedOn), (agreement.Lifecycle, agreement.SignedOn));
    }

    [Fact]
    public void A_party_cannot_have_signed_twice()
    {
        var published = new PublishedAgreement(Sample.Content, Signed, [Sample.ByBpjs, Sample.ByBpjs], SignedOn, Source);

        var refusal = Assert.Throws<InvalidInputException>(() => Agreement.TakeIn(Sample.Id, published, Sample.SulawesiBarat, Sample.Author));

        Assert.Equal("signature.party-already-signed", refusal.Faults.Single().Code);
    }

    [Theory]
    [InlineData(Draft)]
    [InlineData(InReview)]
    [InlineData(Approved)]
    public void What_is_not_signed_carries_neither_signatures_nor_their_date(LifecycleState state)
    {
        foreach (var published in new PublishedAgreement[] { new(Sample.Content, state, [Sample.ByBpjs], SignedOn: null, Source), new(Sample.Content, state, [], SignedOn, Source) })
        {
            var refusal = Assert.Throws<InvalidInputException>(() => Agreement.TakeIn(Sample.Id, published, Sample.SulawesiBarat, Sample.Author));

            Assert.Equal("signature.not-signed-yet", refusal.Faults.Single().Code);
        }
    }

    [Fact]
    public void With_both_signatures_the_day_of_signing_is_the_later_partys()
    {
        var published = new PublishedAgreement(Sample.Content, Signed, [Sample.ByGovernor, Sample.ByBpjs], SignedOn: null, Source);

        var agreement = Agreement.TakeIn(Sample.Id, published, Sample.SulawesiBarat, Sample.Author);

        Assert.Equal((SignedOn, false), (agreement.SignedOn, agreement.NeedsReview));
    }

    [Fact]
    public void A_published_day_that_the_signatures_contradict_is_flagged()
    {
        var published = new PublishedAgreement(Sample.Content, Signed, [Sample.ByGovernor, Sample.ByBpjs], new DateOnly(2024, 1, 1), Source);

        var agreement = Agreement.TakeIn(Sample.Id, published, Sample.SulawesiBarat, Sample.Author);

        Assert.Equal((SignedOn, true), (agreement.SignedOn, agreement.NeedsReview));
    }

    private static (AgreementContent Content, Signature[] Signatures) Published(string gap) => gap switch
    {
        "no signatory" => (Sample.Content, []),
        "no signatory of the local government" => (Sample.Content, [Sample.ByBpjs]),
        "no signatory of BPJS" => (Sample.Content, [Sample.ByGovernor]),
        "no local number" => (Sample.Content with { LocalNumber = null }, [Sample.ByGovernor, Sample.ByBpjs]),
        "no BPJS number" => (Sample.Content with { BpjsNumber = null }, [Sample.ByGovernor, Sample.ByBpjs]),
        "no start" => (Sample.Content with { EffectiveFrom = null }, [Sample.ByGovernor, Sample.ByBpjs]),
        "no end" => (Sample.Content with { EffectiveUntil = null }, [Sample.ByGovernor, Sample.ByBpjs]),
        "no term" => (Sample.Content with { EffectiveFrom = null, EffectiveUntil = null }, [Sample.ByGovernor, Sample.ByBpjs]),
        _ => throw new ArgumentOutOfRangeException(nameof(gap)),
    };
}
