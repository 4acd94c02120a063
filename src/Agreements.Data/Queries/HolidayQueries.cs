using Agreements.Data.Reference;
using Agreements.Domain.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The holidays: those that ship with the service, and what has been put right about single days, which goes before them.</summary>
public static class HolidayQueries
{
    /// <summary>Every holiday, in order. There are some twenty-five a year.</summary>
    public static async Task<IReadOnlyList<Holiday>> HolidaysAsync(this AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var corrections = await db.HolidayCorrections.AsNoTracking().ToListAsync(cancellationToken);
        var corrected = corrections.Select(correction => correction.On).ToHashSet();
        return [.. HolidayCatalogue.Shipped.Where(holiday => !corrected.Contains(holiday.On)).Concat(corrections.Select(correction => correction.Holiday).OfType<Holiday>()).OrderBy(holiday => holiday.On)];
    }

    /// <summary>The days on which offices work, by what is known now.</summary>
    public static async Task<WorkCalendar> WorkCalendarAsync(this AgreementsDbContext db, CancellationToken cancellationToken) =>
        new((await db.HolidaysAsync(cancellationToken)).Select(holiday => holiday.On));
}
