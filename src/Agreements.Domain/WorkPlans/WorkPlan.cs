using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;

namespace Agreements.Domain.WorkPlans;

/// <summary>An action that the state of a plan allows, with the guards that are still unmet.</summary>
/// <param name="Action">What can be done.</param>
/// <param name="Unmet">Codes of what has to be put right first; empty when it can be done now.</param>
public sealed record AllowedPlanAction(WorkPlanAction Action, IReadOnlyList<string> Unmet);

/// <summary>
/// Rencana kerja: the numbered document of one year, signed by both parties, in which an agreement gets its quota of people and its money. Of each agreement and year
/// there is one that is not cancelled.
/// </summary>
public sealed partial class WorkPlan
{
    private readonly List<WorkPlanChange> _history = [];
    private List<Signature> _signatures = [];
    private List<PlanTerms> _terms = [];

    private WorkPlan()
    {
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Raised by every change of it or of its activities, starting at 1.</summary>
    public int Version { get; private set; }

    /// <summary>The agreement that it belongs to.</summary>
    public Guid AgreementId { get; private init; }

    /// <summary>The local government that is party to it.</summary>
    public string RegionCode { get; private set; } = "";

    /// <summary>Zone of its region, in which its dates are judged.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>The calendar year that it is for.</summary>
    public int Year { get; private init; }

    /// <summary>Where it stands.</summary>
    public WorkPlanStatus Status { get; private set; }

    /// <inheritdoc cref="WorkPlanContent.LocalNumber"/>
    public string? LocalNumber { get; private set; }

    /// <inheritdoc cref="WorkPlanContent.BpjsNumber"/>
    public string? BpjsNumber { get; private set; }

    /// <inheritdoc cref="WorkPlanContent.PeriodFrom"/>
    public DateOnly PeriodFrom { get; private set; }

    /// <inheritdoc cref="WorkPlanContent.BudgetAccountCode"/>
    public string? BudgetAccountCode { get; private set; }

    /// <inheritdoc cref="WorkPlanContent.ParticipantsRegistered"/>
    public int? ParticipantsRegistered { get; private set; }

    /// <inheritdoc cref="WorkPlanContent.NeedsReview"/>
    public bool NeedsReview { get; private set; }

    /// <inheritdoc cref="WorkPlanContent.Notes"/>
    public string? Notes { get; private set; }

    /// <summary>The name of who submitted it; whoever did may not approve it.</summary>
    public string? SubmittedBy { get; private set; }

    /// <summary>Who holds the credential that it was submitted with.</summary>
    public string? SubmittedByHolder { get; private set; }

    /// <summary>The later party's date; null before both have signed, or where it was not published.</summary>
    public DateOnly? SignedOn { get; private set; }

    /// <summary>Where a plan that was taken in had been published.</summary>
    public string? Source { get; private init; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The signatures given so far, one for each party at most.</summary>
    public IReadOnlyList<Signature> Signatures => _signatures;

    /// <summary>What it provides, and what each addendum changes, in the order in which it takes effect.</summary>
    public IReadOnlyList<PlanTerms> Terms => _terms;

    /// <summary>What it provides as amended.</summary>
    public PlanTerms Latest => _terms.Aggregate((earlier, later) => earlier.With(later));

    /// <summary>Last day of the plan, as amended.</summary>
    public DateOnly PeriodUntil => Latest.PeriodUntil!.Value;

    /// <summary>The entries that this instance has added; earlier ones stay in the store.</summary>
    public IReadOnlyList<WorkPlanChange> History => _history;

    /// <summary>Whether both parties have signed it, be it closed since or not.</summary>
    public bool IsSigned => Status is WorkPlanStatus.Signed or WorkPlanStatus.Closed;

    /// <summary>What its quota costs, and how far its budget reaches; null where the quota or the contribution is not known.</summary>
    public Funding? Funding => Funding.Of(PeriodFrom, PeriodUntil, _terms);

    /// <summary>What people have written, as one value.</summary>
    public WorkPlanContent Content => new()
    {
        LocalNumber = LocalNumber,
        BpjsNumber = BpjsNumber,
        PeriodFrom = PeriodFrom,
        PeriodUntil = PeriodUntil,
        ParticipantQuota = Latest.ParticipantQuota,
        QuotaGrowthPerMonth = Latest.QuotaGrowthPerMonth ?? 0,
        ContributionPerPersonMonth = Latest.ContributionPerPersonMonth,
        BudgetAmount = Latest.BudgetAmount,
        BudgetAccountCode = BudgetAccountCode,
        ParticipantsRegistered = ParticipantsRegistered,
        NeedsReview = NeedsReview,
        Notes = Notes,
    };

    /// <summary>The days of a year that the term of an agreement covers, as far as they are known; null where it covers none.</summary>
    public static (DateOnly From, DateOnly Until)? PeriodOf(Agreement agreement, int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var from = agreement.EffectiveFrom > first ? agreement.EffectiveFrom.Value : first;
        var until = agreement.InForceUntil < last ? agreement.InForceUntil.Value : last;
        return from > until ? null : (from, until);
    }

    /// <summary>Begins a draft.</summary>
    /// <param name="id">Version-7 id.</param>
    /// <param name="agreement">The agreement that it belongs to; one that is given up takes no new plans.</param>
    /// <param name="year">The calendar year that it is for.</param>
    /// <param name="content">What is known of it.</param>
    /// <param name="authorship">Who begins it, and when.</param>
    public static WorkPlan Draft(Guid id, Agreement agreement, int year, WorkPlanContent content, Authorship authorship)
    {
        if (agreement.Lifecycle == LifecycleState.Cancelled)
        {
            throw new RuleViolationException("work-plan.agreement-over", ("current", agreement.Lifecycle));
        }

        var plan = Begin(id, agreement, year, source: null, authorship);
        plan.Write(content, agreement);
        plan.Move(Entry(WorkPlanAction.Create, WorkPlanStatus.Draft), authorship, reason: null, content.DifferencesFrom(before: null));
        return plan;
    }

    /// <summary>Takes in a plan as it was published. What is not public stays blank and raises the review flag; nothing is invented.</summary>
    public static WorkPlan TakeIn(Guid id, Agreement agreement, int year, PublishedWorkPlan published, Authorship authorship)
    {
        var signatures = published.Signatures.ToList();
        var complete = signatures.Count == 2 && published.Content is { LocalNumber: not null, BpjsNumber: not null, ParticipantQuota: not null };
        var content = published.Content with { NeedsReview = published.Content.NeedsReview || (published.Status == WorkPlanStatus.Signed && !complete) };
        var plan = Begin(id, agreement, year, published.Source, authorship);
        plan.Write(content, agreement);
        plan._signatures = signatures;
        plan.SignedOn = signatures.Count == 2 ? signatures.Max(signature => signature.SignedOn) : published.SignedOn;
        plan.Move(
            Entry(WorkPlanAction.Import, published.Status),
            authorship,
            published.Source,
            [.. content.DifferencesFrom(before: null), .. signatures.Select(signature => new FieldChange("signatures", Before: null, signature))]);
        return plan;
    }

    /// <summary>Replaces what people write, as far as the state leaves it open; nothing happens when nothing differs.</summary>
    public void Edit(WorkPlanContent content, Agreement agreement, Authorship authorship)
    {
        var changes = content.DifferencesFrom(Content);
        if (changes.Count == 0)
        {
            return;
        }

        var locked = changes.Where(change => !IsOpen(change)).Select(change => change.Field).ToList();
        if (locked.Count > 0)
        {
            throw new RuleViolationException("work-plan.locked", ("current", Status), ("fields", locked));
        }

        Write(content, agreement);
        Record(new WorkPlanTransition(Status, WorkPlanAction.Edit, Status), authorship, reason: null, changes);
    }

    /// <summary>Hands the draft to the reviewers.</summary>
    public void Submit(Agreement agreement, Authorship authorship)
    {
        var move = Permit(WorkPlanAction.Submit, agreement, authorship.Author);
        (SubmittedBy, SubmittedByHolder) = (authorship.Author.Name, authorship.Author.Holder);
        Move(move, authorship);
    }

    /// <summary>Hands it back to its authors.</summary>
    public void Return(string reason, Agreement agreement, Authorship authorship)
    {
        var move = Permit(WorkPlanAction.Return, agreement, authorship.Author);
        (SubmittedBy, SubmittedByHolder) = (null, null);
        Move(move, authorship, reason);
    }

    /// <summary>Releases it for signature.</summary>
    public void Approve(Agreement agreement, Authorship authorship) => Move(Permit(WorkPlanAction.Approve, agreement, authorship.Author), authorship);

    /// <summary>Ends it: a signed plan is closed, one that was never signed is cancelled.</summary>
    public void Close(string reason, Agreement agreement, Authorship authorship) => Move(Permit(WorkPlanAction.Close, agreement, authorship.Author), authorship, reason);

    /// <summary>Asks whether it may be removed: a draft may, nothing else.</summary>
    public void Discard(Agreement agreement, Authorship authorship) => _ = Permit(WorkPlanAction.Delete, agreement, authorship.Author);

    /// <summary>Records one party's signature. The second one makes the plan signed.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="agreement">The agreement that it belongs to.</param>
    /// <param name="today">The date in the region's zone.</param>
    /// <param name="authorship">Who records it, and when.</param>
    public void Sign(Signature signature, Agreement agreement, DateOnly today, Authorship authorship)
    {
        var move = Permit(WorkPlanAction.Sign, agreement, authorship.Author);
        if (_signatures.Exists(earlier => earlier.Party == signature.Party))
        {
            throw new RuleViolationException("signature.party-already-signed", ("party", signature.Party));
        }

        if (signature.SignedOn > today)
        {
            throw new InvalidInputException(new InputFault("signedOn", "signature.signed-in-future", today));
        }

        var changes = new List<FieldChange> { new("signatures", Before: null, signature) };
        _signatures = [.. _signatures, signature];
        if (move.To == WorkPlanStatus.Signed)
        {
            SignedOn = _signatures.Max(each => each.SignedOn);
            changes.Add(new FieldChange("signedOn", Before: null, SignedOn));
        }

        Move(move, authorship, reason: null, changes);
    }

    /// <summary>Changes what a signed plan provides by an addendum. What had been signed before stays readable.</summary>
    /// <param name="id">Version-7 id of the addendum.</param>
    /// <param name="content">What it says.</param>
    /// <param name="agreement">The agreement that the plan belongs to.</param>
    /// <param name="today">The date in the region's zone.</param>
    /// <param name="authorship">Who records it, and when.</param>
    public WorkPlanAddendum Amend(Guid id, WorkPlanAddendumContent content, Agreement agreement, DateOnly today, Authorship authorship)
    {
        var move = Permit(WorkPlanAction.Amend, agreement, authorship.Author);
        if (_terms.Count > WorkPlanAddendumContent.MostPerPlan)
        {
            throw new RuleViolationException("work-plan.too-many-addenda", ("most", WorkPlanAddendumContent.MostPerPlan));
        }

        var (before, period) = (Latest, PeriodUntil);

        // Those that take effect on one day follow one another as they were recorded.
        var terms = _terms.Append(content.Terms).Select((each, index) => (each, index)).OrderBy(pair => pair.index > 0).ThenBy(pair => pair.each.EffectiveOn).ThenBy(pair => pair.index).Select(pair => pair.each).ToList();
        var after = terms.Aggregate((earlier, later) => earlier.With(later));
        var faults = content.Faults(today).ToList();
        if (content.Terms.EffectiveOn < PeriodFrom || content.Terms.EffectiveOn > period)
        {
            faults.Add(new InputFault("effectiveOn", "work-plan.addendum-outside-period", PeriodFrom, period));
        }

        // A term that has moved since does not stand in the way of one that leaves the period as it is.
        faults.AddRange(content.Terms.PeriodUntil is { } until ? PeriodFaults(PeriodFrom, until, agreement).Where(fault => fault.Member == "periodUntil") : []);
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        var addendum = new WorkPlanAddendum(id, this, _terms.Count, content, authorship);
        _terms = terms;
        FieldChange[] changes =
        [
            new("addendumId", Before: null, id),
            new("periodUntil", before.PeriodUntil, after.PeriodUntil),
            new("participantQuota", before.ParticipantQuota, after.ParticipantQuota),
            new("quotaGrowthPerMonth", before.QuotaGrowthPerMonth, after.QuotaGrowthPerMonth),
            new("contributionPerPersonMonth", before.ContributionPerPersonMonth, after.ContributionPerPersonMonth),
            new("budgetAmount", before.BudgetAmount, after.BudgetAmount),
        ];
        Move(move, authorship, reason: null, [.. changes.Where(change => !Equals(change.Before, change.After))]);
        return addendum;
    }

    /// <summary>Goes with a draft of an agreement to another region.</summary>
    public void FollowRegion(Region region, Authorship authorship)
    {
        var change = new FieldChange("regionCode", RegionCode, region.Code);
        (RegionCode, TimeZone) = (region.Code, region.TimeZone);
        Record(new WorkPlanTransition(Status, WorkPlanAction.Edit, Status), authorship, reason: null, [change]);
    }
}
