using Agreements.Domain.Instruments;

namespace Agreements.Domain.Tests.Instruments;

public sealed class GuardTests
{
    [Theory]
    [InlineData(true, false, false, new[] { "subject" })]
    [InlineData(false, true, false, new[] { "bpjsOfficeId" })]
    [InlineData(false, false, true, new[] { "owner" })]
    [InlineData(true, true, false, new[] { "subject", "bpjsOfficeId" })]
    [InlineData(true, true, true, new[] { "subject", "bpjsOfficeId", "owner" })]
    public void An_incomplete_draft_is_not_submitted_and_says_what_is_missing(bool noSubject, bool noOffice, bool noOwner, string[] missing)
    {
        var agreement = Sample.In(LifecycleState.Draft, Sample.Content with
        {
            Subject = noSubject ? null : "Optimalisasi Program JKN",
            BpjsOfficeId = noOffice ? null : Sample.OfficeId,
            Owner = noOwner ? null : "Rahma",
        });

        var refusal = Assert.Throws<RuleViolationException>(() => agreement.Submit(Sample.Author));

        Assert.Equal("agreement.incomplete", refusal.Code);
        Assert.Equal(missing, Strings(refusal, "missing"));
        Assert.Equal((LifecycleState.Draft, null), (agreement.Lifecycle, agreement.SubmittedBy));
        Assert.Equal(["agreement.incomplete"], Unmet(agreement, AgreementAction.Submit, "Rahma"));
    }

    [Fact]
    public void A_draft_with_subject_office_and_owner_can_be_submitted_whatever_else_is_blank()
    {
        var agreement = Sample.In(LifecycleState.Draft, new AgreementContent
        {
            Kind = AgreementKind.CooperationAgreement,
            RegionCode = "76",
            Subject = "Optimalisasi Program JKN",
            BpjsOfficeId = Sample.OfficeId,
            Owner = "Rahma",
        });

        Assert.Empty(Unmet(agreement, AgreementAction.Submit, "Rahma"));
        agreement.Submit(Sample.Author);

        Assert.Equal((LifecycleState.InReview, "Rahma"), (agreement.Lifecycle, agreement.SubmittedBy));
    }

    [Fact]
    public void Nobody_approves_their_own_submission()
    {
        var agreement = Sample.In(LifecycleState.InReview);

        var refusal = Assert.Throws<RuleViolationException>(() => agreement.Approve(Sample.Author));

        Assert.Equal("agreement.self-approval", refusal.Code);
        Assert.Equal(LifecycleState.InReview, agreement.Lifecycle);
    }

    [Fact]
    public void Approval_is_shown_as_in_the_way_only_to_the_one_who_submitted()
    {
        var agreement = Sample.In(LifecycleState.InReview);

        Assert.Equal(["agreement.self-approval"], Unmet(agreement, AgreementAction.Approve, "Rahma"));
        Assert.Empty(Unmet(agreement, AgreementAction.Approve, "Yusuf"));
    }

    [Fact]
    public void The_author_may_approve_what_somebody_else_submitted()
    {
        var agreement = Sample.In(LifecycleState.Draft);

        agreement.Submit(Sample.Reviewer);
        agreement.Approve(Sample.Author);

        Assert.Equal(LifecycleState.Approved, agreement.Lifecycle);
    }

    [Fact]
    public void After_a_return_only_the_last_submission_counts()
    {
        var agreement = Sample.In(LifecycleState.InReview);
        agreement.Return("Pasal 4 belum jelas", Sample.Reviewer);
        Assert.Null(agreement.SubmittedBy);

        agreement.Submit(Sample.Reviewer);

        Assert.Equal("agreement.self-approval", Assert.Throws<RuleViolationException>(() => agreement.Approve(Sample.Reviewer)).Code);
        agreement.Approve(Sample.Author);
        Assert.Equal(LifecycleState.Approved, agreement.Lifecycle);
    }

    [Theory]
    [InlineData(null, null, new[] { "dprdApproval/number", "dprdApproval/approvedOn" })]
    [InlineData("7/DPRD/2025", null, new[] { "dprdApproval/approvedOn" })]
    [InlineData(null, "2025-03-01", new[] { "dprdApproval/number" })]
    public void A_required_approval_of_the_council_must_have_number_and_date(string? number, string? approvedOn, string[] missing)
    {
        var approval = new DprdApproval(Required: true, number, approvedOn is null ? null : new DateOnly(2025, 3, 1));
        var agreement = Sample.In(LifecycleState.InReview, Sample.Content with { DprdApproval = approval });

        var refusal = Assert.Throws<RuleViolationException>(() => agreement.Approve(Sample.Reviewer));

        Assert.Equal("agreement.dprd-approval-missing", refusal.Code);
        Assert.Equal(missing, Strings(refusal, "missing"));
        Assert.Equal(LifecycleState.InReview, agreement.Lifecycle);
        Assert.Equal(["agreement.dprd-approval-missing"], Unmet(agreement, AgreementAction.Approve, "Yusuf"));
    }

