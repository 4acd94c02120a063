namespace Agreements.Domain.Instruments;

/// <summary>All that decides what can be done to an agreement, and what is in the way.</summary>
public readonly record struct ActionFacts
{
    /// <summary>Where it stands on its way to signature.</summary>
    public required LifecycleState Lifecycle { get; init; }

    /// <summary>Whether it says what it is about.</summary>
    public required bool HasSubject { get; init; }

    /// <summary>Whether it names the office that is party to it.</summary>
    public required bool HasOffice { get; init; }

    /// <summary>Whether somebody looks after it.</summary>
    public required bool HasOwner { get; init; }

    /// <summary>Whether the caller submitted it.</summary>
    public required bool IsOwnSubmission { get; init; }

    /// <summary>Whether the regional council has to approve it.</summary>
    public required bool NeedsDecision { get; init; }

    /// <summary>Whether the number of the council's decision is known.</summary>
    public required bool HasDecisionNumber { get; init; }

    /// <summary>Whether the day of the council's decision is known.</summary>
    public required bool HasDecisionDay { get; init; }

    /// <summary>Whether its first day is known.</summary>
    public required bool HasFirstDay { get; init; }

    /// <summary>Whether its last day is known.</summary>
    public required bool HasLastDay { get; init; }

    /// <summary>That it runs without an end, by agreement.</summary>
    public required bool OpenEnded { get; init; }

    /// <summary>Whether a scan of the signed document is required to complete it and not there.</summary>
    public required bool LacksScan { get; init; }

    /// <summary>Whether a renewal is open.</summary>
    public required bool IsInRenewal { get; init; }

    /// <summary>Whether a signed successor goes on without a day between.</summary>
    public required bool IsContinued { get; init; }

    /// <summary>Whether a day is known on which it is over, by its term or its termination.</summary>
    public required bool RunsOut { get; init; }

    /// <summary>Whether documents were put with it.</summary>
    public required bool HasDocuments { get; init; }

    /// <summary>Whether work plans carry it out.</summary>
    public required bool HasWorkPlans { get; init; }

    /// <summary>What can be done now, and what is in the way.</summary>
    public IReadOnlyList<AllowedAction> Allowed()
    {
        var facts = this;
        return [.. AgreementLifecycle.ActionsFrom(Lifecycle).Select(action => new AllowedAction(action, [.. facts.Unmet(action).Select(guard => guard.Code)]))];
    }

    /// <summary>What is in the way of an action, with the fields that are missing.</summary>
    internal IEnumerable<(string Code, IReadOnlyList<string> Missing)> Unmet(AgreementAction action) => action switch
    {
        AgreementAction.Submit => UnmetToSubmit(),
        AgreementAction.Approve => UnmetToApprove(),
        AgreementAction.Sign => UnmetToSign(),
        AgreementAction.OpenRenewal => UnmetToRenew(),
        AgreementAction.Delete => UnmetToDelete(),
        _ => [],
    };

    private IEnumerable<(string Code, IReadOnlyList<string> Missing)> UnmetToSubmit()
    {
        if (Blank(("subject", HasSubject), ("bpjsOfficeId", HasOffice), ("owner", HasOwner)) is { Count: > 0 } incomplete)
        {
            yield return ("agreement.incomplete", incomplete);
        }
    }

    private IEnumerable<(string Code, IReadOnlyList<string> Missing)> UnmetToApprove()
    {
        if (IsOwnSubmission)
        {
            yield return ("agreement.self-approval", []);
        }

        if (NeedsDecision && Blank(("dprdApproval/number", HasDecisionNumber), ("dprdApproval/approvedOn", HasDecisionDay)) is { Count: > 0 } undecided)
        {
            yield return ("agreement.dprd-approval-missing", undecided);
        }
    }

    private IEnumerable<(string Code, IReadOnlyList<string> Missing)> UnmetToSign()
    {
        if (Blank(("effectiveFrom", HasFirstDay), ("effectiveUntil", OpenEnded || HasLastDay)) is { Count: > 0 } termless)
        {
            yield return ("agreement.term-missing", termless);
        }

        // The state says that one party has signed, so this signature would complete it.
        if (LacksScan && Lifecycle == LifecycleState.PartiallySigned)
        {
            yield return ("signature.document-missing", []);
        }
    }

    private IEnumerable<(string Code, IReadOnlyList<string> Missing)> UnmetToRenew()
    {
        if (IsInRenewal)
        {
            yield return ("renewal.already-open", []);
        }

        if (IsContinued)
        {
            yield return ("renewal.already-renewed", []);
        }

        if (!RunsOut)
        {
            yield return ("renewal.end-unknown", []);
        }
    }

    private IEnumerable<(string Code, IReadOnlyList<string> Missing)> UnmetToDelete()
    {
        if (HasDocuments)
        {
            yield return ("agreement.has-documents", []);
        }

        if (HasWorkPlans)
        {
            yield return ("agreement.has-work-plans", []);
        }
    }

    private static List<string> Blank(params ReadOnlySpan<(string Field, bool IsKnown)> fields)
    {
        var blank = new List<string>();
        foreach (var (field, isKnown) in fields)
        {
            if (!isKnown)
            {
                blank.Add(field);
            }
        }

        return blank;
    }
}
