using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Lists the reports about an activity, in the order in which they were recorded.</summary>
public sealed record ListProgress : IRequest<Page<ProgressView>>, IPaged
{
    /// <summary>The activity.</summary>
    [FromRoute]
    public Guid ActivityId { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

/// <summary>A report about an activity.</summary>
public sealed record ProgressView
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>The day that it speaks of.</summary>
    public required DateOnly ReportedOn { get; init; }

    /// <summary>What was achieved, in the unit of the target; negative where it puts an earlier report right.</summary>
    public required decimal RealisedValue { get; init; }

    /// <summary>Rupiah spent; negative where it puts an earlier report right.</summary>
    public required long SpentAmount { get; init; }

    /// <summary>What happened.</summary>
    public required string? Note { get; init; }

    /// <summary>That the activity is done, or is not after all; null where it says nothing of that.</summary>
    public required bool? Completed { get; init; }

    /// <summary>The report that it puts right.</summary>
    public required Guid? CorrectsId { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string RecordedBy { get; init; }

    internal static ProgressView Of(ActivityProgress report) => new()
    {
        Id = report.Id,
        ReportedOn = report.ReportedOn,
        RealisedValue = PlainNumber.Of(report.RealisedValue),
        SpentAmount = report.SpentAmount,
        Note = report.Note,
        Completed = report.Completed,
        CorrectsId = report.CorrectsId,
        RecordedAt = report.RecordedAt,
        RecordedBy = report.RecordedBy,
    };
}

internal sealed class ListProgressValidator : AbstractValidator<ListProgress>
{
    public ListProgressValidator() => this.AddPaging();
}

internal sealed class ListProgressHandler(AgreementsDbContext db, PageWalk walk, Caller caller) : IRequestHandler<ListProgress, Page<ProgressView>>
{
    public async Task<Page<ProgressView>> Handle(ListProgress request, CancellationToken cancellationToken)
    {
        if (!await db.ActivitiesWithin(caller.Reach).AnyAsync(activity => activity.Id == request.ActivityId, cancellationToken))
        {
            throw HttpFailureException.NotFound("activity");
        }

        var limit = request.LimitOrDefault();
        var rows = await db.ReportsOf(request.ActivityId, walk.Start<Place>(request.After)?.Ordinal ?? 0).AsNoTracking().Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, report => new Place(report.Ordinal));
        return new Page<ProgressView> { Items = [.. page.Select(ProgressView.Of)], Next = next };
    }

    private sealed record Place(int Ordinal);
}
