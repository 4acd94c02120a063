using Agreements.Domain.Coverage;
using Agreements.Domain.Regions;

namespace Agreements.Domain.Instruments;

/// <summary>An action that the state allows, with the guards that are still unmet.</summary>
/// <param name="Action">What can be done.</param>
/// <param name="Unmet">Codes of what has to be put right first; empty when it can be done now.</param>
public sealed record AllowedAction(AgreementAction Action, IReadOnlyList<string> Unmet);

/// <summary>
/// A cooperation agreement between a local government and BPJS Kesehatan. Fields are written through <see cref="Edit"/>, the state moves through one door,
/// and both leave an entry in the history.
/// </summary>
public sealed partial class Agreement
{
    private readonly List<AgreementChange> _history = [];
    private List<Signature> _signatures = [];

    private Agreement()
    {
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; }

    /// <summary>Where it stands on its way to signature.</summary>
    public LifecycleState Lifecycle { get; private set; }

    /// <summary>Zone of its region, in which its dates are judged.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>The later party's date; null before both have signed, or where it was not published.</summary>
    public DateOnly? SignedOn { get; private set; }

    /// <summary>The name of who submitted it; whoever did may not approve it.</summary>
    public string? SubmittedBy { get; private set; }

    /// <summary>Who holds the credential that it was submitted with.</summary>
    public string? SubmittedByHolder { get; private set; }

    /// <summary>That and why it was terminated.</summary>
    public Termination? Termination { get; private set; }

    /// <summary>The end as first signed, kept from the first amendment on; null until then.</summary>
    public OriginalTerm? OriginalTerm { get; private set; }

    /// <summary>The number of participants by its terms as amended, where it is known.</summary>
    public int? ParticipantQuota { get; private set; }

    /// <summary>The number of participants by its terms as first signed, where a record that was taken in says it.</summary>
    public int? OriginalQuota { get; private init; }

    /// <summary>Where a record that was taken in had been published.</summary>
    public string? Source { get; private init; }

