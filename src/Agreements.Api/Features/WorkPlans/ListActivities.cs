using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data;
using Agreements.Data.Queries;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Lists the activities of a work plan by the day on which they end, soonest first.</summary>
public sealed record ListActivities : IRequest<Page<ActivityView>>, IPaged
{
    /// <summary>The plan.</summary>
    [FromRoute]
    public Guid WorkPlanId { get; init; }

    /// <summary>Whether they are past their last day and not done.</summary>
    public Param<bool>? Late { get; init; }

    /// <summary>The day to judge lateness by; today in its zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListActivitiesValidator : AbstractValidator<ListActivities>
{
    public ListActivitiesValidator() => this.AddPaging();
}

internal sealed class ListActivitiesHandler(AgreementsDbContext db, WorkPlanAtHand hand, PageWalk walk, TimeProvider clock) : IRequestHandler<ListActivities, Page<ActivityView>>
{
    public async Task<Page<ActivityView>> Handle(ListActivities request, CancellationToken cancellationToken)
    {
        await hand.RequireAsync(request.WorkPlanId, cancellationToken);
        var day = JudgedBy.Day(request.AsOf, clock);
        var limit = request.LimitOrDefault();
        var activities = db.ActivitiesOf(request.WorkPlanId, walk.Start<DayPlace>(request.After)).AsNoTracking();
        if (request.Late is { Value: var isLate })
        {
            activities = activities.ThatAreLate(isLate, day.ByZone);
        }

        var rows = await activities.Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, activity => new DayPlace(activity.EndsOn, activity.Id));
        return new Page<ActivityView> { Items = [.. page.Select(activity => ActivityView.Of(activity, day.In(activity.TimeZone)))], Next = next };
    }
}
