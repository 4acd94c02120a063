using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Lists every change of a work plan and of its activities, oldest first.</summary>
public sealed record ListWorkPlanHistory : IRequest<Page<WorkPlanChangeView>>, IPaged
{
    /// <summary>The plan.</summary>
    [FromRoute]
    public Guid WorkPlanId { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

/// <summary>One change of a work plan.</summary>
public sealed record WorkPlanChangeView
{
    /// <summary>The version that the change made.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string By { get; init; }

    /// <summary>What was done.</summary>
    public required WorkPlanAction Action { get; init; }

    /// <summary>The state before; null where the plan began.</summary>
    public required WorkPlanStatus? From { get; init; }

    /// <summary>The state after.</summary>
    public required WorkPlanStatus? To { get; init; }

    /// <summary>The reason given, where the action asks for one; the source, where a plan was taken in.</summary>
    [MaxLength(Agreement.ReasonMaxLength)]
    public required string? Reason { get; init; }

    /// <summary>The fields that changed, each with its value before and after.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    internal static WorkPlanChangeView Of(WorkPlanChange change) => new()
    {
        Version = change.Version,
        At = change.At,
        By = change.By,
        Action = change.Action,
        From = change.From,
        To = change.To,
        Reason = change.Reason,
        Changes = change.Changes,
    };
}

internal sealed class ListWorkPlanHistoryValidator : AbstractValidator<ListWorkPlanHistory>
{
    public ListWorkPlanHistoryValidator() => this.AddPaging();
}

internal sealed class ListWorkPlanHistoryHandler(AgreementsDbContext db, WorkPlanAtHand hand, PageWalk walk) : IRequestHandler<ListWorkPlanHistory, Page<WorkPlanChangeView>>
{
    public async Task<Page<WorkPlanChangeView>> Handle(ListWorkPlanHistory request, CancellationToken cancellationToken)
    {
        await hand.RequireAsync(request.WorkPlanId, cancellationToken);
        var limit = request.LimitOrDefault();
        var rows = await db.HistoryOf(request.WorkPlanId, walk.Start<Place>(request.After)?.Version ?? 0).AsNoTracking().Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, change => new Place(change.Version));
        return new Page<WorkPlanChangeView> { Items = [.. page.Select(WorkPlanChangeView.Of)], Next = next };
    }

    private sealed record Place(int Version);
}
