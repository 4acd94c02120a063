using System.Linq.Expressions;
using Agreements.Domain.Deadlines;

namespace Agreements.Data.Queries;

/// <summary>The named queries of the deadlines.</summary>
public static class DeadlineQueries
{
    /// <summary>By the due date, from after a place on.</summary>
    public static IQueryable<Deadline> WalkByDue(this IQueryable<Deadline> deadlines, DayPlace? after)
    {
        if (after is { Day: var day, Id: var id })
        {
            deadlines = deadlines.Where(deadline => deadline.DueOn >= day && (deadline.DueOn > day || deadline.Id > id));
        }

        return deadlines.OrderBy(deadline => deadline.DueOn).ThenBy(deadline => deadline.Id);
    }

    /// <summary>Those about an agreement: its own, and what meetings about it agreed on.</summary>
    public static IQueryable<Deadline> About(this IQueryable<Deadline> deadlines, AgreementsDbContext db, Guid agreementId)
    {
        var meetings = db.Meetings.SelectMany(meeting => meeting.Agreements).Where(link => link.AgreementId == agreementId).Select(link => (Guid?)link.MeetingId);
        return deadlines.Where(deadline => deadline.AgreementId == agreementId || meetings.Contains(deadline.MeetingId));
    }

    /// <summary>Those that somebody must still act on.</summary>
    public static IQueryable<Deadline> Live(this IQueryable<Deadline> deadlines) => deadlines.Where(deadline => deadline.ClosedAs == null);

    /// <summary>Those in one of these states, each judged by the date in its own zone: the SQL form of <see cref="Deadline.StateOn"/>.</summary>
    public static IQueryable<Deadline> InState(this IQueryable<Deadline> deadlines, IReadOnlyCollection<DeadlineState> states, IReadOnlyDictionary<string, DateOnly> dayByZone)
    {
        var live = states.Where(IsLive).Distinct().ToList();
        if (live.Count == 0)
        {
            return deadlines.Where(deadline => deadline.ClosedAs != null && states.Contains(deadline.ClosedAs.Value));
        }

        // What all have in common lets the index of the live ones serve.
        deadlines = states.All(IsLive) ? deadlines.Live() : deadlines;
        return states.All(IsLive) && live.Count == 2
            ? deadlines
            : deadlines.Where(Days.InEachZone<Deadline>(dayByZone, day => states.Distinct().Select(state => IsIn(state, day)).Aggregate(Predicates.Or)));

        static bool IsLive(DeadlineState state) => state is DeadlineState.Open or DeadlineState.Acknowledged;
    }

    /// <summary>Those that are shown by the day: a missing work plan no earlier than so many days before it is due, whatever the year that it is for.</summary>
    public static IQueryable<Deadline> ShownBy(this IQueryable<Deadline> deadlines, IReadOnlyDictionary<string, DateOnly> dayByZone, PlanLead lead) =>
        deadlines.Where(Days.InEachZone<Deadline>(dayByZone, day =>
        {
            var last = Days.After(day, lead.Days);
            return deadline => deadline.Kind != DeadlineKind.WorkPlan || deadline.ClosedAs != null || deadline.DueOn <= last;
        }));

    /// <summary>Those past their due date that nobody has met, or the others.</summary>
    public static IQueryable<Deadline> Overdue(this IQueryable<Deadline> deadlines, bool isOverdue, IReadOnlyDictionary<string, DateOnly> dayByZone)
    {
        if (!isOverdue)
        {
            return deadlines.Where(Days.InEachZone<Deadline>(dayByZone, day => deadline => deadline.ClosedAs != null || deadline.DueOn >= day));
        }

        var latest = dayByZone.Values.Max();
        return deadlines.Live().Where(deadline => deadline.DueOn < latest).Where(Days.InEachZone<Deadline>(dayByZone, day => deadline => deadline.DueOn < day));
    }

    /// <summary>Those due between today and so many days later, each judged by the date in its own zone.</summary>
    public static IQueryable<Deadline> DueWithin(this IQueryable<Deadline> deadlines, IReadOnlyDictionary<string, DateOnly> dayByZone, int days)
    {
        var (earliest, latest) = (dayByZone.Values.Min(), Days.After(dayByZone.Values.Max(), days));
        return deadlines
            .Where(deadline => deadline.DueOn >= earliest && deadline.DueOn <= latest)
            .Where(Days.InEachZone<Deadline>(dayByZone, day =>
            {
                var last = Days.After(day, days);
                return deadline => deadline.DueOn >= day && deadline.DueOn <= last;
            }));
    }

    private static Expression<Func<Deadline, bool>> IsIn(DeadlineState state, DateOnly day) => state switch
    {
        DeadlineState.Open => deadline => deadline.ClosedAs == null && (deadline.Acknowledgement == null || deadline.Acknowledgement.Until < day),
        DeadlineState.Acknowledged => deadline => deadline.ClosedAs == null && deadline.Acknowledgement != null && deadline.Acknowledgement.Until >= day,
        _ => deadline => deadline.ClosedAs == state,
    };
}
