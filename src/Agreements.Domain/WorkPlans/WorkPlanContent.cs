using Agreements.Domain.Instruments;

namespace Agreements.Domain.WorkPlans;

/// <summary>Everything about a work plan that people write, as one value.</summary>
public sealed record WorkPlanContent
{
    /// <summary>The local government's number.</summary>
    public string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan.</summary>
    public string? BpjsNumber { get; init; }

    /// <summary>First day of the plan.</summary>
    public required DateOnly PeriodFrom { get; init; }

    /// <summary>Last day of the plan.</summary>
    public required DateOnly PeriodUntil { get; init; }

    /// <summary>Kuota: how many people it registers, before the first month's growth.</summary>
    public int? ParticipantQuota { get; init; }

    /// <summary>By how many people that grows in every month, from the first one on.</summary>
    public int QuotaGrowthPerMonth { get; init; }

    /// <summary>Iuran: rupiah for each person and month that the local government pays.</summary>
    public long? ContributionPerPersonMonth { get; init; }

    /// <summary>Anggaran: rupiah set aside in the local budget (APBD).</summary>
    public long? BudgetAmount { get; init; }

    /// <summary>Kode rekening: the line of the budget.</summary>
    public string? BudgetAccountCode { get; init; }

    /// <summary>Realisasi peserta: how many people are registered.</summary>
    public int? ParticipantsRegistered { get; init; }

    /// <summary>That somebody has to look at what is recorded.</summary>
    public bool NeedsReview { get; init; }

    /// <summary>Remarks.</summary>
    public string? Notes { get; init; }

    /// <summary>The terms that it is made with.</summary>
    internal PlanTerms Terms => new(PeriodFrom, PeriodUntil, ParticipantQuota, QuotaGrowthPerMonth, ContributionPerPersonMonth, BudgetAmount);

    internal IReadOnlyList<FieldChange> DifferencesFrom(WorkPlanContent? before) =>
        [.. from field in WorkPlanField.All
            let old = before is null ? null : field.Value(before)
            let now = field.Value(this)
            where before is null ? now is not (null or false or 0) : !Equals(old, now)
            select new FieldChange(field.Name, old, now)];
}

/// <summary>A field of the content: its name in the API, and the states in which it can be edited.</summary>
internal sealed record WorkPlanField(string Name, WorkPlanField.Until EditableUntil, Func<WorkPlanContent, object?> Value)
{
    public enum Until
    {
        /// <summary>The terms: only in a draft; afterwards an addendum changes them.</summary>
        Submitted,

        /// <summary>What is settled during review: the numbers.</summary>
        FirstSignature,

        /// <summary>How it is carried out and looked after: until it is over.</summary>
        Over,
    }

    public static readonly IReadOnlyList<WorkPlanField> All =
    [
        new("localNumber", Until.FirstSignature, c => c.LocalNumber),
        new("bpjsNumber", Until.FirstSignature, c => c.BpjsNumber),
        new("periodFrom", Until.Submitted, c => c.PeriodFrom),
        new("periodUntil", Until.Submitted, c => c.PeriodUntil),
        new("participantQuota", Until.Submitted, c => c.ParticipantQuota),
        new("quotaGrowthPerMonth", Until.Submitted, c => c.QuotaGrowthPerMonth),
        new("contributionPerPersonMonth", Until.Submitted, c => c.ContributionPerPersonMonth),
        new("budgetAmount", Until.Submitted, c => c.BudgetAmount),
        new("budgetAccountCode", Until.Submitted, c => c.BudgetAccountCode),
        new("participantsRegistered", Until.Over, c => c.ParticipantsRegistered),
        new("needsReview", Until.Over, c => c.NeedsReview),
        new("notes", Until.Over, c => c.Notes),
    ];

    /// <summary>Whether it can be edited in a state.</summary>
    public bool IsOpenIn(WorkPlanStatus status) => status switch
    {
        WorkPlanStatus.Draft => true,
        WorkPlanStatus.InReview or WorkPlanStatus.Approved => EditableUntil is Until.FirstSignature or Until.Over,
        WorkPlanStatus.PartiallySigned or WorkPlanStatus.Signed => EditableUntil == Until.Over,
        _ => false,
    };
}

/// <summary>A plan as it was published. What is null was not.</summary>
/// <param name="Content">What is known of it.</param>
/// <param name="Status">Draft or signed.</param>
/// <param name="Signatures">The signatures that were published.</param>
/// <param name="SignedOn">The later party's day of signing.</param>
/// <param name="Source">Where it was published.</param>
public sealed record PublishedWorkPlan(WorkPlanContent Content, WorkPlanStatus Status, IReadOnlyList<Signature> Signatures, DateOnly? SignedOn, string Source);

/// <summary>One entry of a plan's history. Entries are appended, never changed.</summary>
public sealed class WorkPlanChange
{
    private WorkPlanChange()
    {
    }

    internal WorkPlanChange(WorkPlan plan, WorkPlanTransition move, Authorship authorship, string? reason, IReadOnlyList<FieldChange> changes)
    {
        (WorkPlanId, Version, At, By) = (plan.Id, plan.Version, authorship.At, authorship.By);
        (Action, From, To, Reason, Changes) = (move.Action, move.From, move.To, reason, changes);
    }

    /// <summary>The plan that changed.</summary>
    public Guid WorkPlanId { get; private init; }

    /// <summary>The version that the change made: one entry for each version.</summary>
    public int Version { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Who.</summary>
    public string By { get; private init; } = "";

    /// <summary>What was done.</summary>
    public WorkPlanAction Action { get; private init; }

    /// <summary>The state before; null where the plan began.</summary>
    public WorkPlanStatus? From { get; private init; }

    /// <summary>The state after.</summary>
    public WorkPlanStatus? To { get; private init; }

    /// <summary>The reason given, where the action asks for one; the source, where a plan was taken in.</summary>
    public string? Reason { get; private init; }

    /// <summary>The fields that changed.</summary>
    public IReadOnlyList<FieldChange> Changes { get; private init; } = [];
}
