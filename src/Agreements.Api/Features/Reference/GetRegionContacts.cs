using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Regions;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reference;

/// <summary>Reads who is told of the deadlines of a region. Where that is nobody, its province's contacts are told.</summary>
public sealed record GetRegionContacts : IRequest<RegionContactsView>
{
    /// <summary>Kemendagri code of the region.</summary>
    [FromRoute]
    public string Code { get; init; } = "";
}

internal sealed class GetRegionContactsHandler(AgreementsDbContext db, Caller caller) : IRequestHandler<GetRegionContacts, RegionContactsView>
{
    public async Task<RegionContactsView> Handle(GetRegionContacts request, CancellationToken cancellationToken)
    {
        var region = caller.RegionIn(request.Code);
        var contacts = await db.ContactsWithin(caller.Reach).AsNoTracking().SingleOrDefaultAsync(each => each.RegionCode == region.Code, cancellationToken);
        return RegionContactsView.Of(contacts ?? new RegionContacts(Guid.Empty, region.Code));
    }
}
