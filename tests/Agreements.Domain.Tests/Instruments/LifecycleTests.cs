using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Renewals;
using static Agreements.Domain.Instruments.AgreementAction;
using static Agreements.Domain.Instruments.LifecycleState;

namespace Agreements.Domain.Tests.Instruments;

public sealed class LifecycleTests
{
    // The contract: where each action leads from each state; a dash where it is refused. A deleted draft is still a draft until the store drops it.
    private const string Contract =
        """
                         Submit    Return  Approve   Sign             Cancel     Terminate   Amend   Delete  OpenRenewal
        Draft            InReview  -       -         -                Cancelled  -           -       Draft   -
        InReview         -         Draft   Approved  -                Cancelled  -           -       -       -
        Approved         -         -       -         PartiallySigned  Cancelled  -           -       -       -
        PartiallySigned  -         -       -         Signed           Cancelled  -           -       -       -
        Signed           -         -       -         -                -          Terminated  Signed  -       Signed
        Terminated       -         -       -         -                -          -           -       -       -
        Cancelled        -         -       -         -                -          -           -       -       -
        """;

    private static readonly Dictionary<LifecycleState, AgreementAction[]> Offered = new()
    {
        [Draft] = [Submit, Cancel, Delete],
        [InReview] = [Return, Approve, Cancel],
        [Approved] = [Sign, Cancel],
        [PartiallySigned] = [Sign, Cancel],
        [Signed] = [Terminate, Amend, OpenRenewal],
        [Terminated] = [],
        [Cancelled] = [],
    };

    public static TheoryData<LifecycleState, AgreementAction, LifecycleState> AllowedMoves
    {
        get
        {
            var moves = new TheoryData<LifecycleState, AgreementAction, LifecycleState>();
            foreach (var (from, action, outcome) in Cells().Where(cell => cell.Outcome != "-"))
            {
                moves.Add(from, action, Enum.Parse<LifecycleState>(outcome));
            }

            return moves;
        }
    }

    public static TheoryData<LifecycleState, AgreementAction> RefusedMoves
    {
        get
        {
            var moves = new TheoryData<LifecycleState, AgreementAction>();
            foreach (var (from, action, _) in Cells().Where(cell => cell.Outcome == "-"))
            {
                moves.Add(from, action);
            }

            return moves;
        }
    }

    public static TheoryData<LifecycleState> States => new(Enum.GetValues<LifecycleState>());

    [Theory]
    [MemberData(nameof(AllowedMoves))]
    public void An_allowed_action_leads_where_the_contract_says(LifecycleState from, AgreementAction action, LifecycleState to)
    {
        var agreement = Sample.In(from);

        Do(action, agreement);

        Assert.Equal(to, agreement.Lifecycle);
    }

    [Theory]
    [MemberData(nameof(RefusedMoves))]
    public void An_action_from_the_wrong_state_is_refused_with_the_state_and_what_it_allows(LifecycleState from, AgreementAction action)
    {
        var agreement = Sample.In(from);

        var refusal = Assert.Throws<RuleViolationException>(() => Do(action, agreement));

        Assert.Equal("agreement.transition-not-allowed", refusal.Code);
        Assert.Equal(from, refusal.Facts.Single(fact => fact.Name == "current").Value);
        var allowed = refusal.Facts.Single(fact => fact.Name == "allowedActions").Value;
        Assert.Equal(Offered[from], Assert.IsType<IEnumerable<AgreementAction>>(allowed, exactMatch: false));
    }

    [Theory]
    [MemberData(nameof(RefusedMoves))]
    public void A_refused_action_leaves_the_record_as_it_was(LifecycleState from, AgreementAction action)
    {
        var agreement = Sample.In(from);
        var (version, updatedAt, content) = (agreement.Version, agreement.UpdatedAt, agreement.Content);
        var signatures = agreement.Signatures.ToList();
        var (signedOn, submittedBy, termination) = (agreement.SignedOn, agreement.SubmittedBy, agreement.Termination);

        Assert.Throws<RuleViolationException>(() => Do(action, agreement));

        Assert.Equal(from, agreement.Lifecycle);
        Assert.Equal((version, updatedAt, version), (agreement.Version, agreement.UpdatedAt, agreement.History.Count));
        Assert.Equal(content, agreement.Content);
        Assert.Equal(signatures, agreement.Signatures);
        Assert.Equal((signedOn, submittedBy, termination), (agreement.SignedOn, agreement.SubmittedBy, agreement.Termination));
    }

