using Agreements.Domain.Access;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>Days to look ahead at.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Today">Today in each zone: what fires before it is no longer to come.</param>
public sealed record ReminderSpan(DateOnly From, DateOnly To, IReadOnlyDictionary<string, DateOnly> Today);

/// <summary>A reminder that goes out on a day to come.</summary>
/// <param name="Deadline">Its deadline.</param>
/// <param name="Offset">Its rung, in days before the due date.</param>
/// <param name="On">The day.</param>
public sealed record GoingOut(Deadline Deadline, int Offset, DateOnly On);

/// <summary>Which reminders go out when, as the ladders and the deadlines stand.</summary>
public static class ReminderPreviewQueries
{
    /// <summary>
    /// What goes out within a span, by (day, deadline), from after a place on: of each deadline the next reminder on its day, and every rung below that on its own. Of a
    /// deadline one goes out on a day at most.
    /// </summary>
    /// <remarks>The next reminders are a range of one index, and the others of each rung a range of another: each is walked from the place on and cut off after as many as are asked for.</remarks>
    public static async Task<List<GoingOut>> GoingOutAsync(this AgreementsDbContext db, Reach reach, ReminderSpan span, DayPlace? after, int most, CancellationToken cancellationToken)
    {
        var ladders = await db.LaddersAsync(cancellationToken);
        var walk = new Walk(db.Deadlines.Within(reach).Reminding(), span, after, most);
        var fires = await ladders.ByKind.OrderBy(ladder => ladder.Key)
            .SelectMany(ladder => ladder.Value.Offsets.Select(offset => walk.BelowTheNext(ladder.Key, offset)))
            .Aggregate(walk.Next(), Queryable.Concat)
            .OrderBy(fire => fire.On).ThenBy(fire => fire.Id).Take(most).ToListAsync(cancellationToken);
        var ids = fires.Select(fire => fire.Id).ToHashSet();
        var deadlines = await db.Deadlines.AsNoTracking().Where(deadline => ids.Contains(deadline.Id)).ToDictionaryAsync(deadline => deadline.Id, cancellationToken);
        return fires.ConvertAll(fire => new GoingOut(deadlines[fire.Id], fire.RungOf(ladders), fire.On));
    }

    /// <summary>The live ones that have a reminder to come and are not held.</summary>
    internal static IQueryable<Deadline> Reminding(this IQueryable<Deadline> deadlines) =>
        deadlines.Where(deadline => deadline.ClosedAs == null && deadline.RemindOn != null && !deadline.RemindersHeld);

    private sealed class Walk(IQueryable<Deadline> deadlines, ReminderSpan span, DayPlace? after, int most)
    {
        private readonly DateOnly _first = new[] { span.From, span.Today.Values.Min(), after?.Day ?? DateOnly.MinValue }.Max();

        // Whatever the zone, what is to come fires on this day or later.
        private bool IsAhead => span.From >= span.Today.Values.Max();

        public IQueryable<Fire> Next()
        {
            var (first, last) = (_first, span.To);
            var next = deadlines.Where(deadline => deadline.RemindOn >= first && deadline.RemindOn <= last);
            if (!IsAhead)
            {
                next = next.Where(Days.InEachZone<Deadline>(span.Today, today => deadline => deadline.RemindOn >= today));
            }

            if (after is { Day: var day, Id: var id })
            {
                next = next.Where(deadline => deadline.RemindOn > day || deadline.Id > id);
            }

            return next.OrderBy(deadline => deadline.RemindOn).ThenBy(deadline => deadline.Id).Take(most)
                .Select(deadline => new Fire { Id = deadline.Id, On = deadline.RemindOn!.Value, Kind = deadline.Kind, DueOn = deadline.DueOn, Settled = deadline.RemindedOffset });
        }

        public IQueryable<Fire> BelowTheNext(DeadlineKind kind, int offset)
        {
            var (first, last) = (_first.AddDays(offset), Days.After(span.To, offset));
            var rungs = deadlines.Where(deadline => deadline.Kind == kind && deadline.DueOn >= first && deadline.DueOn <= last && deadline.RemindOn < deadline.DueOn.AddDays(-offset));
            if (!IsAhead)
            {
                rungs = rungs.Where(Days.InEachZone<Deadline>(span.Today, today =>
                {
                    var soonest = today.AddDays(offset);
                    return deadline => deadline.DueOn >= soonest;
                }));
            }

            if (after is { Day: var day, Id: var id })
            {
                var due = day.AddDays(offset);
                rungs = rungs.Where(deadline => deadline.DueOn > due || deadline.Id > id);
            }

            return rungs.OrderBy(deadline => deadline.DueOn).ThenBy(deadline => deadline.Id).Take(most)
                .Select(deadline => new Fire { Id = deadline.Id, On = deadline.DueOn.AddDays(-offset), Kind = deadline.Kind, DueOn = deadline.DueOn, Settled = deadline.RemindedOffset });
        }
    }

    private sealed class Fire
    {
        public Guid Id { get; init; }

        public DateOnly On { get; init; }

        public DeadlineKind Kind { get; init; }

        public DateOnly DueOn { get; init; }

        public int? Settled { get; init; }

        // Ladders that were changed since they were read have another rung on the day.
        public int RungOf(ReminderLadders ladders) => ladders.Of(Kind).Current(DueOn, Settled, On) ?? DueOn.DayNumber - On.DayNumber;
    }
}
