using System.Security.Cryptography;
using System.Text;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Data.Reference;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Reference;

/// <summary>A province, regency or city, as coded by the Ministry of Home Affairs (Kemendagri).</summary>
public sealed record RegionView : Resource
{
    /// <summary>Kemendagri code: two digits for a province (<c>76</c>), <c>pp.rr</c> for a regency or city (<c>96.71</c>).</summary>
    public required string Code { get; init; }

    /// <summary>Official name, in Indonesian.</summary>
    public required string Name { get; init; }

    /// <summary>Tier of government.</summary>
    public required RegionLevel Level { get; init; }

    /// <summary>The province it lies in; a province names itself.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>IANA zone in which its legal dates are judged.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Whether it governs itself and so can be a party to an agreement.</summary>
    public required bool IsAutonomous { get; init; }

    internal static RegionView Of(Region region) => new()
    {
        // A region changes only with a release, so its content is its version.
        Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(region.ToString())).AsSpan(0, 8))}\"",
        Code = region.Code,
        Name = region.Name,
        Level = region.Level,
        ProvinceCode = region.ProvinceCode,
        TimeZone = region.TimeZone,
        IsAutonomous = region.IsAutonomous,
    };
}

/// <summary>Lists the regions of Indonesia by code.</summary>
public sealed record ListRegions : IRequest<Page<RegionView>>, IPaged
{
    /// <summary>Only this tier of government.</summary>
    public Param<RegionLevel>? Level { get; init; }

    /// <summary>Only this province, with its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Words or parts of words of the name, without case or accents.</summary>
    public string? Q { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListRegionsValidator : AbstractValidator<ListRegions>
{
    public ListRegionsValidator()
    {
        this.AddPaging();
        RuleFor(query => query.ProvinceCode).Must(code => RegionCatalogue.Shipped.Find(code) is { Level: RegionLevel.Province })
            .When(query => query.ProvinceCode is not null).WithErrorCode("region.unknown").OverridePropertyName("?provinceCode");
    }
}

internal sealed class ListRegionsHandler(PageWalk walk) : IRequestHandler<ListRegions, Page<RegionView>>
{
    public Task<Page<RegionView>> Handle(ListRegions request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var after = walk.Start<Place>(request.After);
        var rows = RegionCatalogue.Shipped.Search(request.Level?.Value, request.ProvinceCode, request.Q, after?.Code).Take(limit + 1).ToList();
        var (page, next) = walk.Turn(rows, limit, row => new Place(row.Code));
        return Task.FromResult(new Page<RegionView> { Items = [.. page.Select(RegionView.Of)], Next = next });
    }

    private sealed record Place(string Code);
}

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
