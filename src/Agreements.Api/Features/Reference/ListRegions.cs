using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data.Reference;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Reference;

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
