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

    // One statement, so that a deadline that somebody else is moving on meanwhile is armed by where it has come to. The SQL form of Deadline.Arm.
    private static Task<int> ArmAsync(this AgreementsDbContext db, DeadlineKind kind, ReminderLadder ladder, CancellationToken cancellationToken)
    {
        var next = ladder.Offsets.Reverse().Aggregate<int, Expression<Func<Deadline, DateOnly?>>>(_ => null, (otherwise, offset) => Predicates.If<Deadline, DateOnly?>(IsAbove(offset), FiresOn(offset), otherwise));
        return db.Deadlines.Where(deadline => deadline.ClosedAs == null && deadline.Kind == kind)
            .Where(deadline => deadline.Acknowledgement == null || deadline.Acknowledgement.Until < deadline.DueOn)
            .ExecuteUpdateAsync(set => set.SetProperty(deadline => deadline.RemindOn, next), cancellationToken);
    }

    // Rungs are tried from the least urgent on: the first that is more urgent than whatever was settled is the next.
    private static Expression<Func<Deadline, bool>> IsAbove(int offset) => deadline => deadline.RemindedOffset == null || deadline.RemindedOffset > offset;

    private static Expression<Func<Deadline, DateOnly?>> FiresOn(int offset) => Predicates.If<Deadline, DateOnly?>(
        deadline => deadline.Acknowledgement != null && deadline.Acknowledgement.Until >= deadline.DueOn.AddDays(-offset),
        deadline => deadline.Acknowledgement!.Until.AddDays(1),
        deadline => deadline.DueOn.AddDays(-offset));
}
