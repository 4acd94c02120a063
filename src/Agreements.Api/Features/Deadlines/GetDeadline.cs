using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Deadlines;

/// <summary>Reads a deadline, judged by today in its zone or by the day asked for.</summary>
public sealed record GetDeadline : IRequest<DeadlineView>
{
    /// <summary>The deadline.</summary>
    [FromRoute]
    public Guid DeadlineId { get; init; }

    /// <summary>The day to judge it by; today in its zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }
}

internal sealed class GetDeadlineHandler(AgreementsDbContext db, Caller caller, TimeProvider clock) : IRequestHandler<GetDeadline, DeadlineView>
{
    public async Task<DeadlineView> Handle(GetDeadline request, CancellationToken cancellationToken)
    {
        var deadline = await db.DeadlinesWithin(caller.Reach).AsNoTracking().SingleOrDefaultAsync(each => each.Id == request.DeadlineId, cancellationToken)
            ?? throw HttpFailureException.NotFound("deadline");
        return DeadlineView.Of(deadline, JudgedBy.Day(request.AsOf, clock).In(deadline.TimeZone), await db.WorkCalendarAsync(cancellationToken));
    }
}
