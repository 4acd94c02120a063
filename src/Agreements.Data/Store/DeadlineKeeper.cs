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
    private readonly List<Meeting> _meetings;

    private DeadlineKeeper(HashSet<Guid> agreements, List<Meeting> meetings) => (_agreements, _meetings) = (agreements, meetings);

    /// <summary>Whether the change touches anything that deadlines follow from.</summary>
    public bool HasWork => _agreements.Count + _meetings.Count > 0;

    /// <summary>Notes what a change is about to touch. An agreement that nobody has signed yet has no deadlines, which spares every draft the look-up.</summary>
    public static DeadlineKeeper Note(AgreementsDbContext db)
    {
        var changed = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified).Select(entry => entry.Entity).ToList();
        var signed = changed.OfType<Agreement>().Where(agreement => agreement.IsSigned).ToList();
        return new DeadlineKeeper(
            [
                .. signed.Select(agreement => agreement.Id),
                .. signed.Select(agreement => agreement.PredecessorId).OfType<Guid>(),
                .. changed.OfType<Renewal>().Select(renewal => renewal.AgreementId),
                .. changed.OfType<WorkPlan>().Where(plan => plan.IsSigned).Select(plan => plan.AgreementId),
            ],
            [.. changed.OfType<Meeting>()]);
    }

    /// <summary>Brings the deadlines into step. What was touched has been written by now, so that what is read shows it.</summary>
    public async Task KeepAsync(AgreementsDbContext db, IStoreEngine engine, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // In one order, so that two changes that touch the same agreements do not wait for each other.
        foreach (var id in _agreements.Order())
        {
            await engine.HoldAgreementAsync(db, id, cancellationToken);
            if (await db.Agreements.FindAsync([id], cancellationToken) is { IsSigned: true } agreement)
            {
                await KeepAsync(db, engine, agreement, at, cancellationToken);
            }
        }

        foreach (var meeting in _meetings)
        {
            var live = await db.Deadlines.Live().Where(deadline => deadline.MeetingId == meeting.Id).ToListAsync(cancellationToken);
            await OpenAsync(db, engine, DeadlineSchedule.Reconcile(live, DeadlineSchedule.Of(meeting), at), cancellationToken);
        }
    }

    /// <summary>Brings the deadlines of an agreement that is held into step.</summary>
    public static async Task KeepAsync(AgreementsDbContext db, IStoreEngine engine, Agreement agreement, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var renewals = await db.RenewalsOf(agreement).ToListAsync(cancellationToken);
        var isContinued = agreement.FactsFor(await db.SuccessorsOf(agreement).ToListAsync(cancellationToken)).IsContinued;
        var live = await db.Deadlines.Live().Where(deadline => deadline.AgreementId == agreement.Id && deadline.MeetingId == null).ToListAsync(cancellationToken);
        var dues = DeadlineSchedule.Of(agreement, renewals, isContinued, await db.PlansBehindDeadlinesAsync(agreement, cancellationToken));
        await OpenAsync(db, engine, DeadlineSchedule.Reconcile(live, dues, at), cancellationToken);
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
