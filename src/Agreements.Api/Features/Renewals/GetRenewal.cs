using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Renewals;

/// <summary>Reads a renewal with its back-plan, judged by today in its zone or by the day asked for.</summary>
public sealed record GetRenewal : IRequest<RenewalView>
{
    /// <summary>The renewal.</summary>
    [FromRoute]
    public Guid RenewalId { get; init; }

    /// <summary>The day to judge it by; today in its zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }
}

internal sealed class GetRenewalHandler(AgreementsDbContext db, Caller caller, TimeProvider clock) : IRequestHandler<GetRenewal, RenewalView>
{
    public async Task<RenewalView> Handle(GetRenewal request, CancellationToken cancellationToken)
    {
        var renewal = await db.RenewalsWithin(caller.Reach).AsNoTracking().SingleOrDefaultAsync(each => each.Id == request.RenewalId, cancellationToken)
            ?? throw HttpFailureException.NotFound("renewal");
        return RenewalView.Of(renewal, JudgedBy.Day(request.AsOf, clock).In(renewal.TimeZone), await db.WorkCalendarAsync(cancellationToken));
    }
}
