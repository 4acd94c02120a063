using System.Linq.Expressions;
using Agreements.Data.Engines;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The named queries of the reminders.</summary>
public static class ReminderQueries
{
    /// <summary>The deadlines of which a reminder can be claimed, each judged by the date in its own zone: the SQL form of <see cref="Deadline.IsReminderDueAt"/>.</summary>
    public static IQueryable<Deadline> ToBeRemindedOf(this IQueryable<Deadline> deadlines, IReadOnlyDictionary<string, DateOnly> dayByZone, DateTimeOffset at)
    {
        var longest = at + Deadline.LongestRest;
        return deadlines.WithReminderOnItsDay(dayByZone).Where(deadline => deadline.RemindNotBefore == null || deadline.RemindNotBefore <= at || deadline.RemindNotBefore > longest);
    }

    /// <summary>The deadlines with a reminder whose day has come, in somebody's hands or not: the SQL form of <see cref="Deadline.IsReminderDueOn"/>.</summary>
    public static IQueryable<Deadline> WithReminderOnItsDay(this IQueryable<Deadline> deadlines, IReadOnlyDictionary<string, DateOnly> dayByZone)
    {
        var latest = dayByZone.Values.Max();
        return deadlines
            .Where(deadline => deadline.ClosedAs == null && deadline.RemindOn != null && !deadline.RemindersHeld && deadline.RemindOn <= latest)
            .Where(Days.InEachZone<Deadline>(dayByZone, day => deadline => deadline.RemindOn <= day));
    }

    /// <summary>The one that waits longest first, from after a place on.</summary>
    public static IQueryable<Deadline> WalkByWaiting(this IQueryable<Deadline> deadlines, DayPlace? after)
    {
        if (after is { Day: var day, Id: var id })
        {
            deadlines = deadlines.Where(deadline => deadline.RemindOn >= day && (deadline.RemindOn > day || deadline.Id > id));
        }

        return deadlines.OrderBy(deadline => deadline.RemindOn).ThenBy(deadline => deadline.Id);
    }

    /// <summary>The deadlines whose reminders a claim takes: those that wait longest, and that no other claim is about to take. They are held until its end.</summary>
    public static Task<List<Deadline>> TakeForClaimAsync(
        this IQueryable<Deadline> deadlines, IStoreEngine engine, IReadOnlyDictionary<string, DateOnly> dayByZone, DateTimeOffset at, int limit, CancellationToken cancellationToken) =>
        engine.HoldingThoseFree(deadlines.ToBeRemindedOf(dayByZone, at).WalkByWaiting(after: null).Take(limit)).ToListAsync(cancellationToken);

    /// <summary>What is left of earlier claims of these deadlines: the rungs that were not settled.</summary>
    public static IQueryable<Reminder> LeftOf(this AgreementsDbContext db, IReadOnlyCollection<Guid> deadlineIds) =>
        from reminder in db.Reminders
        join deadline in db.Deadlines on reminder.DeadlineId equals deadline.Id
        where deadlineIds.Contains(deadline.Id) && (deadline.RemindedOffset == null || reminder.Offset < deadline.RemindedOffset)
        select reminder;

    /// <summary>Those of these ids that somebody claimed.</summary>
    public static IQueryable<Reminder> RemindersNamed(this AgreementsDbContext db, IReadOnlyCollection<Guid> ids) => db.Reminders.Where(reminder => ids.Contains(reminder.Id));

    /// <summary>The attempt of a claim at a reminder that the caller reaches.</summary>
    public static Task<ReminderAttempt?> AttemptAsync(this AgreementsDbContext db, Guid reminderId, Guid claim, CancellationToken cancellationToken) =>
        db.ReminderAttempts.SingleOrDefaultAsync(attempt => attempt.ReminderId == reminderId && attempt.Claim == claim, cancellationToken);

    /// <summary>The attempts at a reminder that the caller reaches, the latest first.</summary>
    public static IQueryable<ReminderAttempt> AttemptsAt(this AgreementsDbContext db, Guid reminderId) =>
        db.ReminderAttempts.Where(attempt => attempt.ReminderId == reminderId).OrderByDescending(attempt => attempt.Claim);

