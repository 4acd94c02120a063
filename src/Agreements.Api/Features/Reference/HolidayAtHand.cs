using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reference;

/// <summary>How the calendar is changed: one change at a time, and with it every open renewal whose plan leans on the day.</summary>
internal sealed class HolidayAtHand(AgreementsDbContext db, IStoreEngine engine, Caller caller)
{
    /// <summary>The day that a path names.</summary>
    public static DateOnly DayIn(string path) => ParamText.TryRead(path, out DateOnly on) ? on : throw HttpFailureException.NotFound("holiday");

    /// <summary>The holiday on a day, held until the end of the transaction; null where there is none.</summary>
    public async Task<Holiday?> TakeAsync(DateOnly on, CancellationToken cancellationToken)
    {
        await engine.HoldNameAsync(db, RenewalAtHand.Calendar, cancellationToken);
        return await FindAsync(on, cancellationToken);
    }

    /// <summary>The holiday on a day; null where there is none.</summary>
    public async Task<Holiday?> FindAsync(DateOnly on, CancellationToken cancellationToken) => (await db.HolidaysAsync(cancellationToken)).FirstOrDefault(holiday => holiday.On == on);

    /// <summary>A holiday to be shown.</summary>
    public async Task<Holiday> ReadAsync(DateOnly on, CancellationToken cancellationToken) =>
        await FindAsync(on, cancellationToken) ?? throw HttpFailureException.NotFound("holiday");

    /// <summary>Puts a day right, and schedules anew what leans on it.</summary>
    public async Task CorrectAsync(DateOnly on, Holiday? holiday, CancellationToken cancellationToken)
    {
        var authorship = caller.Sign();
        var at = authorship.At;
        var correction = await db.HolidayCorrections.SingleOrDefaultAsync(each => each.On == on, cancellationToken)
            ?? db.HolidayCorrections.Add(new HolidayCorrection(Guid.CreateVersion7(at), on)).Entity;
        if (holiday is null)
        {
            correction.Withdraw(at);
        }
        else
        {
            correction.Set(holiday, at);
        }

        var days = (await db.HolidaysAsync(cancellationToken)).Select(each => each.On).Where(day => day != on);
        var calendar = new WorkCalendar(holiday is null ? days : days.Append(on));
        foreach (var id in await db.PlannedAsync(cancellationToken))
        {
            await engine.HoldAgreementAsync(db, id, cancellationToken);
            if (await db.OpenRenewalAsync(id, cancellationToken) is var (renewal, agreement))
            {
                renewal.Replan(agreement, calendar, authorship);
            }
        }
    }
}