    [Fact]
    public void The_decision_of_the_council_can_be_filled_in_during_review()
    {
        var content = Sample.Content with { DprdApproval = new DprdApproval(Required: true, Number: null, ApprovedOn: null) };
        var agreement = Sample.In(LifecycleState.InReview, content);

        var decision = new DprdApproval(Required: true, "7/DPRD/2025", new DateOnly(2025, 3, 1));
        agreement.Edit(content with { DprdApproval = decision }, Sample.SulawesiBarat, Sample.Author);
        agreement.Approve(Sample.Reviewer);

        Assert.Equal(LifecycleState.Approved, agreement.Lifecycle);
    }

    [Fact]
    public void Without_need_of_the_council_nothing_of_it_is_asked()
    {
        var agreement = Sample.In(LifecycleState.InReview, Sample.Content with { DprdApproval = DprdApproval.NotRequired });

        agreement.Approve(Sample.Reviewer);

        Assert.Equal(LifecycleState.Approved, agreement.Lifecycle);
    }

    [Fact]
    public void Everything_in_the_way_of_an_approval_is_listed()
    {
        var undecided = new DprdApproval(Required: true, Number: null, ApprovedOn: null);
        var agreement = Sample.In(LifecycleState.InReview, Sample.Content with { DprdApproval = undecided });

        var refusal = Assert.Throws<RuleViolationException>(() => agreement.Approve(Sample.Author));

        Assert.Equal(["agreement.self-approval", "agreement.dprd-approval-missing"], Strings(refusal, "unmet"));
        Assert.Equal(["agreement.self-approval", "agreement.dprd-approval-missing"], Unmet(agreement, AgreementAction.Approve, "Rahma"));
    }

