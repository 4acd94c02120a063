using Agreements.Domain.Instruments;

namespace Agreements.Domain.WorkPlans;

/// <content>What can be done, what is in the way, and the one door through which the state changes.</content>
public sealed partial class WorkPlan
{
    /// <summary>What can be done to it now, and what is in the way.</summary>
    /// <param name="caller">Who would do it.</param>
    /// <param name="agreement">The agreement that it belongs to.</param>
    public IReadOnlyList<AllowedPlanAction> AllowedActionsFor(Author caller, Agreement agreement) =>
        [.. WorkPlanLifecycle.ActionsFrom(Status).Select(action => new AllowedPlanAction(action, [.. Unmet(action, agreement, caller).Select(guard => guard.Code)]))];

    /// <summary>Whether something can be done to one of its activities now.</summary>
    internal WorkPlanTransition Permit(WorkPlanAction action, Agreement agreement, Author caller)
    {
        var move = WorkPlanLifecycle.Find(Status, action)
            ?? throw new RuleViolationException(
                "work-plan.transition-not-allowed",
                ("action", action),
                ("current", Status),
                ("allowedActions", WorkPlanLifecycle.ActionsFrom(Status).ToList()));
        var unmet = Unmet(action, agreement, caller).ToList();
        return unmet.Count == 0
            ? move
            : throw new RuleViolationException(
                unmet[0].Code, ("unmet", unmet.ConvertAll(guard => guard.Code)), ("missing", unmet.SelectMany(guard => guard.Missing).ToList()));
    }

    /// <summary>Writes down what happened to one of its activities.</summary>
    internal void Witness(WorkPlanTransition move, Authorship authorship, IReadOnlyList<FieldChange> changes) => Record(move, authorship, reason: null, changes);

    private static WorkPlan Begin(Guid id, Agreement agreement, int year, string? source, Authorship authorship)
    {
        agreement.KeepWorkPlans(any: true);
        return new WorkPlan { Id = id, AgreementId = agreement.Id, RegionCode = agreement.RegionCode, TimeZone = agreement.TimeZone, Year = year, Source = source, CreatedAt = authorship.At };
    }

    private static WorkPlanTransition Entry(WorkPlanAction action, WorkPlanStatus to) =>
        WorkPlanLifecycle.Table.SingleOrDefault(row => row.From is null && row.Action == action && row.To == to)
            ?? throw new RuleViolationException("work-plan.transition-not-allowed", ("action", action), ("to", to));

    private IEnumerable<(string Code, IReadOnlyList<string> Missing)> Unmet(WorkPlanAction action, Agreement agreement, Author caller)
    {
        var latest = Latest;
        if (action == WorkPlanAction.Submit
            && Blank(("participantQuota", latest.ParticipantQuota), ("contributionPerPersonMonth", latest.ContributionPerPersonMonth), ("budgetAmount", latest.BudgetAmount)) is { Count: > 0 } incomplete)
        {
            yield return ("work-plan.incomplete", incomplete);
        }

        if (action == WorkPlanAction.Approve && SubmittedBy is { } name && caller.IsSameAs(new Author(name, SubmittedByHolder)))
        {
            yield return ("work-plan.self-approval", []);
        }

        if (action is WorkPlanAction.Submit or WorkPlanAction.Approve && agreement.Lifecycle == LifecycleState.Cancelled)
        {
            yield return ("work-plan.agreement-over", []);
        }

        if (action == WorkPlanAction.Sign && !agreement.IsSigned)
        {
            yield return ("work-plan.agreement-not-signed", []);
        }

        if (action is WorkPlanAction.Submit or WorkPlanAction.Approve or WorkPlanAction.Sign && !LiesWithin(PeriodFrom, PeriodUntil, agreement))
        {
            yield return ("work-plan.outside-term", []);
        }
    }

    private static List<string> Blank(params (string Field, object? Value)[] fields) => [.. fields.Where(field => field.Value is null).Select(field => field.Field)];

    /// <summary>Whether a period lies within the term of an agreement, as far as that is known.</summary>
    public static bool LiesWithin(DateOnly from, DateOnly until, Agreement agreement) => !(from < agreement.EffectiveFrom) && !(until > agreement.InForceUntil);

    private IEnumerable<InputFault> PeriodFaults(DateOnly from, DateOnly until, Agreement agreement)
    {
        if (from.Year != Year)
        {
            yield return new InputFault("periodFrom", "work-plan.outside-year", Year);
        }
        else if (from < agreement.EffectiveFrom)
        {
            yield return new InputFault("periodFrom", "work-plan.outside-term");
        }

        if (until.Year != Year)
        {
            yield return new InputFault("periodUntil", "work-plan.outside-year", Year);
        }
        else if (until < from)
        {
            yield return new InputFault("periodUntil", "term.ends-before-start", from);
        }
        else if (until > agreement.InForceUntil)
        {
            yield return new InputFault("periodUntil", "work-plan.outside-term");
        }
    }

    private void Write(WorkPlanContent content, Agreement agreement)
    {
        // One whose period stays where it was may lie outside a term that has moved since: that stops it later, where it is submitted and signed.
        var moves = Version == 0 || (content.PeriodFrom, content.PeriodUntil) != (PeriodFrom, PeriodUntil);
        if (moves && PeriodFaults(content.PeriodFrom, content.PeriodUntil, agreement).ToList() is { Count: > 0 } faults)
        {
            throw new InvalidInputException(faults);
        }

        (LocalNumber, BpjsNumber, PeriodFrom, BudgetAccountCode) = (content.LocalNumber, content.BpjsNumber, content.PeriodFrom, content.BudgetAccountCode);
        (ParticipantsRegistered, NeedsReview, Notes) = (content.ParticipantsRegistered, content.NeedsReview, content.Notes);

        // Beyond a draft only what was blank can come, into what was signed.
        _terms = Status == WorkPlanStatus.Draft ? [content.Terms] : [_terms[0].FilledFrom(content.Terms, Latest), .. _terms[1..]];
    }

    // Numbers are often given when a plan is signed. And one that was taken in with blanks can be completed while it is under review: neither loses anything signed.
    private bool IsOpen(FieldChange change)
    {
        var isBlank = change.Before is null && (Status is WorkPlanStatus.PartiallySigned or WorkPlanStatus.Signed);
        return WorkPlanField.All.Single(field => field.Name == change.Field).IsOpenIn(Status)
            || (isBlank && (change.Field is "localNumber" or "bpjsNumber" || (Source is not null && NeedsReview)));
    }

    private void Move(WorkPlanTransition move, Authorship authorship, string? reason = null, IReadOnlyList<FieldChange>? changes = null)
    {
        Status = move.To ?? throw new InvalidOperationException($"{move.Action} leaves no state to move to.");
        Record(move, authorship, reason, changes ?? []);
    }

    private void Record(WorkPlanTransition move, Authorship authorship, string? reason, IReadOnlyList<FieldChange> changes)
    {
        Version++;
        UpdatedAt = authorship.At;
        _history.Add(new WorkPlanChange(this, move, authorship, reason, changes));
    }
}