    [Fact]
    public void The_contract_speaks_of_every_state_and_every_action()
    {
        AgreementAction[] notFromAState = [Create, Import, Edit, AddDocument, EditRenewal, LogRenewalEntry, DraftSuccessor, CloseRenewal];

        Assert.Equal(
            Enum.GetValues<LifecycleState>().SelectMany(state => Enum.GetValues<AgreementAction>().Except(notFromAState).Select(action => (state, action))),
            Cells().Select(cell => (cell.From, cell.Action)));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_offers_exactly_the_actions_of_the_contract(LifecycleState state) =>
        Assert.Equal(Offered[state], Sample.In(state).AllowedActionsFor(new Author("Yusuf")).Select(allowed => allowed.Action));

    [Theory]
    [MemberData(nameof(States))]
    public void Nothing_can_be_created_or_imported_over_an_existing_record(LifecycleState state)
    {
        Assert.Null(AgreementLifecycle.Find(state, Create));
        Assert.Null(AgreementLifecycle.Find(state, Import));
    }

    [Fact]
    public void A_returned_draft_can_be_submitted_and_approved_again()
    {
        var agreement = Sample.In(InReview);

        agreement.Return("Pasal 4 belum jelas", Sample.Reviewer);
        agreement.Submit(Sample.Author);
        agreement.Approve(Sample.Reviewer);

        Assert.Equal(Approved, agreement.Lifecycle);
    }

    [Theory]
    [InlineData(Party.LocalGovernment, Party.Bpjs)]
    [InlineData(Party.Bpjs, Party.LocalGovernment)]
    public void Either_party_may_sign_first(Party first, Party second)
    {
        var agreement = Sample.In(Approved);

        agreement.Sign(Sample.ByGovernor with { Party = first }, openEnded: false, Sample.Today, Sample.Author);
        Assert.Equal(PartiallySigned, agreement.Lifecycle);

        agreement.Sign(Sample.ByGovernor with { Party = second }, openEnded: false, Sample.Today, Sample.Author);
        Assert.Equal(Signed, agreement.Lifecycle);
    }

    private static IEnumerable<(LifecycleState From, AgreementAction Action, string Outcome)> Cells()
    {
        var rows = Contract.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        return from row in rows.Skip(1)
               from cell in rows[0].Zip(row.Skip(1), (action, outcome) => (action, outcome))
               select (Enum.Parse<LifecycleState>(row[0]), Enum.Parse<AgreementAction>(cell.action), cell.outcome);
    }

    private static void Do(AgreementAction action, Agreement agreement)
    {
        switch (action)
        {
            case Submit:
                agreement.Submit(Sample.Author);
                break;
            case Return:
                agreement.Return("Pasal 4 belum jelas", Sample.Reviewer);
                break;
            case Approve:
                agreement.Approve(Sample.Reviewer);
                break;
            case Sign:
                agreement.Sign(agreement.Signatures.Count == 0 ? Sample.ByGovernor : Sample.ByBpjs, openEnded: false, Sample.Today, Sample.Author);
                break;
            case Cancel:
                agreement.Cancel("Tidak dilanjutkan", Sample.Author);
                break;
            case Terminate:
                agreement.Terminate(Sample.Termination, [], Sample.Author);
                break;
            case Amend:
                agreement.Amend(Guid.CreateVersion7(), Sample.Amendment, [], Sample.Today, Sample.Author);
                break;
            case Delete:
                agreement.Discard(Sample.Author);
                break;
            case OpenRenewal:
                agreement.OpenRenewal(Guid.CreateVersion7(), owner: null, StageDurations.Default, new WorkCalendar([]), isContinued: false, Sample.Today, Sample.Author);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action));
        }
    }
}
