using Agreements.Domain.Instruments;
using FsCheck;
using FsCheck.Fluent;
using static Agreements.Domain.Instruments.LifecycleState;

namespace Agreements.Domain.Tests.Instruments;

public sealed class HistoryTests
{
    private static readonly Authorship Someone = new("Sitti", new DateTimeOffset(2025, 3, 26, 7, 30, 0, TimeSpan.Zero));

    public static TheoryData<AgreementAction, LifecycleState, LifecycleState, string?> Steps => new()
    {
        { AgreementAction.Submit, Draft, InReview, null },
        { AgreementAction.Return, InReview, Draft, "Pasal 4 belum jelas" },
        { AgreementAction.Approve, InReview, Approved, null },
        { AgreementAction.Sign, Approved, PartiallySigned, null },
        { AgreementAction.Sign, PartiallySigned, Signed, null },
        { AgreementAction.Terminate, Signed, Terminated, "Disepakati para pihak" },
        { AgreementAction.Cancel, Draft, Cancelled, "Tidak dilanjutkan" },
        { AgreementAction.Cancel, InReview, Cancelled, "Tidak dilanjutkan" },
        { AgreementAction.Cancel, Approved, Cancelled, "Tidak dilanjutkan" },
        { AgreementAction.Cancel, PartiallySigned, Cancelled, "Tidak dilanjutkan" },
        { AgreementAction.Edit, Draft, Draft, null },
        { AgreementAction.Edit, InReview, InReview, null },
        { AgreementAction.Edit, Approved, Approved, null },
        { AgreementAction.Edit, PartiallySigned, PartiallySigned, null },
        { AgreementAction.Edit, Signed, Signed, null },
        { AgreementAction.Edit, Terminated, Terminated, null },
        { AgreementAction.Edit, Cancelled, Cancelled, null },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void Each_action_leaves_one_entry_and_one_version(AgreementAction action, LifecycleState from, LifecycleState to, string? reason)
    {
        var agreement = Sample.In(from);
        var (version, entries) = (agreement.Version, agreement.History.Count);

        Do(action, agreement, Someone);

        Assert.Equal((version + 1, entries + 1), (agreement.Version, agreement.History.Count));
        var entry = agreement.History[^1];
        Assert.Equal((agreement.Id, version + 1, action), (entry.AgreementId, entry.Version, entry.Action));
        Assert.Equal(((LifecycleState?)from, (LifecycleState?)to, reason), (entry.From, entry.To, entry.Reason));
        Assert.Equal(("Sitti", Someone.At), (entry.By, entry.At));
        Assert.Equal(Someone.At, agreement.UpdatedAt);
    }

    [Theory]
    [InlineData(Draft)]
    [InlineData(InReview)]
    [InlineData(Signed)]
    [InlineData(Cancelled)]
    public void An_edit_that_changes_nothing_leaves_no_trace(LifecycleState state)
    {
        var agreement = Sample.In(state);
        var (version, entries, updatedAt) = (agreement.Version, agreement.History.Count, agreement.UpdatedAt);
        var same = agreement.Content with { Scope = [.. agreement.Scope], LegalBasis = [.. agreement.LegalBasis] };

        agreement.Edit(same, Sample.SulawesiBarat, Someone);

        Assert.Equal((version, entries, updatedAt), (agreement.Version, agreement.History.Count, agreement.UpdatedAt));
    }

    [Fact]
    public void A_draft_begins_at_version_one_with_one_entry_from_nothing()
    {
        var agreement = Agreement.Draft(Sample.Id, Sample.Content, Sample.SulawesiBarat, Someone);

        var entry = Assert.Single(agreement.History);
        Assert.Equal((1, 1, AgreementAction.Create), (agreement.Version, entry.Version, entry.Action));
        Assert.Equal((null, (LifecycleState?)Draft, null), (entry.From, entry.To, entry.Reason));
        Assert.Equal((Someone.At, Someone.At, "Sitti"), (agreement.CreatedAt, agreement.UpdatedAt, entry.By));
    }

    [Fact]
    public void The_first_entry_of_a_draft_names_what_was_filled_in_and_nothing_else()
    {
        var agreement = Agreement.Draft(
            Sample.Id,
            new AgreementContent { Kind = AgreementKind.JointAgreement, RegionCode = "76", Owner = "Rahma", Scope = ["Iuran"] },
            Sample.SulawesiBarat,
            Someone);

        var changes = Assert.Single(agreement.History).Changes;
        Assert.Equal(["kind", "owner", "regionCode", "scope", "segment"], changes.Select(change => change.Field).Order(StringComparer.Ordinal));
        Assert.All(changes, change => Assert.Null(change.Before));
        Assert.Equal("Rahma", changes.Single(change => change.Field == "owner").After);
        Assert.Equal(AgreementKind.JointAgreement, changes.Single(change => change.Field == "kind").After);
    }

    [Fact]
    public void An_edit_tells_each_field_before_and_after()
    {
        var agreement = Sample.In(Draft);

        agreement.Edit(
            Sample.Content with { Title = null, EffectiveUntil = new DateOnly(2026, 3, 31), Scope = ["Kepesertaan", "Iuran"] },
            Sample.SulawesiBarat,
            Someone);

        var changes = agreement.History[^1].Changes.ToDictionary(change => change.Field, StringComparer.Ordinal);
        Assert.Equal(3, changes.Count);
        Assert.Equal(("Nota Kesepakatan tentang Optimalisasi Program JKN", null), (changes["title"].Before, changes["title"].After));
        Assert.Equal((new DateOnly(2025, 12, 31), new DateOnly(2026, 3, 31)), (changes["effectiveUntil"].Before, changes["effectiveUntil"].After));
        Assert.Equal(["Kepesertaan"], Assert.IsType<IReadOnlyList<string>>(changes["scope"].Before, exactMatch: false));
        Assert.Equal(["Kepesertaan", "Iuran"], Assert.IsType<IReadOnlyList<string>>(changes["scope"].After, exactMatch: false));
    }

    [Fact]
    public void The_order_of_a_list_counts()
    {
        var agreement = Sample.In(Draft, Sample.Content with { LegalBasis = ["UU 23/2014", "PP 28/2018"] });

        agreement.Edit(Sample.Content with { LegalBasis = ["PP 28/2018", "UU 23/2014"] }, Sample.SulawesiBarat, Someone);

        Assert.Equal(["legalBasis"], agreement.History[^1].Changes.Select(change => change.Field));
    }

    [Fact]
    public void The_entry_of_the_first_signature_holds_the_signature()
    {
        var agreement = Sample.In(Approved);

        agreement.Sign(Sample.ByGovernor, openEnded: false, Sample.Today, Someone);

        Assert.Equal([new FieldChange("signatures", Before: null, Sample.ByGovernor)], agreement.History[^1].Changes);
    }

    [Fact]
    public void The_entry_of_the_second_signature_holds_the_day_of_signing_too()
    {
        var agreement = Sample.In(PartiallySigned);

        agreement.Sign(Sample.ByBpjs, openEnded: false, Sample.Today, Someone);

        Assert.Equal(
            [new FieldChange("signatures", Before: null, Sample.ByBpjs), new FieldChange("signedOn", Before: null, new DateOnly(2025, 3, 27))],
            agreement.History[^1].Changes);
    }

    [Fact]
    public void That_it_runs_without_end_is_recorded_with_the_signature_that_says_so_and_only_once()
    {
        var agreement = Sample.In(Approved, Sample.Content with { EffectiveUntil = null });

        agreement.Sign(Sample.ByGovernor, openEnded: true, Sample.Today, Someone);
        agreement.Sign(Sample.ByBpjs, openEnded: true, Sample.Today, Someone);

        Assert.Contains(new FieldChange("openEnded", Before: false, After: true), agreement.History[^2].Changes);
        Assert.DoesNotContain(agreement.History[^1].Changes, change => change.Field == "openEnded");
    }

    [Fact]
    public void The_entry_of_a_termination_holds_ground_day_and_reason()
    {
        var agreement = Sample.In(Signed);

        agreement.Terminate(Sample.Termination, [], Someone);

        Assert.Equal([new FieldChange("termination", Before: null, Sample.Termination)], agreement.History[^1].Changes);
        Assert.Equal(Sample.Termination, agreement.Termination);
    }

    [Fact]
    public void Asking_whether_a_draft_may_be_removed_changes_nothing()
    {
        var agreement = Sample.In(Draft);

        agreement.Discard(Someone);

        Assert.Equal((Draft, 1, 1), (agreement.Lifecycle, agreement.Version, agreement.History.Count));
    }

    [Theory]
    [InlineData("2025-03-24", "2025-03-27", "2025-03-27")]
    [InlineData("2025-03-27", "2025-03-24", "2025-03-27")]
    [InlineData("2025-03-24", "2025-03-24", "2025-03-24")]
    public void The_day_of_signing_is_that_of_the_later_party(string localGovernment, string bpjs, string expected)
    {
        var agreement = Sample.In(Approved);

        agreement.Sign(Sample.ByGovernor with { SignedOn = Day(localGovernment) }, openEnded: false, Sample.Today, Someone);
        agreement.Sign(Sample.ByBpjs with { SignedOn = Day(bpjs) }, openEnded: false, Sample.Today, Someone);

        Assert.Equal(Day(expected), agreement.SignedOn);
    }

    [Theory]
    [InlineData(Draft)]
    [InlineData(InReview)]
    [InlineData(Approved)]
    [InlineData(PartiallySigned)]
    public void There_is_no_day_of_signing_before_both_have_signed(LifecycleState state) => Assert.Null(Sample.In(state).SignedOn);

    [Fact]
    public void Whatever_people_try_the_history_is_one_unbroken_line_of_versions_and_states()
    {
        AgreementAction[] actions =
        [
            AgreementAction.Edit, AgreementAction.Submit, AgreementAction.Return, AgreementAction.Approve, AgreementAction.Sign,
            AgreementAction.Terminate,
        ];
        // Cancelling is rare, or few walks would come as far as a signature.
        IEnumerable<(int, Gen<AgreementAction>)> mix = [(29, Gen.Elements(actions)), (1, Gen.Constant(AgreementAction.Cancel))];
        var tries = Gen.Frequency(mix).ArrayOf();

        Prop.ForAll(tries.ToArbitrary(), walk =>
        {
            var agreement = Sample.In(Draft);
            foreach (var action in walk)
            {
                try
                {
                    Do(action, agreement, action == AgreementAction.Approve ? Sample.Reviewer : Sample.Author);
                }
                catch (RuleViolationException)
                {
                    // Refused: the line must not show it.
                }
            }

            var history = agreement.History;
            return history.Select(entry => entry.Version).SequenceEqual(Enumerable.Range(1, agreement.Version))
                && history.Zip(history.Skip(1)).All(pair => pair.First.To == pair.Second.From)
                && history[^1].To == agreement.Lifecycle;
        }).QuickCheckThrowOnFailure();
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static void Do(AgreementAction action, Agreement agreement, Authorship authorship)
    {
        switch (action)
        {
            case AgreementAction.Edit:
                agreement.Edit(agreement.Content with { Notes = $"Catatan {agreement.Version}" }, Sample.SulawesiBarat, authorship);
                break;
            case AgreementAction.Submit:
                agreement.Submit(authorship);
                break;
            case AgreementAction.Return:
                agreement.Return("Pasal 4 belum jelas", authorship);
                break;
            case AgreementAction.Approve:
                agreement.Approve(authorship);
                break;
            case AgreementAction.Sign:
                agreement.Sign(agreement.Signatures.Count == 0 ? Sample.ByGovernor : Sample.ByBpjs, openEnded: false, Sample.Today, authorship);
                break;
            case AgreementAction.Cancel:
                agreement.Cancel("Tidak dilanjutkan", authorship);
                break;
            case AgreementAction.Terminate:
                agreement.Terminate(Sample.Termination, [], authorship);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action));
        }
    }
}
