using Agreements.Api.Http.Problems;
using Agreements.Data.Reference;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Reference;

/// <summary>Reads one region.</summary>
public sealed record GetRegion : IRequest<RegionView>
{
    /// <summary>Kemendagri code.</summary>
    [FromRoute]
    public string Code { get; init; } = "";
}

internal sealed class GetRegionHandler : IRequestHandler<GetRegion, RegionView>
{
    public Task<RegionView> Handle(GetRegion request, CancellationToken cancellationToken) =>
        RegionCatalogue.Shipped.Find(request.Code) is { } region ? Task.FromResult(RegionView.Of(region)) : throw HttpFailureException.NotFound("region");
}
