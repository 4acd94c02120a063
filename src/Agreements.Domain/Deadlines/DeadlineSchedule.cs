using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Regions;
using Agreements.Domain.Renewals;
using Agreements.Domain.WorkPlans;

namespace Agreements.Domain.Deadlines;

/// <summary>Something that must be done by a day, or has been.</summary>
/// <param name="Key">What it is about, whatever its date.</param>
/// <param name="Kind">What must be done.</param>
/// <param name="DueOn">By when.</param>
/// <param name="IsMet">Whether it has been done.</param>
public sealed record Due(string Key, DeadlineKind Kind, DateOnly DueOn, bool IsMet)
{
    /// <inheritdoc cref="Deadline.AgreementId"/>
    public Guid? AgreementId { get; init; }

    /// <inheritdoc cref="Deadline.RenewalId"/>
    public Guid? RenewalId { get; init; }

    /// <inheritdoc cref="Deadline.Stage"/>
    public RenewalStage? Stage { get; init; }

    /// <inheritdoc cref="Deadline.MeetingId"/>
    public Guid? MeetingId { get; init; }

    /// <inheritdoc cref="Deadline.FollowUpId"/>
    public Guid? FollowUpId { get; init; }

    /// <inheritdoc cref="Deadline.Year"/>
    public int? Year { get; init; }

    /// <inheritdoc cref="Deadline.WorkPlanId"/>
    public Guid? WorkPlanId { get; init; }

    /// <inheritdoc cref="Deadline.ActivityId"/>
    public Guid? ActivityId { get; init; }

    /// <inheritdoc cref="Deadline.RegionCode"/>
    public required string RegionCode { get; init; }

    /// <inheritdoc cref="Deadline.TimeZone"/>
    public required string TimeZone { get; init; }

    /// <inheritdoc cref="Deadline.Owner"/>
    public string? Owner { get; init; }

    /// <inheritdoc cref="Deadline.About"/>
    public string? About { get; init; }

    /// <summary>Whether the record that it follows from has still to be confirmed, so that nobody is reminded of it.</summary>
    public bool IsDoubtful { get; init; }
}

/// <summary>How many days before a work plan is due its deadline is shown.</summary>
/// <param name="Days">Calendar days.</param>
public sealed record PlanLead(int Days)
{
    /// <summary>
    /// The first of September for a plan that begins with the year: a draft of next year's budget (APBD) goes to the regional council in September and is adopted by the
    /// end of November (PP 12/2019).
    /// </summary>
    public static PlanLead Default { get; } = new(121);

    /// <summary>The longest lead.</summary>
    public const int MostDays = 366;
}

/// <summary>What of the work plans of an agreement deadlines follow from.</summary>
/// <param name="Signed">The years that have a signed plan.</param>
/// <param name="Activities">The activities of the plans that are being carried out.</param>
/// <param name="Doubtful">Those of these plans that have still to be confirmed.</param>
public sealed record PlansOfAgreement(IReadOnlySet<int> Signed, IReadOnlyList<Activity> Activities, IReadOnlySet<Guid> Doubtful)
{
    /// <summary>No plans yet.</summary>
    public static PlansOfAgreement None { get; } = new(new HashSet<int>(), [], new HashSet<Guid>());
}

/// <summary>
/// What must be done by when, as it follows from the facts alone: computed anew after every change, and compared with what is open. A new kind of deadline is
/// a line here.
/// </summary>
public static class DeadlineSchedule
{
    /// <summary>Where an agreement has no end, so many years are looked at beyond the last one with a signed plan: as one gets its plan, the next one opens.</summary>
    public const int YearsAhead = 3;

    /// <summary>What follows from an agreement, its renewals and its work plans.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="renewals">Every renewal of it.</param>
    /// <param name="isContinued">Whether a signed successor goes on without a day between.</param>
    /// <param name="plans">Its work plans, and the activities of those that are being carried out.</param>
    public static IEnumerable<Due> Of(Agreement agreement, IReadOnlyCollection<Renewal> renewals, bool isContinued, PlansOfAgreement plans)
    {
        foreach (var due in renewals.Where(renewal => renewal.IsOpen || renewal.Closing?.Outcome == RenewalOutcome.Renewed).SelectMany(renewal => Of(agreement, renewal)))
        {
            yield return due;
        }

        // Whatever ended before the register knew of it is history: taking in old agreements is no storm of deadlines.
        var recordedOn = IndonesianTime.DateIn(agreement.TimeZone, agreement.CreatedAt);
        if (!agreement.IsSigned || agreement.InForceUntil < recordedOn)
        {
            yield break;
        }

        // One that was terminated is in force, and has its plans, until then; what was to be done later is not to be done any more.
        var activities = plans.Activities.Where(activity => !(activity.EndsOn > agreement.InForceUntil)).Select(activity => About(agreement, activity, plans.Doubtful.Contains(activity.WorkPlanId)));
        foreach (var due in MissingPlans(agreement, plans.Signed, recordedOn).Concat(activities))
        {
            yield return due;
        }

        if (agreement.Lifecycle != LifecycleState.Signed || agreement.EffectiveUntil is not { } end)
        {
            yield break;
        }

        var ofThisTerm = renewals.Where(renewal => renewal.DueOn == end).ToList();

        // The latest word counts: what was decided can be thought over.
        var isDecided = isContinued || ofThisTerm.MaxBy(renewal => (renewal.IsOpen, renewal.OpenedAt))?.Closing?.Outcome == RenewalOutcome.NotRenewed;
        yield return About(agreement, DeadlineKind.Expiry, end, isDecided);
        if (agreement.RenewalNoticeDue is { } notice)
        {
            yield return About(agreement, DeadlineKind.RenewalNotice, notice, isDecided || ofThisTerm.Exists(renewal => renewal.NoticeSentOn is not null));
        }
    }

