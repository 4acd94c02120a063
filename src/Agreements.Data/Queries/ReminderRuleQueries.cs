using Agreements.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The named queries of the ladders by which deadlines are reminded of.</summary>
public static class ReminderRuleQueries
{
    /// <summary>The name that whoever opens deadlines shares, and whoever changes the ladders holds alone before reading or writing anything else.</summary>
    public const string Ladders = "reminder-rules";

    /// <summary>The ladders of all kinds.</summary>
    public static async Task<ReminderLadders> LaddersAsync(this AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var rungs = await db.ReminderRungs.AsNoTracking().ToListAsync(cancellationToken);
        return new ReminderLadders(rungs.GroupBy(rung => rung.Kind).ToDictionary(kind => kind.Key, kind => ReminderLadder.Of(kind.Select(rung => rung.Offset))));
    }
}
