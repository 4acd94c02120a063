using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;

namespace Agreements.Domain.Renewals;

/// <summary>Whether a renewal is under way.</summary>
public enum RenewalState
{
    /// <summary>Under way.</summary>
    Open,

    /// <summary>Over, with an outcome.</summary>
    Closed,
}

/// <summary>How a renewal ended.</summary>
public enum RenewalOutcome
{
    /// <summary>A successor is signed.</summary>
    Renewed,

    /// <summary>The parties do not go on.</summary>
    NotRenewed,

    /// <summary>Given up without a decision: whatever was due of the agreement itself stays due.</summary>
    Abandoned,
}

/// <summary>The signed agreement that continues one for the same people.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SignedOn">When the later party signed; null where that was not published.</param>
public sealed record SignedSuccessor(Guid Id, DateOnly? SignedOn);

/// <summary>How and why a renewal ended.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Reason">Why, where somebody closed it; null where the signing of the successor did.</param>
/// <param name="At">When.</param>
/// <param name="By">Who closed it.</param>
public sealed record RenewalClosing(RenewalOutcome Outcome, string? Reason, DateTimeOffset At, string By);

/// <summary>
/// Perpanjangan: the work of bringing a successor to signature before an agreement ends. The agreement opens it, one at a time, and its history shows all that
/// happens to it.
/// </summary>
public sealed class Renewal
{
    private List<StagePlan> _stages = [];

    private Renewal()
    {
    }

    internal Renewal(Guid id, Agreement agreement, string? owner, StageDurations durations, WorkCalendar calendar, DateOnly today, Authorship authorship)
    {
        (Id, AgreementId, RegionCode, TimeZone) = (id, agreement.Id, agreement.RegionCode, agreement.TimeZone);
        (Owner, OpenedOn, OpenedAt, OpenedBy, UpdatedAt) = (owner, today, authorship.At, authorship.By, authorship.At);
        Version = 1;
        Schedule(BackPlan.Stages.Select(stage => new StagePlan(stage, durations[stage], default, default)), agreement, calendar);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; }

    /// <summary>The agreement that is to be continued.</summary>
    public Guid AgreementId { get; private init; }

    /// <summary>The local government that is party to it.</summary>
    public string RegionCode { get; private init; } = "";

    /// <summary>Zone of its region, in which its dates are judged.</summary>
    public string TimeZone { get; private init; } = "";

    /// <summary>Who looks after it.</summary>
    public string? Owner { get; private set; }

    /// <summary>Whether it is under way.</summary>
    public RenewalState State { get; private set; }

    /// <summary>How and why it ended; null while it is open.</summary>
    public RenewalClosing? Closing { get; private set; }