    /// <summary>
    /// Those that stand so, each judged by the date in its own zone: the SQL form of <see cref="RemindedDeadline.StandingAt"/>, but for what is
    /// due, which the deadlines tell, and for what the next claim leaves out, which is in no list until then.
    /// </summary>
    public static IQueryable<Reminder> Standing(
        this IQueryable<Reminder> reminders, AgreementsDbContext db, ReminderStanding standing, IReadOnlyDictionary<string, DateOnly> dayByZone, DateTimeOffset at)
    {
        var longest = at + Deadline.LongestRest;
        var isTold = IsAbout(db.Deadlines.WithReminderOnItsDay(dayByZone));
        return standing switch
        {
            ReminderStanding.Claimed => reminders.Where(reminder => reminder.State == ReminderState.Claimed && reminder.LeaseUntil > at && reminder.LeaseUntil <= longest),
            ReminderStanding.Failed => reminders.Where(reminder => reminder.State == ReminderState.Failed)
                .Where(isTold.And(reminder => reminder.RetryAt > at && reminder.RetryAt <= longest).Or(reminder => reminder.RetryAt == null)),
            ReminderStanding.Withdrawn => reminders
                .Where(reminder => (reminder.State == ReminderState.Claimed && !(reminder.LeaseUntil > at && reminder.LeaseUntil <= longest)) || (reminder.State == ReminderState.Failed && reminder.RetryAt != null))
                .Where(isTold.Not()),
            ReminderStanding.Collapsed => reminders.Where(reminder => reminder.State == ReminderState.Collapsed),
            ReminderStanding.Delivered => reminders.Where(reminder => reminder.State == ReminderState.Delivered),
            _ => throw new ArgumentOutOfRangeException(nameof(standing)),
        };
    }

    /// <summary>By the day from which on they were due, from after a place on.</summary>
    public static IQueryable<Reminder> WalkByFireDay(this IQueryable<Reminder> reminders, DayPlace? after)
    {
        if (after is { Day: var day, Id: var id })
        {
            reminders = reminders.Where(reminder => reminder.FireOn >= day && (reminder.FireOn > day || reminder.Id > id));
        }

        return reminders.OrderBy(reminder => reminder.FireOn).ThenBy(reminder => reminder.Id);
    }

    /// <summary>Each with its deadline.</summary>
    public static IQueryable<RemindedDeadline> WithDeadlines(this IQueryable<Reminder> reminders, AgreementsDbContext db) => reminders.Join(
        db.Deadlines, reminder => reminder.DeadlineId, deadline => deadline.Id, (reminder, deadline) => new RemindedDeadline { Reminder = reminder, Deadline = deadline });

    /// <summary>Deadlines or reminders of these kinds, regions and agreement; null asks for all.</summary>
    public static IQueryable<TRow> Concerning<TRow>(this IQueryable<TRow> rows, IReadOnlyList<DeadlineKind>? kinds, IReadOnlyList<string>? regionCodes, string? provinceCode, Guid? agreementId)
    {
        if (kinds is not null)
        {
            rows = rows.Where(Predicates.About<TRow, DeadlineKind>(nameof(Deadline.Kind), kind => kinds.Contains(kind)));
        }

        if (regionCodes is [var only])
        {
            // One is looked up in the order of its index, which PostgreSQL cannot do with a list.
            rows = rows.Where(Predicates.About<TRow, string>(nameof(Deadline.RegionCode), code => code == only));
        }
        else if (regionCodes is not null)
        {
            rows = rows.Where(Predicates.About<TRow, string>(nameof(Deadline.RegionCode), code => regionCodes.Contains(code)));
        }

        if (agreementId is not null)
        {
            rows = rows.Where(Predicates.About<TRow, Guid?>(nameof(Deadline.AgreementId), id => id == agreementId));
        }

        return provinceCode is null ? rows : rows.InProvince(provinceCode);
    }

    private static Expression<Func<Reminder, bool>> IsAbout(IQueryable<Deadline> deadlines) => reminder => deadlines.Any(deadline => deadline.Id == reminder.DeadlineId);
}
