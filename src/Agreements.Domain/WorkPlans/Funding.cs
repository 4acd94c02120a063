namespace Agreements.Domain.WorkPlans;

/// <summary>What a plan provides from a day on: first as it was signed, then what each addendum changes. What is null stays as it was.</summary>
/// <param name="EffectiveOn">From this day on.</param>
/// <param name="PeriodUntil">Last day of the plan.</param>
/// <param name="ParticipantQuota">How many people it registers, before the first month's growth.</param>
/// <param name="QuotaGrowthPerMonth">By how many people that grows in every month, from the first one on.</param>
/// <param name="ContributionPerPersonMonth">Rupiah for each person and month.</param>
/// <param name="BudgetAmount">Rupiah set aside.</param>
public sealed record PlanTerms(DateOnly EffectiveOn, DateOnly? PeriodUntil, int? ParticipantQuota, int? QuotaGrowthPerMonth, long? ContributionPerPersonMonth, long? BudgetAmount)
{
    /// <summary>The same with what is written where nothing was known, of it and of what was changed since.</summary>
    internal PlanTerms FilledFrom(PlanTerms written, PlanTerms latest) => this with
    {
        ParticipantQuota = latest.ParticipantQuota is null ? written.ParticipantQuota : ParticipantQuota,
        ContributionPerPersonMonth = latest.ContributionPerPersonMonth is null ? written.ContributionPerPersonMonth : ContributionPerPersonMonth,
        BudgetAmount = latest.BudgetAmount is null ? written.BudgetAmount : BudgetAmount,
    };

    /// <summary>The same with what another one changes.</summary>
    internal PlanTerms With(PlanTerms later) => new(
        EffectiveOn,
        later.PeriodUntil ?? PeriodUntil,
        later.ParticipantQuota ?? ParticipantQuota,
        later.QuotaGrowthPerMonth ?? QuotaGrowthPerMonth,
        later.ContributionPerPersonMonth ?? ContributionPerPersonMonth,
        later.BudgetAmount ?? BudgetAmount);
}

/// <summary>What the quota of a plan costs, and how far the budget reaches. Integer rupiah throughout.</summary>
/// <param name="PersonMonths">How many months of one person each.</param>
/// <param name="Need">What they cost.</param>
/// <param name="Difference">What the budget has above that; negative where it falls short, null where there is no budget yet.</param>
/// <param name="Horizon">First day of the first month that the budget cannot pay in full; null where it pays all, or where there is none yet.</param>
public sealed record Funding(long PersonMonths, long Need, long? Difference, DateOnly? Horizon)
{
    /// <summary>
    /// Counts month by month, each by the terms in force on its first day, or on the first day of the plan. A contribution is owed for whole months, so a month that the
    /// plan only touches counts whole. Null where the quota or the contribution of some month is not known.
    /// </summary>
    /// <param name="from">First day of the plan.</param>
    /// <param name="until">Last day of the plan.</param>
    /// <param name="terms">What it provides from when on, in the order in which it takes effect.</param>
    public static Funding? Of(DateOnly from, DateOnly until, IReadOnlyList<PlanTerms> terms)
    {
        var (now, next) = (terms[0], 1);
        long quota = now.ParticipantQuota ?? 0;
        var budget = terms.Aggregate((earlier, later) => earlier.With(later)).BudgetAmount;
        var (personMonths, need) = (0L, 0L);
        DateOnly? horizon = null;
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= until; month = month.AddMonths(1))
        {
            var first = month < from ? from : month;
            for (; next < terms.Count && terms[next].EffectiveOn <= first; next++)
            {
                now = now.With(terms[next]);
                quota = terms[next].ParticipantQuota ?? quota;
            }

            if (now is not { ParticipantQuota: not null, ContributionPerPersonMonth: { } contribution })
            {
                return null;
            }

            quota += now.QuotaGrowthPerMonth ?? 0;
            personMonths += quota;
            need += quota * contribution;
            horizon ??= need > budget ? month : null;
        }

        return new Funding(personMonths, need, budget - need, horizon);
    }
}
