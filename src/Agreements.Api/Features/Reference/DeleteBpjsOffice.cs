using Agreements.Api.Pipeline;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reference;

/// <summary>Removes an office that nothing refers to.</summary>
internal sealed record DeleteBpjsOffice(Guid OfficeId) : IRequest<Unit>, IChange;

internal sealed class DeleteBpjsOfficeHandler(AgreementsDbContext db, OfficeAtHand hand) : IRequestHandler<DeleteBpjsOffice, Unit>
{
    public async Task<Unit> Handle(DeleteBpjsOffice request, CancellationToken cancellationToken)
    {
        var office = await hand.TakeAsync(request.OfficeId, cancellationToken);
        if (await db.IsNamedAsync(office.Id, cancellationToken)
            || await db.BpjsOffices.AnyAsync(child => child.ParentId == office.Id, cancellationToken)
            || await db.ApiKeys.AnyAsync(key => key.BpjsOfficeId == office.Id, cancellationToken))
        {
            throw new RuleViolationException("office.in-use");
        }

        db.BpjsOffices.Remove(office);
        return Unit.Value;
    }
}
