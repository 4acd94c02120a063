using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Reads an activity of a work plan.</summary>
public sealed record GetActivity : IRequest<ActivityView>
{
    /// <summary>The activity.</summary>
    [FromRoute]
    public Guid ActivityId { get; init; }

    /// <summary>The day to judge lateness by; today in its zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }
}

internal sealed class GetActivityHandler(AgreementsDbContext db, Caller caller, TimeProvider clock) : IRequestHandler<GetActivity, ActivityView>
{
    public async Task<ActivityView> Handle(GetActivity request, CancellationToken cancellationToken)
    {
        var activity = await db.ActivitiesWithin(caller.Reach).AsNoTracking().SingleOrDefaultAsync(each => each.Id == request.ActivityId, cancellationToken)
            ?? throw HttpFailureException.NotFound("activity");
        return ActivityView.Of(activity, JudgedBy.Day(request.AsOf, clock).In(activity.TimeZone));
    }
}