    /// <summary>What follows from a meeting.</summary>
    public static IEnumerable<Due> Of(Meeting meeting) =>
        from followUp in meeting.FollowUps
        where followUp.DueOn is not null
        select new Due($"{DeadlineKind.FollowUp}:{followUp.Id}", DeadlineKind.FollowUp, followUp.DueOn!.Value, followUp.DoneOn is not null)
        {
            AgreementId = meeting.AgreementIds.Count == 1 ? meeting.AgreementIds[0] : null,
            MeetingId = meeting.Id,
            FollowUpId = followUp.Id,
            RegionCode = meeting.RegionCode,
            TimeZone = meeting.TimeZone,
            Owner = followUp.Responsible,
            About = followUp.Action,
        };

    /// <summary>
    /// Brings what is live into step with what is due: what has been done is met, what has moved or is due no more is superseded, and what is due and not live
    /// is opened. Nothing is lost and nothing doubled.
    /// </summary>
    /// <param name="live">The deadlines that are live, of the same facts.</param>
    /// <param name="dues">What follows from the facts now.</param>
    /// <param name="at">When.</param>
    /// <returns>The deadlines to open.</returns>
    public static IReadOnlyList<Deadline> Reconcile(IReadOnlyCollection<Deadline> live, IEnumerable<Due> dues, DateTimeOffset at)
    {
        var wanted = dues.ToDictionary(due => due.Key, StringComparer.Ordinal);
        foreach (var deadline in live)
        {
            switch (wanted.GetValueOrDefault(deadline.Key))
            {
                case { IsMet: true }:
                    deadline.Close(DeadlineState.Met, at);
                    break;
                case { } due when due.DueOn == deadline.DueOn:
                    deadline.KeepUpWith(due, at);
                    break;
                default:
                    deadline.Close(DeadlineState.Superseded, at);
                    break;
            }
        }

        var known = live.ToDictionary(deadline => deadline.Key, StringComparer.Ordinal);
        return
        [
            .. wanted.Values.Where(due => !due.IsMet && known.GetValueOrDefault(due.Key) is not { IsLive: true })
                .Select(due => new Deadline(Guid.CreateVersion7(at), due, known.GetValueOrDefault(due.Key), at)),
        ];
    }

    private static IEnumerable<Due> Of(Agreement agreement, Renewal renewal) =>
        from stage in renewal.Stages
        where stage.DoneOn is not null || renewal.Awaits(stage.Stage)
        select new Due($"{DeadlineKind.RenewalStage}:{renewal.Id}:{stage.Stage}", DeadlineKind.RenewalStage, stage.DueOn, stage.DoneOn is not null)
        {
            AgreementId = agreement.Id,
            RenewalId = renewal.Id,
            Stage = stage.Stage,
            RegionCode = renewal.RegionCode,
            TimeZone = renewal.TimeZone,
            Owner = renewal.Owner ?? agreement.Owner,
            About = agreement.Subject ?? agreement.Title,
            IsDoubtful = agreement.NeedsReview,
        };

    // From the year in which the register came to know of it: what plans there were before is history as well.
    private static IEnumerable<Due> MissingPlans(Agreement agreement, IReadOnlySet<int> signed, DateOnly recordedOn)
    {
        // Where nobody knows when it ends, only plans show that it goes on.
        if (agreement.InForceUntil is null && !agreement.OpenEnded && !signed.Any(year => year >= recordedOn.Year - 1))
        {
            yield break;
        }

        var first = Math.Max(agreement.EffectiveFrom?.Year ?? 0, recordedOn.Year);
        var last = agreement.InForceUntil?.Year ?? signed.Append(first - 1).Max() + YearsAhead;
        for (var year = first; year <= last; year++)
        {
            if (WorkPlan.PeriodOf(agreement, year) is var (from, _))
            {
                yield return About(agreement, DeadlineKind.WorkPlan, from.AddDays(-1), signed.Contains(year)) with { Key = $"{DeadlineKind.WorkPlan}:{agreement.Id}:{year}", Year = year };
            }
        }
    }

    private static Due About(Agreement agreement, Activity activity, bool isPlanDoubtful) => new($"{DeadlineKind.Activity}:{activity.Id}", DeadlineKind.Activity, activity.EndsOn, activity.IsDone)
    {
        AgreementId = agreement.Id,
        WorkPlanId = activity.WorkPlanId,
        ActivityId = activity.Id,
        RegionCode = activity.RegionCode,
        TimeZone = activity.TimeZone,
        Owner = activity.ResponsibleUnit ?? agreement.Owner,
        About = activity.Name,
        IsDoubtful = agreement.NeedsReview || isPlanDoubtful,
    };

    private static Due About(Agreement agreement, DeadlineKind kind, DateOnly dueOn, bool isMet) => new($"{kind}:{agreement.Id}", kind, dueOn, isMet)
    {
        AgreementId = agreement.Id,
        RegionCode = agreement.RegionCode,
        TimeZone = agreement.TimeZone,
        Owner = agreement.Owner,
        About = agreement.Subject ?? agreement.Title,
        IsDoubtful = agreement.NeedsReview,
    };
}
