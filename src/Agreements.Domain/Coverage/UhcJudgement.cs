namespace Agreements.Domain.Coverage;

/// <summary>What a region may be called by a policy.</summary>
public enum UhcPredicate
{
    /// <summary>Nothing, as far as is known.</summary>
    None,

    /// <summary>UHC: it reaches the bounds.</summary>
    Uhc,

    /// <summary>UHC Prioritas: it reaches the bounds and owes nothing. That BPJS Kesehatan has granted it, which takes an application, is not judged here.</summary>
    UhcPrioritas,
}

/// <summary>What keeps a region from a higher predicate.</summary>
public enum UhcReason
{
    /// <summary>Nothing has been recorded up to the day.</summary>
    NoSnapshot,

    /// <summary>No policy is known for the day.</summary>
    NoPolicy,

    /// <summary>Neither the counts nor a printed percentage say how many are members.</summary>
    CoverageUnknown,

    /// <summary>Too few are members.</summary>
    CoverageNotReached,

    /// <summary>Neither the counts nor a printed percentage say how many are active.</summary>
    ActivityUnknown,

    /// <summary>Too few members are active.</summary>
    ActivityNotReached,

    /// <summary>It is not known whether the local government owes contributions.</summary>
    ArrearsUnknown,

    /// <summary>The local government owes contributions.</summary>
    InArrears,
}

/// <summary>How many people a region lacks, at least; 0 where it lacks none, null where the counts are not known.</summary>
/// <param name="Members">More members, to reach the bound of coverage.</param>
/// <param name="ActiveMembers">More active ones among the members there are, to reach the bound of activity.</param>
public sealed record PeopleLacking(int? Members, int? ActiveMembers);

/// <summary>What a policy makes of a region's figures. Counts are judged exactly; a printed percentage is, where a count is missing.</summary>
/// <param name="Predicate">What it may be called.</param>
/// <param name="Reasons">All that keeps it from a higher one.</param>
/// <param name="DistanceInPeople">How many people it lacks.</param>
public sealed record UhcJudgement(UhcPredicate Predicate, IReadOnlyList<UhcReason> Reasons, PeopleLacking DistanceInPeople)
{
    /// <summary>Most reasons at once: one each for coverage, activity and arrears.</summary>
    public const int MostReasons = 3;

    /// <summary>Judges figures by a policy; null where there are none, or where none is valid.</summary>
    public static UhcJudgement Of(CoverageFigures? figures, UhcPolicy? policy)
    {
        var reasons = new List<UhcReason>();
        if (figures is null)
        {
            reasons.Add(UhcReason.NoSnapshot);
        }

        if (policy is null)
        {
            reasons.Add(UhcReason.NoPolicy);
        }

        return figures is null || policy is null ? new UhcJudgement(UhcPredicate.None, reasons, new PeopleLacking(null, null)) : Judge(figures, policy, reasons);
    }

    private static UhcJudgement Judge(CoverageFigures figures, UhcPolicy policy, List<UhcReason> reasons)
    {
        var coverage = Measure(policy.Coverage, figures.Members, figures.Population, figures.CoveragePercentPrinted);
        Note(coverage.IsReached, UhcReason.CoverageUnknown, UhcReason.CoverageNotReached);

        var activity = policy.Activity is { } bound ? Measure(bound, figures.ActiveMembers, figures.Members, figures.ActivePercentPrinted) : (IsReached: true, Lacking: 0);
        Note(activity.IsReached, UhcReason.ActivityUnknown, UhcReason.ActivityNotReached);

        var isUhc = reasons.Count == 0;
        if (policy.RequiresNoArrears)
        {
            Note(figures.ArrearsAmount is { } owed ? owed == 0 : null, UhcReason.ArrearsUnknown, UhcReason.InArrears);
        }

        var predicate = (isUhc, IsPrioritas: policy.RequiresNoArrears && reasons.Count == 0) switch
        {
            (false, _) => UhcPredicate.None,
            (true, true) => UhcPredicate.UhcPrioritas,
            (true, false) => UhcPredicate.Uhc,
        };
        return new UhcJudgement(predicate, reasons, new PeopleLacking(coverage.Lacking, activity.Lacking));

        void Note(bool? holds, UhcReason unknown, UhcReason missed)
        {
            if (holds != true)
            {
                reasons.Add(holds is null ? unknown : missed);
            }
        }
    }

    // Of nobody there is no part.
    private static (bool? IsReached, int? Lacking) Measure(UhcBound bound, int? part, int? whole, decimal? printed)
    {
        if (part is { } counted && whole is > 0 and { } all)
        {
            return (bound.IsReached(counted, all), bound.Lacking(counted, all));
        }

        return (printed is { } percent ? bound.IsReached(percent) : null, null);
    }
}