    /// <summary>The import that brought it.</summary>
    public Guid? ImportId { get; private init; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The signatures given so far, one for each party at most.</summary>
    public IReadOnlyList<Signature> Signatures => _signatures;

    /// <summary>The entries that this instance has added; earlier ones stay in the store.</summary>
    public IReadOnlyList<AgreementChange> History => _history;

    /// <summary>The day by which the renewal clause wants notice, counted back from the end in months and clamped to the month's last day.</summary>
    public DateOnly? RenewalNoticeDue => RenewalNoticeMonths is { } months ? EffectiveUntil?.AddMonths(-months) : null;

    /// <summary>Whether both parties have signed it, be it terminated since or not.</summary>
    public bool IsSigned => Lifecycle is LifecycleState.Signed or LifecycleState.Terminated;

    /// <summary>Last day in force, by its end or its termination, whichever comes first; null where it runs without one.</summary>
    public DateOnly? InForceUntil => Termination is { } termination && !(EffectiveUntil < termination.EffectiveOn) ? termination.EffectiveOn.AddDays(-1) : EffectiveUntil;

    /// <summary>Begins a draft.</summary>
    public static Agreement Draft(Guid id, AgreementContent content, Region region, Authorship authorship)
    {
        var agreement = new Agreement { Id = id, CreatedAt = authorship.At };
        agreement.Write(content, region, authorship.At);
        agreement.Enter(AgreementAction.Create, LifecycleState.Draft, authorship, reason: null, content.DifferencesFrom(before: null));
        return agreement;
    }

    /// <summary>Replaces what people write, as far as the state leaves it open; nothing happens when nothing differs.</summary>
    public void Edit(AgreementContent content, Region region, Authorship authorship)
    {
        var changes = content.DifferencesFrom(Content);
        if (changes.Count == 0)
        {
            return;
        }

        var locked = changes.Where(change => !IsOpen(change)).Select(change => change.Field).ToList();
        if (locked.Count > 0)
        {
            var code = Lifecycle switch
            {
                LifecycleState.InReview or LifecycleState.Approved => "agreement.locked-in-review",
                LifecycleState.Cancelled => "agreement.locked-after-cancellation",
                _ => "agreement.locked-after-signing",
            };
            throw new RuleViolationException(code, ("current", Lifecycle), ("fields", locked));
        }

        Write(content, region, authorship.At);
        Record(AgreementAction.Edit, Lifecycle, Lifecycle, authorship, reason: null, changes);
    }

    /// <summary>Hands the draft to the reviewers.</summary>
    public void Submit(Authorship authorship)
    {
        var move = Permit(AgreementAction.Submit, authorship.Author);
        (SubmittedBy, SubmittedByHolder) = (authorship.Author.Name, authorship.Author.Holder);
        Move(move, authorship);
    }

    /// <summary>Hands it back to its authors.</summary>
    public void Return(string reason, Authorship authorship)
    {
        var move = Permit(AgreementAction.Return, authorship.Author);
        (SubmittedBy, SubmittedByHolder) = (null, null);
        Move(move, authorship, reason);
    }

    /// <summary>Releases it for signature.</summary>
    public void Approve(Authorship authorship) => Move(Permit(AgreementAction.Approve, authorship.Author), authorship);

    /// <summary>Records one party's signature. The second one makes the agreement signed.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="openEnded">Says explicitly that an agreement without an end runs without one.</param>
    /// <param name="today">The date in the region's zone.</param>
    /// <param name="authorship">Who records it, and when.</param>
    /// <param name="scanRequired">Whether it takes the scan of the signed document to complete it.</param>
    /// <param name="regionalMode">How soon people of its region are activated on <see cref="SignedOnWith"/>; taken over where nothing else is said.</param>
    public void Sign(Signature signature, bool openEnded, DateOnly today, Authorship authorship, bool scanRequired = false, ActivationMode? regionalMode = null)
    {
        var move = Permit(AgreementAction.Sign, authorship.Author, openEnded, scanRequired);
        if (_signatures.Exists(earlier => earlier.Party == signature.Party))
        {
            throw new RuleViolationException("signature.party-already-signed", ("party", signature.Party));
        }

        if (signature.SignedOn > today)
        {
            throw new InvalidInputException(new InputFault("signedOn", "signature.signed-in-future", today));
        }

        if (openEnded && EffectiveUntil is not null)
        {
            throw new InvalidInputException(new InputFault("openEnded", "term.open-ended-with-end"));
        }

        var changes = new List<FieldChange> { new("signatures", Before: null, signature) };
        if (openEnded && !OpenEnded)
        {
            changes.Add(new FieldChange("openEnded", Before: false, After: true));
            OpenEnded = true;
        }

        if (move.To == LifecycleState.Signed)
        {
            SignedOn = SignedOnWith(signature);
            changes.Add(new FieldChange("signedOn", Before: null, SignedOn));
            if (ActivationMode is null && regionalMode is not null)
            {
                ActivationMode = regionalMode;
                changes.Add(new FieldChange("activationMode", Before: null, ActivationMode));
            }
        }

        _signatures = [.. _signatures, signature];
        Move(move, authorship, reason: null, changes);
    }

    /// <summary>The later party's date once this signature is given as well.</summary>
    public DateOnly SignedOnWith(Signature signature) => _signatures.Append(signature).Max(each => each.SignedOn);

    /// <summary>Gives it up before it is signed.</summary>
    public void Cancel(string reason, Authorship authorship) => Move(Permit(AgreementAction.Cancel, authorship.Author), authorship, reason);

    /// <summary>Ends a signed agreement on one of the law's grounds. A quota that would have come later never comes.</summary>
    /// <param name="termination">On which ground, from which day on, and why.</param>
    /// <param name="amendments">Every amendment recorded.</param>
    /// <param name="authorship">Who records it, and when.</param>
    public void Terminate(Termination termination, IReadOnlyList<Amendment> amendments, Authorship authorship)
    {
        var move = Permit(AgreementAction.Terminate, authorship.Author);
        if (termination.EffectiveOn < EffectiveFrom)
        {
            throw new InvalidInputException(new InputFault("effectiveOn", "termination.before-effective-from", EffectiveFrom));
        }

        var changes = new List<FieldChange> { new("termination", Before: null, termination) };
        Termination = termination;
        if (TermHistory.Of(this, amendments).ComeBefore(termination.EffectiveOn).ParticipantQuota is var quota && quota != ParticipantQuota)
        {
            changes.Add(new FieldChange("participantQuota", ParticipantQuota, quota));
            ParticipantQuota = quota;
        }

        Move(move, authorship, termination.Reason, changes);
    }

    /// <summary>
    /// Changes the terms of a signed agreement by an amendment. The earlier terms stay readable; the record shows the end and the quota as amended.
    /// </summary>
    /// <param name="id">Version-7 id of the amendment.</param>
    /// <param name="content">What it says.</param>
    /// <param name="earlier">Every amendment recorded before.</param>
    /// <param name="today">The date in the region's zone.</param>
    /// <param name="authorship">Who records it, and when.</param>
    public Amendment Amend(Guid id, AmendmentContent content, IReadOnlyList<Amendment> earlier, DateOnly today, Authorship authorship)
    {
        var move = Permit(AgreementAction.Amend, authorship.Author);
        if (earlier.Count >= AmendmentContent.MostPerAgreement)
        {
            throw new RuleViolationException("amendment.too-many", ("most", AmendmentContent.MostPerAgreement));
        }

        var faults = content.Faults(today).ToList();
        if (content.EffectiveOn < EffectiveFrom)
        {
            faults.Add(new InputFault("effectiveOn", "amendment.before-effective-from", EffectiveFrom));
        }

        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        var amendment = new Amendment(id, this, earlier.Count + 1, content, authorship);
        var history = TermHistory.Of(this, [.. earlier, amendment]);
        var version = history.Versions.Single(each => each.Amendment == amendment);
        if ((history.FirstHole?.AddDays(-1) ?? (version.EffectiveUntil < version.EffectiveOn ? version.EffectiveUntil : null)) is { } end)
        {
            // What is over cannot be taken up again later without saying that nobody was covered between: that takes a new agreement.
            throw new InvalidInputException(new InputFault("effectiveOn", "amendment.after-end", end));
        }

        var terms = history.Latest;
        var changes = new List<FieldChange> { new("amendmentId", Before: null, id), new("amendments", Before: null, content) };
        OriginalTerm ??= new OriginalTerm(EffectiveUntil, OpenEnded);

        Change("effectiveUntil", EffectiveUntil, terms.EffectiveUntil, () => EffectiveUntil = terms.EffectiveUntil);
        Change("openEnded", OpenEnded, terms.OpenEnded, () => OpenEnded = terms.OpenEnded);
        Change("participantQuota", ParticipantQuota, terms.ParticipantQuota, () => ParticipantQuota = terms.ParticipantQuota);
        Move(move, authorship, reason: null, changes);
        return amendment;

        void Change(string field, object? before, object? after, Action write)
        {
            if (!Equals(before, after))
            {
                changes.Add(new FieldChange(field, before, after));
                write();
            }
        }
    }

    /// <summary>All that its standing depends on besides the day.</summary>
    /// <param name="successors">The agreements that name it as the one they continue.</param>
    public StandingFacts FactsFor(IEnumerable<Successor> successors) =>
        FactsFor(successors.Any(successor => successor.Continues(this)));

    /// <summary>All that its standing depends on besides the day.</summary>
    /// <param name="isContinued">Whether a signed successor goes on without a day between.</param>
    public StandingFacts FactsFor(bool isContinued) =>
        new(Lifecycle, Termination?.EffectiveOn, EffectiveFrom, EffectiveUntil, OpenEnded, RenewalNoticeDue, isContinued, IsInRenewal: RenewalId is not null);

    /// <summary>Asks whether the record may be removed: a draft may, nothing else.</summary>
    public void Discard(Authorship authorship) => _ = Permit(AgreementAction.Delete, authorship.Author);

    private bool IsOpen(FieldChange change)
    {
        // Amendments stand on the dates that were there when they were recorded.
        if (OriginalTerm is not null && change.Field is "effectiveFrom" or "effectiveUntil" or "openEnded")
        {
            return false;
        }

        // A record that was taken in with blanks can be completed while it is under review: that loses nothing that was signed.
        if ((Source is not null || ImportId is not null) && NeedsReview && AgreementField.IsBlank(change.Before))
        {
            return true;
        }

        var until = AgreementField.All.Single(field => field.Name == change.Field).Until;
        return Lifecycle switch
        {
            LifecycleState.Draft => true,
            LifecycleState.InReview or LifecycleState.Approved => until is EditableUntil.FirstSignature or EditableUntil.Forever,
            LifecycleState.Signed or LifecycleState.Terminated => until is EditableUntil.SubmittedAndOnceSigned or EditableUntil.Forever,
            _ => until == EditableUntil.Forever,
        };
    }

    private void Enter(AgreementAction action, LifecycleState at, Authorship authorship, string? reason, IReadOnlyList<FieldChange> changes)
    {
        var begin = AgreementLifecycle.Table.SingleOrDefault(row => row.From is null && row.Action == action && row.To == at)
            ?? throw new RuleViolationException("agreement.transition-not-allowed", ("action", action), ("to", at));
        Move(begin, authorship, reason, changes);
    }

    /// <summary>The one door through which the state changes.</summary>
    private void Move(Transition move, Authorship authorship, string? reason = null, IReadOnlyList<FieldChange>? changes = null)
    {
        Lifecycle = move.To ?? throw new InvalidOperationException($"{move.Action} leaves no state to move to.");
        Record(move.Action, move.From, move.To, authorship, reason, changes ?? []);
    }

    private void Record(AgreementAction action, LifecycleState? from, LifecycleState? to, Authorship authorship, string? reason, IReadOnlyList<FieldChange> changes)
    {
        Version++;
        UpdatedAt = authorship.At;
        _history.Add(new AgreementChange(Id, Version, authorship, action, from, to, reason, changes));
    }
}