    /// <summary>The date in its zone on which it was opened.</summary>
    public DateOnly OpenedOn { get; private init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>Who opened it.</summary>
    public string OpenedBy { get; private init; } = "";

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Last day in force of the agreement, by which a successor has to be ready.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>First day that must be covered by a successor.</summary>
    public DateOnly CoverFrom => DueOn.AddDays(1);

    /// <summary>The draft that is to continue the agreement.</summary>
    public Guid? SuccessorId { get; private set; }

    /// <summary>The day on which the first letter about it went out: the notice that the renewal clause asks for.</summary>
    public DateOnly? NoticeSentOn { get; private set; }

    /// <summary>Its stages, in their order.</summary>
    public IReadOnlyList<StagePlan> Stages => _stages;

    /// <summary>The day on which the list of participants was with BPJS Kesehatan; null while it is not.</summary>
    public DateOnly? ParticipantsHandedOverOn => _stages.Single(each => each.Stage == RenewalStage.ParticipantData).DoneOn;

    /// <summary>Whether it is under way.</summary>
    public bool IsOpen => State == RenewalState.Open;

    /// <summary>The first planned date that can no longer be met as seen on a day; null while all can, and once it is closed.</summary>
    public MissedDate? FirstMissed(DateOnly day, WorkCalendar calendar) => IsOpen ? BackPlan.FirstMissed(_stages, OpenedOn, day, calendar) : null;

    /// <summary>
    /// Gives it to somebody else, and changes how long stages take, by when they are wanted or when they were through; all stages are then scheduled anew.
    /// Nothing happens when nothing differs.
    /// </summary>
    /// <param name="owner">Who looks after it.</param>
    /// <param name="stages">Every stage; their planned dates are not looked at.</param>
    /// <param name="agreement">The agreement that is to be continued.</param>
    /// <param name="calendar">When offices work.</param>
    /// <param name="today">The date in its zone.</param>
    /// <param name="authorship">Who changes it, and when.</param>
    public void Edit(string? owner, IReadOnlyList<StagePlan> stages, Agreement agreement, WorkCalendar calendar, DateOnly today, Authorship authorship)
    {
        RequireOpen();
        var before = _stages;
        var faults = stages.Where(stage => stage.DoneOn > today).Select(stage => new InputFault(MemberOf(stage.Stage, "doneOn"), "date.not-yet", today)).ToList();
        var planned = BackPlan.Schedule(stages, CoverFrom, calendar);
        foreach (var stage in planned.Where(stage => stage.WantedOn is not null && stage.WantedOn != before.Single(each => each.Stage == stage.Stage).WantedOn))
        {
            var latest = BackPlan.Schedule(stages.Select(each => each.Stage == stage.Stage ? each with { WantedOn = null } : each), CoverFrom, calendar).Single(each => each.Stage == stage.Stage).DueOn;
            if (stage.WantedOn > latest)
            {
                faults.Add(new InputFault(MemberOf(stage.Stage, "wantedOn"), "renewal.stage-too-late", latest));
            }
        }

        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        var changes = Moved(before, planned).ToList();
        if (owner != Owner)
        {
            changes.Add(new FieldChange("renewal/owner", Owner, owner));
        }

        if (changes.Count > 0)
        {
            (Owner, _stages) = (owner, [.. planned]);
            Change(AgreementAction.EditRenewal, agreement, authorship, changes);
        }
    }

    /// <summary>
    /// Whether a stage is still to be gone through: each while it is under way, and the list of participants also once the successor is signed, since nobody is
    /// covered before BPJS has it.
    /// </summary>
    public bool Awaits(RenewalStage stage) =>
        _stages.Single(each => each.Stage == stage).DoneOn is null && (IsOpen || (stage == RenewalStage.ParticipantData && Closing?.Outcome == RenewalOutcome.Renewed));

    /// <summary>Appends an entry to the log that staff keep. Of one that ended as renewed it goes on until the list of participants is handed over.</summary>
    /// <param name="id">Version-7 id of the entry.</param>
    /// <param name="content">What happened.</param>
    /// <param name="agreement">The agreement that is to be continued.</param>
    /// <param name="today">The date in its zone.</param>
    /// <param name="authorship">Who records it, and when.</param>
    public RenewalEntry Log(Guid id, RenewalEntryContent content, Agreement agreement, DateOnly today, Authorship authorship)
    {
        if (!IsOpen && !(Closing!.Outcome == RenewalOutcome.Renewed && content.CompletesStage is null or RenewalStage.ParticipantData))
        {
            RequireOpen();
        }

        if (content.OccurredOn > today)
        {
            throw new InvalidInputException(new InputFault("occurredOn", "date.not-yet", today));
        }

        // A letter that goes with the list of participants, once the successor is signed, is no notice any more.
        if (IsOpen && content.Kind == RenewalEntryKind.Letter && !(NoticeSentOn <= content.OccurredOn))
        {
            NoticeSentOn = content.OccurredOn;
        }

        // Which meeting it was is for the log to say, to whoever reaches the meeting.
        var changes = new List<FieldChange> { new("renewal/entries", Before: null, content with { MeetingId = null }) };
        if (content.CompletesStage is { } stage)
        {
            changes.AddRange(Complete(stage, content.OccurredOn));
        }

        Change(AgreementAction.LogRenewalEntry, agreement, authorship, changes);
        return new RenewalEntry(id, this, content, authorship);
    }

    /// <summary>Names the draft that is to continue the agreement.</summary>
    public void ContinueWith(Agreement successor, Agreement agreement, Authorship authorship)
    {
        RequireOpen();
        if (successor.Id != SuccessorId)
        {
            var change = new FieldChange("renewal/successorId", SuccessorId, successor.Id);
            SuccessorId = successor.Id;
            Change(AgreementAction.DraftSuccessor, agreement, authorship, [change]);
        }
    }

    /// <summary>Forgets the draft that was to continue the agreement, because somebody deleted it or moved it to another region.</summary>
    /// <param name="agreement">The agreement that is to be continued.</param>
    /// <param name="authorship">Who did that, and when.</param>
    public void LoseSuccessor(Agreement agreement, Authorship authorship)
    {
        var change = new FieldChange("renewal/successorId", SuccessorId, After: null);
        SuccessorId = null;
        Change(AgreementAction.EditRenewal, agreement, authorship, [change]);
    }

    /// <summary>Goes with the agreement to whoever looks after that from now on, unless it had been given to somebody else.</summary>
    public void FollowOwner(string? before, Agreement agreement, DateTimeOffset at)
    {
        if (IsOpen && Owner == before && Owner != agreement.Owner)
        {
            Owner = agreement.Owner;
            Version++;
            UpdatedAt = at;
        }
    }

    /// <summary>Ends it. As renewed it can end only when a signed successor is there, or people would be taken for covered who are not.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="reason">Why.</param>
    /// <param name="successor">The signed agreement that continues it for the same people; null where there is none.</param>
    /// <param name="agreement">The agreement that was to be continued.</param>
    /// <param name="authorship">Who ends it, and when.</param>
    public void Close(RenewalOutcome outcome, string? reason, SignedSuccessor? successor, Agreement agreement, Authorship authorship)
    {
        RequireOpen();
        if (outcome == RenewalOutcome.Renewed && successor is null)
        {
            throw new RuleViolationException("renewal.successor-not-signed", ("successorId", SuccessorId));
        }

        State = RenewalState.Closed;
        List<FieldChange> changes = [new("renewalId", Id, After: null), new("renewal/outcome", Before: null, outcome)];
        if (outcome == RenewalOutcome.Renewed)
        {
            SuccessorId = successor!.Id;
            changes.AddRange(successor.SignedOn is { } signedOn ? Complete(RenewalStage.Signing, signedOn) : []);
        }

        Closing = new RenewalClosing(outcome, reason, authorship.At, authorship.By);
        agreement.EndRenewal();
        Change(AgreementAction.CloseRenewal, agreement, authorship, changes, reason);
    }

    /// <summary>
    /// Follows the agreement's end, and keeps off the holidays as somebody has put them right; writes down what that moved. Nothing happens where it moves
    /// nothing.
    /// </summary>
    public void Replan(Agreement agreement, WorkCalendar calendar, Authorship authorship)
    {
        var dueOn = DueOn;
        if (!IsOpen || agreement.InForceUntil is null || Reschedule(agreement, calendar) is not { Count: > 0 } changes)
        {
            return;
        }

        // A letter about the old end is no notice of the new one.
        if (dueOn != DueOn && NoticeSentOn is { } sentOn)
        {
            changes.Add(new FieldChange("renewal/noticeSentOn", sentOn, After: null));
            NoticeSentOn = null;
        }

        Change(AgreementAction.EditRenewal, agreement, authorship, changes);
    }

    // A stage that was through before keeps its day.
    private FieldChange[] Complete(RenewalStage stage, DateOnly on)
    {
        if (_stages.Single(each => each.Stage == stage) is not { DoneOn: null } before)
        {
            return [];
        }

        var done = before with { DoneOn = on };
        _stages = [.. _stages.Select(each => each.Stage == stage ? done : each)];
        return [new FieldChange(MemberOf(stage), before, done)];
    }

    private List<FieldChange> Reschedule(Agreement agreement, WorkCalendar calendar)
    {
        var before = (DueOn, Stages: _stages);
        Schedule(_stages, agreement, calendar);
        List<FieldChange> changes = before.DueOn == DueOn ? [] : [new FieldChange("renewal/dueOn", before.DueOn, DueOn)];
        changes.AddRange(Moved(before.Stages, _stages));
        _stages = changes.Count == 0 ? before.Stages : _stages;
        return changes;
    }

    private static IEnumerable<FieldChange> Moved(IEnumerable<StagePlan> before, IEnumerable<StagePlan> after) =>
        before.Zip(after).Where(pair => pair.First != pair.Second).Select(pair => new FieldChange(MemberOf(pair.First.Stage), pair.First, pair.Second));

    private void Schedule(IEnumerable<StagePlan> stages, Agreement agreement, WorkCalendar calendar)
    {
        DueOn = agreement.InForceUntil ?? throw new RuleViolationException("renewal.end-unknown");
        _stages = [.. BackPlan.Schedule(stages, CoverFrom, calendar)];
    }

    private void RequireOpen()
    {
        if (!IsOpen)
        {
            throw new RuleViolationException("renewal.closed", ("outcome", Closing!.Outcome));
        }
    }

    private static string MemberOf(RenewalStage stage, string? member = null)
    {
        var name = stage.ToString();
        return $"{(member is null ? "renewal/" : "")}stages/{char.ToLowerInvariant(name[0])}{name[1..]}{(member is null ? "" : $"/{member}")}";
    }

    private void Change(AgreementAction action, Agreement agreement, Authorship authorship, IReadOnlyList<FieldChange> changes, string? reason = null)
    {
        Version++;
        UpdatedAt = authorship.At;
        agreement.Witness(action, authorship, reason, changes);
    }
}

/// <summary>How many work days each stage takes.</summary>
/// <param name="Evaluation">Of the old term.</param>
/// <param name="Budget">The money for the new one.</param>
/// <param name="LegalReview">Drafting and review.</param>
/// <param name="Signing">By both parties.</param>
/// <param name="ParticipantData">The list of people, with BPJS Kesehatan.</param>
public sealed record StageDurations(int Evaluation, int Budget, int LegalReview, int Signing, int ParticipantData)
{
    /// <summary>
    /// What stages take when nobody says otherwise: twelve weeks of work days together. Sulawesi Barat's renewal of 2025 began with a budget meeting 93 days
    /// before the end of the term, which leaves a week to spare; what began 34 days before the end was still being drafted 19 days before it.
    /// </summary>
    public static StageDurations Default { get; } = new(Evaluation: 10, Budget: 25, LegalReview: 15, Signing: 5, ParticipantData: 5);

    /// <summary>How many work days a stage takes.</summary>
    public int this[RenewalStage stage] => stage switch
    {
        RenewalStage.Evaluation => Evaluation,
        RenewalStage.Budget => Budget,
        RenewalStage.LegalReview => LegalReview,
        RenewalStage.Signing => Signing,
        RenewalStage.ParticipantData => ParticipantData,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, message: null),
    };
}
