using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reference;

/// <summary>Reads what was said once about how soon people of a region are activated.</summary>
public sealed record GetActivationMode : IRequest<RegionActivationView>
{
    /// <summary>Kemendagri code of the region.</summary>
    [FromRoute]
    public string Code { get; init; } = "";

    /// <summary>The entry.</summary>
    [FromRoute]
    public Guid ActivationModeId { get; init; }
}

internal sealed class GetActivationModeHandler(AgreementsDbContext db, Caller caller) : IRequestHandler<GetActivationMode, RegionActivationView>
{
    public async Task<RegionActivationView> Handle(GetActivationMode request, CancellationToken cancellationToken) => RegionActivationView.Of(
        await db.ActivationsWithin(caller.Reach).AsNoTracking()
            .SingleOrDefaultAsync(activation => activation.Id == request.ActivationModeId && activation.RegionCode == request.Code, cancellationToken)
        ?? throw HttpFailureException.NotFound("activation-mode"));
}
