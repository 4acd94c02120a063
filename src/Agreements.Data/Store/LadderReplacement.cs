using System.Linq.Expressions;
using Agreements.Data.Queries;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>Puts ladders in the place of others, and arms every live deadline by them, whoever has seen it or not: nothing is loaded for it.</summary>
public static class LadderReplacement
{
    /// <summary>Replaces the ladders. Whoever calls it holds <see cref="ReminderRuleQueries.Ladders"/> alone.</summary>
    /// <returns>Whether anything differs.</returns>
    public static async Task<bool> ReplaceLaddersAsync(this AgreementsDbContext db, ReminderLadders ladders, CancellationToken cancellationToken)
    {
        var rungs = await db.ReminderRungs.ToListAsync(cancellationToken);
        var changed = new HashSet<DeadlineKind>();
        foreach (var kind in Enum.GetValues<DeadlineKind>())
        {
            var (before, after) = (rungs.Where(rung => rung.Kind == kind).ToDictionary(rung => rung.Offset), ladders.Of(kind));
            var (gone, come) = (before.Keys.Except(after.Offsets).ToList(), after.Offsets.Except(before.Keys).ToList());
            db.RemoveRange(gone.Select(offset => before[offset]));
            db.AddRange(come.Select(offset => new ReminderRung(kind, offset)));
            if (gone.Count + come.Count > 0)
            {
                changed.Add(kind);
                await db.ArmAsync(kind, after, cancellationToken);
            }
        }

        return changed.Count > 0;
    }

    // The SQL form of Deadline.Arm: one statement about every live deadline of the kind, so that one which somebody else is moving on meanwhile is waited for, and armed
    // by where it has come to.
    private static Task<int> ArmAsync(this AgreementsDbContext db, DeadlineKind kind, ReminderLadder ladder, CancellationToken cancellationToken)
    {
        var next = ladder.Offsets.Reverse().Aggregate<int, Expression<Func<Deadline, DateOnly?>>>(
            _ => null, (otherwise, offset) => Predicates.If<Deadline, DateOnly?>(deadline => deadline.RemindedOffset == null || deadline.RemindedOffset > offset, FiresOn(offset), otherwise));
        var day = Predicates.If<Deadline, DateOnly?>(deadline => deadline.Acknowledgement != null && deadline.Acknowledgement.Until >= deadline.DueOn, _ => null, next);
        var live = db.Deadlines.Where(deadline => deadline.ClosedAs == null && deadline.Kind == kind);

        // To PostgreSQL a choice among nothing but nulls is a text.
        return ladder.Offsets.Count == 0
            ? live.ExecuteUpdateAsync(set => set.SetProperty(deadline => deadline.RemindOn, (DateOnly?)null), cancellationToken)
            : live.ExecuteUpdateAsync(set => set.SetProperty(deadline => deadline.RemindOn, day), cancellationToken);
    }

    private static Expression<Func<Deadline, DateOnly?>> FiresOn(int offset) => Predicates.If<Deadline, DateOnly?>(
        deadline => deadline.Acknowledgement != null && deadline.Acknowledgement.Until >= deadline.DueOn.AddDays(-offset),
        deadline => deadline.Acknowledgement!.Until.AddDays(1),
        deadline => deadline.DueOn.AddDays(-offset));
}
