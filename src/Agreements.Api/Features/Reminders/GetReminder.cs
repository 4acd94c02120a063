using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Regions;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reminders;

/// <summary>Reads a reminder with its attempts. One that nobody has claimed yet is in the list alone: there is nothing to say of it that the list does not.</summary>
public sealed record GetReminder : IRequest<ReminderView>
{
    /// <summary>The reminder.</summary>
    [FromRoute]
    public Guid ReminderId { get; init; }
}

internal sealed class GetReminderHandler(AgreementsDbContext db, Caller caller) : IRequestHandler<GetReminder, ReminderView>
{
    public async Task<ReminderView> Handle(GetReminder request, CancellationToken cancellationToken)
    {
        var row = await db.RemindersWithin(caller.Reach).AsNoTracking().Where(reminder => reminder.Id == request.ReminderId).WithDeadlines(db).SingleOrDefaultAsync(cancellationToken)
            ?? throw HttpFailureException.NotFound("reminder");
        var ladder = (await db.LaddersAsync(cancellationToken)).Of(row.Deadline.Kind);
        var at = caller.Now();
        var attempts = await db.AttemptsAt(row.Reminder.Id).AsNoTracking().Take(ReminderView.MostAttempts).ToListAsync(cancellationToken);
        return ReminderView.Of(row, row.StandingAt(ladder, IndonesianTime.DateIn(row.Deadline.TimeZone, at), at), attempts);
    }
}
