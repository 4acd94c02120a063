using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Coverage;

/// <summary>Reads a snapshot of a region's coverage.</summary>
public sealed record GetCoverageSnapshot : IRequest<CoverageSnapshotView>
{
    /// <summary>The region.</summary>
    [FromRoute]
    public string Code { get; init; } = "";

    /// <summary>The snapshot.</summary>
    [FromRoute]
    public Guid SnapshotId { get; init; }
}

internal sealed class GetCoverageSnapshotHandler(AgreementsDbContext db, CoverageAtHand hand, Caller caller) : IRequestHandler<GetCoverageSnapshot, CoverageSnapshotView>
{
    public async Task<CoverageSnapshotView> Handle(GetCoverageSnapshot request, CancellationToken cancellationToken)
    {
        var region = hand.RegionIn(request.Code);
        var snapshot = await db.CoverageSnapshotsWithin(caller.Reach).AsNoTracking()
            .SingleOrDefaultAsync(each => each.Id == request.SnapshotId && each.RegionCode == region.Code, cancellationToken) ?? throw HttpFailureException.NotFound("snapshot");
        return (await hand.ShowAsync([snapshot], cancellationToken))[0];
    }
}
