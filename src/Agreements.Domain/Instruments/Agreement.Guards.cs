namespace Agreements.Domain.Instruments;

/// <content>What can be done, and what is in the way.</content>
public sealed partial class Agreement
{
    /// <summary>What can be done to it now, and what is in the way.</summary>
    /// <param name="caller">Who would do it.</param>
    /// <param name="scanRequired">Whether it takes the scan of the signed document to complete it.</param>
    /// <param name="isContinued">Whether a signed successor goes on without a day between.</param>
    public IReadOnlyList<AllowedAction> AllowedActionsFor(Author caller, bool scanRequired = false, bool isContinued = false) =>
        [
            .. AgreementLifecycle.ActionsFrom(Lifecycle).Select(
                action => new AllowedAction(action, [.. Unmet(action, caller, scanRequired: scanRequired, isContinued: isContinued).Select(guard => guard.Code)])),
        ];

    private IEnumerable<(string Code, IReadOnlyList<string> Missing)> Unmet(AgreementAction action, Author caller, bool openEnded = false, bool scanRequired = false, bool isContinued = false)
    {
        if (action == AgreementAction.Submit && Blank(("subject", Subject), ("bpjsOfficeId", BpjsOfficeId), ("owner", Owner)) is { Count: > 0 } incomplete)
        {
            yield return ("agreement.incomplete", incomplete);
        }

        if (action == AgreementAction.Approve && caller.IsSameAs(Submitter))
        {
            yield return ("agreement.self-approval", []);
        }

        if (action == AgreementAction.Approve && DprdApproval.LacksDecision())
        {
            yield return ("agreement.dprd-approval-missing", Blank(("dprdApproval/number", DprdApproval.Number), ("dprdApproval/approvedOn", DprdApproval.ApprovedOn)));
        }

        var runsWithoutEnd = OpenEnded || openEnded;
        if (action == AgreementAction.Sign
            && Blank(("effectiveFrom", EffectiveFrom), ("effectiveUntil", runsWithoutEnd ? "none" : EffectiveUntil)) is { Count: > 0 } termless)
        {
            yield return ("agreement.term-missing", termless);
        }

        // The state says that one party has signed, so this signature would complete it.
        if (action == AgreementAction.Sign && scanRequired && Lifecycle == LifecycleState.PartiallySigned && !HasSignedScan)
        {
            yield return ("signature.document-missing", []);
        }

        if (action == AgreementAction.OpenRenewal && RenewalId is not null)
        {
            yield return ("renewal.already-open", []);
        }

        if (action == AgreementAction.OpenRenewal && isContinued)
        {
            yield return ("renewal.already-renewed", []);
        }

        if (action == AgreementAction.OpenRenewal && InForceUntil is null)
        {
            yield return ("renewal.end-unknown", []);
        }

        if (action == AgreementAction.Delete && HasDocuments)
        {
            yield return ("agreement.has-documents", []);
        }

        if (action == AgreementAction.Delete && HasWorkPlans)
        {
            yield return ("agreement.has-work-plans", []);
        }
    }

    private Author? Submitter => SubmittedBy is { } name ? new Author(name, SubmittedByHolder) : null;

    private static List<string> Blank(params (string Field, object? Value)[] fields) => [.. fields.Where(field => field.Value is null).Select(field => field.Field)];

    private Transition Permit(AgreementAction action, Author caller, bool openEnded = false, bool scanRequired = false, bool isContinued = false)
    {
        var move = AgreementLifecycle.Find(Lifecycle, action)
            ?? throw new RuleViolationException(
                "agreement.transition-not-allowed",
                ("action", action),
                ("current", Lifecycle),
                ("allowedActions", AgreementLifecycle.ActionsFrom(Lifecycle).ToList()));
        var unmet = Unmet(action, caller, openEnded, scanRequired, isContinued).ToList();
        return unmet.Count == 0
            ? move
            : throw new RuleViolationException(
                unmet[0].Code, ("unmet", unmet.ConvertAll(guard => guard.Code)), ("missing", unmet.SelectMany(guard => guard.Missing).ToList()));
    }
}
