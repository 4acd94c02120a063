using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Coverage;

/// <summary>Judges the latest snapshot of a region's coverage by the policy that is valid on the day: what it may be called, what keeps it from more, and how many people it lacks.</summary>
public sealed record GetUhcStatus : IRequest<UhcStatusView>
{
    /// <summary>The region.</summary>
    [FromRoute]
    public string Code { get; init; } = "";

    /// <summary>The day to judge by; today in the region's zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }
}

internal sealed class GetUhcStatusHandler(CoverageAtHand hand, TimeProvider clock) : IRequestHandler<GetUhcStatus, UhcStatusView>
{
    public Task<UhcStatusView> Handle(GetUhcStatus request, CancellationToken cancellationToken) =>
        hand.StatusOfAsync(hand.RegionIn(request.Code), JudgedBy.Day(request.AsOf, clock), cancellationToken);
}
