using System.Reflection;
using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using static Agreements.Domain.Instruments.LifecycleState;

namespace Agreements.Domain.Tests.Instruments;

public sealed class FieldLockTests
{
    // The contract: which field is open in which state, and what locks it where it is not.
    private const string Contract =
        """
                                  Draft  InReview  Approved  PartiallySigned  Signed   Terminated  Cancelled
        kind                      open   review    review    signing          signing  signing     cancelling
        title                     open   review    review    signing          signing  signing     cancelling
        subject                   open   review    review    signing          signing  signing     cancelling
        segment                   open   review    review    signing          signing  signing     cancelling
        regionCode                open   review    review    signing          signing  signing     cancelling
        agency                    open   review    review    signing          signing  signing     cancelling
        bpjsOfficeId              open   review    review    signing          signing  signing     cancelling
        localNumber               open   open      open      signing          signing  signing     cancelling
        bpjsNumber                open   open      open      signing          signing  signing     cancelling
        scope                     open   review    review    signing          signing  signing     cancelling
        legalBasis                open   review    review    signing          signing  signing     cancelling
        effectiveFrom             open   review    review    signing          signing  signing     cancelling
        effectiveUntil            open   review    review    signing          signing  signing     cancelling
        openEnded                 open   review    review    signing          signing  signing     cancelling
        termText                  open   review    review    signing          signing  signing     cancelling
        coverageFrom              open   review    review    signing          open     open        cancelling
        activationMode            open   review    review    signing          open     open        cancelling
        participantsHandedOverOn  open   review    review    signing          open     open        cancelling
        renewalNoticeMonths       open   review    review    signing          signing  signing     cancelling
        dprdApproval              open   open      open      signing          signing  signing     cancelling
        predecessorId             open   review    review    signing          signing  signing     cancelling
        needsReview               open   open      open      open             open     open        open
        owner                     open   open      open      open             open     open        open
        notes                     open   open      open      open             open     open        open
        """;

    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["review"] = "agreement.locked-in-review",
        ["signing"] = "agreement.locked-after-signing",
        ["cancelling"] = "agreement.locked-after-cancellation",
    };

    private static readonly Dictionary<string, Func<AgreementContent, AgreementContent>> Changes = new(StringComparer.Ordinal)
    {
        ["kind"] = content => content with { Kind = AgreementKind.CooperationAgreement },
        ["title"] = content => content with { Title = "Perjanjian Kerja Sama" },
        ["subject"] = content => content with { Subject = "Kepesertaan JKN" },
        ["segment"] = content => content with { Segment = Segment.WageEarners },
        ["regionCode"] = content => content with { RegionCode = "96.71" },
        ["agency"] = content => content with { Agency = "Dinas Kesehatan" },
        ["bpjsOfficeId"] = content => content with { BpjsOfficeId = new Guid("019a0000-0000-7000-8000-0000000000ff") },
        ["localNumber"] = content => content with { LocalNumber = "100.3.7/13/III/2025" },
        ["bpjsNumber"] = content => content with { BpjsNumber = "13/KTR/XI-08/0325" },
        ["scope"] = content => content with { Scope = ["Kepesertaan", "Iuran"] },
        ["legalBasis"] = content => content with { LegalBasis = ["Permendagri 22/2020"] },
        ["effectiveFrom"] = content => content with { EffectiveFrom = new DateOnly(2025, 4, 2) },
        ["effectiveUntil"] = content => content with { EffectiveUntil = new DateOnly(2026, 3, 31) },
        ["openEnded"] = content => content with { OpenEnded = true, EffectiveUntil = null },
        ["termText"] = content => content with { TermText = "satu tahun anggaran" },
        ["coverageFrom"] = content => content with { CoverageFrom = new DateOnly(2025, 6, 1) },
        ["activationMode"] = content => content with { ActivationMode = ActivationMode.SameDay },
        ["participantsHandedOverOn"] = content => content with { ParticipantsHandedOverOn = new DateOnly(2025, 3, 20) },
        ["renewalNoticeMonths"] = content => content with { RenewalNoticeMonths = 1 },
        ["dprdApproval"] = content => content with { DprdApproval = new DprdApproval(Required: true, "8/DPRD/2025", new DateOnly(2025, 3, 2)) },
        ["predecessorId"] = content => content with { PredecessorId = null },
        ["needsReview"] = content => content with { NeedsReview = true },
        ["owner"] = content => content with { Owner = "Yusuf" },
        ["notes"] = content => content with { Notes = null },
    };

    public static TheoryData<string, LifecycleState> OpenFields
    {
        get
        {
            var fields = new TheoryData<string, LifecycleState>();
            foreach (var (name, state, _) in Cells().Where(cell => cell.Lock == "open"))
            {
                fields.Add(name, state);
            }

            return fields;
        }
    }

    public static TheoryData<string, LifecycleState, string> LockedFields
    {
        get
        {
            var fields = new TheoryData<string, LifecycleState, string>();
            foreach (var (name, state, reason) in Cells().Where(cell => cell.Lock != "open"))
            {
                fields.Add(name, state, Codes[reason]);
            }

            return fields;
        }
    }

    [Theory]
    [MemberData(nameof(OpenFields))]
    public void An_open_field_takes_a_new_value(string field, LifecycleState state)
    {
        var agreement = Sample.In(state);
        var version = agreement.Version;
        var content = Changes[field](agreement.Content);

        agreement.Edit(content, Sample.RegionOf(content), Sample.Reviewer);

        Assert.Equal((state, content, version + 1), (agreement.Lifecycle, agreement.Content, agreement.Version));
    }

    [Theory]
    [MemberData(nameof(LockedFields))]
    public void A_locked_field_is_refused_by_name_and_keeps_its_value(string field, LifecycleState state, string code)
    {
        var agreement = Sample.In(state);
        var (version, before) = (agreement.Version, agreement.Content);
        var content = Changes[field](before);

        var refusal = Assert.Throws<RuleViolationException>(() => agreement.Edit(content, Sample.RegionOf(content), Sample.Reviewer));

        Assert.Equal(code, refusal.Code);
        Assert.Equal(state, refusal.Facts.Single(fact => fact.Name == "current").Value);
        Assert.Contains(field, Assert.IsType<IEnumerable<string>>(refusal.Facts.Single(fact => fact.Name == "fields").Value, exactMatch: false));
        Assert.Equal((before, version, version), (agreement.Content, agreement.Version, agreement.History.Count));
    }

    [Fact]
    public void The_contract_speaks_of_every_field_that_people_write_in_every_state()
    {
        var fields = typeof(AgreementContent).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);

        Assert.Equal(
            fields.SelectMany(field => Enum.GetValues<LifecycleState>().Select(state => (field, state))).Order(),
            Cells().Select(cell => (cell.Field, cell.State)).Order());
    }

    [Fact]
    public void One_locked_field_among_open_ones_refuses_the_whole_edit_and_is_the_only_one_named()
    {
        var agreement = Sample.In(Signed);

        var refusal = Assert.Throws<RuleViolationException>(
            () => agreement.Edit(agreement.Content with { Owner = "Yusuf", Title = "Perjanjian Kerja Sama" }, Sample.SulawesiBarat, Sample.Reviewer));

        Assert.Equal(["title"], Assert.IsType<IEnumerable<string>>(refusal.Facts.Single(fact => fact.Name == "fields").Value, exactMatch: false));
        Assert.Equal("Rahma", agreement.Owner);
    }

    [Fact]
    public void A_returned_draft_is_open_again()
    {
        var agreement = Sample.In(InReview);
        agreement.Return("Pasal 4 belum jelas", Sample.Reviewer);

        agreement.Edit(agreement.Content with { Title = "Perjanjian Kerja Sama" }, Sample.SulawesiBarat, Sample.Author);

        Assert.Equal("Perjanjian Kerja Sama", agreement.Title);
    }

    public static TheoryData<string> FieldsThatCanBeUnknown =>
    [
        "title", "subject", "agency", "bpjsOfficeId", "localNumber", "bpjsNumber", "effectiveFrom", "effectiveUntil", "termText",
        "renewalNoticeMonths",
    ];

    [Theory]
    [MemberData(nameof(FieldsThatCanBeUnknown))]
    public void What_was_unknown_when_a_signed_record_was_taken_in_can_be_filled_in(string field)
    {
        var agreement = TakenInWithNothingBut(new AgreementContent { Kind = AgreementKind.MemorandumOfAgreement, RegionCode = "76", NeedsReview = true });
        var content = Changes[field](agreement.Content);

        agreement.Edit(content, Sample.SulawesiBarat, Sample.Author);

        Assert.Equal((Signed, content), (agreement.Lifecycle, agreement.Content));
        Assert.Equal([field], agreement.History[^1].Changes.Select(change => change.Field));
    }

    [Theory]
    [MemberData(nameof(FieldsThatCanBeUnknown))]
    public void What_was_known_of_a_record_under_review_is_not_changed(string field)
    {
        var agreement = TakenInWithNothingBut(Sample.Content with { NeedsReview = true });

        var refusal = Assert.Throws<RuleViolationException>(
            () => agreement.Edit(Changes[field](agreement.Content), Sample.SulawesiBarat, Sample.Author));

        Assert.Equal("agreement.locked-after-signing", refusal.Code);
        Assert.Equal((Sample.Content with { NeedsReview = true }, 1), (agreement.Content, agreement.Version));
    }

    [Fact]
    public void What_was_filled_in_once_is_not_changed_again()
    {
        var agreement = TakenInWithNothingBut(Sample.Content with { EffectiveUntil = null, NeedsReview = true });
        agreement.Edit(agreement.Content with { EffectiveUntil = new DateOnly(2025, 12, 31) }, Sample.SulawesiBarat, Sample.Author);

        var refusal = Assert.Throws<RuleViolationException>(
            () => agreement.Edit(agreement.Content with { EffectiveUntil = new DateOnly(2026, 12, 31) }, Sample.SulawesiBarat, Sample.Author));

        Assert.Equal("agreement.locked-after-signing", refusal.Code);
        Assert.Equal(new DateOnly(2025, 12, 31), agreement.EffectiveUntil);
    }

    [Fact]
    public void A_blank_can_be_filled_in_and_the_review_closed_in_one_edit()
    {
        var agreement = TakenInWithNothingBut(Sample.Content with { EffectiveUntil = null, NeedsReview = true });

        agreement.Edit(agreement.Content with { EffectiveUntil = new DateOnly(2025, 12, 31), NeedsReview = false }, Sample.SulawesiBarat, Sample.Author);

        Assert.Equal((new DateOnly(2025, 12, 31), false), (agreement.EffectiveUntil, agreement.NeedsReview));
    }

    [Fact]
    public void Raising_the_flag_unlocks_nothing_that_was_drafted_here()
    {
        var agreement = Sample.In(LifecycleState.Signed, Sample.Content with { PredecessorId = null });
        agreement.Edit(agreement.Content with { NeedsReview = true }, Sample.SulawesiBarat, Sample.Author);

        var refusal = Assert.Throws<RuleViolationException>(
            () => agreement.Edit(agreement.Content with { PredecessorId = Sample.PredecessorId }, Sample.SulawesiBarat, Sample.Author));

        Assert.Equal("agreement.locked-after-signing", refusal.Code);
    }

    [Fact]
    public void An_unknown_end_can_become_an_agreed_lack_of_one_while_under_review()
    {
        var agreement = TakenInWithNothingBut(Sample.Content with { EffectiveUntil = null, NeedsReview = true });

        agreement.Edit(agreement.Content with { OpenEnded = true, Scope = ["Kepesertaan"] }, Sample.SulawesiBarat, Sample.Author);

        Assert.True(agreement.OpenEnded);
    }

    [Fact]
    public void Once_reviewed_a_signed_record_keeps_its_blanks()
    {
        var agreement = TakenInWithNothingBut(Sample.Content with { EffectiveUntil = null, NeedsReview = true });
        agreement.Edit(agreement.Content with { NeedsReview = false }, Sample.SulawesiBarat, Sample.Author);

        var refusal = Assert.Throws<RuleViolationException>(
            () => agreement.Edit(agreement.Content with { EffectiveUntil = new DateOnly(2025, 12, 31) }, Sample.SulawesiBarat, Sample.Author));

        Assert.Equal("agreement.locked-after-signing", refusal.Code);
    }

    private static Agreement TakenInWithNothingBut(AgreementContent content) =>
        Agreement.TakeIn(Sample.Id, new PublishedAgreement(content, Signed, [], SignedOn: null, "jdih.sulbarprov.go.id"), Sample.SulawesiBarat, Sample.Author);

    private static IEnumerable<(string Field, LifecycleState State, string Lock)> Cells()
    {
        var rows = Contract.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        return from row in rows.Skip(1)
               from cell in rows[0].Zip(row.Skip(1), (state, reason) => (state, reason))
               select (row[0], Enum.Parse<LifecycleState>(cell.state), cell.reason);
    }
}