    [Theory]
    [InlineData(Party.LocalGovernment)]
    [InlineData(Party.Bpjs)]
    public void A_party_signs_once(Party party)
    {
        var agreement = Sample.In(LifecycleState.Approved);
        agreement.Sign(Sample.ByGovernor with { Party = party }, openEnded: false, Sample.Today, Sample.Author);

        var refusal = Assert.Throws<RuleViolationException>(
            () => agreement.Sign(Sample.ByBpjs with { Party = party }, openEnded: false, Sample.Today, Sample.Author));

        Assert.Equal("signature.party-already-signed", refusal.Code);
        Assert.Equal(party, refusal.Facts.Single(fact => fact.Name == "party").Value);
        Assert.Equal((LifecycleState.PartiallySigned, 1), (agreement.Lifecycle, agreement.Signatures.Count));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_signature_may_be_of_today_or_earlier(int daysFromToday)
    {
        var agreement = Sample.In(LifecycleState.Approved);
        var signature = Sample.ByGovernor with { SignedOn = Sample.Today.AddDays(daysFromToday) };

        agreement.Sign(signature, openEnded: false, Sample.Today, Sample.Author);

        Assert.Equal([signature], agreement.Signatures);
    }

    [Fact]
    public void A_signature_of_tomorrow_is_refused()
    {
        var agreement = Sample.In(LifecycleState.Approved);

        var refusal = Assert.Throws<InvalidInputException>(
            () => agreement.Sign(Sample.ByGovernor with { SignedOn = Sample.Today.AddDays(1) }, openEnded: false, Sample.Today, Sample.Author));

        Assert.Equal(("signedOn", "signature.signed-in-future"), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
        Assert.Equal((LifecycleState.Approved, 0), (agreement.Lifecycle, agreement.Signatures.Count));
    }

    [Fact]
    public void A_signature_may_come_after_the_term_has_begun()
    {
        var agreement = Sample.In(LifecycleState.Approved);
        var sixDaysIn = new DateOnly(2025, 4, 7);

        agreement.Sign(Sample.ByGovernor with { SignedOn = sixDaysIn }, openEnded: false, sixDaysIn, Sample.Author);

        Assert.Equal(LifecycleState.PartiallySigned, agreement.Lifecycle);
    }

    [Theory]
    [InlineData(false, true, new[] { "effectiveFrom" })]
    [InlineData(true, false, new[] { "effectiveUntil" })]
    [InlineData(false, false, new[] { "effectiveFrom", "effectiveUntil" })]
    public void Nothing_is_signed_without_a_term(bool hasStart, bool hasEnd, string[] missing)
    {
        var agreement = Sample.In(LifecycleState.Approved, Sample.Content with
        {
            EffectiveFrom = hasStart ? new DateOnly(2025, 4, 1) : null,
            EffectiveUntil = hasEnd ? new DateOnly(2025, 12, 31) : null,
        });

        var refusal = Assert.Throws<RuleViolationException>(() => agreement.Sign(Sample.ByGovernor, openEnded: false, Sample.Today, Sample.Author));

        Assert.Equal("agreement.term-missing", refusal.Code);
        Assert.Equal(missing, Strings(refusal, "missing"));
        Assert.Equal((LifecycleState.Approved, 0), (agreement.Lifecycle, agreement.Signatures.Count));
        Assert.Equal(["agreement.term-missing"], Unmet(agreement, AgreementAction.Sign, "Rahma"));
    }

    [Fact]
    public void An_agreement_written_as_open_ended_needs_no_end_to_be_signed()
    {
        var agreement = Sample.In(LifecycleState.Approved, Sample.Content with { EffectiveUntil = null, OpenEnded = true });

        Assert.Empty(Unmet(agreement, AgreementAction.Sign, "Rahma"));
        agreement.Sign(Sample.ByGovernor, openEnded: false, Sample.Today, Sample.Author);

        Assert.Equal(LifecycleState.PartiallySigned, agreement.Lifecycle);
    }

    [Fact]
    public void That_an_agreement_runs_without_end_can_be_said_at_the_first_signature()
    {
        var agreement = Sample.In(LifecycleState.Approved, Sample.Content with { EffectiveUntil = null });

        agreement.Sign(Sample.ByGovernor, openEnded: true, Sample.Today, Sample.Author);
        agreement.Sign(Sample.ByBpjs, openEnded: false, Sample.Today, Sample.Author);

        Assert.True(agreement.OpenEnded);
        Assert.Equal(LifecycleState.Signed, agreement.Lifecycle);
    }

    [Fact]
    public void Running_without_end_does_not_replace_a_start()
    {
        var agreement = Sample.In(LifecycleState.Approved, Sample.Content with { EffectiveFrom = null, EffectiveUntil = null });

        var refusal = Assert.Throws<RuleViolationException>(() => agreement.Sign(Sample.ByGovernor, openEnded: true, Sample.Today, Sample.Author));

        Assert.Equal("agreement.term-missing", refusal.Code);
        Assert.Equal(["effectiveFrom"], Strings(refusal, "missing"));
        Assert.False(agreement.OpenEnded);
    }

    [Fact]
    public void An_agreement_with_an_end_cannot_be_signed_as_open_ended()
    {
        var agreement = Sample.In(LifecycleState.Approved);

        var refusal = Assert.Throws<InvalidInputException>(() => agreement.Sign(Sample.ByGovernor, openEnded: true, Sample.Today, Sample.Author));

        Assert.Equal(("openEnded", "term.open-ended-with-end"), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
        Assert.Equal((false, 0), (agreement.OpenEnded, agreement.Signatures.Count));
    }

    [Fact]
    public void A_termination_cannot_take_effect_before_the_term_begins()
    {
        var agreement = Sample.In(LifecycleState.Signed);

        var refusal = Assert.Throws<InvalidInputException>(
            () => agreement.Terminate(Sample.Termination with { EffectiveOn = new DateOnly(2025, 3, 31) }, [], Sample.Author));

        Assert.Equal(("effectiveOn", "termination.before-effective-from"), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
        Assert.Equal((LifecycleState.Signed, null), (agreement.Lifecycle, agreement.Termination));
    }

    [Fact]
    public void A_termination_may_take_effect_on_the_first_day_of_the_term()
    {
        var agreement = Sample.In(LifecycleState.Signed);
        var termination = Sample.Termination with { EffectiveOn = new DateOnly(2025, 4, 1) };

        agreement.Terminate(termination, [], Sample.Author);

        Assert.Equal((LifecycleState.Terminated, termination), (agreement.Lifecycle, agreement.Termination));
    }

    [Fact]
    public void What_can_be_done_without_ado_lists_nothing_unmet()
    {
        Assert.Equal(
            [(AgreementAction.Submit, 0), (AgreementAction.Cancel, 0), (AgreementAction.Delete, 0)],
            Sample.In(LifecycleState.Draft).AllowedActionsFor(new Author("Rahma")).Select(allowed => (allowed.Action, allowed.Unmet.Count)));
        Assert.Equal(
            [(AgreementAction.Terminate, 0), (AgreementAction.Amend, 0), (AgreementAction.OpenRenewal, 0)],
            Sample.In(LifecycleState.Signed).AllowedActionsFor(new Author("Rahma")).Select(allowed => (allowed.Action, allowed.Unmet.Count)));
    }

    [Fact]
    public void An_unmet_guard_is_listed_with_its_own_action_only()
    {
        var agreement = Sample.In(LifecycleState.Draft, Sample.Content with { Owner = null });

        Assert.Equal(
            [(AgreementAction.Submit, 1), (AgreementAction.Cancel, 0), (AgreementAction.Delete, 0)],
            agreement.AllowedActionsFor(new Author("Rahma")).Select(allowed => (allowed.Action, allowed.Unmet.Count)));
    }

    private static IReadOnlyList<string> Unmet(Agreement agreement, AgreementAction action, string caller) =>
        agreement.AllowedActionsFor(new Author(caller)).Single(allowed => allowed.Action == action).Unmet;

    private static IEnumerable<string> Strings(RuleViolationException refusal, string fact) =>
        Assert.IsType<IEnumerable<string>>(refusal.Facts.Single(each => each.Name == fact).Value, exactMatch: false);
}
