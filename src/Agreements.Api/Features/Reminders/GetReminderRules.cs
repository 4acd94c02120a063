using Agreements.Data;
using Agreements.Data.Queries;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reminders;

/// <summary>Reads on how many days before a due date deadlines are reminded of, by their kind. The same holds for every region.</summary>
public sealed record GetReminderRules : IRequest<ReminderRulesView>;

internal sealed class GetReminderRulesHandler(AgreementsDbContext db) : IRequestHandler<GetReminderRules, ReminderRulesView>
{
    public async Task<ReminderRulesView> Handle(GetReminderRules request, CancellationToken cancellationToken) =>
        ReminderRulesView.Of(await db.ReminderRules.AsNoTracking().SingleAsync(cancellationToken), await db.LaddersAsync(cancellationToken));
}
