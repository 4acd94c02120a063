namespace Agreements.Domain.Instruments;

/// <content>What can be done, and what is in the way.</content>
public sealed partial class Agreement
{
    /// <summary>What can be done to it now, and what is in the way.</summary>
    /// <param name="caller">Who would do it.</param>
    /// <param name="scanRequired">Whether it takes the scan of the signed document to complete it.</param>
    /// <param name="isContinued">Whether a signed successor goes on without a day between.</param>
    public IReadOnlyList<AllowedAction> AllowedActionsFor(Author caller, bool scanRequired = false, bool isContinued = false) =>
        ActionFactsFor(caller, scanRequired, isContinued).Allowed();

    /// <summary>All that decides what can be done to it.</summary>
    /// <param name="caller">Who would do it.</param>
    /// <param name="scanRequired">Whether it takes the scan of the signed document to complete it.</param>
    /// <param name="isContinued">Whether a signed successor goes on without a day between.</param>
    public ActionFacts ActionFactsFor(Author caller, bool scanRequired, bool isContinued) => new()
    {
        Lifecycle = Lifecycle,
        HasSubject = Subject is not null,
        HasOffice = BpjsOfficeId is not null,
        HasOwner = Owner is not null,
        IsOwnSubmission = caller.IsSameAs(Submitter),
        NeedsDecision = DprdApproval.Required,
        HasDecisionNumber = DprdApproval.Number is not null,
        HasDecisionDay = DprdApproval.ApprovedOn is not null,
        HasFirstDay = EffectiveFrom is not null,
        HasLastDay = EffectiveUntil is not null,
        OpenEnded = OpenEnded,
        LacksScan = scanRequired && !HasSignedScan,
        IsInRenewal = RenewalId is not null,
        IsContinued = isContinued,
        RunsOut = InForceUntil is not null,
        HasDocuments = HasDocuments,
        HasWorkPlans = HasWorkPlans,
    };

    private Author? Submitter => SubmittedBy is { } name ? new Author(name, SubmittedByHolder) : null;

    private Transition Permit(AgreementAction action, Author caller, bool openEnded = false, bool scanRequired = false, bool isContinued = false)
    {
        var move = AgreementLifecycle.Find(Lifecycle, action)
            ?? throw new RuleViolationException(
                "agreement.transition-not-allowed",
                ("action", action),
                ("current", Lifecycle),
                ("allowedActions", AgreementLifecycle.ActionsFrom(Lifecycle).ToList()));
        var facts = ActionFactsFor(caller, scanRequired, isContinued);
        var unmet = (facts with { OpenEnded = OpenEnded || openEnded }).Unmet(action).ToList();
        return unmet.Count == 0
            ? move
            : throw new RuleViolationException(
                unmet[0].Code, ("unmet", unmet.ConvertAll(guard => guard.Code)), ("missing", unmet.SelectMany(guard => guard.Missing).ToList()));
    }
}
