using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Coverage;

/// <summary>Lists the snapshots of a region by their day, the latest first, corrected ones included, each with what changed since the snapshot before it: the trend.</summary>
public sealed record ListCoverageSnapshots : IRequest<Page<CoverageSnapshotView>>, IPaged
{
    /// <summary>The region.</summary>
    [FromRoute]
    public string Code { get; init; } = "";

    /// <summary>Of this day or later.</summary>
    public Param<DateOnly>? From { get; init; }

    /// <summary>Of this day or earlier.</summary>
    public Param<DateOnly>? To { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListCoverageSnapshotsValidator : AbstractValidator<ListCoverageSnapshots>
{
    public ListCoverageSnapshotsValidator()
    {
        this.AddPaging();
        RuleFor(query => query.To).Must((query, to) => query.From is not { } from || to!.Value.Value >= from.Value)
            .When(query => query.To is not null)
            .WithErrorCode("window.ends-before-start").WithState(query => new object?[] { query.From!.Value.Value }).OverridePropertyName("?to");
    }
}

internal sealed class ListCoverageSnapshotsHandler(AgreementsDbContext db, PageWalk walk, CoverageAtHand hand, Caller caller)
    : IRequestHandler<ListCoverageSnapshots, Page<CoverageSnapshotView>>
{
    public async Task<Page<CoverageSnapshotView>> Handle(ListCoverageSnapshots request, CancellationToken cancellationToken)
    {
        var region = hand.RegionIn(request.Code);
        var limit = request.LimitOrDefault();
        var snapshots = db.CoverageSnapshotsWithin(caller.Reach).AsNoTracking().Where(snapshot => snapshot.RegionCode == region.Code);
        if (request.From is { Value: var from })
        {
            snapshots = snapshots.Where(snapshot => snapshot.AsOf >= from);
        }

        if (request.To is { Value: var to })
        {
            snapshots = snapshots.Where(snapshot => snapshot.AsOf <= to);
        }

        var rows = await snapshots.WalkByDay(walk.Start<SnapshotPlace>(request.After)).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, snapshot => new SnapshotPlace(snapshot.AsOf, snapshot.Revision));
        return new Page<CoverageSnapshotView> { Items = await hand.ShowAsync(page, cancellationToken), Next = next };
    }
}
