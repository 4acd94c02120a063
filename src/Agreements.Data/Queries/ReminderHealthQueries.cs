using Agreements.Domain.Access;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>How many reminders wait for somebody to claim them.</summary>
/// <param name="Waiting">How many.</param>
/// <param name="OldestOn">The day for which the oldest of them is; null where none waits.</param>
/// <param name="Since">Since when one has been waiting: the midnight with which its day began in its zone, or when its deadline was opened if that was later.</param>
public sealed record ReminderBacklog(int Waiting, DateOnly? OldestOn, DateTimeOffset? Since);

/// <summary>How reminders are doing, found by their indexes.</summary>
public static class ReminderHealthQueries
{
    /// <summary>What can be claimed, within a reach.</summary>
    public static async Task<ReminderBacklog> MeasureRemindersAsync(this AgreementsDbContext db, Reach reach, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var days = await db.Deadlines.Within(reach).ToBeRemindedOf(IndonesianTime.DatesAt(at), at).GroupBy(deadline => new { deadline.RemindOn, deadline.TimeZone })
            .Select(day => new { day.Key.RemindOn, day.Key.TimeZone, Waiting = day.Count(), FirstOpened = day.Min(deadline => deadline.OpenedAt) }).ToListAsync(cancellationToken);
        return days.Count == 0
            ? new ReminderBacklog(0, OldestOn: null, Since: null)
            : new ReminderBacklog(days.Sum(day => day.Waiting), days.Min(day => day.RemindOn), days.Min(day => Later(IndonesianTime.BeginningOf(day.RemindOn!.Value, day.TimeZone), day.FirstOpened)));
    }

    /// <summary>The worker who was the last to ask for reminders, wherever.</summary>
    public static Task<ReminderWorker?> LastWorkerAsync(this AgreementsDbContext db, CancellationToken cancellationToken) =>
        db.ReminderWorkers.AsNoTracking().OrderByDescending(worker => worker.LastClaimAt).FirstOrDefaultAsync(cancellationToken);

    /// <summary>When a reminder was last delivered, within a reach: a look at the end of an index, for each of its regions.</summary>
    public static Task<DateTimeOffset?> LastDeliveryAsync(this AgreementsDbContext db, Reach reach, CancellationToken cancellationToken)
    {
        if (reach.RegionCodes?.ToArray() is not { } codes)
        {
            return db.Reminders.MaxAsync(reminder => reminder.DeliveredAt, cancellationToken);
        }

        return db.Reminders.Where(reminder => EF.Parameter(codes)
            .Select(code => db.Reminders.Where(each => each.RegionCode == code && each.DeliveredAt != null).OrderByDescending(each => each.DeliveredAt).Select(each => each.Id).FirstOrDefault())
            .Contains(reminder.Id)).MaxAsync(reminder => reminder.DeliveredAt, cancellationToken);
    }

    /// <summary>How many reminders were given up, within a reach, of live deadlines that nobody was reminded of since.</summary>
    public static Task<int> CountGivenUpAsync(this AgreementsDbContext db, Reach reach, CancellationToken cancellationToken) =>
        db.Reminders.Within(reach).Where(reminder => reminder.State == ReminderState.Failed && reminder.RetryAt == null)
            .CountAsync(reminder => db.Deadlines.Any(deadline => deadline.Id == reminder.DeadlineId && deadline.ClosedAs == null && deadline.RemindedOffset == reminder.Offset), cancellationToken);

    /// <summary>Of how many deadlines with a reminder whose day has come, within a reach, nobody would be told. Only where somebody may be missing owners are looked at, each once.</summary>
    public static async Task<int> CountWithoutRecipientsAsync(this AgreementsDbContext db, Reach reach, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var due = db.Deadlines.Within(reach).WithReminderOnItsDay(IndonesianTime.DatesAt(at));
        var codes = await due.Select(deadline => deadline.RegionCode).Distinct().ToListAsync(cancellationToken);
        var contacts = await db.ContactsForAsync(codes, cancellationToken);
        var doubtful = codes.Where(code => contacts.OfRegion(code).Concat(contacts.OfProvince(code)).All(contact => contact.Owner is not null)).ToArray();
        if (doubtful.Length == 0)
        {
            return 0;
        }

        var owners = from deadline in due
                     where doubtful.Contains(deadline.RegionCode)
                     join agreement in db.Agreements on deadline.AgreementId equals agreement.Id into about
                     from agreement in about.DefaultIfEmpty()
                     group deadline by new { deadline.RegionCode, deadline.Owner, OfAgreement = agreement.Owner } into alike
                     select new { alike.Key, Deadlines = alike.Count() };
        return (await owners.ToListAsync(cancellationToken))
            .Where(alike => Recipients.Resolve([alike.Key.Owner, alike.Key.OfAgreement], contacts.OfRegion(alike.Key.RegionCode), contacts.OfProvince(alike.Key.RegionCode)).Count == 0)
            .Sum(alike => alike.Deadlines);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
