using Agreements.Api.Http.Problems;
using Agreements.Data;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reference;

/// <summary>Reads one office.</summary>
public sealed record GetBpjsOffice : IRequest<BpjsOfficeView>
{
    /// <summary>The office.</summary>
    [FromRoute]
    public Guid OfficeId { get; init; }
}

internal sealed class GetBpjsOfficeHandler(AgreementsDbContext db) : IRequestHandler<GetBpjsOffice, BpjsOfficeView>
{
    public async Task<BpjsOfficeView> Handle(GetBpjsOffice request, CancellationToken cancellationToken) =>
        BpjsOfficeView.Of(
            await db.BpjsOffices.AsNoTracking().Include(office => office.Catchment).SingleOrDefaultAsync(office => office.Id == request.OfficeId, cancellationToken)
            ?? throw HttpFailureException.NotFound("office"));
}
