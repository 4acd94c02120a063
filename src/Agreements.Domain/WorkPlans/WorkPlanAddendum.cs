using Agreements.Domain.Instruments;

namespace Agreements.Domain.WorkPlans;

/// <summary>What an addendum of a plan says: a signed document of its own that changes what the plan provides from a day on.</summary>
public sealed record WorkPlanAddendumContent
{
    /// <summary>Most addenda of one plan.</summary>
    public const int MostPerPlan = 50;

    /// <summary>The local government's number.</summary>
    public string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan.</summary>
    public string? BpjsNumber { get; init; }

    /// <summary>The later party's day of signing.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>What it changes, in words.</summary>
    public required string Summary { get; init; }

    /// <summary>What it changes, and from which day on, which may lie before its signature.</summary>
    public required PlanTerms Terms { get; init; }

    /// <summary>The signatures of both parties.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }

    // What it shares with the amendment of an agreement is wrong for the same reasons.
    internal IEnumerable<InputFault> Faults(DateOnly today) =>
        new AmendmentContent { SignedOn = SignedOn, EffectiveOn = Terms.EffectiveOn, Summary = Summary, Signatures = Signatures }.Faults(today);
}

/// <summary>An addendum of a plan. What it changed is kept beside what had been signed before; neither is ever overwritten.</summary>
public sealed class WorkPlanAddendum
{
    private WorkPlanAddendum()
    {
    }

    internal WorkPlanAddendum(Guid id, WorkPlan plan, int ordinal, WorkPlanAddendumContent content, Authorship authorship)
    {
        (Id, WorkPlanId, AgreementId, RegionCode, Ordinal) = (id, plan.Id, plan.AgreementId, plan.RegionCode, ordinal);
        (LocalNumber, BpjsNumber, SignedOn, Summary, Signatures) = (content.LocalNumber, content.BpjsNumber, content.SignedOn, content.Summary, content.Signatures);
        var terms = content.Terms;
        (EffectiveOn, PeriodUntil, ParticipantQuota, QuotaGrowthPerMonth) = (terms.EffectiveOn, terms.PeriodUntil, terms.ParticipantQuota, terms.QuotaGrowthPerMonth);
        (ContributionPerPersonMonth, BudgetAmount) = (terms.ContributionPerPersonMonth, terms.BudgetAmount);
        (RecordedAt, RecordedBy) = (authorship.At, authorship.By);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The plan that it changes.</summary>
    public Guid WorkPlanId { get; private init; }

    /// <summary>The agreement that the plan belongs to.</summary>
    public Guid AgreementId { get; private init; }

    /// <summary>The local government that is party to it, whose numbers it counts among.</summary>
    public string RegionCode { get; private init; } = "";

    /// <summary>Its place among the addenda of the plan in the order of recording, from 1.</summary>
    public int Ordinal { get; private init; }

    /// <inheritdoc cref="WorkPlanAddendumContent.LocalNumber"/>
    public string? LocalNumber { get; private init; }

    /// <inheritdoc cref="WorkPlanAddendumContent.BpjsNumber"/>
    public string? BpjsNumber { get; private init; }

    /// <inheritdoc cref="WorkPlanAddendumContent.SignedOn"/>
    public DateOnly SignedOn { get; private init; }

    /// <inheritdoc cref="WorkPlanAddendumContent.Summary"/>
    public string Summary { get; private init; } = "";

    /// <inheritdoc cref="PlanTerms.EffectiveOn"/>
    public DateOnly EffectiveOn { get; private init; }

    /// <inheritdoc cref="PlanTerms.PeriodUntil"/>
    public DateOnly? PeriodUntil { get; private init; }

    /// <inheritdoc cref="PlanTerms.ParticipantQuota"/>
    public int? ParticipantQuota { get; private init; }

    /// <inheritdoc cref="PlanTerms.QuotaGrowthPerMonth"/>
    public int? QuotaGrowthPerMonth { get; private init; }

    /// <inheritdoc cref="PlanTerms.ContributionPerPersonMonth"/>
    public long? ContributionPerPersonMonth { get; private init; }

    /// <inheritdoc cref="PlanTerms.BudgetAmount"/>
    public long? BudgetAmount { get; private init; }

    /// <inheritdoc cref="WorkPlanAddendumContent.Signatures"/>
    public IReadOnlyList<Signature> Signatures { get; private init; } = [];

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private init; } = "";
}
