using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reference;

/// <summary>
/// Lists how soon people of a region are activated, the latest day first; of several for one day the one recorded last comes first, and counts. What is said of its
/// province, which holds where nothing is said of a region, is listed with that.
/// </summary>
public sealed record ListActivationModes : IRequest<Page<RegionActivationView>>, IPaged
{
    /// <summary>Kemendagri code of the region.</summary>
    [FromRoute]
    public string Code { get; init; } = "";

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListActivationModesValidator : AbstractValidator<ListActivationModes>
{
    public ListActivationModesValidator() => this.AddPaging();
}

internal sealed class ListActivationModesHandler(AgreementsDbContext db, PageWalk walk, Caller caller) : IRequestHandler<ListActivationModes, Page<RegionActivationView>>
{
    public async Task<Page<RegionActivationView>> Handle(ListActivationModes request, CancellationToken cancellationToken)
    {
        var region = caller.RegionIn(request.Code);
        var limit = request.LimitOrDefault();
        var rows = await db.ActivationsWithin(caller.Reach).AsNoTracking().Where(activation => activation.RegionCode == region.Code)
            .WalkByDay(walk.Start<ModePlace>(request.After)).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, activation => new ModePlace(activation.ValidFrom, activation.Revision));
        return new Page<RegionActivationView> { Items = [.. page.Select(RegionActivationView.Of)], Next = next };
    }
}
