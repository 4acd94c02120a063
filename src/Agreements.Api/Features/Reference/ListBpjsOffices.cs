using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reference;

/// <summary>Lists the offices of BPJS Kesehatan by name.</summary>
public sealed record ListBpjsOffices : IRequest<Page<BpjsOfficeView>>, IPaged
{
    /// <summary>Only this tier.</summary>
    public Param<BpjsOfficeKind>? Kind { get; init; }

    /// <summary>Only those that report to this office.</summary>
    public Param<Guid>? ParentId { get; init; }

    /// <summary>Only those that serve this region.</summary>
    public string? RegionCode { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListBpjsOfficesValidator : AbstractValidator<ListBpjsOffices>
{
    public ListBpjsOfficesValidator()
    {
        this.AddPaging();
        RuleFor(query => query.RegionCode).Must(code => RegionCatalogue.Shipped.Find(code) is not null)
            .When(query => query.RegionCode is not null).WithErrorCode("region.unknown").OverridePropertyName("?regionCode");
    }
}

internal sealed class ListBpjsOfficesHandler(AgreementsDbContext db, PageWalk walk) : IRequestHandler<ListBpjsOffices, Page<BpjsOfficeView>>
{
    public async Task<Page<BpjsOfficeView>> Handle(ListBpjsOffices request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var offices = db.BpjsOffices.AsNoTracking();
        if (request.Kind is { Value: var kind })
        {
            offices = offices.Where(office => office.Kind == kind);
        }

        if (request.ParentId is { Value: var parent })
        {
            offices = offices.Where(office => office.ParentId == parent);
        }

        if (request.RegionCode is { } region)
        {
            offices = offices.Serving(region);
        }

        var rows = await offices.WalkByName(walk.Start<Position>(request.After)).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, office => new Position(office.Name, office.Id));
        return new Page<BpjsOfficeView> { Items = [.. page.Select(BpjsOfficeView.Of)], Next = next };
    }
}
