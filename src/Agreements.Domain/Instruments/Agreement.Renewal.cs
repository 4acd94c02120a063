using Agreements.Domain.Deadlines;
using Agreements.Domain.Renewals;

namespace Agreements.Domain.Instruments;

/// <content>The work of continuing it.</content>
public sealed partial class Agreement
{
    /// <summary>The renewal that is under way; null where none is.</summary>
    public Guid? RenewalId { get; private set; }

    /// <summary>Opens a renewal, one at a time, of an agreement whose end is known and that nothing signed continues yet.</summary>
    /// <param name="id">Version-7 id of the renewal.</param>
    /// <param name="owner">Who looks after it.</param>
    /// <param name="durations">How many work days each stage takes.</param>
    /// <param name="calendar">When offices work.</param>
    /// <param name="isContinued">Whether a signed successor goes on without a day between.</param>
    /// <param name="today">The date in its zone.</param>
    /// <param name="authorship">Who opens it, and when.</param>
    public Renewal OpenRenewal(Guid id, string? owner, StageDurations durations, WorkCalendar calendar, bool isContinued, DateOnly today, Authorship authorship)
    {
        if (RenewalId is { } open)
        {
            throw new RuleViolationException("renewal.already-open", ("renewalId", open));
        }

        var move = Permit(AgreementAction.OpenRenewal, authorship.Author, isContinued: isContinued);
        RenewalId = id;
        Move(move, authorship, reason: null, [new FieldChange("renewalId", Before: null, id)]);
        return new Renewal(id, this, owner, durations, calendar, today, authorship);
    }

    /// <summary>What a successor begins with: the same parties and subject, from the day after the end, for as long as this one ran.</summary>
    public AgreementContent ForSuccessor()
    {
        var from = InForceUntil < LatestDate ? InForceUntil?.AddDays(1) : null;
        return Content with
        {
            LocalNumber = null,
            BpjsNumber = null,
            EffectiveFrom = from,
            EffectiveUntil = from is { } begins && EffectiveFrom is { } began && InForceUntil is { } ended ? SameTermFrom(begins, began, ended) : null,
            OpenEnded = false,
            TermText = null,
            CoverageFrom = null,
            ActivationMode = null,
            ParticipantsHandedOverOn = null,
            DprdApproval = DprdApproval.NotRequired with { Required = DprdApproval.Required },
            PredecessorId = Id,
            NeedsReview = false,
            Notes = null,
        };
    }

    /// <summary>
    /// Takes the day on which the list of participants was handed over from the renewal that led to it, unless somebody has said another. Nothing happens where that
    /// changes nothing.
    /// </summary>
    /// <param name="before">The day that the renewal said before.</param>
    /// <param name="on">The day that it says now.</param>
    /// <param name="authorship">Who said so, and when.</param>
    public void FollowHandOver(DateOnly? before, DateOnly? on, Authorship authorship)
    {
        if (Lifecycle == LifecycleState.Cancelled || ParticipantsHandedOverOn == on || !(ParticipantsHandedOverOn is null || ParticipantsHandedOverOn == before))
        {
            return;
        }

        var change = new FieldChange("participantsHandedOverOn", ParticipantsHandedOverOn, on);
        ParticipantsHandedOverOn = on;
        Record(AgreementAction.Edit, Lifecycle, Lifecycle, authorship, reason: null, [change]);
    }

    /// <summary>Writes down what happened to a renewal of it.</summary>
    internal void Witness(AgreementAction action, Authorship authorship, string? reason, IReadOnlyList<FieldChange> changes) =>
        Record(action, Lifecycle, Lifecycle, authorship, reason, changes);

    internal void EndRenewal() => RenewalId = null;

    // Whole months stay whole months, whatever their lengths; anything else keeps its number of days.
    private static DateOnly? SameTermFrom(DateOnly begins, DateOnly began, DateOnly ended)
    {
        var months = ((ended.AddDays(1).Year - began.Year) * 12) + ended.AddDays(1).Month - began.Month;
        var last = months > 0 && began.AddMonths(months) == ended.AddDays(1)
            ? begins.AddMonths(months).AddDays(-1)
            : begins.AddDays(ended.DayNumber - began.DayNumber);
        return last > LatestDate ? null : last;
    }
}
