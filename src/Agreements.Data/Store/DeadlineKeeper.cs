using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Renewals;
using Agreements.Domain.WorkPlans;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>Keeps the deadlines in step with what a change has touched, in its transaction, whoever wrote the code that makes the change.</summary>
internal sealed class DeadlineKeeper
{
    private readonly HashSet<Guid> _agreements;
    private readonly HashSet<Guid> _added;
    private readonly List<Meeting> _meetings;

    private DeadlineKeeper(HashSet<Guid> agreements, HashSet<Guid> added, List<Meeting> meetings) => (_agreements, _added, _meetings) = (agreements, added, meetings);

    /// <summary>Whether the change touches anything that deadlines follow from.</summary>
    public bool HasWork => _agreements.Count + _meetings.Count > 0;

    /// <summary>Notes what a change is about to touch. An agreement that nobody has signed yet has no deadlines, which spares every draft the look-up.</summary>
    public static DeadlineKeeper Note(AgreementsDbContext db)
    {
        var entries = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList();
        var changed = entries.ConvertAll(entry => entry.Entity);
        var signed = changed.OfType<Agreement>().Where(agreement => agreement.IsSigned).ToList();
        return new DeadlineKeeper(
            [
                .. signed.Select(agreement => agreement.Id),
                .. signed.Select(agreement => agreement.PredecessorId).OfType<Guid>(),
                .. changed.OfType<Renewal>().Select(renewal => renewal.AgreementId),
                .. changed.OfType<WorkPlan>().Where(plan => plan.IsSigned).Select(plan => plan.AgreementId),
            ],
            [.. entries.Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity).OfType<Agreement>().Select(agreement => agreement.Id)],
            [.. changed.OfType<Meeting>()]);
    }

    /// <summary>Brings the deadlines into step. What was touched has been written by now, so that what is read shows it.</summary>
    public async Task KeepAsync(AgreementsDbContext db, IStoreEngine engine, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // In one order, so that two changes that touch the same agreements do not wait for each other. What this change adds nobody else can see yet.
        foreach (var id in _agreements.Except(_added).Order())
        {
            await engine.HoldAgreementAsync(db, id, cancellationToken);
        }

        var signed = new List<Agreement>();
        foreach (var id in _agreements)
        {
            if (await db.Agreements.FindAsync([id], cancellationToken) is { IsSigned: true } agreement)
            {
                signed.Add(agreement);
            }
        }

        await KeepAsync(db, engine, signed, at, cancellationToken);
        foreach (var meeting in _meetings)
        {
            var live = await db.Deadlines.Live().Where(deadline => deadline.MeetingId == meeting.Id).ToListAsync(cancellationToken);
            await OpenAsync(db, engine, DeadlineSchedule.Reconcile(live, DeadlineSchedule.Of(meeting), at), cancellationToken);
        }
    }

    /// <summary>Brings the deadlines of agreements that are held into step. What they follow from is asked for once, however many there are.</summary>
    public static async Task KeepAsync(AgreementsDbContext db, IStoreEngine engine, IReadOnlyCollection<Agreement> agreements, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (agreements.Count == 0)
        {
            return;
        }

        var ids = agreements.Select(agreement => agreement.Id).ToList();
        var renewals = (await db.RenewalsOf(ids).ToListAsync(cancellationToken)).ToLookup(renewal => renewal.AgreementId);
        var successors = await db.SuccessorsOfAsync(ids, cancellationToken);
        var live = (await db.Deadlines.Live().Where(deadline => ids.Contains(deadline.AgreementId!.Value) && deadline.MeetingId == null).ToListAsync(cancellationToken)).ToLookup(deadline => deadline.AgreementId);
        var opened = new List<Deadline>();
        foreach (var agreement in agreements)
        {
            var isSettled = successors[agreement.Id].Any(successor => successor.Settles(agreement));
            var dues = DeadlineSchedule.Of(agreement, [.. renewals[agreement.Id]], isSettled, await db.PlansBehindDeadlinesAsync(agreement, cancellationToken));
            opened.AddRange(DeadlineSchedule.Reconcile([.. live[agreement.Id]], dues, at));
        }

        await OpenAsync(db, engine, opened, cancellationToken);
    }

    private static async Task OpenAsync(AgreementsDbContext db, IStoreEngine engine, IReadOnlyList<Deadline> opened, CancellationToken cancellationToken)
    {
        if (opened.Count == 0)
        {
            return;
        }

        // Whoever changes the ladders re-arms what is open, and so must not miss what is being opened by the old ones.
        await engine.ShareNameAsync(db, ReminderRuleQueries.Ladders, cancellationToken);
        var ladders = await db.LaddersAsync(cancellationToken);
        foreach (var deadline in opened)
        {
            deadline.Arm(ladders.Of(deadline.Kind));
        }

        db.Deadlines.AddRange(opened);
    }
}
