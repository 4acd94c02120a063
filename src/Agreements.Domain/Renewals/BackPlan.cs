using Agreements.Domain.Deadlines;

namespace Agreements.Domain.Renewals;

/// <summary>A stage of a renewal. Each has to be through before the next one begins.</summary>
public enum RenewalStage
{
    /// <summary>Evaluasi: what the old term achieved, and whether to go on.</summary>
    Evaluation,

    /// <summary>Penganggaran: the money for the new term.</summary>
    Budget,

    /// <summary>Telaah hukum: drafting, and the legal bureau's review.</summary>
    LegalReview,

    /// <summary>Penandatanganan: both parties sign the successor.</summary>
    Signing,

    /// <summary>Data peserta: the list of people is with BPJS Kesehatan.</summary>
    ParticipantData,
}

/// <summary>Which planned date of a stage was missed.</summary>
public enum PlannedDate
{
    /// <summary>The day by which it had to begin.</summary>
    StartOn,

    /// <summary>The day by which it had to be through.</summary>
    DueOn,
}

/// <summary>A stage as it is planned.</summary>
/// <param name="Stage">Which.</param>
/// <param name="WorkDays">How many work days it takes.</param>
/// <param name="StartOn">The day by which it has to begin.</param>
/// <param name="DueOn">The day by which it has to be through.</param>
/// <param name="WantedOn">An earlier day that somebody set for it to be through; null where it follows from what comes after.</param>
/// <param name="DoneOn">The day on which it was through.</param>
public sealed record StagePlan(RenewalStage Stage, int WorkDays, DateOnly StartOn, DateOnly DueOn, DateOnly? WantedOn = null, DateOnly? DoneOn = null);

/// <summary>The first planned date that can no longer be met.</summary>
/// <param name="Stage">Of which stage.</param>
/// <param name="Date">Which of its dates.</param>
/// <param name="On">The date.</param>
/// <param name="Days">By how many days it is missed.</param>
public sealed record MissedDate(RenewalStage Stage, PlannedDate Date, DateOnly On, int Days);

/// <summary>
/// The stages of a renewal, scheduled backwards from the first day that must be covered: each is through on the last work day before the next one begins, and
/// the last one before the day itself. Moving one moves all before it.
/// </summary>
public static class BackPlan
{
    /// <summary>Most work days that a stage takes.</summary>
    public const int MostWorkDays = 250;

    /// <summary>The stages, in their order.</summary>
    public static IReadOnlyList<RenewalStage> Stages { get; } = Enum.GetValues<RenewalStage>();

    /// <summary>Schedules the stages anew, keeping what takes how long, what was wanted earlier and what is done.</summary>
    /// <param name="stages">The stages; their dates are not looked at.</param>
    /// <param name="coverFrom">The first day that must be covered.</param>
    /// <param name="calendar">When offices work.</param>
    public static IReadOnlyList<StagePlan> Schedule(IEnumerable<StagePlan> stages, DateOnly coverFrom, WorkCalendar calendar)
    {
        var planned = new List<StagePlan>();
        var next = coverFrom;
        foreach (var stage in stages.OrderByDescending(each => each.Stage))
        {
            var latest = calendar.LastUpTo(next.AddDays(-1));
            var due = stage.WantedOn < latest ? calendar.LastUpTo(stage.WantedOn.Value) : latest;
            var start = calendar.FirstOf(stage.WorkDays, due);
            planned.Insert(0, stage with { StartOn = start, DueOn = due });
            next = start;
        }

        return planned;
    }

    /// <summary>
    /// The first planned date that can no longer be met as seen on a day, null while all can. What is undone begins when what comes before it is through, the
    /// first stage no earlier than the renewal was opened; it takes its work days, and ends no earlier than the day it is looked at.
    /// </summary>
    public static MissedDate? FirstMissed(IEnumerable<StagePlan> stages, DateOnly openedOn, DateOnly day, WorkCalendar calendar)
    {
        var free = calendar.FirstFrom(openedOn);
        foreach (var stage in stages)
        {
            if (stage.DoneOn is { } done)
            {
                // Nothing follows the last stage that its delay could still be made good in.
                if (stage.Stage == Stages[^1] && done > stage.DueOn)
                {
                    return new MissedDate(stage.Stage, PlannedDate.DueOn, stage.DueOn, done.DayNumber - stage.DueOn.DayNumber);
                }

                free = calendar.FirstFrom(done.AddDays(1));
                continue;
            }

            if (free > stage.StartOn)
            {
                return new MissedDate(stage.Stage, PlannedDate.StartOn, stage.StartOn, free.DayNumber - stage.StartOn.DayNumber);
            }

            if (day > stage.DueOn)
            {
                return new MissedDate(stage.Stage, PlannedDate.DueOn, stage.DueOn, day.DayNumber - stage.DueOn.DayNumber);
            }

            var through = calendar.LastOf(stage.WorkDays, free) is var soonest && soonest > day ? soonest : calendar.FirstFrom(day);
            free = calendar.FirstFrom(through.AddDays(1));
        }

        return null;
    }
}
